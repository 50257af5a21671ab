"""What `Assistant.stream` yields, in this order: Searched, ViewpointReady…, Finished.

With a chat model, what was chosen without it comes first; once the model's answer is verified,
ViewpointReplaced or ViewpointReady for each of its views, and SummaryReady. Of a question of several parts:
Searched, then for each part its events and PartReady, then Finished.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

from assistant.answers import Answer, Order, Sides, Viewpoint
from assistant.data import plain
from assistant.scopes import Extent, Scope
from assistant.wording.positions import (
    Shared,
)


@dataclass(frozen=True, slots=True)
class Searched:
    """The question was understood and the index searched."""

    standalone_question: str
    understood: Scope
    searched: Extent
    bearing: int = 0
    """Articles that bear on the question."""
    before: int = 0
    """How many of them earlier answers to it have shown."""
    shown: int = 0
    """How many of them are about to be shown; 0 where a model is still to choose."""
    sides: Sides | None = None
    """How many of them take which side, where a side is asked for and records give them."""
    order: Order = "best"
    """In which order they are shown."""
    shared: Shared = Shared()
    """What is told once above them."""

    def answer(self, question: str, scope: Scope) -> Answer:
        """As much of the answer to a reader's question as is known now."""
        return Answer(
            question=question,
            standalone_question=self.standalone_question,
            answered=True,
            scope=scope,
            understood=self.understood,
            searched=self.searched,
            order=self.order,
        )


@dataclass(frozen=True, slots=True)
class ViewpointReady:
    """A viewpoint, verified; a later one of the same article and speaker replaces it."""

    viewpoint: Viewpoint


@dataclass(frozen=True, slots=True)
class ViewpointReplaced:
    """A viewpoint, verified, that takes the place of others of its article."""

    replaced: tuple[int, ...]
    """The citation numbers of those others; a number that is not in the new viewpoint is never used again."""
    viewpoint: Viewpoint


@dataclass(frozen=True, slots=True)
class SummaryReady:
    """The overview a model wrote, verified, with citation numbers."""

    summary: str


@dataclass(frozen=True, slots=True)
class PartReady:
    """The whole answer to a part of the question; its words are `part.question`."""

    part: Answer


@dataclass(frozen=True, slots=True)
class Finished:
    """The whole answer; always the last event."""

    answer: Answer


def grown(shown: tuple[Viewpoint, ...], new: Viewpoint) -> tuple[Viewpoint, ...]:
    """The viewpoints with a new one, which takes the place of an earlier state of itself."""
    return tuple({viewpoint.key: viewpoint for viewpoint in (*shown, new)}.values())


def exchanged(shown: tuple[Viewpoint, ...], event: ViewpointReplaced) -> tuple[Viewpoint, ...]:
    """The viewpoints with a new one in the place of the first of those that it replaces."""

    def gone(view: Viewpoint) -> bool:
        same = view.record.article_id == event.viewpoint.record.article_id
        return same and all(quote.citation in event.replaced for quote in view.quotes)

    at = next((at for at, view in enumerate(shown) if gone(view)), len(shown))
    kept = tuple(view for view in shown if not gone(view))
    return (*kept[:at], event.viewpoint, *kept[at:])


def added(new: Viewpoint, known: Viewpoint | None) -> Viewpoint | None:
    """What a viewpoint holds beyond an earlier state of itself that was shown; None where that is nothing."""
    if known is None:
        return new
    quotes = tuple(quote for quote in new.quotes if quote not in known.quotes)
    claim = None if new.claim == known.claim else new.claim
    return replace(new, quotes=quotes, claim=claim) if quotes or claim else None


Event = Searched | ViewpointReady | ViewpointReplaced | SummaryReady | PartReady | Finished


def event_data(event: Event) -> dict[str, Any]:
    """An event as JSON: its name under "event", and each of its fields."""
    return {"event": type(event).__name__} | {
        item.name: plain(getattr(event, item.name)) for item in fields(event)
    }
