"""Which format is read by what, and its documents as text between processes."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import asdict

from assistant.errors import DocumentsError
from assistant.reading.document import Document, Found

CONVERTED = (
    ".html",
    ".htm",
    ".xhtml",
    ".docx",
    ".epub",
    ".pdf",
    ".eml",
    ".rss",
    ".atom",
    ".xml",
    ".jsonl",
    ".csv",
)
"""Suffixes of the files that are converted to Markdown; of two files of one name the first is read."""
_LONGEST_SLUG = 60

Parts = tuple[tuple[str, Document], ...]
"""The articles of a file: what each adds to the file's id, "" where there is one, and its document."""


def converted(data: bytes, suffix: str, columns: Mapping[str, str]) -> Parts:
    """The articles in the bytes of a file; `columns` gives our key for a column's name.

    Raises DocumentsError where there is none or the file cannot be read.
    """
    if suffix == ".pdf":
        from assistant.reading.formats.pdf import read_pdf

        return (("", read_pdf(data)),)
    if suffix == ".docx":
        from assistant.reading.formats.zipped import read_docx

        return (("", read_docx(data)),)
    if suffix == ".eml":
        from assistant.reading.formats.mail import read_mail

        return (("", read_mail(data)),)
    if suffix in (".html", ".htm", ".xhtml"):
        from assistant.reading.formats.page import read_page

        return (("", read_page(data)),)
    return _named(_several(data, suffix, columns))


def _several(data: bytes, suffix: str, columns: Mapping[str, str]) -> Iterable[tuple[str, Document]]:
    from assistant.reading.formats.rows import read_csv, read_feed, read_json_lines

    if suffix == ".epub":
        from assistant.reading.formats.zipped import read_epub

        return read_epub(data)
    if suffix == ".csv":
        return read_csv(data, columns)
    return read_json_lines(data, columns) if suffix == ".jsonl" else read_feed(data)


def _named(parts: Iterable[tuple[str, Document]]) -> Parts:
    """The documents with names fit for an id, each once: a title's words, numbered where it comes again."""
    named: dict[str, Document] = {}
    times: dict[str, int] = {}
    for title, document in parts:
        name = slug(title) if title else ""
        times[name] = times.get(name, 0) + 1
        again = f"{name}-{times[name]}" if times[name] > 1 else name
        while again in named:
            again += "-"
        named[again] = document
    if not named:
        raise DocumentsError("it holds no article with text")
    return tuple(named.items())


def slug(title: str) -> str:
    """A title as part of a name.

    >>> slug("Keep the Ferry!"), slug("Čuvajte trajekt")
    ('keep-the-ferry', 'čuvajte-trajekt')
    """
    words = re.findall(r"\w+", unicodedata.normalize("NFKC", title).casefold())
    return "-".join(words)[:_LONGEST_SLUG].strip("-") or "untitled"


def dumped(parts: Parts) -> str:
    """Articles as one line of text, which `loaded` reads."""
    return json.dumps({"parts": [(name, asdict(document)) for name, document in parts]})


def loaded(text: str) -> Parts:
    """The articles in a text of `dumped`; DocumentsError where it tells why there are none."""
    reply = json.loads(text)
    if "error" in reply:
        raise DocumentsError(reply["error"])
    return tuple((name, _document(values)) for name, values in reply["parts"])


def _document(values: Mapping[str, object]) -> Document:
    given = dict(values)
    given["found"] = tuple(Found(**found) for found in values["found"])  # type: ignore[attr-defined]
    given["warnings"] = tuple(values["warnings"])  # type: ignore[arg-type]
    given["pages"] = tuple((start, page) for start, page in values["pages"])  # type: ignore[attr-defined]
    return Document(**given)  # type: ignore[arg-type]
