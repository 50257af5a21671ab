import json
import sys
from pathlib import Path
from statistics import mean

import numpy as np
import pytest

from assistant.encoder.encoder import Encoder
from assistant.encoder.minilm import MiniLM
from assistant.index.build import index_articles
from assistant.reading.folder import read_folder
from eval.bench import __main__ as bench
from eval.bench import scale
from eval.bench.embedding import Side
from eval.bench.figure import Figure, Options
from eval.bench.library import PARAGRAPHS, Library
from eval.bench.paragraphs import paragraphs
from eval.bench.scale import SummedWords


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


def test_the_plain_side_gives_the_vectors_in_full_precision(tmp_path):
    texts = paragraphs(3)
    with Side("onnxruntime", Path(sys.executable), texts) as side:
        vectors = side.vectors(tmp_path / "vectors.npy")
    np.testing.assert_allclose(vectors, MiniLM.open().encode(texts), atol=1e-5)


def test_a_side_that_cannot_start_says_so():
    with pytest.raises(SystemExit, match="the process that measures no_such_side ended"):
        Side("no_such_side", Path(sys.executable), paragraphs(1))


def test_an_unknown_measurement_is_a_usage_error(capsys):
    with pytest.raises(SystemExit) as end:
        bench.main(["swimming"])
    assert end.value.code == 2
    assert (
        "no such measurement: swimming; there are commands, answers, writing, web, slack, scale, embedding, "
        "indexing" in capsys.readouterr().err
    )


def test_the_report_holds_the_machine_and_every_figure():
    assert json.loads(bench.report({"cores": 2}, [figure(5, at_most=4)])) == {
        "machine": {"cores": 2},
        "figures": [
            {"name": "ferry crossing", "value": 5, "unit": "s", "at_least": None, "at_most": 4, "met": False}
        ],
    }


def test_the_invented_library_is_the_same_each_time_and_all_its_passages_are_found(tmp_path):
    texts = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        Library().write(tmp_path / name, 25)
        texts.append([path.read_text(encoding="utf-8") for path in sorted((tmp_path / name).iterdir())])
    assert texts[0] == texts[1]
    assert len(texts[0]) == 3
    counts = index_articles(
        read_folder(tmp_path / "one").articles,
        tmp_path / "index",
        Encoder(SummedWords(), "summed"),
    )
    assert counts.passages == 3 * PARAGRAPHS


def test_answers_at_scale_are_timed_with_and_without_filters(tmp_path, monkeypatch):
    monkeypatch.setattr(scale, "QUESTIONS", 6)
    figures = scale.measure(Options(rounds=1, torch=tmp_path, passages=80))
    *answers, memory = [figure for figure in figures if not figure.name.startswith("index of")]
    parts = {figure.name.split(", ")[1] for figure in figures} - {"no filter", "since a year", "one person"}
    assert {"chroma", "bm25", "vectors.npy", "sentence_vectors.npy", "articles.db"} < parts
    assert (memory.name, memory.unit) == ("memory to index 80 passages and answer, at most", "MB")
    assert [(figure.name, figure.unit, figure.at_most) for figure in answers] == [
        (f"warm answer over 80 passages, {kind}, {what}", unit, at_most)
        for kind in ("no filter", "since a year", "one person")
        for what, unit, at_most in (
            ("median", "ms", None),
            ("95th percentile", "ms", 250),
            ("questions answered", "%", None),
        )
    ]
    assert figures[0].value > 0 < figures[2].value
