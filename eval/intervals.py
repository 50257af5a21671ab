"""How sure a difference between two runs is: paired bootstrap over cases.

Percentile intervals: Efron and Tibshirani 1993, An Introduction to the Bootstrap, chapter 13. Resampling the
cases of both systems together: Koehn 2004, Statistical Significance Tests for Machine Translation Evaluation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from eval.scoring.score import Score

RESAMPLES = 5_000
LEAST = 6
"""Cases below which there is no interval: even if all of fewer agree, a sign test does not reach 5 %."""
_LEVEL = (2.5, 97.5)
_CELLS = 4_000_000
"""Counts held in memory at a time."""
_NOISE = 1e-9
"""Differences of rounding alone."""

Pair = tuple[Sequence[Score], Sequence[Score]]
"""One measure in the first and in the second run."""
Row = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Difference:
    """A measure in two runs over the same cases."""

    first: float
    second: float
    low: float | None
    """With `high` the 95 % interval of `second - first`; None where too few cases have a value."""
    high: float | None
    cases: int
    """Those with a value in both runs, or in the run that has fewer."""

    @property
    def value(self) -> float:
        """How much the second run has more."""
        return self.second - self.first

    @property
    def clear(self) -> bool:
        """Whether the interval excludes 0."""
        return self.low is not None and self.high is not None and (self.low > _NOISE or self.high < -_NOISE)


def differences(
    measures: Mapping[str, Pair], *, seed: int = 0, resamples: int = RESAMPLES
) -> dict[str, Difference | None]:
    """The difference of each measure between two runs, None where either has no figure.

    The scores of all measures are of the same cases in the same order. Each resample draws as many cases as
    there are, with replacement, and takes both runs' figures over them, as `Measure.combined` does.
    """
    columns = {name: (_Column.of(first), _Column.of(second)) for name, (first, second) in measures.items()}
    told = {name: pair for name, pair in columns.items() if min(each.cases for each in pair) >= LEAST}
    drawn: dict[str, list[Row]] = {name: [] for name in told}
    length = max((len(first) for first, _ in measures.values()), default=0)
    for counts in _counts(length, seed, resamples) if told else ():
        for name, (first, second) in told.items():
            drawn[name].append(second.figures(counts) - first.figures(counts))
    return {name: _difference(*pair, drawn.get(name)) for name, pair in columns.items()}


def _difference(first: _Column, second: _Column, drawn: Sequence[Row] | None) -> Difference | None:
    cases = min(first.cases, second.cases)
    if not cases:
        return None
    low, high = np.nanpercentile(np.concatenate(drawn), _LEVEL).tolist() if drawn else (None, None)
    return Difference(first.whole, second.whole, low, high, cases)


@dataclass(frozen=True, slots=True)
class _Column:
    """The scores of one run as arrays: a row for each class, a place for each case."""

    weights: NDArray[np.float64]
    weighted: NDArray[np.float64]
    cases: int

    @classmethod
    def of(cls, scores: Sequence[Score]) -> _Column:
        groups = sorted({score.group for score in scores if score.value is not None and score.weight})
        weights = np.zeros((len(groups), len(scores)))
        weighted = np.zeros_like(weights)
        for place, score in enumerate(scores):
            if score.value is not None and score.weight:
                row = groups.index(score.group)
                weights[row, place] = score.weight
                weighted[row, place] = score.weight * score.value
        return cls(weights, weighted, int(np.count_nonzero(weights)))

    @property
    def whole(self) -> float:
        """The figure over every case once."""
        return float(self.figures(np.ones((1, self.weights.shape[1])))[0])

    def figures(self, counts: NDArray[np.float64]) -> Row:
        """The figure of each resample, [resamples]; NaN where no case with a value was drawn."""
        weights, weighted = counts @ self.weights.T, counts @ self.weighted.T
        means = np.divide(weighted, weights, out=np.zeros_like(weighted), where=weights > 0)
        present = np.count_nonzero(weights, axis=1)
        found = np.full(len(counts), np.nan)
        np.divide(means.sum(axis=1), present, out=found, where=present > 0)
        return found


def _counts(cases: int, seed: int, resamples: int) -> Iterator[NDArray[np.float64]]:
    """How often each case is drawn in each resample, [some resamples, cases]; the same for the same seed."""
    chance = np.random.default_rng(seed)
    step = max(1, _CELLS // cases)
    for start in range(0, resamples, step):
        size = min(step, resamples - start)
        yield chance.multinomial(cases, np.full(cases, 1 / cases), size=size).astype(np.float64)
