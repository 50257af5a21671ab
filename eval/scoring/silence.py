"""Whether a question is declined when it should be, and answered when it should be."""

from __future__ import annotations

from assistant.answers import Answer
from eval.cases import Case
from eval.scoring.library import Library
from eval.scoring.score import NOTHING, Measure, Reply, Score, yes


def _verdict(answer: Answer) -> str:
    return "answered" if answer.answered else f"declined ({answer.reason})"


def _silence(case: Case, reply: Reply, _: Library) -> Score:
    expected, answer = case.expect.answered, reply.answer
    if expected == "either":
        return NOTHING
    right = answer.answered == expected
    group = "answerable" if expected else "silent"
    return Score(float(right), "" if right else _verdict(answer), group=group)


def _precision(case: Case, reply: Reply, _: Library) -> Score:
    if case.expect.answered == "either" or reply.answer.answered:
        return NOTHING
    return yes(case.expect.answered is False, _verdict(reply.answer))


def _recall(case: Case, reply: Reply, _: Library) -> Score:
    if case.expect.answered is not False:
        return NOTHING
    return yes(not reply.answer.answered, _verdict(reply.answer))


def _reason(case: Case, reply: Reply, _: Library) -> Score:
    expected, answer = case.expect.reason, reply.answer
    if answer.answered or not expected or case.expect.answered is True:
        return NOTHING
    return yes(answer.reason in expected, f"{answer.reason} instead of {' or '.join(expected)}")


SILENCE = (
    Measure(
        "silence",
        "silence, balanced accuracy",
        "higher",
        "The mean of two shares: of the questions to be declined those declined, and of the answerable "
        "ones those answered (balanced accuracy: Brodersen et al. 2010). Always answering and never "
        "answering both give .5. Over cases of one sort alone it is the share of that sort.",
        _silence,
    ),
    Measure(
        "silence_precision",
        "silence, precision",
        "higher",
        "Of the questions declined, the share that should be.",
        _precision,
    ),
    Measure(
        "silence_recall",
        "silence, recall",
        "higher",
        "Of the questions that should be declined, the share that is.",
        _recall,
    ),
    Measure(
        "silence_reason",
        "silence, right reason",
        "higher",
        "Of the questions rightly declined whose case names reasons, the share declined for one of them.",
        _reason,
    ),
)
