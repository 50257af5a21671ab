import json
import sys
from pathlib import Path
from statistics import mean

import numpy as np
import pytest

from assistant.index.minilm import MiniLM
from eval.bench import __main__ as bench
from eval.bench.embedding import Side
from eval.bench.figure import Figure
from eval.bench.paragraphs import paragraphs


def figure(value, **bounds):
    return Figure(name="ferry crossing", value=value, unit="s", **bounds)


def test_a_figure_tells_whether_its_target_is_met():
    assert [
        (figure(2, **bounds).target, figure(2, **bounds).met)
        for bounds in ({}, {"at_least": 1.4}, {"at_least": 3}, {"at_most": 2}, {"at_most": 1.5})
    ] == [("", None), ("≥ 1.4", True), ("≥ 3", False), ("≤ 2", True), ("≤ 1.5", False)]


def test_paragraphs_are_the_same_each_time_and_as_long_as_paragraphs_are():
    texts = paragraphs(600)
    assert texts == paragraphs(600)
    assert len(set(texts)) == 600
    assert 280 < mean(map(len, texts)) < 300


def test_a_side_embeds_what_it_was_given(tmp_path, monkeypatch):
    monkeypatch.setenv("ASSISTANT_CACHE", str(tmp_path))
    texts = paragraphs(3)
    with Side("minilm", Path(sys.executable), texts) as side:
        assert side.seconds() > 0
        vectors = side.vectors(tmp_path / "vectors.npy")
    np.testing.assert_allclose(vectors, MiniLM.open(tmp_path).encode(texts), atol=1e-6)


def test_a_side_that_cannot_start_says_so():
    with pytest.raises(SystemExit, match="the process that measures no_such_side ended"):
        Side("no_such_side", Path(sys.executable), paragraphs(1))


def test_an_unknown_measurement_is_a_usage_error(capsys):
    with pytest.raises(SystemExit) as end:
        bench.main(["swimming"])
    assert end.value.code == 2
    assert "no such measurement: swimming; there are commands, answers, embedding" in capsys.readouterr().err


def test_the_report_holds_the_machine_and_every_figure():
    assert json.loads(bench.report({"cores": 2}, [figure(5, at_most=4)])) == {
        "machine": {"cores": 2},
        "figures": [
            {"name": "ferry crossing", "value": 5, "unit": "s", "at_least": None, "at_most": 4, "met": False}
        ],
    }


def test_the_table_has_a_line_for_each_figure():
    shown = bench.table([figure(0.12345), figure(5, at_most=4)])
    assert [list(column.cells) for column in shown.columns] == [
        ["ferry crossing", "ferry crossing"],
        ["0.123", "5"],
        ["s", "s"],
        ["", "≤ 4"],
        ["", "no"],
    ]
