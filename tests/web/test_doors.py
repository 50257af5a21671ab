"""Requests of strangers at the port: no file is touched, no closed path opens, nothing too large is taken."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import json
import os
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Mount

from assistant.web.app import build_app
from assistant.web.connections import Bounds
from assistant.web.settings import WebSettings

# Gradio counts its events with options that pandas is about to drop.
pytestmark = [
    pytest.mark.filterwarnings("ignore:'future.no_silent_downc:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:The copy keyword:DeprecationWarning"),
]
JOIN, PRESS = "/gradio_api/queue/join", "/gradio_api/run/predict"
HELLO = {"data": [""], "fn_index": 46, "trigger_id": 0, "session_hash": "a7lstwo0zco"}


@pytest.fixture(scope="module")
def client(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, timeout=60) as client:
        yield client


def question(text: object, **changes: Any) -> dict[str, Any]:
    data = [text, [], [], "", "", [], "", None, None]
    return {"data": data, "fn_index": 0, "trigger_id": 11, "session_hash": "a7lstwo0zco"} | changes


def events(address: str, session: str = "a7lstwo0zco") -> str:
    with httpx.stream("GET", f"{address}/gradio_api/queue/data?session_hash={session}", timeout=60) as stream:
        return "".join(stream.iter_text())


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A file that nobody has asked for before, wherever its digest or a copy may turn up."""
    path = tmp_path / "secret"
    path.write_text(f"a key {os.urandom(16).hex()}")
    return path


@pytest.fixture
def fifo(tmp_path: Path) -> Path:
    """Whoever opens it to read waits for ever."""
    path = tmp_path / "fifo"
    os.mkfifo(path)
    return path


def cached() -> set[str]:
    return {file.name for file in (Path(tempfile.gettempdir()) / "gradio").rglob("*")}


def file_data(path: str) -> dict[str, Any]:
    return {"path": path, "meta": {"_type": "gradio.FileData"}}


@pytest.mark.parametrize("place", ["question", "people", "since", "nested", "undo", "word"])
def test_a_file_named_in_a_request_is_neither_copied_nor_hashed(
    address: str, client: httpx.Client, secret: Path, place: str
) -> None:
    file = file_data(str(secret))
    forged = {
        "question": (JOIN, question(file)),
        "people": (JOIN, question("Who?", data=["Who?", [file], [], "", "", [], "", None, None])),
        "since": (JOIN, question("Who?", data=["Who?", [], [], file, "", None, None])),
        "nested": (JOIN, question([[{"deep": file}]])),
        "undo": (JOIN, question("", data=[file, None, None], fn_index=1)),
        "word": (PRESS, HELLO | {"data": [file], "fn_index": 45}),
    }
    before = cached()
    path, body = forged[place]
    response = client.post(path, json=body)
    assert (response.status_code, response.json()) == (
        400,
        {"detail": "This is not what the chat's page sends."},
    )
    assert hashlib.sha256(secret.read_bytes()).hexdigest() not in response.text
    assert cached() == before


@pytest.mark.parametrize("path", ["FIFO", "/dev/zero"])
def test_a_file_that_never_ends_does_not_stop_the_server(client: httpx.Client, fifo: Path, path: str) -> None:
    named = str(fifo) if path == "FIFO" else path
    assert client.post(JOIN, json=question(file_data(named))).status_code == 400
    assert client.get("/healthz", timeout=30).status_code == 200


def test_no_address_named_in_a_request_is_fetched(client: httpx.Client) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/x"
        for forged in (file_data(url), file_data("x") | {"url": url}, [file_data(url)]):
            assert client.post(JOIN, json=question(forged)).status_code == 400
        listener.settimeout(0.2)
        with pytest.raises(TimeoutError):
            listener.accept()


def test_gradio_itself_takes_no_path_for_a_file_of_its_own(scripted: Any, secret: Path) -> None:
    from gradio.context import LocalContext
    from gradio.exceptions import InvalidPathError
    from gradio.processing_utils import _check_allowed

    async def built() -> Any:
        return build_app(scripted, settings=WebSettings())

    [gradio] = [route.app for route in asyncio.run(built()).routes if isinstance(route, Mount)]
    token = LocalContext.blocks.set(gradio.get_blocks())
    try:
        with pytest.raises(InvalidPathError):
            _check_allowed(str(secret), check_in_upload_folder=True)
    finally:
        LocalContext.blocks.reset(token)


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("application/json", 200),
        ("application/json; charset=utf-8", 200),
        ("Application/JSON;charset=UTF-8", 200),
        ("application/json; charset=utf-16", 400),
        ("application/json; charset=utf-8; x=y", 400),
        ("application/merge-patch+json", 400),
        ("text/plain", 400),
        ("application/x-www-form-urlencoded", 400),
        ("multipart/form-data; boundary=x", 400),
        ("", 400),
    ],
)
def test_only_json_in_utf8_is_taken(client: httpx.Client, kind: str, status: int) -> None:
    body = json.dumps(HELLO).encode()
    assert client.post(PRESS, content=body, headers={"content-type": kind}).status_code == status


def test_a_compressed_body_is_refused(client: httpx.Client) -> None:
    headers = {"content-type": "application/json", "content-encoding": "gzip"}
    assert client.post(PRESS, content=b"{}", headers=headers).status_code == 400


CLOSED = """
/config /config/ /openapi.json /docs /redoc /login /login/ /logout /user /token /monitoring
/monitoring/summary /manifest.json /robots.txt /pwa_icon /pwa_icon/64 /svelte/svelte.js /file=/etc/hostname
/file/etc/hostname /proxy=http://127.0.0.1/ /deep_link /nowhere /index.html /gradio_api/ /gradio_api/info
/gradio_api/info/ /gradio_api/openapi.json /gradio_api/config /gradio_api/user /gradio_api/token
/gradio_api/app_id /gradio_api/login_check /gradio_api/runs /gradio_api/run-history/records
/gradio_api/startup-events /gradio_api/theme.css /gradio_api/dev/reload /gradio_api/heartbeat
/gradio_api/heartbeat/ /gradio_api/heartbeat/A /gradio_api/heartbeat/a/b /gradio_api/file=/etc/hostname
/gradio_api/file=%2fetc%2fhostname /gradio_api/file/etc/hostname /gradio_api/proxy=http://127.0.0.1/
/gradio_api/upload_progress?upload_id=1 /gradio_api/deep_link /gradio_api/vibe-code /gradio_api/vibe-edit
/gradio_api/profiling/summary /gradio_api/stream/1/1/1/playlist.m3u8 /gradio_api/call/asked/1
/gradio_api/call/v2/asked/1 /gradio_api/custom_component/a/client/b/c /gradio_api/api/predict
/gradio_api/run/predict/ /gradio_api/run/asked /gradio_api/queue/join/ /gradio_api/queue/data/
/gradio_api/queue /gradio_api/queue/status /gradio_api/upload /gradio_api/component_server
/gradio_api/process_recording /gradio_api/reset/ /gradio_api/cancel/ /gradio_api/call/asked
/gradio_api/call/v2/asked //gradio_api/queue/data /gradio_api//queue/data /gradio_api/./queue/data
/gradio_api/x/../queue/data /GRADIO_API/queue/data /gradio_api/queue%2fdata%2f /gradio_api/queue/data%00
/gradio_api\\queue\\data /gradio_api/queue/data;x /gradio_api/queue/data%20 /x/../config /assets/../config
/assets/%2e%2e/config /assets//config /assets/..%2f..%2f..%2fetc%2fhostname /assets/%252e%252e/x
/assets/\\..\\config /assets/ /static/.env /static // /. /%2e
""".split()


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_whatever_is_not_on_the_list_is_closed_under_every_spelling(address: str, method: str) -> None:
    answered = {path: raw(address, method, path) for path in CLOSED}
    assert {path: line for path, line in answered.items() if not line.startswith(b"HTTP/1.1 404 ")} == {}


def connected(address: str) -> socket.socket:
    host, _, port = address.removeprefix("http://").partition(":")
    return socket.create_connection((host, int(port)), timeout=60)


def raw(address: str, method: str, path: str) -> bytes:
    """The first line of the response to a path as it stands: clients would tidy it up."""
    ends = "host: 127.0.0.1\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
    with connected(address) as connection, connection.makefile("rb") as received:
        connection.sendall(f"{method} {path} HTTP/1.1\r\n{ends}".encode())
        return received.readline()


@pytest.mark.parametrize(
    ("method", "path"),
    [
        *(
            ("POST", path)
            for path in ("/", "/theme.css", "/gradio_api/queue/data", "/gradio_api/heartbeat/a7")
        ),
        *(("GET", path) for path in (JOIN, PRESS, "/gradio_api/cancel", "/gradio_api/reset")),
        *((method, JOIN) for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "HEAD")),
    ],
)
def test_an_open_path_takes_its_own_method_alone(address: str, method: str, path: str) -> None:
    assert raw(address, method, path).startswith(b"HTTP/1.1 405 ")


@pytest.mark.parametrize("path", ["/", "/favicon.ico", "/theme.css?v=1", "/static/img/logo.svg"])
def test_what_the_page_needs_is_open(client: httpx.Client, path: str) -> None:
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("query", ["page=x", "deep_link=abc", "page=../../etc&deep_link=x", "__theme=dark"])
def test_the_page_is_the_same_whatever_its_address_asks_for(client: httpx.Client, query: str) -> None:
    assert client.get(f"/?{query}").text == client.get("/").text


def test_a_body_of_64_kb_is_taken_and_one_more_byte_is_not(client: httpx.Client) -> None:
    body = json.dumps(HELLO).encode()
    full = body + b" " * (64 * 1024 - len(body))
    headers = {"content-type": "application/json"}
    answered = [client.post(PRESS, content=each, headers=headers).status_code for each in (full, full + b" ")]
    assert answered == [200, 413]


def test_a_body_without_its_length_is_counted_while_it_comes(client: httpx.Client) -> None:
    sent = 0

    def parts() -> Iterator[bytes]:
        nonlocal sent
        for _ in range(1_000):
            sent += 1
            yield b" " * 4_096

    response = client.post(JOIN, content=parts(), headers={"content-type": "application/json"})
    assert response.status_code == 413


@pytest.mark.parametrize("length", ["-1", "1e9", "9" * 5_000, "0x10", "٣"])
def test_a_length_that_is_none_is_refused(address: str, length: str) -> None:
    head = f"POST {JOIN} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: "
    with connected(address) as connection:
        connection.sendall(head.encode() + length.encode() + b"\r\n\r\n")
        assert connection.recv(64)[9:12] in (b"400", b"413")


def test_more_questions_a_minute_than_allowed_are_refused_in_words(scripted: Any, serving: Any) -> None:
    with serving(scripted, settings=WebSettings(per_minute=3)) as address, httpx.Client() as client:
        asked = [client.post(address + JOIN, json=question(" ")) for _ in range(5)]
        pressed = client.post(address + PRESS, json=HELLO)
    assert [response.status_code for response in asked] == [200, 200, 200, 429, 429]
    assert asked[-1].json() == {
        "detail": f"At most 3 questions a minute: please try again in {asked[-1].headers['retry-after']} s."
    }
    assert pressed.status_code == 200


def ask_as(address: str, client: str) -> int:
    headers = {"x-forwarded-for": client}
    return httpx.post(address + JOIN, json=question(" "), headers=headers).status_code


def test_behind_a_trusted_proxy_each_client_has_a_limit_of_its_own(scripted: Any, serving: Any) -> None:
    settings = WebSettings(per_minute=1, proxies=("127.0.0.0/8",))
    clients = ("198.51.100.9", "198.51.100.9", "203.0.113.5", "203.0.113.5, 198.51.100.9")
    with serving(scripted, settings=settings) as address:
        asked = [ask_as(address, client) for client in clients]
    assert asked == [200, 429, 200, 429]


def test_paths_of_others_keep_their_own_limits(scripted: Any, serving: Any) -> None:
    async def taken(request: Request) -> PlainTextResponse:
        return PlainTextResponse(str(len(await request.body())))

    def routes(web: Any) -> None:
        web.add_route("/slack/events", taken, methods=["POST"])

    with serving(scripted, routes=routes, settings=WebSettings(per_minute=1)) as address:
        large = [httpx.post(f"{address}/slack/events", content=bytes(3_000_000)).text for _ in range(3)]
        foreign = httpx.post(f"{address}/slack/events", headers={"host": "chat.example"})
        near = ("events/", "/events", "EVENTS", "events%2f", "x")
        beside = [raw(address, "POST", f"/slack/{path}")[9:12] for path in near]
    assert large == ["3000000"] * 3
    assert (foreign.status_code, "ASSISTANT_HOSTS" in foreign.text) == (400, True)
    assert beside == [b"404"] * 5


SLOW = Bounds(header_seconds=0.3, body_seconds=0.3)


@pytest.fixture(scope="module")
def hasty(make_scripted: Any, serving: Any) -> Iterator[str]:
    """The address of a chat that waits for no request."""
    with serving(make_scripted(), bounds=SLOW) as address:
        yield address


JOINING = b"POST /gradio_api/queue/join HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n"


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"GET / HT",
        JOINING,
        JOINING + b"content-length: 9\r\n\r\n{",
        JOINING + b"transfer-encoding: chunked\r\n\r\n1\r\n{\r\n",
    ],
    ids=["nothing", "half a line", "half the headers", "half a body", "half a chunk"],
)
def test_a_request_that_does_not_arrive_is_not_waited_for(hasty: str, sent: bytes) -> None:
    with connected(hasty) as connection:
        connection.sendall(sent)
        said = connection.makefile("rb").read()  # until the server closes
    assert said.startswith(b"HTTP/1.1 408 Request Timeout\r\n")


def test_a_slow_second_request_on_a_connection_is_not_waited_for(hasty: str) -> None:
    with connected(hasty) as connection:
        connection.sendall(b"GET /healthz HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n")
        connection.recv(4_096)
        connection.sendall(b"GET / HT")
        assert b"408 Request Timeout" in connection.makefile("rb").read()


def test_a_body_nobody_reads_is_not_waited_for_either(hasty: str) -> None:
    with connected(hasty) as connection:
        connection.sendall(b"POST /nowhere HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 9\r\n\r\n{")
        with contextlib.suppress(ConnectionResetError):
            assert connection.makefile("rb").read().startswith(b"HTTP/1.1 404 ")  # until the server closes


def test_a_page_may_stay_open_longer_than_a_request_may_take(hasty: str) -> None:
    url = f"{hasty}/gradio_api/heartbeat/a7lstwo0zco"
    with httpx.stream("GET", url, timeout=httpx.Timeout(60, read=1.5)) as held:
        beats = held.iter_text()
        next(beats)
        with pytest.raises(httpx.ReadTimeout):
            next(beats)  # still open: it neither ends nor is it cut off


def test_one_address_cannot_take_every_connection(scripted: Any, serving: Any) -> None:
    with serving(scripted, bounds=Bounds(per_address=8, together=1_000)) as address:
        held = [connected(address) for _ in range(8)]
        with connected(address) as more:
            assert more.recv(64).startswith(b"HTTP/1.1 503 ")
        for connection in held:
            connection.close()


def test_a_trusted_proxy_may_have_more_connections(scripted: Any, serving: Any) -> None:
    settings = WebSettings(proxies=("127.0.0.1",))
    with serving(scripted, bounds=Bounds(per_address=2), settings=settings) as address:
        held = [connected(address) for _ in range(8)]
        assert httpx.get(f"{address}/healthz").status_code == 200
        for connection in held:
            connection.close()
