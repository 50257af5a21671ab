"""A chat model's reply, piece by piece, within a time: no server can make a reader wait for ever."""

from __future__ import annotations

import contextvars
import threading
import time
from collections.abc import Iterator, Sequence
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from assistant.answers import Usage
from assistant.errors import ChatModelError
from assistant.generation.chat_model import translated

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessageChunk, BaseMessage
    from langchain_core.messages.ai import UsageMetadata

LONGEST = 100_000
"""Characters after which a reply is cut off: not every server keeps to the tokens it is allowed."""
_FINISHED = {"stop", "end_turn", "stop_sequence", "complete", "completed", "eos", "eos_token"}
_REASONS = ("finish_reason", "stop_reason", "done_reason")


class Reply:
    """One reply, to be iterated over once; what stands in the properties is final after that."""

    def __init__(self, model: BaseChatModel, messages: Sequence[BaseMessage], *, seconds: float) -> None:
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
        asked = sum(len(str(message.text)) for message in self._messages)
        return Usage(asked // 4, self.size // 4, 1, estimated=True)

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
