"""Whose view each sentence of an article is, looked up by its place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from assistant.articles import Article, Span
from assistant.attribution import Holder

Holding = tuple[str | None, bool]
"""The speaker, or None where nobody is named, and whether the view is reported."""
HoldingOf = Callable[[Article, Span], Holding]


@dataclass(frozen=True, slots=True)
class Holdings:
    """Asks the speaker finder about spans of articles."""

    holders: Callable[[Article], tuple[Holder, ...]]

    def of(self, article: Article, span: Span) -> Holding:
        """The holder of what the sentence that begins a span says."""
        holder = self._holder(article, span)
        return (holder.speaker, holder.reported) if holder else (article.record.voice, False)

    def certain(self, article: Article, span: Span) -> Holding | None:
        """The same, where it is sure enough to overrule a model."""
        holder = self._holder(article, span)
        return (holder.speaker, holder.reported) if holder and holder.certain else None

    def _holder(self, article: Article, span: Span) -> Holder | None:
        every = self.holders(article)
        place = bisect_right(every, span[0], key=lambda one: one.start) - 1
        return every[place] if place >= 0 and span[0] < every[place].end else None
