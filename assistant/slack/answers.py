"""A question that came by Slack, put to the assistant; its answer, kept and shown."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from assistant.answers import Answer, Turn
from assistant.articles import Record
from assistant.errors import AssistantError
from assistant.events import Event, Finished, ViewpointReady
from assistant.feedback import FeedbackStore
from assistant.scopes import Scope
from assistant.slack.posting import TROUBLE
from assistant.slack.replying import Reply
from assistant.slack.telling import HELP, UNKEPT, told_of
from assistant.slack.workers import Openings

_logger = logging.getLogger(__name__)


class Answering(Protocol):
    """What the bot needs of `Assistant`."""

    def stream(
        self, question: str, *, history: tuple[Turn, ...] = (), scope: Scope = Scope()
    ) -> Iterator[Event]: ...

    @property
    def records(self) -> tuple[Record, ...]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked, in the light of what, within which filters."""

    text: str
    history: tuple[Turn, ...] = ()
    scope: Scope = Scope()
    certain: bool = True
    """Whether the bot is asked; otherwise it speaks only where it has something to say."""


class Answers:
    """Puts questions to the assistant; safe to share between threads."""

    def __init__(self, assistant: Answering, store: FeedbackStore) -> None:
        self._assistant = assistant
        self._store = store
        self._openings = Openings()

    @property
    def records(self) -> tuple[Record, ...]:
        return self._assistant.records

    def give(self, question: Question, reply: Reply) -> str | None:
        """Answer a question; the id of the answer, where one was shown and kept. Raises nothing."""
        try:
            with self._openings.opening() as opened:
                return self._given(question, reply, opened)
        except Exception as error:
            _say(reply, told_of(error))
        return None

    def _given(self, question: Question, reply: Reply, opened: Callable[[], None]) -> str | None:
        shows, held = question.certain, list[Event]()
        if shows:
            reply.begin()
        for event in self._assistant.stream(question.text, history=question.history, scope=question.scope):
            if isinstance(event, Finished):
                return self._shown(event.answer, question, reply)
            held.append(event)
            shows = shows or isinstance(event, ViewpointReady)
            while shows and held:
                reply.show(held.pop(0))
            opened()
        raise AssertionError("the last event is always Finished")

    def _shown(self, answer: Answer, question: Question, reply: Reply) -> str | None:
        if not answer.answered and not question.certain:
            return None
        if answer.reason == "empty_question":
            reply.say(HELP)
            return None
        answer_id = self._kept(answer)
        shown = answer if answer_id else replace(answer, notes=(*answer.notes, UNKEPT))
        reply.finish(shown, answer_id)
        return answer_id

    def _kept(self, answer: Answer) -> str | None:
        """The id of the answer; where it cannot be kept, it is shown without buttons."""
        try:
            return self._store.keep(answer, place="slack")
        except AssistantError as error:
            _logger.error("an answer cannot be kept, so no feedback can be given on it: %s", error)
            return None


def _say(reply: Reply, sentence: str) -> None:
    try:
        reply.say(sentence)
    except TROUBLE:
        _logger.exception("Slack takes no message: a reader is left without an answer")
