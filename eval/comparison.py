"""Two runs beside each other: what became better or worse, how surely, and in which cases.

Only cases that both runs have, and that read the same in both, are compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from eval.about import differences as other_conditions
from eval.changes import Changed, changes
from eval.intervals import Difference, differences
from eval.record import Key, Outcome, Run
from eval.scoring import MEASURES
from eval.scoring.score import Measure, Verdict
from eval.suite import Part

HALVES: tuple[Part, ...] = ("frozen", "open", "held-out")


@dataclass(frozen=True, slots=True)
class Compared:
    """One measure in both runs over the cases of one half."""

    measure: Measure
    half: Part
    difference: Difference

    @property
    def verdict(self) -> Verdict | None:
        """What a clear difference means; None where it is not clear."""
        return verdict(self.measure, self.difference)


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
    cases: Mapping[Part, int]
    """How many are compared; of the suite held out only where there are any."""
    left_out: LeftOut
    compared: tuple[Compared, ...]
    """Frozen half first; a measure without a figure in either run is missing."""
    changed: tuple[Changed, ...]

    def clearly(self, verdict: Verdict) -> tuple[str, ...]:
        """The names of the measures that are clearly so in either half."""
        return tuple(dict.fromkeys(each.measure.name for each in self.compared if each.verdict == verdict))


def verdict(measure: Measure, difference: Difference) -> Verdict | None:
    """What a clear difference means; None where it is not clear."""
    return measure.verdict(difference.value) if difference.clear else None


def compared(first: Run, second: Run, *, seed: int = 0) -> Comparison:
    """Two runs, case by case and measure by measure."""
    ours, theirs = ({each.key: each for each in run.outcomes} for run in (first, second))
    both = [key for key in ours if key in theirs]
    same = [key for key in both if ours[key].case == theirs[key].case]
    measures = _common(first, second)
    answered = [key for key in same if ours[key].reply and theirs[key].reply]
    halves = [half for half in HALVES if half != "held-out" or any(ours[k].part == half for k in same)]
    pairs = {half: [(ours[k], theirs[k]) for k in answered if ours[k].part == half] for half in halves}
    return Comparison(
        first,
        second,
        conditions(first, second),
        {half: len(found) for half, found in pairs.items()},
        LeftOut(
            only_first=tuple(key for key in ours if key not in theirs),
            only_second=tuple(key for key in theirs if key not in ours),
            reworded=tuple(key for key in both if key not in same),
            failed=tuple(key for key in same if key not in answered),
        ),
        tuple(each for half in halves for each in _measured(measures, half, pairs[half], seed)),
        changes(((ours[key], theirs[key]) for key in same), measures),
    )


def _common(first: Run, second: Run) -> tuple[Measure, ...]:
    """Those of both runs; a judge's only where it graded both."""
    return second.measures if first.judge == second.judge else MEASURES


def conditions(first: Run, second: Run) -> tuple[str, ...]:
    """What two runs were made and graded under that is not the same."""
    judges = f"judge ({first.judge or 'none'}, {second.judge or 'none'})"
    graded = () if first.judge == second.judge else (judges,)
    return (*other_conditions(first.about, second.about), *graded)


def _measured(
    measures: Sequence[Measure], half: Part, pairs: Sequence[tuple[Outcome, Outcome]], seed: int
) -> Iterator[Compared]:
    found = differences(
        {
            measure.name: (
                [first.scores[measure.name] for first, _ in pairs],
                [second.scores[measure.name] for _, second in pairs],
            )
            for measure in measures
        },
        seed=seed,
    )
    for measure in measures:
        if difference := found[measure.name]:
            yield Compared(measure, half, difference)
