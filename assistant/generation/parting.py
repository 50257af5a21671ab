"""Quoted words cut where one speaker's end and another's begin."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import groupby

from assistant.articles import Article, Span
from assistant.attribution import Holder
from assistant.generation.verification import Found


def parted(found: Found, article: Article, holder: Callable[[Span], Holder | None]) -> tuple[Found, ...]:
    """The quote in one piece where it is one speaker's; else a piece for each stretch of one.

    `holder` tells who speaks in a sentence, or in part of one; None where that is not certain, and then the
    sentence goes with the one before.
    """
    pieces = tuple(_pieces(found, article))
    speakers: list[Holder | None] = []
    for start, end in pieces:
        before = speakers[-1] if speakers else None
        speakers.append(holder((start, end)) or before)
    stretches = groupby(zip(speakers, pieces, strict=True), key=lambda each: each[0])
    spans = [tuple(piece for _, piece in stretch) for _, stretch in stretches]
    if len(spans) < 2:
        return (found,)
    return tuple(_joined(found, stretch) for stretch in spans)


def _pieces(found: Found, article: Article) -> Iterator[Span]:
    """The sentences of a verbatim quote; the parts of an elided one."""
    if found.parts:
        yield from found.parts
    else:
        first = bisect_right(article.sentences, found.start, key=lambda span: span[1])
        for start, end in article.sentences[first:]:
            if found.end <= start:
                break
            yield max(start, found.start), min(end, found.end)


def _joined(found: Found, spans: tuple[Span, ...]) -> Found:
    elided = found.parts is not None and len(spans) > 1
    first, last = spans[0][0], spans[-1][1]
    return Found(first, last, "elided", spans) if elided else Found(first, last)
