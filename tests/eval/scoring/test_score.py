"""How scores of many cases become one figure."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest

from eval.scoring import MEASURES
from eval.scoring.score import NOTHING, Figure, Measure, Score, Verdict, share, yes

README = Path(__file__).parents[3] / "eval" / "README.md"


def figure(*scores: Score) -> Figure | None:
    return Measure("x", "x", "higher", "", lambda *_: NOTHING).combined(scores)


def test_a_figure_is_the_mean_over_the_cases_that_have_a_value() -> None:
    assert figure(Score(1.0), Score(0.5), NOTHING) == Figure(0.75, 2)


def test_what_could_not_be_graded_is_counted_beside_the_mean_and_is_no_zero() -> None:
    assert figure(Score(1.0), Score(None, ungraded=True)) == Figure(1.0, 1, ungraded=1)


def test_cases_that_say_nothing_make_no_figure() -> None:
    assert (figure(), figure(NOTHING)) == (None, None)


def test_where_nothing_could_be_graded_that_is_all_a_figure_tells() -> None:
    assert figure(NOTHING, Score(None, ungraded=True)) == Figure(None, 0, ungraded=1)


@pytest.mark.parametrize(
    ("better", "verdicts"),
    [
        ("higher", ("better", "worse", None)),
        ("lower", ("worse", "better", None)),
        (None, ("different", "different", None)),
    ],
)
def test_what_a_change_means_depends_on_what_is_better(
    better: Literal["higher", "lower"] | None, verdicts: tuple[Verdict | None, ...]
) -> None:
    measure = Measure("x", "x", better, "", lambda *_: NOTHING)
    assert tuple(measure.verdict(change) for change in (0.25, -0.25, 0.0)) == verdicts


def test_classes_count_alike_however_many_cases_each_has() -> None:
    many = [Score(1.0, group="answerable")] * 9
    assert figure(*many, Score(0.0, group="silent")) == Figure(0.5, 10)


def test_one_class_alone_is_its_own_mean() -> None:
    assert figure(Score(1.0, group="silent"), Score(0.0, group="silent")) == Figure(0.5, 2)


def test_a_rate_over_views_counts_every_view_once() -> None:
    assert figure(Score(0.5, weight=2), Score(0.0, weight=8)) == Figure(0.1, 2)


def test_a_share_says_why_only_where_something_fell_short() -> None:
    assert (share([True, False], "half"), share([True], "none"), share([], "none")) == (
        Score(0.5, "half"),
        Score(1.0),
        NOTHING,
    )
    assert (yes(True, "why"), yes(False, "why")) == (Score(1.0), Score(0.0, "why"))


def test_every_measure_has_a_name_of_its_own_and_a_definition() -> None:
    names = [measure.name for measure in MEASURES]
    assert names == list(dict.fromkeys(names))
    assert [measure.name for measure in MEASURES if not measure.definition.endswith(".")] == []


@pytest.mark.parametrize("better", ["higher", "lower"])
def test_the_errors_and_the_costs_are_the_measures_of_which_less_is_better(better: str) -> None:
    lower = {"false_credit", "seconds", "first_seconds", "tokens"}
    neither = {"viewpoints", "words"}
    found = {measure.name for measure in MEASURES if measure.better == better}
    assert found == (lower if better == "lower" else {measure.name for measure in MEASURES} - lower - neither)


def test_the_readme_defines_every_measure_in_the_words_of_the_code() -> None:
    lines = README.read_text(encoding="utf-8").splitlines()
    told = lines[lines.index("| Measure | Definition |") + 2 :]
    assert told[: len(MEASURES) + 1] == [
        *(f"| `{measure.name}` | {measure.definition} |" for measure in MEASURES),
        "",
    ]
