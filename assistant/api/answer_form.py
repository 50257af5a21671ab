"""The form of an answer's JSON: for the OpenAPI document, and for answers that a program sends back."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from assistant.answers import Answer, ClaimCheck, Engine, Order, Reason, Verdict
from assistant.api.record_form import (
    AbsenceForm,
    EditionForm,
    ExtentForm,
    ListingForm,
    Part,
    RecordForm,
    ScopeForm,
)
from assistant.positions import Side, Stance

Span = tuple[int, int]
"""First and one past the last code point, counted in the text of the article."""


class TranslationForm(Part):
    """A quote in the reader's language, in a model's words."""

    text: str
    by: str


class QuoteForm(Part):
    """A stretch of an article."""

    citation: int
    text: str
    """The stored slice of the article, from `start` to `end`."""
    start: int
    end: int
    verdict: Verdict
    parts: tuple[Span, ...] | None = None
    before: Span | None = None
    after: Span | None = None
    context: str | None = None
    plain: str | None = None
    """The quoted words without markup, where these differ from `text`."""
    page: str | None = None
    translation: TranslationForm | None = None


class CitedForm(Part):
    """Where the words stand that show a position."""

    citation: int | None
    start: int
    end: int


class PositionForm(Part):
    """The side that somebody takes on a proposition."""

    on: str
    stance: Side
    start: int
    end: int
    holder: str | None
    basis: str
    read_by: str | None
    read_on: str | None
    quote: CitedForm


class ViewpointForm(RecordForm):
    """One source's view in one article: the article's record, who holds the view, and the words."""

    date_text: str
    speaker: str | None
    """Who holds the view; null where nobody is named."""
    reported: bool
    """Whether it is somebody else's view than that of the article's own voice."""
    sure: bool = True
    claim: str | None
    claim_check: ClaimCheck | None = None
    """Whether a grader found the claim borne out by the quotes; null where there is no claim."""
    stance: Stance | None
    position: PositionForm | None
    quotes: tuple[QuoteForm, ...]
    also_in: tuple[EditionForm, ...]
    part: str = ""


class SidesForm(Part):
    """How many articles take which side."""

    on: str
    asked: Side | None
    for_: int = Field(alias="for")
    against: int
    mixed: int
    none: int
    not_read: int
    basis: str


class CorrectionForm(Part):
    """A misspelt word, and what is searched for in its place."""

    typed: str
    meant: str


class UsageForm(Part):
    """Tokens of the model calls behind an answer."""

    input_tokens: int
    output_tokens: int
    calls: int
    estimated: bool


class SubAnswerForm(Part):
    """The answer to a part of the question; its views stand in that to the whole."""

    question: str
    standalone_question: str
    answered: bool
    reason: Reason | None
    engine: Engine
    scope: ScopeForm
    """The reader's own filters."""
    understood: ScopeForm
    """Filters found in the question."""
    searched: ExtentForm
    summary: str | None
    sides: SidesForm | None
    more: int
    """Articles that bear on the question beyond those shown; sent back as `after`, the answer brings them."""
    order: Order
    shortened: bool = False
    """Whether it repeats the answer before it with fewer quotes."""
    shown_before: tuple[str, ...]
    absences: tuple[AbsenceForm, ...]
    listing: ListingForm | None
    notes: tuple[str, ...]
    """Sentences for readers."""
    timings_ms: dict[str, float]
    usage: UsageForm | None


class AnswerForm(SubAnswerForm):
    """Who says what about the question, where and when."""

    viewpoints: tuple[ViewpointForm, ...]
    nearest: tuple[ViewpointForm, ...]
    """Of a declined question: the passages that came closest."""
    corrections: tuple[CorrectionForm, ...]
    parts: tuple[SubAnswerForm, ...]

    def answer(self) -> Answer:
        """The answer whose JSON this is."""
        data: dict[str, Any] = self.model_dump(by_alias=True)
        return Answer.from_dict(data)
