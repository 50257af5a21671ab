"""What is kept for a time only, dropped when that is over, whether anything new is kept or not."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.errors import AssistantError
from assistant.repeating import repeating

_EVERY = 3_600.0
"""Seconds."""
_logger = logging.getLogger(__name__)


@contextmanager
def expiring(state: Path, *, every: float = _EVERY) -> Iterator[None]:
    """The state file is cleared of what is too old: at once, and every hour for as long as this lasts."""

    def work() -> None:
        try:
            expire(state)
        except AssistantError as error:
            _logger.error("what is kept for too long cannot be dropped: %s", error)

    with repeating(work, every=every, name="expiring"):
        yield


def expire(state: Path) -> None:
    """Drop what is too old; where nothing is kept, no file is made. Raises `AssistantError`."""
    from assistant.feedback import FeedbackStore
    from assistant.slack.channels import Rates
    from assistant.slack.deliveries import Deliveries
    from assistant.slack.threads import Threads

    if not state.exists():
        return
    store = FeedbackStore(state)
    for kept in (store, Threads(state, store), Deliveries(state), Rates(state, per_user=1, per_channel=1)):
        kept.expire()
