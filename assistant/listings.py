"""Listings: what the records alone answer: articles, or people, publications, topics and years by count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, Self

from assistant.articles import Record
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
class Count:
    """A person, a publication, a topic or a year, and how many articles it has."""

    name: str
    articles: int
    first: PublicationDate | None = None
    last: PublicationDate | None = None
    role: str | None = None
    """What a person is, as the newest record that tells it says."""

    def to_dict(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "articles": self.articles,
            "from": self.first and self.first.iso,
            "to": self.last and self.last.iso,
            "role": self.role,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        return cls(
            name=data["name"],
            articles=data["articles"],
            first=PublicationDate.read(data["from"]),
            last=PublicationDate.read(data["to"]),
            role=data["role"],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """An answer from the records, or a line about the assistant itself."""

    kind: ListingKind
    text: str
    """The answer in a sentence or two."""
    articles: tuple[Record, ...] = ()
    """Newest first, those without a date last."""
    counts: tuple[Count, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "text": self.text,
            "articles": [{**record.to_dict(), "date_text": record.date_text} for record in self.articles],
            "counts": [count.to_dict() for count in self.counts],
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        return cls(
            kind=data["kind"],
            text=data["text"],
            articles=tuple(map(Record.from_dict, data["articles"])),
            counts=tuple(map(Count.from_dict, data["counts"])),
        )
