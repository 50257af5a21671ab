"""The figures of a run with their intervals, and beside those of another run over the same cases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from eval.comparison import verdict
from eval.intervals import Difference, differences
from eval.record import Outcome, Run
from eval.scoring.score import NOTHING, Figure, Measure, Score, Verdict
from eval.summary import HALVES, groups_of

RESAMPLES = 2_000
"""Enough for two digits of an interval, and some thousand intervals in seconds."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A measure over the cases of a group and half."""

    group: str
    half: str
    measure: Measure
    figure: Figure
    interval: tuple[float, float] | None
    """Of 95 %; None where too few cases have a value."""
    change: Difference | None
    """Against the other run, over the cases of both; None without one, or where no case has moved."""

    @property
    def verdict(self) -> Verdict | None:
        """What a change by more than chance means; None where it is not clear."""
        return verdict(self.measure, self.change) if self.change else None


Row = Mapping[str, Cell]
"""A measure by half."""
Group = tuple[str, Mapping[str, Row]]
"""A group with its rows by measure."""
Pair = tuple[Outcome, Outcome | None]
"""A case now and before."""
Scores = Mapping[str, Score]
"""By measure."""


def paired(run: Run, other: Run | None) -> tuple[tuple[Outcome, Outcome | None], ...]:
    """Each case with itself in the other run; None where that has not asked it in the same words."""
    before = {each.key: each for each in other.outcomes} if other else {}
    found = ((each, before.get(each.key)) for each in run.outcomes)
    return tuple((now, old if old and old.case == now.case else None) for now, old in found)


def grouped(run: Run, other: Run | None) -> tuple[Group, ...]:
    """Every figure of a run by group, measure and half; measures without any figure are left out."""
    pairs = paired(run, other)
    groups = ((name, [pair for pair in pairs if belongs(pair[0])]) for name, belongs in groups_of(run))
    return tuple((name, _rows(name, cases, run.measures)) for name, cases in groups)


def _rows(group: str, pairs: Sequence[Pair], measures: Sequence[Measure]) -> Mapping[str, Row]:
    halves = {
        half: _cells(group, half, [pair for pair in pairs if pair[0].part in wanted], measures)
        for half, wanted in HALVES.items()
    }
    names = (measure.name for measure in measures)
    rows = {name: {half: cells[name] for half, cells in halves.items() if name in cells} for name in names}
    return {name: row for name, row in rows.items() if row}


def _cells(group: str, half: str, pairs: Sequence[Pair], measures: Sequence[Measure]) -> Mapping[str, Cell]:
    now = [new.scores for new, _ in pairs if new.scores]
    both = [(old.scores, new.scores) for new, old in pairs if old and old.scores and new.scores]
    # The interval of a figure is that of its difference from nothing but zeros.
    spreads = differences(
        {name: (_zeros(found), found) for name, found in _columns(now, measures)}, resamples=RESAMPLES
    )
    changes = differences(_moved(both, measures), resamples=RESAMPLES)
    return {
        measure.name: Cell(
            group, half, measure, figure, _interval(spreads[measure.name]), changes.get(measure.name)
        )
        for measure in measures
        if (figure := measure.combined(scores[measure.name] for scores in now if measure.name in scores))
    }


def _columns(cases: Sequence[Scores], measures: Iterable[Measure]) -> Iterator[tuple[str, list[Score]]]:
    """The scores of the cases by measure; a judge's may be missing in one of two runs."""
    for measure in measures:
        yield measure.name, [scores.get(measure.name, NOTHING) for scores in cases]


def _moved(
    both: Sequence[tuple[Scores, Scores]], measures: Iterable[Measure]
) -> Mapping[str, tuple[list[Score], list[Score]]]:
    """The scores before and now of the measures that have moved in some case."""
    before, now = (dict(_columns([pair[side] for pair in both], tuple(measures))) for side in (0, 1))
    return {name: (before[name], now[name]) for name in now if _values(before[name]) != _values(now[name])}


def _values(scores: Iterable[Score]) -> list[tuple[float | None, float]]:
    return [(score.value, score.weight) for score in scores]


def _zeros(scores: Iterable[Score]) -> list[Score]:
    return [score if score.value is None else replace(score, value=0.0) for score in scores]


def _interval(spread: Difference | None) -> tuple[float, float] | None:
    return None if spread is None or spread.low is None or spread.high is None else (spread.low, spread.high)
