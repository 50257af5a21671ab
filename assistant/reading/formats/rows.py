"""Files of several articles: feeds, JSON Lines and CSV."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from assistant.errors import DocumentsError
from assistant.reading.formats.page import page
from assistant.reading.front_matter import texts
from assistant.reading.metadata import Document, Found, Value, key_name, known_keys
from assistant.reading.mojibake import mended
from assistant.reading.people import without_papers
from assistant.text import cleaned, text_of

_CUT = re.compile(r"(?:\[?(?:…|\.\.\.|&hellip;)\]?)\s*$")
_TAG = re.compile(r"</?(?:p|br|div|a|em|strong|blockquote|ul|h[1-6])\b[^>]*>", re.IGNORECASE)
_MOST = 50_000
"""Articles of one file."""
_BODIES = (
    "text",
    "content",
    "body",
    "full_text",
    "article_text",
    "article_body",
    "content_text",
    "content_html",
)
"""Columns that hold the text of an article, by the names that programs give them."""
_LEAST_BODY = 0.2
"""Of the longest column's characters, what such a column has, which may also say who may read it."""
_NO_LABEL = 200
"""Characters in the mean from which a column is no label, however long another is: a whole page of HTML."""
_LONGEST_FIELD = 5_000_000

Parts = Iterator[tuple[str, Document]]
"""Names and documents of the articles in one file."""


def read_feed(data: bytes) -> Parts:
    """The entries of an RSS or Atom feed."""
    import feedparser

    feed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    if not feed.get("version"):
        raise DocumentsError("it is XML but no feed (RSS or Atom)")
    about, atom = feed.feed, feed.version.startswith("atom")
    for entry in feed.entries[:_MOST]:
        if entry.get("wp_post_type", "post") != "post" or entry.get("wp_status", "publish") != "publish":
            continue
        whole = next((part.get("value") for part in entry.get("content", ()) if part.get("value")), None)
        html = whole or entry.get("summary") or ""
        read = page(html, whole=True) if html.strip() else None
        if read is None or not read.text:
            continue
        text = read.text
        url = _link(entry, atom)
        publication = _publication(entry, about, url)
        values: dict[str, Value] = {
            "title": mended(entry.get("title") or "")[0],
            "authors": without_papers(_writers(entry, about, atom), (publication, about.get("title"))),
            "publication": publication,
            "date": entry.get("published"),
            "url": url,
            "language": about.get("language"),
        }
        if not whole and _CUT.search(text):
            values |= {"coverage": "opening", "coverage_note": "the feed gives no more"}
        kept = {key: value for key, value in values.items() if value}
        yield (
            str(entry.get("title") or "entry"),
            Document(text, True, (Found(kept, "the feed"),), read.warnings),
        )


Described = Mapping[str, Any]
"""An entry, or the feed itself, as feedparser gives it."""


def _writers(entry: Described, about: Described, atom: bool) -> list[Value]:
    """The names of an entry's own authors.

    In Atom an entry without any is by those of its source or of the feed (RFC 4287, 4.2.1). In RSS a channel
    has no author, only people who are responsible for it. There `author` is a mail address with a name in
    brackets, which feedparser cuts at the wrong place: it is left whole for `people`.
    """
    given = entry.get("authors", ())
    if atom and not given:
        given = entry.get("source", about).get("authors", ())
    names = [person["name"] for person in given if person.get("name") and (atom or not person.get("email"))]
    return names or ([entry["author"]] if entry.get("author") else [])


def _link(entry: Described, atom: bool) -> str | None:
    """The address of an entry's page; neither the `id` of Atom nor a bare number leads to one."""
    if atom:
        pages = (
            link for link in entry.get("links", ()) if link["rel"] == "alternate" and "html" in link["type"]
        )
        return next((link.get("href") for link in pages), None)
    link = entry.get("link") or ""
    return link if "://" in link else None


def _publication(entry: Described, about: Described, url: str | None) -> str | None:
    """Where an entry stood first: in its source, otherwise on the site that the feed is of.

    An entry that leads to another site was published there, wherever that is.
    """
    if "source" in entry:
        return _title(entry["source"])
    own, home = (urlsplit(address or "").hostname or "" for address in (url, about.get("link")))
    elsewhere = own and home and own.split(".")[-2:] != home.split(".")[-2:]
    return None if elsewhere else _title(about)


def _title(described: Described) -> str | None:
    return described.get("title") or None


def read_json_lines(data: bytes, columns: Mapping[str, str]) -> Parts:
    """One article for each line of JSON; a line that cannot be read is a warning of the next article."""
    rows: list[Mapping[str, Value]] = []
    bad: list[int] = []
    lines, told = mended(*text_of(data))
    for number, line in enumerate(lines.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line, parse_int=str, parse_float=str)
        except (ValueError, RecursionError):
            row = None
        if isinstance(row, dict) and len(rows) < _MOST:
            rows.append(texts(row))
        else:
            bad.append(number)
    if not rows:
        raise DocumentsError("no line of it is an object of JSON")
    yield from _articles(rows, columns, "line of the file", (*told, *_unread(bad)))


def read_csv(data: bytes, columns: Mapping[str, str]) -> Parts:
    """One article for each row of a table whose first row names the columns."""
    text, told = mended(*text_of(data))
    csv.field_size_limit(_LONGEST_FIELD)
    head = text.partition("\n")[0]
    mark = max(",;\t|", key=head.count)
    # A quotation mark out of place would make one article of all rows to its next one.
    table = csv.DictReader(io.StringIO(text), delimiter=mark, strict=True)
    filled: list[Mapping[str, Value]] = []
    bad: list[int] = []
    lines, unsure = text.split("\n"), False
    try:
        while table.fieldnames and len(filled) < _MOST:
            first = table.reader.line_num + 1
            try:
                row = next(table, None)
            except csv.Error as error:
                if "unexpected end" in str(error):
                    raise
                bad += range(first, table.reader.line_num + 1)
                unsure = True
                continue
            if row is None:
                break
            # After a bad line, what is narrower may be the rest of a cell, as is all to the next quoted one.
            if unsure:
                shown = "\n".join(lines[first - 1 : table.reader.line_num])
                unsure = not re.search(rf'(?:^|{re.escape(mark)})"', shown, re.MULTILINE)
            if any(row.get(None, ())) or unsure or (bad and None in row.values()):
                bad.append(table.line_num)  # its cells stand under the wrong columns
            elif kept := {key: value for key, value in row.items() if key and value and value.strip()}:
                filled.append(kept)
    except csv.Error as error:
        raise DocumentsError(f"its rows cannot be read from line {table.line_num + 1} on: {error}") from None
    if not filled:
        raise DocumentsError(f"it has no rows {'as wide as' if bad else 'under'} its first one")
    yield from _articles(filled, columns, "row of the table", (*told, *_unread(bad)))


def _articles(
    rows: list[Mapping[str, Value]], columns: Mapping[str, str], basis: str, warnings: tuple[str, ...]
) -> Parts:
    """The articles of rows; `columns` gives our key for a column's name, and without any for the text, the
    longest one is it.

    The `warnings` are those of the file; the first article has them.
    """
    renamed = [{columns.get(key, key): value for key, value in row.items()} for row in rows]
    lengths: dict[str, int] = {}
    for row in renamed:
        for key, value in row.items():
            lengths[key] = lengths.get(key, 0) + (len(value) if isinstance(value, str) else 0)
    if not lengths:
        raise DocumentsError("it has no columns")
    longest = max(lengths, key=lambda key: lengths[key])
    least = min(_LEAST_BODY * lengths[longest], _NO_LABEL * len(renamed))
    named = {key_name(key): key for key in lengths if lengths[key] > (key != "text") * least}
    # A summary beside it may be the longer one, and is somebody else's.
    body = next((named[key] for key in _BODIES if key in named), longest)
    for row in renamed:
        text = row.get(body)
        if not isinstance(text, str) or not text.strip():
            continue
        html = len(_TAG.findall(text)) > 1
        words = page(text, whole=True).text if html else cleaned(text).strip()
        rest = {key: value for key, value in row.items() if key != body}
        title = next((rest[key] for key in rest if "title" in known_keys().get(key_name(key), ())), None)
        yield str(title or "row"), Document(words, True, (Found(rest, basis),), warnings)
        warnings = ()


def _unread(lines: list[int]) -> tuple[str, ...]:
    numbers = ", ".join(map(str, lines[:10])) + (" …" if len(lines) > 10 else "")
    return (f"Lines of the file that could not be read: {numbers}.",) if lines else ()
