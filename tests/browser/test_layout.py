from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from assistant.answers import Absence
from tests.browser.pages import CONTRASTS, Ask, Visit, assert_accessible, low_contrasts

if TYPE_CHECKING:
    from playwright.sync_api import Page

QUESTION = "Should the barrage, of which everybody in both towns has been speaking for years, be built?"
PHONE = {"viewport": {"width": 390, "height": 800}}


@pytest.fixture(autouse=True)
def script(scripted: Any) -> None:
    scripted.script(
        QUESTION,
        scripted.viewpoint("marrow-2019", "On paper it is a beautiful machine.", first=1),
        scripted.viewpoint("fennimore-2020", "He argues that the line should be kept", first=2),
        scripted.viewpoint("quell-2024", "The sluices should be public.", first=3),
        notes=(
            "A note of many words that a narrow page has to break somewhere, https://lantern.example/"
            + "x" * 90,
        ),
        absences=(Absence(person="Bo", articles=1, first=None, last=None, text="Bo says nothing on it."),),
    )


def overflow(page: Page) -> int:
    """Pixels by which the page, or a part of it that scrolls, is wider than it may be."""
    parts = "html, #transcript, #sources"
    return int(
        page.eval_on_selector_all(parts, "all => Math.max(...all.map(it => it.scrollWidth - it.clientWidth))")
    )


def assert_no_wider(page: Page) -> None:
    for width in (390, 800, 801, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert overflow(page) <= 0


def test_nothing_is_wider_than_the_page(visit: Visit, ask: Ask) -> None:
    page = visit()
    assert_no_wider(page)
    ask(page, QUESTION)
    assert_no_wider(page)
    page.click("#current a[href='#src-1-3']")
    assert_no_wider(page)
    page.keyboard.press("Escape")
    page.click("text=Not right")
    assert_no_wider(page)
    page.click("#filters button")
    assert_no_wider(page)


def test_on_a_phone_a_source_covers_the_page_until_the_reader_goes_back(visit: Visit, ask: Ask) -> None:
    page = visit(**PHONE)
    ask(page, QUESTION)
    assert not page.is_visible("#sources")
    page.click("#current a[href='#src-1-1']")
    box = page.locator("#sources").bounding_box()
    assert box == {"x": 0, "y": 0, "width": 390, "height": 800}
    assert page.locator("#sources mark.on").is_visible()
    page.click("text=Back to the answer")
    page.wait_for_selector("#sources", state="hidden")
    assert page.evaluate("document.activeElement.textContent") == "[1]"


def test_on_a_phone_going_back_closes_the_source_and_keeps_the_question(visit: Visit, ask: Ask) -> None:
    page = visit(**PHONE)
    ask(page, QUESTION)
    address = page.url
    for citation in ("1", "2"):
        page.click(f"#current a[href='#src-1-{citation}']")
        page.wait_for_selector("#sources mark.on")
        page.go_back()
        page.wait_for_selector("#sources", state="hidden")
        assert page.evaluate("document.activeElement.textContent") == f"[{citation}]"
        assert (page.url, page.is_visible("#current .viewpoint")) == (address, True)
    page.go_forward()
    page.wait_for_selector("#sources mark.on")
    page.keyboard.press("Escape")
    page.wait_for_selector("#sources", state="hidden")


def test_the_first_question_stands_at_the_top_and_its_answer_leaves_the_box_in_sight(
    visit: Visit, ask: Ask
) -> None:
    page = visit(viewport={"width": 844, "height": 390}, has_touch=True)
    ask(page, QUESTION)
    talk, top, transcript = (
        page.locator(each).bounding_box() for each in ("#talk", "#current .exchange", "#transcript")
    )
    assert talk and top and transcript
    assert (talk["x"], abs(top["y"]) < 1, transcript["height"] > 260) == (0, True, True)
    page.click("#filters button")
    page.fill("#until textarea, #until input", "2020")
    assert page.locator("#ask").bounding_box()["y"] > 0  # type: ignore[index]


def test_a_new_question_stands_at_the_top_under_what_was_said_of_the_last_answer(
    visit: Visit, ask: Ask, scripted: Any
) -> None:
    page = visit(**PHONE)
    ask(page, QUESTION)
    scripted.go_on.clear()
    page.fill("#question textarea", QUESTION)
    page.press("#question textarea", "Enter")
    page.wait_for_selector("#current .exchange[data-turn='2'] .viewpoint")
    top = page.evaluate(
        "document.querySelector('#current .exchange').getBoundingClientRect().top"
        " - document.querySelector('#transcript').getBoundingClientRect().top"
    )
    scripted.go_on.set()
    assert abs(top) < 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_from_its_ground(visit: Visit, ask: Ask, scheme: str) -> None:
    page = visit(color_scheme=scheme)
    ask(page, QUESTION)
    page.click("text=Helpful")
    page.wait_for_function("document.querySelector('.feedback .kept').textContent")
    page.click("text=Not right")
    page.click("#current a[href='#src-1-1']")
    page.click("#filters button")
    assert len(page.evaluate(CONTRASTS)) > 30
    assert low_contrasts(page) == []


def test_axe_finds_nothing_in_any_state_of_the_chat(visit: Visit, ask: Ask, scripted: Any) -> None:
    scripted.script(
        "Who keeps bees?",
        answered=False,
        reason="not_covered",
        nearest=(scripted.viewpoint("quell-2024", "The sluices should be public.", first=1),),
    )
    page = visit()
    assert_accessible(page)
    ask(page, QUESTION)
    page.wait_for_selector("#current .feedback")
    assert_accessible(page)
    page.click("#current a[href='#src-1-3']")
    assert_accessible(page)
    page.keyboard.press("Escape")
    page.click("#filters button")
    assert_accessible(page)
    page.click("#filters button")
    ask(page, "Who keeps bees?")
    assert page.is_visible("#current .declined")
    assert_accessible(page)
    page.click("#conversations .list")
    page.click("#kept .rename")
    assert_accessible(page)
