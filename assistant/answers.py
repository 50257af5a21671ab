"""Answers: quotes, viewpoints and absences, and the stable JSON that they make together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Self

from assistant.articles import Record, Span
from assistant.data import Data, read, told
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
class Translation(Data):
    """A quote in the reader's language, in a model's words."""

    text: str
    by: str
    """The model."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote(Data):
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition(Data):
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides(Data):
    """How many articles take which side on the proposition that a question is about."""

    on: str
    asked: Side | None = None
    """The side that the question asks for; None for all."""
    for_: int = field(default=0, metadata={"key": "for"})
    against: int = 0
    mixed: int = 0
    none: int = 0
    not_read: int = 0
    """Articles that bear on the question in which no side on it was read."""
    basis: str = "record"
    """Who says so: the articles' `record`, `model NAME`, or several."""


Key = tuple[str, str | None, bool, str]
"""Article, speaker, whether the view is reported, and the part of the question that it answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewpoint(Data):
    """One speaker's view in one article, with the words that prove it."""

    record: Record
    speaker: str | None
    """Who holds the view; None where nobody is named."""
    reported: bool
    """Whether the view is someone else's than the article's voice."""
    sure: bool = True
    """False where whose view it is was not read from the words, since their language was not examined."""
    claim: str | None = None
    claim_check: ClaimCheck | None = None
    """None where there is no claim."""
    stance: Stance | None = None
    """The side that is taken; without a position it is a model's claim. None: not read."""
    position: Position | None = None
    quotes: tuple[Quote, ...]
    also_in: tuple[Edition, ...] = ()
    part: str = ""
    """Of a question of several parts: the words of the one that it answers."""

    @property
    def key(self) -> Key:
        """What no two viewpoints of an answer share."""
        return self.record.article_id, self.speaker, self.reported, self.part

    def to_dict(self) -> dict[str, Any]:
        data = told(self)
        record = data.pop("record")
        if self.sure:
            del data["sure"]
        if not self.part:
            del data["part"]
        if self.position:
            place = {"start": self.position.start, "end": self.position.end}
            proof = (each.citation for each in self.quotes if (each.start, each.end) == (*place.values(),))
            data["position"]["quote"] = {"citation": next(proof, None), **place}
        return {**record, "date_text": self.record.date_text, **data}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        stance = data.get("stance")
        return read(cls, {**data, "record": data, "stance": _EARLIER.get(stance, stance)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence(Data):
    """A person who was asked about and says nothing on the question here."""

    person: str
    articles: int
    first: PublicationDate | None = field(metadata={"key": "from"})
    last: PublicationDate | None = field(metadata={"key": "to"})
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction(Data):
    """A misspelt word of the question, and the word of the articles that is searched for in its place."""

    typed: str
    meant: str


@dataclass(frozen=True, slots=True)
class Usage(Data):
    """Tokens of the model calls behind an answer."""

    input_tokens: int
    output_tokens: int
    calls: int
    estimated: bool = False
    """Whether the server reported no usage and the figures are our estimate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Data):
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
    more: int = 0
    """Articles that bear on the question beyond those shown here and before."""
    order: Order = "best"
    """In which order the viewpoints stand, and which of the articles that bear on it were chosen so."""
    shortened: bool = False
    """Whether it repeats the answer before it with fewer quotes."""
    shown_before: tuple[str, ...] = ()
    """Of an answer that continues another: ids of the articles that those before it have shown."""
    absences: tuple[Absence, ...] = ()
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
        data = told(self)
        for part in data["parts"]:
            for name in _OF_WHOLE:
                del part[name]
        return data

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """The answer that `to_dict` made `data` from; what an older one did not tell yet has its default."""
        return read(cls, {**data, "parts": [_part(part, data) for part in data.get("parts", ())]})

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
