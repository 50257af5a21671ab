"""What a reader sees of an answer while a model writes, and how the model's views take their places in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.answers import Key, Quote, Viewpoint
from assistant.events import ViewpointReady, ViewpointReplaced, exchanged, grown
from assistant.generation.draft import Drafted


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """The views that were chosen without the model, and the numbers for those to come."""

    viewpoints: tuple[Viewpoint, ...] = ()
    first_citation: int = 1
    """Of the answer."""
    most: int | None = None
    """Viewpoints that a model may write."""

    def numbered(self, drafts: Sequence[Drafted]) -> tuple[Viewpoint, ...]:
        """The drafts' views; a quote that is on screen has its number, the others are numbered on."""
        known = {_place(view, quote): quote for view in self.viewpoints for quote in view.quotes}
        last = max((quote.citation for quote in known.values()), default=self.first_citation - 1)
        views: list[Viewpoint] = []
        for draft in drafts:
            view = draft.viewpoint(last + 1)
            quotes: list[Quote] = []
            for quote in view.quotes:
                on_screen = known.setdefault(_place(view, quote), replace(quote, citation=last + 1))
                last = max(last, on_screen.citation)
                quotes.append(on_screen)
            views.append(replace(view, quotes=tuple(quotes)))
        return tuple(views)

    def with_written(self, written: Sequence[Viewpoint]) -> Placed:
        """The answer with a model's views; it keeps every view that they do not take the place of.

        A view in words of the model's own takes the place of those of its article that are the same person's
        or hold the same words. One without any has no more to say than these: it adds its quotes to them.
        """
        placed = Placed(self.viewpoints)
        for view in written:
            placed.add(view)
        return placed


@dataclass(slots=True)
class Placed:
    """The views of an answer as a model's are added, one after the other, with the events that tell."""

    views: tuple[Viewpoint, ...]
    events: list[ViewpointReady | ViewpointReplaced] = field(default_factory=list)
    numbers: list[tuple[int, ...]] = field(default_factory=list)
    """For each of the model's views, the citations that a sentence on it has."""
    keys: list[Key] = field(default_factory=list)
    """Of those views that are the model's."""
    chosen: set[Key] = field(default_factory=set)
    """Of those that are the model's, and of those that it chose in the words that stood there."""

    @property
    def written(self) -> int:
        """How many of the views the model wrote or chose."""
        return sum(view.key in self.chosen for view in self.views)

    def add(self, view: Viewpoint) -> None:
        met = [other for other in self.views if _meet(other, view)]
        same = next((other for other in met if other.key == view.key), None)
        if met and not view.claim:
            if same is None:  # the same words were given to somebody else: they stand where they stood
                self.numbers.append(_numbers(met))
                self.chosen.update(other.key for other in met)
                return
            new = tuple(quote for quote in view.quotes if not any(_inside(quote, own) for own in same.quotes))
            self.numbers.append(_numbers([view]) if len(new) == len(view.quotes) else _numbers([same]))
            self.chosen.add(same.key)
            told = {quote.citation: quote.translation for quote in view.quotes if quote.translation}
            own = tuple(replace(q, translation=told.get(q.citation, q.translation)) for q in same.quotes)
            if (*own, *new) == same.quotes:
                return
            view = replace(same, quotes=(*own, *new), stance=view.stance or same.stance)
            self._show(ViewpointReady(view))
        else:
            self.numbers.append(_numbers([view]))
            self._show(ViewpointReplaced(_numbers(met), view) if met else ViewpointReady(view))
        self.keys.append(view.key)
        self.chosen.add(view.key)

    def _show(self, event: ViewpointReady | ViewpointReplaced) -> None:
        self.events.append(event)
        if isinstance(event, ViewpointReplaced):
            self.views = exchanged(self.views, event)
        else:
            self.views = grown(self.views, event.viewpoint)

    @property
    def ordered(self) -> tuple[Viewpoint, ...]:
        """The views, the model's first and in its order."""
        by_key = {view.key: view for view in self.views}
        order = dict.fromkeys((*(key for key in self.keys if key in by_key), *by_key))
        return tuple(by_key[key] for key in order)


def _place(view: Viewpoint, quote: Quote) -> tuple[object, ...]:
    return view.record.article_id, quote.start, quote.end, quote.parts


def _numbers(views: Sequence[Viewpoint]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(quote.citation for view in views for quote in view.quotes))


def _meet(one: Viewpoint, other: Viewpoint) -> bool:
    """Whether two views of one article are the same person's, or hold the same words."""
    if one.record.article_id != other.record.article_id:
        return False
    return one.key == other.key or any(
        quote.start < word.end and word.start < quote.end for quote in one.quotes for word in other.quotes
    )


def _inside(quote: Quote, other: Quote) -> bool:
    return other.start <= quote.start and quote.end <= other.end
