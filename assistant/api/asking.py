"""Questions of programs: few answered at once, few waiting, few a minute from one client."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator, Iterator
from typing import TYPE_CHECKING, TypeVar
from weakref import WeakSet

from assistant.answers import Answer
from assistant.events import Event, Finished
from assistant.web.chat import CONCURRENT, WAITING
from assistant.web.clients import Tries
from assistant.web.exchange import in_background
from assistant.web.perimeter import Refusal

if TYPE_CHECKING:
    from starlette.requests import Request

    from assistant.answering.assistant import Assistant
    from assistant.web.monitor import Door, Monitor

_SECONDS_UNTIL_ROOM = 5
GONE = 499
"""The status that nginx writes for a client that has closed its connection; nobody receives it."""
_Result = TypeVar("_Result")


Asked = Callable[[], Iterator[Event]]
"""A question that a program asks, as a call of `Assistant.stream`."""


class _Place:
    """That of a question which is taken; free again, too, where its stream is left before it begins."""


class Desk:
    """Takes the questions of all programs, within the limits that the web chat has."""

    def __init__(
        self,
        assistant: Assistant,
        monitor: Monitor | None = None,
        *,
        per_minute: int = 20,
        concurrent: int = CONCURRENT,
        waiting: int = WAITING,
    ) -> None:
        self.assistant = assistant
        self._monitor = monitor
        self._per_minute = per_minute
        self._questions = Tries(per_minute)
        self._answering = asyncio.Semaphore(concurrent)
        self._most = concurrent + waiting
        self._taken = WeakSet[_Place]()

    def stream(self, asked: Asked, client: str | None, door: Door) -> AsyncGenerator[Event]:
        """The events of an answer, worked out in threads; closing it ends the work after the step under way.

        Raises `Refusal` at once where the client has asked too often or too many wait. No client: no limit a
        minute.
        """
        if len(self._taken) >= self._most:
            raise Refusal(503, "Too many questions are waiting: try again soon.", wait=_SECONDS_UNTIL_ROOM)
        seconds = self._questions.take(client) if client else None
        if seconds is not None:
            most = f"At most {self._per_minute} questions a minute"
            raise Refusal(429, f"{most}: try again in {seconds} s.", wait=seconds)
        place = _Place()
        self._taken.add(place)
        return self._stream(asked, door, place)

    async def ask(self, asked: Asked, client: str | None, door: Door) -> Answer:
        """The whole answer."""
        async with contextlib.aclosing(self.stream(asked, client, door)) as events:
            async for event in events:
                if isinstance(event, Finished):
                    return event.answer
        raise AssertionError("a stream ends with its answer")

    async def _stream(self, asked: Asked, door: Door, place: _Place) -> AsyncGenerator[Event]:
        try:
            async with (
                self._answering,
                contextlib.aclosing(in_background(self._events(asked, door))) as events,
            ):
                async for event in events:
                    yield event
        finally:
            self._taken.discard(place)

    def _events(self, asked: Asked, door: Door) -> Generator[Event]:
        events = asked()
        yield from self._monitor.watched(events, door) if self._monitor else events


async def unless_gone(request: Request, work: Awaitable[_Result]) -> _Result | None:
    """What `work` gives; it is cancelled, and None, when the client goes away before."""

    async def gone() -> None:
        while (await request.receive())["type"] != "http.disconnect":
            pass

    working, leaving = asyncio.ensure_future(work), asyncio.ensure_future(gone())
    try:
        await asyncio.wait({working, leaving}, return_when=asyncio.FIRST_COMPLETED)
        return working.result() if working.done() else None
    finally:
        for task in (working, leaving):
            task.cancel()
        await asyncio.gather(working, leaving, return_exceptions=True)
