"""A text with its sentences, quotations and people, as the attribution rules read it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from assistant.articles import Span
from assistant.attribution.people import People
from assistant.attribution.tokens import Token, Tokens, quotations, tokenised
from assistant.reading.sentences import sentences

_CAPITAL = re.compile(r"(?<=[\w,;’'] )[A-ZÀ-ÞĀ-Ž]\w+")
_LOWER_CASE = re.compile(r"\b[^\W\d_A-Z]\w+")


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
    _known: dict[int, Tokens] = field(default_factory=dict, compare=False, repr=False)
    """The tokens of the sentences that were asked for."""

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
        if index not in self._known:
            start, end = self.sentences[index]
            self._known[index] = self.tokens(start, end, statement=self.quotations)
        return self._known[index]

    def opens_paragraph(self, at: int) -> bool:
        """Whether nothing stands before an offset in its line."""
        return not self.text[self.text.rfind("\n", 0, at) + 1 : at].strip()

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


@lru_cache(maxsize=16)
def prose(text: str) -> Prose:
    """The prose of a text; the last few texts are kept."""
    return Prose(
        text,
        sentences(text),
        quotations(text),
        People.of(text),
        frozenset(_LOWER_CASE.findall(text)),
        frozenset(_CAPITAL.findall(text)),
    )


def numbers_within(spans: Sequence[Span], start: int, end: int) -> range:
    """Which of `spans`, in order and apart, share a character with the stretch."""
    first = bisect_right(spans, start, key=lambda span: span[1])
    return range(first, max(first, bisect_left(spans, end, key=lambda span: span[0])))


def within(spans: Sequence[Span], start: int, end: int) -> list[Span]:
    """Those of `spans`, in order and apart, that share a character with the stretch."""
    return [spans[at] for at in numbers_within(spans, start, end)]
