"""The paired bootstrap, on data whose answers are known."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.intervals import LEAST, RESAMPLES, Difference, differences
from eval.scoring.score import Measure, Score

MEASURE = Measure("share", "share", "higher", "", lambda case, reply, articles: Score(None))
VALUES = st.one_of(st.none(), st.floats(0, 1))
SCORES = st.builds(
    Score, VALUES, group=st.sampled_from(["silent", "answerable"]), weight=st.sampled_from([0.0, 1.0, 3.0])
)


def difference(
    first: list[Score], second: list[Score], *, seed: int = 0, resamples: int = RESAMPLES
) -> Difference | None:
    return differences({"share": (first, second)}, seed=seed, resamples=resamples)["share"]


def scores(*values: float | None) -> list[Score]:
    return [Score(value) for value in values]


def test_a_difference_that_every_case_shows_is_exact() -> None:
    found = difference(scores(*[0.25] * 8), scores(*[0.75] * 8))
    assert found == Difference(0.25, 0.75, 0.5, 0.5, 8)
    assert found.clear
    assert found.value == 0.5


def test_an_interval_is_the_binomial_one_where_that_is_known() -> None:
    """25 of 100 cases fall from 1 to 0: the share that falls is binomial in a resample."""
    found = difference(scores(*[1.0] * 100), scores(*[0.0] * 25, *[1.0] * 75), resamples=20_000)
    assert found is not None
    assert found.low is not None
    assert found.high is not None
    deviation = math.sqrt(0.25 * 0.75 / 100)
    assert found.value == -0.25
    assert found.low == pytest.approx(-0.25 - 1.96 * deviation, abs=0.011)
    assert found.high == pytest.approx(-0.25 + 1.96 * deviation, abs=0.011)
    assert found.clear


def test_too_few_cases_have_no_interval() -> None:
    values = [0.0] * (LEAST - 1)
    found = difference(scores(*values, None, None), scores(*(1.0 for _ in values), None, None))
    assert found == Difference(0.0, 1.0, None, None, LEAST - 1)
    assert not found.clear


def test_a_run_without_any_value_has_no_difference() -> None:
    assert difference(scores(*[1.0] * 8), scores(*[None] * 8)) is None
    assert difference([], []) is None


def test_classes_weigh_the_same_however_many_cases_they_have() -> None:
    many = [Score(1.0, group="answerable")] * 90
    first = [*many, *[Score(1.0, group="silent")] * 10]
    second = [*many, *[Score(0.0, group="silent")] * 10]
    found = difference(first, second)
    assert found is not None
    assert (found.first, found.second, found.clear) == (1.0, 0.5, True)


def test_a_case_weighs_as_many_views_as_were_checked() -> None:
    first = [Score(0.0, weight=1.0)] * 9
    second = [*[Score(0.0, weight=1.0)] * 8, Score(0.5, weight=8.0)]
    found = difference(first, second)
    assert found is not None
    assert found.second == pytest.approx(0.25)


def test_measures_are_compared_over_the_same_draws_whichever_stand_beside_them() -> None:
    chance = np.random.default_rng(5)
    first, second, third = (scores(*chance.random(40).tolist()) for _ in range(3))
    together = differences({"one": (first, second), "other": (first, third)}, resamples=500)
    assert together == {
        "one": difference(first, second, resamples=500),
        "other": difference(first, third, resamples=500),
    }


@given(st.lists(SCORES, min_size=1, max_size=40))
def test_identical_runs_never_differ(same: list[Score]) -> None:
    found = difference(same, list(same), resamples=500)
    figure = MEASURE.combined(same)
    if figure is None:
        assert found is None
    else:
        assert found is not None
        assert (found.first, found.value, found.clear) == (pytest.approx(figure.value), 0.0, False)
        assert {found.low, found.high} <= {None, 0.0}


@given(st.lists(st.tuples(SCORES, SCORES), min_size=LEAST, max_size=30), st.integers(0, 99))
def test_figures_are_those_of_the_table_and_the_order_of_the_runs_turns_the_sign(
    pairs: list[tuple[Score, Score]], seed: int
) -> None:
    first, second = [one for one, _ in pairs], [other for _, other in pairs]
    there = difference(first, second, seed=seed, resamples=500)
    back = difference(second, first, seed=seed, resamples=500)
    one, other = MEASURE.combined(first), MEASURE.combined(second)
    if one is None or other is None:
        assert there is back is None
        return
    assert there is not None
    assert back is not None
    assert (there.first, there.second) == (pytest.approx(one.value), pytest.approx(other.value))
    assert there.cases == min(one.cases, other.cases)
    if there.low is not None and there.high is not None:
        assert there.low <= there.high
        assert (back.low, back.high) == (pytest.approx(-there.high), pytest.approx(-there.low))
