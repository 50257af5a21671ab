"""Declining what should be declined, for the right reason."""

from __future__ import annotations

import pytest

from assistant.answers import Answer
from eval.cases import Case
from eval.scoring import MEASURES
from eval.scoring.score import NOTHING, Figure, Reply, Score
from tests.eval.scoring.invented import ARTICLES, EITHER, KEPT, SILENT, answer, case, declined, score

ANSWERABLE = case(articles=("ash",))
NAMES = ("silence", "silence_precision", "silence_recall", "silence_reason")


@pytest.mark.parametrize(
    ("asked", "given", "scores"),
    [
        (SILENT, declined(), (Score(1.0, group="silent"), Score(1.0), Score(1.0), Score(1.0))),
        (
            SILENT,
            answer(KEPT),
            (Score(0.0, "answered", "silent"), NOTHING, Score(0.0, "answered"), NOTHING),
        ),
        (ANSWERABLE, answer(KEPT), (Score(1.0, group="answerable"), NOTHING, NOTHING, NOTHING)),
        (
            ANSWERABLE,
            declined("filtered_out"),
            (
                Score(0.0, "declined (filtered_out)", "answerable"),
                Score(0.0, "declined (filtered_out)"),
                NOTHING,
                NOTHING,
            ),
        ),
        (EITHER, answer(KEPT), (NOTHING,) * 4),
        (EITHER, declined(), (NOTHING,) * 4),
    ],
)
def test_each_verdict_beside_each_expectation(asked: Case, given: Answer, scores: tuple[Score, ...]) -> None:
    assert tuple(score(name, asked, given) for name in NAMES) == scores


def test_a_decline_for_another_reason_is_named() -> None:
    asked = case(answered=False, reason=("person_silent", "not_covered"))
    assert score("silence_reason", asked, declined("filtered_out")) == Score(
        0.0, "filtered_out instead of person_silent or not_covered"
    )
    allowed = case(answered="either", reason=("person_silent",))
    assert score("silence_reason", allowed, declined("person_silent")) == Score(1.0)


@pytest.mark.parametrize("given", [answer(KEPT), declined()])
def test_always_answering_and_never_answering_are_both_worth_a_half(given: Answer) -> None:
    (silence,) = (measure for measure in MEASURES if measure.name == "silence")
    asked = [SILENT] * 3 + [ANSWERABLE] * 9
    scores = [silence.score(each, Reply(given, 1.0, None), ARTICLES) for each in asked]
    assert silence.combined(scores) == Figure(0.5, 12)
