"""The measure of plain side questions, on answers made by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answers import Answer, Sides
from assistant.wording.positions import unsorted
from eval.plain_sides import HALVES, ORDINARY, PLAIN, PlainQuestion, Read, questions_of

ASKED = PlainQuestion(question="Who is against the quay?", side="against", on=("The quay should stay",))
ANSWER = Answer(question=ASKED.question, standalone_question=ASKED.question, answered=True)


def by(on: str, asked: str | None) -> Sides:
    return Sides(on=on, asked=asked, for_=1, against=1, mixed=0, none=0, not_read=0, basis="record")


@pytest.mark.parametrize(
    ("sides", "notes", "on", "side", "contrary"),
    [
        (by("The quay should stay", "against"), (), True, True, False),
        (by("The quay should stay", None), (), True, False, False),
        (by("The quay should stay", "for"), (), True, False, True),
        (by("The quay is too long", "against"), (), False, False, False),
        (None, (unsorted(),), False, False, False),
    ],
)
def test_a_question_is_read_right_where_proposition_and_side_are(sides, notes, on, side, contrary) -> None:
    read = Read(ASKED, replace(ANSWER, sides=sides, notes=notes))
    found = {name: holds(read) for name, (_, holds) in PLAIN.items()}
    assert found["on a proposition: sorted by it"] is on
    assert found["…the side read"] is side
    assert found["…the contrary side read"] is contrary


@pytest.mark.parametrize("half", HALVES)
def test_each_half_is_whole(half: str) -> None:
    asked = questions_of(half)
    assert len({each.question for each in asked}) == len(asked) == 90
    assert sum(bool(each.on) for each in asked) == 60


@pytest.mark.parametrize("half", HALVES)
def test_each_half_of_the_ordinary_ones_is_whole(half: str) -> None:
    asked = questions_of(half, "ordinary")
    assert len({each.question for each in asked}) == len(asked) == 90
    assert sum(each.side == "none" for each in asked) == 60


@pytest.mark.parametrize(
    ("side", "notes", "taken"), [("none", (), False), ("none", (unsorted(),), True), ("both", (), False)]
)
def test_an_ordinary_question_is_taken_for_a_side_s_where_the_answer_says_so(side, notes, taken) -> None:
    asked = PlainQuestion(question="Who built the quay?", side=side)
    name = "for nobody's side: taken for a side's" if side == "none" else "for a side: taken for one"
    belongs, holds = ORDINARY[name]
    assert belongs(asked)
    assert holds(Read(asked, replace(ANSWER, notes=notes))) is taken
