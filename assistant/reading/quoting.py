"""Quotes of an article, each with what stands around it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace

from assistant.answers import Quote, Verdict
from assistant.articles import PROSE, Article, Block, Span
from assistant.reading.boilerplate import ENDS_SENTENCE
from assistant.text import trimmed

_DEPENDENT = re.compile(
    r"[\"“‘«(]?(?:He|She|It|They|This|That|These|Those|Such|Here|There|Then|Thus|Hence|Both|Neither|Either|"
    r"His|Her|Its|Their|But|And|Or|Nor|Yet|So|Also|First|Second|Secondly|Third|Thirdly|Fourth|Finally|Next|"
    r"Instead|Otherwise|However|Moreover|Still|Similarly|Likewise|The latter|The former|One of them|None|"
    r"On the contrary|By contrast|In contrast|In turn|Meanwhile|Again|Even so|As a result)\b"
)

_ANNOUNCES = re.compile(r"[:：—–―-][\"”’»)\]*_]*$")
_SET_OFF = {"quote", "verse"}
_BESIDE = {"boilerplate", "caption", "note"}
_OPENS = '"“„«'


def quotable(article: Article) -> Iterator[Span]:
    """The sentences of an article that may be quoted, in order.

    Those are left out that an interviewer asks, and the last of a block that only announces the next one or
    goes on in it: a form of address, "He proposes:", half a sentence before a stanza, and its other half.
    """
    for at, block in enumerate(article.blocks):
        before = article.blocks[at - 1] if at else None
        after = article.blocks[at + 1] if at + 1 < len(article.blocks) else None
        if block.asks or not block.sentences:
            continue
        first = before is not None and block.kind == "paragraph" and _is_rest(article, block, before)
        last = after is not None and _goes_on(article, block.sentences[-1], after)
        yield from block.sentences[first : len(block.sentences) - last]


def _is_rest(article: Article, block: Block, before: Block) -> bool:
    """Whether a paragraph opens with the rest of a sentence that the block before began."""
    return before.kind in PROSE and article.text[block.sentences[0][0]].islower()


def _goes_on(article: Article, last: Span, after: Block) -> bool:
    sentence = article.shown(*last)
    if _ANNOUNCES.search(sentence):
        return after.kind not in _BESIDE
    set_off = after.kind in _SET_OFF or (after.kind in PROSE and article.text[after.start] in _OPENS)
    return set_off and not ENDS_SENTENCE.search(sentence)


def stands_alone(sentence: str) -> bool:
    """Whether a sentence can be understood without the one before: it does not open with "He", "This", "But".

    >>> stands_alone("The ferry should be kept."), stands_alone("“It should be kept.”")
    (True, False)
    """
    return not _DEPENDENT.match(sentence)


def quoted(
    article: Article,
    start: int,
    end: int,
    *,
    citation: int,
    verdict: Verdict = "verbatim",
    parts: tuple[Span, ...] | None = None,
) -> Quote:
    """The quote `article.text[start:end]`, with its neighbours."""
    before, after = _neighbours(article, start, end)
    words = article.text[start:end]
    shown = " … ".join(article.shown(*part) for part in parts or ((start, end),))
    quote = Quote(citation=citation, text=words, start=start, end=end, verdict=verdict, parts=parts)
    return replace(
        quote,
        before=before,
        after=after,
        plain=None if shown == quote.shown else shown,
        page=article.page(start),
        context=None if before is None or stands_alone(shown) else article.shown(*before),
    )


def _neighbours(article: Article, start: int, end: int) -> tuple[Span | None, Span | None]:
    """The sentence before and after a quote in its section; where it is part of one, the rest of that."""
    first = bisect_left(article.sentences, start, key=lambda span: span[0]) - 1
    last = bisect_right(article.sentences, end, key=lambda span: span[1])
    before = article.sentences[first] if first >= 0 else None
    after = article.sentences[last] if last < len(article.sentences) else None
    return (
        before and _rest(article, before[0], min(before[1], start), start),
        after and _rest(article, max(after[0], end), after[1], end),
    )


def _rest(article: Article, start: int, end: int, quote: int) -> Span | None:
    """The span without outer white space; None over a heading, or where only punctuation is left."""
    piece = article.text[start:end]
    over = any(
        block.kind == "heading" and min(start, quote) < block.start < max(end, quote)
        for block in article.blocks
    )
    if over or not any(char.isalnum() for char in piece):
        return None
    return trimmed(article.text, start, end)
