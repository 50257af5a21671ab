"""What a chat model is sent, and its whole reply."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.errors import ChatModelError
from assistant.generation.protocol import REFUSAL
from assistant.generation.reply import Budget
from assistant.generation.sources import Sources, harmless
from assistant.generation.thoughts import spoken
from assistant.prompts import prompt

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage

SHARE = 0.25
"""Of the time for a whole answer that one short reply may take."""
_LONGEST = 20_000
"""Characters of a short reply, with what a model thinks aloud before it."""
_FENCE = re.compile(r"^\s*```\w*\s*$", re.MULTILINE)
_AROUND = " \t*_`\"'“”„«»"
_LEAD = re.compile(r"(?:[-•*]|\d[.)])\s+")


def messages(question: str, sources: Sources, *, most: int | None = None) -> list[BaseMessage]:
    """What the model is sent: the rules, then sources and question as data, and how many views at `most`."""
    voices = dict.fromkeys(harmless(record.voice or "one who is not named") for record in sources.records)
    return request(
        "answer",
        sources=sources.prompt(),
        question=harmless(question).strip(),
        voices="; ".join(" ".join(voice.split()) for voice in voices),
        most="as many views as there are" if most is None else f"at most {most} views",
    )


def room(question: str, budget: Budget) -> int:
    """Characters that sources may take beside the rules and the question."""
    empty = request("answer", sources="", question=harmless(question).strip(), voices="", most="")
    return budget.room - sum(len(str(message.text)) for message in empty)


def request(name: str, **blanks: str) -> list[BaseMessage]:
    """The two prompts of a name: what the model is to do, then the data to do it with."""
    from langchain_core.messages import HumanMessage, SystemMessage

    system = prompt(f"{name}_system")
    rules = system.fill(refusal=REFUSAL) if system.blanks else system.text
    return [SystemMessage(rules), HumanMessage(prompt(f"{name}_question").fill(**blanks))]


def asked_for(sent: Sequence[BaseMessage], model: BaseChatModel, budget: Budget, *, share: float) -> str:
    """A short reply as a whole, without thoughts; raises `ChatModelError`."""
    reply = budget.reply(model, sent, share=share)
    pieces: list[str] = []
    for piece in reply:
        pieces.append(piece)
        if reply.size > _LONGEST:
            raise ChatModelError("The chat model's answer grew too long and was cut off")
    if reply.whole is False and reply.size:
        raise ChatModelError("The chat model's answer broke off")
    return spoken("".join(pieces))


def lines(sent: Sequence[BaseMessage], model: BaseChatModel, budget: Budget) -> tuple[str, ...]:
    """The lines of a short reply without bullets and quotation marks around them; raises `ChatModelError`."""
    text = _FENCE.sub("", asked_for(sent, model, budget, share=SHARE))
    found = (_LEAD.sub("", line.strip(), count=1).strip(_AROUND) for line in text.splitlines())
    return tuple(line for line in found if line)
