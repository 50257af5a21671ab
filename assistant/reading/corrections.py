"""What somebody who adds an article says of it, in the place of what was read: checked, then written down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.articles import Record
from assistant.errors import DocumentsError
from assistant.languages import code
from assistant.reading.adding import Addition, fit_name, read_again, yaml_of
from assistant.reading.article import TEXTS, head_and_body
from assistant.reading.converter import Converter
from assistant.reading.fields import NONE, checked
from assistant.reading.front_matter import record_of
from assistant.reading.metadata import FRONT_MATTER, Found, Value, key_name, known_keys

FIELDS = ("title", "authors", "date", "publication", "url", "language")
"""What can be corrected; each is typed as text, of the authors one on each line."""
_UNTITLED = "The title is empty: give one."
_NOBODY = "The authors name nobody: leave them empty where they are not known."
_NO_LANGUAGE = "The language {!r} is not known: write its two letters, such as en."
_CONTRADICTED = "its own record says otherwise: correct it in the file itself"


@dataclass(frozen=True, slots=True)
class Corrections:
    """What is typed of an article where it differs from what was read, and what of it cannot be used."""

    values: Mapping[str, Value]
    """As a record's keys; "none" takes away what was read."""
    wrong: Mapping[str, str]
    """By field, a sentence that says why it cannot be used."""


def typed(record: Record) -> dict[str, str]:
    """A record as it would be typed."""
    return {
        "title": record.title,
        "authors": "\n".join(record.authors),
        "date": record.date.iso if record.date else "",
        "publication": record.publication or "",
        "url": record.url or "",
        "language": record.language or "",
    }


def corrections(record: Record, given: Mapping[str, str]) -> Corrections:
    """What is `given` by field, held against what was read."""
    values: dict[str, Value] = {}
    wrong: dict[str, str] = {}
    for field, read in typed(record).items():
        lines = [line.strip() for line in given.get(field, "").splitlines() if line.strip()]
        if "\n".join(lines) == read:
            continue
        value: Value = [*lines] if field == "authors" else " ".join(lines)
        if not lines:
            if field == "title":
                wrong[field] = _UNTITLED
            elif field != "language":
                values[field] = NONE
        elif reason := _unfit(field, value, given.get("language", "")):
            wrong[field] = reason
        else:
            values[field] = value
    return Corrections(values, wrong)


def corrected(addition: Addition, values: Mapping[str, Value], converter: Converter) -> Addition:
    """The addition with these keys in its record: at the head of a text, otherwise in a sidecar.

    A file that has the name of its title is renamed with it. Raises DocumentsError.
    """
    if not values:
        return addition
    stem, _, suffix = addition.name.rpartition(".")
    if stem == fit_name(addition.articles[0].record.title) and isinstance(values.get("title"), str):
        stem = fit_name(str(values["title"]))
    (data, *others) = addition.files.values()
    name = f"{stem}.{suffix}"
    if f".{suffix}" in TEXTS:
        files = {name: _headed(data, f".{suffix}", values)}
    else:
        beside = record_of(others[0].decode()) if others else {}
        files = {name: data, f"{stem}.yaml": yaml_of({**beside, **values}).encode()}
    written = read_again(files, converter)
    if _taken(values, written.articles[0].record) != _written(values, written.articles[0].record):
        raise DocumentsError(_CONTRADICTED)
    return written


def _unfit(field: str, value: Value, language: str) -> str:
    if field == "language":
        return "" if code(str(value)) else _NO_LANGUAGE.format(value)
    read = checked((Found({field: value, "language": language}, FRONT_MATTER),))
    return "" if field in read.values else next(iter(read.told), _NOBODY)


def _taken(values: Mapping[str, Value], record: Record) -> dict[str, object]:
    """What the values mean; of those that take something away, nothing."""
    read = checked((Found({"language": record.language, **values}, FRONT_MATTER),)).values
    return {field: read.get(field) for field in values}


def _written(values: Mapping[str, Value], record: Record) -> dict[str, object]:
    return {field: getattr(record, field) or None for field in values}


def _headed(data: bytes, suffix: str, values: Mapping[str, Value]) -> bytes:
    """A text with these keys in the record at its head, in the place of those that mean the same."""
    head, body, _ = head_and_body(data, suffix)
    kept = {key: value for key, value in head.items() if not _means(key) <= values.keys()}
    if isinstance(basis := kept.get("basis"), dict):
        kept["basis"] = {field: place for field, place in basis.items() if field not in values}
    return f"---\n{yaml_of({**values, **kept})}---\n\n{body.lstrip(chr(10))}".encode()


def _means(key: str) -> frozenset[str]:
    """The fields of a record that a key may mean, or the key itself."""
    return frozenset(known_keys().get(key_name(key), (key,)))
