"""Throughput of the embedder against sentence-transformers on torch (CPU), same texts, same run.

The other side lives in an environment of its own, which pip makes on demand from the package index it is
configured for. Where that index has torch for CUDA only, several GB, name one with builds for the CPU
(`PIP_INDEX_URL`), or an environment made by hand (`--env`). Each side keeps its defaults, and the two take
turns, one waiting while the other works.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from assistant.encoder.minilm import model_folder
from eval.bench.figure import Figure, Options
from eval.bench.paragraphs import paragraphs
from eval.environment import python_with

TEXTS = 600
PACKAGES = ("torch==2.13.0", "sentence-transformers==6.2.0")


def measure(options: Options) -> tuple[Figure, ...]:
    """Texts a second on both sides, their ratio, and how near their vectors are."""
    texts = paragraphs(TEXTS)
    other = python_with(("torch", "sentence_transformers"), packages=PACKAGES, environment=options.torch)
    with (
        tempfile.TemporaryDirectory() as folder,
        Side("minilm", Path(sys.executable), texts) as ours,
        Side("sentence_transformers", other, texts) as theirs,
    ):
        rounds = [(ours.seconds(), theirs.seconds()) for _ in range(options.rounds)]
        vectors = [side.vectors(Path(folder) / f"{side.name}.npy") for side in (ours, theirs)]
    our_best, their_best = (min(times) for times in zip(*rounds, strict=True))
    cosine = float((vectors[0] * vectors[1]).sum(axis=1).min())
    return (
        Figure(name="embedding, onnxruntime", value=TEXTS / our_best, unit="texts/s"),
        Figure(name="embedding, sentence-transformers", value=TEXTS / their_best, unit="texts/s"),
        Figure(name="embedding, ratio", value=their_best / our_best, unit="times", at_least=3),
        Figure(name="embedding, smallest cosine", value=cosine, unit="", at_least=0.98),
    )


class Side:
    """A process that keeps one embedder loaded and embeds when told to."""

    def __init__(self, name: str, python: Path, texts: list[str]) -> None:
        self.name = name
        command = [str(python), str(Path(__file__).with_name("embedding_side.py")), name, str(model_folder())]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._ask(json.dumps(texts))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # Closes its input, which ends it, and waits for the end.
        self._process.communicate()

    def seconds(self) -> float:
        """The time to embed all texts once."""
        return float(self._ask("time"))

    def vectors(self, file: Path) -> np.ndarray:
        self._ask(str(file))
        vectors: np.ndarray = np.load(file)
        return vectors

    def _ask(self, line: str) -> str:
        assert self._process.stdin and self._process.stdout
        print(line, file=self._process.stdin, flush=True)
        answer = self._process.stdout.readline().strip()
        if not answer:
            self._process.communicate()
            raise SystemExit(f"the process that measures {self.name} ended; its error stands above")
        return answer
