"""Everything a text names: people, publications, times; and the text with all of it masked."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.articles import Span
from assistant.question.periods import TimePhrase, time_phrases
from assistant.question.known_names import KnownNames
from assistant.question.question_people import Mention, mentions, strangers
from assistant.question.question_publications import PublicationMention, publication_mentions
from assistant.question.question_text import (
    DATE,
    OTHER,
    PERSON,
    PUBLICATION,
    Mask,
    masked,
    words,
)

Item = Mention | PublicationMention | TimePhrase


@dataclass(frozen=True, slots=True)
class Named:
    """What a text names, in order, each kind apart."""

    text: str
    masked: str
    people: tuple[Mention, ...]
    publications: tuple[PublicationMention, ...]
    dates: tuple[TimePhrase, ...]
    strangers: tuple[Mention, ...]
    """People whom no record names."""


def named(text: str, known: KnownNames, today: datetime.date, *, fragment: bool = False) -> Named:
    """Find the names, papers and times in `text`; a `fragment` may be nothing but a name."""
    found = words(text)
    people = mentions(text, found, known, fragment=fragment)
    papers = _apart(publication_mentions(text, found, known, fragment=fragment), people)
    dates = time_phrases(text, today)
    shown = masked(text, [*_masks(people, PERSON), *_masks(papers, PUBLICATION), *_masks(dates, DATE)])
    others = strangers(shown, known)
    return Named(text, masked(shown, _masks(others, OTHER)), people, papers, dates, others)


def full_names(found: Iterable[Mention | PublicationMention]) -> tuple[str, ...]:
    """The full known names of what was found, each once."""
    return tuple(dict.fromkeys(name for mention in found for name in mention.names))


def inside(item: Item, spans: Iterable[Span | None]) -> bool:
    """Whether `item` stands within one of `spans`."""
    return any(span and span[0] <= item.span[0] and item.span[1] <= span[1] for span in spans)


def _masks(found: Iterable[Item], sign: str) -> list[Mask]:
    return [Mask(item.span, sign) for item in found]


def _apart(papers: Iterable[PublicationMention], people: Iterable[Mention]) -> tuple[PublicationMention, ...]:
    """The publications that share no word with a person."""
    taken = [mention.span for mention in people]
    return tuple(
        paper
        for paper in papers
        if all(paper.span[1] <= start or end <= paper.span[0] for start, end in taken)
    )
