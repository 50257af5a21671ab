"""What the chat page may send: JSON of exactly the form that each of its events has, and nothing else.

Gradio takes a record with a path or an address, wherever it stands in an event's data, for a file, which it
copies, hashes or fetches. So the data is parsed here, held to its form, and written anew: Gradio reads only
what was checked, whatever spelling it came in.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.web.perimeter import Refusal

if TYPE_CHECKING:
    import gradio

Kind = Literal["text", "names", "state"]
_Session = Annotated[str, Field(pattern="^[0-9a-z]{1,64}$")]
_Job = Annotated[str, Field(pattern="^[0-9a-f]{32}$")]
_Nothing = Annotated[dict[str, str], Field(max_length=0)]


class Form(BaseModel):
    """A body that the page sends; no other key, and no value that is only like one, is taken."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Ask(Form):
    """An event: a question, a press of a button, a word on an answer."""

    data: list[str | list[str] | None]
    fn_index: int
    session_hash: _Session
    trigger_id: int | None = None
    event_data: _Nothing | None = None


class Cancel(Form):
    """An event is to stop."""

    event_id: _Job
    fn_index: int
    session_hash: _Session


class Reset(Form):
    """An event's data are no longer wanted."""

    event_id: _Job


@dataclass(frozen=True, slots=True)
class Event:
    """The inputs of one of the page's events; queued where it writes an answer."""

    queued: bool
    inputs: tuple[Kind, ...]


Events = Mapping[int, Event]


def events(blocks: gradio.Blocks) -> Events:
    """The events that the page can send, by number."""
    return {
        number: Event(bool(function.queue), tuple(map(_kind, function.inputs)))
        for number, function in blocks.fns.items()
        if function.fn is not None
    }


def checked(body: bytes, form: type[Form], known: Events, *, queued: bool) -> bytes:
    """The body, held to its form and written anew; raises `Refusal`.

    An event has to be one of those `known`, and `queued` or not as its door is.
    """
    try:
        # Of two equal keys one program takes the first and another the last.
        sent = form.model_validate(json.loads(body.decode("utf-8"), object_pairs_hook=_once))
        if isinstance(sent, Ask):
            sent = sent.model_copy(update={"data": _data(sent, known, queued)})
        return sent.model_dump_json(exclude_unset=True).encode("utf-8")
    except (ValueError, RecursionError):
        raise Refusal(400, "This is not what the chat's page sends.") from None


def _data(sent: Ask, known: Events, queued: bool) -> list[str | list[str] | None]:
    """The event's data, empty values in the form of others; raises `ValueError`."""
    event = known.get(sent.fn_index)
    if event is None or event.queued is not queued:
        raise ValueError("no such event")
    return [_value(value, kind) for value, kind in zip(sent.data, event.inputs, strict=True)]


def _value(value: str | list[str] | None, kind: Kind) -> str | list[str] | None:
    match kind, value:
        case "text", None:
            return ""
        case "names", None:
            return []
        case ("text", str()) | ("names", list()) | ("state", None):
            return value
    raise ValueError(f"not of the kind {kind}")


def _kind(component: object) -> Kind:
    import gradio as gr

    match component:
        case gr.State():  # kept on the server
            return "state"
        case gr.Dropdown(multiselect=True):
            return "names"
        case gr.Dropdown() | gr.Textbox() | gr.Button() | gr.HTML():
            return "text"
    raise TypeError(f"no form is known for {component!r}")


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object of which no key stands twice."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands twice")
    return found
