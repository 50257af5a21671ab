"""What an answer costs: words to read, time to wait, tokens to pay."""

from __future__ import annotations

from assistant.answers import Answer
from eval.cases import Case
from eval.scoring.library import Library
from eval.scoring.score import NOTHING, Measure, Reply, Score

TIMES = ("seconds", "first_seconds")
"""Measures of the machine and its load as much as of the assistant."""


def _words(_: Case, reply: Reply, __: Library) -> Score:
    return Score(float(length(reply.answer))) if reply.answer.answered else NOTHING


def length(answer: Answer) -> int:
    """Words of the summary, and of every viewpoint's claim and quotes; names and dates are not counted."""
    texts = [answer.summary or ""]
    for view in answer.viewpoints:
        texts += [view.claim or "", *(quote.shown for quote in view.quotes)]
    return sum(len(text.split()) for text in texts)


def _seconds(_: Case, reply: Reply, __: Library) -> Score:
    return Score(reply.seconds)


def _first_seconds(_: Case, reply: Reply, __: Library) -> Score:
    return Score(reply.first_seconds)


def _tokens(_: Case, reply: Reply, __: Library) -> Score:
    usage = reply.answer.usage
    return Score(float(usage.input_tokens + usage.output_tokens)) if usage else NOTHING


COST = (
    Measure("words", "words", None, "Length of an answer: words of its summary, claims and quotes.", _words),
    Measure("seconds", "seconds", "lower", "From the question to the whole answer.", _seconds),
    Measure(
        "first_seconds",
        "seconds to the first view",
        "lower",
        "Until the first viewpoint is ready.",
        _first_seconds,
    ),
    Measure(
        "tokens",
        "tokens",
        "lower",
        "Tokens that the model calls behind an answer read and wrote, as reported or else estimated.",
        _tokens,
    ),
)
COSTS = frozenset(measure.name for measure in COST)
"""What an answer costs is no part of how good it is."""
