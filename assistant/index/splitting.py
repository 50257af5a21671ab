"""Articles cut into passages that a 256-word-piece encoder reads whole, header included."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from assistant.articles import Article, Passage, Record, Span

SPLITTER = "paragraphs-200/2"
"""Names the rules below; an index made by other rules is refused."""

LONGEST = 200
"""Word pieces of a passage; longer paragraphs are cut between sentences."""
SHORT = 50
"""A passage of fewer word pieces takes the next paragraph in."""
_CHARACTERS = 10
"""A word piece at the most: some encoders count none for a sign or one for a word of any length."""

_HEADING = re.compile(r"^#{1,6}[ \t]+\S.*$", re.MULTILINE)
_PARAGRAPH = re.compile(r"\S[^\n]*")
_SEPARATORS = [r"(?<=[.!?…])[\"”’»)\]]*\s+(?=[\"“‘«(\[]*[A-ZÀ-ÞĀ-ſ0-9])", r"\s+", r"[\s\S]{8}"]
"""Ends of sentences, white space, and in what has none every eight characters."""
_Sized = tuple[int, int, int]
"""Start, end and size of a stretch of text."""


def split(article: Article, count: Callable[[str], int]) -> tuple[Passage, ...]:
    """Passages in order: paragraphs, short ones joined, never across a heading; sizes by `count`.

    Every passage points back exactly: `article.text[start:end] == passage.text`.
    """
    text = article.text

    def size(piece: str) -> int:
        return max(count(piece), len(piece) // _CHARACTERS) or min(1, len(piece))

    return tuple(
        Passage(article.id, start, end, text[start:end])
        for section in _sections(text)
        for start, end in _joined(_paragraphs(text, section, size))
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


def _paragraphs(text: str, section: Span, size: Callable[[str], int]) -> Iterator[_Sized]:
    """The paragraphs of a section, each at most `LONGEST`."""
    for match in _PARAGRAPH.finditer(text, *section):
        start, end = match.start(), match.start() + len(match.group().rstrip())
        whole = size(text[start:end])
        if whole <= LONGEST:
            yield start, end, whole
        else:
            yield from _cut(text, start, end, size)


def _cut(text: str, start: int, end: int, size: Callable[[str], int]) -> Iterator[_Sized]:
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(
        chunk_size=LONGEST,
        chunk_overlap=0,
        length_function=size,
        separators=_SEPARATORS,
        is_separator_regex=True,
        keep_separator="end",
        add_start_index=True,
    )
    for document in splitter.create_documents([text[start:end]]):
        first = start + document.metadata["start_index"]
        yield first, first + len(document.page_content), size(document.page_content)


def _joined(paragraphs: Iterable[_Sized]) -> list[Span]:
    """The paragraphs with every short one joined to a neighbour, where both together are not too long."""
    joined: list[_Sized] = []
    for start, end, size in paragraphs:
        if joined:
            first, _, before = joined[-1]
            # Their sum, so that no text is counted again with each of many short paragraphs.
            if min(before, size) < SHORT and before + size <= LONGEST:
                joined[-1] = (first, end, before + size)
                continue
        joined.append((start, end, size))
    return [(start, end) for start, end, _ in joined]
