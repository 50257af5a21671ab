"""The buttons under an answer, and the form behind one of them, as Slack sends their use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext

from assistant.rendering.slack import answer_id_of
from assistant.slack.complaints import CALLBACK, About, filled_in
from assistant.slack.listeners import begin, team_of
from assistant.slack.posting import Place
from assistant.slack.presses import Press, Presses
from assistant.slack.private import Whisper
from assistant.slack.threads import Thread
from assistant.slack.workers import Workers


def act(app: App, presses: Presses, workers: Workers) -> None:
    """Register the listeners for buttons."""

    def taken_on(work: Callable[[Press], None]) -> Callable[..., None]:
        def listener(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
            ack()
            press = _press(body, context)
            begin(workers, lambda: work(press), press.whisper)

        return listener

    def feedback(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        ack()
        press = _press(body, context)
        if press.value == "good":
            begin(workers, lambda: presses.praise(press), press.whisper)
        else:
            presses.complain(press)  # at once: the form opens within three seconds or not at all

    def complaints(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        ack()
        about, said = About.of(body["view"]), filled_in(body["view"])
        place = Place(context.client, about.channel, about.thread_ts)
        whisper = Whisper(place=place, user=body["user"]["id"], url=about.url, alone=about.alone)
        team = team_of(context)
        begin(workers, lambda: presses.complained(about.answer_id, *said, team, whisper), whisper)

    app.action("feedback")(feedback)
    app.action("show_all")(taken_on(presses.show_all))
    app.action("share")(taken_on(presses.share))
    app.action("as_of")(taken_on(presses.ask_until))
    app.action("only_author")(taken_on(presses.ask_only))
    app.view(CALLBACK)(complaints)


def _press(body: Mapping[str, Any], context: BoltContext) -> Press:
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
