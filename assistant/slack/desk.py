"""Where questions come in: taken once, only where and as often as they may be asked, then answered."""

from __future__ import annotations

import contextlib
import functools
import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from assistant.errors import AssistantError
from assistant.rendering.filters import in_words
from assistant.rendering.wording import shortened
from assistant.slack.answers import Answers, Question
from assistant.slack.asking import Asking, asking, within
from assistant.slack.channels import Channels, Rule
from assistant.slack.deliveries import Deliveries
from assistant.slack.notices import APOLOGY, CLOSED, HELP, notice, patience, signed
from assistant.slack.posting import TROUBLE, Place
from assistant.slack.private import PrivateReply, Whisper
from assistant.slack.rates import Rates
from assistant.slack.replying import ThreadReply
from assistant.slack.suggesting import suggestions
from assistant.slack.threads import Exchange, Thread, Threads
from assistant.types import Answer, Scope

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
    summoned: bool = True
    """Whether the bot is addressed; otherwise it has only joined the thread."""


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

    def answer(self, arrival: Arrival) -> None:
        """Answer a message in its thread."""
        thread = arrival.thread
        with told(arrival.whisper):
            if not self.deliveries.first(f"message {thread.team} {thread.channel} {arrival.message}"):
                return
            asked = self._asked(arrival)
            if asked is not None:
                certain = arrival.summoned or "?" in asked.question
                question = Question(text=asked.question, scope=asked.scope, certain=certain)
                before = self.threads.exchanges(thread, arrival.message)
                self._answer(question, before, thread, arrival.message, arrival.whisper)

    def answer_privately(self, asked: Asking, whisper: Whisper, delivery: str) -> None:
        """Answer a slash command, for its reader alone."""
        with told(whisper):
            if not self.deliveries.first(f"command {delivery}"):
                return
            rule = self._rule(whisper.place)
            if refusal := self._refusal(rule, asked, whisper):
                whisper.tell(notice(refusal))
            else:
                scope = within(asked.scope, rule.scope)
                self.answers.give(Question(text=asked.question, scope=scope), PrivateReply(whisper))

    def answer_again(
        self, answer: Answer, scope: Scope, before: tuple[Exchange, ...], thread: Thread, whisper: Whisper
    ) -> None:
        """Answer an earlier question under other filters, where it was answered."""
        asked = Asking(answer.question, scope)
        with told(whisper):
            if refusal := self._refusal(Rule(), asked, whisper):
                whisper.tell(notice(refusal))
                return
            question = Question(text=answer.question, scope=scope)
            if whisper.alone:
                history = tuple(exchange.turn for exchange in before)
                self.answers.give(replace(question, history=history), PrivateReply(whisper))
            else:
                words = f"asks again, with these filters: {shortened(in_words(scope))}."
                message = whisper.place.post(signed(whisper.user, words))
                self._answer(question, before, thread, message, whisper)

    def suggest(self, place: Place) -> None:
        """Offer questions to begin with."""
        prompts = [{"title": each, "message": each} for each in suggestions(self.answers.records)]
        try:
            place.client.assistant_threads_setSuggestedPrompts(channel_id=place.channel, prompts=prompts)
        except TROUBLE:
            _logger.warning("no questions can be suggested", exc_info=True)

    def _answer(
        self,
        question: Question,
        before: tuple[Exchange, ...],
        thread: Thread,
        message: str,
        whisper: Whisper,
    ) -> None:
        """Answer in a thread, and remember it there; from the question on, the thread is joined."""
        others = before and before[-1].asker != whisper.user
        reply = ThreadReply(
            place=whisper.place,
            reader=whisper.user,
            team=thread.team,
            question=question.text,
            scope=question.scope,
            earlier=before[-1].asker if others else None,
            clock=self.clock,
        )
        keep = functools.partial(
            self.threads.asked, thread, message, asker=whisper.user, question=question.text
        )
        if question.certain:
            keep()
        history = tuple(exchange.turn for exchange in before)
        answer_id = self.answers.give(replace(question, history=history), reply)
        if answer_id is None:
            return
        try:
            if not question.certain:
                keep()
            self.threads.answered(thread, message, answer_id)
        except AssistantError:  # the answer is out: no reader need know
            _logger.exception("an answer cannot be remembered in its thread")

    def _asked(self, arrival: Arrival) -> Asking | None:
        """What is asked, within the channel's filters; None where it is nothing or may not be asked.

        Whoever did not address the bot is not told why.
        """
        rule, asked = self._rule(arrival.whisper.place), asking(arrival.text)
        refusal = self._refusal(rule, asked, arrival.whisper)
        if refusal and arrival.summoned:
            arrival.whisper.tell(notice(refusal))
        return None if refusal else replace(asked, scope=within(asked.scope, rule.scope))

    def _refusal(self, rule: Rule, asked: Asking, whisper: Whisper) -> str | None:
        if not rule.ask:
            return CLOSED
        if not asked.question:
            return HELP
        wait = self.rates.allowed(whisper.user, whisper.place.channel)
        return None if wait is None else patience(wait)

    def _rule(self, place: Place) -> Rule:
        return self.channels.rule(place.channel, lambda: self._name(place))

    def _name(self, place: Place) -> str | None:
        """The channel's name, asked for once; None where Slack does not tell it."""
        if place.channel not in self._names:
            try:
                told = place.client.conversations_info(channel=place.channel)
            except TROUBLE:
                _logger.warning(
                    "the name of a channel cannot be read: its rule is the default", exc_info=True
                )
                return None
            self._names[place.channel] = str(told["channel"]["name"])
        return self._names[place.channel]


@contextlib.contextmanager
def told(whisper: Whisper) -> Iterator[None]:
    """What goes wrong inside is told: an error meant for readers as it is, after any other an apology."""
    try:
        yield
    except Exception as error:
        meant = isinstance(error, AssistantError)
        if not meant:
            _logger.exception("a Slack request failed")
        try:
            whisper.tell(notice(str(error) if meant else APOLOGY))
        except TROUBLE:
            _logger.exception("Slack takes no message: somebody is left without a word")
