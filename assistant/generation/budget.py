"""What one answer may take of a chat model: calls, tokens and seconds, kept to before each call."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from assistant.answers import Usage
from assistant.errors import ChatModelError
from assistant.generation.chat_model import PromptTooLong
from assistant.generation.reply import Reply
from assistant.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage

CHARACTERS = 3
"""Of a token, where it is guessed whether a prompt fits; English has four, so more fits than is guessed."""


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

    def reply(self, model: BaseChatModel, messages: Sequence[BaseMessage], *, share: float = 1.0) -> Reply:
        """The reply to one call, which may take a `share` of the whole time.

        Raises `ChatModelError` where the budget does not allow the call.
        """
        size = sum(len(str(message.text)) for message in messages)
        seconds = min(self._deadline - time.monotonic(), share * self.limits.seconds)
        if self.calls < 1 or seconds <= 0 or size > (self.tokens - self.limits.written) * CHARACTERS:
            raise ChatModelError("The chat model's budget for one answer is used up")
        if size > self.room:
            raise PromptTooLong("The passages are too long for the chat model", limit=self.limits.context)
        self._replies.append(Reply(model, messages, seconds=seconds))
        return self._replies[-1]
