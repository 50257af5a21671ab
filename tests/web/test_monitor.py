"""Answers counted, timed and logged."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest

from assistant.answers import Answer
from assistant.events import Finished, Searched
from assistant.scopes import Extent, Scope
from assistant.web.exchange import Asked, exchanges
from assistant.web.monitor import JsonLines, Monitor

ANSWER = Answer(question="Who?", standalone_question="Who?", answered=True)
EVENTS = (Searched("Who?", Scope(), Extent()), Finished(ANSWER))


def counted(monitor: Monitor) -> list[str]:
    return [
        line for line in monitor.metrics().decode().splitlines() if line.startswith("assistant_answers_total")
    ]


def test_answers_are_counted_by_door_and_outcome() -> None:
    monitor = Monitor()
    assert tuple(monitor.watched(iter(EVENTS), "web")) == EVENTS
    declined = Answer(question="", standalone_question="", answered=False, reason="not_covered")
    list(monitor.watched(iter([Finished(declined)]), "api"))
    left = monitor.watched(iter(EVENTS), "api")
    next(left)
    left.close()
    with pytest.raises(ZeroDivisionError):
        list(monitor.watched((1 // 0 for _ in "a"), "web"))
    assert counted(monitor) == [
        'assistant_answers_total{door="web",outcome="answered"} 1.0',
        'assistant_answers_total{door="api",outcome="not_covered"} 1.0',
        'assistant_answers_total{door="api",outcome="left"} 1.0',
        'assistant_answers_total{door="web",outcome="failed"} 1.0',
    ]
    assert monitor.running == 0


def test_an_answer_counts_as_running_until_it_ends() -> None:
    monitor = Monitor()
    events = monitor.watched(iter(EVENTS), "web")
    next(events)
    assert b"assistant_answers_running 1.0" in monitor.metrics()
    list(events)
    assert b"assistant_answers_running 0.0" in monitor.metrics()


def test_the_web_chats_answers_are_counted(scripted: Any) -> None:
    scripted.script("Who?")
    monitor = Monitor()
    list(exchanges(scripted, Asked(question="Who?"), monitor))
    assert counted(monitor) == ['assistant_answers_total{door="web",outcome="answered"} 1.0']


@pytest.mark.parametrize("log_questions", [False, True])
def test_a_line_of_log_has_the_question_only_where_that_is_asked_for(
    log_questions: bool, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "assistant.web.monitor"):
        list(Monitor(log_questions=log_questions).watched(iter(EVENTS), "web"))
    (line,) = (json.loads(JsonLines().format(record)) for record in caplog.records)
    assert line.pop("time")
    assert line.pop("seconds") >= 0
    assert line == {
        "level": "info",
        "logger": "assistant.web.monitor",
        "message": "answer",
        "door": "web",
        "outcome": "answered",
        "engine": "extractive",
        "viewpoints": 0,
        "more": 0,
        **({"question": "Who?"} if log_questions else {}),
    }


def test_a_failure_is_one_line_with_its_traceback(caplog: pytest.LogCaptureFixture) -> None:
    try:
        1 // 0  # noqa: B018
    except ZeroDivisionError:
        logging.getLogger("assistant").exception("it failed")
    text = JsonLines().format(caplog.records[0])
    assert "\n" not in text
    assert json.loads(text)["traceback"].endswith("ZeroDivisionError: integer division or modulo by zero")
