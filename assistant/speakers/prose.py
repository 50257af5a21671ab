"""A text with everything the rules about speakers look up in it: sentences, quotations, people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.reading.sentences import sentences
from assistant.speakers.people import People
from assistant.speakers.tokens import Token, quotations, tokenised
from assistant.types import Span

_CAPITAL = re.compile(r"(?<=[\w,;’'] )[A-ZÀ-ÞĀ-Ž]\w+")
_LOWER_CASE = re.compile(r"\b[^\W\d_A-Z]\w+")


@dataclass(frozen=True, slots=True)
class Prose:
    """A text, taken apart once."""

    text: str
    sentences: tuple[Span, ...]
    quotations: tuple[Span, ...]
    people: People
    lower_case: frozenset[str]
    """Every word that stands somewhere without a capital."""
    capitals: frozenset[str]
    """Every word that has a capital inside a sentence."""

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

    def sentence_tokens(self, index: int) -> list[Token]:
        """The tokens of a sentence, its quotations masked as the statement."""
        start, end = self.sentences[index]
        return self.tokens(start, end, statement=self.quotations)

    def sentences_of(self, start: int, end: int) -> range:
        """The numbers of the sentences that share a character with the stretch."""
        numbers = [at for at, (first, last) in enumerate(self.sentences) if first < end and last > start]
        return range(numbers[0], numbers[-1] + 1) if numbers else range(0)


@lru_cache(maxsize=16)
def prose(text: str) -> Prose:
    """`text` taken apart; the last few texts are remembered."""
    return Prose(
        text,
        sentences(text),
        quotations(text),
        People.of(text),
        frozenset(_LOWER_CASE.findall(text)),
        frozenset(_CAPITAL.findall(text)),
    )


def within(spans: Sequence[Span], start: int, end: int) -> list[Span]:
    """Those of `spans` that share a character with the stretch."""
    return [span for span in spans if span[0] < end and span[1] > start]
