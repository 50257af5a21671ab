"""A function called again and again in a thread, for as long as a block lasts."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from assistant.errors import AssistantError

_logger = logging.getLogger(__name__)


@contextmanager
def repeating(work: Callable[[], None], *, every: float, name: str, trouble: str) -> Iterator[None]:
    """Call `work` at once and every so many seconds; at the end of the block, the call under way ends first.

    An `AssistantError` of a call is logged under the words of `trouble`; any other would end the thread.
    """
    ended = threading.Event()

    def run() -> None:
        over = False
        while not over:
            try:
                work()
            except AssistantError as error:
                _logger.error("%s: %s", trouble, error)
            over = ended.wait(every)

    thread = threading.Thread(target=run, name=name)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
