"""Short replies in plain lines, for what no reader is shown before it has been checked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.errors import ChatModelError
from assistant.generation.budget import Budget

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage

SHARE = 0.25
"""Of the time for a whole answer that one short reply may take."""
_LONGEST = 20_000
"""Characters of a reply, with what a model thinks aloud before it."""
_THOUGHT = re.compile(r"<think>.*?</think>", re.DOTALL)
_FENCE = re.compile(r"^\s*```\w*\s*$", re.MULTILINE)
_AROUND = " \t*_`\"'“”„«»"
_LEAD = re.compile(r"(?:[-•*]|\d[.)])\s+")


def lines(sent: list[BaseMessage], model: BaseChatModel, budget: Budget) -> tuple[str, ...]:
    """The lines of a reply without bullets and quotation marks around them; raises `ChatModelError`."""
    reply = budget.reply(model, sent, share=SHARE)
    pieces: list[str] = []
    for piece in reply:
        pieces.append(piece)
        if reply.size > _LONGEST:
            raise ChatModelError("The chat model's answer grew too long and was cut off")
    if reply.whole is False and reply.size:
        raise ChatModelError("The chat model's answer broke off")
    text = _FENCE.sub("", _THOUGHT.sub("", "".join(pieces)))
    found = (_LEAD.sub("", line.strip(), count=1).strip(_AROUND) for line in text.splitlines())
    return tuple(line for line in found if line)
