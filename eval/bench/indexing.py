"""How fast articles are indexed, beside what embedding their passages alone takes, in the same run.

Indexing reads, cuts, attributes and embeds articles from nothing and writes the index. The anchors embed
the same passages once and do nothing else: sentence-transformers on torch, and the same model in full
precision on onnxruntime, each with its defaults. The articles are invented (`library`).
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from assistant.encoder.encoder import encoder
from assistant.index.build import update
from assistant.index.pieces import Pieces
from assistant.reading.folder import read_folder
from assistant.settings import Settings
from eval.bench.embedding import PACKAGES, Side
from eval.bench.figure import Figure, Options
from eval.bench.library import Library
from eval.environment import python_with

PASSAGES = 1_000


def measure(options: Options) -> tuple[Figure, ...]:
    """Passages and MB a second of an indexing, and how much of each anchor's speed that is."""
    ours = encoder(Settings.read())
    other = python_with(("torch", "sentence_transformers"), packages=PACKAGES, environment=options.torch)
    with tempfile.TemporaryDirectory() as scratch:
        documents = Path(scratch) / "documents"
        documents.mkdir()
        Library().write(documents, PASSAGES)
        articles = read_folder(documents).articles
        passages = Pieces.cut(articles, ours).plain()
        megabytes = sum(len(article.text.encode()) for article in articles) / 1e6
        with (
            Side("onnxruntime", Path(sys.executable), passages) as plain,
            Side("sentence_transformers", other, passages) as theirs,
        ):
            times = []
            for number in range(options.rounds):
                start = time.perf_counter()
                update(documents, Path(scratch) / f"index{number}", ours)
                times.append((time.perf_counter() - start, plain.seconds(), theirs.seconds()))
    indexing, onnxruntime, torch = map(min, zip(*times, strict=True))
    return (
        Figure(name="indexing", value=len(passages) / indexing, unit="passages/s"),
        Figure(name="indexing", value=megabytes / indexing, unit="MB/s"),
        Figure(
            name="indexing, of sentence-transformers' embedding alone",
            value=torch / indexing,
            unit="times",
            at_least=3,
        ),
        Figure(
            name="indexing, of onnxruntime's embedding alone",
            value=onnxruntime / indexing,
            unit="times",
            at_least=0.8,
        ),
    )
