"""A function called again and again in a thread, for as long as a block lasts."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def repeating(work: Callable[[], None], *, every: float, name: str) -> Iterator[None]:
    """Call `work` at once and every so many seconds; at the end of the block, the call under way ends first.

    `work` raises nothing: an error would end the thread.
    """
    ended = threading.Event()

    def run() -> None:
        work()
        while not ended.wait(every):
            work()

    thread = threading.Thread(target=run, name=name)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
