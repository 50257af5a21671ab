"""Who may ask at the doors for programs, and how much."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import Any

import httpx
import pytest

from assistant.api.settings import ApiSettings
from assistant.errors import SettingsError
from assistant.web.chat import CONCURRENT, WAITING
from assistant.web.login import prepare
from assistant.web.settings import WebSettings
from assistant.web.users import Users
from tests.api.conftest import QUESTION, TOKEN
from tests.web.conftest import scripted_assistant, serving

CLOSED = (
    "Without ASSISTANT_API_TOKENS, programs are answered on this machine alone, and not where a login, a "
    "proxy, a host name or a path of a proxy is set: set tokens."
)
PATHS = ("/api/articles", "/api/openapi.json", "/metrics")


def bearer(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"}


def test_the_doors_are_shut_unless_asked_for(scripted: Any) -> None:
    assert ApiSettings().api is False
    with serving(scripted) as address:
        for path in (*PATHS, "/mcp", "/v1/models"):
            assert httpx.get(f"{address}{path}").status_code == 404


@pytest.fixture(scope="module")
def guarded(open_doors: Any) -> Iterator[str]:
    """The address of a server with two tokens."""
    with open_doors(scripted_assistant(), tokens=f"{TOKEN}, tok-second-9876543210") as address:
        yield address


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({}, 401),
        (bearer("tok-0123456789abcdeg"), 401),
        ({"authorization": TOKEN}, 401),
        ({"authorization": f"Basic {TOKEN}"}, 401),
        (bearer(TOKEN), 200),
        (bearer("tok-second-9876543210"), 200),
        ({"authorization": f"bearer  {TOKEN}"}, 200),
    ],
)
def test_one_of_the_tokens_opens_every_door(guarded: str, sent: dict[str, str], status: int) -> None:
    for path in PATHS:
        response = httpx.get(f"{guarded}{path}", headers=sent)
        assert response.status_code == status
        if status == 401:
            assert response.headers["www-authenticate"] == "Bearer"
            assert list(response.json()) == ["error"]


@pytest.mark.parametrize(
    "web",
    [
        {"host": "0.0.0.0"},
        {"hosts": "127.0.0.1"},
        {"proxies": "10.0.0.1"},
        {"proxies": "10.0.0.1", "auth_header": "X-User"},
        {"root_path": "/chat"},
    ],
)
def test_without_tokens_no_server_that_others_reach_answers_programs(
    scripted: Any, open_doors: Any, web: dict[str, Any]
) -> None:
    with open_doors(scripted, **web) as address:
        response = httpx.get(f"{address}/api/articles")
    assert (response.status_code, response.json()) == (403, {"error": CLOSED})


def test_a_token_takes_the_place_of_the_login(scripted: Any, open_doors: Any, tmp_path: Path) -> None:
    Users(tmp_path / "users").add("Ann", "a password that is long")
    prepare(WebSettings(auth=tmp_path / "users"))
    with open_doors(scripted, tokens=TOKEN, auth=tmp_path / "users") as address:
        assert httpx.get(f"{address}/api/articles").status_code == 401
        assert httpx.get(f"{address}/api/articles", headers=bearer(TOKEN)).status_code == 200
        assert httpx.get(f"{address}/config", headers=bearer(TOKEN)).status_code == 401


def test_no_website_and_no_other_host_name_may_ask(client: httpx.Client) -> None:
    foreign = client.get("/api/articles", headers={"origin": "https://evil.example"})
    assert (foreign.status_code, foreign.json()) == (403, {"error": "Another website may not ask here."})
    asked = client.options(
        "/api/ask", headers={"origin": "https://evil.example", "access-control-request-method": "POST"}
    )
    assert (asked.status_code, [name for name in asked.headers if name.startswith("access-control")]) == (
        403,
        [],
    )
    named = client.get("/api/articles", headers={"host": "evil.example"})
    assert (named.status_code, list(named.json())) == (400, ["error"])


def test_questions_are_counted_by_token(scripted: Any, open_doors: Any) -> None:
    other = "tok-second-9876543210"
    with open_doors(scripted, tokens=f"{TOKEN},{other}", per_minute=2) as address:
        asked = [
            httpx.post(f"{address}/api/ask", json={"question": QUESTION}, headers=bearer(TOKEN))
            for _ in range(3)
        ]
        fourth = httpx.post(f"{address}/api/ask", json={"question": QUESTION}, headers=bearer(other))
        assert httpx.get(f"{address}/api/articles", headers=bearer(TOKEN)).status_code == 200
    assert [each.status_code for each in (*asked, fourth)] == [200, 200, 429, 200]
    seconds = asked[2].headers["retry-after"]
    assert asked[2].json() == {"error": f"At most 2 questions a minute: try again in {seconds} s."}


def test_wrong_tokens_are_counted_by_address(scripted: Any, open_doors: Any) -> None:
    with open_doors(scripted, tokens=TOKEN, per_minute=1) as address, httpx.Client() as client:
        tried = [client.get(f"{address}/api/articles", headers=bearer("x")).status_code for _ in range(21)]
    assert tried == [401] * 20 + [429]


def test_of_too_many_questions_at_once_the_last_are_turned_away(scripted: Any, open_doors: Any) -> None:
    scripted.go_on.clear()
    room = CONCURRENT + WAITING
    with (
        open_doors(scripted) as address,
        ThreadPoolExecutor(room + 1) as threads,
        httpx.Client(timeout=60, limits=httpx.Limits(max_connections=None)) as client,
    ):
        ask = lambda _: client.post(f"{address}/api/ask", json={"question": QUESTION})  # noqa: E731
        asked = [threads.submit(ask, number) for number in range(room + 1)]
        turned_away = next(as_completed(asked, timeout=60)).result()
        scripted.go_on.set()
        statuses = sorted(each.result().status_code for each in asked)
    assert turned_away.json() == {"error": "Too many questions are waiting: try again soon."}
    assert statuses == [200] * room + [503]


@pytest.mark.parametrize("tokens", ["short", "tok-0123456789abcdef,no", "tok-with-ümlaut-0123456789"])
def test_a_token_that_can_be_guessed_or_not_be_sent_is_refused(
    tokens: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_API_TOKENS", tokens)
    with pytest.raises(SettingsError, match=r"^token \d of ASSISTANT_API_TOKENS cannot be used"):
        ApiSettings.of_environment()


def test_tokens_are_not_shown() -> None:
    assert TOKEN not in repr(ApiSettings(api_tokens=TOKEN))
