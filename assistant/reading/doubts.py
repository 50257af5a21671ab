"""What is missing, partial or doubtful in an article's record, and why, as far as the record says why."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from assistant.articles import Record
from assistant.reading.lookalikes import mixed
from assistant.text import one_line, shortened
from assistant.wording.lines import basis_lines

# A date that stands on the article's own page needs no warning.
_FROM_THE_PAGE = re.compile(r"page\b(?! of the copy)[^;]*")
_LONGEST_REASON = 1_000
_UNNAMED = {
    "article": ("The author is not named.",),
    "contribution": ("The author is not named.",),
    "interview": ("The interviewer is not named.", "The person interviewed is not named."),
    "report": ("The writer of the report is not named.", "The person reported is not named."),
}


def doubts(record: Record, extra: Mapping[str, Any]) -> Iterator[str]:
    """One sentence for each doubt; `extra` may hold `title_basis` and `url_note`."""
    yield from _people(record)
    yield from _date(record)
    if not record.publication:
        yield _because("The publication is not named", record.publication_note)
    if not record.url:
        yield _because("No address (URL) is given", extra.get("url_note"))
    elif extra.get("url_note"):
        yield _because("Note on the address (URL)", extra["url_note"])
    if extra.get("title_basis"):
        yield _because("Basis of the title", extra["title_basis"])
    if record.authorship == "disputed":
        yield "The authorship is disputed."
    inferred = {field: place for field, place in record.basis.items() if field != "title"}
    yield from basis_lines(replace(record, basis=inferred))
    if record.coverage == "opening":
        yield _because("Only the opening of the article is here", record.coverage_note)


def _people(record: Record) -> Iterator[str]:
    author, *speaker = _UNNAMED[record.kind]
    if not record.authors:
        yield author
    if not record.speakers:
        yield from speaker
    for name in record.people:
        for word in mixed(name):
            yield f"The name {name!r} has letters of two scripts in {ascii(word)}."


def _date(record: Record) -> Iterator[str]:
    date, basis = record.date, record.date_basis
    if date is None:
        yield _because("The article is undated", basis)
    elif len(date.iso) < len("YYYY-MM-DD"):
        known = "year" if len(date.iso) == len("YYYY") else "month"
        yield _because(f"Of the date only the {known} is known ({date.text})", basis)
    elif basis and not _FROM_THE_PAGE.fullmatch(basis):
        yield _because("Basis of the date", basis)


def _because(statement: str, why: object) -> str:
    sentence = f"{statement}: {shortened(one_line(str(why)), _LONGEST_REASON)}" if why else statement
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."
