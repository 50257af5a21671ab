"""Retrieval on BEIR SciFact (Wadden et al. 2020; Thakur et al. 2021): `python -m eval scifact PATH`.

PATH holds `corpus.jsonl`, `queries.jsonl` and `qrels/test.tsv`; nothing of it is kept here. Two figures:
the embedder alone on whole abstracts, which must give the published one or it is wired wrongly, and the
product's own splitting, index and search, an abstract counting with its best passage.
"""

from __future__ import annotations

import argparse
import csv
import json
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.progress import Progress

from assistant.articles import Article, Record
from assistant.encoder.encoder import Encoder, encoder
from assistant.errors import AssistantError
from assistant.index.build import index_articles
from assistant.index.filters import Filter
from assistant.index.index import Index
from assistant.reading.article import article_of
from assistant.settings import Settings
from eval.sample import add_sample, sampled

PUBLISHED = {"all-MiniLM-L6-v2": 0.645, "BM25": 0.687}
DEPTH = 10
_PASSAGES = 100
"""Passages asked for, so that ten different abstracts are among them."""

Judgements = Mapping[str, Mapping[str, int]]


def ndcg(ranked: Sequence[str], relevant: Mapping[str, int], depth: int = DEPTH) -> float:
    """Normalised discounted cumulative gain with gain 2^rel - 1 (Burges et al. 2005), 0 to 1."""

    def gain(grades: Iterable[int]) -> float:
        return float(sum((2**grade - 1) / np.log2(rank + 2) for rank, grade in enumerate(grades)))

    best = gain(sorted(relevant.values(), reverse=True)[:depth])
    return gain(relevant.get(found, 0) for found in ranked[:depth]) / best if best else 0.0


def embedder_alone(corpus: Mapping[str, Article], queries: Mapping[str, str], judged: Judgements) -> float:
    """nDCG@10 of exact search over one vector for each whole abstract, title included."""
    used = encoder(Settings.read())
    ids = list(corpus)
    vectors = used.documents([f"{corpus[i].record.title} {corpus[i].text}" for i in ids])
    asked = used.documents([queries[query] for query in judged])
    best = np.argsort(-(asked @ vectors.T), axis=1)[:, :DEPTH]
    runs = zip(judged.values(), best, strict=True)
    return float(np.mean([ndcg([ids[i] for i in row], relevant) for relevant, row in runs]))


def product(
    corpus: Mapping[str, Article], queries: Mapping[str, str], judged: Judgements, folder: Path
) -> float:
    """nDCG@10 of the project's own index over the same abstracts, built in `folder`."""
    index = indexed(tuple(corpus.values()), folder, encoder(Settings.read()))
    scores = []
    for query, relevant in judged.items():
        ranking = index.current().search(queries[query], only=Filter(), limit=_PASSAGES)
        ranked = list(dict.fromkeys(hit.passage.article_id for hit in ranking.hits))
        scores.append(ndcg(ranked, relevant))
    index.close()
    return float(np.mean(scores))


def indexed(articles: Sequence[Article], folder: Path, used: Encoder) -> Index:
    """The project's own index of `articles`; what stands in `folder` already is used again."""
    with Progress(console=Console(stderr=True)) as bar:
        task = bar.add_task("Embedding")
        index_articles(
            articles,
            folder,
            used,
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )
    return Index(folder, used)


def read(path: Path, part: str) -> tuple[dict[str, Article], dict[str, str], dict[str, dict[str, int]]]:
    """Corpus, queries and judgements of one part (`test` or `train`); `AssistantError` for other files."""
    try:
        return _read(path, part)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise AssistantError(f"{path.as_posix()!r} cannot be read as SciFact: {error!r}") from error


def _read(path: Path, part: str) -> tuple[dict[str, Article], dict[str, str], dict[str, dict[str, int]]]:
    corpus = {
        row["_id"]: article_of(Record(article_id=row["_id"], title=row["title"]), row["text"])
        for row in _rows(path / "corpus.jsonl")
    }
    queries = {row["_id"]: row["text"] for row in _rows(path / "queries.jsonl")}
    judged: dict[str, dict[str, int]] = {}
    with (path / "qrels" / f"{part}.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            judged.setdefault(row["query-id"], {})[row["corpus-id"]] = int(row["score"])
    return corpus, queries, judged


def _rows(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def main(arguments: Sequence[str]) -> int:
    """Run the benchmark and print our figures beside the published ones."""
    parser = argparse.ArgumentParser(prog="python -m eval scifact", description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--part", choices=("test", "train"), default="test")
    parser.add_argument("--index", type=Path, help="keep the index here and use it again")
    add_sample(parser, "queries")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    corpus, queries, every = read(options.path, options.part)
    judged = dict(sampled(every.items(), options))
    with tempfile.TemporaryDirectory() as scratch:
        figures = {
            "embedder alone": embedder_alone(corpus, queries, judged),
            "product": product(corpus, queries, judged, options.index or Path(scratch)),
        }
    if options.json:
        print(json.dumps({"ndcg@10": figures, "queries": len(judged), "published": PUBLISHED}))
        return 0
    print(f"SciFact {options.part}, {len(corpus):,} abstracts, {len(judged)} queries: nDCG@{DEPTH}")
    for name, value in figures.items():
        print(f"  {name:<28} {value:.4f}")
    for name, value in PUBLISHED.items():
        print(f"  {name + ' (published)':<28} {value:.3f}")
    return 0
