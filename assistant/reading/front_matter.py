"""YAML front matter, taken apart without turning dates, numbers or tags into objects."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol

import yaml

from assistant.errors import DocumentsError
from assistant.reading.document import Value
from assistant.text import cleaned

_BLOCK = re.compile(r"---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_OPENING = re.compile(r"---[ \t]*(?:\n|\Z)")
_NULLS = ("", "~", "null", "Null", "NULL")
# Nesting is refused early: composing deep YAML overflows the stack of the C library.
_DEEPEST = 8
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Mark(Protocol):
    line: int


def split(text: str) -> tuple[dict[str, Value], str]:
    r"""The front matter of `text`, empty where there is none, and the text after it.

    >>> split("---\ndate: 2018-09\n---\nFerries matter.")
    ({'date': '2018-09'}, 'Ferries matter.')
    """
    if not _OPENING.match(text):
        return {}, text
    block = _BLOCK.match(text)
    if block is None:
        raise DocumentsError("line 1: the front matter opened by '---' is not closed by another '---'")
    return parsed(block["yaml"]), text[block.end() :]


def parsed(block: str) -> dict[str, Value]:
    """The keys of a YAML block with strings, lists and mappings of strings; DocumentsError has the line."""
    try:
        events = iter(yaml.parse(block, Loader=_Loader))
        event = _next_value(events)
        value = None if event is None else _value(events, event, 0)
    except yaml.MarkedYAMLError as error:
        raise DocumentsError(_message(error.problem_mark, error.problem or "it cannot be read")) from None
    except yaml.YAMLError as error:
        raise DocumentsError(_message(None, " ".join(str(error).split()))) from None
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise DocumentsError("line 2: the front matter is not made of `key: value` lines")
    return value


def _next_value(events: Iterator[yaml.Event]) -> yaml.Event | None:
    """The first event of a value, or None at the end of what holds it."""
    for event in events:
        if isinstance(event, (yaml.StreamStartEvent, yaml.DocumentStartEvent)):
            continue
        return None if isinstance(event, (yaml.CollectionEndEvent, yaml.StreamEndEvent)) else event
    return None


def _value(events: Iterator[yaml.Event], event: yaml.Event, depth: int) -> Value:
    if isinstance(event, yaml.ScalarEvent):
        plain = event.implicit[0]
        return None if plain and event.value in _NULLS else cleaned(event.value)
    if isinstance(event, yaml.AliasEvent):
        raise DocumentsError(_message(event.start_mark, "references (*name) are not read"))
    if depth == _DEEPEST:
        raise DocumentsError(_message(event.start_mark, "it is nested too deeply"))
    if isinstance(event, yaml.SequenceStartEvent):
        return [_value(events, item, depth + 1) for item in iter(lambda: _next_value(events), None)]
    return _mapping(events, depth)


def _mapping(events: Iterator[yaml.Event], depth: int) -> dict[str, Value]:
    mapping: dict[str, Value] = {}
    for event in iter(lambda: _next_value(events), None):
        if not isinstance(event, yaml.ScalarEvent):
            raise DocumentsError(_message(event.start_mark, "a key is not a plain word"))
        if event.value in mapping:
            raise DocumentsError(_message(event.start_mark, f"the key {event.value!r} is given twice"))
        following = _next_value(events)
        mapping[cleaned(event.value)] = None if following is None else _value(events, following, depth + 1)
    return mapping


def _message(mark: _Mark | None, problem: str) -> str:
    # The block begins on the second line of the file, and marks count from 0.
    return f"line {mark.line + 2}: {problem}" if mark else f"its front matter cannot be read: {problem}"
