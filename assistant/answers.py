"""Answers: quotes, viewpoints and absences, and the stable JSON that they make together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Literal, Self

from assistant.articles import Record, Span
from assistant.dates import PublicationDate
from assistant.listings import Listing
from assistant.markdown import markdown
from assistant.positions import Position, Side, Stance
from assistant.scopes import Extent, Scope

Verdict = Literal["verbatim", "elided"]
ClaimCheck = Literal["supported", "unchecked"]
"""Whether a grader found a claim borne out by its quotes; what it did not find so is not shown."""
Engine = Literal["extractive", "model", "model+extractive", "records"]
Order = Literal["best", "newest", "oldest", "newest_one", "oldest_one", "timeline"]
"""In which order articles are shown: `…_one` is a single one, `timeline` the oldest first, one line each."""
Reason = Literal[
    "empty_question",
    "empty_index",
    "unclear",
    "unknown_person",
    "person_silent",
    "filtered_out",
    "not_covered",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """A quote in the reader's language, in a model's words."""

    text: str
    by: str
    """The model."""

    def to_dict(self) -> dict[str, Any]:
        return {"text": self.text, "by": self.by}


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
    plain: str | None = None
    """The quoted words without markup and line ends, where these stand in `text`."""
    page: str | None = None
    """The number of the page on which it begins, of an article that has pages."""
    translation: Translation | None = None

    @property
    def shown(self) -> str:
        """The quoted words as readers see them, with " … " between the parts of an elided quote."""
        if self.plain is not None:
            return self.plain
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
            "plain": self.plain,
            "page": self.page,
            "translation": self.translation and self.translation.to_dict(),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        values = {item.name: data[item.name] for item in fields(cls) if item.name in data}
        return cls(
            **{
                **values,
                "parts": values.get("parts") and tuple(_span(part) for part in values["parts"]),
                "before": _span(values.get("before")),
                "after": _span(values.get("after")),
                "translation": Translation(**told) if (told := values.get("translation")) else None,
            }
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """Another place where the same text stands."""

    article_id: str
    publication: str | None
    date: PublicationDate | None
    url: str | None

    @classmethod
    def of(cls, record: Record) -> Self:
        return cls(
            article_id=record.article_id, publication=record.publication, date=record.date, url=record.url
        )

    def to_dict(self) -> dict[str, Any]:
        return {
            "article_id": self.article_id,
            "publication": self.publication,
            "date": self.date and self.date.iso,
            "url": self.url,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        return cls(**{**data, "date": PublicationDate.read(data["date"])})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """How many articles take which side on the proposition that a question is about."""

    on: str
    asked: Side | None = None
    """The side that the question asks for; None for all."""
    for_: int = 0
    against: int = 0
    mixed: int = 0
    none: int = 0
    not_read: int = 0
    """Articles that bear on the question in which no side on it was read."""
    basis: str = "record"
    """Who says so: the articles' `record`, `model NAME`, or several."""

    def to_dict(self) -> dict[str, Any]:
        return {item.name.rstrip("_"): getattr(self, item.name) for item in fields(self)}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        return cls(**{item.name: data[item.name.rstrip("_")] for item in fields(cls)})


Key = tuple[str, str | None, bool, str]
"""Article, speaker, whether the view is reported, and the part of the question that it answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewpoint:
    """One speaker's view in one article, with the words that prove it."""

    record: Record
    speaker: str | None
    """Who holds the view; None where nobody is named."""
    reported: bool
    """Whether the view is someone else's than the article's voice."""
    quotes: tuple[Quote, ...]
    sure: bool = True
    """False where whose view it is was not read from the words, since their language was not examined."""
    claim: str | None = None
    claim_check: ClaimCheck | None = None
    """None where there is no claim."""
    stance: Stance | None = None
    """The side that is taken; without a position it is a model's claim. None: not read."""
    position: Position | None = None
    also_in: tuple[Edition, ...] = ()
    part: str = ""
    """Of a question of several parts: the words of the one that it answers."""

    @property
    def key(self) -> Key:
        """What no two viewpoints of an answer share."""
        return self.record.article_id, self.speaker, self.reported, self.part

    def to_dict(self) -> dict[str, Any]:
        return {
            **self.record.to_dict(),
            "date_text": self.record.date_text,
            "speaker": self.speaker,
            "reported": self.reported,
            **({} if self.sure else {"sure": False}),
            "claim": self.claim,
            "claim_check": self.claim_check,
            "stance": self.stance,
            "position": self.position and self._position(self.position),
            "quotes": [quote.to_dict() for quote in self.quotes],
            "also_in": [edition.to_dict() for edition in self.also_in],
            **({"part": self.part} if self.part else {}),
        }

    def _position(self, position: Position) -> dict[str, Any]:
        place = {"start": position.start, "end": position.end}
        shown = (quote.citation for quote in self.quotes if (quote.start, quote.end) == (*place.values(),))
        return {**position.to_dict(), "quote": {"citation": next(shown, None), **place}}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        return cls(
            record=Record.from_dict(data),
            speaker=data["speaker"],
            reported=data["reported"],
            sure=data.get("sure", True),
            claim=data["claim"],
            claim_check=data.get("claim_check"),
            stance=_EARLIER.get(data["stance"], data["stance"]),
            position=Position.from_dict(position) if (position := data.get("position")) else None,
            quotes=tuple(Quote.from_dict(quote) for quote in data["quotes"]),
            also_in=tuple(Edition.from_dict(edition) for edition in data.get("also_in", ())),
            part=data.get("part", ""),
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
            first=PublicationDate.read(data["from"]),
            last=PublicationDate.read(data["to"]),
            text=data["text"],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A misspelt word of the question, and the word of the articles that is searched for in its place."""

    typed: str
    meant: str

    def to_dict(self) -> dict[str, Any]:
        return {"typed": self.typed, "meant": self.meant}


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
    sides: Sides | None = None
    """Where positions on the question are known."""
    absences: tuple[Absence, ...] = ()
    more: int = 0
    """Articles that bear on the question beyond those shown here and before."""
    shown_before: tuple[str, ...] = ()
    """Of an answer that continues another: ids of the articles that those before it have shown."""
    order: Order = "best"
    """In which order the viewpoints stand, and which of the articles that bear on it were chosen so."""
    shortened: bool = False
    """Whether it repeats the answer before it with fewer quotes."""
    nearest: tuple[Viewpoint, ...] = ()
    """Of a declined question: the passages that came closest, at most three."""
    listing: Listing | None = None
    """The answer from the records to a question about the collection; of no question, what can be asked."""
    corrections: tuple[Correction, ...] = ()
    """Words of the question that were taken for others, told in the notes, too."""
    parts: tuple[Answer, ...] = ()
    """Of a question of several parts: the answer to each, whose views and nearest passages stand here too."""
    notes: tuple[str, ...] = ()
    """Sentences for readers: what was dropped, left out or did not work."""
    timings_ms: Mapping[str, float] = field(default_factory=dict)
    usage: Usage | None = None

    @property
    def articles(self) -> tuple[str, ...]:
        """Ids of the articles shown, in their order."""
        return tuple(dict.fromkeys(view.record.article_id for view in self.viewpoints))

    @property
    def shown(self) -> tuple[Viewpoint, ...]:
        """The views; of a declined question, or part of one, the passages that came closest."""
        if self.parts:
            return tuple(view for part in self.parts for view in part.shown)
        return (*self.viewpoints, *self.nearest)

    @property
    def to_come(self) -> tuple[Viewpoint, ...]:
        """The views whose part is not told yet, while the answer grows; all where there are no parts."""
        told = {part.question for part in self.parts}
        return tuple(view for view in self.viewpoints if view.part not in told)

    @property
    def last_citation(self) -> int:
        """The highest citation number; 0 where nothing is shown."""
        return max((quote.citation for view in self.shown for quote in view.quotes), default=0)

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
            "sides": self.sides and self.sides.to_dict(),
            "more": self.more,
            "order": self.order,
            "shortened": self.shortened,
            "shown_before": list(self.shown_before),
            "absences": [absence.to_dict() for absence in self.absences],
            "nearest": [viewpoint.to_dict() for viewpoint in self.nearest],
            "listing": self.listing and self.listing.to_dict(),
            "corrections": [correction.to_dict() for correction in self.corrections],
            "parts": [part._without_views() for part in self.parts],
            "notes": list(self.notes),
            "timings_ms": dict(self.timings_ms),
            "usage": self.usage and self.usage.to_dict(),
        }

    def _without_views(self) -> dict[str, Any]:
        """The answer to a part, whose views stand in that to the whole."""
        return {name: value for name, value in self.to_dict().items() if name not in _OF_WHOLE}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """The answer that `to_dict` made `data` from; what an older one did not tell yet has its default."""
        return cls(
            **{
                **{item.name: data[item.name] for item in fields(cls) if item.name in data},
                "scope": Scope.from_dict(data["scope"]),
                "understood": Scope.from_dict(data["understood"]),
                "searched": Extent.from_dict(data["searched"]),
                "viewpoints": tuple(Viewpoint.from_dict(view) for view in data["viewpoints"]),
                "sides": Sides.from_dict(sides) if (sides := data.get("sides")) else None,
                "shown_before": tuple(data.get("shown_before", ())),
                "absences": tuple(Absence.from_dict(absence) for absence in data["absences"]),
                "nearest": tuple(Viewpoint.from_dict(view) for view in data["nearest"]),
                "listing": Listing.from_dict(listing) if (listing := data.get("listing")) else None,
                "corrections": tuple(Correction(**each) for each in data.get("corrections", ())),
                "parts": tuple(cls.from_dict(_part(part, data)) for part in data.get("parts", ())),
                "notes": tuple(data["notes"]),
                "usage": Usage(**usage) if (usage := data.get("usage")) else None,
            }
        )

    def to_markdown(self) -> str:
        """The answer as Markdown, fit for a document or a message."""
        return markdown(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One question and answer of a conversation."""

    question: str
    answer: Answer | str


_OF_WHOLE = frozenset(("viewpoints", "nearest", "parts", "corrections"))
"""What is told of a question of several parts as a whole."""
_EARLIER: Mapping[str | None, Stance] = {"conditional": "mixed", "describes": "none"}
"""Words of kept answers of earlier versions."""


def _part(part: Mapping[str, Any], whole: Mapping[str, Any]) -> dict[str, Any]:
    """The data of the answer to a part, with its views from those of the whole."""
    views = {
        name: [view for view in whole[name] if view.get("part") == part["question"]]
        for name in ("viewpoints", "nearest")
    }
    return {**part, **views}


def _span(pair: list[int] | None) -> Span | None:
    return (pair[0], pair[1]) if pair else None
