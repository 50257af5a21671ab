"""A blocking generator run beside an event loop."""

from __future__ import annotations

import threading
from collections.abc import AsyncGenerator, Generator
from typing import TypeVar

_Item = TypeVar("_Item")


async def in_background(items: Generator[_Item]) -> AsyncGenerator[_Item]:
    """What `items` yields, each worked out in a thread; leaving at any moment is immediate.

    A step under way when it is left runs to its end unheard; then `items` is closed.
    """
    from anyio.to_thread import run_sync

    running = threading.Lock()
    ended = object()

    def step() -> object:
        with running:
            return next(items, ended)

    def close() -> None:
        with running:
            items.close()

    try:
        while (item := await run_sync(step, abandon_on_cancel=True)) is not ended:
            yield item  # type: ignore[misc]
    finally:
        threading.Thread(target=close, daemon=True).start()
