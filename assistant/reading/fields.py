"""Metadata of any tool → the fields of a record, each checked and with its basis, and what is doubtful.

A wrong value leaves its field to the next set of metadata, with a warning.
"""

from __future__ import annotations

import difflib
import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Any, get_args

from assistant.articles import Authorship, Coverage, Form, Kind, Record, UrlKind
from assistant.errors import InvalidDate
from assistant.languages import tag
from assistant.reading.dates import printed_date
from assistant.reading.metadata import FRONT_MATTER, PLACEHOLDER, Found, Value, forms, key_name, known_keys
from assistant.reading.people import WIKI_LINK, people, shown
from assistant.reading.spellings import mixed
from assistant.text import invisible, one_line, shortened, visible
from assistant.wording.lines import basis_lines

_ADDRESS = re.compile(r"https?://[^\s<>\"'`\\]+", re.IGNORECASE)
_LINK = re.compile(r"\[[^\[\]]*\]\(([^()\s]+)\)|<([^<>\s]+)>")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z]\w{1,30});")
_ALIKE = 0.85
NONE = "none"
_MAY_BE_NONE = ("authors", "speakers", "publication", "date", "url")
"""Fields of which a record may say that there is none, whatever stands elsewhere."""
LONGEST_LINE = 1_000
"""Characters of a note or a role; most have less than 400."""
_LONGEST = {"title": 300, "authors": 200, "speakers": 200, "publication": 300, "topics": 200}
_LONGEST_ADDRESS = 2_000
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "kind": get_args(Kind),
    "form": get_args(Form),
    "coverage": get_args(Coverage),
    "authorship": get_args(Authorship),
    "url_kind": get_args(UrlKind),
}
# A date that stands on the article's own page needs no warning.
_FROM_THE_PAGE = re.compile(r"page\b(?! of the copy)[^;]*")
_LONGEST_REASON = 1_000
_UNNAMED = {
    "article": ("The author is not named.",),
    "contribution": ("The author is not named.",),
    "interview": ("The interviewer is not named.", "The person interviewed is not named."),
    "report": ("The writer of the report is not named.", "The person reported is not named."),
}


@dataclass(frozen=True, slots=True)
class Checked:
    """The fields that were found, with what could not be used."""

    values: Mapping[str, Any]
    """By the names of `Record`, `topics`, and `positions` as given; what is not there is unknown."""
    basis: Mapping[str, str]
    """Where each field stands that is not in the front matter."""
    extra: Mapping[str, Value]
    """Keys that mean nothing to us."""
    told: tuple[str, ...]


def checked(found: Sequence[Found]) -> Checked:
    """Each field from the first set of metadata that gives it rightly; one sentence for what is wrong.

    >>> checked([Found({"by": "Ada Lind"}, "front matter"), Found({"published": "2018"}, "sidecar")]).basis
    {'date': 'sidecar'}
    """
    values: dict[str, Any] = {}
    basis: dict[str, str] = {}
    extra: dict[str, Value] = {}
    told: list[str] = []
    none: set[str] = set()
    language = language_of(found)
    for each in found:
        candidates, unknown = _sorted(each.values)
        for field, given in candidates.items():
            for key, value in given:
                if field not in values and _is_none(field, key, value):
                    none.add(field)
                if field in values or field in none:
                    break
                try:
                    read, messages = _read(field, value, language)
                except ValueError as error:
                    if len(known_keys()[key_name(key)]) == 1:
                        told.append(f"The {field} {shown(value)}{_of(field, key)} cannot be used: {error}.")
                    continue
                told += messages
                if read and (found_values := read.get(field)):
                    values[field] = found_values
                    for name in read.keys() - values.keys():
                        values[name] = read[name]
                    if each.basis != FRONT_MATTER:
                        basis |= dict.fromkeys(read, each.basis)
        told += _misspelt(unknown, candidates)
        extra = unknown | extra
    return Checked(values, basis, extra, tuple(dict.fromkeys(told)))


def _is_none(field: str, key: str, value: Value) -> bool:
    """Whether our own key says that there is none: `authors: none`; in other tools' keys it is a blank."""
    stated = isinstance(value, str) and value.strip().casefold() == NONE
    return stated and field in _MAY_BE_NONE and key_name(key) == field


def _sorted(values: Mapping[str, Value]) -> tuple[dict[str, list[tuple[str, Value]]], dict[str, Value]]:
    """What stands for each field, the surest key first, and the keys that mean nothing to us."""
    given: dict[str, list[tuple[str, Value]]] = {}
    unknown: dict[str, Value] = {}
    for key, value in values.items():
        if isinstance(value, dict) and key_name(key) in forms().nested:
            inner, more = _sorted(value)
            for field, pairs in inner.items():
                given.setdefault(field, []).extend(pairs)
            unknown |= {key: more} if more else {}
        elif fields := known_keys().get(key_name(key)):
            for field in fields if value is not None and value != [] else ():
                given.setdefault(field, []).append((key, value))
        else:
            unknown[key] = value
    for field, pairs in given.items():
        rank = {key: place for place, key in enumerate(forms().keys[field])}
        pairs.sort(key=lambda pair: rank[key_name(pair[0])])
    return given, unknown


def language_of(found: Sequence[Found]) -> str | None:
    """The language that the metadata gives the article."""
    given = (value for each in found for _, value in _sorted(each.values)[0].get("language", ()))
    return next((known for value in given if isinstance(value, str) and (known := tag(value))), None)


def _read(field: str, value: Value, language: str | None) -> tuple[dict[str, Any], Sequence[str]]:
    """The field's value, with the role that stands beside a name, and what is doubtful.

    Raises ValueError with the reason why it cannot be used.
    """
    if field != "positions":  # whose quotes are compared with the text
        value = _unescaped(value)
    if field in ("authors", "speakers"):
        return _people(field, value)
    if field in _CHOICES:
        return {field: _choice(field, value)}, ()
    if field == "date":
        return {field: _date(value, language)}, ()
    if field == "url":
        return {field: _address(_line(value))}, ()
    if field == "also_at":
        items = value if isinstance(value, list) else [value]
        return {field: tuple(_address(_line(item)) for item in items if item is not None)}, ()
    if field == "positions":
        return {field: value}, ()
    told: list[str] = []
    if field == "topics":
        parts: list[Value] = [*value.split(",")] if isinstance(value, str) else [value]
        items = value if isinstance(value, list) else parts
        lines = (_cut(field, _line(item).lstrip("#"), told) for item in items if item)
        return {field: tuple(dict.fromkeys(line for line in lines if line))}, told
    line = _cut(field, _line(value, folders=field == "publication"), told)
    if field in ("language", "original_language"):
        known = tag(line)
        if field == "language" and known is None:
            raise ValueError("it is no language's name or code that is known")
        line = known or line
    if field == "publication" and (_ADDRESS.fullmatch(line) or line.casefold() in forms().nobody):
        raise ValueError("it is not a name")
    return {field: line}, told


def _unescaped(value: Value) -> Value:
    """The value with the signs that a page's entities stand for: "Ann &amp; Bo"."""
    if isinstance(value, list):
        return [_unescaped(item) for item in value]
    if isinstance(value, dict):
        return {key: _unescaped(item) for key, item in value.items()}
    return _ENTITY.sub(lambda entity: html.unescape(entity[0]), value) if isinstance(value, str) else value


def _people(field: str, value: Value) -> tuple[dict[str, Any], Sequence[str]]:
    found = people(value)
    told = list(found.told)
    names = tuple(dict.fromkeys(name for each in found.names if (name := _cut(field, each, told))))
    read: dict[str, Any] = {field: names}
    if found.role and names:
        read["author_role" if field == "authors" else "speaker_role"] = _cut("role", found.role, told)
    return read, told


def _line(value: Value, *, folders: bool = False) -> str:
    """The one line of a value; of an object, such as a publisher, its name.

    With `folders`, a link to another note may name those that the note lies in.
    """
    while isinstance(value, list) and len(value) == 1:  # also of a link: [[The Tide]]
        value = value[0]
    if isinstance(value, dict):
        value = next((item for key in ("name", "title", "literal", "url") if (item := value.get(key))), value)
    if not isinstance(value, str):
        raise ValueError("it is not one line of text")
    if PLACEHOLDER.search(value):
        raise ValueError("it was never filled in")
    line = one_line(value)
    if link := WIKI_LINK.fullmatch(line):
        line = (link[1].rpartition("/")[2] if folders else link[1]).strip()
    if not line:
        raise ValueError("it is empty")
    return line


def _cut(field: str, text: str, told: list[str]) -> str:
    """A line without what nobody sees, and no longer than its field may be; both are told."""
    line = one_line(text)
    if hidden := invisible(line):
        count = "1 invisible character was" if hidden == 1 else f"{hidden:,} invisible characters were"
        told.append(f"{count} removed from the {field}.")
    most = _LONGEST.get(field, LONGEST_LINE)
    if len(line) > most:
        told.append(f"The {field} of {len(line):,} characters was cut to {most:,}.")
    return shortened(visible(line), most)


def _address(text: str) -> str:
    match = _LINK.fullmatch(text)
    address = next(filter(None, match.groups())) if match else text
    if not _ADDRESS.fullmatch(address):
        raise ValueError("it is not a web address that begins with http:// or https://")
    if len(address) > _LONGEST_ADDRESS:
        raise ValueError(f"it is longer than {_LONGEST_ADDRESS:,} characters")
    return visible(address)


def _choice(field: str, value: Value) -> str:
    word = value.strip().lower() if isinstance(value, str) else ""
    if word not in _CHOICES[field]:
        raise ValueError(f"it is none of {', '.join(_CHOICES[field])}")
    return word


# What programs write for no date: Go's year 1, and the first second that Unix counts.
_ZERO = re.compile(
    r"0{3}[01]-|1970-01-01[T ]00:00(?::00(?:\.0+)?)?\s*(?:Z|[+-]00:?00|UTC|GMT)?$", re.IGNORECASE
)


def _date(value: Value, language: str | None) -> object:
    """A date; of CSL its parts or its raw text."""
    if isinstance(value, dict):
        parts = value.get("date-parts")
        if isinstance(parts, list) and parts and isinstance(parts[0], list):
            known = takewhile(lambda part: isinstance(part, str), parts[0])  # no day without its month
            text = "-".join(str(part).zfill(2) for part in known)
            value = text if len(parts) == 1 else value
        else:
            value = value.get("raw") or value.get("literal") or value.get("date") or value
    while isinstance(value, list) and len(value) == 1:  # also of a link: [[2018-09-03]]
        value = value[0]
    if not isinstance(value, str):
        raise ValueError("it is not one date")
    if PLACEHOLDER.search(value):
        raise ValueError("it was never filled in")
    if _ZERO.match(value.strip()):
        raise ValueError("a program wrote it that had no date")
    try:
        return printed_date(value, language)
    except InvalidDate as error:
        raise ValueError(str(error)) from None


def _of(field: str, key: str) -> str:
    return "" if key_name(key) == field else f" of {key!r}"


def _misspelt(unknown: Mapping[str, Value], given: Mapping[str, object]) -> Iterator[str]:
    """A hint for each unknown key that looks like a known one which is not given."""
    missing = [key for key in forms().keys if key not in given]
    for key in unknown:
        if match := difflib.get_close_matches(key.casefold(), missing, 1, _ALIKE):
            yield f"The key {key!r} is not known: {match[0]!r} may be meant."


def doubts(record: Record, extra: Mapping[str, Any]) -> Iterator[str]:
    """One sentence for each doubt; `extra` may hold `title_basis` and `url_note`."""
    yield from _unnamed(record)
    yield from _undated(record)
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
    inferred = {
        field: place
        for field, place in record.basis.items()
        if field not in ("title", "language", "written_by")
    }
    yield from basis_lines(replace(record, basis=inferred))
    if record.coverage == "opening":
        yield _because("Only the opening of the article is here", record.coverage_note)


def _unnamed(record: Record) -> Iterator[str]:
    author, *speaker = _UNNAMED[record.kind]
    if not record.authors:
        yield author
    if not record.speakers:
        yield from speaker
    for name in record.people:
        for word in mixed(name):
            yield f"The name {name!r} has letters of two scripts in {ascii(word)}."


def _undated(record: Record) -> Iterator[str]:
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
