"""The form of a record's JSON, and of what is counted over records: filters, extents, listings, absences."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from assistant.articles import Authorship, Coverage, Form, Kind, UrlKind
from assistant.dates import PublicationDate
from assistant.listings import ListingKind
from assistant.scopes import Side


def _date(iso: str) -> str:
    PublicationDate(iso)  # raises `InvalidDate`, a ValueError
    return iso


Date = Annotated[str, AfterValidator(_date), Field(examples=["2018", "2018-09", "2018-09-13"])]


class Part(BaseModel):
    """A part of the JSON; what a later version has added is left out."""

    model_config = ConfigDict(frozen=True, extra="ignore", use_attribute_docstrings=True)


class ScopeForm(Part):
    """Filters; empty means no filter."""

    people: tuple[str, ...] = ()
    publications: tuple[str, ...] = ()
    since: Date | None = None
    until: Date | None = None
    kinds: tuple[Kind, ...] = ()
    side: Side | None = None


class ExtentForm(Part):
    """What was searched once every filter had been applied."""

    articles: int
    voices: int
    first: Date | None = Field(alias="from")
    last: Date | None = Field(alias="to")
    undated_left_out: int


class RecordForm(Part):
    """What is known of an article; what is not known is null."""

    article_id: str
    title: str
    kind: Kind
    authors: tuple[str, ...]
    author_role: str | None = None
    speakers: tuple[str, ...]
    """The people interviewed or reported."""
    speaker_role: str | None = None
    publication: str | None
    publication_note: str | None = None
    date: Date | None
    date_basis: str | None = None
    url: str | None = None
    also_at: tuple[str, ...] = ()
    language: str | None = None
    original_language: str | None = None
    form: Form = "original"
    """`digest`: somebody else's summary, not the author's own words."""
    coverage: Coverage = "whole"
    coverage_note: str | None = None
    url_kind: UrlKind = "original"
    pseudonym_of: str | None = None
    authorship: Authorship | None = None
    written_by: str | None = None
    basis: dict[str, str] = {}
    """Where each field was found that is not in the front matter."""


class EditionForm(Part):
    """Another place where the same text stands."""

    article_id: str
    publication: str | None
    date: Date | None
    url: str | None


class AbsenceForm(Part):
    """A person who was asked about and says nothing on the question here."""

    person: str
    articles: int
    first: Date | None = Field(alias="from")
    last: Date | None = Field(alias="to")
    text: str


class CountForm(Part):
    """A person, publication, topic or year with its articles."""

    name: str
    articles: int
    first: Date | None = Field(alias="from")
    last: Date | None = Field(alias="to")
    role: str | None


class ListedForm(RecordForm):
    """An article in a listing."""

    date_text: str


class ListingForm(Part):
    """An answer from the records."""

    kind: ListingKind
    text: str
    articles: tuple[ListedForm, ...]
    counts: tuple[CountForm, ...]


class HitForm(Part):
    """A passage that was found."""

    rank: int
    score: float
    article_id: str
    title: str
    authors: tuple[str, ...]
    speakers: tuple[str, ...]
    publication: str | None
    date: Date | None
    start: int
    end: int
    text: str


class ReferencesForm(Part):
    """The reference to an article, made of its record."""

    csl: dict[str, Any]
    """An item of CSL-JSON."""
    bibtex: str
    ris: str
    chicago: str
    """Author-date."""
    chicago_note: str = Field(alias="chicago-note")
    apa: str
    mla: str


class ArticleForm(RecordForm):
    """An article: what is known of it, and its text."""

    topics: tuple[str, ...]
    passages: int
    warnings: tuple[str, ...]
    text: str
    """The text that every offset of a quote refers to."""
    references: ReferencesForm


class ArticlesForm(Part):
    """Articles in order of id."""

    total: int
    """How many pass the filters."""
    articles: tuple[RecordForm, ...]
