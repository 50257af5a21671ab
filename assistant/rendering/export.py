"""Answers as files to keep: Markdown, a web page, JSON, and their references for reference managers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from anyascii import anyascii

from assistant.answers import Answer
from assistant.articles import Record
from assistant.citing.cite import cite, cited, csl_items, styled
from assistant.markdown import escaped
from assistant.rendering.words import ENGLISH, Words
from assistant.text import web_address

ExportForm = Literal["markdown", "html", "json", "bibtex", "ris", "csl"]
_KINDS: dict[ExportForm, tuple[str, str]] = {
    "markdown": ("md", "text/markdown"),
    "html": ("html", "text/html"),
    "json": ("json", "application/json"),
    "bibtex": ("bib", "application/x-bibtex"),
    "ris": ("ris", "application/x-research-info-systems"),
    "csl": ("csl.json", "application/json"),
}
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A text file."""

    name: str
    """Of small letters, digits and hyphens, with its ending."""
    mime: str
    text: str


def exported(answers: Sequence[Answer], form: ExportForm, words: Words = ENGLISH) -> File:
    """The answers of a conversation, one or more, as a file named after the first question.

    A web page is in the `words` of the interface.
    """
    ending, mime = _KINDS[form]
    sort = "answer" if len(answers) == 1 else "conversation"
    return File(
        name=f"{sort}-{_plain(answers[0].question)}.{ending}", mime=mime, text=_text(answers, form, words)
    )


def with_references(answers: Sequence[Answer]) -> str:
    """The answers as one Markdown document with the references to what they show at its end."""
    lines = sorted(_line(record) for record in _records(answers))
    references = ["## References\n\n" + "\n".join(lines) + "\n"] if lines else []
    return "\n".join((*(answer.to_markdown() for answer in answers), *references))


def _text(answers: Sequence[Answer], form: ExportForm, words: Words) -> str:
    match form:
        case "markdown":
            return with_references(answers)
        case "html":
            from assistant.rendering.html_page import page_html

            return page_html(answers, words=words)
        case "json":
            told = [answer.to_dict() for answer in answers]
            data = {"answers": told, "references": csl_items(_records(answers))}
            return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
        case "bibtex" | "ris" | "csl":
            return cite(_records(answers), form)


def _records(answers: Iterable[Answer]) -> tuple[Record, ...]:
    return tuple({record.article_id: record for answer in answers for record in cited(answer)}.values())


def _line(record: Record) -> str:
    styles = groupby(styled(record, "chicago"), key=lambda run: run.italic)
    words = ((italic, "".join(run.text for run in runs)) for italic, runs in styles)
    return "- " + "".join(
        f"*{escaped(text)}*" if italic else _linked(text, web_address(record.url)) for italic, text in words
    )


def _linked(text: str, address: str | None) -> str:
    """A part of a line escaped, with a link where it ends on the article's own address."""
    before, found, after = text.rpartition(address) if address else (text, "", "")
    return f"{_spaced(before)}<{found}>{_spaced(after)}" if found else _spaced(text)


def _spaced(text: str) -> str:
    """A part of a line escaped, with the spaces around it."""
    before, after = " " * text.startswith(" "), " " * (text.endswith(" ") and len(text) > 1)
    return f"{before}{escaped(text)}{after}"


def _plain(question: str) -> str:
    """
    >>> _plain("Should “Kosovo” be partitioned?"), _plain("../../etc"), _plain("?")
    ('should-kosovo-be-partitioned', 'etc', 'untitled')
    """
    words = re.sub(r"[^a-z0-9]+", "-", anyascii(question[: 4 * _LONGEST_NAME]).lower()).strip("-")
    return words[:_LONGEST_NAME].strip("-") or "untitled"
