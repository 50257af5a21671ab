"""The tokens and quotations of a text, with their offsets."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from assistant.articles import Span

_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}"
    r"|\b(?:Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Gen|St|Jr|Sr|Prof|Lt|Col|Sgt)\."
    r"|[A-Z]\.(?=\s[A-Z])"
    r"|[@#$]?\w+(?:[.’'\-&/]\w+)*|''|\S"
)
_QUOTATION = re.compile(
    r"“[^“”\"\n]*(?:[”\"]|(?=\n|$))"
    r"|''(?!\s)[^\n]*?(?:''|(?=\n|$))"
    r"|(?<![\w.,!?])\"[^\"\n]*(?:\"|(?=\n|$))"
    r"|«[^«»\n]*»"
)
_MOST = 400
"""Tokens of a sentence that are read: more are a table or a row of signs, where the rules would take long and
find nothing. Of 12,893 real sentences of up to 2,000 characters the longest has 320."""
OPEN, STATEMENT, OTHER = 0, 1, 2
"""A token outside any quotation, inside the statement asked about, inside another quotation."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a sign of punctuation; a possessive 's is a token of its own."""

    text: str
    start: int
    end: int
    mask: int
    low: str
    """Lower case, with a straight apostrophe."""

    @property
    def capital(self) -> bool:
        return self.text[0].isupper() or self.text[0] in "@#"

    @property
    def word(self) -> bool:
        return self.text[0].isalnum() or self.text[0] in "@#$"


Tokens = Sequence[Token]


def quotations(text: str) -> tuple[Span, ...]:
    """Everything between quotation marks, marks included; one left open ends with its line.

    >>> text = 'Ash said: “We stay.” Birk laughed.'
    >>> [text[start:end] for start, end in quotations(text)]
    ['“We stay.”']
    """
    return tuple(match.span() for match in _QUOTATION.finditer(text))


def tokenised(
    text: str, start: int, end: int, *, statement: Sequence[Span] = (), other: Sequence[Span] = ()
) -> list[Token]:
    """The tokens of `text[start:end]`, at most 400, those inside `statement` or `other` masked as such.

    >>> [token.text for token in tokenised("Birk's aides said no.", 0, 21)]
    ['Birk', "'s", 'aides', 'said', 'no', '.']
    """
    found: list[Token] = []
    for match in islice(_TOKEN.finditer(text, start, end), _MOST):
        word, at = match.group(), match.start()
        mask = STATEMENT if _inside(at, statement) else OTHER if _inside(at, other) else OPEN
        if not mask and len(word) > 2 and word[-1] == "s" and word[-2] in "’'":
            found.append(_token(word[:-2], at, mask))
            found.append(Token("'s", at + len(word) - 2, match.end(), mask, "'s"))
        else:
            found.append(_token(word, at, mask))
    return found


def _token(word: str, start: int, mask: int) -> Token:
    return Token(word, start, start + len(word), mask, word.lower().replace("’", "'"))


def _inside(at: int, spans: Sequence[Span]) -> bool:
    """Whether an offset is in one of `spans`, which are in order and apart."""
    before = bisect_right(spans, at, key=lambda span: span[0]) - 1
    return before >= 0 and at < spans[before][1]
