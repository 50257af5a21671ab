"""The set that is held out: that its cases fit its articles, and that its figures stay apart."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.reading.folder import read_folder
from eval.cases import Case, load
from eval.compare import text
from eval.comparison import compared
from eval.record import Run, read_run
from eval.scoring.library import library
from eval.suite import HELD_OUT, SUITES, SuiteCase
from eval.summary import misses, summary, table
from tests.eval.invented import WINTER, credited_falsely, recorded

(SUITE,) = (suite for suite in SUITES if suite.name == HELD_OUT)


@pytest.fixture(scope="module")
def cases() -> tuple[Case, ...]:
    return load(SUITE.cases)


def test_most_right_speakers_are_reported_and_some_questions_must_be_declined(
    cases: tuple[Case, ...],
) -> None:
    articles = library(SUITE.documents)
    reported = [
        case.id
        for case in cases
        if any(view.speaker not in articles[view.article].people for view in case.expect.viewpoints)
    ]
    declined = [case.id for case in cases if case.expect.answered is False]
    assert (len(cases), len(reported) >= 25, len(declined)) == (112, True, 16)


def test_only_what_is_left_out_on_purpose_is_missed_by_the_reading() -> None:
    folder = read_folder(SUITE.documents)
    assert folder.problems == ()
    assert {article.id: article.warnings for article in folder.articles if article.warnings} == {
        "iveson-2020": ("Of the date only the month is known (October 2020).",),
        "mare-report-2022": ("The person reported is not named.",),
        "ormsby-2019": ("Of the date only the month is known (May 2019).",),
        "rent-leader-2021": ("The author is not named.",),
    }


def test_its_cases_belong_to_no_half() -> None:
    assert SuiteCase(HELD_OUT, WINTER).part == "held-out"
    assert SuiteCase("documents", WINTER).part == "open"


def apart(run: Run) -> Run:
    """The run with its first case, of the open half, in the suite held out."""
    first, *rest = run.outcomes
    return replace(run, outcomes=(replace(first, suite=HELD_OUT), *rest))


def test_its_figures_have_a_column_of_their_own_and_are_in_no_other(tmp_path: Path) -> None:
    run = read_run(recorded(tmp_path / "run", credited_falsely))
    whole, parted = (summary(each)["every case"] for each in (run, apart(run)))
    assert whole["held-out"]["false_credit"] is None
    assert parted["held-out"]["false_credit"] == whole["open"]["false_credit"]
    assert parted["open"]["false_credit"] == parted["all"]["false_credit"] is None
    assert "held-out" not in table(run)
    assert "nothing was ever tuned on it" in table(apart(run))
    assert max(map(len, table(apart(run)).splitlines())) <= 100


def test_its_misses_and_changed_answers_are_counted_and_never_shown(tmp_path: Path) -> None:
    good, false = (
        read_run(recorded(tmp_path / name / "run", *answers))
        for name, answers in (("good", ()), ("false", (credited_falsely,)))
        if (tmp_path / name).mkdir() is None
    )
    assert any(line.startswith("winter") for line in misses(false))
    assert not any(line.startswith("winter") for line in misses(apart(false)))
    told = "\n".join(text(compared(apart(good), apart(false))))
    assert "changed among those held out, 1 cases, not shown since nothing is tuned on it: winter" in told
    assert "farmers" not in told
    assert "1 held-out cases" in told
    assert "farmers" in "\n".join(text(compared(good, false)))
