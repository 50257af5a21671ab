"""The form of a reply as a JSON schema, for servers that keep to one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_args

from assistant.positions import Stance

_MOST_IDS = 250
"""OpenAI takes no more values of an enumeration that are longer than 15,000 characters together; beyond this
any text may stand in the place of an id."""


def answer_form(ids: Sequence[str], *, translated: bool = False) -> dict[str, Any]:
    """The `response_format` of an answer: views that cite sentences by their ids, and an overview.

    `translated`: with a translation of each sentence.
    """
    nothing: dict[str, Any] = {"type": "null"}
    text: dict[str, Any] = {"anyOf": [{"type": "string"}, nothing]}
    sentence = {"type": "string"} | ({"enum": list(ids)} if len(ids) <= _MOST_IDS else {})
    stance = {"anyOf": [{"type": "string", "enum": list(get_args(Stance))}, nothing]}
    translation = {"translation": {"type": "array", "items": {"type": "string"}}} if translated else {}
    view = _object(
        {
            "cite": {"type": "array", "items": sentence},
            **translation,
            "speaker": text,
            "claim": text,
            "stance": stance,
        }
    )
    answer = _object({"views": {"type": "array", "items": view}, "summary": text})
    return {"type": "json_schema", "json_schema": {"name": "answer", "strict": True, "schema": answer}}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
