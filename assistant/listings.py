"""Listings: what the records alone answer: articles, or people, publications, topics and years by count."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from assistant.articles import Record
from assistant.data import Data, told
from assistant.dates import PublicationDate

ListingKind = Literal[
    "about",
    "articles",
    "people",
    "most",
    "publications",
    "newest",
    "oldest",
    "years",
    "person",
    "link",
    "help",
    "greeting",
    "thanks",
    "rewording",
    "shorter",
    "opinion",
]
"""The question answered; each is an intent of `question/intents.yaml`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count(Data):
    """A person, a publication, a topic or a year, and how many articles it has."""

    name: str
    articles: int
    first: PublicationDate | None = field(default=None, metadata={"key": "from"})
    last: PublicationDate | None = field(default=None, metadata={"key": "to"})
    role: str | None = None
    """What a person is, as the newest record that tells it says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing(Data):
    """An answer from the records, or a line about the assistant itself."""

    kind: ListingKind
    text: str
    """The answer in a sentence or two."""
    articles: tuple[Record, ...] = ()
    """Newest first, those without a date last."""
    counts: tuple[Count, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        data = told(self)
        for known, record in zip(data["articles"], self.articles, strict=True):
            known["date_text"] = record.date_text
        return data
