"""What a score is, and how scores of many cases become one figure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import fmean
from typing import Literal

from assistant.answers import Answer
from eval.cases import Case
from eval.scoring.library import Library
from eval.scripted import Claim

Verdict = Literal["worse", "better", "different"]


@dataclass(frozen=True, slots=True)
class Score:
    """What one measure says of one case."""

    value: float | None
    """None: the case says nothing of it, or it could not be graded."""
    why: str = ""
    """What fell short, in one short line for a reader of the report; empty where nothing did."""
    group: str = ""
    """The class of the case, for a measure whose figure is the mean over classes."""
    weight: float = 1.0
    """How much the case counts: of a rate over views, how many views were checked."""
    ungraded: bool = False
    """None because grading failed: counted beside the figure, never as a zero."""


NOTHING = Score(None)
"""The case says nothing of it."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What asking one case brought."""

    answer: Answer
    seconds: float
    """Until the whole answer."""
    first_seconds: float | None
    """Until the first viewpoint was ready; None where none came."""
    further: tuple[str, ...] = ()
    """Ids of the articles that "more" shows beyond the answer, to the last."""
    claims: tuple[Claim, ...] = ()
    """What a script in the place of a model wrote."""
    extracted: tuple[str, ...] = ()
    """The views, by article and holder, that stood there before a script was asked."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure over many cases."""

    value: float | None
    """None where not one of the cases that should have a value could be graded."""
    cases: int
    """How many cases have a value."""
    ungraded: int = 0
    """How many could not be graded."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that is measured of every case."""

    name: str
    title: str
    """For tables."""
    better: Literal["higher", "lower"] | None
    definition: str
    """One or two sentences, with the source of the method."""
    score: Callable[[Case, Reply, Library], Score]

    def combined(self, scores: Iterable[Score]) -> Figure | None:
        """The weighted mean of the values, of groups the mean of theirs; None where no case is told of."""
        every = tuple(scores)
        graded = [score for score in every if score.value is not None and score.weight]
        ungraded = sum(score.ungraded for score in every)
        if not graded:
            return Figure(None, 0, ungraded) if ungraded else None
        groups = {score.group for score in graded}
        value = fmean(_mean(score for score in graded if score.group == group) for group in sorted(groups))
        return Figure(value, len(graded), ungraded)

    def verdict(self, change: float) -> Verdict | None:
        """What it means that a value has become so much more; None where it has not."""
        if not change:
            return None
        if self.better is None:
            return "different"
        return "better" if (change > 0) == (self.better == "higher") else "worse"


def share(right: Iterable[bool], why: str = "") -> Score:
    """How many of several things are right; nothing where there are none."""
    values = tuple(right)
    return Score(sum(values) / len(values), "" if all(values) else why) if values else NOTHING


def yes(right: bool, why: str = "") -> Score:
    """1 where it is right, otherwise 0 and why."""
    return Score(float(right), "" if right else why)


def _mean(scores: Iterable[Score]) -> float:
    pairs = [(score.value or 0.0, score.weight) for score in scores]
    return sum(value * weight for value, weight in pairs) / sum(weight for _, weight in pairs)
