"""The form of a reply as a JSON schema, for servers that keep to one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_args

from assistant.positions import Side, Stance

_MOST_IDS = 250
"""OpenAI takes no more values of an enumeration that are longer than 15,000 characters together; beyond this
any text may stand in the place of an id."""
_NOTHING: dict[str, Any] = {"type": "null"}
_TEXT: dict[str, Any] = {"anyOf": [{"type": "string"}, _NOTHING]}


def answer_form(ids: Sequence[str], *, translated: bool = False) -> dict[str, Any]:
    """The `response_format` of an answer: views that cite sentences by their ids, and an overview.

    `translated`: with a translation of each sentence.
    """
    stance = {"anyOf": [{"type": "string", "enum": list(get_args(Stance))}, _NOTHING]}
    translation = {"translation": {"type": "array", "items": {"type": "string"}}} if translated else {}
    view = _object(
        {
            "cite": _cited(ids),
            **translation,
            "speaker": _TEXT,
            "claim": _TEXT,
            "stance": stance,
        }
    )
    return _form("answer", {"views": {"type": "array", "items": view}, "summary": _TEXT})


def annotation_form(ids: Sequence[str]) -> dict[str, Any]:
    """The `response_format` of what a model reads in an article: positions, a gist and topics."""
    text = {"type": "string"}
    position = _object(
        {
            "cite": _cited(ids),
            "on": text,
            "holder": _TEXT,
            "stance": {"type": "string", "enum": list(get_args(Side))},
        }
    )
    return _form(
        "annotation",
        {
            "positions": {"type": "array", "items": position},
            "gist": _object({"cite": _cited(ids), "text": text}),
            "topics": {"type": "array", "items": text},
        },
    )


def _form(name: str, properties: dict[str, Any]) -> dict[str, Any]:
    schema = {"name": name, "strict": True, "schema": _object(properties)}
    return {"type": "json_schema", "json_schema": schema}


def _cited(ids: Sequence[str]) -> dict[str, Any]:
    sentence = {"type": "string"} | ({"enum": list(ids)} if len(ids) <= _MOST_IDS else {})
    return {"type": "array", "items": sentence}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
