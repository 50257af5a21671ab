"""How a case fared: what fell short, and what was better or worse in another run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from eval.record import Outcome
from eval.scoring.cost import COST
from eval.scoring.score import Measure, Score

DECISIVE = (
    *("author", "date", "publication", "quote_fidelity", "speaker", "false_credit", "coverage"),
    *("point_recall", "silence", "silence_reason", "follow_up", "resolved", "understood", "mentions"),
)
"""The measures that have a best value which every answer can reach: a case that misses one has failed."""
ERROR = "error"
"""What falls short where no answer came."""
COSTS = frozenset(measure.name for measure in COST)
"""What an answer costs is no part of how it fared, and times differ between any two runs."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Names of measures."""

    short: tuple[str, ...]
    """Those that are not at their best."""
    worse: tuple[str, ...] = ()
    better: tuple[str, ...] = ()
    """Those that moved against the other run; what an answer costs is left out."""

    @property
    def failures(self) -> tuple[str, ...]:
        return tuple(name for name in self.short if name == ERROR or name in DECISIVE)


def standing(now: Outcome, before: Outcome | None, measures: Iterable[Measure]) -> Standing:
    """How `now` fared; a case that was not asked before, or did not answer, has moved in nothing else."""
    quality = [measure for measure in measures if measure.better and measure.name not in COSTS]
    if now.error is not None:
        return Standing((ERROR,), worse=(ERROR,) if before and before.error is None else ())
    losses = {measure.name: _loss(measure, now.scores.get(measure.name)) for measure in quality}
    short = tuple(name for name, loss in losses.items() if loss)
    if before is None:
        return Standing(short)
    if before.error is not None:
        return Standing(short, better=(ERROR,))
    old = {measure.name: _loss(measure, before.scores.get(measure.name)) for measure in quality}
    moves = {
        name: loss - was
        for name, loss in losses.items()
        if loss is not None and (was := old[name]) is not None
    }
    return Standing(
        short,
        worse=tuple(name for name, move in moves.items() if move > 0),
        better=tuple(name for name, move in moves.items() if move < 0),
    )


def _loss(measure: Measure, score: Score | None) -> float | None:
    """How far a share is from its best."""
    if score is None or score.value is None:
        return None
    return score.value if measure.better == "lower" else 1 - score.value
