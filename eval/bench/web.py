"""The web chat: how soon its page can be used, how soon words come, and what answers cost the server.

The chat is a process of its own, `assistant serve`, over `documents/`. Readers are event streams without a
browser, but for the page, which a browser opens where there is one. No model words the answers.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.answering.assistant import Assistant
from eval.attack.chat import Chat, serving
from eval.attack.reader import Reader, question_body
from eval.attack.scratch import Library
from eval.bench.commands import DOCUMENTS, QUESTION
from eval.bench.figure import Figure, Options
from eval.cases import load

AT_ONCE, MANY = 24, 100
"""Readers who ask at the same time."""
_EARLY, _LATE = 50, 500
"""Questions after which the memory is looked at."""
_SECONDS = 120
_FIRST_WORDS = "viewpoint"


@dataclass(frozen=True, slots=True)
class Waited:
    """One question, in seconds from its request on."""

    first: float
    """Until the first view came, or where none did the end."""
    sent: int
    """Bytes of the event stream."""


def measure(options: Options) -> tuple[Figure, ...]:
    """Milliseconds of the best round, what one answer costs, and how memory grows over some 500 questions."""
    cases = load(DOCUMENTS.parent / "eval" / "cases" / "answerable.yaml")
    questions = [case.question for case in cases][:AT_ONCE]
    with tempfile.TemporaryDirectory() as scratch:
        library = Library(Path(scratch))
        shutil.copytree(DOCUMENTS, library.documents, ignore=shutil.ignore_patterns(".*"))
        library.temporary.mkdir()
        with serving(library) as chat:
            page = tuple(_page(chat))
            _asked(chat, questions)  # warms the server
            early = _memory_after(chat, questions, _EARLY - len(questions))
            before = _processor_seconds(chat)
            alone = [[_ask(chat, each) for each in questions] for _ in range(options.rounds)]
            cost = (_processor_seconds(chat) - before) / (len(questions) * options.rounds)
            together = [_asked(chat, questions) for _ in range(options.rounds)]
            crowd = _asked(chat, [questions[at % len(questions)] for at in range(MANY)])
            by_sides = _ask(chat, QUESTION)
            already = _EARLY + 2 * len(questions) * options.rounds + MANY + 1
            grown = _memory_after(chat, questions, max(_LATE - already, 0)) / early
            engine = _engine_seconds(library, questions)
    one = [each for round_ in alone for each in round_]
    return (
        *page,
        Figure(
            name="web chat, first view, median",
            value=min(1_000 * float(np.median([each.first for each in round_])) for round_ in alone),
            unit="ms",
            at_most=150,
        ),
        Figure(
            name=f"web chat, {AT_ONCE} readers at once, 95th percentile: first view",
            value=min(
                1_000 * float(np.percentile([each.first for each in round_], 95)) for round_ in together
            ),
            unit="ms",
            at_most=1_000,
        ),
        Figure(
            name=f"web chat, {MANY} readers at once, none refused, 95th percentile: first view",
            value=1_000 * float(np.percentile([each.first for each in crowd], 95)),
            unit="ms",
            at_most=4_000,
        ),
        Figure(name="web chat, an answer: processor time of the server", value=1_000 * cost, unit="ms"),
        Figure(
            name="web chat, an answer: processor time beyond the engine's",
            value=1_000 * (cost - engine),
            unit="ms",
            at_most=60,
        ),
        Figure(
            name="web chat, an answer: bytes sent, median",
            value=float(np.median([each.sent for each in one])) / 1_000,
            unit="kB",
            at_most=60,
        ),
        Figure(
            name="web chat, an answer by sides: bytes sent",
            value=by_sides.sent / 1_000,
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
    from playwright.sync_api import Error, sync_playwright

    from tests.browser.conftest import launched

    with sync_playwright() as playwright:
        try:
            browser = launched(playwright.chromium)
        except Error:
            return
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
    reader, sent, first = Reader(chat, seconds=_SECONDS), 0, 0.0
    start = time.perf_counter()
    reader.join(question_body(question, session=reader.session)).raise_for_status()
    for line in reader.lines():
        sent += len(line.encode())
        if not first and _FIRST_WORDS in line:
            first = time.perf_counter() - start
    whole = time.perf_counter() - start
    reader.close()
    return Waited(first or whole, sent)


def _memory_after(chat: Chat, questions: list[str], number: int) -> float:
    """Bytes of the server once so many more questions were asked."""
    for at in range(number):
        _ask(chat, questions[at % len(questions)])
    return float(chat.memory())


def _engine_seconds(library: Library, questions: list[str]) -> float:
    """What the answers alone cost of the processors, each; in this process."""
    assistant = Assistant.open(documents=library.documents, index=library.index)
    for each in questions:
        assistant.ask(each)
    start = time.process_time()
    for each in questions:
        assistant.ask(each)
    seconds = time.process_time() - start
    assistant.close()
    return seconds / len(questions)


def _processor_seconds(chat: Chat) -> float:
    """What the server has used of the processors since its start."""
    fields = Path(f"/proc/{chat.process.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
