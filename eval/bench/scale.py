"""How long a warm assistant takes to answer over many passages, with and without filters.

The articles are invented (`library`). A text's vector is the sum of random vectors of its stems, and whose
view a sentence is, is told by the structure of the text alone: both save an hour of the models' work. As
with a real embedder, texts that share words are near. A question goes through the real embedder as well, so
that its time is counted. No question is asked twice: the second time, the articles it needs would be at hand.
"""

from __future__ import annotations

import itertools
import resource
import statistics
import tempfile
import time
import zlib
from collections.abc import Iterator, Sequence
from functools import cache, cached_property, partial
from itertools import islice
from pathlib import Path
from unittest.mock import patch

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from assistant.answering.assistant import Assistant
from assistant.attribution.attribute import attributions
from assistant.encoder.minilm import MiniLM
from assistant.index.lexical import stems
from assistant.scopes import Scope
from eval.bench.figure import Figure, Options
from eval.bench.library import Library

QUESTIONS = 60
"""Of each kind."""
_WARMING = 5
"""Questions before the clock runs."""
MOST = 250
"""Milliseconds that a whole answer may take at the 95th percentile."""


class SummedWords(Embeddings):
    """Unit sums of random vectors, one for each stem."""

    model = "summed-words"
    dimension = MiniLM.dimension

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        vectors: list[list[float]] = self.encode(texts).tolist()
        return vectors

    def encode(self, texts: list[str], *, progress: object = None) -> NDArray[np.float32]:
        sums = np.stack([self._sum(text) for text in texts])
        unit: NDArray[np.float32] = sums / np.linalg.norm(sums, axis=1, keepdims=True)
        return unit

    def embed_query(self, text: str) -> list[float]:
        self._real.embed_query(text)
        vector: list[float] = self._sum(text).tolist()
        return vector

    def _sum(self, text: str) -> NDArray[np.float32]:
        words = stems(text) or [""]
        total: NDArray[np.float32] = np.sum([_vector(word) for word in words], axis=0)
        return total

    @cached_property
    def _real(self) -> MiniLM:
        return MiniLM.open()


@cache
def _vector(word: str) -> NDArray[np.float32]:
    return np.random.default_rng(zlib.crc32(word.encode())).normal(size=MiniLM.dimension).astype(np.float32)


def measure(options: Options) -> tuple[Figure, ...]:
    """Milliseconds of a whole answer: without a filter, under a broad one by date, a narrow one by person."""
    library = Library()
    with tempfile.TemporaryDirectory() as scratch:
        documents = Path(scratch)
        library.write(documents, options.passages)
        with patch("assistant.index.catalog.attribute", partial(attributions, judged=None)):
            assistant = Assistant.open(documents=documents, embeddings=SummedWords())
        passages = sum(assistant.passage_counts.values())
        questions = library.questions()
        for question in islice(questions, _WARMING):
            assistant.ask(question)
        asked = {
            kind: [
                _asked(assistant, *pair) for pair in islice(zip(questions, scopes, strict=False), QUESTIONS)
            ]
            for kind, scopes in _scopes(library).items()
        }
        assistant.close()
        sizes = _sizes(documents / ".index")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return (
        *(
            figure
            for kind, outcomes in asked.items()
            for figure in _figures(f"warm answer over {passages:,} passages, {kind}", outcomes)
        ),
        *(
            Figure(name=f"index of {passages:,} passages, {name}", value=size / 1e6, unit="MB")
            for name, size in sizes.items()
        ),
        Figure(name=f"memory to index {passages:,} passages and answer, at most", value=memory, unit="MB"),
    )


def _sizes(folder: Path) -> dict[str, int]:
    """Bytes on the disk of each part of an index."""
    sizes: dict[str, int] = {}
    for file in folder.rglob("*"):
        if file.is_file():
            inside = file.relative_to(folder).parts
            part = inside[1] if len(inside) > 1 else inside[0]
            sizes[part] = sizes.get(part, 0) + 512 * file.stat().st_blocks
    return dict(sorted(sizes.items(), key=lambda size: -size[1]))


def _scopes(library: Library) -> dict[str, Iterator[Scope]]:
    years = (str(1995 + number % 25) for number in itertools.count())
    return {
        "no filter": itertools.repeat(Scope()),
        "since a year": (Scope(since=year) for year in years),
        "one person": (Scope(people=(person,)) for person in library.people),
    }


def _asked(assistant: Assistant, question: str, scope: Scope) -> tuple[float, bool]:
    """Milliseconds, and whether there was an answer."""
    start = time.perf_counter()
    answer = assistant.ask(question, scope=scope)
    return (time.perf_counter() - start) * 1000, answer.answered


def _figures(name: str, outcomes: Sequence[tuple[float, bool]]) -> tuple[Figure, ...]:
    times = [milliseconds for milliseconds, _ in outcomes]
    slow = float(np.percentile(times, 95))
    answered = 100 * sum(answered for _, answered in outcomes) / len(outcomes)
    return (
        Figure(name=f"{name}, median", value=statistics.median(times), unit="ms"),
        Figure(name=f"{name}, 95th percentile", value=slow, unit="ms", at_most=MOST),
        Figure(name=f"{name}, questions answered", value=answered, unit="%"),
    )
