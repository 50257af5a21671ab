"""A button that somebody pressed under an answer, as Slack tells it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from slack_bolt import BoltContext

from assistant.answers import Answer
from assistant.feedback import FeedbackStore
from assistant.rendering.slack_actions import answer_id_of
from assistant.slack.listeners import team_of
from assistant.slack.posting import Place
from assistant.slack.telling import EXPIRED, Whisper, notice, told
from assistant.slack.threads import Thread


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """A button that somebody pressed, or a choice from a menu."""

    answer_id: str
    value: str
    message: str
    """The time of the message with the button."""
    thread: Thread
    whisper: Whisper
    trigger: str
    """What opens a form, within three seconds."""


def press_of(body: Mapping[str, Any], context: BoltContext) -> Press:
    """The press in what Slack sends."""
    action, container = body["actions"][0], body["container"]
    ts, alone = container["message_ts"], bool(container.get("is_ephemeral"))
    root = container.get("thread_ts") or body.get("message", {}).get("thread_ts")
    channel = container["channel_id"]
    place = Place(context.client, channel, root if alone else root or ts)
    return Press(
        answer_id=answer_id_of(action["block_id"]),
        value=_value(action),
        message=ts,
        thread=Thread(team_of(context), channel, root or ts),
        whisper=Whisper(place=place, user=body["user"]["id"], url=body.get("response_url"), alone=alone),
        trigger=body["trigger_id"],
    )


def _value(action: Mapping[str, Any]) -> str:
    """What was pressed or chosen."""
    option = action.get("selected_option") or {}
    return str(action.get("value") or action.get("selected_date") or option.get("value") or "")


def answering(store: FeedbackStore, work: Callable[[Press, Answer], None]) -> Callable[[Press], None]:
    """Work on the answer above the button; where it is no longer kept, or whatever fails, that is told."""

    def worked(press: Press) -> None:
        with told(press.whisper):
            answer = store.answer(press.answer_id)
            if answer is None:
                press.whisper.tell(notice(EXPIRED))
            else:
                work(press, answer)

    return worked
