"""A place where whoever runs an answer may stand around each of its searches."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar

from assistant.index.search import Ranking

Around = Callable[[str, Callable[[], Ranking]], Ranking]
"""Given the words searched for and the search: runs it, and gives what it found."""

AROUND_SEARCH: ContextVar[Around] = ContextVar("around_search", default=lambda text, run: run())
