"""How many modules a question crosses on its way to an answer: `pytest -s tests/test_walk.py` prints them."""

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from assistant import Assistant, Turn
from assistant.web.exchange import Asked, exchanges
from assistant.web.monitor import Monitor
from tests.model_server import ModelServer, quoting

PACKAGE = str(Path(__file__).parents[1] / "assistant")
QUESTION = "Should the tidal barrage be built?"
FOLLOW_UP = "And what does Marrow say about it?"


@contextmanager
def walked() -> Iterator[set[str]]:
    """The modules of the package in which a function runs meanwhile, in any thread."""
    crossed: set[str] = set()

    def look(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code.co_filename.startswith(PACKAGE):
            crossed.add(Path(frame.f_code.co_filename).relative_to(PACKAGE).as_posix())

    before = sys.getprofile()
    threading.setprofile(look)
    sys.setprofile(look)
    try:
        yield crossed
    finally:
        sys.setprofile(before)
        threading.setprofile(None)


def question(assistant: Assistant) -> None:
    assert assistant.ask(QUESTION).answered


def follow_up(assistant: Assistant) -> None:
    history = (Turn(question=QUESTION, answer=assistant.ask(QUESTION)),)
    assert assistant.ask(FOLLOW_UP, history=history).answered


def web_question(assistant: Assistant) -> None:
    *_, last = exchanges(assistant, Asked(question=QUESTION), Monitor())
    assert last.answer.answered


@pytest.mark.parametrize(("ask", "most"), [(question, 66), (follow_up, 69), (web_question, 68)])
def test_a_question_crosses_few_modules(
    assistant: Assistant, ask: Callable[[Assistant], None], most: int
) -> None:
    ask(assistant)  # what happens once in a process is no part of the walk
    with walked() as crossed:
        ask(assistant)
    told(ask.__name__, crossed)
    assert len(crossed) <= most


def test_a_written_answer_crosses_few_modules(
    articles_folder: Path, index_folder: Path, model_server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings: dict[str, Any] = {"OPENAI_API_KEY": "sk-test", "OPENAI_BASE_URL": model_server.url}
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    model_server.plays(quoting, quoting)
    assistant = Assistant.open(documents=articles_folder, index=index_folder)
    assistant.ask(QUESTION)
    with walked() as crossed:
        assert assistant.ask(QUESTION).engine != "extractive"
    assistant.close()
    told("written answer", crossed)
    assert len(crossed) <= 91


def told(name: str, crossed: set[str]) -> None:
    print(f"\n{name}: {len(crossed)} modules\n  " + "\n  ".join(sorted(crossed)))
