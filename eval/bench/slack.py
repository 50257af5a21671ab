"""Thirty questions at once to the Slack bot: how soon each is acknowledged, and when its answer begins.

The bot is a process of its own, `assistant slack`, over HTTP and over Socket Mode; Slack is the one of the
tests, in this process. No model words the answers.
"""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import numpy as np

from eval.bench.commands import DOCUMENTS
from eval.bench.figure import Figure, Options
from eval.cases import load
from tests.slack.fake_slack import APP_TOKEN, BOT_TOKEN, FakeSlack
from tests.slack.fake_socket import FakeSocket
from tests.slack.payloads import mention
from tests.slack.signing import SECRET, signed

AT_ONCE = 30
ACKNOWLEDGED, BEGUN = 100, 1_000
"""Milliseconds, at the 95th percentile."""
_SECONDS = 120

Deliver = Callable[[dict[str, Any]], float]
"""Delivers an event; the seconds until it was acknowledged."""


def measure(options: Options) -> tuple[Figure, ...]:
    """The 95th percentiles of the best round, in milliseconds."""
    questions = [case.question for case in load(DOCUMENTS.parent / "eval" / "cases" / "answerable.yaml")]
    figures: list[Figure] = []
    for mode, reached in {"HTTP": _over_http, "Socket Mode": _over_a_socket}.items():
        with tempfile.TemporaryDirectory() as scratch:
            with FakeSlack() as slack, reached(slack, Path(scratch)) as deliver:
                rounds = [_round(slack, deliver, questions[:AT_ONCE]) for _ in range(options.rounds + 1)]
            acknowledged, begun = (min(times) for times in zip(*rounds[1:], strict=True))  # the first warms
            name = f"Slack, {AT_ONCE} questions at once over {mode}, 95th percentile"
            figures += [
                Figure(name=f"{name}: acknowledged", value=acknowledged, unit="ms", at_most=ACKNOWLEDGED),
                Figure(name=f"{name}: first text", value=begun, unit="ms", at_most=BEGUN),
            ]
    return tuple(figures)


def _round(slack: FakeSlack, deliver: Deliver, questions: list[str]) -> tuple[float, float]:
    """Milliseconds until a question is acknowledged, and until its answer begins."""
    payloads = [mention(slack, question) for question in questions]
    before = len(slack.of("chat.stopStream"))
    together = threading.Barrier(len(payloads))

    def delivered(payload: dict[str, Any]) -> tuple[float, float]:
        together.wait()
        at = time.monotonic()
        return at, deliver(payload)

    with ThreadPoolExecutor(len(payloads)) as threads:
        sent = list(threads.map(delivered, payloads))
    slack.wait("chat.stopStream", before + len(payloads), seconds=_SECONDS)
    began = {call.body["thread_ts"]: call.at for call in slack.calls if call.method == "chat.startStream"}
    waited = [began[payload["event"]["ts"]] - at for payload, (at, _) in zip(payloads, sent, strict=True)]
    return _slow([seconds for _, seconds in sent]), _slow(waited)


def _slow(seconds: list[float]) -> float:
    return 1_000 * float(np.percentile(seconds, 95))


@contextmanager
def _over_http(slack: FakeSlack, scratch: Path) -> Iterator[Deliver]:
    with _bot(slack, scratch, "--http", "--port", "0") as said:
        address = said.split("//")[1].split()[0]

        def deliver(payload: dict[str, Any]) -> float:
            body = json.dumps(payload)
            connection = http.client.HTTPConnection(address, timeout=_SECONDS)
            start = time.monotonic()
            connection.request("POST", "/slack/events", body, signed(body))
            status = connection.getresponse().status
            seconds = time.monotonic() - start
            connection.close()
            assert status == 200
            return seconds

        yield deliver


@contextmanager
def _over_a_socket(slack: FakeSlack, scratch: Path) -> Iterator[Deliver]:
    with FakeSocket() as end:
        slack.socket_url = end.url
        with _bot(slack, scratch):
            end.connected()
            yield lambda payload: end.ack(end.send("events_api", payload), seconds=_SECONDS).seconds


@contextmanager
def _bot(slack: FakeSlack, scratch: Path, *arguments: str) -> Iterator[str]:
    """The first line that the bot prints once it can be asked."""
    environment = os.environ | {
        "ASSISTANT_DOCUMENTS": str(DOCUMENTS),
        "ASSISTANT_INDEX": str(scratch / "index"),
        "ASSISTANT_STATE": str(scratch / "assistant.db"),
        "ASSISTANT_SLACK_API_URL": slack.url,
        "ASSISTANT_SLACK_PER_USER": "1000000",
        "ASSISTANT_SLACK_PER_CHANNEL": "1000000",
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_APP_TOKEN": APP_TOKEN,
        "SLACK_SIGNING_SECRET": SECRET,
        "OPENAI_API_KEY": "",
        "ASSISTANT_MODEL": "",
    }
    command = [sys.executable, "-m", "assistant", "slack", *arguments]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield _line(process.stdout)
        finally:
            process.terminate()


def _line(stream: IO[str] | None) -> str:
    assert stream is not None
    line = stream.readline()
    if not line:
        raise SystemExit("the bot ended before it could be asked")
    return line
