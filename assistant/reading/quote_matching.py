"""Whether quoted words stand in a stored text, and where: compared token by token, words never changed."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from assistant.answers import Verdict
from assistant.articles import Article, Span

LONGEST = 3_000
"""Characters; more than this is no quote."""
_TRIES = 64  # occurrences looked at before giving up, so that a repetitive text costs linear time

_LETTERS = r"(?:[^\W_]|[\u0300-\u036f])++"
_QUOTE_MARKS = "'\"“”„‟«»‹›‘’‚‛`´′″"
_TOKEN = re.compile(
    rf"(?P<elision>[\[(]\s*(?:…|\.\s?\.\s?\.)\s*[\])]|…+|\.(?:\s?\.){{2,}})"
    rf"|(?P<word>{_LETTERS}(?:(?:['’ʼ‘`´](?=[^\W_])|(?<=\d)[.,](?=\d)){_LETTERS})*)"
    rf"|(?P<marks>[{_QUOTE_MARKS}]+)"
    rf"|(?P<dash>[-‐‑‒–—―−]+)"
    rf"|(?P<other>[^\s*_])"
)
_SIGNS = {"elision": "…", "marks": "'", "dash": "-"}
_APOSTROPHES = str.maketrans(dict.fromkeys("’ʼ‘`´", "'"))
_HYPHENS = "-‐‑"
_SEPARATOR = "\x1f"
_NEGATIONS = frozenset(
    "not no never nor neither none nobody nothing without hardly scarcely cannot can't won't".split(" ")
)


@dataclass(frozen=True, slots=True)
class Found:
    """Where quoted words stand: offsets into the stored text."""

    start: int
    end: int
    verdict: Verdict = "verbatim"
    parts: tuple[Span, ...] | None = None


def find(words: str, text: str, within: Span | None = None) -> Found | None:
    """The place of `words` in `text`, or None; `within` limits the search to a span of the text.

    White space, emphasis and the make of quotation marks, dashes and ligatures do not matter, nor does the
    case of the first letter; words, their case and their order do.
    Marks of elision part the words into pieces that must all stand there, in order. A match begins and
    ends at whole words, and what is too short to prove anything is not found. Nor is what leaves out a
    "not" that belongs to it: right before the words, or in the same sentence under a mark of elision.

    >>> find("“plain” words here", 'So he used "plain"  words here.')
    Found(start=12, end=30, verdict='verbatim', parts=None)
    >>> find("plain word here", 'So he used "plain"  words here.') is None
    True
    """
    return Text(text).find(words, within)


def in_whole_sentences(found: Found, article: Article) -> Found:
    """The place in the article's text of what was found in its plain view, in whole sentences."""
    plain = article.plain
    spans: list[Span] = []
    for part in found.parts or ((found.start, found.end),):
        start, end = plain.stored(*part)
        first = bisect_right(article.sentences, start, key=lambda span: span[1])
        last = bisect_left(article.sentences, end, key=lambda span: span[0])
        inside = article.sentences[first:last]
        start, end = (inside[0][0], inside[-1][1]) if inside else (start, end)
        if spans and not article.text[spans[-1][1] : start].strip():
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    if len(spans) > 1:
        return Found(spans[0][0], spans[-1][1], "elided", tuple(spans))
    return Found(*spans[0])


class Text:
    """A stored text cut into tokens once, for several searches."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans: list[Span] = []
        self._tokens: list[str] = []
        for token, span in _tokens(text):
            self._tokens.append(token)
            self.spans.append(span)
        self._joined = _joined(self._tokens)
        self._places = list(accumulate((len(token) + 1 for token in self._tokens), initial=0))

    def find(self, words: str, within: Span | None = None) -> Found | None:
        """As the function `find`."""
        if len(words) > LONGEST:
            return None
        pieces = _pieces(words)
        whole = [token for piece in pieces for token in (*piece, "…")][:-1]
        first, last = self._range(within)
        if _tells(whole) and (place := self._piece(whole, first, last)):
            return Found(*place)
        return self._elided(pieces, first, last) if len(pieces) > 1 else None

    def holds(self, words: str) -> bool:
        """Whether the words stand in the text, however few they are."""
        pieces = _pieces(words)
        return bool(pieces) and all(self._place(piece, 0, len(self.spans)) for piece in pieces)

    def _elided(self, pieces: Sequence[list[str]], first: int, last: int) -> Found | None:
        parts: list[Span] = []
        for piece in pieces:
            place = self._piece(piece, first, last) if _tells(piece) else None
            if place is None:
                return None
            if parts and self._swallows_negation(parts[-1][1], place[0]):
                return None
            parts.append(place)
            first = bisect_left(self.spans, (place[1], 0))
        return Found(parts[0][0], parts[-1][1], "elided", tuple(parts))

    def _range(self, within: Span | None) -> Span:
        """The tokens that lie wholly inside a span of the text."""
        if within is None:
            return 0, len(self.spans)
        return (
            bisect_left(self.spans, (within[0], 0)),
            bisect_right(self.spans, within[1], key=lambda span: span[1]),
        )

    def _piece(self, tokens: Sequence[str], first: int, last: int) -> Span | None:
        """As `_place`; a quotation may open with a capital where its words stand within a sentence."""
        return self._place(tokens, first, last) or self._place(_recased(tokens), first, last)

    def _place(self, tokens: Sequence[str], first: int, last: int) -> Span | None:
        """The span of the first occurrence of the tokens that cuts no hyphenated word."""
        needle = _joined(tokens)
        place, end = self._places[first], self._places[last] + 1
        for _ in range(_TRIES):
            place = self._joined.find(needle, place, end)
            if place < 0:
                return None
            index = bisect_left(self._places, place)
            span = (self.spans[index][0], self.spans[index + len(tokens) - 1][1])
            if not (self._cuts(*span) or (index and _negates(self._tokens[index - 1]))):
                return span
            place += 1
        return None

    def _cuts(self, start: int, end: int) -> bool:
        """Whether the span leaves out the rest of a hyphenated word: "violence" of "non-violence"."""
        before, after = self.text[max(0, start - 2) : start], self.text[end : end + 2]
        return (len(before) == 2 and before[1] in _HYPHENS and before[0].isalnum()) or (
            len(after) == 2 and after[0] in _HYPHENS and after[1].isalnum()
        )

    def _swallows_negation(self, start: int, end: int) -> bool:
        """Whether the text between holds a negation and no end of a sentence."""
        left_out = self._tokens[bisect_left(self.spans, (start, 0)) : bisect_left(self.spans, (end, 0))]
        return any(map(_negates, left_out)) and not {".", "!", "?", ";"}.intersection(left_out)


def _tokens(text: str) -> Iterator[tuple[str, Span]]:
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        token = _SIGNS.get(kind) or match.group()
        if kind == "word":
            token = _word(token)
        if token and token != _SEPARATOR:
            yield token, match.span()


def _word(word: str) -> str:
    if word.isascii() and word.isalnum():
        return word
    return unicodedata.normalize("NFKC", word).translate(_APOSTROPHES)


def holds_negation(text: str) -> bool:
    """
    >>> holds_negation("It won't do."), holds_negation("It will do.")
    (True, False)
    """
    return any(_negates(token) for token, _ in _tokens(text))


def _negates(token: str) -> bool:
    low = token.lower()
    return low in _NEGATIONS or low.endswith("n't")


def _pieces(words: str) -> list[list[str]]:
    """The tokens between marks of elision, without the punctuation around each piece."""
    pieces: list[list[str]] = [[]]
    for token, _ in _tokens(words):
        if token == "…":
            pieces.append([])
        else:
            pieces[-1].append(token)
    return [piece for piece in map(_trimmed, pieces) if piece]


def _trimmed(tokens: list[str]) -> list[str]:
    words = [index for index, token in enumerate(tokens) if token[0].isalnum()]
    return tokens[words[0] : words[-1] + 1] if words else []


def _recased(tokens: Sequence[str]) -> list[str]:
    """The tokens with a small first letter for a capital one, and the other way round."""
    opening = tokens[0]
    return [opening[0].swapcase() + opening[1:], *tokens[1:]]


def _tells(tokens: Sequence[str]) -> bool:
    """Whether the tokens are enough to prove anything: three words, or few long ones."""
    words = [token for token in tokens if token[0].isalnum()]
    letters = sum(map(len, words))
    return (len(words) >= 3 and letters >= 10) or letters >= 16


def _joined(tokens: Sequence[str]) -> str:
    return _SEPARATOR + "".join(token + _SEPARATOR for token in tokens)
