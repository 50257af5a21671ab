"""Answers that a perfect model writes at once: what verifying them costs, and whether memory stays flat."""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult

from assistant.answering.assistant import Assistant
from assistant.events import Searched
from assistant.generation.chat_model import NO_VERIFIER
from assistant.reading.sentences import sentences
from assistant.settings import Settings
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
_PAUSE = 0.003
"""Seconds before each piece of a fast model: some thousand tokens a second."""
_SLOW_PAUSE = 0.1
"""Of one that takes a minute."""
_WORDED = 6
"""Questions asked of a model that words its views, whose replies are waited for."""


class PerfectModel(BaseChatModel):
    """Quotes the first sentence of every source, takes both sides, and cites them all in its overview."""

    pause: float = 0.0
    """Seconds before each piece."""
    claims: bool = False
    """Whether it words each view, too."""
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
        text = _reply(str(messages[-1].content), claims=self.claims)
        self.most = max(self.most, len(SOURCE.findall(str(messages[-1].content))))
        for start in range(0, len(text), _CHUNK):
            time.sleep(self.pause)
            self.ended = time.perf_counter()
            yield ChatGenerationChunk(message=AIMessageChunk(content=text[start : start + _CHUNK]))

    def _generate(
        self, messages: list[BaseMessage], stop: Any = None, run_manager: Any = None, **options: Any
    ) -> ChatResult:
        text = _reply(str(messages[-1].content), claims=self.claims)
        return ChatResult(generations=[ChatGeneration(message=AIMessage(content=text))])


def measure(options: Options) -> tuple[Figure, ...]:
    """Milliseconds from the model's last token to the whole answer, and what 1,000 answers add to memory."""
    with tempfile.TemporaryDirectory() as index:
        return (*_written(Path(index), options), *_worded(Path(index), options))


def _written(index: Path, options: Options) -> Iterator[Figure]:
    """Of a model that writes no claims, with a grader."""
    cases = load(DOCUMENTS.parent / "eval" / "cases" / "answerable.yaml")[:QUESTIONS]
    model = PerfectModel()
    with closing(Assistant.open(documents=DOCUMENTS, index=index, model=model)) as assistant:
        # A declined question asks no model.
        questions = [case.question for case in cases if assistant.ask(case.question).engine == "model"]
        rests = [
            min(_rest(assistant, model, question) for _ in range(options.rounds)) for question in questions
        ]
        calls = max(_calls(assistant, each) for each in questions)
        for number in range(WARM):
            assistant.ask(questions[number % len(questions)])
        before = _peak()
        for number in range(ANSWERS):
            assistant.ask(questions[number % len(questions)])
        growth = _peak() - before
    yield Figure(
        name="written answer, after the last token, slowest", value=max(rests), unit="ms", at_most=30
    )
    yield Figure(
        name=f"calls of an answer over {model.most} sources, with a grader", value=calls, unit="", at_most=2
    )
    yield Figure(name="memory added by 1,000 written answers", value=growth, unit="MB", at_most=10)


def _worded(index: Path, options: Options) -> Iterator[Figure]:
    """Of a model that words every view, and that nobody grades: so each claim is embedded."""
    cases = load(DOCUMENTS.parent / "eval" / "cases" / "answerable.yaml")[:QUESTIONS]
    settings = Settings.read().model_copy(update={"verifier_model": NO_VERIFIER})
    model = PerfectModel(claims=True)
    opened = Assistant.open(documents=DOCUMENTS, index=index, settings=settings, model=model)
    with closing(opened) as assistant:
        questions = [case.question for case in cases if assistant.ask(case.question).engine == "model"]
        model.pause = _PAUSE
        rests = [
            min(_rest(assistant, model, question) for _ in range(options.rounds))
            for question in questions[:_WORDED]
        ]
        model.pause = _SLOW_PAUSE
        on_screen = [min(_on_screen(assistant, each) for _ in range(options.rounds)) for each in questions]
    yield Figure(
        name=f"answer in words of the model's over {model.most} sources, after the last token, slowest",
        value=max(rests),
        unit="ms",
        at_most=50,
    )
    yield Figure(
        name="views on screen of a model that takes a minute, slowest",
        value=max(on_screen),
        unit="ms",
        at_most=300,
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


def _reply(prompt: str, *, claims: bool) -> str:
    stances = ("for", "against")
    views: list[dict[str, Any]] = []
    for number, (key, _, text) in enumerate(SOURCE.findall(prompt)):
        first = text[slice(*sentences(text)[0])]
        said = first.partition("] ")[2] if claims else ""
        claim = f"It is said: {said}" if said else None
        views.append({"source": key, "quotes": [first], "stance": stances[number % 2], "claim": claim})
    overview = {"summary": " ".join(f"Something is said of it [{view['source']}]." for view in views)}
    return "".join(json.dumps(record) + "\n" for record in (*views, overview))


def _peak() -> float:
    """The most memory this process has held, in MB; macOS counts bytes, Linux KB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1_000_000 if sys.platform == "darwin" else 1_000)
