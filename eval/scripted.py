"""Scripts in the place of a chat model, which write what is known to be true or false of their passages.

They understand nothing. So they measure what becomes of a model's words on their way to the reader, and
nothing of any real model.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult

SOURCE = re.compile(r"<source (\w{4})>\n((?:\w+: [^\n]*\n)*?)text:\n(.*?)\n</source \1>", re.DOTALL)
_SENTENCE = re.compile(r"(?m)^\[(\w{4}\.\d+)\] (.*)$")
_VOICE = re.compile(r"(?m)^voice: (.*)$")
_EVIDENCE = re.compile(r"<evidence (\d+)>\n(.*?)\n</evidence \1>", re.DOTALL)
_STATEMENT = re.compile(r"(?m)^([a-z]{1,3})\. (.*)$")
_MOST = re.compile(r"Write at most (\d+) views")
_CITED = re.compile(r"\s*\[[^\]]*\]")
_CHUNK = 200
"""Characters of a piece of the stream."""
SCRIPTED = "scripted:"
"""How the names of these engines begin."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a script wrote in words of its own, and whether the passages bear it out."""

    text: str
    true: bool


@dataclass(slots=True)
class Noted:
    """What a script wrote behind one answer."""

    asked: bool = False
    """Whether the model was asked for views: what was on screen before was chosen without it."""
    claims: list[Claim] = field(default_factory=list)

    def grade(self, statement: str) -> str:
        """What a grader without a fault says of a statement."""
        true = {plain(claim.text): claim.true for claim in self.claims}
        return "supported" if true.get(plain(statement), statement == "side: for") else "unsupported"


_NOTED: ContextVar[Noted | None] = ContextVar("noted", default=None)


@contextmanager
def noting() -> Iterator[Noted]:
    """Notes what a script writes meanwhile, in threads of the same context, too."""
    noted = Noted()
    before = _NOTED.set(noted)
    try:
        yield noted
    finally:
        _NOTED.reset(before)


def plain(text: str) -> str:
    """The words of a sentence without the ids that it cites.

    >>> plain("So it is said [k7f3.2] .")
    'so it is said.'
    """
    return re.sub(r"\s+(?=[.,;])", "", " ".join(_CITED.sub("", text).split())).casefold()


@dataclass(frozen=True, slots=True)
class Given:
    """A passage that a model is given."""

    key: str
    voice: str | None
    sentences: tuple[tuple[str, str], ...]
    """The id and the words of each sentence that may be cited."""


def given(prompt: str) -> tuple[Given, ...]:
    """The passages of a prompt that have a sentence to cite, no more than views may be written."""
    found = []
    for key, header, text in SOURCE.findall(prompt):
        voice = _VOICE.search(header)
        named = voice[1] if voice and voice[1] != "not named" else None
        found.append(Given(key, named, tuple(_SENTENCE.findall(text))))
    most = _MOST.search(prompt)
    return tuple(each for each in found if each.sentences)[: int(most[1]) if most else None]


class ScriptedModel(BaseChatModel):
    """Writes what `views` makes of the passages, notes what of it is true, and grades without a fault."""

    views: Callable[[tuple[Given, ...]], tuple[str, list[Claim]]]
    """A reply, and the claims and sentences in it."""

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def reply(self, prompt: str) -> str:
        noted = _NOTED.get() or Noted()
        if evidence := _EVIDENCE.findall(prompt):
            return "\n".join(
                f"{number}{letter} {noted.grade(statement)}"
                for number, text in evidence
                for letter, statement in _STATEMENT.findall(text)
            )
        if not (passages := given(prompt)):
            return ""  # asked to put a question in other words, which it cannot
        noted.asked = True
        text, claims = self.views(passages)
        noted.claims += claims
        return text

    def _stream(
        self, messages: list[BaseMessage], stop: Any = None, run_manager: Any = None, **options: Any
    ) -> Iterator[ChatGenerationChunk]:
        text = self.reply(str(messages[-1].content))
        for start in range(0, len(text), _CHUNK):
            yield ChatGenerationChunk(message=AIMessageChunk(content=text[start : start + _CHUNK]))
        yield ChatGenerationChunk(
            message=AIMessageChunk(content="", response_metadata={"finish_reason": "stop"})
        )

    def _generate(
        self, messages: list[BaseMessage], stop: Any = None, run_manager: Any = None, **options: Any
    ) -> ChatResult:
        text = self.reply(str(messages[-1].content))
        return ChatResult(generations=[ChatGeneration(message=AIMessage(content=text))])
