"""The threads of the bot: a few that acknowledge, and a bounded number that answer."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from typing import Any

CONCURRENT = 32
"""Answers written at once; further questions wait their turn."""
WAITING = 64
"""Questions that may wait; one more is declined."""
_ACKNOWLEDGING = 16
_logger = logging.getLogger(__name__)


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
