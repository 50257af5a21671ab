"""Articles cut into passages that a 256-word-piece encoder reads whole, header included."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from assistant.articles import Article, Passage, Record, Span

SPLITTER = "paragraphs-200/2"
"""Names the rules below; an index made by other rules is refused."""

LONGEST = 200
"""Word pieces of a passage; longer paragraphs are cut between sentences."""
SHORT = 50
"""A passage of fewer word pieces takes the next paragraph in."""

_HEADING = re.compile(r"^#{1,6}[ \t]+\S.*$", re.MULTILINE)
_PARAGRAPH = re.compile(r"\S[^\n]*")
_SEPARATORS = [r"(?<=[.!?…])[\"”’»)\]]*\s+(?=[\"“‘«(\[]*[A-ZÀ-ÞĀ-ſ0-9])", r"\s+", ""]


def split(article: Article, count: Callable[[str], int]) -> tuple[Passage, ...]:
    """Passages in order: paragraphs, short ones joined, never across a heading; sizes by `count`.

    Every passage points back exactly: `article.text[start:end] == passage.text`.
    """
    text = article.text
    return tuple(
        Passage(article.id, start, end, text[start:end])
        for section in _sections(text)
        for start, end in _joined(text, list(_paragraphs(text, section, count)), count)
    )


def header(record: Record) -> str:
    """A line that says what a passage alone does not: title, people, publication, date.

    >>> header(Record(article_id="a", title="The Ferry", authors=("Ann Ash",), publication="Tide"))
    'The Ferry. Ann Ash. Tide'
    """
    parts = (record.title, ", ".join(record.people), record.publication, record.date and record.date.text)
    return ". ".join(part for part in parts if part)


def _sections(text: str) -> Iterator[Span]:
    """The text between headings; the headings themselves are no passages."""
    start = 0
    for heading in _HEADING.finditer(text):
        yield start, heading.start()
        start = heading.end()
    yield start, len(text)


def _paragraphs(text: str, section: Span, count: Callable[[str], int]) -> Iterator[Span]:
    """The paragraphs of a section, each at most `LONGEST`."""
    for match in _PARAGRAPH.finditer(text, *section):
        start, end = match.start(), match.start() + len(match.group().rstrip())
        if count(text[start:end]) <= LONGEST:
            yield start, end
        else:
            yield from _cut(text, start, end, count)


def _cut(text: str, start: int, end: int, count: Callable[[str], int]) -> Iterator[Span]:
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(
        chunk_size=LONGEST,
        chunk_overlap=0,
        length_function=count,
        separators=_SEPARATORS,
        is_separator_regex=True,
        keep_separator="end",
        add_start_index=True,
    )
    for document in splitter.create_documents([text[start:end]]):
        first = start + document.metadata["start_index"]
        yield first, first + len(document.page_content)


def _joined(text: str, paragraphs: list[Span], count: Callable[[str], int]) -> list[Span]:
    """The paragraphs with every short one joined to a neighbour, where both together are not too long."""
    joined: list[Span] = []
    for start, end in paragraphs:
        if joined:
            first, last = joined[-1]
            short = min(count(text[first:last]), count(text[start:end])) < SHORT
            if short and count(text[first:end]) <= LONGEST:
                joined[-1] = (first, end)
                continue
        joined.append((start, end))
    return joined
