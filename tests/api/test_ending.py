"""The end of a server: what is under way is finished, within bounds."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import httpx

SERVE = """
import sys
from pathlib import Path

from assistant.answers import Answer
from assistant.api.mounting import doors
from assistant.events import Finished
from assistant.feedback import FeedbackStore
from assistant.web.serve import serve
from assistant.web.settings import WebSettings

class Slow:
    positions = records = ()
    topics = {{}}
    article = {{}}.get

    def stream(self, question, **_):
        print("asked", flush=True)
        sys.stdin.readline()
        yield Finished(Answer(question=question, standalone_question=question, answered=True))

slow, settings = Slow(), WebSettings.of_environment()
serve(
    slow,
    settings,
    port=0,
    store=FeedbackStore(Path("unused")),
    open_browser=False,
    routes=doors(slow, settings, "127.0.0.1"),
    seconds_to_finish={at_most},
)
"""


def test_an_answer_under_way_is_finished() -> None:
    with started(at_most=60) as process, ThreadPoolExecutor(1) as thread:
        response = thread.submit(ask, process)
        process.expect("asked")
        process.send_signal(signal.SIGTERM)
        until_closed(process)
        assert process.communicate("answer\n", timeout=60) == ("The chat has ended.\n", "")
        assert response.result().json()["answered"] is True
        assert process.returncode == 0


def test_an_answer_that_takes_too_long_is_cut_off() -> None:
    with started(at_most=0.5) as process, ThreadPoolExecutor(1) as thread:
        response = thread.submit(ask, process)
        process.expect("asked")
        process.send_signal(signal.SIGTERM)
        assert response.result().status_code == 500
        process.communicate("answer\n", timeout=60)


class Served(subprocess.Popen[str]):
    """A server in a process of its own."""

    address = ""

    def expect(self, line: str) -> str:
        assert self.stdout
        read = self.stdout.readline()
        assert re.fullmatch(f"{line}.*\n", read), read
        return read


def started(*, at_most: float) -> Served:
    """A server that answers once it is sent a line."""
    process = Served(
        [sys.executable, "-c", SERVE.format(at_most=at_most)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"ASSISTANT_API": "1"},
    )
    found = re.search(r"http://[\d.]+:\d+", process.expect("The chat is open"))
    assert found
    process.address = found[0]
    return process


def until_closed(process: Served) -> None:
    """Wait until the server takes no more questions: it has heard that it is to end."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            httpx.get(f"{process.address}/healthz", timeout=60)
        except httpx.TransportError:
            return
        time.sleep(0.05)
    raise TimeoutError("the server goes on taking questions")


def ask(process: Served) -> httpx.Response:
    return httpx.post(f"{process.address}/api/ask", json={"question": "a"}, timeout=60)
