"""The command that asks every case, over invented articles."""

import json
from pathlib import Path

import pytest

from eval.__main__ import main

CASES = """
- id: bread
  category: silence
  question: How do I bake bread with yeast?
  expect: {answered: true, articles: [ferry]}
- id: ferry
  category: silence
  question: How do I train my dog?
  expect: {answered: true, articles: [ferry]}
"""
ARTICLE = """---
title: The Ferry
authors: [Ann Ash]
---

The ferry to Skerrow should be kept, since nobody else carries the doctor.
"""


@pytest.fixture
def arguments(tmp_path: Path) -> list[str]:
    """Two cases that the assistant gets wrong; "bread" is of the open half, "ferry" of the frozen one."""
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "ferry.md").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "cases.yaml").write_text(CASES, encoding="utf-8")
    return ["run", "--cases", str(tmp_path / "cases.yaml"), "--documents", str(tmp_path / "documents")]


def test_the_halves_are_reported_apart(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*arguments, "--json"]) == 0
    answerable = json.loads(capsys.readouterr().out)["answerable"]
    assert {half: answerable[half]["declined"] for half in answerable} == {
        "open": [1.0, 1],
        "frozen": [1.0, 1],
        "all": [1.0, 2],
    }


def test_only_misses_of_the_open_half_are_listed(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*arguments, "--misses"]) == 0
    *_, last = capsys.readouterr().out.splitlines()
    assert last == ("bread: declined (not_covered), coverage 0.00: How do I bake bread with yeast? [nothing]")


def test_cases_that_cannot_be_read_are_told_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "--cases", "nowhere"]) == 1
    assert "nowhere" in capsys.readouterr().err
