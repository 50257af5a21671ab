"""Where questions come in: taken once, only where and as often as they may be asked, then answered."""

from __future__ import annotations

import contextlib
import functools
import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from slack_sdk.errors import SlackApiError

from assistant.answers import Answer, Turn
from assistant.errors import AssistantError
from assistant.scopes import in_words
from assistant.slack.answers import Answers
from assistant.slack.asking import Asking, asking, wants_help
from assistant.slack.channels import Channels, Rates, Rule
from assistant.slack.deliveries import Deliveries, Pending
from assistant.slack.manifest import suggestions
from assistant.slack.posting import TROUBLE, Place
from assistant.slack.replying import PrivateReply, ThreadReply
from assistant.slack.telling import (
    BUSY,
    CLOSED,
    FILE_NOT_READ,
    HELP,
    Refusal,
    Whisper,
    notice,
    patience,
    signed,
    told,
)
from assistant.slack.threads import Exchange, Thread, Threads
from assistant.wording.lines import shortened

_NOT_TOLD = ("channel_not_found", "missing_scope")
"""Slack's errors for private channels without the bot, and for conversations of several people."""
_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A message that may ask something, in the thread where it is answered."""

    text: str
    thread: Thread
    message: str
    """Its time, by which Slack knows it in its channel."""
    whisper: Whisper
    """To whoever wrote it."""
    pending: Pending
    summoned: bool = True
    """Whether the bot is addressed; otherwise it has only joined the thread."""
    edited: bool = False
    """Whether the bot was first mentioned when the message was changed."""
    files: bool = False
    """Whether files are attached."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Takes questions from any thread of the process, and of other processes on the same file."""

    answers: Answers
    threads: Threads
    deliveries: Deliveries
    rates: Rates
    channels: Channels
    clock: Callable[[], float] = time.monotonic
    _names: dict[str, str] = field(default_factory=dict)

    def take(self, arrival: Arrival) -> bool:
        """Take a message on, to be answered; False where it was taken on before."""
        if arrival.edited and self.threads.knows(arrival.thread, arrival.message):
            return False
        return self.deliveries.take(arrival.pending)

    def answer(self, arrival: Arrival) -> None:
        """Answer a message in its thread; with that it is done with."""
        with self._finishing(arrival.pending), told(arrival.whisper):
            asked = replace(asking(arrival.text), certain=arrival.pending.certain)
            if wants_help(asked.question) and not arrival.summoned:
                return
            try:
                asked = self._admitted(asked, arrival.whisper)
                before = self.threads.exchanges(arrival.thread, arrival.message)
                self._answer(asked, before, arrival.thread, arrival.message, arrival.whisper)
            finally:
                if arrival.files and asked.certain:
                    arrival.whisper.tell(notice(FILE_NOT_READ))

    def answer_privately(self, asked: Asking, whisper: Whisper, pending: Pending) -> None:
        """Answer a slash command, for its reader alone; with that it is done with."""
        with self._finishing(pending), told(whisper):
            self.answers.give(self._admitted(asked, whisper), PrivateReply(whisper))

    def decline(self, whisper: Whisper, pending: Pending) -> None:
        """Tell that too much is waiting."""
        with self._finishing(pending), told(whisper):
            whisper.tell(notice(BUSY))

    def answer_anew(
        self,
        asked: Asking,
        answer_id: str,
        thread: Thread,
        whisper: Whisper,
        *,
        following: Answer | None = None,
    ) -> str | None:
        """Answer what a button under an earlier answer asks; the id of the new one, where it was answered.

        A question `following` that answer is asked in its light. A line before it says who pressed the button
        and what for, unless only that reader sees it. Raises
        `Refusal` where it may not be asked, `TROUBLE` where Slack does not take word of it.
        """
        asked = self._admitted(asked, whisper)
        before = self.threads.exchanges_behind(answer_id)
        if following:
            before += (Exchange("", Turn(question=following.question, answer=following)),)
        if whisper.alone:
            history = tuple(exchange.turn for exchange in before)
            return self.answers.give(replace(asked, history=history), PrivateReply(whisper))
        again = f"asks again, with these filters: {shortened(in_words(asked.scope))}."
        said = f"asks: {shortened(asked.question)}" if following else again
        message = whisper.place.post(signed(whisper.user, "asks for more." if asked.after else said))
        return self._answer(asked, before, thread, message, whisper)

    def suggest(self, place: Place) -> None:
        """Offer questions to begin with."""
        prompts = [{"title": each, "message": each} for each in suggestions(self.answers.records)]
        try:
            place.client.assistant_threads_setSuggestedPrompts(channel_id=place.channel, prompts=prompts)
        except TROUBLE:
            _logger.warning("no questions can be suggested", exc_info=True)

    @contextlib.contextmanager
    def _finishing(self, pending: Pending) -> Iterator[None]:
        """At the end the question is done with, whatever came of it."""
        try:
            yield
        finally:
            try:
                self.deliveries.finish(pending.id)
            except AssistantError:
                _logger.exception("a question that is done with will be taken for a lost one")

    def _answer(
        self,
        asked: Asking,
        before: tuple[Exchange, ...],
        thread: Thread,
        message: str,
        whisper: Whisper,
    ) -> str | None:
        """Answer in a thread, and remember it there; from the question on, the thread is joined."""
        shared = bool(before) and before[-1].asker not in ("", self.threads.asker(thread, whisper.user))
        reply = ThreadReply(
            place=whisper.place,
            reader=whisper.user,
            team=thread.team,
            question=asked.question,
            scope=asked.scope,
            shared=shared,
            clock=self.clock,
        )
        keep = functools.partial(
            self.threads.asked, thread, message, asker=whisper.user, question=asked.question
        )
        if asked.certain:
            keep()
        history = tuple(exchange.turn for exchange in before)
        answer_id = self.answers.give(replace(asked, history=history), reply)
        if answer_id is not None:
            try:
                if not asked.certain:
                    keep()
                self.threads.answered(thread, message, answer_id)
            except AssistantError:  # the answer is out: no reader need know
                _logger.exception("an answer cannot be remembered in its thread")
        return answer_id

    def _admitted(self, asked: Asking, whisper: Whisper) -> Asking:
        """The question, counted, within the channel's filters; raises `Refusal`."""
        rule = self._rule(whisper.place)
        if not rule.ask:
            raise Refusal(CLOSED)
        if wants_help(asked.question):
            raise Refusal(HELP)
        wait = self.rates.allowed(whisper.user, whisper.place.channel)
        if wait is not None:
            raise Refusal(patience(wait))
        return replace(asked, scope=asked.scope.over(rule.scope))

    def _rule(self, place: Place) -> Rule:
        return self.channels.rule(place.channel, lambda: self._name(place))

    def _name(self, place: Place) -> str | None:
        """The channel's name, asked for once; None where Slack does not tell it to this bot.

        Other trouble is raised: a channel that is closed by its name is not open while Slack is out of order.
        """
        if place.channel not in self._names:
            try:
                told = place.client.conversations_info(channel=place.channel)
            except SlackApiError as error:
                if error.response.get("error") not in _NOT_TOLD:
                    raise
                _logger.warning("the name of a channel is not told: its rule is the default", exc_info=True)
                return None
            self._names[place.channel] = str(told["channel"]["name"])
        return self._names[place.channel]
