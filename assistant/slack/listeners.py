"""What the bot hears: mentions, messages, the slash command, its own page being opened."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from slack_bolt import Ack, App, BoltContext

from assistant.errors import AssistantError, told_of
from assistant.slack.answers import Workers
from assistant.slack.asking import asking, mentioned, wants_help, worded
from assistant.slack.deliveries import Pending
from assistant.slack.desk import Arrival, Desk
from assistant.slack.manifest import COMMAND
from assistant.slack.posting import Place
from assistant.slack.telling import BUSY, HELP, Whisper, notice, told
from assistant.slack.threads import Thread
from assistant.wording.lines import shortened

_logger = logging.getLogger(__name__)

_WRITTEN = (None, "file_share", "thread_broadcast")
"""Subtypes of what a person writes; all others are edits, joins and the like."""
_SLACKBOT = "USLACKBOT"
_TELL = r"(?:tell|show|list|compare|quote|search|summari[sz]e|explain|find|check|give)\b"
_POLITELY = re.compile(
    rf"\b(?:(?:can|could|would|will) you (?:please )?(?={_TELL})|(?<=tell )(?:me|us)\b|(?<=show )(?:me|us)\b"
    r"|(?<=give )(?:me|us)\b|do you know\b)",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"\W*(?:(?:and|but|so|or|then|now|ok|okay|please)\b\W*)*"
    r"(?:who|whom|whose|what|when|where|why|how|which|whether"
    rf"|is|are|was|were|does|did|has|could|would|should|{_TELL})\b",
    re.IGNORECASE,
)
# "And in 2023", "Only Marrow": what is left away stands in the question before.
_FRAGMENT = re.compile(
    r"\W*(?:and|but|or|only|since|until|before|after|in|by|from)\b(?:\W+\w+){1,3}\W*", re.IGNORECASE
)
# The United States are no people of this thread.
_BETWEEN_PEOPLE = re.compile(r"\b(?:[Ii](?!\.)|[Mm]e|[Mm]y|[Ww]e|[Uu]s|[Oo]ur|[Yy]ou|[Yy]our|[Ll]et['’]s)\b")


def listen(app: App, desk: Desk, workers: Workers) -> None:
    """Register the listeners for questions."""
    listeners = _Listeners(desk, workers)
    # Bolt acknowledges an event after the listener's middleware and before the listener itself.
    app.event("app_mention", middleware=[listeners.hear])(listeners.answer)
    app.event("message", middleware=[listeners.hear])(listeners.answer)
    app.event("app_home_opened")(listeners.opened)
    app.command(COMMAND)(listeners.command)


@dataclass(frozen=True, slots=True)
class _Listeners:
    """What is heard, handed to the desk."""

    desk: Desk
    workers: Workers

    def hear(self, event: dict[str, Any], context: BoltContext, next_: Callable[[], None]) -> None:
        """Take a question on, if it is one: it is on disk before Slack is told that it arrived."""
        arrival = _edit(event, context) if event.get("subtype") == "message_changed" else _new(event, context)
        try:
            if arrival and self._is_for_the_bot(event, arrival) and self.desk.take(arrival):
                context["arrival"] = arrival
        except AssistantError:
            _logger.exception("a question cannot be written down before it is answered")
            # Whoever addressed the bot is answered all the same, or told.
            context["arrival"] = arrival if arrival and arrival.summoned else None
        next_()

    def answer(self, context: BoltContext) -> None:
        """Have the question answered that `hear` took on."""
        arrival: Arrival | None = context.get("arrival")
        if arrival and not self.workers.take_on(lambda: self.desk.answer(arrival)):
            self.desk.decline(arrival.whisper, arrival.pending)

    def command(self, ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        pending = Pending(
            id=f"command {body['trigger_id']}",
            channel=body["channel_id"],
            thread=None,
            reader=body["user_id"],
            url=body["response_url"],
            **_installed(context),
        )
        try:
            asked = asking(body.get("text") or "")
            if wants_help(asked.question):
                _acknowledge(ack, HELP)
                return
            new = self.desk.deliveries.take(pending)
        except AssistantError as error:
            _acknowledge(ack, told_of(error))
            return
        _acknowledge(ack, f"Searching the articles for: {shortened(asked.question)}")
        place = Place(context.client, pending.channel)
        whisper = Whisper(place=place, user=pending.reader, url=pending.url, alone=True)
        work = lambda: self.desk.answer_privately(asked, whisper, pending)  # noqa: E731
        if new and not self.workers.take_on(work):
            self.desk.decline(whisper, pending)

    def opened(self, event: dict[str, Any], context: BoltContext) -> None:
        if event.get("tab") == "messages":
            self.workers.take_on(lambda: self.desk.suggest(Place(context.client, event["channel"])))

    def _is_for_the_bot(self, event: Mapping[str, Any], arrival: Arrival) -> bool:
        return arrival.summoned or (_may_ask(event) and self.desk.threads.joined(arrival.thread))


def begin(workers: Workers, work: Callable[[], None], whisper: Whisper) -> None:
    """Have work done, or tell that too much is waiting."""
    if not workers.take_on(work):
        with told(whisper):
            whisper.tell(notice(BUSY))


def _new(event: Mapping[str, Any], context: BoltContext) -> Arrival | None:
    """A message that a person has written."""
    if not _is_by_a_person(event) or "edited" in event:
        return None
    summoned = event["type"] == "app_mention" or event.get("channel_type") == "im"
    return _arrival(event, event["channel"], context, summoned=summoned)


def _edit(event: Mapping[str, Any], context: BoltContext) -> Arrival | None:
    """A message in a channel, changed so that it mentions the bot and did not before."""
    new, old = event.get("message") or {}, event.get("previous_message")
    if old is None or event.get("channel_type") == "im" or not _is_by_a_person(new):
        return None
    before, now = (context.bot_user_id in mentioned(each.get("text") or "") for each in (old, new))
    return _arrival(new, event["channel"], context, edited=True) if now and not before else None


def _is_by_a_person(message: Mapping[str, Any]) -> bool:
    """Whether a person wrote it: no join, no bot's, the bot's own least of all."""
    by_person = message.get("user") not in (None, _SLACKBOT) and not message.get("bot_id")
    return by_person and message.get("subtype") in _WRITTEN


def _may_ask(event: Mapping[str, Any]) -> bool:
    """Whether a message in a thread may be for the bot, which it does not mention.

    A mention of the bot comes as an event of its own; one of somebody else speaks to them.
    """
    text = event.get("text") or ""
    return bool(event.get("thread_ts")) and not mentioned(text) and asks(text)


def _arrival(
    message: Mapping[str, Any],
    channel: str,
    context: BoltContext,
    *,
    summoned: bool = True,
    edited: bool = False,
) -> Arrival:
    text, ts = message.get("text") or "", message["ts"]
    thread = Thread(team_of(context), channel, message.get("thread_ts") or ts)
    pending = Pending(
        id=f"{'edit' if edited else 'message'} {thread.team} {channel} {ts}",
        channel=channel,
        thread=thread.ts,
        reader=message["user"],
        certain=summoned or "?" in text,
        **_installed(context),
    )
    place = Place(context.client, channel, thread.ts)
    return Arrival(
        text=text,
        thread=thread,
        message=ts,
        whisper=Whisper(place=place, user=pending.reader),
        pending=pending,
        summoned=summoned,
        edited=edited,
        files=bool(message.get("files")),
    )


def team_of(context: BoltContext) -> str:
    """The workspace; where the app is installed in a whole organisation, that."""
    return context.team_id or context.enterprise_id or ""


def _installed(context: BoltContext) -> dict[str, Any]:
    """Where the app is installed that this was sent to."""
    return {
        "team": context.team_id,
        "enterprise": context.enterprise_id,
        "organisation": bool(context.is_enterprise_install),
    }


def _acknowledge(ack: Ack, sentence: str) -> None:
    message = notice(sentence)
    ack(text=message.text, blocks=message.blocks, response_type="ephemeral")


def asks(text: str) -> bool:
    """Whether a message that does not mention the bot may be for it: a question, a request, a piece of one.

    Nothing is in which people speak of themselves and each other, unless they do so to ask politely.

    >>> [asks(text) for text in ("And in 2023", "Can you show me what Less wrote?", "Really?")]
    [True, True, True]
    >>> [asks(text) for text in ("He was never of that opinion.", "What do you think?", "Shall we go?")]
    [False, False, False]
    """
    plain = _POLITELY.sub("", worded(text))
    if _BETWEEN_PEOPLE.search(plain):
        return False
    return "?" in plain or bool(_ASKING.match(plain) or _FRAGMENT.fullmatch(plain))
