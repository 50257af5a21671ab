"""What a chat model is sent, and its whole reply."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.errors import ChatModelError
from assistant.generation.protocol import REFUSAL
from assistant.generation.reply import Budget, ChatModel, length
from assistant.generation.sources import Sources, harmless
from assistant.generation.thoughts import spoken
from assistant.languages import code
from assistant.prompts import prompt

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage

SHARE = 0.25
"""Of the time for a whole answer that one short reply may take."""
_SAME_LANGUAGE = "that of the question"
_LONGEST = 20_000
"""Characters of a short reply, with what a model thinks aloud before it."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who asks: in which language, and in which words where the question was translated."""

    language: str = ""
    """By its English name; empty where it could not be told."""
    words: str = ""

    def translates(self, sources: Sources) -> bool:
        """Whether some of the sources are in another language."""
        return any(self.needs(record.language) for record in sources.records)

    def needs(self, language: str | None) -> bool:
        """Whether an article in a language, English where none is known, has to be translated."""
        return bool(self.language) and code(language or "en") != code(self.language)


def messages(
    question: str, sources: Sources, *, most: int | None = None, reader: Reader = Reader()
) -> list[BaseMessage]:
    """What the model is sent: the rules, then sources and question as data, and how many views at `most`."""
    voices = dict.fromkeys(harmless(record.voice or "one who is not named") for record in sources.records)
    return request(
        "answer",
        sources=sources.prompt(),
        question=_asked(question, reader),
        language=f"{reader.language}, in the reader's script" if reader.words else _SAME_LANGUAGE,
        translations=f"into {reader.language}" if reader.translates(sources) else "none",
        voices="; ".join(" ".join(voice.split()) for voice in voices),
        most="as many views as there are" if most is None else f"at most {most} views",
    )


def _asked(question: str, reader: Reader) -> str:
    """The question, with the reader's own words of it first."""
    return "\n".join(filter(None, (harmless(reader.words).strip(), harmless(question).strip())))


def room(question: str, reader: Reader, budget: Budget) -> int:
    """Characters that sources may take beside the rules and the question."""
    filled = dict.fromkeys(("sources", "voices", "most", "language", "translations"), "")
    empty = request("answer", question=_asked(question, reader), **filled)
    return budget.room - length(empty)


def request(name: str, **blanks: str) -> list[BaseMessage]:
    """The two prompts of a name: what the model is to do, then the data to do it with."""
    from langchain_core.messages import HumanMessage, SystemMessage

    system = prompt(f"{name}_system")
    rules = system.fill(refusal=REFUSAL) if system.blanks else system.text
    return [SystemMessage(rules), HumanMessage(prompt(f"{name}_question").fill(**blanks))]


def asked_for(sent: Sequence[BaseMessage], model: ChatModel, budget: Budget, *, share: float) -> str:
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
