"""An answer by its address: the same for everybody who has that, until it is deleted or old."""

from __future__ import annotations

import html
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from assistant.conversations import Conversations
from assistant.feedback import FeedbackStore
from assistant.slack.forgetting import everything, forget
from assistant.web.login import Login, prepare
from assistant.web.plain_pages import PlainPages
from assistant.web.settings import WebSettings
from assistant.web.sharing import add_shared
from assistant.web.users import Cost, Users

BARRAGE = "Should the <barrage> be built?"
Visit = Callable[..., TestClient]


class Kept:
    """A store with one answer in a conversation, and a clock."""

    def __init__(self, path: Path, scripted: Any) -> None:
        self.time = datetime(2026, 11, 2, 8, tzinfo=UTC)
        self.store = FeedbackStore(path, now=lambda: self.time)
        view = scripted.viewpoint("quell-2024", "The sluices should be public.", first=1)
        self.answer = scripted.script(BARRAGE, view)
        self.id = self.store.keep(self.answer, place="web")
        self.conversations = Conversations(self.store)
        asked = {"reader": "ann", "conversation": "", "asked": "{}", "title": BARRAGE}
        self.conversation = self.conversations.add(self.id, **asked)

    @property
    def address(self) -> str:
        return f"/answer/{self.id}"


@pytest.fixture
def kept(tmp_path: Path, scripted: Any) -> Kept:
    return Kept(tmp_path / "assistant.db", scripted)


@pytest.fixture
def visit(kept: Kept) -> Visit:
    def visit(root_path: str = "", **settings: Any) -> TestClient:
        app = FastAPI()
        app.state.root_path = root_path
        chosen = WebSettings(**({"per_minute": 10_000} | settings))
        add_shared(PlainPages(app, chosen), kept.store)
        app.add_middleware(Login, settings=chosen)
        return TestClient(app, follow_redirects=False)

    return visit


def test_an_answer_stands_at_its_address_as_it_was_kept(kept: Kept, visit: Visit) -> None:
    page = visit().get(kept.address)
    assert page.status_code == 200
    assert BARRAGE in html.unescape(page.text) and BARRAGE not in page.text
    assert "The sluices should be public." in page.text
    assert '<a href="/">Ask the articles</a>' in page.text
    assert "<button" not in page.text and "<script" not in page.text
    headers = page.headers
    assert (headers["cache-control"], headers["x-robots-tag"]) == ("no-store", "noindex")
    assert headers["content-security-policy"].startswith("default-src 'none'; style-src 'sha256-")
    assert '<a href="/chat/">' in visit(root_path="/chat").get(kept.address).text


def gone(kept: Kept, visit: Visit) -> bool:
    page = visit().get(kept.address)
    assert "sluices" not in page.text or page.status_code == 200
    return page.status_code == 404


def test_it_is_gone_once_its_conversation_is_deleted_though_something_was_said_of_it(
    kept: Kept, visit: Visit
) -> None:
    kept.store.add(kept.id, reader="ann", helpful=True)
    assert not gone(kept, visit)
    kept.conversations.delete("ann", kept.conversation)
    assert kept.store.answer(kept.id) is not None  # with what was said
    assert gone(kept, visit)


@pytest.mark.parametrize("said", [False, True])
def test_it_is_gone_after_30_days(kept: Kept, visit: Visit, said: bool) -> None:
    if said:
        kept.store.add(kept.id, reader="ann", helpful=True)
    kept.time += timedelta(days=29)
    assert not gone(kept, visit)
    kept.time += timedelta(days=1)
    assert gone(kept, visit)


def test_it_is_gone_once_it_is_forgotten(kept: Kept, visit: Visit) -> None:
    forget(kept.store.path, everything)
    assert gone(kept, visit)


def test_no_answer_of_slack_and_nothing_else_has_an_address(kept: Kept, visit: Visit) -> None:
    private = kept.store.keep(kept.answer, place="slack")
    for name in (private, "0" * 16, "%00", "..%2Fassistant.db", kept.id.upper(), f"{kept.id}0"):
        assert visit().get(f"/answer/{name}").status_code == 404


def test_with_a_login_it_is_for_readers_alone_unless_a_setting_says_otherwise(
    kept: Kept, visit: Visit, tmp_path: Path
) -> None:
    Users(tmp_path / "users", cost=Cost(4, 1, 1)).add("Ann", "a password that is long")
    login = {"auth": tmp_path / "users"}
    prepare(WebSettings(**login))
    page = {"accept": "text/html"}
    led = visit(**login).get(kept.address, headers=page)
    assert (led.status_code, led.headers["location"]) == (303, f"/login?next=%2Fanswer%2F{kept.id}")
    assert visit(**login, share=True).get(kept.address, headers=page).status_code == 200
    assert visit(**login, share=True).get("/articles", headers=page).status_code == 303
