"""Many questions at once: each is begun before the rest of any answer is worked out."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_LONGEST = 1.0
"""Seconds an answer waits for others to begin: a stream of questions that never ends holds up nobody."""


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
