"""Quoted words cut where one speaker's end and another's begin."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby

from assistant.articles import Span
from assistant.attribution import Holder
from assistant.generation.verification import Found
from assistant.reading.sentences import sentences


def parted(found: Found, text: str, holder: Callable[[Span], Holder | None]) -> tuple[Found, ...]:
    """The quote in one piece where it is one speaker's; else a piece for each stretch of one.

    `holder` tells who speaks in a sentence, or in part of one; None where that is not certain, and then the
    sentence goes with the one before. Headings go with it too.
    """
    pieces = tuple(_pieces(found, text))
    speakers: list[Holder | None] = []
    for start, end in pieces:
        before = speakers[-1] if speakers else None
        speakers.append(before if text.startswith("#", start) else holder((start, end)) or before)
    stretches = groupby(zip(speakers, pieces, strict=True), key=lambda each: each[0])
    spans = [tuple(piece for _, piece in stretch) for _, stretch in stretches]
    if len(spans) < 2:
        return (found,)
    return tuple(_joined(found, stretch) for stretch in spans)


def _pieces(found: Found, text: str) -> Iterator[Span]:
    """The sentences of a verbatim quote; the parts of an elided one."""
    if found.parts:
        yield from found.parts
    else:
        for start, end in sentences(text[found.start : found.end]):
            yield found.start + start, found.start + end


def _joined(found: Found, spans: tuple[Span, ...]) -> Found:
    elided = found.parts is not None and len(spans) > 1
    first, last = spans[0][0], spans[-1][1]
    return Found(first, last, "elided", spans) if elided else Found(first, last)
