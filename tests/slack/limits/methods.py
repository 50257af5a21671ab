"""Limits of the Web API's methods: those of messages, and of views and an agent's pane.

| where | limit | page, under docs.slack.dev/reference |
| --- | --- | --- |
| modal: title, submit, close | 24 | views/modal-views |
| a view: blocks / private_metadata | 100 / 3,000 | views/modal-views |
| a view: callback_id | 255 | views/modal-views |
| a view: all of it | 250 KB | methods/views.open |
| setSuggestedPrompts: prompts | 4 | methods/assistant.threads.setSuggestedPrompts |
| setSuggestedPrompts: thread_ts | not for agents | methods/assistant.threads.setSuggestedPrompts |
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tests.slack.limits.blocks import blocks
from tests.slack.limits.measures import Findings, bytes_of, length, lengths, required, texts
from tests.slack.limits.messages import appended, posted, started, stopped, updated

_VIEW_BLOCKS = 100
_VIEW_BYTES = 250_000


def violations(method: str, payload: Mapping[str, Any]) -> tuple[str, ...]:
    """One sentence for each limit that a call of a Web API method breaks, such as `chat.postMessage`.

    `payload` holds the arguments as plain JSON values (blocks and view not as strings); `response_url` is
    what a slash command's or an action's address is sent. ValueError: no limits of the method are known.

    >>> violations("chat.update", {"channel": "C1", "ts": "1.2", "text": "a" * 4001})
    ('text: 4,001 characters, at most 4,000',)
    """
    if method not in _METHODS:
        raise ValueError(f"no limits of {method!r} are known")
    names, check = _METHODS[method]
    return tuple((*required("", payload, *names), *check(payload)))


def _modal(payload: Mapping[str, Any]) -> Findings:
    view = payload.get("view") or {}
    if view.get("type") != "modal":
        yield f"view.type: {view.get('type')!r} instead of 'modal'"
    yield from blocks("view.blocks", view.get("blocks") or (), _VIEW_BLOCKS)
    yield from required("view.", view, "title")
    yield from texts("view", view, title=24, submit=24, close=24)
    yield from length("view.private_metadata", view.get("private_metadata"), 3_000)
    yield from lengths("view", view, callback_id=255)
    if any(block.get("type") == "input" for block in view.get("blocks") or ()) and not view.get("submit"):
        yield "view.submit is missing beside an input"
    if bytes_of(view) > _VIEW_BYTES:
        yield f"view: {bytes_of(view):,} bytes, at most {_VIEW_BYTES:,}"


def _status(payload: Mapping[str, Any]) -> Findings:
    if payload.get("status") is None:  # an empty status takes the shown one away
        yield "status is missing"


def _prompts(payload: Mapping[str, Any]) -> Findings:
    yield from length("prompts", payload.get("prompts"), 4)
    for number, prompt in enumerate(payload.get("prompts") or ()):
        yield from required(f"prompts[{number}].", prompt, "title", "message")
    if payload.get("thread_ts"):
        yield "thread_ts: a call with it silently fails for an agent"


_METHODS: dict[str, tuple[tuple[str, ...], Callable[[Mapping[str, Any]], Findings]]] = {
    "chat.postMessage": (("channel",), posted),
    "chat.postEphemeral": (("channel", "user"), posted),
    "chat.update": (("channel", "ts"), updated),
    "response_url": ((), posted),
    "chat.startStream": (("channel", "thread_ts"), started),
    "chat.appendStream": (("channel", "ts"), appended),
    "chat.stopStream": (("channel", "ts"), stopped),
    "views.open": (("trigger_id", "view"), _modal),
    "assistant.threads.setStatus": (("channel_id", "thread_ts"), _status),
    "assistant.threads.setSuggestedPrompts": (("channel_id", "prompts"), _prompts),
}
