"""What a chat model writes, read tolerantly: views that cite sentences, and an overview."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Annotated, Any, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from assistant.generation.thoughts import spoken
from assistant.names import folded
from assistant.positions import Stance

REFUSAL = "The articles do not answer this question."
"""What a model writes as its whole summary where the passages hold no answer."""
_LONGEST = 20_000
"""Characters of one record; more than this is no record."""
_MOST_BROKEN = 400
"""Records that cannot be read after which the rest is not tried: what has no end takes linear time."""

_VALUES = ("id", "text", "name", "quote", "value")
"""Where a text stands that a model wrote as an object: {"name": "Ann Ash", "role": "author"}."""


def _plain(value: object) -> object:
    """The text of an object, or of the only entry of a list."""
    if isinstance(value, dict):
        return next((_plain(value[name]) for name in _VALUES if name in value), None)
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def text_or_none(value: object) -> object:
    """A text where a model wrote a list of them; None for the words that models write in its place."""
    value = _plain(value)
    value = " ".join(listed_texts(value)) if isinstance(value, list) else value
    return None if isinstance(value, str) and value.strip().lower() in ("", "null", "none") else value


def _stance(value: object) -> object:
    """A stance by its word; None for any other word."""
    word = value.strip().lower() if isinstance(value, str) else ""
    return word if word in get_args(Stance) else None


def listed_texts(value: object) -> list[str]:
    """The texts in a value, be it one or a list of them."""
    entries = value if isinstance(value, list | tuple) else [value]
    return [entry for entry in map(_plain, entries) if isinstance(entry, str)]


class ViewpointRecord(BaseModel):
    """A view that the model found in the sentences it cites; nothing of it is true until verified."""

    model_config = ConfigDict(frozen=True, extra="ignore", str_strip_whitespace=True)

    cite: Annotated[tuple[str, ...], BeforeValidator(listed_texts)] = ()
    """Ids of sentences, or the key of a source."""
    speaker: Annotated[str | None, Field(max_length=200), BeforeValidator(text_or_none)] = None
    claim: Annotated[str | None, Field(max_length=2_000), BeforeValidator(text_or_none)] = None
    stance: Annotated[Stance | None, BeforeValidator(_stance)] = None
    translation: Annotated[tuple[str, ...], BeforeValidator(listed_texts)] = ()
    """Of each sentence cited, in the reader's language."""
    quotes: Annotated[tuple[str, ...], BeforeValidator(listed_texts)] = ()
    """Words of the source, where a model wrote them instead of ids."""


@dataclass(frozen=True, slots=True)
class Written:
    """A model's reply as far as it could be read."""

    views: tuple[ViewpointRecord, ...] = ()
    summary: str | None = None
    """The overview, with source keys in square brackets."""
    broken: int = 0
    """Records that could not be read."""

    @property
    def declines(self) -> bool:
        """Whether the model says that the passages hold no answer."""
        return not self.views and folded(REFUSAL) in folded(self.summary or "")

    @property
    def overview(self) -> str:
        """The summary, unless it is the refusal."""
        return "" if self.summary is None or folded(REFUSAL) in folded(self.summary) else self.summary

    @property
    def words(self) -> str:
        """All that the model wrote in words of its own."""
        return " ".join(filter(None, (*(view.claim for view in self.views), self.overview)))

    @property
    def empty(self) -> bool:
        return not (self.views or self.summary)


_NAMES = {
    **dict.fromkeys(("cites", "cited", "citation", "citations", "sentences", "ids"), "cite"),
    **dict.fromkeys(("id", "key", "source_key", "source_id"), "source"),
    **dict.fromkeys(("holder", "who", "voice", "attributed_to"), "speaker"),
    **dict.fromkeys(("view", "viewpoint", "opinion"), "claim"),
    **dict.fromkeys(("quote", "evidence", "quotations"), "quotes"),
    **dict.fromkeys(("position", "side"), "stance"),
    **dict.fromkeys(("translations", "translated"), "translation"),
    "overview": "summary",
}
"""Other names that models give to what a record holds."""
_FLAT = re.compile(r"\{[^{}]*\}")
_SUMMARY = re.compile(r'"(?:summary|overview)"\s*:\s*("(?:[^"\\]|\\.)*")', re.IGNORECASE)
_SUMMARY_LINE = re.compile(r"^[ \t*_#>-]*(?:summary|overview)[ \t*_]*:[ \t*_]*(\S[^\n]*)", re.I | re.M)
# A quotation mark that opens or closes a string of JSON, as its neighbours tell.
_DELIMITER = re.compile(r"(?<=[{\[,:])(\s*)[\"'“”„‘’]|(?<!\\)[\"'“”„‘’](?=\s*[,:}\]])")
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
_DECODER = json.JSONDecoder(strict=False)


def read(reply: str) -> Written:
    r"""The records of a reply, whatever stands around them.

    >>> read('Sure! {"cite": ["k7f3.2"], "claim": "Late."}\n**Summary:** Bo agrees [k7f3.2].').summary
    'Bo agrees [k7f3.2].'
    """
    text = spoken(reply)
    views: list[ViewpointRecord] = []
    summary: str | None = None
    broken = 0
    for data in objects(text):
        if "summary" in data and data.keys().isdisjoint(("cite", "source")):
            told = text_or_none(data["summary"])
            summary = summary or (told[:_LONGEST] if isinstance(told, str) else None)
        elif view := _view(data):
            views.append(view)
        else:
            broken += 1
    if summary is None and (found := _SUMMARY.search(text)):
        with suppress(ValueError):  # an escape that JSON does not know: no overview can be told from it
            summary = _DECODER.decode(found[1])
    if summary is None and (line := _SUMMARY_LINE.search(text)):
        summary = line[1].strip("*_ ")
    return Written(tuple(views), summary, broken)


def _view(data: dict[str, Any]) -> ViewpointRecord | None:
    """The record of a view; None where it names no source."""
    cite = [*listed_texts(data.get("cite")), *listed_texts(data.get("source"))]
    try:
        return ViewpointRecord.model_validate(data | {"cite": cite}) if cite else None
    except ValidationError:
        return None


def objects(text: str) -> Iterator[dict[str, Any]]:
    """The innermost records of a text, their keys under our own names; an empty one for what is broken."""
    for found in outermost(text):
        yield from _records(found)


def outermost(text: str) -> Iterator[dict[str, Any]]:
    """The objects of a text as they are written; an empty one for what is broken."""
    at = tries = 0
    while (at := text.find("{", at)) >= 0 and tries < _MOST_BROKEN:
        try:
            found, end = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            flat = _FLAT.match(text, at, at + _LONGEST)
            found, end = _repaired(flat[0]) if flat else None, flat.end() if flat else at + 1
            tries += 1
            if found is None and flat is None:  # what opens here may go around whole records
                at = end
                continue
        yield found if isinstance(found, dict) else {}
        at = end


def _records(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A record, or those in a list that an object holds, with the overview beside them."""
    named = {_NAMES.get(name.lower(), name.lower()): value for name, value in data.items()}
    inner = [
        each
        for value in named.values()
        if isinstance(value, list)
        for each in value
        if isinstance(each, dict) and not each.keys() <= {*_VALUES}
    ]
    if "cite" in named or "source" in named or not (inner or "views" in named):
        yield named
        return
    for each in inner:
        yield from _records(each)
    if "summary" in named:
        yield {"summary": named["summary"]}


def _repaired(text: str) -> dict[str, Any] | None:
    """The object with plain quotation marks around its strings, and those inside escaped."""
    marked = _DELIMITER.sub("\\1\0", text)
    escaped = re.sub(r'(?<!\\)"', r'\\"', marked).replace("\0", '"').replace(": None", ": null")
    for attempt in (_TRAILING_COMMA.sub("", text), _TRAILING_COMMA.sub("", escaped)):
        try:
            data = json.loads(attempt, strict=False)
        except ValueError:
            continue
        return data if isinstance(data, dict) else None
    return None
