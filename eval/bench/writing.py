"""Answers that a perfect model writes at once: what verifying them costs, and whether memory stays flat."""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult

from assistant.answering.assistant import Assistant
from assistant.events import Searched
from assistant.reading.sentences import sentences
from eval.bench.commands import DOCUMENTS
from eval.bench.figure import Figure, Options
from eval.cases import load
from eval.scripted import SOURCE

QUESTIONS = 20
"""Answerable questions of the cases, in their order."""
WARM = 100
"""Answers after which memory is looked at first."""
ANSWERS = 1_000
"""Answers after which it is looked at again."""
_CHUNK = 12
"""Characters of a piece of the stream."""


class PerfectModel(BaseChatModel):
    """Quotes the first sentence of every source, takes both sides, and cites them all in its overview."""

    ended: float = 0.0
    """When the last token was sent."""
    most: int = 0
    """Sources that it was given at once."""

    @property
    def _llm_type(self) -> str:
        return "perfect"

    def _stream(
        self, messages: list[BaseMessage], stop: Any = None, run_manager: Any = None, **options: Any
    ) -> Iterator[ChatGenerationChunk]:
        text = _reply(str(messages[-1].content))
        self.most = max(self.most, len(SOURCE.findall(str(messages[-1].content))))
        for start in range(0, len(text), _CHUNK):
            self.ended = time.perf_counter()
            yield ChatGenerationChunk(message=AIMessageChunk(content=text[start : start + _CHUNK]))

    def _generate(
        self, messages: list[BaseMessage], stop: Any = None, run_manager: Any = None, **options: Any
    ) -> ChatResult:
        text = _reply(str(messages[-1].content))
        return ChatResult(generations=[ChatGeneration(message=AIMessage(content=text))])


def measure(options: Options) -> tuple[Figure, ...]:
    """Milliseconds from the model's last token to the whole answer, and what 1,000 answers add to memory."""
    cases = load(DOCUMENTS.parent / "eval" / "cases" / "answerable.yaml")[:QUESTIONS]
    model = PerfectModel()
    with tempfile.TemporaryDirectory() as index:
        assistant = Assistant.open(documents=DOCUMENTS, index=index, model=model)
        # A declined question asks no model.
        questions = [case.question for case in cases if assistant.ask(case.question).engine == "model"]
        rests = [
            min(_rest(assistant, model, question) for _ in range(options.rounds)) for question in questions
        ]
        on_screen = [min(_on_screen(assistant, each) for _ in range(options.rounds)) for each in questions]
        calls = max(_calls(assistant, each) for each in questions)
        for number in range(WARM):
            assistant.ask(questions[number % len(questions)])
        before = _peak()
        for number in range(ANSWERS):
            assistant.ask(questions[number % len(questions)])
        growth = _peak() - before
        assistant.close()
    return (
        Figure(name="written answer, after the last token, slowest", value=max(rests), unit="ms", at_most=30),
        Figure(
            name="views on screen before the model is asked, slowest",
            value=max(on_screen),
            unit="ms",
            at_most=300,
        ),
        Figure(
            name=f"calls of an answer over {model.most} sources, with a grader",
            value=calls,
            unit="",
            at_most=2,
        ),
        Figure(name="memory added by 1,000 written answers", value=growth, unit="MB", at_most=10),
    )


def _rest(assistant: Assistant, model: PerfectModel, question: str) -> float:
    assistant.ask(question)
    return (time.perf_counter() - model.ended) * 1000


def _on_screen(assistant: Assistant, question: str) -> float:
    """Milliseconds until all that is chosen without the model can be seen."""
    start = time.perf_counter()
    events = assistant.stream(question)
    shown = next(event.shown for event in events if isinstance(event, Searched))
    for _ in range(shown):
        next(events)
    return (time.perf_counter() - start) * 1000


def _calls(assistant: Assistant, question: str) -> int:
    usage = assistant.ask(question).usage
    return usage.calls if usage else 0


def _reply(prompt: str) -> str:
    stances = ("for", "against")
    views = [
        {"source": key, "quotes": [text[slice(*sentences(text)[0])]], "stance": stances[number % 2]}
        for number, (key, _, text) in enumerate(SOURCE.findall(prompt))
    ]
    overview = {"summary": " ".join(f"Something is said of it [{view['source']}]." for view in views)}
    return "".join(json.dumps(record) + "\n" for record in (*views, overview))


def _peak() -> float:
    """The most memory this process has held, in MB; macOS counts bytes, Linux KB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1_000_000 if sys.platform == "darwin" else 1_000)
