import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import httpx
import pytest

from assistant.errors import AssistantError
from assistant.web.serve import listening

SERVE = """
from pathlib import Path

from assistant.feedback import FeedbackStore
from assistant.web.serve import serve
from assistant.web.settings import WebSettings

class Nobody:
    positions = records = ()
    topics = {{}}
    article = {{}}.get

settings, store = WebSettings.of_environment(), FeedbackStore(Path("unused"))
serve(Nobody(), settings, "{host}", port={port}, store=store, open_browser=False)
"""


@contextlib.contextmanager
def served(port: int, host: str = "127.0.0.1", **settings: str) -> Iterator[subprocess.Popen[str]]:
    """The chat over no articles, in a process of its own."""
    command = [sys.executable, "-c", SERVE.format(host=host, port=port)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ | settings
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def test_the_address_is_printed_once_it_answers_and_ctrl_c_ends_cleanly() -> None:
    with served(0) as process:
        assert process.stdout
        line = process.stdout.readline()
        found = re.fullmatch(r"The chat is open on (http://127\.0\.0\.1:\d+) \(Ctrl-C ends it\)\.\n", line)
        assert found, line
        address = found[1]
        with httpx.stream("GET", f"{address}/gradio_api/heartbeat/one", timeout=30) as held:
            assert held.status_code == 200
            assert httpx.get(f"{address}/healthz", timeout=30).json() == {"status": "ok", "articles": 0}
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (0, "The chat has ended.\n", "")


@dataclass(frozen=True, slots=True)
class Open:
    """A chat that was opened to others on a port in use, and what it printed."""

    asked_for: int
    lines: tuple[str, str]
    warning: str

    @property
    def port(self) -> int:
        found = re.search(r"taking (\d+) instead", self.lines[0])
        assert found, self.lines
        return int(found[1])


@pytest.fixture(scope="module")
def opened() -> Iterator[Open]:
    with socket.create_server(("0.0.0.0", 0)) as busy:
        port = busy.getsockname()[1]
        with served(port, "0.0.0.0", ASSISTANT_HOSTS="chat.example") as process:
            assert process.stdout
            assert process.stderr
            lines = process.stdout.readline(), process.stdout.readline()
            yield Open(port, lines, process.stderr.readline())


def test_whoever_opens_the_chat_to_others_without_a_login_is_warned(opened: Open) -> None:
    assert opened.warning == (
        "Warning: the chat listens beyond this machine, and whoever reaches it may ask: set ASSISTANT_AUTH "
        "to have readers log in. List the names under which it is reached in ASSISTANT_HOSTS.\n"
    )


def test_the_settings_of_the_environment_hold(opened: Open) -> None:
    def status(host: str) -> int:
        address = f"http://127.0.0.1:{opened.port}/healthz"
        return httpx.get(address, headers={"host": host}, timeout=30).status_code

    assert (status("chat.example"), status("evil.example")) == (200, 400)


def test_a_busy_port_is_named_and_the_next_free_one_taken(opened: Open) -> None:
    assert opened.lines == (
        f"Port {opened.asked_for} is in use; taking {opened.port} instead.\n",
        f"The chat is open on http://127.0.0.1:{opened.port} (Ctrl-C ends it).\n",
    )


def test_a_host_that_does_not_exist_is_refused_in_one_line() -> None:
    with pytest.raises(
        AssistantError, match=r"^the chat cannot listen on '127\.0\.0\.1%none', port 7860: .+$"
    ):
        listening("127.0.0.1%none", 7860)


@pytest.mark.parametrize("port", [-1, 65_536])
def test_a_number_that_is_no_port_is_refused(port: int) -> None:
    with pytest.raises(AssistantError) as caught:
        listening("127.0.0.1", port)
    assert str(caught.value) == f"{port} is not a port: take one from 1 to 65535"


def test_where_every_port_is_taken_the_ports_tried_are_named() -> None:
    with socket.create_server(("127.0.0.1", 65_535)), pytest.raises(AssistantError) as caught:
        listening("127.0.0.1", 65_535)
    assert str(caught.value) == "ports 65535 to 65535 are all in use: name another with --port"
