"""A question and as much of its answer as there is so far: what the web chat keeps of a conversation."""

from __future__ import annotations

import threading
import time
from collections.abc import AsyncGenerator, Generator
from contextlib import closing, suppress
from contextvars import copy_context
from dataclasses import dataclass, replace
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Literal, TypeVar

from assistant.answering.drafts import read_part
from assistant.answers import Answer, Turn
from assistant.dates import PublicationDate
from assistant.errors import told_of
from assistant.events import (
    Event,
    Finished,
    PartReady,
    Searched,
    SummaryReady,
    ViewpointReady,
    ViewpointReplaced,
    exchanged,
    grown,
)
from assistant.rendering.words import ENGLISH, Words
from assistant.scopes import Scope, parts, together

if TYPE_CHECKING:
    from assistant.answering.assistant import Assistant
    from assistant.web.monitor import Monitor

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question with the turns before it and the reader's filters."""

    question: str
    history: tuple[Turn, ...] = ()
    scope: Scope = Scope()
    kept: Scope = Scope()
    """Of the filters once read from the question: those that still hold."""
    dropped: Scope = Scope()
    """Those the reader has taken away; with any, the question is asked literally."""

    after: Answer | None = None
    """The answer of which more is asked for."""
    exact: bool = False
    """Whether every word is taken as it was typed."""

    @property
    def literal(self) -> bool:
        return bool(self.dropped)

    @property
    def searched(self) -> Scope:
        """The filters the assistant is given: the reader's own, and what was kept of the others."""
        return _both(self.scope, self.kept)

    def without(self, filters: Scope, which: int | None) -> Asked:
        """The question asked once more without one of the `filters` read from it, or without any."""
        each = parts(filters)
        gone = each if which is None else (each[which],)
        kept = together(part for part in each if part not in gone)
        return replace(self, kept=kept, dropped=together((*parts(self.dropped), *gone)), after=None)

    def restored(self, answer: Answer) -> Answer:
        """An answer to it, in which the filters kept are told from the reader's own."""
        return replace(answer, scope=self.scope, understood=self.kept) if self.literal else answer


def _both(own: Scope, read: Scope) -> Scope:
    """What lies within both; of names that disagree, the reader's own count."""
    since = [PublicationDate(iso) for iso in (own.since, read.since) if iso]
    until = [PublicationDate(iso) for iso in (own.until, read.until) if iso]
    return replace(
        own.over(read),
        people=_common(own.people, read.people),
        publications=_common(own.publications, read.publications),
        since=max(since, key=lambda date: date.first).iso if since else None,
        until=min(until, key=lambda date: date.last).iso if until else None,
    )


def _common(own: tuple[str, ...], read: tuple[str, ...]) -> tuple[str, ...]:
    if not own or not read:
        return own or read
    return tuple(name for name in read if name in own) or own


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question with its answer, whole or growing."""

    asked: Asked
    answer: Answer
    progress: Literal["searching", "answering", "finished", "stopped", "failed"] = "searching"
    failure: str = ""
    """What went wrong, in words for the reader."""
    answer_id: str | None = None
    """Under which a finished answer is kept for feedback; empty where it could not be kept."""

    def after(self, event: Event) -> Exchange:
        """The exchange once `event` has come in."""
        match event:
            case Searched():
                answer = event.answer(self.answer.question, self.answer.scope)
            case ViewpointReady():
                views = grown(self.answer.viewpoints, event.viewpoint)
                answer = replace(self.answer, viewpoints=views)
            case ViewpointReplaced():
                answer = replace(self.answer, viewpoints=exchanged(self.answer.viewpoints, event))
            case SummaryReady():
                answer = replace(self.answer, summary=event.summary)
            case PartReady():
                answer = replace(self.answer, parts=(*self.answer.parts, event.part))
            case Finished():
                return replace(self, answer=self.asked.restored(event.answer), progress="finished")
        return replace(self, answer=self.asked.restored(answer), progress="answering")

    def failed(self, failure: str) -> Exchange:
        return replace(self, progress="failed", failure=failure)

    @property
    def ended(self) -> bool:
        """Whether nothing more can come."""
        return self.progress in ("finished", "stopped", "failed")

    def settled(self) -> Exchange:
        """The exchange once nothing more can come: what had not finished was stopped."""
        return self if self.ended else replace(self, progress="stopped")


Conversation = tuple[Exchange, ...]


def history(conversation: Conversation) -> tuple[Turn, ...]:
    """The turns a follow-up may refer to: those answered, at least in part, or declined."""
    return tuple(
        Turn(question=exchange.answer.question, answer=exchange.answer)
        for exchange in conversation
        if exchange.progress == "finished" or exchange.answer.viewpoints
    )


def last_shown(conversation: Conversation, turn: int) -> Answer:
    """The answer of a turn, or the last of those that continue it: its button may be pressed once more."""
    last = conversation[turn - 1].answer
    for later in conversation[turn:]:
        last = later.answer if later.asked.after == last else last
    return last


def exchanges(
    assistant: Assistant, asked: Asked, monitor: Monitor, words: Words = ENGLISH
) -> Generator[Exchange]:
    """The exchange as it grows, from the bare question to the whole answer or to what went wrong."""
    question = asked.question
    read = read_part(question)
    bare = Answer(question=read, standalone_question=read, answered=True, scope=asked.scope)
    exchange = Exchange(asked, bare)
    yield exchange
    events = assistant.stream(
        question,
        history=asked.history,
        scope=asked.searched,
        understand=not asked.literal,
        after=asked.after,
        exact=asked.exact,
    )
    try:
        for event in monitor.watched(events, "web"):
            exchange = exchange.after(event)
            yield exchange
    except Exception as error:
        yield exchange.failed(told_of(error, words("chat.apology")))


def newest(items: Generator[_Item], *, together: float = 0.0) -> Generator[_Item]:
    """The newest of what `items` yields whenever one is asked for; those that it overtook are left out.

    So are those that others follow within `together` seconds of the first that is shown next. `items` is
    worked out in a thread of its own; once this is closed, it ends with the step under way.
    """
    come: SimpleQueue[tuple[_Item, ...]] = SimpleQueue()  # nothing where it has ended
    failures: list[Exception] = []
    left = threading.Event()

    def run() -> None:
        try:
            with closing(items):
                for item in items:
                    come.put((item,))
                    if left.is_set():
                        break
        except Exception as failure:
            failures.append(failure)
        finally:
            come.put(())

    threading.Thread(target=copy_context().run, args=(run,), daemon=True).start()
    try:
        ended = False
        while not ended:
            new = [come.get()]
            until = time.monotonic() + together
            with suppress(Empty):
                while new[-1]:
                    new.append(come.get(timeout=max(until - time.monotonic(), 0)))
            ended = not new[-1]
            yield from [item for each in new for item in each][-1:]
        for failure in failures:
            raise failure
    finally:
        left.set()


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
