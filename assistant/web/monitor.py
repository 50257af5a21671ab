"""What is known of a server from outside: answers counted and timed, and one line of log for each."""

from __future__ import annotations

import json
import logging
import threading
import time
from collections.abc import Generator, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from assistant.events import Event, Finished

if TYPE_CHECKING:
    from assistant.answers import Answer

Door = Literal["web", "api", "v1", "mcp"]
_SECONDS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
"""Bounds of the histogram: extraction takes the first of them, a chat model the last."""
_logger = logging.getLogger(__name__)


class Monitor:
    """Counts the answers of one server; `log_questions` writes questions into the log, too."""

    def __init__(self, *, log_questions: bool = False) -> None:
        from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

        self._log_questions = log_questions
        self._lock = threading.Lock()
        self.running = 0
        """Answers under way."""
        self._registry = CollectorRegistry()
        self._answers = Counter(
            "assistant_answers", "Answers by door and outcome", ("door", "outcome"), registry=self._registry
        )
        self._seconds = Histogram(
            "assistant_answer_seconds",
            "Time of an answer",
            ("door",),
            buckets=_SECONDS,
            registry=self._registry,
        )
        running = Gauge("assistant_answers_running", "Answers under way", registry=self._registry)
        running.set_function(lambda: self.running)

    def watched(self, events: Iterator[Event], door: Door) -> Generator[Event]:
        """The events of an answer, which is counted and logged when it ends or is left."""
        began = time.monotonic()
        outcome, answer = "left", None
        self._run(1)
        try:
            for event in events:
                if isinstance(event, Finished):
                    answer = event.answer
                    outcome = "answered" if answer.answered else str(answer.reason)
                yield event
        except Exception:
            outcome = "failed"
            raise
        finally:
            self._run(-1)
            self._ended(door, outcome, answer, time.monotonic() - began)

    def metrics(self) -> bytes:
        """All figures in Prometheus' text format."""
        from prometheus_client import generate_latest

        return generate_latest(self._registry)

    def _run(self, more: int) -> None:
        with self._lock:
            self.running += more

    def _ended(self, door: Door, outcome: str, answer: Answer | None, seconds: float) -> None:
        self._answers.labels(door, outcome).inc()
        self._seconds.labels(door).observe(seconds)
        told: dict[str, object] = {"door": door, "outcome": outcome, "seconds": round(seconds, 3)}
        if answer:
            told |= {"engine": answer.engine, "viewpoints": len(answer.viewpoints), "more": answer.more}
            told |= {"question": answer.question} if self._log_questions else {}
        _logger.info("answer", extra={"told": told})


class JsonLines(logging.Formatter):
    """A line of log as a JSON object."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "told", {}),
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def start_log(*, as_json: bool = False) -> None:
    """Write what goes wrong in this process to stderr; as JSON with a line for each answer and for each
    article that a reader adds, too.

    Before a library does so in a form of its own, as the MCP server's would.
    """
    handler = logging.StreamHandler()
    if as_json:
        handler.setFormatter(JsonLines())
        logging.getLogger("assistant.web").setLevel(logging.INFO)
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
