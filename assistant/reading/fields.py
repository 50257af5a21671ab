"""The keys of an article's front matter, checked; a wrong value leaves its key unknown, with a warning."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, PlainValidator, ValidationError

from assistant.articles import Coverage, Form, Kind
from assistant.dates import PublicationDate
from assistant.errors import InvalidDate
from assistant.reading.document import Value
from assistant.text import invisible, one_line, shortened, visible

_ADDRESS = re.compile(r"https?://[^\s<>\"'`\\]+", re.IGNORECASE)
_TIMESTAMP = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{1,2}:\d{2}.*", re.ASCII | re.DOTALL)
_ALIKE = 0.85
LONGEST_LINE = 1_000
"""Characters of a note or a role; most have less than 400."""
_LONGEST = {"title": 300, "authors": 200, "speakers": 200, "publication": 300, "topics": 200}
_LONGEST_ADDRESS = 2_000
_ADDRESSES = ("url", "also_at")


def _line(text: str) -> str:
    line = visible(one_line(text))
    if not line:
        raise ValueError("it is empty")
    return line


def _address(text: str) -> str:
    if not _ADDRESS.fullmatch(text):
        raise ValueError("it is not a web address that begins with http:// or https://")
    if len(text) > _LONGEST_ADDRESS:
        raise ValueError(f"it is longer than {_LONGEST_ADDRESS:,} characters")
    return text


def _date(value: object) -> PublicationDate:
    """A date; of a time stamp, as other tools write them, the day."""
    text = value.strip() if isinstance(value, str) else ""
    stamp = _TIMESTAMP.fullmatch(text)
    try:
        return PublicationDate(stamp[1] if stamp else text)
    except InvalidDate:
        raise ValueError("it is not a date of the form YYYY, YYYY-MM or YYYY-MM-DD") from None


def _several(value: object) -> object:
    """A single string as a list of one, and a list without its empty places."""
    return [item for item in value if item is not None] if isinstance(value, list) else [value]


def _small(value: object) -> object:
    return value.strip().lower() if isinstance(value, str) else value


Line = Annotated[str, AfterValidator(_line)]
Address = Annotated[Line, AfterValidator(_address)]
Lines = Annotated[
    tuple[Line, ...], BeforeValidator(_several), AfterValidator(lambda lines: tuple(dict.fromkeys(lines)))
]
Addresses = Annotated[tuple[Address, ...], BeforeValidator(_several)]


class Fields(BaseModel):
    """The keys that mean something; absent means unknown."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    title: Line | None = None
    kind: Annotated[Kind, BeforeValidator(_small)] = "article"
    authors: Lines = ()
    author_role: Line | None = None
    speakers: Lines = ()
    speaker_role: Line | None = None
    publication: Line | None = None
    publication_note: Line | None = None
    date: Annotated[PublicationDate, PlainValidator(_date)] | None = None
    date_basis: Line | None = None
    url: Address | None = None
    also_at: Addresses = ()
    language: Line | None = None
    original_language: Line | None = None
    form: Annotated[Form, BeforeValidator(_small)] = "original"
    coverage: Annotated[Coverage, BeforeValidator(_small)] = "whole"
    coverage_note: Line | None = None
    topics: Lines = ()


def checked(values: Mapping[str, Value]) -> tuple[Fields, tuple[str, ...]]:
    """The fields that `values` give rightly, and one sentence for each that they give wrongly."""
    given: dict[str, Value] = {key: value for key, value in values.items() if value is not None}
    mended: list[str] = []
    for key in [key for key in Fields.model_fields if key in given]:
        given[key], messages = _mended(key, given[key])
        mended += messages
    wrong: dict[str, str] = {}
    try:
        Fields.model_validate(given)
    except ValidationError as error:
        for detail in reversed(error.errors(include_url=False)):
            key = str(detail["loc"][0])
            reason = detail["msg"].removeprefix("Value error, ")
            wrong[key] = f"The {key} {_short(given[key])} cannot be used: {reason[0].lower()}{reason[1:]}."
    fields = Fields.model_validate({key: value for key, value in given.items() if key not in wrong})
    return fields, (*mended, *wrong.values(), *_misspelt(given))


def _mended(key: str, value: Value) -> tuple[Value, tuple[str, ...]]:
    """The value with what is too long cut, and a sentence for that and for what nobody sees in it."""
    items = value if isinstance(value, list) else [value]
    lines = [one_line(item) for item in items if isinstance(item, str)]
    messages: tuple[str, ...] = ()
    if hidden := sum(map(invisible, lines)):
        count = "1 invisible character was" if hidden == 1 else f"{hidden:,} invisible characters were"
        messages += (f"{count} removed from the {key}.",)
    found, most = max(map(len, lines), default=0), _LONGEST.get(key, LONGEST_LINE)
    if found > most and key not in _ADDRESSES:
        messages += (f"The {key} of {found:,} characters was cut to {most:,}.",)
        cut = [shortened(visible(one_line(item)), most) if isinstance(item, str) else item for item in items]
        value = cut if isinstance(value, list) else cut[0]
    return value, messages


def others(values: Mapping[str, Value]) -> dict[str, Value]:
    """The keys of `values` that mean nothing to us."""
    return {key: value for key, value in values.items() if key not in Fields.model_fields}


def _misspelt(given: Mapping[str, Value]) -> tuple[str, ...]:
    """A hint for each unknown key that looks like a known one which is not given."""
    missing = [key for key in Fields.model_fields if key not in given]
    alike = {key: difflib.get_close_matches(key.casefold(), missing, 1, _ALIKE) for key in others(given)}
    return tuple(
        f"The key {key!r} is not known: {match[0]!r} may be meant." for key, match in alike.items() if match
    )


def _short(value: Value, longest: int = 60) -> str:
    return repr(shortened(one_line(value) if isinstance(value, str) else str(value), longest))
