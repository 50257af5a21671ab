"""Invented people and papers around an invented town and its ferry."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.answering.understanding import Understood, understand
from assistant.dates import PublicationDate
from assistant.types import Record, Scope, Turn

UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
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
)


def not_from(asked: str) -> str:
    here = "Quay/Radio Free Skerrow (5 May 2019)"
    return f"No article here by or with Tobias Much is from {asked}; those here are from {here}."


def understood(question: str) -> Understood:
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
        ("Does Much think the ferry will sink?", ["Tobias Much"]),
        ("does much think the ferry will sink", ["Tobias Much"]),
        ("What is there by Marrow or Much on the dam?", ["Ottoline Marrow", "Tobias Much"]),
        ("What do Quell and Thrale ask of Oyfar?", ["Ida Quell", "Bo Thrale"]),
        ("What did Pellworm argue?", ["Ansel Pellworm"]),
        ("Is Marrow still of that opinion?", ["Ottoline Marrow"]),
        ("Has Marrow's view of the dam changed?", ["Ottoline Marrow"]),
        ("Marrow on the dam", ["Ottoline Marrow"]),
        ("Quote Marrow on the dam", ["Ottoline Marrow"]),
        ("did zickova change her mind", ["Zdenka Žičková"]),
        ("What does Marrow, a former warden, think?", ["Ottoline Marrow"]),
        ("Has Marrow ever supported the dam?", ["Ottoline Marrow"]),
        ("And Pellworm?", ["Ansel Pellworm"]),
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
        ("Which articles appeared in August 2018?", "2018-08", "2018-08"),
        ("What was argued after the summer of 2018?", "2018-09", None),
        ("What was argued until 5 May 2019?", None, "2019-05-05"),
        ("What was written in early 2021?", "2021-01", "2021-04"),
        ("In 2023, what does Marrow say about the dam?", "2023", "2023"),
        ("What did Marrow write in the winter of 2018?", "2018-12", "2019-02"),
        ("Which articles appeared after 30 August 2018?", "2018-08-31", None),
        ("What does Marrow's 2018 article say?", "2018", "2018"),
        ("Does anyone in 2020 still defend the dam?", "2020", "2020"),
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
    ],
)
def test_publications_become_a_filter_where_something_is_said_to_stand_in_them(
    question: str, publication: str | None
) -> None:
    assert understood(question).scope.publications == ((publication,) if publication else ())


def test_people_set_side_by_side_are_compared() -> None:
    found = understood("How does Marrow differ from Much on the dam?")

    both = ("Ottoline Marrow", "Tobias Much")
    assert (found.scope, found.compared, found.topic) == (Scope(people=both), both, "How differ on the dam?")


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("What does Marrow say about the dam?", "the dam?"),
        ("What did Marrow write about the dam in September 2018?", "the dam?"),
        ("Does Much think the ferry will sink?", "the ferry will sink?"),
        ("Why does Marrow fear the dam?", "Why fear the dam?"),
        ("According to Marrow, is the dam safe?", "is the dam safe?"),
        ("What did the Oyfar Herald publish about the dam?", "the dam?"),
        ("What did Marrow write in September 2018?", "What did Marrow write in September 2018?"),
        ("What drives President Marrow?", "What drives President Marrow?"),
        ("Is the dam safe?", "Is the dam safe?"),
    ],
)
def test_the_topic_is_what_is_left_without_the_filters(question: str, topic: str) -> None:
    assert understood(question).topic == topic


def test_a_misspelt_source_is_unknown_and_the_right_name_suggested() -> None:
    assert understood("What does Pelworm say about the dam?") == Understood(
        standalone_question="What does Pelworm say about the dam?",
        notes=("No author or speaker named 'Pelworm' is in these articles; did you mean Ansel Pellworm?",),
        unknown=("Pelworm",),
        topic="What does Pelworm say about the dam?",
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
    assert understood("What did Much write about the dam in 2021?").notes == (not_from("the time asked for"),)


def test_a_shared_surname_means_all_who_bear_it() -> None:
    records = (*RECORDS, record("other-2020", "Hew Marrow", None, "2020"))

    found = understand("What does Marrow say?", (), records)

    assert found.scope == Scope(people=("Ottoline Marrow", "Hew Marrow"))
    assert found.notes == ("'Marrow' may be Ottoline Marrow or Hew Marrow: all of them were searched.",)


def test_taken_literally_a_question_has_no_filters() -> None:
    question = "What did Marrow write in September 2018?"

    assert understand(question, (), RECORDS, filters=False) == Understood(question, topic=question)


@UNHURRIED
@given(st.text(max_size=120), st.booleans())
def test_any_question_is_understood_and_has_a_topic(question: str, filters: bool) -> None:
    before = Turn(question="What does Marrow say about the dam?", answer="It leaks, in 2018.")

    for history in ((), (before,)):
        found = understand(question, history, RECORDS, filters=filters)

        assert bool(found.topic.strip()) == bool(found.standalone_question.strip())


@UNHURRIED
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
    assert set(found.compared) <= set(found.scope.people)
