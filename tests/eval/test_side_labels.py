"""The labelled questions about sides keep their form."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from eval.labels import FOLDER

FILES = sorted((FOLDER / "sides").glob("hand_*.jsonl"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_question_asks_for_a_side_of_one_of_its_propositions_or_for_none(path: Path) -> None:
    families = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for family in families:
        for question in family["questions"]:
            assert question["side"] in ("for", "against", "both", "none")
            assert question["on"] is None or 0 <= question["on"] < len(family["propositions"])
            assert question["on"] is None or question["side"] != "none"
    asked = Counter((each["q"], each.get("earlier")) for family in families for each in family["questions"])
    assert max(asked.values()) == 1


def test_the_files_are_those_that_the_table_tells_of() -> None:
    counts = {
        path.stem[-1]: sum(
            len(json.loads(line)["questions"]) for line in path.read_text(encoding="utf-8").splitlines()
        )
        for path in FILES
    }
    rows = [line.split("|") for line in (FOLDER / "sides" / "README.md").read_text().splitlines()]
    told = {
        row[1].strip(): int(row[5].replace(",", ""))
        for row in rows
        if len(row) > 6 and len(row[1].strip()) == 1
    }
    assert counts == told
