"""How long the command line takes as a whole process, on the project's own documents."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from eval.bench.figure import Figure, Options

DOCUMENTS = Path(__file__).parents[2] / "documents"
QUESTION = "Should Kosovo be partitioned?"


def measure(options: Options) -> tuple[Figure, ...]:
    """Seconds of `--help`, of a first answer with the index present, and of indexing from nothing."""
    with tempfile.TemporaryDirectory() as scratch:
        index = Path(scratch) / "index"
        folders = ("--documents", str(DOCUMENTS), "--index", str(index))
        indexing = _shortest(
            options.rounds,
            lambda round_: _assistant("index", "--documents", str(DOCUMENTS), "--index", f"{index}{round_}"),
        )
        _assistant("index", *folders)
        helping = _shortest(options.rounds, lambda _: _assistant("--help"))
        asking = _shortest(options.rounds, lambda _: _assistant("ask", QUESTION, "--json", *folders))
    return (
        Figure(name="assistant --help", value=helping, unit="s", at_most=0.3),
        Figure(name="assistant ask, cold, index present", value=asking, unit="s", at_most=2.0),
        Figure(name="assistant index, 53 articles from nothing", value=indexing, unit="s", at_most=20.0),
    )


def _assistant(*arguments: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "assistant", *arguments],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _shortest(rounds: int, run: Callable[[int], None]) -> float:
    times = []
    for number in range(rounds):
        start = time.perf_counter()
        run(number)
        times.append(time.perf_counter() - start)
    return min(times)
