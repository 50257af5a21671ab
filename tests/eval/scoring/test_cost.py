"""Length, time and tokens."""

from __future__ import annotations

from dataclasses import replace

from assistant.answers import Usage
from eval.scoring.score import NOTHING, Score
from tests.eval.scoring.invented import FEARED, KEPT, answer, case, declined, quote, score


def test_length_counts_the_words_of_summary_claims_and_quotes_as_shown() -> None:
    elided = replace(FEARED, claim="She fears it.", quotes=(quote("ash", "The mayor", "its noise."),))
    given = answer(KEPT, elided, summary="Two views.")
    assert score("words", case(), given) == Score(2 + 5 + 3 + 5)


def test_a_declined_question_has_no_length() -> None:
    assert score("words", case(), declined(nearest=(KEPT,))) == NOTHING


def test_times_are_those_of_the_reply() -> None:
    given = answer(KEPT)
    assert score("seconds", case(), given, seconds=2.5) == Score(2.5)
    assert score("first_seconds", case(), given, first_seconds=0.5) == Score(0.5)
    assert score("first_seconds", case(), declined(), first_seconds=None) == NOTHING


def test_tokens_are_those_read_and_those_written_and_nothing_without_a_model() -> None:
    usage = Usage(input_tokens=900, output_tokens=100, calls=2)
    assert score("tokens", case(), answer(KEPT, usage=usage)) == Score(1000.0)
    assert score("tokens", case(), answer(KEPT)) == NOTHING
