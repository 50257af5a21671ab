"""Articles: their records, their texts, and the passages that they are cut into."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from assistant.data import Data
from assistant.dates import PublicationDate
from assistant.positions import Position

Kind = Literal["article", "contribution", "interview", "report"]
Form = Literal["original", "digest"]
Coverage = Literal["whole", "opening"]
Authorship = Literal["disputed"]
UrlKind = Literal["original", "copy", "translation"]
Span = tuple[int, int]


def overlap(one: Span, other: Span) -> bool:
    """Whether two spans have something in common.

    >>> overlap((0, 5), (4, 9)), overlap((0, 5), (5, 9))
    (True, False)
    """
    return one[0] < other[1] and other[0] < one[1]


"""First and one past the last code point, counted in `Article.text`."""
Edit = tuple[int, int, str]
"""A stretch of `Article.text` that is markup, and what a reader sees in its place."""
BlockKind = Literal[
    "paragraph",
    "heading",
    "item",
    "quote",
    "verse",
    "table",
    "code",
    "caption",
    "note",
    "boilerplate",
]
PROSE = frozenset({"paragraph", "item", "quote", "verse"})
"""Kinds of blocks that may hold a view."""
LINE_END_HYPHEN = "\u00ad"
"""What an edit puts for a hyphen at the end of a line, which may be the word's own or the printer's."""


def listed(names: tuple[str, ...]) -> str:
    """
    >>> listed(("Ann Ash", "Bo Birk", "Cy Cole"))
    'Ann Ash, Bo Birk and Cy Cole'
    """
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


@dataclass(frozen=True, slots=True, kw_only=True)
class Record(Data):
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
    """Of the text here, as the record says or as it was detected."""
    original_language: str | None = None
    form: Form = "original"
    """`digest`: someone else's summary, never the author's own words."""
    coverage: Coverage = "whole"
    coverage_note: str | None = None
    url_kind: UrlKind = "original"
    """What stands at `url`: the article where it first appeared, a copy, or a translation."""
    pseudonym_of: str | None = None
    authorship: Authorship | None = None
    written_by: str | None = None
    """The voice of a preface or note in a work of its `authors`, as its title says: "the editor"."""
    basis: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Where each field was found that is not in the front matter: "byline in the text"."""

    @property
    def voices(self) -> tuple[str, ...]:
        """The people whose views the article presents; empty where the record names none."""
        if self.written_by:
            return ()
        if self.speakers or self.kind in ("interview", "report"):
            return self.speakers
        return self.authors

    @property
    def voice(self) -> str | None:
        """The voices as one string in byline order, or who wrote it in the place of a name, or None."""
        return listed(self.voices) or self.written_by

    @property
    def people(self) -> tuple[str, ...]:
        """Voices and authors, each once."""
        return tuple(dict.fromkeys((*self.voices, *self.authors)))

    @property
    def names(self) -> tuple[str, ...]:
        """The names by which a reader may ask for it: of its people, and who writes under one of them."""
        return (*self.people, self.pseudonym_of) if self.pseudonym_of else self.people

    @property
    def date_text(self) -> str:
        """The date in words, or "undated"."""
        return self.date.text if self.date else "undated"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item or other part of an article's text."""

    kind: BlockKind
    start: int
    end: int
    sentences: tuple[Span, ...] = ()
    """Where they stand in `Article.text`, without outer white space; none where it is not its prose."""
    speaker: str | None = None
    """The name on the label of the turn that the block belongs to, as printed."""
    asks: bool = False
    """Whether it is an interviewer's or reporter's turn."""
    markup: tuple[Edit, ...] = ()
    """In order and apart."""


@dataclass(frozen=True, slots=True)
class Plain:
    """A text without its markup, and where each part of it stands in the article.

    Each of the article's own paragraphs, items, quotations and stanzas is parted from the next by an empty
    line; headings, tables and what else is no prose are left out.
    """

    text: str
    sentences: tuple[Span, ...]
    """In `text`, in the order of the article's."""
    _runs: tuple[tuple[int, int, int, int], ...] = ()
    """Of each stretch: where it begins and ends here, where it begins and ends in the article."""

    @classmethod
    def of(cls, text: str, blocks: Iterable[Block]) -> Plain:
        """The plain view of those `blocks` of an article's text that have sentences."""
        pieces: list[str] = []
        runs: list[tuple[int, int, int, int]] = []
        spans: list[Span] = []
        length = 0
        for block in blocks:
            if not block.sentences:
                continue
            if pieces:
                pieces.append("\n\n")
                length += 2
            spans += block.sentences
            for start, end, words in stretches(text, block.start, block.end, block.markup):
                # Search must find a word that the end of a line cuts in two.
                if words != LINE_END_HYPHEN:
                    pieces.append(words)
                    runs.append((length, length + len(words), start, end))
                    length += len(words)
        view = cls("".join(pieces), (), tuple(runs))
        return cls(view.text, tuple(view.place(*span) for span in spans), view._runs)

    def stored(self, start: int, end: int) -> Span:
        """Where `text[start:end]` of this view stands in the article."""
        first = bisect_right(self._runs, start, key=lambda run: run[1])
        last = bisect_left(self._runs, end, key=lambda run: run[0]) - 1
        if not first <= last:
            here = self._runs[min(first, len(self._runs) - 1)][2] if self._runs else 0
            return here, here
        return _moved(start, self._runs[first], closing=False), _moved(end, self._runs[last], closing=True)

    def place(self, start: int, end: int) -> Span:
        """Where a span of the article stands in this view; an empty span where nothing of it does."""
        first = bisect_right(self._runs, start, key=lambda run: run[3])
        last = bisect_left(self._runs, end, key=lambda run: run[2]) - 1
        if not first <= last:
            here = self._runs[first][0] if first < len(self._runs) else len(self.text)
            return here, here
        back = [
            (from_, to, begins, ends) for begins, ends, from_, to in (self._runs[first], self._runs[last])
        ]
        return _moved(start, back[0], closing=False), _moved(end, back[1], closing=True)

    def words(self, start: int, end: int) -> str:
        """A span of the article without its markup.

        >>> stars = ((2, 3, ""), (4, 5, ""))
        >>> Plain.of("a *b* c", [Block("paragraph", 0, 7, ((0, 7),), markup=stars)]).words(0, 7)
        'a b c'
        """
        return self.text[slice(*self.place(start, end))]


def _moved(at: int, run: tuple[int, int, int, int], *, closing: bool) -> int:
    """An offset moved along a run, to its edge where its two sides are not of one length."""
    begins, ends, start, end = run
    if ends - begins != end - start:
        return end if closing else start
    return start + min(max(at - begins, 0), ends - begins)


def stretches(text: str, start: int, end: int, markup: Iterable[Edit]) -> Iterator[tuple[int, int, str]]:
    """The stretches of a text that a reader sees: start, end, and the words seen in their place."""
    at = start
    for from_, to, words in markup:
        if at < from_:
            yield at, from_, text[at:from_]
        if words:
            yield from_, to, words
        at = to
    if at < end:
        yield at, end, text[at:end]


@dataclass(frozen=True)
class Article:
    """One source document: its record, and its text, to which every offset refers, with its blocks."""

    record: Record
    text: str
    topics: tuple[str, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)
    """Front matter keys that mean nothing to us, kept as they are."""
    warnings: tuple[str, ...] = ()
    """What is missing, partial or doubtful in the record, one sentence each."""
    blocks: tuple[Block, ...] = ()
    """In order and apart."""
    positions: tuple[Position, ...] = ()
    """The sides that are taken in it, as its record says; where it does not, as a model read it."""
    sides_stated: bool = False
    """Whether its record says which sides are taken in it, be it none."""
    pages: tuple[tuple[int, str], ...] = ()
    """Where each page of a PDF begins in the text, with its printed or counted number."""

    @property
    def id(self) -> str:
        return self.record.article_id

    @cached_property
    def plain(self) -> Plain:
        """The text without its markup."""
        return Plain.of(self.text, self.blocks)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Every sentence that may hold a view, in order."""
        return tuple(span for block in self.blocks for span in block.sentences)

    def page(self, start: int) -> str | None:
        """The number of the page on which a part of the text begins; None where pages are not known."""
        place = bisect_right(self.pages, start, key=lambda page: page[0]) - 1
        return self.pages[place][1] if place >= 0 else None

    def shown(self, start: int, end: int) -> str:
        """A span of the text as readers see it: without markup, each word with its own hyphens."""
        first = bisect_right(self.blocks, start, key=lambda block: block.end)
        parts: list[str] = []
        for block in self.blocks[first:]:
            if block.start >= end:
                break
            pieces = stretches(self.text, block.start, block.end, block.markup)
            parts.append("".join(_seen(words, (from_, to), start, end) for from_, to, words in pieces))
        return "\n\n".join(parts)


def _seen(words: str, stretch: Span, start: int, end: int) -> str:
    """What is seen of a stretch within a span of the text."""
    from_, to = stretch
    if not overlap(stretch, (start, end)):
        return ""
    if to - from_ != len(words):
        return words.replace(LINE_END_HYPHEN, "-")
    return words[max(0, start - from_) : end - from_]


@dataclass(frozen=True, slots=True)
class Passage:
    """A chunk of an article."""

    article_id: str
    start: int
    end: int
    text: str
    """What stands from `start` to `end` in the article, without markup."""
