"""Bare requests for more of an answer."""

from dataclasses import replace

import pytest

from assistant.answers import Answer, Turn, Viewpoint
from assistant.question.continuing import Continuation, asks_for_more, continuation, without_form
from assistant.scopes import Scope
from tests.question.conversations import RECORDS

QUESTION = "Who is for the ferry?"


def answered(question: str, *, people: tuple[str, ...] = ()) -> Answer:
    return Answer(
        question=question, standalone_question=QUESTION, answered=True, understood=Scope(people=people)
    )


@pytest.mark.parametrize(
    "words",
    [
        *("more", "More!", "show more", "Show 6 more", "tell me more", "any more?", "and more, please"),
        *("What else?", "who else", "anyone else?", "anything else?", "Continue.", "thx, go on", "next"),
        *("the next ones", "show me the next 6", "Can you show me more of them?", "list more articles"),
        *("Show all", "show them all", "list everything", "show me the rest", "all of them", "the rest"),
    ],
)
def test_a_request_that_names_no_matter_asks_for_more(words: str) -> None:
    assert asks_for_more(words)


@pytest.mark.parametrize(
    "words",
    [
        *("", "Tell me more about the ferry", "What else does Birk say?", "Who else was for the ferry?"),
        *("What more can be done?", "List all authors", "Show all articles by Birk", "The rest is silence"),
        *("Is there more money for it?", "Who goes next?", "more or less", "Can you continue the story?"),
    ],
)
def test_a_request_with_a_matter_of_its_own_is_a_question(words: str) -> None:
    assert not asks_for_more(words)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        *(("Again please?", ""), ("In 3 points", ""), ("I lost the page. Again?", "")),
        *(("Thanks! Shorter, please.", ""), ("Shorter. As a table.", "")),
        *(("Is the dyke safe? Sources please.", "Is the dyke safe?"), ("And Birk? Quotes!", "And Birk?")),
        *(
            ("Did the mayor resign? With dates.", "Did the mayor resign?"),
            ("Now the toll. Short!", "Now the toll."),
        ),
        *((text, "in 2025") for text in ("again for 2025", "in 2025 again", "just 2025, quotes")),
        *(("a table for 2013 and 2025", "in 2013 and 2025"), ("Thanks.", "Thanks.")),
        *((text, text) for text in ("What does the short bridge cost?", "Whose words are these on the dam?")),
    ],
)
def test_what_is_asked_beside_a_form_of_the_answer_is_asked(text: str, asked: str) -> None:
    assert without_form(text) == asked


def test_requests_in_a_row_continue_the_question_that_began_them() -> None:
    before = Turn(question="What is a ferry?", answer="A boat.")
    first = Turn(question=QUESTION, answer=answered(QUESTION))
    more = Turn(question="more", answer=answered("more"))
    assert continuation("Show all", (before, first, more)) == Continuation(
        question=QUESTION, history=(before,), after=answered("more"), everything=True
    )
    found = continuation("go on", (before, first))
    assert found is not None
    assert (found.question, found.everything) == (QUESTION, False)


def test_more_after_the_same_views_once_more_continues_the_question_that_they_answer() -> None:
    view = Viewpoint(record=RECORDS[0], speaker="", reported=False, quotes=())
    whole = replace(answered(QUESTION), viewpoints=(view,))
    turns = Turn(question=QUESTION, answer=whole), Turn(question="as a table", answer=whole)
    found = continuation("more", turns)
    assert found is not None
    assert (found.question, found.history) == (QUESTION, ())


def test_nothing_is_continued_where_no_answer_is_known() -> None:
    assert continuation("more", ()) is None
    assert continuation("more", (Turn(question=QUESTION, answer="Birk is."),)) is None


def test_who_else_after_a_question_put_to_somebody_asks_for_others() -> None:
    history = (
        Turn(question="What does Birk say?", answer=answered("What does Birk say?", people=("Bo Birk",))),
    )
    assert continuation("Who else?", history) is None
    assert continuation("What else?", history) is not None


@pytest.mark.parametrize(("words", "begun"), [("Again?", QUESTION), ("not Birk", "not Birk")])
def test_more_goes_back_past_repeats_alone(words: str, begun: str) -> None:
    view = Viewpoint(record=RECORDS[0], speaker=RECORDS[0].voice, reported=False, quotes=())
    answer = replace(answered(QUESTION), viewpoints=(view,))
    found = continuation(
        "more", (Turn(question=QUESTION, answer=answer), Turn(question=words, answer=answer))
    )
    assert found is not None and found.question == begun
