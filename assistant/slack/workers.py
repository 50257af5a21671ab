"""The threads of the bot: a few that acknowledge, a bounded number that answer, none of them long unseen."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

_logger = logging.getLogger(__name__)

CONCURRENT = 32
"""Answers written at once; further questions wait their turn."""
WAITING = 64
"""Questions that may wait; one more is declined."""
_ACKNOWLEDGING = 16
_LONGEST = 1.0
"""Seconds an answer waits for others to begin: a stream of questions that never ends holds up nobody."""


class Workers(Executor):
    """Bolt's executor, with a pool of its own for answers: no acknowledgement waits behind them."""

    def __init__(self, concurrent: int = CONCURRENT, waiting: int = WAITING) -> None:
        self._acknowledging = ThreadPoolExecutor(_ACKNOWLEDGING, "slack")
        self._answering = ThreadPoolExecutor(concurrent, "slack-answers")
        self._room = threading.BoundedSemaphore(concurrent + waiting)

    def submit(self, task: Callable[..., Any], /, *args: Any, **named: Any) -> Future[Any]:
        return self._acknowledging.submit(task, *args, **named)

    def take_on(self, work: Callable[[], None]) -> bool:
        """Work that may take long; False where too much is waiting already."""
        if not self._room.acquire(blocking=False):
            return False

        def worked() -> None:
            try:
                work()
            except Exception:
                _logger.exception("a Slack request failed")
            finally:
                self._room.release()

        try:
            self._answering.submit(worked)
        except RuntimeError:  # the bot is ending
            self._room.release()
            return False
        return True

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End once everything taken on is done."""
        self._acknowledging.shutdown(wait, cancel_futures=cancel_futures)
        self._answering.shutdown(wait, cancel_futures=cancel_futures)


class Openings:
    """Counts the answers that nothing is shown of yet; shared by all threads that answer."""

    def __init__(self, longest: float = _LONGEST) -> None:
        self._longest = longest
        self._unopened = 0
        self._changed = threading.Condition()

    @contextmanager
    def opening(self) -> Iterator[Callable[[], None]]:
        """For one answer: a function to call when its first text is shown, which waits for the others.

        Called again it does nothing; an answer that ends without it counts no more either.
        """
        unopened = True

        def done() -> None:
            nonlocal unopened
            with self._changed:
                self._unopened -= unopened
                unopened = False
                self._changed.notify_all()

        def opened() -> None:
            if unopened:
                done()
                with self._changed:
                    self._changed.wait_for(lambda: not self._unopened, self._longest)

        with self._changed:
            self._unopened += 1
        try:
            yield opened
        finally:
            done()
