"""The admin's page, asked for as a browser does."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from assistant.feedback import FeedbackStore
from assistant.web.feedback_page import add_feedback_page
from assistant.web.login import Login, prepare
from assistant.web.plain_pages import PlainPages
from assistant.web.settings import WebSettings
from assistant.web.users import Cost, Users

BARRAGE = "Should the barrage be built?"
EVIL = "<script>alert(1)</script> \"'><img src=x onerror=alert(2)>"
PASSWORD = "a password that is long"
HERE, ELSEWHERE = "127.0.0.1", "192.0.2.66"
Admin = Callable[..., TestClient]


@pytest.fixture
def store(scripted: Any, tmp_path: Path) -> FeedbackStore:
    """Three remarks, an hour apart: of a view, of a whole answer, and that one was helpful."""
    now = datetime(2026, 11, 2, 8, tzinfo=UTC)
    store = FeedbackStore(tmp_path / "assistant.db", now=lambda: now)
    scripted.script(
        BARRAGE,
        scripted.viewpoint("marrow-2019", "On paper it is a beautiful machine.", first=1),
        scripted.viewpoint("quell-2024", "The sluices should be public.", first=2),
    )
    answer_id = store.keep(scripted.answers[BARRAGE], place="web")
    store.add(answer_id, reader="web", helpful=False, complaints=("wrong_date",), comment=EVIL, viewpoint=2)
    now += timedelta(hours=1)
    store.add(answer_id, reader="web", helpful=False, complaints=("missing_view",))
    now += timedelta(hours=1)
    store.add(store.keep(scripted.answers[BARRAGE], place="slack"), reader="U1", helpful=True)
    return store


@pytest.fixture
def admin(store: FeedbackStore) -> Admin:
    """The page alone, as it is seen from an address."""

    def admin(address: str = HERE, host: str = HERE, root_path: str = "", **settings: Any) -> TestClient:
        app = FastAPI()
        app.state.root_path = root_path
        chosen = WebSettings(**({"per_minute": 10_000} | settings))
        add_feedback_page(PlainPages(app, chosen, host), store)
        app.add_middleware(Login, settings=chosen)
        return TestClient(app, client=(address, 50_000), follow_redirects=False)

    return admin


def heads(page: str) -> list[str]:
    return re.findall("<h2>(.*?)</h2>", page)


def test_what_readers_said_is_listed_the_newest_first_with_view_quote_and_place(
    admin: Admin, store: FeedbackStore, scripted: Any
) -> None:
    page = admin().get("/feedback").text
    assert heads(page) == [
        "2 November 2026, slack: helpful",
        "2 November 2026, web: missing view",
        "2 November 2026, web: wrong date",
    ]
    assert "3 remarks of readers, the newest first. Of all, 2 are open." in page
    last = page[page.index("wrong date</h2>") :]
    quote = scripted.quote("quell-2024", "The sluices should be public.", 2)
    words = html.unescape(re.sub("<[^>]+>", "|", last))
    for said in (
        BARRAGE,
        "[2] Isaura Quell (Sundmark Post, 29 January 2024)",
        f"“{quote.text}”",
        f"“{EVIL}”",
    ):
        assert said in words
    assert f'href="/articles/quell-2024?quote={quote.start}-{quote.end}#quote"' in last
    assert "<script" not in page and "<img" not in page
    assert page.count('<form method="post" action="/feedback">') == 2


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("kind=wrong_date", ["wrong date"]),
        ("kind=helpful", ["helpful"]),
        ("kind=&state=open", ["missing view", "wrong date"]),
        ("state=closed", []),
    ],
)
def test_the_list_is_narrowed_by_kind_and_state(admin: Admin, asked: str, shown: list[str]) -> None:
    page = admin().get(f"/feedback?{asked}").text
    assert [head.partition(": ")[2] for head in heads(page)] == shown


def test_what_became_of_a_remark_is_kept_and_the_same_list_shown_again(
    admin: Admin, store: FeedbackStore
) -> None:
    client, remark = admin(), store.entries()[2].id
    sent = {
        "id": remark,
        "kind": "wrong_date",
        "state": "",
        "page": "",
        "outcome": "mended",
        "reply": " Done. ",
    }
    response = client.post("/feedback", data=sent)
    assert (response.status_code, response.headers["location"]) == (
        303,
        f"/feedback?kind=wrong_date#{remark}",
    )
    assert [(each.outcome, each.reply) for each in store.entries()] == [(None, "")] * 2 + [
        ("mended", "Done.")
    ]
    page = client.get("/feedback?kind=wrong_date").text
    assert '<p class="outcome">Mended: “Done.”</p>' in page
    assert '<option value="mended" selected>' in page
    client.post("/feedback", data={**sent, "outcome": "open"})
    assert store.entries()[2].outcome is None


@pytest.mark.parametrize(
    ("changed", "status", "told"),
    [
        ({"outcome": "burnt"}, 400, "Say what became of it."),
        ({"id": "gone"}, 409, "Not kept: there is no feedback &#39;gone&#39;"),
        ({"reply": "x" * 501}, 409, "Not kept: a reply may have 500 characters: shorten it."),
        ({"id": "x" * 20_000}, 413, "This is too large: at most 16 KB can be sent at once."),
    ],
)
def test_a_form_that_cannot_be_meant_is_told_and_changes_nothing(
    admin: Admin, store: FeedbackStore, changed: dict[str, str], status: int, told: str
) -> None:
    before = store.entries()
    sent = {"id": before[2].id, "outcome": "mended", "reply": "", **changed}
    response = admin().post("/feedback", data=sent)
    assert (response.status_code, html.unescape(told) in html.unescape(response.text)) == (status, True)
    assert store.entries() == before


@pytest.mark.parametrize(
    "headers",
    [{"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}, {"origin": "https://evil.example"}],
)
def test_no_other_page_can_mark_anything(admin: Admin, store: FeedbackStore, headers: dict[str, str]) -> None:
    before = store.entries()
    sent = {"id": before[2].id, "outcome": "mended", "reply": ""}
    assert admin().post("/feedback", data=sent, headers=headers).status_code == 403
    assert admin().post("/feedback", json=sent).status_code == 415
    assert store.entries() == before


@pytest.mark.parametrize(
    "reached",
    [
        {"address": ELSEWHERE},
        {"host": "0.0.0.0"},
        {"proxies": ("10.0.0.7",)},
        {"hosts": ("chat.example",)},
        {"root_path": "/chat"},
    ],
)
def test_without_a_login_the_page_is_this_machines_alone(
    admin: Admin, store: FeedbackStore, reached: dict[str, Any]
) -> None:
    client, before = admin(**reached), store.entries()
    assert client.get("/feedback").status_code == 404
    assert client.post("/feedback", data={"id": before[2].id, "outcome": "mended"}).status_code == 404
    assert store.entries() == before


def test_with_a_login_the_page_is_the_admins_whom_a_setting_names(
    admin: Admin, store: FeedbackStore, tmp_path: Path
) -> None:
    users = Users(tmp_path / "users", cost=Cost(4, 1, 1))
    for name in ("Ann", "Bo"):
        users.add(name, PASSWORD)
    settings = {"auth": tmp_path / "users", "admins": ("ann",)}
    prepare(WebSettings(**settings))
    seen = {}
    for name in ("Ann", "Bo"):
        client = admin(**settings)
        assert client.get("/feedback").status_code == 401
        client.post("/login", data={"name": name, "password": PASSWORD})
        page = client.get("/feedback")
        seen[name] = page.status_code, 'href="/feedback"' in page.text
    assert seen == {"Ann": (200, True), "Bo": (404, False)}


def test_a_kind_or_a_page_that_is_none_is_told(admin: Admin) -> None:
    statuses = [admin().get(f"/feedback?{asked}").status_code for asked in ("kind=rude", "page=0", "page=2")]
    assert statuses == [400, 400, 404]


def test_the_chat_serves_the_page_beside_the_others(
    scripted: Any, serving: Any, store: FeedbackStore
) -> None:
    with serving(scripted, store=store) as address:
        page = httpx.get(f"{address}/feedback")
        beside = httpx.get(f"{address}/articles")
    assert (page.status_code, heads(page.text)[0]) == (200, "2 November 2026, slack: helpful")
    assert 'href="/feedback"' in beside.text
