"""Articles cut into passages that a 256-word-piece encoder reads whole, header included."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from assistant.articles import Article, Block, Passage, Plain, Record, Span
from assistant.text import trimmed

SPLITTER = "blocks-200/2"
"""Names the rules below; an index made by other rules is refused."""

LONGEST = 200
"""Word pieces of a passage; longer paragraphs are cut between sentences."""
SHORT = 50
"""A passage of fewer word pieces takes the next paragraph in."""
_CHARACTERS = 10
"""A word piece at the most: some encoders count none for a sign or one for a word of any length."""
_SEPARATORS = [r"\s+", r"[\s\S]{8}"]
"""White space, and in what has none every eight characters: where a sentence too long is cut."""
_Sized = tuple[int, int, int]
"""Start, end and size of a stretch of the plain text."""


def split(article: Article, count: Callable[[str], int]) -> tuple[Passage, ...]:
    """Passages in order: blocks of prose, short ones joined, never across a heading; sizes by `count`.

    A passage points back exactly: its text is the plain view of `article.text[start:end]`.
    """
    plain = article.plain

    def size(piece: str) -> int:
        return max(count(piece), len(piece) // _CHARACTERS) or min(1, len(piece))

    return tuple(
        Passage(article.id, *plain.stored(start, end), plain.text[start:end])
        for section in _sections(article)
        for start, end in _joined(_stretches(plain, section, size))
    )


def header(record: Record) -> str:
    """A line that says what a passage alone does not: title, people, publication, date.

    >>> header(Record(article_id="a", title="The Ferry", authors=("Ann Ash",), publication="Tide"))
    'The Ferry. Ann Ash. Tide'
    """
    parts = (record.title, ", ".join(record.names), record.publication, record.date and record.date.text)
    return ". ".join(part for part in parts if part)


def _sections(article: Article) -> Iterator[list[Block]]:
    """The blocks of prose between headings."""
    section: list[Block] = []
    for block in article.blocks:
        if block.kind == "heading":
            yield section
            section = []
        elif block.sentences:
            section.append(block)
    yield section


def _stretches(plain: Plain, section: Iterable[Block], size: Callable[[str], int]) -> Iterator[_Sized]:
    """The blocks of a section, those longer than `LONGEST` in pieces."""
    for block in section:
        start, end = trimmed(plain.text, *plain.place(block.start, block.end))
        whole = size(plain.text[start:end])
        if whole <= LONGEST:
            yield start, end, whole
            continue
        spans = [plain.place(*span) for span in block.sentences]
        cuts = [start, *(first for first, _ in spans[1:]), end]
        yield from _filled(piece for cut in pairwise(cuts) for piece in _short(plain.text, *cut, size))


def _filled(pieces: Iterable[_Sized]) -> Iterator[_Sized]:
    """Sentences joined as long as they fit."""
    filled: _Sized | None = None
    for start, end, own in pieces:
        if filled and filled[2] + own <= LONGEST:
            filled = (filled[0], end, filled[2] + own)
            continue
        if filled:
            yield filled
        filled = (start, end, own)
    if filled:
        yield filled


def _short(text: str, start: int, end: int, size: Callable[[str], int]) -> Iterator[_Sized]:
    """A sentence without outer white space, in pieces where it is longer than `LONGEST`."""
    start, end = trimmed(text, start, end)
    if start >= end:
        return
    whole = size(text[start:end])
    if whole <= LONGEST:
        yield start, end, whole
        return
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


def _joined(stretches: Iterable[_Sized]) -> list[Span]:
    """The stretches with every short one joined to a neighbour, where both together are not too long."""
    joined: list[_Sized] = []
    for start, end, size in stretches:
        if joined:
            first, _, before = joined[-1]
            # Their sum, so that no text is counted again with each of many short paragraphs.
            if min(before, size) < SHORT and before + size <= LONGEST:
                joined[-1] = (first, end, before + size)
                continue
        joined.append((start, end, size))
    return [(start, end) for start, end, _ in joined]
