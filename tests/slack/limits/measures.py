"""Measuring a payload: each finding is a sentence that names the place."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Findings = Iterator[str]


def length(where: str, value: Any, most: int, *, least: int = 0) -> Findings:
    """A string's characters, or a list's items; nothing is said of what is not there."""
    if value is None:
        return
    noun = "characters" if isinstance(value, str) else "items"
    if len(value) > most:
        yield f"{where}: {len(value):,} {noun}, at most {most:,}"
    elif len(value) < least:
        yield f"{where}: {len(value):,} {noun}, at least {least:,}"


def lengths(where: str, holder: Mapping[str, Any], **most: int) -> Findings:
    """The strings that `holder` has under some names, with at least one character each."""
    for name, limit in most.items():
        yield from length(f"{where}.{name}", holder.get(name), limit, least=1)


def text(where: str, value: Any, most: int, *, plain: bool = False) -> Findings:
    """A text object, 1 to `most` characters.

    https://docs.slack.dev/reference/block-kit/composition-objects/text-object
    """
    if value is None:
        return
    if value.get("type") not in (("plain_text",) if plain else ("plain_text", "mrkdwn")):
        yield f"{where}: a text of type {value.get('type')!r} does not belong here"
    yield from length(where, value.get("text", ""), most, least=1)


def texts(where: str, holder: Mapping[str, Any], **most: int) -> Findings:
    """The plain text objects that `holder` has under some names."""
    for name, limit in most.items():
        yield from text(f"{where}.{name}", holder.get(name), limit, plain=True)


def required(where: str, holder: Mapping[str, Any], *names: str) -> Findings:
    """What `holder` must have."""
    yield from (f"{where}{name} is missing" for name in names if holder.get(name) in (None, "", [], {}))


def unique(where: str, values: Sequence[Any]) -> Findings:
    """What may stand there only once."""
    present = [value for value in values if value is not None]
    for value in dict.fromkeys(value for value in present if present.count(value) > 1):
        yield f"{where}: {value!r} more than once"


def shown(value: Any) -> int:
    """Characters of every text in a JSON value, at any depth."""
    if isinstance(value, Mapping):
        own = value.get("text")
        inner = sum(shown(item) for item in value.values() if not isinstance(item, str))
        return inner + (len(own) if isinstance(own, str) else 0)
    return sum(map(shown, value)) if isinstance(value, list | tuple) else 0


def bytes_of(value: Any) -> int:
    """The size of a JSON value as it is sent."""
    return len(json.dumps(value, separators=(",", ":")))
