"""The chat behind a real nginx under a path, by the lines that docs/api.md gives."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest

from assistant.web.settings import WebSettings

QUESTION = "Should the ferry be kept?"
DOCUMENTED = Path(__file__).parents[2] / "docs" / "api.md"
CONFIGURED = """\
daemon off;
worker_processes 1;
pid {folder}/pid;
error_log {folder}/error.log;
events {{}}
http {{
access_log off;
client_body_temp_path {folder}/body;
proxy_temp_path {folder}/proxy;
fastcgi_temp_path {folder}/fastcgi;
uwsgi_temp_path {folder}/uwsgi;
scgi_temp_path {folder}/scgi;
server {{ listen 127.0.0.1:{port};
{location}
}} }}
"""
NGINX = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/local/bin:/usr/bin")
pytestmark = pytest.mark.skipif(NGINX is None, reason="no nginx here (apt install nginx-light)")
Proxy = Callable[[str], str]


@pytest.fixture(params=["left", "taken away"])
def proxy(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Proxy]:
    """Puts nginx before the chat at an address, under /chat; gives its own address."""
    started: list[subprocess.Popen[bytes]] = []
    [location] = re.findall(r"^location /chat/ \{.*?^\}", DOCUMENTED.read_text(), re.DOTALL | re.MULTILINE)

    def proxy(address: str) -> str:
        end = ";" if request.param == "left" else "/;"  # with a path, nginx puts that for its own
        own = location.replace("http://127.0.0.1:7860;", f"{address}{end}")
        assert own != location
        with closing(socket.create_server(("127.0.0.1", 0))) as free:
            port = free.getsockname()[1]
        file = tmp_path / "nginx.conf"
        file.write_text(CONFIGURED.format(folder=tmp_path, port=port, location=own))
        started.append(subprocess.Popen([str(NGINX), "-c", str(file), "-p", str(tmp_path)]))
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                return f"http://127.0.0.1:{port}/chat"
            except ConnectionRefusedError:
                time.sleep(0.05)
        raise AssertionError((tmp_path / "error.log").read_text())

    yield proxy
    for each in started:
        each.terminate()
        each.wait(10)


def test_the_page_and_all_that_it_asks_for_come_through(scripted: Any, serving: Any, proxy: Proxy) -> None:
    settings = WebSettings(proxies=("127.0.0.1",), per_minute=10_000)
    with serving(scripted, root_path="/chat", settings=settings) as address:
        outside = proxy(address)
        page = httpx.get(f"{outside}/")
        assert page.status_code == 200
        assert f'"root":"{outside}"' in page.text.replace('": "', '":"')
        files = re.findall(r'(?:src|href)="\./((?:assets|static)/[^"]+)"', page.text)
        assert files
        for each in (*files, "theme.css", "articles", "articles/quell-2024", "healthz"):
            assert httpx.get(f"{outside}/{each}").status_code == 200, each


def test_an_answer_comes_through_as_it_is_written(scripted: Any, serving: Any, proxy: Proxy) -> None:
    scripted.script(
        QUESTION,
        scripted.viewpoint("quell-2024", "The sluices should be public.", first=1),
        scripted.viewpoint("lodge-interview-2022", "A ferry is a road.", first=2),
    )
    asked = {
        "data": [QUESTION, [], [], "", "", [], "", None, None],
        **{"fn_index": 0, "trigger_id": 11, "session_hash": "nginx"},
    }
    scripted.go_on.clear()
    settings = WebSettings(proxies=("127.0.0.1",), per_minute=10_000)
    with serving(scripted, root_path="/chat", settings=settings) as address:
        queue = f"{proxy(address)}/gradio_api/queue"
        httpx.post(f"{queue}/join", json=asked, timeout=30).raise_for_status()
        with httpx.stream("GET", f"{queue}/data?session_hash=nginx", timeout=20) as stream:
            events, come = stream.iter_text(), ""
            while "The sluices should be public." not in come:
                come += next(events)
            assert "A ferry is a road." not in come
            scripted.go_on.set()
            come += "".join(events)
    assert "A ferry is a road." in come
    assert '"process_completed"' in come and '"success": true' in come.replace('":true', '": true')
