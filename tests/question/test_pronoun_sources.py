"""Somebody named first and asked by a pronoun later in the same question."""

from __future__ import annotations

import pytest

from assistant.answers import Turn
from assistant.articles import Record
from assistant.dates import PublicationDate
from assistant.question import understand
from assistant.scopes import Scope

RECORDS = tuple(
    Record(
        article_id=author.split()[1].lower(),
        title=f"Letters from Oyfar, by {author}",
        authors=(author,),
        publication="Oyfar Herald",
        date=PublicationDate(date),
    )
    for author, date in (("George Birk", "2019"), ("Dana Quell", "2020"), ("Bo Thrale", "2021"))
)
BIRK, QUELL, THRALE = "George Birk", "Dana Quell", "Bo Thrale"


@pytest.mark.parametrize(
    ("question", "people", "topic"),
    [
        ("As Birk wrote in 2019, what is his view of the dam?", [BIRK], "the dam?"),
        ("Birk proposed a toll. What does he say about the dam?", [BIRK], "proposed a toll. the dam?"),
        ("You quoted Quell above; does she support the dam?", [QUELL], "support the dam?"),
        ("You cited Quell. Has she changed her mind about the dam?", [QUELL], "the dam?"),
        ("Quell left Oyfar. According to her, is the dam safe?", [QUELL], "left Oyfar. is the dam safe?"),
        ("Quell met Birk. What does he say about the dam?", [BIRK], "Quell met. the dam?"),
        ("Birk met Thrale. What do they say about the dam?", [BIRK, THRALE], "met. the dam?"),
    ],
)
def test_a_pronoun_asks_for_the_views_of_whom_it_means(question: str, people: list[str], topic: str) -> None:
    found = understand(question, (), RECORDS)

    assert (found.scope, found.topic) == (Scope(people=tuple(people)), topic)


@pytest.mark.parametrize(
    "question",
    [
        "Who says that Birk is wrong when he claims that the dam is safe?",
        "Who disagrees with Birk, and what does he reply?",
        "Should Birk resign, and where does he live?",
        "Birk left Oyfar. What does she say about the dam?",
        "As Birk wrote in 2019, the dam is safe. Who disagrees?",
    ],
)
def test_a_pronoun_that_asks_for_nobodys_views_filters_nothing(question: str) -> None:
    assert understand(question, (), RECORDS).scope == Scope()


def test_what_is_wrongly_assumed_about_whoever_is_asked_is_still_told() -> None:
    found = understand("As Birk wrote in 2021, what is his view of the dam?", (), RECORDS)

    assert (found.scope, found.subjects) == (Scope(people=(BIRK,)), ())
    assert found.notes == (
        "No article here by or with George Birk is from 2021; those here are from Oyfar Herald (2019).",
    )


def test_the_pronoun_gives_way_to_the_next_person_asked() -> None:
    before = Turn(question="As Birk wrote in 2019, what is his view of the dam?", answer="It leaks.")

    found = understand("And Quell?", (before,), RECORDS)

    assert found.standalone_question == "As Birk wrote in 2019, what is Dana Quell's view of the dam?"
    assert found.scope == Scope(people=(QUELL,))
