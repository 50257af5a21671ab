"""The form of a reply as a JSON schema, for servers that keep to one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, get_args

from assistant.positions import Stance

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.runnables import Runnable

_MOST_IDS = 250
"""OpenAI takes no more values of an enumeration that are longer than 15,000 characters together; beyond this
any text may stand in the place of an id."""


class Schemas:
    """Whether one server takes a schema: asked by the first request, and known from then on."""

    def __init__(self) -> None:
        self._refused = False

    def offered(self, model: BaseChatModel) -> bool:
        """Whether a request to this model is to hold a schema: OpenAI's protocol has a place for one."""
        return not self._refused and hasattr(model, "root_client")

    def refused(self) -> None:
        """Send no schema from now on."""
        self._refused = True

    def bound(self, model: BaseChatModel, form: dict[str, Any]) -> Runnable[Any, Any]:
        """The model, kept to the form where it may be."""
        return model.bind(response_format=form) if self.offered(model) else model


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
