"""An answer as a Markdown document; nothing in an article or a question can become markup in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from assistant.articles import Record
from assistant.text import one_line, web_address
from assistant.wording.byline import attribution, role
from assistant.wording.lines import (
    asides,
    context_line,
    counted_line,
    decline_lines,
    engine_line,
    notes,
    page_note,
    page_words,
    part_lines,
    quoted,
    searched_lines,
    shortened,
    source_line,
    translation_line,
)
from assistant.wording.listings import Row, rows
from assistant.wording.positions import (
    Shared,
    grouped,
    shared,
    shared_line,
    within,
)

if TYPE_CHECKING:
    from assistant.answers import Answer, Viewpoint

_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
# The last four are what dialects turn into links and images by themselves. (An e-mail address stays one in
# GitHub's dialect: there nothing but a change of its characters keeps it from being linked.)
_SPECIAL = re.compile(r"[\\`*_\[\]{}|~$#@]|:(?=//)|(?<=\bwww)\.|!(?=\[)", re.IGNORECASE)
_LINE_START = re.compile(r"^(\d{1,9}(?=[.)])|(?=[+=-]))")
_CITATION = re.compile(r"\\\[(\d+(?:, ?\d+)*)\\\](?![\[(:])", re.ASCII)


def markdown(answer: Answer) -> str:
    """The whole answer: each viewpoint with its quotes as numbered blocks, and a list of sources."""
    return "\n\n".join(_blocks(answer)) + "\n"


def escaped(text: str) -> str:
    """`text` on one line, shown as it stands wherever in a document it is put."""
    line = _SPECIAL.sub(r"\\\g<0>", one_line(text)).translate(_ENTITIES)
    return _LINE_START.sub(r"\1\\", line)


def _blocks(answer: Answer) -> Iterator[str]:
    shown = answer.shown
    if answer.question.strip():
        yield f"# {escaped(shortened(answer.question))}"
    opening = " ".join(escaped(line) for line in (*searched_lines(answer), engine_line(answer)) if line)
    told = shared(answer)
    yield from filter(None, (opening, escaped(counted_line(answer)), _italic(shared_line(told))))
    yield from _told(answer)
    for part in answer.parts:
        yield f"## {escaped(part.question)}"
        yield from map(escaped, part_lines(part))
        yield from _told(part)
        yield from _views(part, within(told, part), "###")
    if not answer.parts:
        yield from _views(answer, told, "##")
    if shown:
        yield "## Sources"
        yield "\n".join(_sources(shown))


def _told(answer: Answer) -> Iterator[str]:
    yield from map(escaped, decline_lines(answer))
    absences, notes = asides(answer)
    yield from map(escaped, absences)
    if notes:
        yield "\n".join(f"- {escaped(note)}" for note in notes)


def _views(answer: Answer, told: Shared, level: str) -> Iterator[str]:
    """A listing, an overview, and the views under headings of a level, by side where sides are known."""
    if answer.listing:
        yield escaped(answer.listing.text)
        if listed := rows(answer.listing):
            yield "\n".join(map(_row, listed))
    if answer.summary:
        yield _CITATION.sub(r"[\1]", escaped(answer.summary))
    for heading, viewpoints in grouped(answer.shown, answer.sides):
        if heading:
            yield f"{level} {heading}"
        for viewpoint in viewpoints:
            yield from _viewpoint(viewpoint, told, f"{level}#" if heading else level)


def _row(row: Row) -> str:
    where = f": <{row.address}>{row.note}" if row.address else ""
    return f"- {escaped(row.text)}{where}"


def _italic(text: str) -> str:
    return text and f"*{escaped(text)}*"


def _viewpoint(viewpoint: Viewpoint, told: Shared, level: str) -> Iterator[str]:
    yield f"{level} {escaped(attribution(viewpoint))}"
    marks = filter(None, (role(viewpoint), *notes(viewpoint, told)))
    yield from filter(None, [_italic(" · ".join(marks))])
    if viewpoint.claim:
        yield escaped(viewpoint.claim)
    for quote in viewpoint.quotes:
        if quote.context:
            yield escaped(context_line(quote))
        yield f"> {escaped(quoted(quote.shown, viewpoint.record) + page_words(quote))} [{quote.citation}]"
        if quote.translation:
            yield escaped(translation_line(quote))


def _sources(viewpoints: tuple[Viewpoint, ...]) -> Iterator[str]:
    """One line for each article, with the citations that stand in it."""
    records: dict[str, Record] = {}
    citations: dict[str, list[int]] = {}
    for viewpoint in viewpoints:
        article_id = viewpoint.record.article_id
        records[article_id] = viewpoint.record
        citations.setdefault(article_id, []).extend(quote.citation for quote in viewpoint.quotes)
    for article_id, record in records.items():
        numbers = ", ".join(f"[{number}]" for number in sorted(citations[article_id]))
        address = web_address(record.url)
        where = f": <{address}>{page_note(record)}" if address else ""
        yield f"- {numbers} {escaped(source_line(record))}{where}"
