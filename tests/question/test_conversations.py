"""What the last question of a short conversation means, over all the invented articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answers import Answer, Quote, Turn, Viewpoint
from assistant.articles import Record
from assistant.names import folded
from assistant.question import understand
from assistant.reading.folder import read_folder
from tests.question.conversations import (
    ALONE,
    DONE_IN_A_MONTH,
    FURTHER,
    KIN,
    POINTING,
    SEVERAL_THINGS,
    TOLD_IN_A_MONTH,
    TWO_ROLES,
    WHERE_FROM,
    Talk,
)


def invented(articles_folder: Path) -> tuple[Record, ...]:
    """The records of all invented articles."""
    originals = articles_folder.parent.parent / "eval" / "originals"
    folders = (read_folder(articles_folder), read_folder(originals))
    return tuple(article.record for folder in folders for article in folder.articles)


@pytest.fixture(scope="module")
def records(articles_folder: Path) -> tuple[Record, ...]:
    return invented(articles_folder)


def turn(question: str, history: tuple[Turn, ...], records: tuple[Record, ...]) -> Turn:
    """A question answered with all that the people it asks for have here."""
    understood = understand(question, history, records)
    views = tuple(
        Viewpoint(
            record=record,
            speaker=record.voice,
            reported=False,
            quotes=(Quote(citation=1, text="So it is.", start=0, end=9),),
        )
        for record in records
        if set(record.voices) & set(understood.scope.people)
    )
    answer = Answer(
        question=question,
        standalone_question=understood.standalone_question,
        answered=bool(views),
        viewpoints=views,
    )
    return Turn(question=question, answer=answer)


def conversation(asked: tuple[str, ...], records: tuple[Record, ...]) -> tuple[Turn, ...]:
    turns: tuple[Turn, ...] = ()
    for question in asked:
        turns += (turn(question, turns, records),)
    return turns


@pytest.mark.parametrize(
    "talk",
    [*POINTING, *KIN, *SEVERAL_THINGS, *TWO_ROLES, *WHERE_FROM, *FURTHER],
    ids=lambda talk: " / ".join(talk.asked),
)
def test_the_last_question_holds_what_the_conversation_was_about(
    talk: Talk, records: tuple[Record, ...]
) -> None:
    *before, last = talk.asked

    found = understand(last, conversation(tuple(before), records), records)

    alone = folded(found.standalone_question)
    assert [word for word in talk.holds if folded(word) not in alone] == [], found.standalone_question
    assert [word for word in talk.lacks if folded(word) in alone] == [], found.standalone_question
    assert talk.people in (None, found.scope.people), found.standalone_question


@pytest.mark.parametrize(("before", "question"), ALONE)
def test_a_question_that_names_its_own_matter_takes_none_from_the_conversation(
    before: str, question: str, records: tuple[Record, ...]
) -> None:
    found = understand(question, conversation((before,), records), records)

    assert found.standalone_question == question


@pytest.mark.parametrize(("question", "month"), TOLD_IN_A_MONTH)
def test_a_month_in_which_something_was_told_limits_the_articles(
    question: str, month: str, records: tuple[Record, ...]
) -> None:
    scope = understand(question, (), records).scope

    assert (scope.since, scope.until) == (month, month)


@pytest.mark.parametrize("question", DONE_IN_A_MONTH)
def test_a_month_in_which_something_was_done_limits_nothing(
    question: str, records: tuple[Record, ...]
) -> None:
    scope = understand(question, (), records).scope

    assert (scope.since, scope.until) == (None, None)


def test_whoever_the_earlier_question_asked_is_no_part_of_what_is_searched_for(
    records: tuple[Record, ...],
) -> None:
    history = conversation(("What does Ngaire Oduya fear for her middle boy?",), records)

    found = understand("Does Tomasz Velk think she was right about it?", history, records)

    assert (found.scope.people, found.subjects) == (("Tomasz Velk",), ("Ngaire Oduya",))
    assert "Oduya" not in found.topic
