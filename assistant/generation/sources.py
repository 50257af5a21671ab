"""The passages a model is given, each under a random key, and where in them its quotes stand."""

from __future__ import annotations

import random
import re
from bisect import bisect_right
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from assistant.articles import Article, Passage, Record, listed
from assistant.reading.quote_matching import Found, Text, in_whole_sentences

_LETTERS = "bcdfghjkmnpqrstvwxz"
_DIGITS = "23456789"
_AROUND = 500
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_DELIMITER = re.compile(r"[<＜﹤](?=\s*[/／]?\s*(?:sources?|question|conversation|heard)\b)", re.IGNORECASE)


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

    @property
    def asked(self) -> bool:
        """Whether an interviewer asks it, whose question is no view."""
        at = bisect_right(self.article.blocks, self.found.start, key=lambda block: block.end)
        return at < len(self.article.blocks) and self.article.blocks[at].asks


class Sources:
    """The sources of one answer.

    Keys are random, since models count along numbers and articles could name them beforehand.
    """

    def __init__(
        self, passages: Sequence[Passage], articles: Mapping[str, Article], rng: random.Random
    ) -> None:
        self._rng = rng
        self._sources: dict[str, Source] = {}
        self._latest: tuple[Source, ...] = ()
        self._texts: dict[str, Text] = {}
        self.join(passages, articles)

    def __len__(self) -> int:
        return len(self._sources)

    def __contains__(self, passage: Passage) -> bool:
        return any(source.passage == passage for source in self._sources.values())

    def join(self, passages: Sequence[Passage], articles: Mapping[str, Article]) -> None:
        """Add passages under fresh keys; those given before keep theirs."""
        keys = _keys(len(passages), self._rng, self._sources)
        self._latest = tuple(
            Source(key, passage, articles[passage.article_id])
            for key, passage in zip(keys, passages, strict=True)
        )
        self._sources |= {source.key: source for source in self._latest}

    def prompt(self) -> str:
        """The sources that joined last, as the model reads them."""
        return "\n\n".join(source.block() for source in self._latest)

    def of(self, key: str) -> Source | None:
        """The source of a key as a model writes it: in brackets, in capitals, with "source" before it.

        Of several, the first: its words are looked for in the others too.
        """
        words = re.findall(r"[^\W_]+", key.lower())
        return next((self._sources[word] for word in words if word in self._sources), None)

    def given(self, article: Article) -> str:
        """What the model was given of an article."""
        passages = (source.passage for source in self._sources.values() if source.article.id == article.id)
        return "\n".join(passage.text for passage in passages)

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
            within = source.article.plain.place(passage.start, passage.end)
            if found := self.text(source.article).find(words, within):
                return Place(source.article, in_whole_sentences(found, source.article), passage.text)
        for article in {source.article.id: source.article for source in sources}.values():
            found = self.text(article).find(words)
            # An elided quote has all its parts in one passage.
            if found and found.verdict == "verbatim":
                around = article.plain.text[max(0, found.start - _AROUND) : found.end + _AROUND]
                return Place(article, in_whole_sentences(found, article), around)
        return None

    def text(self, article: Article) -> Text:
        """The article's plain text, cut into tokens once."""
        if article.id not in self._texts:
            self._texts[article.id] = Text(article.plain.text)
        return self._texts[article.id]


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


def _keys(count: int, rng: random.Random, taken: Container[str]) -> list[str]:
    keys: dict[str, None] = {}
    while len(keys) < count:
        key = "".join(rng.choice(signs) for signs in (_LETTERS, _DIGITS, _LETTERS, _DIGITS))
        if key not in taken:
            keys[key] = None
    return list(keys)
