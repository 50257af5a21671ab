"""Questions about the collection itself, answered from the records of the invented articles."""

from __future__ import annotations

import pytest

from assistant.answering.assistant import Assistant
from assistant.answering.listing import listing as made
from assistant.answers import Answer, Turn
from assistant.articles import Record
from assistant.listings import Count, Listing
from assistant.scopes import Extent, Scope


def _listing(answer: Answer) -> Listing:
    assert (answer.answered, answer.reason, answer.engine) == (True, None, "records")
    assert answer.viewpoints == ()
    assert answer.listing is not None
    return answer.listing


def _ids(answer: Answer) -> list[str]:
    return [record.article_id for record in _listing(answer).articles]


def test_all_articles_are_listed_newest_first(assistant: Assistant) -> None:
    answer = assistant.ask("List all articles.")
    assert _listing(answer).text == "12 articles by 10 voices, 2018 to 29 January 2024."
    assert _ids(answer) == [
        *("quell-2024", "marrow-2023", "lodge-interview-2022", "merger-leader-2021"),
        *("skarova-tveitasen-2021", "fennimore-2020", "oyfar-report-2020", "thrale-2019", "marrow-2019"),
        *("pellworm-2018", "grandvoeux", "skerrow/letter"),
    ]


@pytest.mark.parametrize("question", ["Who are the authors?", "List everybody who writes here"])
def test_all_people_are_listed_by_their_articles(assistant: Assistant, question: str) -> None:
    listing = _listing(assistant.ask(question))
    assert listing.text == (
        "10 people write or speak in 12 articles. With most articles: Alban Fennimore (2), "
        "Isaura Quell (2), Ottoline Marrow (2)."
    )
    assert len(listing.counts) == 10
    assert listing.counts[2].to_dict() == {
        "name": "Ottoline Marrow",
        "articles": 2,
        "from": "2019-03-14",
        "to": "2023-10-02",
        "role": "columnist",
    }


@pytest.mark.parametrize(
    "question", ["Which author has written most?", "Whose name stands over the most articles?"]
)
def test_who_has_written_most_is_named_with_the_articles(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert _listing(answer).text == (
        "With most articles: Alban Fennimore (2), Isaura Quell (2), Ottoline Marrow (2). Their articles:"
    )
    assert _ids(answer) == [
        *("quell-2024", "marrow-2023", "lodge-interview-2022"),
        *("fennimore-2020", "oyfar-report-2020", "marrow-2019"),
    ]


def test_where_nobody_has_more_than_another_all_are_listed(assistant: Assistant) -> None:
    answer = assistant.ask("Which author has written most?", scope=Scope(since="2023"))
    assert _listing(answer).text == "2 people write or speak in 2 articles."
    assert {count.name for count in _listing(answer).counts} == {"Isaura Quell", "Ottoline Marrow"}


def test_publications_and_those_without_one_are_counted(assistant: Assistant) -> None:
    listing = _listing(assistant.ask("Which publications are there?"))
    assert listing.text == "8 publications. 1 article without a publication in the record."
    assert (listing.counts[0].name, listing.counts[0].articles) == ("Sundmark Post", 3)


def test_the_topics_of_the_records_tell_what_the_collection_is_about(assistant: Assistant) -> None:
    listing = _listing(assistant.ask("What is this collection about?"))
    assert listing.text == (
        "12 articles by 10 voices, 2018 to 29 January 2024. Named most often as a topic: "
        "tidal barrage (7), merger of the towns (3), flooding (2), Skerrow ferry (2)."
    )


def test_titles_tell_it_where_no_record_names_a_topic() -> None:
    record = Record(article_id="gull", title="The Gull")
    listing = made("about", [record], Extent(articles=1), {})
    assert listing.text == "1 article. Their records name no topics; these are the titles."
    assert listing.articles == (record,)


def test_years_are_counted_and_what_has_no_date_is_told(assistant: Assistant) -> None:
    listing = _listing(assistant.ask("What years does this cover?"))
    assert listing.text == "12 articles by 10 voices, 2018 to 29 January 2024. 2 articles without a date."
    assert listing.counts[:2] == (Count(name="2018", articles=1), Count(name="2019", articles=2))


@pytest.mark.parametrize(
    ("question", "text", "article_id"),
    [
        ("What is the newest article?", "The newest article is from 29 January 2024.", "quell-2024"),
        ("What is the oldest article?", "The oldest article is from 2018.", "pellworm-2018"),
        (
            "What is the newest article by Marrow?",
            "The newest article is from 2 October 2023.",
            "marrow-2023",
        ),
    ],
)
def test_the_newest_and_the_oldest_are_named(
    assistant: Assistant, question: str, text: str, article_id: str
) -> None:
    answer = assistant.ask(question)
    assert (_listing(answer).text, _ids(answer)) == (text, [article_id])


def test_a_person_is_told_as_the_records_do(assistant: Assistant) -> None:
    answer = assistant.ask("Who is Ottoline Marrow?")
    assert answer.understood == Scope(people=("Ottoline Marrow",))
    assert _listing(answer).text == (
        "Ottoline Marrow: 2 articles here (14 March 2019 to 2 October 2023). In the records: columnist; "
        "columnist, formerly warden of the Aster mudflats."
    )
    assert _ids(answer) == ["marrow-2023", "marrow-2019"]


def test_a_pronoun_is_the_person_asked_about_before(assistant: Assistant) -> None:
    question = "What does Thrale say about the barrage?"
    turn = Turn(question=question, answer=assistant.ask(question))
    answer = assistant.ask("Who is he?", history=(turn,))
    assert _ids(answer) == ["thrale-2019"]


def test_a_person_whom_no_record_names_is_searched_for(assistant: Assistant) -> None:
    assert assistant.ask("Who is Jane Miller?").listing is None


def test_articles_of_a_person_a_publication_and_a_year_are_listed(assistant: Assistant) -> None:
    assert _ids(assistant.ask("Which articles are by Marrow?")) == ["marrow-2023", "marrow-2019"]
    assert _ids(assistant.ask("Which articles are from the Sundmark Post?")) == [
        *("quell-2024", "merger-leader-2021", "oyfar-report-2020"),
    ]
    assert _ids(assistant.ask("Which articles are from 2019?")) == ["thrale-2019", "marrow-2019"]


def test_a_readers_filters_narrow_a_listing(assistant: Assistant) -> None:
    answer = assistant.ask("List all articles.", scope=Scope(since="2023"))
    assert _ids(answer) == ["quell-2024", "marrow-2023"]
    assert answer.notes == ("2 articles without a date were left out by the date filter.",)


def test_where_no_article_is_left_the_filters_are_the_reason(assistant: Assistant) -> None:
    answer = assistant.ask("Which articles did Marrow write in 2021?")
    assert (answer.answered, answer.reason, answer.listing) == (False, "filtered_out", None)


def test_the_address_of_a_title_is_given(assistant: Assistant) -> None:
    answer = assistant.ask("Where can I read the original of An Answer to the Birds?")
    assert _ids(answer) == ["thrale-2019"]
    assert _listing(answer).text == "1 article, with the address that the record gives."


def test_the_link_asked_for_is_that_of_the_articles_just_shown(assistant: Assistant) -> None:
    question = "What does Thrale say about the barrage?"
    turn = Turn(question=question, answer=assistant.ask(question))
    assert _ids(assistant.ask("Can you give me the link?", history=(turn,))) == ["thrale-2019"]
    assert _ids(assistant.ask("Can you give me the link?")) == []


@pytest.mark.parametrize(
    ("said", "opening"),
    [
        ("Hello", "Here are 12 articles by 10 voices"),
        ("Thank you!", "You are welcome."),
        ("Help", "Here are 12 articles by 10 voices"),
        ("Translate that into German.", "The articles' words are shown as they stand"),
        ("Make it shorter", "There are no views before this"),
    ],
)
def test_what_is_no_question_to_articles_is_told_what_can_be_asked(
    assistant: Assistant, said: str, opening: str
) -> None:
    answer = assistant.ask(said)
    assert (answer.answered, answer.reason) == (False, "empty_question")
    assert answer.listing
    assert answer.listing.text.startswith(opening)
    assert answer.listing.text.endswith("“Who is Alban Fennimore?”, “List all articles”.")


def test_thanks_do_not_end_what_a_follow_up_refers_to(assistant: Assistant) -> None:
    question = "What does Thrale say about the barrage?"
    turns = (
        Turn(question=question, answer=assistant.ask(question)),
        Turn(question="That was helpful", answer=assistant.ask("That was helpful")),
    )
    answer = assistant.ask("And Marrow?", history=turns)
    assert {view.record.voice for view in answer.viewpoints} == {"Ottoline Marrow"}


@pytest.mark.parametrize(
    "question",
    [
        "Should the barrage be built?",
        "List all articles about the barrage.",
        "What does Marrow think of the barrage?",
        "What did Marrow write in 2019?",
        "Who is against the merger of the towns?",
        "Which authors write about Quillhaven?",
    ],
)
def test_a_question_on_a_matter_is_searched_for(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert (answer.listing, answer.engine) == (None, "extractive")


def test_a_question_asked_literally_is_searched_for(assistant: Assistant) -> None:
    assert assistant.ask("List all articles.", understand=False).listing is None


def test_the_json_of_a_listing_can_be_read_again(assistant: Assistant) -> None:
    answer = assistant.ask("Who is Ottoline Marrow?")
    data = answer.to_dict()
    assert Answer.from_dict(data) == answer
    assert data["listing"]["articles"][0]["author_role"] == "columnist"
    assert data["listing"]["articles"][0]["date_text"] == "2 October 2023"


def _after(assistant: Assistant, *questions: str) -> Answer:
    history: tuple[Turn, ...] = ()
    for question in questions:
        answer = assistant.ask(question, history=history)
        history = (*history, Turn(question=question, answer=answer))
    return answer


def test_a_fragment_goes_on_with_the_question_before_it(assistant: Assistant) -> None:
    assert _ids(_after(assistant, "Which articles are from 2019?", "And from 2020?")) == [
        "fennimore-2020",
        "oyfar-report-2020",
    ]
    both = _after(assistant, "Which articles did Quell write?", "and Marrow?")
    assert _ids(both) == ["marrow-2023", "marrow-2019"]
    assert both.understood.people == ("Ottoline Marrow",)


def test_a_fragment_that_names_a_matter_is_searched_for(assistant: Assistant) -> None:
    answer = _after(assistant, "Which articles are from 2019?", "And Marrow on the dam?")
    assert answer.listing is None


def test_these_are_the_articles_that_were_listed(assistant: Assistant) -> None:
    listing = _listing(_after(assistant, "Which articles are from 2019?", "Who wrote them?"))
    assert {count.name for count in listing.counts} == {"Ottoline Marrow", "Casimir Thrale"}


def _talk(assistant: Assistant, *questions: str) -> list[Answer]:
    turns: tuple[Turn, ...] = ()
    for question in questions:
        turns = (*turns, Turn(question=question, answer=assistant.ask(question, history=turns)))
    return [turn.answer for turn in turns if isinstance(turn.answer, Answer)]


def test_it_is_the_one_article_listed(assistant: Assistant) -> None:
    oldest, writers = _talk(assistant, "Which is the oldest article?", "Who wrote it?")
    _, said = _talk(assistant, "Which is the oldest article?", "What does it say about the ferry?")
    (record,) = _listing(oldest).articles
    assert {count.name for count in _listing(writers).counts} == set(record.people)
    assert {view.record.article_id for view in (*said.viewpoints, *said.nearest)} <= {record.article_id}


def test_of_several_articles_listed_none_is_meant_by_it(assistant: Assistant) -> None:
    _, writers = _talk(assistant, "List all articles.", "Who wrote it?")
    assert len(_listing(writers).counts) == 10


def test_a_question_after_articles_may_leave_out_their_name(assistant: Assistant) -> None:
    _, of_2019, oldest, newest = _talk(
        assistant, "How many articles are there?", "Which are from 2019?", "And the oldest?", "the newest?"
    )
    assert set(_ids(of_2019)) == {"thrale-2019", "marrow-2019"}
    assert of_2019.understood == Scope(since="2019", until="2019")
    assert _ids(oldest) == ["marrow-2019"]
    assert _ids(newest) == ["thrale-2019"]


def test_which_after_people_are_not_articles(assistant: Assistant) -> None:
    _, later = _talk(assistant, "Who are the authors?", "Which are from 2019?")
    assert later.listing is None
