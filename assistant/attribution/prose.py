"""A text with its sentences, quotations and people, as the attribution rules read it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeVar, cast

from assistant.articles import Span
from assistant.attribution.people import People
from assistant.attribution.tokens import Token, Tokens, quotations, tokenised

_CAPITAL = re.compile(r"(?<=[\w,;’'] )[A-ZÀ-ÞĀ-Ž]\w+")
_LOWER_CASE = re.compile(r"\b[^\W\d_A-Z]\w+")
_PLACE = re.compile(r"\b(?:in|at|near|across|within|inside|from|to)\s++([^\W\d_a-z]\w*(?:[.’'\-]\w+)*)")
_INDENT = re.compile(r"^[^\S\n]*", re.MULTILINE)
Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Prose:
    """A text with what was found in it once."""

    text: str
    sentences: tuple[Span, ...]
    quotations: tuple[Span, ...]
    people: People
    lower_case: frozenset[str]
    """Every word that stands somewhere without a capital."""
    capitals: frozenset[str]
    """Every word that has a capital inside a sentence."""
    places: frozenset[str]
    """Every word that has a capital and "in" or "to" before it."""
    lines: tuple[Span, ...]
    """Of each line, where it begins and where its first sentence does."""
    set_off: tuple[Span, ...] = ()
    """The quotations that are set off as blocks."""
    _found: dict[tuple[Callable[..., object], int], object] = field(
        default_factory=dict, compare=False, repr=False
    )
    """What was found in the sentences that were asked for."""

    def tokens(
        self, start: int, end: int, *, statement: Sequence[Span] = (), other: Sequence[Span] = ()
    ) -> list[Token]:
        """The tokens of a stretch; spans outside of it are left aside."""
        return tokenised(
            self.text,
            start,
            end,
            statement=within(statement, start, end),
            other=within(other, start, end),
        )

    def sentence_tokens(self, index: int) -> Tokens:
        """The tokens of a sentence, its quotations masked as the statement."""
        return self.once(_stated, index)

    def tokens_beside(self, index: int) -> Tokens:
        """The tokens of a sentence, its quotations masked as those of others."""
        return self.once(_beside, index)

    def once(self, find: Callable[[Prose, int], Found], index: int) -> Found:
        """What `find` finds in sentence `index`, looked for once, however many sentences ask for it."""
        if (find, index) not in self._found:
            self._found[find, index] = find(self, index)
        return cast(Found, self._found[find, index])

    def line(self, at: int) -> Span:
        """Where the line of an offset begins, and where its first word or sign stands."""
        return self.lines[bisect_right(self.lines, (at, len(self.text))) - 1]

    def opens_paragraph(self, at: int) -> bool:
        """Whether nothing stands before an offset in its line."""
        return at <= self.line(at)[1]

    def opens_sentence(self, at: int) -> bool:
        """Whether a sentence begins at an offset, or just before it with a quotation mark."""
        number = self.number_at(at)
        return number >= 0 and at - self.sentences[number][0] <= 1

    def number_at(self, at: int) -> int:
        """The number of the sentence at an offset; of the one before, where none is there."""
        return bisect_right(self.sentences, (at, len(self.text))) - 1

    def sentences_of(self, start: int, end: int) -> range:
        """The numbers of the sentences that share a character with the stretch."""
        return numbers_within(self.sentences, start, end)

    def set_off_at(self, at: int) -> Span | None:
        """The quotation, set off as a block, at an offset."""
        return next(iter(within(self.set_off, at, at + 1)), None)


@lru_cache(maxsize=16)
def prose(text: str, sentences: tuple[Span, ...], set_off: tuple[Span, ...] = ()) -> Prose:
    """The prose of a text without markup; the last few texts are kept."""
    return Prose(
        text,
        sentences,
        quotations(text),
        People.of(text),
        frozenset(_LOWER_CASE.findall(text)),
        frozenset(_CAPITAL.findall(text)),
        frozenset(_PLACE.findall(text)),
        tuple(_lines(text, sentences)),
        set_off,
    )


def _lines(text: str, sentences: Sequence[Span]) -> Iterator[Span]:
    for match in _INDENT.finditer(text):
        first = bisect_left(sentences, (match.start(), 0))
        # The label of a turn stands before its first sentence.
        yield match.start(), sentences[first][0] if first < len(sentences) else match.end()


def _stated(page: Prose, index: int) -> Tokens:
    return page.tokens(*page.sentences[index], statement=page.quotations)


def _beside(page: Prose, index: int) -> Tokens:
    return page.tokens(*page.sentences[index], other=page.quotations)


def numbers_within(spans: Sequence[Span], start: int, end: int) -> range:
    """Which of `spans`, in order and apart, share a character with the stretch."""
    first = bisect_right(spans, start, key=lambda span: span[1])
    return range(first, max(first, bisect_left(spans, end, key=lambda span: span[0])))


def within(spans: Sequence[Span], start: int, end: int) -> list[Span]:
    """Those of `spans`, in order and apart, that share a character with the stretch."""
    return [spans[at] for at in numbers_within(spans, start, end)]
