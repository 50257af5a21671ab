"""Invented people and papers around an invented town and its ferry."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answers import Turn
from assistant.articles import Record
from assistant.dates import PublicationDate
from assistant.question import Query, understand
from assistant.scopes import Scope

TODAY = datetime.date(2026, 3, 1)


def record(article_id: str, person: str, publication: str | None, date: str | None) -> Record:
    return Record(
        article_id=article_id,
        title=f"On the ferry, {article_id}",
        authors=tuple(person.split(" and ")),
        publication=publication,
        date=PublicationDate(date) if date else None,
    )


RECORDS = (
    record("marrow-2018", "Ottoline Marrow", "The Oyfar Herald", "2018-09-04"),
    record("marrow-2023", "Ottoline Marrow", "Skerrow 2.0", "2023-02"),
    record("zickova-2018", "Zdenka Žičková", "Lantern Foundation for Ferries", "2018-08-30"),
    record("durovic-2020", "Mirko P. Đurović", "Reaction", "2020"),
    record("much-2019", "Tobias Much", "Quay/Radio Free Skerrow", "2019-05-05"),
    record("quell-thrale-2021", "Ida Quell and Bo Thrale", "lantern.example", "2021-01"),
    record("undated", "Ansel Pellworm", None, None),
    record("undated-too", "Jo-Luc Saltby and Kay Dunmow-Reed and P. Q. R. Fennick", None, None),
)


def not_from(asked: str) -> str:
    here = "Quay/Radio Free Skerrow (5 May 2019)"
    return f"No article here by or with Tobias Much is from {asked}; those here are from {here}."


def understood(question: str) -> Query:
    return understand(question, (), RECORDS, today=TODAY)


@pytest.mark.parametrize(
    ("question", "people"),
    [
        ("What does Marrow say about the dam?", ["Ottoline Marrow"]),
        ("Why does Ottoline Marrow fear the dam?", ["Ottoline Marrow"]),
        ("According to Žičková, is the dam safe?", ["Zdenka Žičková"]),
        ("what does zickova think of the dam", ["Zdenka Žičková"]),
        ("Is the dam safe in Durovic's opinion?", ["Mirko P. Đurović"]),
        ("What is M. Đurović's view of the dam?", ["Mirko P. Đurović"]),
        ("What does Judge Marrow think of the dam?", ["Ottoline Marrow"]),
        ("What worries Marrow about the dam?", ["Ottoline Marrow"]),
        ("What else would satisfy Tobias Much?", ["Tobias Much"]),
        ("What made Marrow change her mind about the dam?", ["Ottoline Marrow"]),
        ("Does Much think the ferry will sink?", ["Tobias Much"]),
        ("does much think the ferry will sink", ["Tobias Much"]),
        ("What is there by Marrow or Much on the dam?", ["Ottoline Marrow", "Tobias Much"]),
        ("What do Quell and Thrale ask of Oyfar?", ["Ida Quell", "Bo Thrale"]),
        ("What did Pellworm argue?", ["Ansel Pellworm"]),
        ("Is Marrow still of that opinion?", ["Ottoline Marrow"]),
        ("Has Marrow's view of the dam changed?", ["Ottoline Marrow"]),
        ("Marrow on the dam", ["Ottoline Marrow"]),
        ("Quote Marrow on the dam", ["Ottoline Marrow"]),
        ("what are zickova's views on the dam", ["Zdenka Žičková"]),
        ("tell me what zickova thinks of the dam", ["Zdenka Žičková"]),
        ("did zickova change her mind", ["Zdenka Žičková"]),
        ("What does Marrow, a former warden, think?", ["Ottoline Marrow"]),
        ("Has Marrow ever supported the dam?", ["Ottoline Marrow"]),
        ("And Pellworm?", ["Ansel Pellworm"]),
        ("WHAT DOES MARROW SAY ABOUT THE DAM?", ["Ottoline Marrow"]),
        ("What does Mr. Much say about the dam?", ["Tobias Much"]),
        ("Articles on the dam by Marrow", ["Ottoline Marrow"]),
        ("Marrow's Skerrow article on the dam", ["Ottoline Marrow"]),
        ("Does Marrow reply to Much's article on the dam?", ["Ottoline Marrow"]),
        ("What does Jo-Luc Saltby say about the dam?", ["Jo-Luc Saltby"]),
        ("is the dam safe, according to dunmow-reed", ["Kay Dunmow-Reed"]),
        ("Why does P.Q.R. Fennick fear the dam?", ["P. Q. R. Fennick"]),
        ("Is there a consensus among Marrow and Much?", ["Ottoline Marrow", "Tobias Much"]),
        ("Did Marrow want to keep the dam?", ["Ottoline Marrow"]),
        ("What does Much have against the dam?", ["Tobias Much"]),
        ("Where did Quell stand on the dam?", ["Ida Quell"]),
        ("What was Marrow on about?", ["Ottoline Marrow"]),
        ("How hard is Much on the dam?", ["Tobias Much"]),
        ("Tell me why Quell is against the dam", ["Ida Quell"]),
        ("pellworm dam", ["Ansel Pellworm"]),
        ("Marrow — is the dam safe?", ["Ottoline Marrow"]),
        ("Quell, is the dam safe?", ["Ida Quell"]),
        ("Who is harder on the dam, Marrow or Much?", ["Ottoline Marrow", "Tobias Much"]),
        ("Tobias Much knows dams. What does he make of this one?", ["Tobias Much"]),
        ("What does bo thrale say about the Oyfar dam?", ["Bo Thrale"]),
        ("What does Bo make of the dam?", ["Bo Thrale"]),
        ("What did Sir Tobias fear?", ["Tobias Much"]),
        ("What did Sir Tobias Much fear?", ["Tobias Much"]),
        ("What did the late Ida Quell fear?", ["Ida Quell"]),
        ("Does poor old Marrow fear the dam?", ["Ottoline Marrow"]),
        ("Quell, Ida: is the dam safe?", ["Ida Quell"]),
        ("I want Marrow. Is the dam safe?", ["Ottoline Marrow"]),
        ("I am looking for opinions of Marrow about the dam", ["Ottoline Marrow"]),
        ("We need Marrow on the dam", ["Ottoline Marrow"]),
        ("Marrow. Ferry. Toll.", ["Ottoline Marrow"]),
        ("I wonder whether Marrow has any opinion on the dam", ["Ottoline Marrow"]),
        ("Fennick, P. Q. R. on the dam", ["P. Q. R. Fennick"]),
        ("What does Marrow Ottoline fear?", ["Ottoline Marrow"]),
        ("Quell, Thrale and Much on the dam", ["Ida Quell", "Bo Thrale", "Tobias Much"]),
    ],
)
def test_people_whose_views_are_asked_for_become_a_filter(question: str, people: list[str]) -> None:
    assert understood(question).scope == Scope(people=tuple(people))


@pytest.mark.parametrize(
    ("question", "subjects"),
    [
        ("What drives President Marrow?", ["Ottoline Marrow"]),
        ("How do commentators judge Marrow's proposal?", ["Ottoline Marrow"]),
        ("Was Quell's statement wise?", ["Ida Quell"]),
        ("What do Marrow's critics reply?", ["Ottoline Marrow"]),
        ("Should Thrale sell the ferry?", ["Bo Thrale"]),
        ("What did Thrale offer Oyfar in return?", ["Bo Thrale"]),
        ("Who says that Marrow is wrong?", ["Ottoline Marrow"]),
        ("Did Thrale sell the ferry?", ["Bo Thrale"]),
        ("Where does Marrow live?", ["Ottoline Marrow"]),
        ("Is Quell right about the dam?", ["Ida Quell"]),
        ("Quell. Is she right about the dam?", ["Ida Quell"]),
        ("I like Quell, but is she right?", ["Ida Quell"]),
        ("Marrow — was she ever mayor?", ["Ottoline Marrow"]),
        ("Did the mayor pay Much, and what does he say?", ["Tobias Much"]),
        ("Much's brother drowned. Did he oppose the dam?", ["Tobias Much"]),
        ("The widow read Marrow. Did she agree?", ["Ottoline Marrow"]),
        ("My sister met Marrow. Does she say why?", ["Ottoline Marrow"]),
        ("Marrow lost to Bettina Frost. Did she want the toll?", ["Ottoline Marrow"]),
        ("Quell sank with it. Did he want the toll?", ["Ida Quell"]),
        ("What does the mayor say to both of Quell and Thrale?", ["Ida Quell", "Bo Thrale"]),
    ],
)
def test_people_asked_about_are_subjects_and_no_filter(question: str, subjects: list[str]) -> None:
    found = understood(question)

    assert (found.scope, found.subjects) == (Scope(), tuple(subjects))


@pytest.mark.parametrize(
    "question",
    [
        "Is much of the dam gone?",
        "Much is gone: is that true?",
        "How much does the ferry cost?",
        "What does Barnaby Much say?",
        "Where does the narrow marrow bone lie?",
        "much rain",
        "much — too much?",
        "Are the Quells related?",
    ],
)
def test_a_word_that_is_also_a_surname_is_no_person(question: str) -> None:
    found = understood(question)

    assert (found.scope, found.subjects) == (Scope(), ())


@pytest.mark.parametrize(
    ("question", "since", "until"),
    [
        ("What did Marrow write in September 2018?", "2018-09", "2018-09"),
        ("What has been written about the dam since 2020?", "2020", None),
        ("What did authors write before 2020?", None, "2019"),
        ("What was said about the dam between 2018 and 2020?", "2018", "2020"),
        ("What did commentators think from 2018 to May 2019?", "2018", "2019-05"),
        ("What did Marrow write in 2018, 2020 and 2023?", "2018", "2023"),
        ("Marrow's articles of 2018, 2020 and 2023", "2018", "2023"),
        ("Which articles appeared in August 2018?", "2018-08", "2018-08"),
        ("What was argued after the summer of 2018?", "2018-09", None),
        ("What was argued until 5 May 2019?", None, "2019-05-05"),
        ("What was written in early 2021?", "2021-01", "2021-04"),
        ("In 2023, what does Marrow say about the dam?", "2023", "2023"),
        ("What did Marrow write in the winter of 2018?", "2018-12", "2019-02"),
        ("Which articles appeared after 30 August 2018?", "2018-08-31", None),
        ("What does Marrow's 2018 article say?", "2018", "2018"),
        ("What does the 2018 Marrow article say?", "2018", "2018"),
        ("What did Marrow propose in February 2023?", "2023-02", "2023-02"),
        ("Does anyone in 2020 still defend the dam?", "2020", "2020"),
        ("Who wrote about the election in 2019?", "2019", "2019"),
        ("What did Marrow write about the war in 2018?", "2018", "2018"),
    ],
)
def test_times_of_writing_become_a_filter(question: str, since: str | None, until: str | None) -> None:
    scope = understood(question).scope

    assert (scope.since, scope.until) == (since, until)


@pytest.mark.parametrize(
    "question",
    [
        "What became of the agreement of 2013?",
        "Was the 2018 declaration justified?",
        "Was the town's declaration of independence in 2018 justified?",
        "What happened in the war in 2019?",
        "What has changed since 2020?",
        "Was Quell's statement of August 2018 wise?",
        "How many people left after 2018?",
        "Must emissions fall by 2030?",
        "What does Marrow say about the floods of 1953?",
        "What did commentators say about the election in 1953?",
        "What does Marrow say about the war of 1953?",
        "What did Marrow think of the war in 1953?",
        "In 1953, the dam burst. What does Marrow say?",
        "What does Marrow say we knew of the dam in 2018?",
        "What does Marrow think Oyfar could do in 2018?",
        "Do 2019 horses fit on the ferry?",
    ],
)
def test_times_that_belong_to_the_matter_are_no_filter(question: str) -> None:
    scope = understood(question).scope

    assert (scope.since, scope.until) == (None, None)


def test_last_year_is_counted_from_the_day_of_the_question() -> None:
    records = (record("new", "Ida Quell", None, "2025-05"),)

    found = understand("What did Quell write last year?", (), records, today=TODAY)

    assert found.scope == Scope(people=("Ida Quell",), since="2025", until="2025")


@pytest.mark.parametrize(
    ("question", "publication"),
    [
        ("What was said in the Oyfar Herald?", "The Oyfar Herald"),
        ("What does the Lantern Foundation say about the dam?", "Lantern Foundation for Ferries"),
        ("What did Marrow publish in Skerrow 2.0?", "Skerrow 2.0"),
        ("What was said on Radio Free Skerrow?", "Quay/Radio Free Skerrow"),
        ("What does RFS report?", "Quay/Radio Free Skerrow"),
        ("what was said in the rfs", "Quay/Radio Free Skerrow"),
        ("what was said in reaction", None),
        ("Which articles did lantern.example publish?", "lantern.example"),
        ("What stands on lantern.example about the dam?", "lantern.example"),
        ("What was written in Reaction?", "Reaction"),
        ("What was the reaction in Skerrow?", None),
        ("Is the Herald of Oyfar late?", None),
        ("What does the Lantern Tidal Company say about ships?", None),
        ("What does the Reaction Party say about ships?", None),
        ("What does New Reaction say about ships?", None),
        ("What did Reaction Magazine say about ships?", "Reaction"),
        ("What stood in Reaction March 2020?", "Reaction"),
        ("What did the Herald print about the dam?", "The Oyfar Herald"),
        ("Anything in the Herald on the dam?", "The Oyfar Herald"),
        ("what did the herald print about the dam", "The Oyfar Herald"),
        ("What's the Herald's view of the dam?", "The Oyfar Herald"),
        ("Oyfar Herald pieces about the dam", "The Oyfar Herald"),
        ("oyfar herald on the dam", "The Oyfar Herald"),
        ("oyfar herald dam", "The Oyfar Herald"),
        ("Reaction dam", None),
        ("Has Marrow of the Herald changed her mind?", "The Oyfar Herald"),
        ("How did the Herald see the dam?", "The Oyfar Herald"),
        ("What did the Herald of Quay print?", None),
        ("Who owns the Herald?", None),
        ("is the herald late", None),
        ("Who, but not in the Herald, fears the dam?", None),
    ],
)
def test_publications_become_a_filter_where_something_is_said_to_stand_in_them(
    question: str, publication: str | None
) -> None:
    assert understood(question).scope.publications == ((publication,) if publication else ())


@pytest.mark.parametrize(
    "question",
    [
        "Which has more on the dam, the Herald or Reaction?",
        "How do the Herald and Reaction differ on the dam?",
    ],
)
def test_papers_set_side_by_side_are_both_filters(question: str) -> None:
    found = understood(question)

    assert (found.scope, found.notes) == (Scope(publications=("The Oyfar Herald", "Reaction")), ())


def test_a_writer_named_by_a_paper_is_asked_for_in_it() -> None:
    scope = Scope(people=("Mirko P. Đurović",), publications=("Reaction",))

    assert understood("Reaction's Đurović on the dam").scope == scope


def test_people_set_side_by_side_are_compared() -> None:
    found = understood("How does Marrow differ from Much on the dam?")

    assert (found.scope, found.topic) == (Scope(people=("Ottoline Marrow", "Tobias Much")), "the dam?")


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("What does Marrow say about the dam?", "the dam?"),
        ("What did Marrow write about the dam in September 2018?", "the dam?"),
        ("Does Much think the ferry will sink?", "the ferry will sink?"),
        ("Why does Marrow fear the dam?", "Why fear the dam?"),
        ("According to Marrow, is the dam safe?", "is the dam safe?"),
        ("What did the Oyfar Herald publish about the dam?", "the dam?"),
        ("How has Marrow's view of the dam changed over the years?", "the dam?"),
        ("Did Marrow's opinion on the dam change from 2018 to 2023?", "the dam?"),
        ("Has Marrow been consistent on the dam over time?", "the dam?"),
        ("What drives President Marrow?", "What drives President Marrow?"),
        ("Is the dam safe?", "Is the dam safe?"),
    ],
)
def test_the_topic_is_what_is_left_without_the_filters(question: str, topic: str) -> None:
    assert understood(question).topic == topic


@pytest.mark.parametrize(
    ("question", "scope"),
    [
        ("Which articles are by Marrow?", Scope(people=("Ottoline Marrow",))),
        ("List Marrow's articles", Scope(people=("Ottoline Marrow",))),
        ("What else did Marrow write?", Scope(people=("Ottoline Marrow",))),
        ("What are Marrow's main points?", Scope(people=("Ottoline Marrow",))),
        ("Did Marrow change her mind?", Scope(people=("Ottoline Marrow",))),
        ("How has Marrow's position evolved?", Scope(people=("Ottoline Marrow",))),
        (
            "Did Marrow change her mind between 2018 and 2023?",
            Scope(people=("Ottoline Marrow",), since="2018", until="2023"),
        ),
        ("Did Marrow change her mind by 2020?", Scope(people=("Ottoline Marrow",), until="2020")),
        ("Does Marrow change her mind?", Scope(people=("Ottoline Marrow",))),
        ("Did Marrow change her mind over time?", Scope(people=("Ottoline Marrow",))),
        ("Is Marrow consistent over the years?", Scope(people=("Ottoline Marrow",))),
        (
            "How did Marrow's view change between 2018 and 2023?",
            Scope(people=("Ottoline Marrow",), since="2018", until="2023"),
        ),
        ("Compare Marrow and Much", Scope(people=("Ottoline Marrow", "Tobias Much"))),
        ("Marrow vs Much", Scope(people=("Ottoline Marrow", "Tobias Much"))),
        ("Marrow, 2018", Scope(people=("Ottoline Marrow",), since="2018", until="2018")),
        ("What did the Oyfar Herald publish?", Scope(publications=("The Oyfar Herald",))),
        ("What was published in 2018?", Scope(since="2018", until="2018")),
        ("Articles from 2020", Scope(since="2020", until="2020")),
        ("Which articles are here?", Scope()),
    ],
)
def test_a_question_without_a_matter_asks_for_everything_its_filters_admit(
    question: str, scope: Scope
) -> None:
    found = understood(question)

    assert (found.scope, found.topic, found.everything) == (scope, "", True)


@pytest.mark.parametrize(
    "question", ["Why does Marrow worry?", "Who is right?", "Who is Tobias Much?", "Why?"]
)
def test_what_somebody_does_and_what_nobody_limits_is_searched_for(question: str) -> None:
    found = understood(question)

    assert (found.topic, found.everything) == (question, False)


def test_under_filters_of_the_reader_a_question_without_a_matter_asks_for_everything() -> None:
    assert understand("What is the main argument?", (), RECORDS, scoped=True).everything
    assert not understand("What is the main argument?", (), RECORDS).everything


@pytest.mark.parametrize(
    "question",
    [
        "Compare Marrow 2018 with Marrow 2023",
        "Compare Marrow in 2018 and in 2023",
        "How do Marrow's 2018 and 2023 articles differ?",
        "Does Marrow still think in 2023 what she thought in 2018?",
    ],
)
def test_times_named_one_by_one_leave_out_what_lies_between_them(question: str) -> None:
    between = record("marrow-2020", "Ottoline Marrow", "The Oyfar Herald", "2020")

    found = understand(question, (), (*RECORDS, between), today=TODAY)

    assert (found.scope, found.articles, found.everything) == (
        Scope(people=("Ottoline Marrow",), since="2018", until="2023"),
        ("marrow-2018", "marrow-2023"),
        True,
    )


def test_times_named_one_by_one_of_which_none_has_an_article_admit_none() -> None:
    between = record("marrow-2020", "Ottoline Marrow", "The Oyfar Herald", "2020")

    found = understand("Compare Marrow in 2019 and in 2021", (), (*RECORDS, between), today=TODAY)

    assert found.articles == ()


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Neither Marrow nor Marrow: who fears the dam?", "Neither Marrow nor Marrow: who fears the dam?"),
        ("Besides Marrow, who fears the dam?", "Besides Marrow, who fears the dam?"),
        ("Who, not counting Marrow, fears the dam?", "Who, not counting Marrow, fears the dam?"),
        ("Views on the dam not by Marrow", "Views on the dam not by Marrow"),
        ("Views on the dam, but no Marrow", "Views on the dam, but no Marrow"),
        ("I want all views of the dam, not Marrow's", "I want all views of the dam, not Marrow's"),
        ("Ignore Marrow. Who fears the dam?", "Ignore. Who fears the dam?"),
        ("Who disagrees with Marrow about the dam?", "the dam?"),
        ("Who else agrees with Marrow?", "Who else agrees with Marrow?"),
        ("What do Marrow's critics say about the dam?", "What do Marrow's critics say about the dam?"),
        ("Marrow says that the dam leaks. Who thinks the opposite?", "the dam leaks."),
        ("In her 2018 article, Marrow wants a dam. Who else does?", "wants a dam."),
    ],
)
def test_a_question_for_others_excludes_a_person_and_does_not_filter_for_them(
    question: str, topic: str
) -> None:
    found = understood(question)

    assert (found.scope, found.excluded, found.topic) == (Scope(), ("Ottoline Marrow",), topic)


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("As Much wrote in 2021, the dam is safe. Why?", "2021"),
        ("Tobias Much praised the dam in the Oyfar Herald. Who replied?", "The Oyfar Herald"),
        ("When Much wrote in the Oyfar Herald that the dam is safe, who replied?", "The Oyfar Herald"),
        ("Why did Much, writing in the Oyfar Herald, oppose the dam?", "The Oyfar Herald"),
        ("In his 2021 article, Much wants a dam. Why?", "2021"),
        ("What did Much write in Reaction in 2019?", "Reaction, 2019"),
        ("What did Much write in 1999?", "1999"),
        ("What has Much written since 2022?", "a time since 2022"),
        ("What did Much say before 2010?", "a time until 2009"),
        ("What did Much think in 2015?", "2015"),
        ("What was Much's view in 2015?", "2015"),
    ],
)
def test_a_wrong_assumption_about_where_or_when_somebody_wrote_is_told(question: str, asked: str) -> None:
    assert understood(question).notes == (not_from(asked),)


@pytest.mark.parametrize(
    "question",
    [
        "As Much wrote in 2019, the dam is safe. Why?",
        "As Quell wrote in January 2021, the dam is safe. Why?",
        "As Thrale argued on lantern.example in 2021, the dam is safe. Why?",
        "In her 2018 article, Marrow wants a dam. Why?",
        "As Marrow may say, the dam is safe. Why?",
        "Since Marrow fears the dam, who will build it?",
    ],
)
def test_a_right_assumption_is_not_corrected(question: str) -> None:
    assert understood(question).notes == ()


def test_a_time_of_writing_from_which_nothing_is_here_stays_a_filter_and_is_told() -> None:
    found = understood("What was published this year?")

    assert (found.scope, found.notes) == (
        Scope(since="2026", until="2026"),
        ("No article here is from 2026; they are from 2018 to 2023.",),
    )


@pytest.mark.parametrize(
    ("question", "note"),
    [
        (
            "What did the Oyfar Herold write about the dam?",
            "No article here is from 'the Oyfar Herold'; did you mean The Oyfar Herald?",
        ),
        (
            "What does Marrow say in Reacton?",
            "No article here is from 'Reacton'; did you mean Reaction?",
        ),
        ("What did the Skerrow Gazette write?", "No article here is from 'the Skerrow Gazette'."),
    ],
)
def test_a_publication_that_is_misspelt_or_not_here_is_told(question: str, note: str) -> None:
    assert understood(question).notes == (note,)


def test_a_misspelt_publication_is_told_with_its_article() -> None:
    papers = (record("a", "Ida Quell", "Der Spiegel", "2018"),)
    note = "No article here is from 'Der Spigel'; did you mean Der Spiegel?"
    assert understand("Which articles in Der Spigel oppose it?", (), papers, today=TODAY).notes == (note,)


def test_a_given_name_alone_means_all_who_bear_it() -> None:
    found = understood("What does Ottoline say about the dam?")

    assert (found.scope, found.topic) == (Scope(people=("Ottoline Marrow",)), "the dam?")


def test_a_month_in_a_date_names_nobody() -> None:
    records = (*RECORDS, record("month", "Ilse May", None, "2020"))

    assert understand("What was said of the dam in May 2020?", (), records, today=TODAY).subjects == ()


@pytest.mark.parametrize("question", ["Where does the Ottoline flow?", "What does Ottoline de Beer say?"])
def test_a_given_name_that_is_part_of_another_name_means_nobody(question: str) -> None:
    assert understood(question).scope == Scope()


@pytest.mark.parametrize("question", ["thanks", "Great, thank you!", "OK", "Hello"])
def test_a_pleasantry_asks_for_nothing(question: str) -> None:
    found = understood(question)

    assert found == Query(question, topic=question, pleasantry=True)


def test_passive_criticism_makes_nobody_a_source() -> None:
    assert understood("Why is Marrow criticised?").scope == Scope()


def test_a_very_long_row_of_names_is_read_too() -> None:
    assert understood("Marrow, " * 250).subjects == ("Ottoline Marrow",)


def test_a_misspelt_source_is_unknown_and_the_right_name_suggested() -> None:
    assert understood("What does Pelworm say about the dam?") == Query(
        standalone_question="What does Pelworm say about the dam?",
        notes=("No author or speaker named 'Pelworm' is in these articles; did you mean Ansel Pellworm?",),
        unknown=("Pelworm",),
        topic="What does Pelworm say about the dam?",
    )


def test_a_misspelt_name_beside_a_right_one_is_told_too() -> None:
    found = understood("What do Pelworm and Marrow say about the dam?")

    assert (found.scope, found.unknown) == (Scope(people=("Ottoline Marrow",)), ("Pelworm",))


def test_two_letters_exchanged_are_a_slip() -> None:
    assert understood("What does Qeull say about the dam?").notes == (
        "No author or speaker named 'Qeull' is in these articles; did you mean Ida Quell?",
    )


@pytest.mark.parametrize("name", ["Professor Xanthe", "Margaret Xanthe"])
def test_an_unknown_person_asked_for_as_a_source_is_told(name: str) -> None:
    found = understood(f"What does {name} say about the dam?")

    assert found.unknown == (name.removeprefix("Professor "),)


@pytest.mark.parametrize(
    "question", ["What does Oyfar say?", "What do the Skerrow Isles want?", "What drives Margaret Xanthe?"]
)
def test_places_and_people_asked_about_are_not_unknown_sources(question: str) -> None:
    assert understood(question).unknown == ()


def test_a_wrong_assumption_about_where_somebody_wrote_is_told_and_filters_nothing() -> None:
    found = understood("As Much wrote in the Oyfar Herald, the dam is safe. Who disagrees?")

    assert (found.scope, found.subjects) == (Scope(), ("Tobias Much",))
    assert found.notes == (not_from("The Oyfar Herald"),)


def test_a_right_assumption_needs_no_note() -> None:
    assert understood("As Marrow wrote in the Oyfar Herald, the dam is safe. Why?").notes == ()


def test_a_publication_that_is_not_here_is_told() -> None:
    assert understood("What did Marrow write in the Guardian?").notes == (
        "No article here is from 'the Guardian'.",
    )


def test_somebody_silent_at_the_time_asked_for_is_told() -> None:
    assert understood("What did Much write about the dam in 2021?").notes == (not_from("2021"),)


def test_a_shared_surname_means_all_who_bear_it() -> None:
    records = (*RECORDS, record("other-2020", "Hew Marrow", None, "2020"))

    found = understand("What does Marrow say?", (), records)

    assert found.scope == Scope(people=("Ottoline Marrow", "Hew Marrow"))
    assert found.notes == ("'Marrow' may be Ottoline Marrow or Hew Marrow: all of them were searched.",)


@pytest.mark.parametrize("question", ["What do the two Marrows say?", "Do the Marrows agree on the dam?"])
def test_a_surname_in_the_plural_means_all_who_bear_it(question: str) -> None:
    found = understand(question, (), (*RECORDS, record("other-2020", "Hew Marrow", None, "2020")))

    assert (found.scope.people, found.notes) == (("Ottoline Marrow", "Hew Marrow"), ())


def test_a_name_with_a_saint_in_it_is_one() -> None:
    records = (*RECORDS, record("saint-2020", "Jane St. Clare", None, "2020"))

    assert understand("What does St. Clare say?", (), records).scope == Scope(people=("Jane St. Clare",))


def test_a_body_is_known_by_its_name_in_small_letters_or_in_part() -> None:
    bodies = (
        record("a", "Oyfar Payers' League", "The Oyfar Herald", "2018"),
        record("b", "Editorial Board", "The Oyfar Herald", "2018"),
    )
    question = "Is the Payers’ League or the Herald's editorial board for the toll?"

    assert understand(question, (), bodies).scope.people == ("Oyfar Payers' League", "Editorial Board")


def test_taken_literally_a_question_has_no_filters() -> None:
    question = "What did Marrow write in September 2018?"

    assert understand(question, (), RECORDS, filters=False) == Query(question, topic=question)


@pytest.mark.parametrize(
    ("question", "since", "until"),
    [
        ("Reactions to the talks on the dam, summer 2020", "2020-06", "2020-08"),
        ("The dam, 2019", "2019", "2019"),
        ("2019: the dam", "2019", "2019"),
        ("Views on the old dam from 2019", "2019", "2019"),
        ("The dam agreement, 2019", None, None),
        ("Is the law of 2019 good?", None, None),
    ],
)
def test_a_time_set_off_from_a_matter_limits_when_that_was_written(
    question: str, since: str | None, until: str | None
) -> None:
    found = understood(question)

    assert (found.scope.since, found.scope.until) == (since, until)


@given(st.text(max_size=120), st.booleans())
def test_any_question_is_understood_and_has_a_topic(question: str, filters: bool) -> None:
    before = Turn(question="What does Marrow say about the dam?", answer="It leaks, in 2018.")

    for history in ((), (before,)):
        found = understand(question, history, RECORDS, filters=filters)

        asked = bool(found.standalone_question.strip())
        assert asked == (bool(found.topic.strip()) or found.everything)


@given(
    st.lists(
        st.sampled_from(
            """What does did Marrow Much Much's Žičková and or say write think about on of in the Oyfar Herald
            2018 since between it he her their there this , . ? ( ) " seven years later Which And""".split()
        ),
        max_size=14,
    )
)
def test_filters_are_always_names_and_dates_of_the_records(words: list[str]) -> None:
    before = Turn(question="What does Marrow say about the dam?", answer="It leaks, in 2018.")

    found = understand(" ".join(words), (before,), RECORDS, today=TODAY)

    assert set(found.scope.people) <= {name for known in RECORDS for name in known.people}
    assert set(found.scope.publications) <= {known.publication for known in RECORDS}


_PRESS = (
    record("body", "Oyfar Ratepayers' League", "The Oyfar Courier", "2015"),
    record("grant", "Grant Holloway", "Inland", "2020"),
    record("may", "Theodora May", "The Oyfar Times", "2017"),
    record("ash", "Una Ash", "Harbour Times", "2018"),
)


@pytest.mark.parametrize(
    ("question", "scope"),
    [
        ("Did Oyfar want the wall?", Scope()),
        ("Oyfar toll bridge", Scope()),
        ("Grant money", Scope()),
        ("What is said of the toll in May?", Scope()),
        ("Is it not in the Courier?", Scope()),
        ("Times change", Scope()),
        ("compare the courier and the prices on the toll", Scope()),
        ("What does the Ratepayers' League want?", Scope(people=("Oyfar Ratepayers' League",))),
        ("What does Grant say about money?", Scope(people=("Grant Holloway",))),
        ("What does May say about rent?", Scope(people=("Theodora May",))),
        ("what does inland say about trains", Scope(publications=("Inland",))),
        ("inland articles on trains", Scope(publications=("Inland",))),
        ("Courier, 2018", Scope(publications=("The Oyfar Courier",), since="2018", until="2018")),
    ],
)
def test_names_made_of_ordinary_words_are_read_only_where_they_are_names(question: str, scope: Scope) -> None:
    assert understand(question, (), _PRESS, today=TODAY).scope == scope


def test_papers_that_share_a_noun_are_told() -> None:
    shared = understand("What does the Times say about the toll?", (), _PRESS, today=TODAY)

    assert shared.notes == ("'Times' may be Harbour Times or The Oyfar Times: all of them were searched.",)


@pytest.mark.parametrize(
    ("question", "unwanted", "topic"),
    [
        ("Who is for the toll, not in the Courier?", ("The Oyfar Courier",), "Who is for the toll?"),
        ("Besides the Courier, who is for the toll?", ("The Oyfar Courier",), "who is for the toll?"),
        ("The toll, except in the Courier or Inland", ("The Oyfar Courier", "Inland"), "The toll"),
        ("Is the toll not in the Courier?", (), "Is the toll not in the Courier?"),
        ("Could Oyfar live without the Courier?", (), "Could Oyfar live without the Courier?"),
    ],
)
def test_a_paper_is_left_out_where_a_question_asks_for_that(
    question: str, unwanted: tuple[str, ...], topic: str
) -> None:
    found = understand(question, (), _PRESS, today=TODAY)

    assert (found.scope, found.unwanted, found.topic) == (Scope(), unwanted, topic)
    assert found.notes == ((f"Articles from {' and '.join(unwanted)} were left out.",) if unwanted else ())
