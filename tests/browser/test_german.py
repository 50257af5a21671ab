"""The chat in German, where words are longer: asked, filtered, kept and exported from on a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from assistant.feedback import FeedbackStore
from assistant.web.settings import WebSettings
from tests.browser.pages import BARRAGE, Ask, Visit, assert_accessible, open_filters
from tests.english_words import left_in_english

if TYPE_CHECKING:
    from playwright.sync_api import Page

PHONE = {"viewport": {"width": 360, "height": 740}, "locale": "de-DE"}


@pytest.fixture(scope="module")
def german(served: Any, serving: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a chat in German."""
    store = FeedbackStore(tmp_path_factory.mktemp("german") / "assistant.db")
    settings = WebSettings(language="de", per_minute=10_000)
    with serving(served.assistant, store=store, settings=settings, examples=(BARRAGE,)) as address:
        yield address


@pytest.fixture(autouse=True)
def script(scripted: Any) -> None:
    scripted.script(
        BARRAGE,
        scripted.viewpoint("marrow-2019", "On paper it is a beautiful machine.", first=1),
        scripted.viewpoint("quell-2024", "The sluices should be public.", first=2),
        more=3,
    )


def assert_german(page: Page) -> None:
    assert left_in_english({"page": page.content()}) == set()
    assert_accessible(page)
    page.set_viewport_size(PHONE["viewport"])  # type: ignore[arg-type]


def test_the_page_says_its_language_and_fits_a_phone(visit: Visit, german: str) -> None:
    page = visit(german, **PHONE)
    assert page.evaluate("document.documentElement.lang") == "de"
    assert page.title() == "Fragen an die Artikel"
    page.click("text=Filter")
    assert_german(page)


def test_a_question_is_asked_filtered_kept_and_exported_in_german(
    visit: Visit, ask: Ask, german: str
) -> None:
    page = visit(german, **PHONE)
    open_filters(page)
    page.fill("#since input, #since textarea", "2018")
    page.press("#since input, #since textarea", "Tab")
    page.wait_for_selector("#chips button[aria-label='Filter entfernen: seit 2018']")
    ask(page, BARRAGE)
    page.click("#filters button")
    page.click("#current a[href='#src-1-1']")
    assert_german(page)
    page.click("text=Zurück zur Antwort")
    page.click("#current .export summary")
    with page.expect_download() as saved:
        page.click("#current .export [data-file='1 html']")
    page.wait_for_selector("text=Gespeichert als answer-should-the-barrage-be-built.html")
    assert '<html lang="de">' in saved.value.path().read_text(encoding="utf-8")
    page.click("#current .feedback .wrong:visible")
    page.click("text=Falsches Datum")
    page.click("#current .feedback [type=submit]:visible")
    page.wait_for_selector("text=Danke. Gespeichert: nicht richtig (falsches Datum).")
    assert_german(page)
    page.click("#conversations .list")
    page.click("#kept .rename")
    page.click("#kept .delete")
    page.wait_for_selector("#kept .delete:text('Endgültig löschen?')")
    assert_german(page)


def test_the_pages_beside_the_chat_fit_a_phone_in_german(visit: Visit, german: str) -> None:
    page = visit(german, **PHONE)
    for path in ("articles", "articles/quell-2024", "authors"):
        page.goto(f"{german}/{path}")
        assert re.search("Artikel|Autoren", page.title())
        assert_german(page)
