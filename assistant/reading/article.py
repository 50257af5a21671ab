"""One file → one Article."""

from __future__ import annotations

import errno
import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any

from assistant.articles import Article, Record
from assistant.errors import DocumentsError
from assistant.reading.blocks import blocks
from assistant.reading.doubts import doubts
from assistant.reading.fields import checked, others
from assistant.reading.front_matter import split
from assistant.text import cleaned, decoded, invisible, one_line, removals, visible

MOST_PEOPLE = 1_000
"""Authors and speakers of one article; several thousand are more than the vector store can filter by."""
LARGEST = 20_000_000
"""Bytes; a larger file is not one article."""
_LONGEST_TITLE = 120
_NOTHING: Mapping[str, Any] = {}


class Unreachable(DocumentsError):
    """A file that is there cannot be opened at the moment: by its permissions, or its disk or share fails."""


def read_article(path: Path, article_id: str) -> Article:
    """The article in the file `path`, in UTF-8 with or without front matter.

    Raises DocumentsError with one line that names the file, what is wrong and, where it can, the line;
    `Unreachable` where the file cannot be opened at the moment.
    """
    try:
        markdown = path.suffix.lower() != ".txt"
        return parse_article(_bytes(path), article_id, name=path.stem, markdown=markdown)
    except DocumentsError as error:
        raise type(error)(f"{str(path)!r} is not read: {error}") from None


def article_of(
    record: Record,
    text: str,
    *,
    markdown: bool = True,
    topics: tuple[str, ...] = (),
    extra: Mapping[str, Any] = _NOTHING,
    warnings: tuple[str, ...] = (),
) -> Article:
    """The article of a record and a text, whose blocks are read from it."""
    found = blocks(text, markdown=markdown, record=record, language=record.language)
    return Article(record, text, topics, extra, warnings, found)


def parse_article(data: bytes, article_id: str, *, name: str, markdown: bool = True) -> Article:
    """The article in the bytes of a file; `name` stands in for a title that is nowhere else."""
    raw = decoded(data)
    values, body = split(cleaned(raw))
    text = body.strip()
    if not text:
        raise DocumentsError("it has no text")
    known, wrong = checked(values)
    title, untitled = (known.title, ()) if known.title else _title(text, name)
    names = {field.name for field in fields(Record)} - {"article_id", "title"}
    record = Record(article_id=article_id, title=title, **{field: getattr(known, field) for field in names})
    if len(record.people) > MOST_PEOPLE:
        raise DocumentsError(f"it names more than {MOST_PEOPLE:,} authors and speakers")
    extra = others(values)
    return article_of(
        record,
        text,
        markdown=markdown,
        topics=known.topics,
        extra=extra,
        warnings=(*removals(raw), *_unseen(text), *wrong, *untitled, *doubts(record, extra)),
    )


def fingerprint(article: Article) -> str:
    """A hash of all that the article says and is: equal for equal articles, whatever the file's time."""
    told = asdict(replace(article, blocks=()))
    told["blocks"] = [(block.kind, block.start, block.end, block.speaker) for block in article.blocks]
    content = json.dumps(told, ensure_ascii=True, sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()


def is_gone(error: OSError) -> bool:
    """Whether a path leads nowhere; otherwise what it names may be there and is only out of reach."""
    return error.errno in (errno.ENOENT, errno.ENOTDIR, errno.ELOOP)


def _bytes(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise DocumentsError("it is not a file" if path.exists() else "there is no such file")
        if path.stat().st_size > LARGEST:
            raise DocumentsError(f"it is larger than {LARGEST // 1_000_000} MB: split it into articles")
        return path.read_bytes()
    except OSError as error:
        kind = DocumentsError if is_gone(error) else Unreachable
        raise kind(error.strerror or "it cannot be opened") from None


def _unseen(text: str) -> tuple[str, ...]:
    count = invisible(text)
    stand = "1 invisible character stands" if count == 1 else f"{count:,} invisible characters stand"
    return (f"{stand} in the text.",) if count else ()


def _title(text: str, name: str) -> tuple[str, tuple[str, ...]]:
    """A title for an article that gives none: its heading or first line, else the file's name."""
    first, _, rest = text.partition("\n")
    line = visible(one_line(first.lstrip("#").rstrip("#") if first.startswith("#") else first))
    alone = first.startswith("#") or rest.startswith("\n")
    if line and alone and len(line) <= _LONGEST_TITLE and not line.endswith((".", ",", ";", ":")):
        return line, ("No title is given: the first line stands in for it.",)
    spaced = visible(one_line(name.replace("_", " ").replace("-", " ")))
    return spaced or "Untitled", ("No title is given: the name of the file stands in for it.",)
