"""How a case fared: what fell short, and what was better or worse in another run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from eval.changes import Changed, moves
from eval.record import Outcome
from eval.scoring.cost import COSTS
from eval.scoring.score import Measure, Score

DECISIVE = (
    *("author", "date", "publication", "quote_fidelity", "speaker", "false_credit", "stance", "coverage"),
    *("point_recall", "silence", "silence_reason", "follow_up", "resolved", "understood", "mentions"),
)
"""The measures that have a best value which every answer can reach: a case that misses one has failed."""
ERROR = "error"
"""What falls short where no answer came."""


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
    short = tuple(measure.name for measure in quality if _short(measure, now.scores.get(measure.name)))
    if before is None:
        return Standing(short)
    if before.error is not None:
        return Standing(short, better=(ERROR,))
    changed = Changed(before, now, moves(before, now, quality))
    return Standing(short, worse=changed.names("worse"), better=changed.names("better"))


def _short(measure: Measure, score: Score | None) -> bool:
    """Whether a share is not at its best."""
    if score is None or score.value is None:
        return False
    return score.value != (0 if measure.better == "lower" else 1)
