"""The passages a model is given, each under a random key, and where in them its quotes stand."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.answering.writing.verification import Found, Text
from assistant.types import Article, Passage, Record, listed

_LETTERS = "bcdfghjkmnpqrstvwxz"
_DIGITS = "23456789"
_AROUND = 500
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_DELIMITER = re.compile(r"[<＜﹤](?=\s*[/／]?\s*(?:sources?|question)\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Source:
    """A passage under the key that stands for it in one request."""

    key: str
    passage: Passage
    article: Article

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
        text = harmless(self.passage.text)
        return "\n".join((f"<source {self.key}>", *header, "text:", text, f"</source {self.key}>"))


@dataclass(frozen=True, slots=True)
class Place:
    """Where quoted words were found, and in which article."""

    article: Article
    found: Found
    around: str
    """The passage, or the text about the quote where it stands outside the passages given."""


class Sources:
    """The sources of one request.

    Keys are random, since models count along numbers and articles could name them beforehand.
    """

    def __init__(
        self, passages: Sequence[Passage], articles: Mapping[str, Article], rng: random.Random
    ) -> None:
        keys = _keys(len(passages), rng)
        self._sources = {
            key: Source(key, passage, articles[passage.article_id])
            for key, passage in zip(keys, passages, strict=True)
        }
        self._texts: dict[str, Text] = {}

    def __len__(self) -> int:
        return len(self._sources)

    def prompt(self) -> str:
        """Every source, as the model reads them."""
        return "\n\n".join(source.block() for source in self._sources.values())

    def of(self, key: str) -> Source | None:
        """The source of a key as a model writes it, brackets or not."""
        return self._sources.get(key.strip(" \n[]()<>\"'").lower())

    @property
    def records(self) -> tuple[Record, ...]:
        return tuple({source.article.id: source.article.record for source in self._sources.values()}.values())

    def locate(self, words: str, source: Source) -> Place | None:
        """Where the words stand: in the source, else in its article, else in the others."""
        own = [other for other in self._sources.values() if other.article.id == source.article.id]
        others = [other for other in self._sources.values() if other.article.id != source.article.id]
        return self._place(words, [source]) or self._place(words, own) or self._place(words, others)

    def keys(self, place: Place) -> tuple[str, ...]:
        """The keys of the passages that hold a place whole."""
        return tuple(
            key
            for key, source in self._sources.items()
            if source.article.id == place.article.id
            and source.passage.start <= place.found.start
            and place.found.end <= source.passage.end
        )

    def _place(self, words: str, sources: Sequence[Source]) -> Place | None:
        for source in sources:
            passage = source.passage
            if found := self.text(source.article).find(words, (passage.start, passage.end)):
                return Place(source.article, found, passage.text)
        for article in {source.article.id: source.article for source in sources}.values():
            found = self.text(article).find(words)
            # An elided quote has all its parts in one passage.
            if found and found.verdict == "verbatim":
                around = article.text[max(0, found.start - _AROUND) : found.end + _AROUND]
                return Place(article, found, around)
        return None

    def text(self, article: Article) -> Text:
        """The article's text, cut into tokens once."""
        if article.id not in self._texts:
            self._texts[article.id] = Text(article.text)
        return self._texts[article.id]


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
