"""Two runs beside each other: what became better or worse, how surely, and in which cases.

Only cases that both runs have, and that read the same in both, are compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from eval.about import differences as other_conditions
from eval.cases import Half
from eval.changes import Changed, changes
from eval.intervals import Difference, differences
from eval.record import Key, Outcome, Run
from eval.scoring import MEASURES
from eval.scoring.score import Measure

HALVES: tuple[Half, ...] = ("frozen", "open")
Verdict = Literal["better", "worse", "different"]


@dataclass(frozen=True, slots=True)
class Compared:
    """One measure in both runs over the cases of one half."""

    measure: Measure
    half: Half
    difference: Difference

    @property
    def verdict(self) -> Verdict | None:
        """What a clear difference means; None where it is not clear."""
        if not self.difference.clear:
            return None
        if self.measure.better is None:
            return "different"
        return "better" if (self.difference.value > 0) == (self.measure.better == "higher") else "worse"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Cases that cannot be compared."""

    only_first: tuple[Key, ...]
    only_second: tuple[Key, ...]
    reworded: tuple[Key, ...]
    """Their question or what is expected is not the same in both."""
    failed: tuple[Key, ...]
    """Without an answer in one of the runs."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs beside each other."""

    first: Run
    second: Run
    conditions: tuple[str, ...]
    """What the runs were made under that is not the same."""
    cases: Mapping[Half, int]
    """How many are compared."""
    left_out: LeftOut
    compared: tuple[Compared, ...]
    """Frozen half first; a measure without a figure in either run is missing."""
    changed: tuple[Changed, ...]

    def clearly(self, verdict: Verdict) -> tuple[str, ...]:
        """The names of the measures that are clearly so in either half."""
        return tuple(dict.fromkeys(each.measure.name for each in self.compared if each.verdict == verdict))


def compared(first: Run, second: Run, *, seed: int = 0) -> Comparison:
    """Two runs, case by case and measure by measure."""
    ours, theirs = ({each.key: each for each in run.outcomes} for run in (first, second))
    both = [key for key in ours if key in theirs]
    same = [key for key in both if ours[key].case == theirs[key].case]
    answered = [key for key in same if ours[key].reply and theirs[key].reply]
    pairs = {half: [(ours[k], theirs[k]) for k in answered if ours[k].case.half == half] for half in HALVES}
    return Comparison(
        first,
        second,
        other_conditions(first.about, second.about),
        {half: len(found) for half, found in pairs.items()},
        LeftOut(
            only_first=tuple(key for key in ours if key not in theirs),
            only_second=tuple(key for key in theirs if key not in ours),
            reworded=tuple(key for key in both if key not in same),
            failed=tuple(key for key in same if key not in answered),
        ),
        tuple(each for half in HALVES for each in _measured(half, pairs[half], seed)),
        changes((ours[key], theirs[key]) for key in same),
    )


def _measured(half: Half, pairs: Sequence[tuple[Outcome, Outcome]], seed: int) -> Iterator[Compared]:
    found = differences(
        {
            measure.name: (
                [first.scores[measure.name] for first, _ in pairs],
                [second.scores[measure.name] for _, second in pairs],
            )
            for measure in MEASURES
        },
        seed=seed,
    )
    for measure in MEASURES:
        if difference := found[measure.name]:
            yield Compared(measure, half, difference)
