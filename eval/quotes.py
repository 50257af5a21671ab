"""Where quotes begin and end: those cut inside a sentence, and those of what is not an article's prose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from assistant.answers import Quote
from assistant.articles import PROSE, Article, Block
from assistant.reading.boilerplate import ENDS_SENTENCE

_MARKS = '"“”„«»'
_LEFT_OUT = f"{_MARKS}()[]"
"""Marks that a quote leaves out where their partner is not in it."""
Fault = Literal["cut", "not prose", "asked"]


def faults(article: Article, quote: Quote) -> Iterator[Fault]:
    """What is wrong with a quote of an article; nothing, where each of its parts is whole sentences."""
    text = article.text
    starts = {at for start, _ in article.sentences for at in (start, start + (text[start] in _LEFT_OUT))}
    ends = {at for _, end in article.sentences for at in (end, end - (text[end - 1] in _LEFT_OUT))}
    for start, end in quote.parts or ((quote.start, quote.end),):
        touched = [block for block in article.blocks if block.start < end and start < block.end]
        if any(block.kind not in PROSE for block in touched):
            yield "not prose"
        elif any(block.asks for block in touched):
            yield "asked"
        elif start not in starts or end not in ends or _is_within(article, touched, start, end):
            yield "cut"


def _is_within(article: Article, touched: Sequence[Block], start: int, end: int) -> bool:
    """Whether no mark of an end stands before the quote or at its end, the splitter notwithstanding."""
    opens, closes = touched[0].sentences[0][0], touched[-1].sentences[-1][1]
    # The quote may leave out the mark that opens its sentence, or the dash between two in old print.
    before = article.shown(opens, start).rstrip(_MARKS + " \n—–―") if start > opens else ""
    return (before != "" and not ENDS_SENTENCE.search(before)) or (
        end < closes and not ENDS_SENTENCE.search(article.shown(start, end))
    )
