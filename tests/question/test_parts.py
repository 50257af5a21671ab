"""Questions of several parts, and those that are one."""

from __future__ import annotations

import datetime

import pytest

from assistant.articles import Record
from assistant.question.mentions import known_names
from assistant.question.parts import MOST, divided

NAMES = ("Ottoline Marrow", "Ida Quell", "Bo Thrale")
KNOWN = known_names(tuple(Record(article_id=name, title="T", authors=(name,)) for name in NAMES))
TODAY = datetime.date(2026, 1, 1)


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "What does Quell want of Oyfar, and what does Thrale?",
            ("What does Quell want of Oyfar?", "What does Thrale?"),
        ),
        (
            "Why does the town like it, according to Quell, and why might it not, according to Thrale?",
            ("Why does the town like it, according to Quell?", "Why might it not, according to Thrale?"),
        ),
        ("Marrow on eels? Quell on owls?", ("Marrow on eels?", "Quell on owls?")),
        ("Marrow and Quell on eels, Thrale on owls", ("Marrow and Quell on eels?", "Thrale on owls?")),
        (
            "Quell: which wall falls first? Thrale: who pays for the mole?",
            ("Quell: which wall falls first?", "Thrale: who pays for the mole?"),
        ),
        (
            "Compare Quell and Thrale on the dam, then tell me what others write about eels.",
            ("Compare Quell and Thrale on the dam.", "Tell me what others write about eels."),
        ),
        (
            "Can you say, firstly, what Quell holds about eels and, secondly, which authors treat the mole?",
            ("Can you say, firstly, what Quell holds about eels?", "Which authors treat the mole?"),
        ),
        (
            "who writes about number plates and who about biscuits",
            ("Who writes about number plates?", "Who about biscuits?"),
        ),
        (
            "What did Quell ask of the town, what did Thrale ask of it, and what would Marrow do?",
            ("What did Quell ask of the town?", "What did Thrale ask of it?", "What would Marrow do?"),
        ),
        (
            "What does Marrow want, what does Quell fear and who is Thrale?",
            ("What does Marrow want?", "What does Quell fear?", "Who is Thrale?"),
        ),
        (
            "What does Quell think of the dam and what of the toll?",
            ("What does Quell think of the dam?", "What of the toll?"),
        ),
        ("Should it close? And Thrale?", ("Should it close?", "And Thrale?")),
        (
            "In 2018, what did Quell argue, and what did Thrale have against it?",
            ("In 2018, what did Quell argue?", "What did Thrale have against it?"),
        ),
    ],
)
def test_what_names_a_matter_or_somebody_of_its_own_is_a_part(question: str, parts: tuple[str, ...]) -> None:
    assert divided(question, KNOWN, TODAY) == parts


@pytest.mark.parametrize(
    "question",
    [
        "What do Quell and Thrale want?",
        "What future is seen for Oyfar and Brinmark?",
        "How do Quell and Thrale differ on the dam, and what have they in common?",
        "Should the dam be built, and why?",
        "Should the dam be built? Why?",
        "Who is for and who against the dam?",
        "Who supports the dam and who opposes it?",
        "What does Quell and what does Thrale say of the dam?",
        "What does Quell think and what does Thrale think of the dam?",
        "What does Quell say about who drew the dam and which towns it would drown?",
        "As Quell wrote in 2018, what does the dam cost?",
        "If the dam is built, what does Quell fear?",
        "Quell, who is an engineer, fears eels; why?",
        "Was the dam drawn and was it built?",
        "Quell fears eels. What does Thrale fear?",
        "",
        "Thanks!",
    ],
)
def test_one_question_and_one_in_doubt_are_not_divided(question: str) -> None:
    assert divided(question, KNOWN, TODAY) == ()


def test_a_question_of_very_many_parts_is_taken_as_a_whole() -> None:
    each = [f"What does Quell say about wall {number}" for number in range(MOST + 1)]
    assert len(divided("? ".join(each[:MOST]), KNOWN, TODAY)) == MOST
    assert divided("? ".join(each), KNOWN, TODAY) == ()


def test_a_long_text_before_the_question_is_no_part() -> None:
    told = "What does Quell want of the dam? " * 20
    assert divided(told + "What does Thrale want?", KNOWN, TODAY) == ()
