"""First words before the rest of other answers."""

from __future__ import annotations

import threading
import time

import pytest

from assistant.web.first_words import FirstWords

SOON = 5.0
"""Seconds within which a thread that is let go ends."""


def waiting(words: FirstWords) -> threading.Thread:
    thread = threading.Thread(target=words.give_way, daemon=True)
    thread.start()
    return thread


def test_nobody_waits_where_every_reader_sees_words() -> None:
    words = FirstWords(at_most=60)
    with words.awaited() as said:
        said()
        start = time.monotonic()
        words.give_way()
        assert time.monotonic() - start < SOON


def test_the_rest_waits_for_the_first_words_of_another() -> None:
    words = FirstWords(at_most=60)
    with words.awaited() as said:
        rest = waiting(words)
        rest.join(0.1)
        assert rest.is_alive()
        said()
        said()  # once more counts for nothing
        rest.join(SOON)
        assert not rest.is_alive()
    with words.awaited():
        rest = waiting(words)
        rest.join(0.1)
        assert rest.is_alive()
    rest.join(SOON)


def test_an_answer_that_failed_holds_nobody_up() -> None:
    words = FirstWords(at_most=60)
    with pytest.raises(RuntimeError), words.awaited():
        raise RuntimeError
    rest = waiting(words)
    rest.join(SOON)
    assert not rest.is_alive()


def test_the_rest_waits_a_moment_at_most() -> None:
    words = FirstWords(at_most=0.05)
    with words.awaited():
        rest = waiting(words)
        rest.join(SOON)
        assert not rest.is_alive()
