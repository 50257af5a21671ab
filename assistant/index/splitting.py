"""Articles cut into passages that a 256-word-piece encoder reads whole, header included."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from assistant.types import Article, Passage, Record, Span

SPLITTER = "paragraphs-200/1"
"""Names the rules below; an index made by other rules is refused."""

WORD_PIECES = 200
_HEADING = re.compile(r"^#{1,6}[ \t]+\S.*$", re.MULTILINE)
_SEPARATORS = [r"\n{2,}", r"\n", r"(?<=[.!?…])[\"”’»)\]]*\s+(?=[\"“‘«(\[]*[A-ZÀ-ÞĀ-ſ0-9])", r"\s+", ""]


def split(article: Article, count: Callable[[str], int]) -> tuple[Passage, ...]:
    """Passages of at most about `WORD_PIECES` by `count`: whole paragraphs, never across a heading.

    Every passage points back exactly: `article.text[start:end] == passage.text`.
    """
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(
        chunk_size=WORD_PIECES,
        chunk_overlap=0,
        length_function=count,
        separators=_SEPARATORS,
        is_separator_regex=True,
        keep_separator="end",
        add_start_index=True,
    )
    passages = []
    for first, last in _sections(article.text):
        for document in splitter.create_documents([article.text[first:last]]):
            start = first + document.metadata["start_index"]
            end = start + len(document.page_content)
            passages.append(Passage(article.id, start, end, document.page_content))
    return tuple(passages)


def _sections(text: str) -> Iterator[Span]:
    """The text between headings; the headings themselves are no passages."""
    start = 0
    for heading in _HEADING.finditer(text):
        yield start, heading.start()
        start = heading.end()
    yield start, len(text)


def header(record: Record) -> str:
    """A line that says what a passage alone does not: title, people, publication, date.

    >>> header(Record(article_id="a", title="The Ferry", authors=("Ann Ash",), publication="Tide"))
    'The Ferry. Ann Ash. Tide'
    """
    parts = (record.title, ", ".join(record.people), record.publication, record.date and record.date.text)
    return ". ".join(part for part in parts if part)
