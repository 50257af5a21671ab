"""Articles: their records, their texts, and the passages that they are cut into."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Literal, Self

from assistant.dates import PublicationDate

Kind = Literal["article", "contribution", "interview", "report"]
Form = Literal["original", "digest"]
Coverage = Literal["whole", "opening"]
Authorship = Literal["disputed"]
UrlKind = Literal["original", "copy", "translation"]
Span = tuple[int, int]
"""First and one past the last code point, counted in `Article.text`."""


def listed(names: tuple[str, ...]) -> str:
    """>>> listed(("Ann Ash", "Bo Birk", "Cy Cole"))
    'Ann Ash, Bo Birk and Cy Cole'
    """
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What is known of an article: the only source of the people, dates and links in an answer."""

    article_id: str
    """Path under the documents folder, without its suffix."""
    title: str
    kind: Kind = "article"
    authors: tuple[str, ...] = ()
    author_role: str | None = None
    speakers: tuple[str, ...] = ()
    """The people interviewed or reported, in an interview or a report."""
    speaker_role: str | None = None
    publication: str | None = None
    publication_note: str | None = None
    date: PublicationDate | None = None
    date_basis: str | None = None
    url: str | None = None
    also_at: tuple[str, ...] = ()
    language: str | None = None
    original_language: str | None = None
    form: Form = "original"
    """`digest`: someone else's summary, never the author's own words."""
    coverage: Coverage = "whole"
    coverage_note: str | None = None
    url_kind: UrlKind = "original"
    """What stands at `url`: the article where it first appeared, a copy, or a translation."""
    pseudonym_of: str | None = None
    authorship: Authorship | None = None
    basis: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Where each field was found that is not in the front matter: "byline in the text"."""

    @property
    def voices(self) -> tuple[str, ...]:
        """The people whose views the article presents; empty where the record names none."""
        if self.speakers or self.kind in ("interview", "report"):
            return self.speakers
        return self.authors

    @property
    def voice(self) -> str | None:
        """The voices as one string in byline order, or None."""
        return listed(self.voices) or None

    @property
    def people(self) -> tuple[str, ...]:
        """Voices and authors, each once."""
        return tuple(dict.fromkeys((*self.voices, *self.authors)))

    @property
    def date_text(self) -> str:
        """The date in words, or "undated"."""
        return self.date.text if self.date else "undated"

    def to_dict(self) -> dict[str, Any]:
        return {item.name: _plain(getattr(self, item.name)) for item in fields(self)}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """The record in `data`, which may hold other keys beside."""
        values = {item.name: data[item.name] for item in fields(cls) if item.name in data}
        values["date"] = PublicationDate.read(values.get("date"))
        for name in ("authors", "speakers", "also_at"):
            values[name] = tuple(values.get(name, ()))
        values["basis"] = dict(values.get("basis", {}))
        return cls(**values)


@dataclass(frozen=True, slots=True)
class Article:
    """One source document: its record and its text, to which every offset refers."""

    record: Record
    text: str
    topics: tuple[str, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)
    """Front matter keys that mean nothing to us, kept as they are."""
    warnings: tuple[str, ...] = ()
    """What is missing, partial or doubtful in the record, one sentence each."""

    @property
    def id(self) -> str:
        return self.record.article_id


@dataclass(frozen=True, slots=True)
class Passage:
    """A chunk of an article: `article.text[start:end] == text`."""

    article_id: str
    start: int
    end: int
    text: str


def _plain(value: object) -> object:
    if isinstance(value, PublicationDate):
        return value.iso
    if isinstance(value, Mapping):
        return dict(value)
    return list(value) if isinstance(value, tuple) else value
