"""A chat model's reply, within what one answer may take of it: calls, tokens and seconds."""

from __future__ import annotations

import contextvars
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Protocol, Self

from assistant.answers import Usage
from assistant.errors import ChatModelError
from assistant.generation.chat_model import PromptTooLong, ended_by, translated
from assistant.settings import Settings

if TYPE_CHECKING:
    from langchain_core.messages import AIMessageChunk, BaseMessage
    from langchain_core.messages.ai import UsageMetadata

LONGEST = 100_000
"""Characters after which a reply is cut off: not every server keeps to the tokens it is allowed."""
_FINISHED = {"stop", "end_turn", "stop_sequence", "complete", "completed", "eos", "eos_token"}
_REASONS = ("finish_reason", "stop_reason", "done_reason")
CHARACTERS = 3
"""Of a token, where it is guessed whether a prompt fits; English has four, so more fits than is guessed."""


def length(messages: Sequence[BaseMessage]) -> int:
    """The characters of what is sent."""
    return sum(len(str(message.text)) for message in messages)


class ChatModel(Protocol):
    """What streams a reply: a LangChain chat model, or a `Connection` to one."""

    def stream(self, messages: list[BaseMessage], /) -> Iterator[AIMessageChunk]: ...


class Reply:
    """One reply, to be iterated over once; what stands in the properties is final after that."""

    def __init__(self, model: ChatModel, messages: Sequence[BaseMessage], *, seconds: float) -> None:
        self._model = model
        self._messages = messages
        self._seconds = seconds
        self._says_why = False
        self._tokens = (0, 0)
        self.size = 0
        """Characters so far."""
        self.reason: str | None = None
        """Why the model stopped, in its provider's word; None where the reply was cut off."""

    def __iter__(self) -> Iterator[str]:
        """The pieces of text. Raises `ChatModelError`, also when the time is over."""
        for chunk in self._chunks():
            metadata = chunk.response_metadata
            self._says_why = self._says_why or bool(metadata)
            self.reason = next((_word(metadata[key]) for key in _REASONS if metadata.get(key)), self.reason)
            if chunk.usage_metadata:
                self._tokens = _counted(self._tokens, chunk.usage_metadata)
            text = str(chunk.text)
            self.size += len(text)
            if self.size > LONGEST:
                self.reason = "length"
                return
            yield text

    @property
    def whole(self) -> bool | None:
        """Whether the model came to an end by itself; None for a model that never says."""
        if self.reason is None and not self._says_why:
            return None
        return self.reason in _FINISHED

    @property
    def usage(self) -> Usage:
        """The tokens reported, or an estimate by length where none were."""
        if any(self._tokens):
            return Usage(*self._tokens, 1)
        return Usage(length(self._messages) // 4, self.size // 4, 1, estimated=True)

    def _chunks(self) -> Iterator[AIMessageChunk]:
        """What the model streams in another thread, since a read that hangs cannot be interrupted."""
        arrived: SimpleQueue[AIMessageChunk | BaseException | None] = SimpleQueue()
        stop = threading.Event()
        deadline = time.monotonic() + self._seconds
        work = contextvars.copy_context().run
        threading.Thread(target=work, args=(self._pump, arrived, stop), daemon=True).start()
        try:
            while (left := deadline - time.monotonic()) > 0:
                try:
                    chunk = arrived.get(timeout=left)
                except Empty:
                    break
                if chunk is None:
                    return
                if isinstance(chunk, BaseException):
                    if reason := ended_by(chunk):
                        self.reason = reason
                        return
                    raise translated(chunk) from None
                yield chunk
            raise ChatModelError("The chat model did not answer in time")
        finally:
            stop.set()

    def _pump(
        self, arrived: SimpleQueue[AIMessageChunk | BaseException | None], stop: threading.Event
    ) -> None:
        try:
            for chunk in self._model.stream(list(self._messages)):
                if stop.is_set():
                    return
                arrived.put(chunk)
            arrived.put(None)
        # Any provider's integration raises its own. All of it must reach the reader's side: what ended this
        # thread alone, an exit among it, would leave the reader waiting.
        except BaseException as error:
            arrived.put(error)


def _word(reason: object) -> str:
    """A reason to stop as one lower-case word; some providers give a member of an enumeration."""
    return str(getattr(reason, "name", reason)).lower()


def _counted(before: tuple[int, int], reported: UsageMetadata) -> tuple[int, int]:
    """The tokens read and written, with those that a piece reports.

    Pieces add up, but some servers report the sum so far with each: then the prompt is counted in each.
    """
    read, written = max(0, reported["input_tokens"]), max(0, reported["output_tokens"])
    if before[0] and read >= before[0]:
        return read, max(before[1], written)
    return before[0] + read, before[1] + written


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What all calls behind one answer may take together."""

    calls: int = 5
    tokens: int = 40_000
    """Read and written."""
    seconds: float = 60.0
    written: int = 2_000
    """Tokens that one call may write."""
    context: int | None = None
    """Tokens that one call may read and write, where the model's measure is known."""

    @classmethod
    def of(cls, settings: Settings) -> Self:
        return cls(
            calls=settings.max_calls,
            tokens=settings.token_budget,
            seconds=settings.timeout,
            written=settings.max_tokens,
            context=settings.context_tokens,
        )


class Budget:
    """The budget of one answer; its time runs from the moment it is made."""

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._deadline = time.monotonic() + self.limits.seconds
        self._replies: list[Reply] = []

    @property
    def calls(self) -> int:
        """Calls that are left."""
        return self.limits.calls - len(self._replies)

    @property
    def tokens(self) -> int:
        """Tokens that are left; what a call without an answer took is not known, and counts as its prompt."""
        spent = (reply.usage for reply in self._replies)
        return self.limits.tokens - sum(used.input_tokens + used.output_tokens for used in spent)

    @property
    def room(self) -> int:
        """Characters that the next prompt may have, so that its answer is still within the limits."""
        most = self.tokens if self.limits.context is None else min(self.tokens, self.limits.context)
        return max(0, most - self.limits.written) * CHARACTERS

    @property
    def usage(self) -> Usage | None:
        """The sum of all calls; None where no call was answered."""
        answered = [reply.usage for reply in self._replies if reply.size]
        if not answered:
            return None
        return Usage(
            sum(used.input_tokens for used in answered),
            sum(used.output_tokens for used in answered),
            len(self._replies),
            estimated=any(used.estimated for used in answered),
        )

    def reply(self, model: ChatModel, messages: Sequence[BaseMessage], *, share: float = 1.0) -> Reply:
        """The reply to one call, which may take a `share` of the whole time.

        Raises `ChatModelError` where the budget does not allow the call.
        """
        size = length(messages)
        seconds = min(self._deadline - time.monotonic(), share * self.limits.seconds)
        if self.calls < 1 or seconds <= 0 or size > (self.tokens - self.limits.written) * CHARACTERS:
            raise ChatModelError("The chat model's budget for one answer is used up")
        if size > self.room:
            raise PromptTooLong("The passages are too long for the chat model", limit=self.limits.context)
        self._replies.append(Reply(model, messages, seconds=seconds))
        return self._replies[-1]
