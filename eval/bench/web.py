"""The web chat: how soon its page can be used, how soon words come, and what answers cost the server.

The chat is a process of its own, `assistant serve`, over `documents/`. Readers are event streams without a
browser, but for the page, which a browser opens where there is one. No model words the answers.
"""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from eval.attack.chat import Chat, serving
from eval.attack.reader import JOIN, STREAM, question_body
from eval.attack.scratch import Library
from eval.bench.commands import DOCUMENTS
from eval.bench.figure import Figure, Options
from eval.cases import load

AT_ONCE = 24
"""Readers who ask at the same time."""
_EARLY, _LATE = 50, 500
"""Questions after which the memory is looked at."""
_SECONDS = 120
_FIRST_WORDS = "viewpoint"
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True, slots=True)
class Waited:
    """One question, in seconds from its request on."""

    first: float
    """Until the first view came."""
    whole: float
    sent: int
    """Bytes of the event stream."""


def measure(options: Options) -> tuple[Figure, ...]:
    """Milliseconds of the best round, what one answer costs, and how memory grows."""
    cases = [*load(DOCUMENTS.parent / "eval" / "cases" / "answerable.yaml")]
    questions = [case.question for case in cases][:AT_ONCE]
    with tempfile.TemporaryDirectory() as scratch:
        library = Library(Path(scratch))
        shutil.copytree(DOCUMENTS, library.documents, ignore=shutil.ignore_patterns(".*"))
        library.temporary.mkdir()
        with serving(library) as chat:
            page = tuple(_page(chat))
            _asked(chat, questions)  # warms the server
            before, began = _processor_seconds(chat), len(questions) * options.rounds
            alone = [[_ask(chat, each) for each in questions] for _ in range(options.rounds)]
            cost = 1_000 * (_processor_seconds(chat) - before) / began
            together = [_asked(chat, questions) for _ in range(options.rounds)]
            early = _memory_after(chat, questions, _EARLY)
            grown = _memory_after(chat, questions, _LATE - _EARLY) / early
    one = [each for round_ in alone for each in round_]
    name = f"web chat, {AT_ONCE} readers at once, 95th percentile: first view"
    return (
        *page,
        Figure(
            name="web chat, first view, median",
            value=min(1_000 * float(np.median([each.first for each in round_])) for round_ in alone),
            unit="ms",
            at_most=150,
        ),
        Figure(
            name=name,
            value=min(
                1_000 * float(np.percentile([each.first for each in round_], 95)) for round_ in together
            ),
            unit="ms",
            at_most=1_000,
        ),
        Figure(name="web chat, an answer: processor time of the server", value=cost, unit="ms"),
        Figure(
            name="web chat, an answer: bytes sent, median",
            value=float(np.median([each.sent for each in one])) / 1_000,
            unit="kB",
            at_most=60,
        ),
        Figure(
            name=f"web chat, memory after {_LATE} questions beside that after {_EARLY}",
            value=grown,
            unit="×",
            at_most=1.1,
        ),
    )


def _page(chat: Chat) -> Iterator[Figure]:
    """How long a new browser takes from the address to the box; nothing where there is no browser."""
    path = next(filter(None, map(shutil.which, _CHROMIUM)), None)
    if path is None:
        return
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        start = time.perf_counter()
        page = browser.new_page()
        page.goto(chat.address)
        page.wait_for_selector("#question textarea")
        seconds = time.perf_counter() - start
        browser.close()
    yield Figure(name="web chat, page usable, cold", value=seconds, unit="s", at_most=1.0)


def _asked(chat: Chat, questions: list[str]) -> list[Waited]:
    """Every question by a reader of its own, all at the same time."""
    together = threading.Barrier(len(questions))

    def ask(question: str) -> Waited:
        together.wait()
        return _ask(chat, question)

    with ThreadPoolExecutor(len(questions)) as threads:
        return list(threads.map(ask, questions))


def _ask(chat: Chat, question: str) -> Waited:
    session, sent, first = secrets.token_hex(6), 0, 0.0
    with chat.client(seconds=_SECONDS) as client:
        start = time.perf_counter()
        client.post(JOIN, json=question_body(question, session=session)).raise_for_status()
        with client.stream("GET", STREAM, params={"session_hash": session}) as stream:
            for line in stream.iter_lines():
                sent += len(line.encode())
                if not first and _FIRST_WORDS in line:
                    first = time.perf_counter() - start
                if '"msg":"close_stream"' in line.replace(" ", ""):
                    break
        whole = time.perf_counter() - start
    return Waited(first or whole, whole, sent)


def _memory_after(chat: Chat, questions: list[str], number: int) -> float:
    """Bytes of the server once so many more questions were asked."""
    for at in range(number):
        _ask(chat, questions[at % len(questions)])
    return float(chat.memory())


def _processor_seconds(chat: Chat) -> float:
    """What the server has used of the processors since its start."""
    fields = Path(f"/proc/{chat.process.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
