"""What a chat model writes: one JSON record per line, read tolerantly while it arrives."""

from __future__ import annotations

import json
import re
from typing import Annotated, Any, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from assistant.positions import Stance

REFUSAL = "The articles do not answer this question."
"""What a model writes as its whole summary where the passages hold no answer."""
LONGEST = 20_000
"""Characters of one record; more than this is no record."""


def _text(value: object) -> object:
    """A text where a model wrote a list of them; None for the words that models write in its place."""
    value = " ".join(entry for entry in value if isinstance(entry, str)) if isinstance(value, list) else value
    return None if isinstance(value, str) and value.strip().lower() in ("", "null", "none") else value


def _stance(value: object) -> object:
    """A stance by its word; None for any other word."""
    word = value.strip().lower() if isinstance(value, str) else ""
    return word if word in get_args(Stance) else None


def _listed(value: object) -> object:
    entries = value if isinstance(value, list | tuple) else [value]
    return [entry for entry in entries if isinstance(entry, str)]


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", str_strip_whitespace=True)


class ViewpointRecord(_Record):
    """A view that the model found in the source of this key; nothing of it is true until verified."""

    source: Annotated[str, Field(max_length=100), BeforeValidator(_text)]
    speaker: Annotated[str | None, Field(max_length=200), BeforeValidator(_text)] = None
    claim: Annotated[str | None, Field(max_length=2_000), BeforeValidator(_text)] = None
    quotes: Annotated[tuple[str, ...], BeforeValidator(_listed)] = ()
    stance: Annotated[Stance | None, BeforeValidator(_stance)] = None


class SummaryRecord(_Record):
    """The overview, with source keys in square brackets."""

    summary: str = Field(max_length=10_000)


Record = ViewpointRecord | SummaryRecord

_NAMES = {"quote": "quotes", "key": "source", "overview": "summary"}
"""Other names that models give to what a record holds."""
_TOKEN = re.compile(r'[^"\\{}\n>]+|.|\n')
# What may stand around records without being prose: fences, brackets of a list, commas.
_FRAME = re.compile(r"\W*(?:(?:json[l5]?|ndjson|jsonlines|data)\b\W*)?", re.IGNORECASE)
# A quotation mark that opens or closes a string of JSON, as its neighbours tell.
_DELIMITER = re.compile(r"(?<=[{\[,:])(\s*)[\"'“”„‘’]|(?<!\\)[\"'“”„‘’](?=\s*[,:}\]])")
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")


class Records:
    """The records of a text that arrives in pieces; memory and time stay within the size of one record.

    >>> records = Records()
    >>> records.feed('Sure! {"summary": "Bo agr'), records.feed('ees [k7f3]",}')
    ([], [SummaryRecord(summary='Bo agrees [k7f3]')])
    """

    def __init__(self) -> None:
        self.junk = 0
        """Broken records, and lines of anything else, so far."""
        self._thinking = False
        self._outside = ""  # of the current line, its end
        self._new_line = True
        self._record: list[str] = []
        self._size = 0
        self._quoted = False
        self._escaped = False

    def feed(self, text: str) -> list[Record]:
        """The records completed by `text`, each as soon as its closing brace is there."""
        records = []
        for token in _TOKEN.findall(text):
            if not self._record:
                self._read_outside(token)
            elif self._read_inside(token):
                record = _record("".join(self._record))
                self.junk += record is None
                records.append(record)
                self._record = []
            self._new_line = token == "\n" or (self._new_line and token.isspace())
        return [record for record in records if record]

    def close(self) -> None:
        """Count what the end of the text left unfinished."""
        self.junk += bool(self._record)
        self._record = []
        self._end_line()

    def _read_outside(self, token: str) -> None:
        if token == "{" and not self._thinking:
            self._open()
        elif token == '"' and self._outside.endswith('"summary'):
            # In one object around the whole answer, the overview stands beside the list of views.
            self._outside = ""
            self._open('{"summary"')
        elif token == "\n" and not self._thinking:
            self._end_line()
        elif token == ">" and self._outside.endswith("</think" if self._thinking else "<think"):
            self._thinking = not self._thinking
            self._outside = ""
        else:
            self._outside = (self._outside + token)[-40:]

    def _read_inside(self, token: str) -> bool:
        """Take a token of a record in; whether it completes the record."""
        if token == "{" and (not self._quoted or self._new_line):
            # Records hold no objects: this opens one, and what came before was broken or a wrapper.
            self.junk += not "".join(self._record).rstrip().endswith(("[", ":"))
            self._open()
            return False
        self._record.append(token)
        self._size += len(token)
        if self._size > LONGEST:
            self.junk += 1
            self._record = []
            return False
        if self._escaped:
            self._escaped = False
        elif token == "\\":
            self._escaped = self._quoted
        elif token == '"':
            self._quoted = not self._quoted
        return token == "}" and not self._quoted

    def _open(self, beginning: str = "{") -> None:
        self._record, self._size, self._quoted, self._escaped = [beginning], len(beginning), False, False

    def _end_line(self) -> None:
        self.junk += _FRAME.fullmatch(self._outside) is None
        self._outside = ""


def _record(text: str) -> Record | None:
    data = {_NAMES.get(name.lower(), name.lower()): value for name, value in _loaded(text).items()}
    try:
        if "summary" in data:
            return SummaryRecord.model_validate(data)
        return ViewpointRecord.model_validate(data)
    except ValidationError:
        return None


def _loaded(text: str) -> dict[str, Any]:
    """The object, repaired where it is not quite JSON; empty where it cannot be."""
    for attempt in (text, _TRAILING_COMMA.sub("", text), _repaired(text)):
        try:
            data = json.loads(attempt, strict=False)
        except ValueError:
            continue
        return data if isinstance(data, dict) else {}
    return {}


def _repaired(text: str) -> str:
    """The object with plain quotation marks around its strings, and those inside escaped."""
    marked = _DELIMITER.sub("\\1\0", text)
    escaped = re.sub(r'(?<!\\)"', r'\\"', marked).replace("\0", '"')
    return _TRAILING_COMMA.sub("", escaped.replace(": None", ": null"))
