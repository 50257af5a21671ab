"""How long a warm assistant takes to answer over many passages, with and without filters.

The articles are invented (`library`), and a text's vector is the sum of random vectors of its words, which
saves an hour of embedding; as with a real embedder, texts that share words are near. A question goes through
the real embedder as well, so that its time is counted. No question is asked twice: the second time, the
articles it needs would be at hand.
"""

from __future__ import annotations

import re
import statistics
import tempfile
import time
import zlib
from collections.abc import Iterator
from functools import cache, cached_property
from itertools import islice
from pathlib import Path

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from assistant.answering.assistant import Assistant
from assistant.index.minilm import MiniLM
from assistant.types import Scope
from eval.bench.figure import Figure, Options
from eval.bench.library import Library

QUESTIONS = 60
"""Of each kind."""
MOST = 250
"""Milliseconds that a whole answer may take at the 95th percentile."""


class SummedWords(Embeddings):
    """Unit sums of random vectors, one for each word."""

    model = "summed-words"
    dimension = MiniLM.dimension

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        raise NotImplementedError("`encode` is used")

    def encode(self, texts: list[str], *, progress: object = None) -> NDArray[np.float32]:
        sums = np.stack([self._sum(text) for text in texts])
        unit: NDArray[np.float32] = sums / np.linalg.norm(sums, axis=1, keepdims=True)
        return unit

    def embed_query(self, text: str) -> list[float]:
        self._real.embed_query(text)
        vector: list[float] = self._sum(text).tolist()
        return vector

    def _sum(self, text: str) -> NDArray[np.float32]:
        words = re.findall(r"\w+", text.casefold()) or [""]
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
        assistant = Assistant.open(documents=documents, embeddings=SummedWords())
        passages = sum(assistant.passage_counts.values())
        questions = library.questions()
        times = {
            kind: [_milliseconds(assistant, next(questions), scope) for scope in islice(scopes, QUESTIONS)]
            for kind, scopes in _scopes(library).items()
        }
        assistant.close()
    return tuple(
        figure
        for kind, values in times.items()
        for figure in _figures(f"warm answer over {passages:,} passages, {kind}", values)
    )


def _scopes(library: Library) -> dict[str, Iterator[Scope]]:
    return {
        "first questions": (Scope() for _ in range(QUESTIONS)),
        "no filter": (Scope() for _ in range(QUESTIONS)),
        "since a year": (Scope(since=str(1995 + number % 25)) for number in range(QUESTIONS)),
        "one person": (Scope(people=(person,)) for person in library.people),
    }


def _milliseconds(assistant: Assistant, question: str, scope: Scope) -> float:
    start = time.perf_counter()
    assistant.ask(question, scope=scope)
    return (time.perf_counter() - start) * 1000


def _figures(name: str, values: list[float]) -> tuple[Figure, Figure]:
    slow = float(np.percentile(values, 95))
    return (
        Figure(name=f"{name}, median", value=statistics.median(values), unit="ms"),
        Figure(name=f"{name}, 95th percentile", value=slow, unit="ms", at_most=MOST),
    )
