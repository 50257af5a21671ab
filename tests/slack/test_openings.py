"""Answers that begin at the same time."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

from assistant.slack.answers import Openings

LONG = 60.0


def test_no_answer_goes_on_before_all_that_came_in_are_begun() -> None:
    openings, told, all_in = Openings(LONG), list[str](), threading.Barrier(8)

    def answer() -> None:
        with openings.opening() as opened:
            all_in.wait()
            told.append("begun")
            opened()
            told.append("rest")

    with ThreadPoolExecutor(8) as threads:
        for future in [threads.submit(answer) for _ in range(8)]:
            future.result()
    assert told == ["begun"] * 8 + ["rest"] * 8


def test_an_answer_that_ends_without_a_word_is_waited_for_no_more() -> None:
    openings, began = Openings(LONG), time.monotonic()
    with openings.opening() as opened:
        with openings.opening():
            pass
        opened()
        opened()
    assert time.monotonic() - began < LONG / 2


def test_a_question_that_does_not_begin_holds_up_nobody_for_long() -> None:
    openings, began = Openings(0.05), time.monotonic()
    with openings.opening(), openings.opening() as opened:
        opened()
    assert 0.04 < time.monotonic() - began < LONG / 2
