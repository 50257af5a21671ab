import socket
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from assistant.web.settings import WebSettings

PROXIED = WebSettings(hosts=("chat.example",), proxies=("127.0.0.1",), per_minute=10_000)
UNKNOWN = "This host name is not one of the chat's: list it in ASSISTANT_HOSTS."
FOREIGN = "Another website may not ask here."


@pytest.fixture(scope="module")
def client(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address) as client:
        yield client


@pytest.fixture(scope="module")
def public(serving: Any, make_scripted: Any) -> Iterator[str]:
    """The address of a chat that is also reached as chat.example, over a proxy on this machine."""
    with serving(make_scripted(), settings=PROXIED) as address:
        yield address


@pytest.mark.parametrize(
    "host", ["127.0.0.1:7860", "localhost", "LOCALHOST:1", "localhost.", "127.0.0.2", "[::1]:7860"]
)
def test_the_names_of_this_machine_are_answered(client: httpx.Client, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:7860",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "evil.example@127.0.0.1",
        "127.0.0.1@evil.example",
        "0.0.0.0",
        "192.0.2.1",
        "[::]",
        "localhost/evil.example",
        "127.0.0.1, evil.example",
        "2130706433",
        "",
        "[",
    ],
)
@pytest.mark.parametrize("path", ["/", "/healthz", "/gradio_api/queue/data", "/assets/x.js", "/nowhere"])
def test_any_other_host_is_refused_and_the_setting_named(client: httpx.Client, path: str, host: str) -> None:
    response = client.get(path, headers={"host": host})
    assert (response.status_code, UNKNOWN in response.text) == (400, True)


def test_a_second_host_is_refused(address: str) -> None:
    place = address.removeprefix("http://")
    with socket.create_connection((place.split(":")[0], int(place.split(":")[1])), timeout=30) as connection:
        connection.sendall(f"GET / HTTP/1.1\r\nhost: {place}\r\nhost: evil.example\r\n\r\n".encode())
        assert connection.recv(64).startswith(b"HTTP/1.1 400 ")


def test_a_host_that_is_listed_or_listened_on_is_answered(scripted: Any, serving: Any) -> None:
    settings = WebSettings(hosts=("Chat.Example", "2001:db8::1"))
    with serving(scripted, host="10.0.0.7", settings=settings) as address:
        hosts = ("chat.example", "chat.example:8443", "10.0.0.7:7860", "[2001:db8::1]", "10.0.0.8", "example")
        answered = [httpx.get(f"{address}/healthz", headers={"host": host}).status_code for host in hosts]
    assert answered == [200, 200, 200, 200, 400, 400]


@pytest.mark.parametrize(
    "origin",
    [
        "http://evil.example",
        "https://127.0.0.1",
        "http://127.0.0.1:9",
        "http://localhost:3000",
        "null",
        "file://",
        "",
        "http://127.0.0.1:9, http://evil.example",
    ],
)
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/gradio_api/queue/join"),
        ("POST", "/gradio_api/run/predict"),
        ("OPTIONS", "/gradio_api/queue/join"),
        ("GET", "/"),
        ("GET", "/gradio_api/queue/data"),
        ("POST", "/healthz"),
    ],
)
def test_a_foreign_origin_is_refused_and_told_nothing(
    client: httpx.Client, method: str, path: str, origin: str
) -> None:
    headers = {"origin": origin, "access-control-request-method": "POST"}
    response = client.request(method, path, headers=headers)
    assert (response.status_code, FOREIGN in response.text) == (403, True)
    assert not [name for name in response.headers if name.startswith("access-control-")]


def test_the_chats_own_origin_is_answered_without_leave_for_any_other(
    client: httpx.Client, address: str
) -> None:
    response = client.get("/", headers={"origin": address})
    assert response.status_code == 200
    assert not [name for name in response.headers if name.startswith("access-control-")]


def test_behind_a_proxy_the_public_origin_is_the_chats_own(public: str) -> None:
    def status(**headers: str) -> int:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return httpx.get(f"{public}/", headers=named).status_code

    assert status(origin="https://chat.example") == 200
    assert status(origin="https://chat.example", x_forwarded_host="chat.example") == 200
    assert status(origin="https://chat.example:8443", x_forwarded_host="chat.example:8443") == 200
    assert status(origin="https://chat.example:8443", x_forwarded_host="chat.example") == 403
    assert status(origin="https://evil.example", x_forwarded_host="evil.example") == 400
    assert status(origin="https://evil.example") == 403


def test_the_page_believes_its_address_of_trusted_proxies_alone(address: str, public: str) -> None:
    forged = {
        "x-forwarded-host": "chat.example",
        "x-forwarded-proto": "https",
        "x-gradio-server": "https://chat.example",
        "forwarded": "host=chat.example",
    }
    assert "chat.example" not in httpx.get(f"{address}/", headers=forged).text
    assert "https://chat.example" in httpx.get(f"{public}/", headers=forged).text


def test_no_page_may_embed_the_chat(client: httpx.Client) -> None:
    for path in ("/", "/healthz", "/nowhere"):
        headers = client.get(path).headers
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-frame-options"] == "DENY"


def test_a_page_that_is_named_may_embed_the_chat(scripted: Any, serving: Any) -> None:
    settings = WebSettings(frame_ancestors=("https://intranet.example", "http://10.0.0.7:80"))
    with serving(scripted, settings=settings) as address:
        headers = httpx.get(address).headers
    assert headers["content-security-policy"].endswith(
        "; frame-ancestors https://intranet.example http://10.0.0.7:80"
    )
    assert "x-frame-options" not in headers


def test_no_websocket_is_opened(client: httpx.Client) -> None:
    upgrade = {
        "connection": "upgrade",
        "upgrade": "websocket",
        "sec-websocket-version": "13",
        "sec-websocket-key": "AAAAAAAAAAAAAAAAAAAAAA==",
    }
    assert client.get("/", headers=upgrade).status_code == 200
    assert client.get("/gradio_api/ws", headers=upgrade).status_code == 404
