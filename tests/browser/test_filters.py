from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest

from assistant.question.notes import suggestion
from assistant.scopes import Scope
from tests.browser.pages import in_both, open_filters

if TYPE_CHECKING:
    from playwright.sync_api import Page

QUESTION = "Should the barrage be built?"
EVIL = "<img src=x onerror=alert(1)> ${alert(2)}"
CHIPS = "[...document.querySelectorAll('#chips span')].map((it) => it.textContent).join(' | ')"
SMALL = """() => [...document.querySelectorAll("#chips button")].map((it) => it.getBoundingClientRect())
  .filter((it) => it.width < 24 || it.height < 24).length"""


def wait_for_chips(page: Page, expected: str) -> None:
    page.wait_for_function(f"expected => {CHIPS} === expected", arg=expected)


def test_enter_takes_the_offered_name_and_chips_show_and_remove_what_is_chosen(
    visit: Callable[..., Page], ask: Callable[[Page, str], None], scripted: Any
) -> None:
    scripted.script(QUESTION, scripted.viewpoint("quell-2024", "The sluices should be public.", first=1))
    page = visit()
    open_filters(page)
    for typed in ("marr", "fenn"):
        page.fill("#people input", typed)
        page.get_by_role("option").first.wait_for()
        page.press("#people input", "Enter")
    wait_for_chips(page, "Ottoline Marrow | Alban Fennimore")
    page.fill("#people input", "Somebody Else")
    page.press("#people input", "Enter")
    page.fill("#since textarea, #since input", "2018")
    wait_for_chips(page, "Ottoline Marrow | Alban Fennimore | Somebody Else | since 2018")
    page.click("#filters button")
    assert page.is_visible("#chips") and not page.is_visible("#people")
    page.get_by_role("button", name="Remove the filter: Alban Fennimore").press("Enter")
    wait_for_chips(page, "Ottoline Marrow | Somebody Else | since 2018")
    assert page.evaluate("document.activeElement.ariaLabel") == "Remove the filter: Somebody Else"
    page.keyboard.press("Space")
    wait_for_chips(page, "Ottoline Marrow | since 2018")
    ask(page, QUESTION)
    assert scripted.heard[-1][2] == Scope(people=("Ottoline Marrow",), since="2018")
    page.click("#clear")
    wait_for_chips(page, "")


def test_a_name_that_a_filter_may_have_meant_is_taken_by_a_click_and_asked_with(
    visit: Callable[..., Page], address: str, scripted: Any
) -> None:
    told = suggestion("Ottoline Marow", scripted.records)
    scripted.script(QUESTION, answered=False, reason="unknown_person", notes=(told,))
    asked = urlencode([("q", QUESTION), ("person", "Ottoline Marow"), ("person", "Isaura Quell")])
    page = visit()
    page.goto(f"{address}/?{asked}")
    page.wait_for_selector("#current .redo:not([inert])")
    page.wait_for_selector("#ask", state="visible")
    page.locator("#current").get_by_role("button", name="Ottoline Marrow").click()
    wait_for_chips(page, "Ottoline Marrow | Isaura Quell")
    page.wait_for_selector("#current .exchange[data-turn='2']")
    page.wait_for_selector("#ask", state="visible")
    assert [(question, scope.people) for question, _, scope in scripted.heard] == [
        (QUESTION, ("Ottoline Marow", "Isaura Quell")),
        (QUESTION, ("Ottoline Marrow", "Isaura Quell")),
    ]


def test_forms_and_a_side_are_chosen_and_shown_as_the_others(
    visit: Callable[..., Page], ask: Callable[[Page, str], None], scripted: Any
) -> None:
    scripted.script(QUESTION, scripted.viewpoint("quell-2024", "The sluices should be public.", first=1))
    page = visit()
    open_filters(page)
    page.fill("#kinds input", "interv")
    page.get_by_role("option").first.wait_for()
    page.press("#kinds input", "Enter")
    page.click("#side input")
    page.get_by_role("option", name="against").click()
    wait_for_chips(page, "interviews | the side against")
    ask(page, QUESTION)
    assert scripted.heard[-1][2] == Scope(kinds=("interview",), side="against")
    assert page.evaluate("location.search").endswith("&form=interview&side=against")
    for left in ("the side against", ""):
        page.locator("#chips button").first.click()
        wait_for_chips(page, left)


def test_a_name_is_offered_with_its_articles_and_years_and_chosen_alone(
    visit: Callable[..., Page], scripted: Any
) -> None:
    page = visit()
    open_filters(page)
    assert page.get_by_label("Since (from 2018)").is_visible()
    assert page.get_by_label("Until (to 2024)").is_visible()
    page.fill("#people input", "marr")
    assert page.get_by_role("option").all_inner_texts() == ["Ottoline Marrow, 2 articles, 2019–2023"]
    page.press("#people input", "Enter")
    wait_for_chips(page, "Ottoline Marrow")
    assert not page.is_visible("#people .token")  # which would say it all once more


@pytest.mark.parametrize(("width", "height"), [(844, 390), (667, 375)])
def test_on_a_phone_held_sideways_the_open_filters_leave_the_answer_its_room(
    visit: Callable[..., Page],
    ask: Callable[[Page, str], None],
    scripted: Any,
    width: int,
    height: int,
) -> None:
    scripted.script(QUESTION, scripted.viewpoint("quell-2024", "The sluices should be public.", first=1))
    page = visit(viewport={"width": width, "height": height})
    ask(page, QUESTION)
    page.click("#filters button")
    answer, filters = (page.locator(part).bounding_box() for part in ("#transcript", "#filters"))
    assert answer and filters
    assert answer["height"] >= height / 2
    assert answer["x"] + answer["width"] <= filters["x"]
    page.locator("#until input, #until textarea").scroll_into_view_if_needed()
    page.click("#filters > button")
    assert not page.is_visible("#people")


def test_the_filters_of_an_address_are_chips_that_fit_on_a_phone(
    visit: Callable[..., Page], scripted: Any
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    scripted.script(QUESTION)
    page = visit(viewport={"width": 360, "height": 800})
    names = ("Ottoline Marrow", EVIL, "x" * 90)
    asked = urlencode([("q", QUESTION), *(("publication", name) for name in names), ("until", "2022")])
    page.goto(f"{page.url.rstrip('/')}/?{asked}")
    wait_for_chips(page, " | ".join((*names, "until 2022")))
    assert page.evaluate(SMALL) == 0
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    for _ in in_both(page):
        found = Axe().run(page, context="#chips").response["violations"]
        assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == []
    for left in (3, 2, 1, 0):
        page.locator("#chips button").last.click()
        page.wait_for_function(f"document.querySelectorAll('#chips li').length === {left}")
    assert page.evaluate("document.activeElement.tagName") == "TEXTAREA"
