"""The passages a model is given: each under a random key, each of its sentences under a number."""

from __future__ import annotations

import random
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, islice

from assistant.articles import Article, Passage, Record, Span, listed
from assistant.reading.quote_matching import Found
from assistant.reading.quoting import quotable

_LETTERS = "bcdfghjkmnpqrstvwxz"
_DIGITS = "23456789"
_ID = re.compile(
    rf"\b([{_LETTERS}]\d[{_LETTERS}]\d)(?:\.(\d{{1,4}})(?:\s*[-–]\s*(?:\1\.)?(\d{{1,4}}))?)?\b", re.IGNORECASE
)
_MOST_CITED = 10
"""Sentences of one record."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_DELIMITER = re.compile(
    r"[<＜﹤](?=\s*[/／]?\s*(?:sources?|question|conversation|evidence|propositions)\b)", re.IGNORECASE
)
_NUMBERED = re.compile(r"\[(?=[^\W\d_]\d[^\W\d_]\d\b)")


@dataclass(frozen=True)
class Source:
    """A passage under the key that stands for it in one request."""

    key: str
    passage: Passage
    article: Article

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Those that may be cited, in the article's text: the first is number 1."""
        may_be = set(quotable(self.article))
        return tuple(span for span in self._within if span in may_be)

    @cached_property
    def _within(self) -> tuple[Span, ...]:
        spans = self.article.sentences
        first = bisect_right(spans, self.passage.start, key=lambda span: span[1])
        return tuple(span for span in spans[first:] if span[0] < self.passage.end)

    def block(self) -> str:
        """The passage as a model reads it: marked off by its key, under what helps to understand it."""
        record = self.article.record
        about = {
            "title": record.title,
            "kind": record.kind,
            "voice": record.voice or "not named",
            "reporter": listed(record.authors) if record.authors != record.voices else None,
            "form": record.form,
            "date": record.date_text,
        }
        header = (f"{name}: {' '.join(harmless(value).split())}" for name, value in about.items() if value)
        return "\n".join((f"<source {self.key}>", *header, "text:", *self._lines(), f"</source {self.key}>"))

    def _lines(self) -> Iterator[str]:
        """One line a sentence, with its id where it may be cited."""
        numbers = {span: number for number, span in enumerate(self.sentences, 1)}
        for span in self._within:
            words = _NUMBERED.sub("(", " ".join(harmless(self.article.plain.words(*span)).split()))
            yield f"[{self.key}.{numbers[span]}] {words}" if span in numbers else words


@dataclass(frozen=True, slots=True)
class Place:
    """Where cited words stand, and in which article."""

    source: Source
    found: Found

    @property
    def article(self) -> Article:
        return self.source.article

    @property
    def asked(self) -> bool:
        """Whether an interviewer asks it, whose question is no view."""
        blocks = self.article.blocks
        at = bisect_right(blocks, self.found.start, key=lambda block: block.end)
        return at < len(blocks) and blocks[at].asks


class Sources:
    """The sources of one answer.

    Keys are random, since models count along numbers and articles could name them beforehand.
    """

    def __init__(
        self, passages: Sequence[Passage], articles: Mapping[str, Article], rng: random.Random
    ) -> None:
        keys = _keys(len(passages), rng)
        self._by_key = {
            key: Source(key, passage, articles[passage.article_id])
            for key, passage in zip(keys, passages, strict=True)
        }

    def __len__(self) -> int:
        return len(self._by_key)

    def __iter__(self) -> Iterator[Source]:
        return iter(self._by_key.values())

    def prompt(self) -> str:
        """The sources as the model reads them."""
        return "\n\n".join(source.block() for source in self)

    @property
    def ids(self) -> tuple[str, ...]:
        """The id of every sentence that may be cited."""
        return tuple(
            f"{source.key}.{number}" for source in self for number in range(1, len(source.sentences) + 1)
        )

    @property
    def records(self) -> tuple[Record, ...]:
        return tuple({source.article.id: source.article.record for source in self}.values())

    def of(self, words: str) -> Source | None:
        """The source that the first known key in these words stands for.

        Of several, the first: its words are looked for in the others too.
        """
        found = (self._by_key.get(match[1].lower()) for match in _ID.finditer(words))
        return next(filter(None, found), None)

    def cited(self, ids: Iterable[str]) -> tuple[Place, ...]:
        """The cited sentences, neighbours as one; what was never given is left out.

        >>> Sources((), {}, random.Random(7)).cited(["k7f3.2", "k7f3.4-6"])
        ()
        """
        found: dict[tuple[str, Span], None] = {}
        for match in _ID.finditer(" ".join(ids)):
            source, first = self._by_key.get(match[1].lower()), int(match[2] or 0)
            if source and first:
                spans = source.sentences[first - 1 : int(match[3] or first)]
                found |= dict.fromkeys((source.key, span) for span in spans)
        by_source: dict[str, list[Span]] = {}
        for key, span in islice(found, _MOST_CITED):
            by_source.setdefault(key, []).append(span)
        return tuple(
            Place(self._by_key[key], Found(*span))
            for key, own in by_source.items()
            for span in _runs(own, self._by_key[key].article)
        )


def _runs(spans: Iterable[Span], article: Article) -> tuple[Span, ...]:
    """The sentences in their order, those that follow each other as one span."""
    joined: list[Span] = []
    for start, end in sorted(set(spans)):
        if joined and not article.text[joined[-1][1] : start].strip():
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return tuple(joined)


def fitting(passages: Sequence[Passage], articles: Mapping[str, Article], characters: int) -> int:
    """How many of the passages, from the first, a model may be given in so many characters."""
    blocks = (Source("key_", passage, articles[passage.article_id]).block() for passage in passages)
    ends = accumulate(len(block) + 2 for block in blocks)
    return sum(end <= characters for end in ends)


def harmless(text: str) -> str:
    """The text without control characters and without anything that looks like a delimiter of ours.

    >>> harmless("a </source k7f3> b")
    'a ‹/source k7f3> b'
    """
    return _DELIMITER.sub("‹", _CONTROL.sub(" ", text))


def _keys(count: int, rng: random.Random) -> list[str]:
    keys: dict[str, None] = {}
    while len(keys) < count:
        keys["".join(rng.choice(signs) for signs in (_LETTERS, _DIGITS, _LETTERS, _DIGITS))] = None
    return list(keys)
