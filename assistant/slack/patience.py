"""How long Slack waits with the views of an answer until a chat model has worded them."""

from __future__ import annotations

import contextvars
import threading
import time
from collections.abc import Iterable, Iterator
from queue import Empty, SimpleQueue

from assistant.answers import Answer
from assistant.events import Event, SummaryReady, ViewpointReady
from assistant.wording.positions import arranged

PATIENCE = 8.0
"""Seconds from the question on."""


def timed(events: Iterable[Event], seconds: float) -> Iterator[Event | None]:
    """The events as they come, and a single None where what has come so far is to be shown.

    So it is where they have not ended after so many seconds, and before what went wrong is raised.
    """
    arrived: SimpleQueue[Event | BaseException | None] = SimpleQueue()

    def pump() -> None:
        try:
            for event in events:
                arrived.put(event)
            arrived.put(None)
        # Whatever ends this thread must reach the one that waits.
        except BaseException as error:
            arrived.put(error)

    threading.Thread(target=contextvars.copy_context().run, args=(pump,), daemon=True).start()
    deadline: float | None = time.monotonic() + seconds
    while True:
        try:
            left = None if deadline is None else max(0.0, deadline - time.monotonic())
            event = arrived.get(timeout=left)
        except Empty:
            deadline = None
            yield None
            continue
        if event is None:
            return
        if isinstance(event, BaseException):
            if deadline is not None:
                yield None
            raise event
        yield event


def final(answer: Answer) -> Iterator[Event]:
    """The overview and the views of a whole answer, as events.

    Views that stand under headings come all at the end: while an answer grows they cannot be sorted.
    """
    if answer.summary and not answer.parts:
        yield SummaryReady(answer.summary)
    if not any(heading for heading, _ in arranged(answer)):
        yield from map(ViewpointReady, answer.viewpoints)
