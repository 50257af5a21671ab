"""What the bot hears: mentions, messages, the slash command, its own page being opened."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from slack_bolt import Ack, App, BoltContext

from assistant.slack.asking import TokenError, asking, mentioned
from assistant.slack.desk import Arrival, Desk
from assistant.slack.manifest import COMMAND
from assistant.slack.notices import BUSY, HELP, notice
from assistant.slack.overheard import asks
from assistant.slack.posting import Place
from assistant.slack.private import Whisper
from assistant.slack.telling import told
from assistant.slack.threads import Thread
from assistant.slack.workers import Workers
from assistant.wording.lines import shortened

_WRITTEN = (None, "file_share", "thread_broadcast")
"""Subtypes of what a person writes; all others are edits, joins and the like."""
_SLACKBOT = "USLACKBOT"


def listen(app: App, desk: Desk, workers: Workers) -> None:
    """Register the listeners for questions."""
    listeners = _Listeners(desk, workers)
    app.event("app_mention")(listeners.mention)
    app.event("message")(listeners.message)
    app.event("app_home_opened")(listeners.opened)
    app.command(COMMAND)(listeners.command)


@dataclass(frozen=True, slots=True)
class _Listeners:
    """What is heard, handed to the desk."""

    desk: Desk
    workers: Workers

    def mention(self, event: dict[str, Any], context: BoltContext) -> None:
        if _is_written_by_a_person(event):
            self._take_on(_arrival(event, context))

    def message(self, event: dict[str, Any], context: BoltContext) -> None:
        if not _is_written_by_a_person(event):
            return
        direct = event.get("channel_type") == "im"
        if direct or (_may_ask(event) and self.desk.threads.joined(_thread(event, context))):
            self._take_on(_arrival(event, context, summoned=direct))

    def command(self, ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        try:
            asked = asking(body.get("text") or "")
        except TokenError as error:
            _acknowledge(ack, str(error))
            return
        if not asked.question:
            _acknowledge(ack, HELP)
            return
        _acknowledge(ack, f"Searching the articles for: {shortened(asked.question)}")
        place = Place(context.client, body["channel_id"])
        whisper = Whisper(place=place, user=body["user_id"], url=body["response_url"], alone=True)
        begin(self.workers, lambda: self.desk.answer_privately(asked, whisper, body["trigger_id"]), whisper)

    def opened(self, event: dict[str, Any], context: BoltContext) -> None:
        if event.get("tab") == "messages":
            self.workers.take_on(lambda: self.desk.suggest(Place(context.client, event["channel"])))

    def _take_on(self, arrival: Arrival) -> None:
        begin(self.workers, lambda: self.desk.answer(arrival), arrival.whisper)


def begin(workers: Workers, work: Callable[[], None], whisper: Whisper) -> None:
    """Have work done, or tell that too much is waiting."""
    if not workers.take_on(work):
        with told(whisper):
            whisper.tell(notice(BUSY))


def _is_written_by_a_person(event: Mapping[str, Any]) -> bool:
    """Whether it is new and a person's: no edit, no join, no bot's, the bot's own least of all."""
    by_person = event.get("user") not in (None, _SLACKBOT) and not event.get("bot_id")
    return by_person and event.get("subtype") in _WRITTEN and "edited" not in event


def _may_ask(event: Mapping[str, Any]) -> bool:
    """Whether a message in a thread may be for the bot, which it does not mention.

    A mention of the bot comes as an event of its own; one of somebody else speaks to them.
    """
    text = event.get("text") or ""
    return bool(event.get("thread_ts")) and not mentioned(text) and asks(text)


def _arrival(event: Mapping[str, Any], context: BoltContext, *, summoned: bool = True) -> Arrival:
    thread = _thread(event, context)
    place = Place(context.client, thread.channel, thread.ts)
    return Arrival(
        text=event.get("text") or "",
        thread=thread,
        message=event["ts"],
        whisper=Whisper(place=place, user=event["user"]),
        summoned=summoned,
    )


def _thread(event: Mapping[str, Any], context: BoltContext) -> Thread:
    return Thread(team_of(context), event["channel"], event.get("thread_ts") or event["ts"])


def team_of(context: BoltContext) -> str:
    """The workspace; where the app is installed in a whole organisation, that."""
    return context.team_id or context.enterprise_id or ""


def _acknowledge(ack: Ack, sentence: str) -> None:
    message = notice(sentence)
    ack(text=message.text, blocks=message.blocks, response_type="ephemeral")
