"""Quotes of an article, each with what stands around it."""

from __future__ import annotations

import re

from assistant.answers import Quote, Verdict
from assistant.articles import Span
from assistant.reading.sentences import sentences

_WINDOW = 2_000
"""Characters before and after a quote in which its neighbours are looked for."""
_DEPENDENT = re.compile(
    r"[\"“‘«(]?(?:He|She|It|They|This|That|These|Those|Such|Here|There|Then|Thus|Hence|Both|Neither|Either|"
    r"His|Her|Its|Their|But|And|Or|Nor|Yet|So|Also|First|Second|Secondly|Third|Thirdly|Fourth|Finally|Next|"
    r"Instead|Otherwise|However|Moreover|Still|Similarly|Likewise|The latter|The former|One of them|None|"
    r"On the contrary|By contrast|In contrast|In turn|Meanwhile|Again|Even so|As a result)\b"
)


def stands_alone(sentence: str) -> bool:
    """Whether a sentence can be understood without the one before: it does not open with "He", "This", "But".

    >>> stands_alone("The ferry should be kept."), stands_alone("“It should be kept.”")
    (True, False)
    """
    return not _DEPENDENT.match(sentence)


def quoted(
    text: str,
    start: int,
    end: int,
    *,
    citation: int,
    verdict: Verdict = "verbatim",
    parts: tuple[Span, ...] | None = None,
) -> Quote:
    """The quote `text[start:end]` of an article's text, with its neighbours."""
    before, after = _neighbours(text, start, end)
    words = text[start:end]
    return Quote(
        citation=citation,
        text=words,
        start=start,
        end=end,
        verdict=verdict,
        parts=parts,
        before=before,
        after=after,
        context=None if before is None or stands_alone(words) else _context(text[slice(*before)]),
    )


def _context(before: str) -> str | None:
    """The words before a quote, where they are a sentence and no heading."""
    return None if before.startswith("#") else before


def _neighbours(text: str, start: int, end: int) -> tuple[Span | None, Span | None]:
    """The sentence before and after a quote; where it is part of one, the rest of that sentence."""
    first = max(0, start - _WINDOW)
    around = [(first + from_, first + to) for from_, to in sentences(text[first : end + _WINDOW])]
    before = [_stripped(text, from_, min(to, start)) for from_, to in around if from_ < start]
    after = [_stripped(text, max(from_, end), to) for from_, to in around if to > end]
    return next(filter(None, reversed(before)), None), next(filter(None, after), None)


def _stripped(text: str, start: int, end: int) -> Span | None:
    """The span without outer white space; None where nothing but punctuation is left."""
    piece = text[start:end]
    if not any(char.isalnum() for char in piece):
        return None
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
