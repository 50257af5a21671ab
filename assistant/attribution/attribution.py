"""The attribution of a sentence: its source, and whether the article only reports it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.articles import Article, Record, Span
from assistant.names import meant
from assistant.reading.turns import is_named

Holder = tuple[str | None, bool]
"""Who holds a view, None where nobody is named, and whether the view is reported."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """The source of the sentence `article.text[start:end]`."""

    start: int
    end: int
    speaker: str | None
    """The article's voice, or the source that it reports; None where nobody is safely named."""
    reported: bool
    """Whether the view is someone else's than the article's voice."""
    certain: bool
    """Whether it is sure enough to overrule a model."""

    @property
    def holder(self) -> Holder:
        return self.speaker, self.reported


AttributionOf = Callable[[Article, Span], Attribution]
"""The attribution of the sentence that begins a span of an article."""


def attribution_at(attributions: Sequence[Attribution], article: Article, span: Span) -> Attribution:
    """The attribution of the sentence in which a span begins; between sentences, the article's voice."""
    place = bisect_right(attributions, span[0], key=lambda each: each.start) - 1
    if place >= 0 and span[0] < attributions[place].end:
        return attributions[place]
    start, end = span
    return Attribution(start=start, end=end, speaker=article.record.voice, reported=False, certain=False)


def voices_labelled(record: Record, label: str) -> tuple[str, ...]:
    """Those of an article's voices whom the label of a turn may name; the one it names in full, alone."""
    found = tuple(person for person in record.voices if is_named(label, person))
    return meant(label, found) or found
