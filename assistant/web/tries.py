"""Counts the tries of the last minute by key, such as a client's address or a user's name."""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable

_SECONDS = 60


class Tries:
    """Allows each key so many tries a minute; remembers so many keys, those tried last."""

    def __init__(self, most: int, *, keys: int = 10_000, now: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._keys = keys
        self._now = now
        self._tries: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._tries)

    def take(self, key: str) -> int | None:
        """None, and counted, where the key has a try left; else in how many seconds it has one."""
        with self._lock:
            now = self._now()
            tries = self._tries.setdefault(key, deque())
            self._tries.move_to_end(key)
            while tries and tries[0] <= now - _SECONDS:
                tries.popleft()
            if len(tries) >= self._most:
                return math.ceil(tries[0] + _SECONDS - now)
            tries.append(now)
            while len(self._tries) > self._keys:
                self._tries.popitem(last=False)
        return None

    def give_back(self, key: str) -> None:
        """Forget the last try of a key."""
        with self._lock:
            tries = self._tries.get(key)
            if tries:
                tries.pop()
            if not tries:
                self._tries.pop(key, None)
