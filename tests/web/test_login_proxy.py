"""Readers whom a trusted proxy has logged in."""

from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from assistant.errors import SettingsError
from assistant.web.login import Login, prepare
from assistant.web.settings import WebSettings
from assistant.web.users import Cost, Users

PROXY, STRANGER = "10.0.0.7", "192.0.2.66"
PASSWORD = "a ferry at dawn"


async def told(request: Request) -> JSONResponse:
    names = [name.decode() for name, _ in request.scope["headers"] if name.startswith(b"x-")]
    return JSONResponse(
        {
            "reader": request.scope["assistant.reader"],
            "can_log_out": request.scope["assistant.can_log_out"],
            "headers": names,
        }
    )


def visitor(peer: str, auth: Path | None = None) -> TestClient:
    settings = WebSettings(auth=auth, auth_header="X-User", proxies=(PROXY, "10.1.0.0/16"))
    prepare(settings)
    app = Starlette(routes=[Route("/{path:path}", told)])
    return TestClient(Login(app, settings=settings), client=(peer, 1), follow_redirects=False)


def answer(client: TestClient, *values: str | bytes) -> Any:
    response = client.get("/", headers=[("x-user", value) for value in values])  # type: ignore[arg-type]
    return response.json() if response.status_code == 200 else response.status_code


@pytest.mark.parametrize("peer", [PROXY, "10.1.9.9", "::ffff:10.0.0.7"])
def test_a_trusted_proxy_names_the_reader(peer: str) -> None:
    assert answer(visitor(peer), "Ann Ash") == {"reader": "Ann Ash", "can_log_out": False, "headers": []}


def test_a_name_may_hold_any_letters() -> None:
    assert answer(visitor(PROXY), "Zoë Ärlig".encode())["reader"] == "Zoë Ärlig"


def test_nobody_else_can_name_one(tmp_path: Path) -> None:
    for peer in (STRANGER, "10.0.0.8", "127.0.0.1", "unix"):
        response = visitor(peer).get("/", headers={"x-user": "Ann", "x-forwarded-for": PROXY})
        assert (response.status_code, response.json()) == (
            401,
            {"detail": "log in at the proxy of this server first"},
        )


@pytest.mark.parametrize(
    "values", [(), ("",), (" ",), ("Ann", "Bo"), ("Ann", "Ann"), ("A\u200bnn".encode(),), ("x" * 101,)]
)
def test_a_header_that_is_missing_empty_or_not_one_name_is_nobody(values: tuple[str | bytes, ...]) -> None:
    assert answer(visitor(PROXY), *values) == 401


def test_the_header_never_comes_through_however_it_is_written() -> None:
    client = visitor(STRANGER)
    for path in ("/healthz", "/slack/events"):
        for name in ("X-User", "x-user", "X-USER"):
            response = client.get(path, headers={name: "Ann", "x-other": "1"})
            assert response.json() == {"reader": None, "can_log_out": False, "headers": ["x-other"]}


def test_a_page_is_refused_as_well_where_only_the_proxy_logs_in() -> None:
    client = visitor(PROXY)
    assert client.get("/", headers={"accept": "text/html"}).status_code == 401
    assert client.get("/login", headers={"accept": "text/html"}).status_code == 401


def test_the_proxys_word_comes_before_the_cookie_and_the_cookie_counts_without_it(tmp_path: Path) -> None:
    users = Users(tmp_path / "users", cost=Cost(4, 1, 1))
    users.add("Ann", PASSWORD)
    for peer in (PROXY, STRANGER):
        client = visitor(peer, auth=users.file.path)
        assert client.get("/", headers={"accept": "text/html"}).headers["location"] == "/login"
        client.post("/login", data={"name": "Ann", "password": PASSWORD})
        assert answer(client) == {"reader": "Ann", "can_log_out": True, "headers": []}
        named = (
            {"reader": "Bo", "can_log_out": False}
            if peer == PROXY
            else {"reader": "Ann", "can_log_out": True}
        )
        assert answer(client, "Bo") == {**named, "headers": []}


def test_a_header_without_trusted_proxies_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_AUTH_HEADER", "X-User")
    with pytest.raises(SettingsError) as caught:
        WebSettings.of_environment()
    assert str(caught.value) == (
        "ASSISTANT_AUTH_HEADER is 'X-User', but ASSISTANT_PROXIES is not set: name the addresses of the "
        "proxies that may send it"
    )
    monkeypatch.setenv("ASSISTANT_PROXIES", "10.0.0.7, proxy.example")
    with pytest.raises(SettingsError, match="^ASSISTANT_PROXIES names 'proxy.example': "):
        WebSettings.of_environment()


@pytest.mark.parametrize("name", ["X User", "x:user", "X-Üser"])
def test_what_cannot_be_a_headers_name_is_refused(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("ASSISTANT_PROXIES", "10.0.0.7")
    monkeypatch.setenv("ASSISTANT_AUTH_HEADER", name)
    with pytest.raises(SettingsError, match="give a header's name, such as X-User$"):
        WebSettings.of_environment()
