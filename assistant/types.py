"""The values that travel between the parts: articles, passages, viewpoints, answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Literal, Self

from assistant.dates import PublicationDate

Kind = Literal["article", "contribution", "interview", "report"]
Form = Literal["original", "digest"]
Coverage = Literal["whole", "opening"]
Verdict = Literal["verbatim", "elided"]
Stance = Literal["for", "against", "conditional", "describes"]
Engine = Literal["extractive", "model", "model+extractive"]
Reason = Literal[
    "empty_question", "empty_index", "unknown_person", "person_silent", "filtered_out", "not_covered"
]
Span = tuple[int, int]
"""First and one past the last code point, counted in `Article.text`."""


def listed(names: tuple[str, ...]) -> str:
    """
    >>> listed(("Ann Ash", "Bo Birk", "Cy Cole"))
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
        values = _known(cls, data)
        values["date"] = _date(values.get("date"))
        for name in ("authors", "speakers", "also_at"):
            values[name] = tuple(values.get(name, ()))
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Filters: empty means no filter. Dates are YYYY, YYYY-MM or YYYY-MM-DD, both ends included."""

    people: tuple[str, ...] = ()
    publications: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None

    def __post_init__(self) -> None:
        for date in filter(None, (self.since, self.until)):
            PublicationDate(date)

    def __bool__(self) -> bool:
        return self != Scope()

    def to_dict(self) -> dict[str, Any]:
        return {
            "people": list(self.people),
            "publications": list(self.publications),
            "since": self.since,
            "until": self.until,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        return cls(
            people=tuple(data["people"]),
            publications=tuple(data["publications"]),
            since=data["since"],
            until=data["until"],
        )


@dataclass(frozen=True, slots=True)
class Extent:
    """What was searched, once every filter had been applied."""

    articles: int = 0
    voices: int = 0
    first: PublicationDate | None = None
    last: PublicationDate | None = None
    undated_left_out: int = 0

    def to_dict(self) -> dict[str, Any]:
        return {
            "articles": self.articles,
            "voices": self.voices,
            "from": self.first and self.first.iso,
            "to": self.last and self.last.iso,
            "undated_left_out": self.undated_left_out,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        return cls(
            data["articles"], data["voices"], _date(data["from"]), _date(data["to"]), data["undated_left_out"]
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A span of an article, found there by code."""

    citation: int
    """The number shown to the reader; it never changes once the viewpoint was shown."""
    text: str
    """The stored slice `article.text[start:end]`, never a model's spelling."""
    start: int
    end: int
    verdict: Verdict = "verbatim"
    parts: tuple[Span, ...] | None = None
    """Of an elided quote: its verbatim parts, in order."""
    before: Span | None = None
    """The sentence before: context to show, not part of the quote."""
    after: Span | None = None
    context: str | None = None
    """The words of the sentence before, where the quote cannot be understood alone."""

    @property
    def shown(self) -> str:
        """The quoted words, with " … " between the parts of an elided quote."""
        parts = self.parts or ((self.start, self.end),)
        return " … ".join(self.text[start - self.start : end - self.start] for start, end in parts)

    def to_dict(self) -> dict[str, Any]:
        return {
            "citation": self.citation,
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "verdict": self.verdict,
            "parts": self.parts and [list(part) for part in self.parts],
            "before": self.before and list(self.before),
            "after": self.after and list(self.after),
            "context": self.context,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        values = _known(cls, data)
        return cls(
            **{
                **values,
                "parts": values.get("parts") and tuple(_span(part) for part in values["parts"]),
                "before": _span(values.get("before")),
                "after": _span(values.get("after")),
            }
        )


Key = tuple[str, str | None, bool]
"""Article, speaker, and whether the view is reported."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewpoint:
    """One speaker's view in one article, with the words that prove it."""

    record: Record
    speaker: str | None
    """Who holds the view; None where nobody is named."""
    reported: bool
    """Whether the view is someone else's than the article's voice."""
    quotes: tuple[Quote, ...]
    claim: str | None = None
    stance: Stance | None = None

    @property
    def key(self) -> Key:
        """What no two viewpoints of an answer share."""
        return self.record.article_id, self.speaker, self.reported

    def to_dict(self) -> dict[str, Any]:
        return {
            **self.record.to_dict(),
            "date_text": self.record.date_text,
            "speaker": self.speaker,
            "reported": self.reported,
            "claim": self.claim,
            "stance": self.stance,
            "quotes": [quote.to_dict() for quote in self.quotes],
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        return cls(
            record=Record.from_dict(data),
            speaker=data["speaker"],
            reported=data["reported"],
            claim=data["claim"],
            stance=data["stance"],
            quotes=tuple(Quote.from_dict(quote) for quote in data["quotes"]),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """A person who was asked about and says nothing on the question here."""

    person: str
    articles: int
    first: PublicationDate | None
    last: PublicationDate | None
    text: str

    def to_dict(self) -> dict[str, Any]:
        return {
            "person": self.person,
            "articles": self.articles,
            "from": self.first and self.first.iso,
            "to": self.last and self.last.iso,
            "text": self.text,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        return cls(
            person=data["person"],
            articles=data["articles"],
            first=_date(data["from"]),
            last=_date(data["to"]),
            text=data["text"],
        )


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens of the model calls behind an answer."""

    input_tokens: int
    output_tokens: int
    calls: int
    estimated: bool = False
    """Whether the server reported no usage and the figures are our estimate."""

    def to_dict(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in ("input_tokens", "output_tokens", "calls", "estimated")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was asked, who says what about it, what was searched; the stable JSON of the project."""

    question: str
    standalone_question: str
    answered: bool
    reason: Reason | None = None
    engine: Engine = "extractive"
    scope: Scope = Scope()
    """The reader's own filters."""
    understood: Scope = Scope()
    """Filters found in the question."""
    searched: Extent = Extent()
    summary: str | None = None
    viewpoints: tuple[Viewpoint, ...] = ()
    absences: tuple[Absence, ...] = ()
    nearest: tuple[Viewpoint, ...] = ()
    """Of a declined question: the passages that came closest, at most three."""
    notes: tuple[str, ...] = ()
    """Sentences for readers: what was dropped, left out or did not work."""
    timings_ms: Mapping[str, float] = field(default_factory=dict)
    usage: Usage | None = None

    def to_dict(self) -> dict[str, Any]:
        return {
            "question": self.question,
            "standalone_question": self.standalone_question,
            "answered": self.answered,
            "reason": self.reason,
            "engine": self.engine,
            "scope": self.scope.to_dict(),
            "understood": self.understood.to_dict(),
            "searched": self.searched.to_dict(),
            "summary": self.summary,
            "viewpoints": [viewpoint.to_dict() for viewpoint in self.viewpoints],
            "absences": [absence.to_dict() for absence in self.absences],
            "nearest": [viewpoint.to_dict() for viewpoint in self.nearest],
            "notes": list(self.notes),
            "timings_ms": dict(self.timings_ms),
            "usage": self.usage and self.usage.to_dict(),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """The answer that `to_dict` made `data` from; what an older one did not tell yet has its default."""
        return cls(
            **{
                **_known(cls, data),
                "scope": Scope.from_dict(data["scope"]),
                "understood": Scope.from_dict(data["understood"]),
                "searched": Extent.from_dict(data["searched"]),
                "viewpoints": tuple(Viewpoint.from_dict(view) for view in data["viewpoints"]),
                "absences": tuple(Absence.from_dict(absence) for absence in data["absences"]),
                "nearest": tuple(Viewpoint.from_dict(view) for view in data["nearest"]),
                "notes": tuple(data["notes"]),
                "usage": Usage(**usage) if (usage := data.get("usage")) else None,
            }
        )

    def to_markdown(self) -> str:
        """The answer as Markdown, fit for a document or a message."""
        from assistant.rendering.markdown import markdown

        return markdown(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One question and answer of a conversation."""

    question: str
    answer: Answer | str


def _known(cls: type, data: Mapping[str, Any]) -> dict[str, Any]:
    return {item.name: data[item.name] for item in fields(cls) if item.name in data}


def _plain(value: object) -> object:
    if isinstance(value, PublicationDate):
        return value.iso
    return list(value) if isinstance(value, tuple) else value


def _date(iso: str | None) -> PublicationDate | None:
    return PublicationDate(iso) if iso else None


def _span(pair: list[int] | None) -> Span | None:
    return (pair[0], pair[1]) if pair else None
