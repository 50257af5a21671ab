"""Conversations that outlive a page and the server, and the addresses of questions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from assistant.feedback import FeedbackStore

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

BARRAGE = "Should the barrage be built?"
FERRY = "Should the ferry be kept?"
Ask = Callable[["Page", str], None]
Visit = Callable[..., "Page"]


@pytest.fixture(autouse=True)
def script(scripted: Any) -> None:
    scripted.script(
        BARRAGE,
        scripted.viewpoint("marrow-2019", "On paper it is a beautiful machine.", first=1),
        scripted.viewpoint("quell-2024", "The sluices should be public.", first=2),
    )
    scripted.script(FERRY, scripted.viewpoint("lodge-interview-2022", "A ferry is a road.", first=1))


@pytest.fixture
def store(tmp_path: Path) -> FeedbackStore:
    return FeedbackStore(tmp_path / "state" / "assistant.db")


@pytest.fixture
def address(scripted: Any, serving: Any, store: FeedbackStore) -> Iterator[str]:
    with serving(scripted, store=store, examples=("Why?",)) as address:
        yield address


def come_back(page: Page, address: str) -> None:
    """Open the chat once more in the same browser, and wait until a conversation stands there."""
    page.goto("about:blank")
    page.goto(address)
    page.wait_for_selector("#current .exchange")


def questions(page: Page) -> list[str]:
    return page.locator(".exchange .question").all_text_contents()


def titles(page: Page) -> list[str]:
    return page.locator("#kept .open").all_text_contents()


def test_a_conversation_survives_a_reload_as_it_stood_and_goes_on(
    visit: Visit, ask: Ask, address: str, scripted: Any
) -> None:
    page = visit(address)
    ask(page, BARRAGE)
    ask(page, FERRY)
    page.wait_for_selector("#current .feedback")
    before = page.inner_html("#past"), page.inner_html("#current")
    page.reload()
    page.wait_for_selector("#current .exchange")
    assert (page.inner_html("#past"), page.inner_html("#current")) == before
    assert len(scripted.heard) == 2
    page.click("#past a[href='#src-1-2']")
    assert page.inner_text("#sources mark.on") == "The sluices should be public."
    assert not page.is_visible("#examples")
    ask(page, "Should the barrage be built?")
    assert [turn.question for turn in scripted.heard[-1][1]] == [BARRAGE, FERRY]
