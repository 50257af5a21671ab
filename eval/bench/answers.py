"""How long a warm assistant takes to answer without a model, on the project's own documents."""

from __future__ import annotations

import statistics
import tempfile
import time

from assistant.answering.assistant import Assistant
from eval.bench.commands import DOCUMENTS
from eval.bench.figure import Figure, Options
from eval.cases import load

QUESTIONS = 40
"""Answerable questions of the cases, in their order."""


def measure(options: Options) -> tuple[Figure, ...]:
    """Milliseconds of a whole answer: the median question and the slowest, each at its shortest."""
    cases = load(DOCUMENTS.parent / "eval" / "cases" / "answerable.yaml")[:QUESTIONS]
    with tempfile.TemporaryDirectory() as index:
        assistant = Assistant.open(documents=DOCUMENTS, index=index)
        for case in cases:
            assistant.ask(case.question)
        shortest = [
            min(_milliseconds(assistant, case.question) for _ in range(options.rounds)) for case in cases
        ]
        assistant.close()
    return (
        Figure(
            name="warm answer, median question", value=statistics.median(shortest), unit="ms", at_most=100
        ),
        Figure(name="warm answer, slowest question", value=max(shortest), unit="ms", at_most=100),
    )


def _milliseconds(assistant: Assistant, question: str) -> float:
    start = time.perf_counter()
    assistant.ask(question)
    return (time.perf_counter() - start) * 1000
