"""Floors beside the figures of a run over invented articles."""

import json
from pathlib import Path
from typing import get_args

import pytest

from eval.__main__ import main
from eval.about import EngineName
from eval.floors import FloorsError, load
from eval.summary import ENGINE, GROUPS
from tests.eval.invented import credited_falsely, good, recorded

FLOORS = """
every case:
  open:
    coverage: 1
    false_credit: 0.02
  frozen:
    silence: 0.85
"""


@pytest.fixture
def command(tmp_path: Path) -> list[str]:
    (tmp_path / "floors.yaml").write_text(FLOORS, encoding="utf-8")
    return ["floors", "run", "--results", str(tmp_path), "--floors", str(tmp_path / "floors.yaml")]


def test_floors_that_hold_stand_beside_their_figures(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    recorded(tmp_path / "run", good)
    assert main(command) == 0
    assert [line.split() for line in capsys.readouterr().out.splitlines()] == [
        "every case, open: viewpoint coverage 1.0000 ≥ 1 holds".split(),
        "every case, open: false credit 0.0000 ≤ 0.02 holds".split(),
        "every case, frozen: silence, balanced accuracy 1.0000 ≥ 0.85 holds".split(),
        [],
        "3 of 3 floors hold".split(),
    ]


def test_what_fell_is_named_and_fails(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    recorded(tmp_path / "run", credited_falsely)
    assert main(command) == 1
    assert capsys.readouterr().out.splitlines()[-2:] == [
        "2 of 3 floors hold",
        "fell: every case, open: false credit is 1.0000 instead of ≤ 0.02",
    ]


def test_a_figure_that_is_not_there_has_fallen(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    recorded(tmp_path / "run", lambda case: good(case) if case.half == "open" else "The server is away")
    assert main([*command, "--json"]) == 1
    printed = capsys.readouterr()
    assert json.loads(printed.out)[2] == {
        "group": "every case",
        "half": "frozen",
        "measure": "silence",
        "floor": 0.85,
        "better": "higher",
        "value": None,
        "holds": False,
    }
    assert printed.err == "1 cases of the run 'run' have no answer\n"


def test_a_run_with_failed_cases_never_holds(command: list[str], tmp_path: Path) -> None:
    recorded(tmp_path / "run", lambda case: "The server is away" if case.id == "bridges" else good(case))
    assert main(command) == 1


def test_a_run_that_was_stopped_never_holds(command: list[str], tmp_path: Path) -> None:
    file = recorded(tmp_path / "run", good) / "answers.jsonl"
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(lines[0] + lines[2])
    assert main(command) == 1


@pytest.mark.parametrize(
    ("floors", "told"),
    [
        ("every case: {early: {coverage: 1}}", "'early' is no half: there are frozen, open, all"),
        (
            "every case: {open: {coverge: 1}}",
            "'coverge' is no measure with a better side of this run",
        ),
        ("every case: {open: {words: 1}}", "'words' is no measure with a better side"),
        ("nobody: {open: {coverage: 1}}", "the run 'run' has no group 'nobody': there are every case,"),
        ("every case: {open: {coverage: much}}", "group, half, measure and a number are expected"),
        ("[", "cannot be read: while parsing"),
    ],
)
def test_floors_that_cannot_be_read_are_told_in_one_line(
    command: list[str], floors: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    recorded(tmp_path / "run", good)
    (tmp_path / "floors.yaml").write_text(floors, encoding="utf-8")
    assert main(command) == 1
    error = capsys.readouterr().err
    assert told in error
    assert error.count("\n") == 1


def test_the_projects_own_floors_can_be_read_and_stand_on_groups_of_every_run() -> None:
    engines = {f"{ENGINE}{name}" for name in get_args(EngineName)}
    assert {floor.group for floor in load()} <= {name for name, _ in GROUPS} | engines


def test_a_file_that_is_not_there_is_told() -> None:
    with pytest.raises(FloorsError, match="'nowhere.yaml' cannot be read"):
        load(Path("nowhere.yaml"))
