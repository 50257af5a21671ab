"""Of answers under way, those whose readers see nothing yet go first."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_AT_MOST = 1.0
"""Seconds for which the rest of an answer waits."""


class FirstWords:
    """Has the rest of answers wait until no other reader waits for a first word; shared by threads."""

    def __init__(self, at_most: float = _AT_MOST) -> None:
        self._at_most = at_most
        self._changed = threading.Condition()
        self._awaited = 0

    @contextmanager
    def awaited(self) -> Iterator[Callable[[], None]]:
        """While an answer is worked out; what it gives is called once its reader sees words."""
        seen = False

        def said() -> None:
            nonlocal seen
            with self._changed:
                self._awaited -= not seen
                seen = True
                if not self._awaited:
                    self._changed.notify_all()

        with self._changed:
            self._awaited += 1
        try:
            yield said
        finally:
            said()

    def give_way(self) -> None:
        """Wait for the first words of others, but no longer than a moment."""
        with self._changed:
            self._changed.wait_for(lambda: not self._awaited, self._at_most)
