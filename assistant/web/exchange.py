"""A question and as much of its answer as there is so far: what the web chat keeps of a conversation."""

from __future__ import annotations

import logging
from collections.abc import Generator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from assistant.answering.asked import read_part
from assistant.answers import Answer, Turn
from assistant.errors import AssistantError
from assistant.events import Event, Finished, Searched, SummaryReady, ViewpointReady, grown
from assistant.web.asked import Asked

if TYPE_CHECKING:
    from assistant.answering.assistant import Assistant

APOLOGY = "Something went wrong here, and it was not your question. Please try once more."
_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question with its answer, whole or growing."""

    asked: Asked
    answer: Answer
    progress: Literal["searching", "answering", "finished", "stopped", "failed"] = "searching"
    failure: str = ""
    """What went wrong, in words for the reader."""
    answer_id: str | None = None
    """Under which a finished answer is kept for feedback; empty where it could not be kept."""

    def after(self, event: Event) -> Exchange:
        """The exchange once `event` has come in."""
        match event:
            case Searched():
                answer = replace(
                    self.answer,
                    standalone_question=event.standalone_question,
                    understood=event.understood,
                    searched=event.searched,
                )
            case ViewpointReady():
                views = grown(self.answer.viewpoints, event.viewpoint)
                answer = replace(self.answer, viewpoints=views)
            case SummaryReady():
                answer = replace(self.answer, summary=event.summary)
            case Finished():
                return replace(self, answer=self.asked.restored(event.answer), progress="finished")
        return replace(self, answer=self.asked.restored(answer), progress="answering")

    def failed(self, failure: str) -> Exchange:
        return replace(self, progress="failed", failure=failure)

    @property
    def ended(self) -> bool:
        """Whether nothing more can come."""
        return self.progress in ("finished", "stopped", "failed")

    def settled(self) -> Exchange:
        """The exchange once nothing more can come: what had not finished was stopped."""
        return self if self.ended else replace(self, progress="stopped")


Conversation = tuple[Exchange, ...]


def history(conversation: Conversation) -> tuple[Turn, ...]:
    """The turns a follow-up may refer to: those answered, at least in part, or declined."""
    return tuple(
        Turn(question=exchange.answer.question, answer=exchange.answer)
        for exchange in conversation
        if exchange.progress == "finished" or exchange.answer.viewpoints
    )


def exchanges(assistant: Assistant, asked: Asked) -> Generator[Exchange]:
    """The exchange as it grows, from the bare question to the whole answer or to what went wrong."""
    question = asked.question
    read = read_part(question)
    bare = Answer(question=read, standalone_question=read, answered=True, scope=asked.scope)
    exchange = Exchange(asked, bare)
    yield exchange
    try:
        for event in assistant.stream(
            question, history=asked.history, scope=asked.searched, understand=not asked.literal
        ):
            exchange = exchange.after(event)
            yield exchange
    except Exception as error:
        yield exchange.failed(told_of(error))


def told_of(error: Exception) -> str:
    """What a reader is told; to be called where the error is caught, since what is not told is logged."""
    if isinstance(error, AssistantError) and error.for_readers:
        return str(error)
    _logger.error("an answer or a part of the page failed", exc_info=error)
    return APOLOGY
