"""SciFact, on three abstracts invented for it."""

import json
from pathlib import Path

import pytest

from assistant.errors import AssistantError
from eval.scifact import main, ndcg, read

TEXTS = {
    "1": ("Kettles and limescale", "Hard water leaves limescale in kettles within a month of daily use."),
    "2": ("Herons on weirs", "Herons stand on weirs at dusk and catch eels that climb them."),
    "3": ("Tram bells", "Tram bells of brass are heard farther than those of steel."),
}
QUERIES = {"q1": "limescale forms in kettles", "q2": "herons catch eels on weirs"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    corpus = [{"_id": name, "title": title, "text": text} for name, (title, text) in TEXTS.items()]
    queries = [{"_id": name, "text": text} for name, text in QUERIES.items()]
    for file, rows in {"corpus": corpus, "queries": queries}.items():
        (tmp_path / f"{file}.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (tmp_path / "qrels").mkdir()
    judged = "query-id\tcorpus-id\tscore\nq1\t1\t1\nq2\t2\t1\n"
    (tmp_path / "qrels" / "test.tsv").write_text(judged, encoding="utf-8")
    return tmp_path


def test_the_gain_of_a_ranking_falls_with_the_place_of_what_is_relevant() -> None:
    assert ndcg(["a", "b"], {"a": 1}) == 1.0
    assert round(ndcg(["b", "a"], {"a": 1}), 3) == 0.631
    assert ndcg(["b"], {"a": 1}) == 0.0
    assert ndcg(["b"], {}) == 0.0


def test_both_figures_stand_beside_the_published_ones(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(path), "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert (printed["ndcg@10"], printed["queries"]) == ({"embedder alone": 1.0, "product": 1.0}, 2)
    assert printed["published"]
    assert main([str(path), "--sample", "1", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["queries"] == 1


def test_other_files_are_refused_in_one_line(path: Path) -> None:
    (path / "corpus.jsonl").write_text("{}", encoding="utf-8")
    with pytest.raises(AssistantError, match="cannot be read as SciFact: KeyError"):
        read(path, "test")
