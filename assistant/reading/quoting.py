"""Quotes of an article, each with what stands around it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from assistant.answers import Quote, Verdict
from assistant.articles import PROSE, Article, Block, Span
from assistant.reading.boilerplate import ENDS_SENTENCE
from assistant.text import trimmed

_DEPENDENT = re.compile(
    r"[\"“‘«(]?(?:He|She|It|They|This|That|These|Those|Such|Here|There|Then|Thus|Hence|Both|Neither|Either|"
    r"His|Her|Its|Their|But|And|Or|Nor|Yet|So|Also|(?:First|Second|Third|Fourth)(?! [A-Z])|Secondly|Thirdly|"
    r"Finally|Next|Instead|Otherwise|However|Moreover|Still|Similarly|Likewise|The latter|The former|"
    r"One of them|None|On the contrary|By contrast|In contrast|In turn|Meanwhile|Again|Even so|As a result)\b"
)

_ANNOUNCES = re.compile(r"[:：,，—–―-][\"”’»)\]*_]*$")
_SET_OFF = {"quote", "verse"}
_BESIDE = {"boilerplate", "caption", "note"}
_OPENS = '"“„«'
_CLOSES = {"“": "”", "„": "“”", "«": "»", "»": "«", '"': '"', "”": "”"}
"""What closes a quotation, by what opens it; in Danish and Swedish one mark may do both."""
_BRACKETS = {"(": ")", "[": "]"}
_MARKS = re.compile(r"[“”„«»\"()\[\]]")
_BEFORE_OPENING = " \n\v([—–―-/"
_MOST_ADDED = 3
"""Sentences that a quote takes in at the most, to hold a quotation whole."""
Joins = Callable[[Span, Span], bool]
"""Whether two sentences may stand in one quote."""


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


def in_whole_quotations(article: Article, start: int, end: int, joins: Joins) -> Span:
    """The sentences from `start` to `end` with the rest of each quotation or bracket cut by them.

    Either goes no further than its paragraph. Where its rest is long, or may not join, the quote neither
    begins nor ends with a mark whose partner is left out.
    """
    plain = article.plain
    blocks = [
        block for block in article.blocks if block.sentences and block.start < end and start < block.end
    ]
    every = [span for block in blocks for span in block.sentences]
    chosen = [at for at, span in enumerate(every) if span[0] < end and start < span[1]]
    if not chosen or (every[chosen[0]][0], every[chosen[-1]][1]) != (start, end):
        return start, end
    pairs = [
        pair
        for block in blocks
        for marks in (_CLOSES, _BRACKETS)
        for pair in _pairs(plain.text, *plain.place(block.sentences[0][0], block.sentences[-1][1]), marks)
    ]
    if not pairs:
        return start, end
    places = [plain.place(*span) for span in every]
    first, last = _widened(chosen[0], chosen[-1], places, pairs)
    added = len(range(first, last + 1)) - len(chosen)
    if added > _MOST_ADDED or not all(joins(every[chosen[0]], span) for span in every[first : last + 1]):
        first, last = chosen[0], chosen[-1]
    opens, closes = places[first][0], places[last][1]
    whole = {at for pair in pairs if all(opens <= at < closes for at in pair) for at in pair}
    apart = {at for pair in pairs for at in pair} - whole
    begins, ends = opens, closes
    while begins in apart:
        begins += 1
    while ends - 1 in apart:
        ends -= 1
    from_, to = plain.stored(begins, ends) if begins < ends else (0, 0)
    return (
        from_ if opens < begins < ends else every[first][0],
        to if begins < ends < closes else every[last][1],
    )


def _widened(first: int, last: int, places: Sequence[Span], pairs: Sequence[Span]) -> Span:
    """The first and last sentence, of those at `places`, that hold each quotation of `pairs` whole or not."""
    for _ in range(_MOST_ADDED + 1):
        opens, closes = places[first][0], places[last][1]
        cut = [
            at
            for pair in pairs
            if sum(opens <= at < closes for at in pair) == 1 and -1 not in pair
            for at in pair
        ]
        holding = [
            number for number, place in enumerate(places) if any(place[0] <= at < place[1] for at in cut)
        ]
        first, last = min([first, *holding]), max([last, *holding])
    return first, last


def _pairs(text: str, start: int, end: int, closes: Mapping[str, str]) -> Iterator[Span]:
    """Where the marks of each quotation or bracket in a paragraph stand; -1 for one that is not there."""
    opened: list[int] = []
    for found in _MARKS.finditer(text, start, end):
        at, mark = found.start(), found.group()
        if opened and mark in closes[text[opened[-1]]] and not _may_open(text, at, start, end):
            yield opened.pop(), at
        elif mark in closes and _may_open(text, at, start, end):
            opened.append(at)
        elif mark in closes:
            yield -1, at
    yield from ((at, -1) for at in opened)


def _may_open(text: str, at: int, start: int, end: int) -> bool:
    """Whether a mark stands where a quotation opens: after white space or a bracket, before a word."""
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    return (
        (before in _BEFORE_OPENING or before in _CLOSES) and not after.isspace() and after not in ".,;:!?)]"
    )


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
    if first >= 0 and not _has_words(
        article, article.sentences[first][0], min(start, article.sentences[first][1])
    ):
        first -= 1  # only a mark is left out of the sentence itself
    if last < len(article.sentences) and not _has_words(
        article, max(end, article.sentences[last][0]), article.sentences[last][1]
    ):
        last += 1
    before = article.sentences[first] if first >= 0 else None
    after = article.sentences[last] if last < len(article.sentences) else None
    return (
        before and _rest(article, before[0], min(before[1], start), start),
        after and _rest(article, max(after[0], end), after[1], end),
    )


def _has_words(article: Article, start: int, end: int) -> bool:
    return any(char.isalnum() for char in article.text[start:end])


def _rest(article: Article, start: int, end: int, quote: int) -> Span | None:
    """The span without outer white space; None over a heading, or where only punctuation is left."""
    over = any(
        block.kind == "heading" and min(start, quote) < block.start < max(end, quote)
        for block in article.blocks
    )
    if over or not _has_words(article, start, end):
        return None
    return trimmed(article.text, start, end)
