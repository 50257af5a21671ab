"""One file → one Article."""

from __future__ import annotations

import errno
import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import Any

from assistant.articles import Article, Record, Span, listed
from assistant.errors import DocumentsError
from assistant.languages import code, detected
from assistant.names import folded
from assistant.reading.blocks import blocks, set_apart
from assistant.reading.bylines import Byline, byline, role_at_the_end
from assistant.reading.conversation import with_speakers
from assistant.reading.converter import Converter
from assistant.reading.fields import checked, doubts, language_of
from assistant.reading.formats.captions import is_captions, turns
from assistant.reading.formats.components import without_components
from assistant.reading.front_matter import Front, split
from assistant.reading.metadata import FRONT_MATTER, Document, Found, Value
from assistant.reading.mojibake import mended
from assistant.reading.people import people
from assistant.reading.plain_text import page_heads
from assistant.reading.positions import positions
from assistant.reading.prefaces import with_writer
from assistant.text import cleaned, invisible, one_line, removals, text_of, visible

MOST_PEOPLE = 1_000
"""Authors and speakers of one article; several thousand are more than the vector store can filter by."""
TEXTS = (".md", ".markdown", ".mdx", ".qmd", ".txt")
"""Suffixes of the files that are read as they are."""
LARGEST = 20_000_000
"""Bytes; a larger file is not one article."""
LARGEST_CONVERTED = 100_000_000
"""Bytes of a file that is converted: pictures in it count, too."""
Unread = Callable[[], Article]
"""The longest step of reading an article, which is left to do; it may be sent to another process.

Raises DocumentsError."""
_FIRST_LINE = "first line"
_NOTHING: Mapping[str, Any] = {}


class Unreachable(DocumentsError):
    """A file that is there cannot be opened at the moment: by its permissions, or its disk or share fails."""


def read_articles(
    path: Path, article_id: str, converter: Converter, *, beside: tuple[Found, ...] = ()
) -> tuple[Article, ...]:
    """The articles in the file `path`, mostly one; `beside` is what sidecars say of it.

    Where a file holds several, each has an id of its own under the file's, and its own record is trusted
    before what lies beside the file. Raises DocumentsError with one line that names the file, what is wrong
    and, where it can, the line; `Unreachable` where the file cannot be opened at the moment.
    """
    try:
        return tuple(read() for read in unread_in(path, article_id, converter, beside=beside))
    except DocumentsError as error:
        raise type(error)(f"{str(path)!r} is not read: {error}") from None


def unread_in(
    path: Path, article_id: str, converter: Converter, *, beside: tuple[Found, ...] = ()
) -> tuple[Unread, ...]:
    """The articles that `read_articles` reads, each to be read; what is raised does not name the file."""
    suffix = path.suffix.lower()
    data = _bytes(path, LARGEST if suffix in TEXTS else LARGEST_CONVERTED)
    return _unread(data, suffix, article_id, converter, name=path.stem, beside=beside)


def articles_of(
    data: bytes,
    suffix: str,
    article_id: str,
    converter: Converter,
    *,
    name: str,
    beside: tuple[Found, ...] = (),
) -> tuple[Article, ...]:
    """The articles in the bytes of a file of this kind; `name` stands in for a title that is nowhere else."""
    return tuple(read() for read in _unread(data, suffix, article_id, converter, name=name, beside=beside))


def _unread(
    data: bytes,
    suffix: str,
    article_id: str,
    converter: Converter,
    *,
    name: str,
    beside: tuple[Found, ...],
) -> tuple[Unread, ...]:
    if suffix in TEXTS:
        return (partial(parse_article, data, article_id, name=name, suffix=suffix, beside=beside),)
    parts = converter.documents(data, suffix, _columns(beside))
    return tuple(partial(_part, part, document, article_id, name, beside) for part, document in parts)


def _columns(beside: tuple[Found, ...]) -> dict[str, str]:
    """Our key by the name of a column, as a sidecar's `columns` gives the column of each key."""
    given = [each.values["columns"] for each in beside if isinstance(each.values.get("columns"), dict)]
    columns = given[0] if given else {}
    assert isinstance(columns, dict)
    return {name: key for key, name in columns.items() if isinstance(name, str)}


def _part(name: str, document: Document, article_id: str, stem: str, beside: tuple[Found, ...]) -> Article:
    if not name:
        return article_from(document, article_id, name=stem, beside=beside)
    whole = replace(document, found=(*document.found, *beside))
    return article_from(whole, f"{article_id}/{name}", name=name)


def read_article(path: Path, article_id: str) -> Article:
    """The article in the file `path` of Markdown or plain text; raises as `read_articles` does."""
    return read_articles(path, article_id, Converter())[0]


def parse_article(
    data: bytes, article_id: str, *, name: str, suffix: str = ".md", beside: tuple[Found, ...] = ()
) -> Article:
    """The article in the bytes of a text file; `name` stands in for a title that is nowhere else."""
    values, body, told = head_and_body(data, suffix)
    if suffix in (".mdx", ".qmd"):
        body = without_components(body, suffix)
    elif is_captions(body):
        body = turns(body)
    document = Document(
        body,
        markdown=suffix != ".txt",
        found=_by_basis(values),
        warnings=told,
    )
    return article_from(document, article_id, name=name, beside=beside)


def head_and_body(data: bytes, suffix: str) -> Front:
    """The record at the head of a text file, the text under it, and what was mended or left out."""
    raw, encoding = mended(*text_of(data))
    # A form feed begins a page; in Markdown an empty line would begin a paragraph.
    values, body, told = split(cleaned(raw if suffix == ".txt" else raw.replace("\n\f", "\n")))
    return values, body, (*encoding, *removals(raw), *told)


def _by_basis(values: Mapping[str, Value]) -> tuple[Found, ...]:
    """What front matter says, apart from what its key `basis` says was found elsewhere (`adding`)."""
    basis = values.get("basis")
    given = basis if isinstance(basis, dict) else {}
    elsewhere = {key: where for key, where in given.items() if isinstance(where, str) and key in values}
    left_out = {*elsewhere, *(("basis",) if given else ())}
    own = {key: value for key, value in values.items() if key not in left_out}
    return (
        Found(own, FRONT_MATTER),
        *(Found({key: values[key]}, where) for key, where in elsewhere.items()),
    )


def article_of(
    record: Record,
    text: str,
    *,
    markdown: bool = True,
    topics: tuple[str, ...] = (),
    extra: Mapping[str, Any] = _NOTHING,
    warnings: tuple[str, ...] = (),
    beside: Sequence[Span] = (),
    pages: tuple[tuple[int, str], ...] = (),
) -> Article:
    """The article of a record and a text, with its blocks, and its language where the record has none.

    `beside` is no part of its prose.
    """
    if code(record.language) is None and (language := detected(text)):
        record = replace(record, language=language, basis={**record.basis, "language": "detected"})
    found = blocks(text, markdown=markdown, record=record, language=record.language)
    return Article(record, text, topics, extra, warnings, set_apart(found, text, beside), pages=pages)


def article_from(
    document: Document, article_id: str, *, name: str, beside: tuple[Found, ...] = ()
) -> Article:
    """The article of a document; `beside` is what sidecars say of it, most trusted first.

    The file's own record is trusted before what lies beside it, that before what the page says elsewhere,
    and all before a byline. Raises DocumentsError where the document has no text.
    """
    text = document.text.strip()
    if not text:
        raise DocumentsError("it has no text")
    own = tuple(each for each in document.found if each.basis == FRONT_MATTER)
    rest = tuple(each for each in document.found if each.basis != FRONT_MATTER)
    given = (*own, *beside, *rest)
    heads = () if document.markdown else page_heads(text)
    signed = byline(text, language_of(given), printed=bool(document.pages), heads=heads)
    known = checked((*given, *signed.found))
    authors = known.values.get("authors", ())
    role, bio, doubtful = role_at_the_end(text, authors)
    values = {**(checked((role,)).values if role else {}), **known.values}
    basis = {
        **({"author_role": role.basis} if role and "author_role" not in known.values else {}),
        **known.basis,
    }
    told = list(known.told)
    heading: tuple[Span, ...] = ()
    if not values.get("title"):
        values["title"], where, heading = _title(signed, name)
        basis["title"] = where
        told.append(f"No title is given: the {where} stands in for it.")
    topics = values.pop("topics", ())
    given_positions = values.pop("positions", None)
    basis.pop("positions", None)
    record = Record(article_id=article_id, **values, basis=basis)
    if len(record.people) > MOST_PEOPLE:
        raise DocumentsError(f"it names more than {MOST_PEOPLE:,} authors and speakers")
    if not authors:
        told += [*signed.told, *([doubtful] if doubtful else [])]
    named = people(
        next(
            (
                values[key]
                for key in ("author", "authors")
                for values in (signed.values, signed.below)
                if key in values
            ),
            None,
        )
    ).names
    if named and not {folded(name) for name in named} & {folded(name) for name in authors}:
        told.append(f"The record names {listed(authors)} as author, the text {listed(named)}.")
    beside_prose = (*signed.spans, *([bio] if bio else []), *heading)
    first = article_of(record, text, markdown=document.markdown, beside=beside_prose)
    record, preface = with_writer(first.record, text, first.blocks)
    told += [preface] if preface else []
    record = record if preface else with_speakers(record, text, first.blocks)
    spoken = record is not first.record
    article = article_of(record, text, markdown=document.markdown, beside=beside_prose) if spoken else first
    sides, wrong = positions([] if given_positions is None else given_positions, article)
    return replace(
        article,
        topics=topics,
        extra=known.extra,
        warnings=(*document.warnings, *_unseen(text), *told, *wrong, *doubts(record, known.extra)),
        positions=sides,
        sides_stated=given_positions is not None,
        pages=document.pages,
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


def _bytes(path: Path, largest: int) -> bytes:
    try:
        if not path.is_file():
            raise DocumentsError("it is not a file" if path.exists() else "there is no such file")
        if path.stat().st_size > largest:
            raise DocumentsError(f"it is larger than {largest // 1_000_000} MB: split it into articles")
        return path.read_bytes()
    except OSError as error:
        kind = DocumentsError if is_gone(error) else Unreachable
        raise kind(error.strerror or "it cannot be opened") from None


def _unseen(text: str) -> tuple[str, ...]:
    count = invisible(text)
    stand = "1 invisible character stands" if count == 1 else f"{count:,} invisible characters stand"
    return (f"{stand} in the text.",) if count else ()


def _title(signed: Byline, name: str) -> tuple[str, str, tuple[Span, ...]]:
    """A title for an article that gives none, where it is from and stands: a line, or the file's name."""
    line = visible(one_line(signed.title))
    # Old print ends titles with a full stop.
    line = line.rstrip(".") if line.endswith(".") and not line.endswith("..") else line
    if any(map(str.isalnum, line)):
        return line, _FIRST_LINE, (signed.heading,) if signed.heading else ()
    spaced = visible(one_line(name.replace("_", " ").replace("-", " ")))
    return spaced or "Untitled", "name of the file", ()
