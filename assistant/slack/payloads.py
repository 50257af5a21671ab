"""The payloads that the bot hears over HTTP, held to their form before Bolt reads them.

Bolt and the listeners rely on that form: a list in the place of a text fails with a traceback there. Only
what they read is held to it, so that fields which Slack adds are let through.
"""

from __future__ import annotations

import json
from typing import Any, Literal

from pydantic import BaseModel, Field, Json, TypeAdapter
from slack_bolt.request.internals import parse_body

from assistant.rendering.slack_actions import About


class _Named(BaseModel):
    id: str | None = None
    enterprise_id: str | None = None


class _Place(BaseModel):
    """Where and by whom: at the top of a payload, in its event, in the event's messages."""

    type: str | None = None
    enterprise: str | _Named | None = None
    enterprise_id: str | None = None
    team: str | _Named | None = None
    team_id: str | None = None
    user: str | _Named | None = None
    user_id: str | None = None
    channel: str | _Named | None = None
    channel_id: str | None = None
    ts: str | None = None
    thread_ts: str | None = None
    item: _Place | None = None
    assistant_thread: _Place | None = None


class _Message(_Place):
    user: str | None = None
    ts: str
    text: str | None = None
    subtype: str | None = None


class _Written(_Message):
    """A message, also one that mentions the bot; with the message itself where it was changed."""

    type: Literal["app_mention", "message"]
    channel: str
    channel_type: str | None = None
    message: _Message | None = None
    previous_message: _Message | None = None


class _Opened(_Place):
    type: Literal["app_home_opened"]
    channel: str


class _Uninstalled(_Place):
    type: Literal["app_uninstalled"]


class _Revoked(_Place):
    type: Literal["tokens_revoked"]
    tokens: dict[Literal["oauth", "bot"], list[str]]


class _Payload(_Place):
    authorizations: list[_Place] | None = None
    message: _Place | None = None
    response_url: str | None = None
    response_urls: list[dict[str, Any]] = []


class _Delivery(_Payload):
    """An event."""

    type: Literal["event_callback"]
    event: _Written | _Opened | _Uninstalled | _Revoked = Field(discriminator="type")


class _Challenge(_Payload):
    """Slack's check of the address."""

    type: Literal["url_verification"]
    challenge: str


class _Certificate(_Payload):
    """Slack's check of the certificate."""

    ssl_check: Literal["1"]


class _Command(_Payload):
    command: str
    text: str | None = None
    channel_id: str
    user_id: str
    trigger_id: str
    response_url: str


class _Person(_Named):
    id: str


class _Action(BaseModel):
    action_id: str
    block_id: str
    selected_option: dict[str, Any] | None = None


class _Container(BaseModel):
    message_ts: str
    channel_id: str
    thread_ts: str | None = None


class _Press(_Payload):
    """A button that was pressed, or a choice from a menu."""

    type: Literal["block_actions"]
    user: _Person
    actions: list[_Action] = Field(min_length=1)
    container: _Container
    trigger_id: str


class _Input(BaseModel):
    value: str | None = None
    selected_options: list[_Option] | None = None


class _Option(BaseModel):
    value: str


class _Reasons(BaseModel):
    reasons: _Input


class _Comment(BaseModel):
    comment: _Input


class _Values(BaseModel):
    reasons: _Reasons
    comment: _Comment


class _State(BaseModel):
    values: _Values


class _View(BaseModel):
    type: str
    callback_id: Literal["complaints"]
    private_metadata: Json[About]
    state: _State
    app_installed_team_id: str | None = None


class _Form(_Payload):
    """A form that was filled in."""

    type: Literal["view_submission"]
    user: _Person
    view: _View


_HEARD: TypeAdapter[Any] = TypeAdapter(_Delivery | _Challenge | _Certificate | _Command | _Press | _Form)


def is_heard(body: str, content_type: str) -> bool:
    """Whether a body that Slack signed is of a form that the bot hears; raises nothing, whatever was sent."""
    try:
        payload = parse_body(body, content_type.partition(";")[0])
        json.dumps(payload, ensure_ascii=False).encode()  # half of a character cannot be kept or answered
        _HEARD.validate_python(payload)
    except (ValueError, RecursionError):  # no JSON, no text, another form; nested too deeply
        return False
    return True
