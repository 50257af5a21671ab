"""The ways of the keyboard: from the question's box to the answer and its sources, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.pages import BARRAGE, FERRY, Ask, Visit, assert_accessible

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.usefixtures("two_questions")


def tab(page: Page, times: int = 1) -> str:
    """What has the focus after so many Tab stops."""
    for _ in range(times):
        page.keyboard.press("Tab")
    return focused(page)


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent.trim()"))


def test_two_stops_behind_the_box_a_link_leads_to_the_first_citation(visit: Visit, ask: Ask) -> None:
    page = visit()
    ask(page, BARRAGE)
    assert page.evaluate("document.activeElement.closest('#question') !== null")
    assert tab(page) == "Skip to the answer"
    assert tab(page) == "Skip to the first source"
    assert page.locator(".skip:focus").bounding_box()["x"] >= 0  # type: ignore[index]
    assert_accessible(page)
    page.keyboard.press("Enter")
    assert focused(page) == "[1]"
    page.keyboard.press("Enter")
    assert page.is_visible("#sources mark.on")


def test_a_link_behind_the_box_leads_to_the_answer_of_the_newest_question(visit: Visit, ask: Ask) -> None:
    page = visit()
    assert tab(page) == "Ask"  # there is no answer yet
    ask(page, FERRY)
    ask(page, BARRAGE)
    address = page.url
    assert tab(page) == "Skip to the answer"
    page.keyboard.press("Enter")
    assert focused(page).startswith("Ottoline Marrow")
    assert page.evaluate("document.activeElement.closest('#current') !== null")
    assert page.url == address


def test_the_page_begins_with_links_to_the_question_and_the_answer(visit: Visit, ask: Ask) -> None:
    page = visit()
    ask(page, BARRAGE)
    stops = page.locator("a, button, textarea")
    assert stops.nth(0).text_content() == "Skip to the question"
    assert stops.nth(1).text_content() == "Skip to the answer"
    stops.nth(0).press("Enter")
    assert page.evaluate("document.activeElement.closest('#question') !== null")
