from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from assistant.scopes import Scope

if TYPE_CHECKING:
    from playwright.sync_api import Page

QUESTION = "How do Marrow and Fennimore differ on the ferry?"
Visit = Callable[..., "Page"]
Ask = Callable[["Page", str], None]
SIZES = pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
SMALL = """() => [...document.querySelectorAll("a, button, summary, input")]
  .filter((it) => it.checkVisibility() && !it.closest("p, .skip, .links"))
  .filter((it) => it.getBoundingClientRect().height < 24).map((it) => it.outerHTML)"""


def assert_accessible(page: Page) -> None:
    """No violation that axe finds, and nothing wider than the page."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


@SIZES
def test_a_reader_finds_an_article_and_its_author_by_keyboard(visit: Visit, width: int, scheme: str) -> None:
    page = visit(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.focus("#title nav a >> nth=0")
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:text('Articles')")
    assert_accessible(page)
    assert page.evaluate(SMALL) == []
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "To the content"
    page.fill("#find", "MARROW 2019")
    page.press("#find", "Enter")
    page.wait_for_selector("text=1 article for")
    page.press(".list tbody a >> nth=0", "Enter")
    page.wait_for_selector("#text")
    assert_accessible(page)
    assert page.evaluate(SMALL) == []
    page.press(".who a", "Enter")
    page.wait_for_selector("h1:text('Ottoline Marrow')")
    assert page.get_by_role("img", name="2 articles by date").is_visible()
    assert_accessible(page)
    page.click("nav >> text=Authors")
    page.wait_for_selector("h1:text('Authors')")
    assert_accessible(page)


def test_a_quote_is_in_view_and_marked_when_its_address_is_opened(visit: Visit, scripted: Any) -> None:
    page = visit()
    quote = scripted.quote("marrow-2019", "it should not be built", 1)
    address = page.url.rstrip("/")
    page.goto(f"{address}/articles/marrow-2019?quote={quote.start}-{quote.end}#quote")
    assert page.text_content("mark") == "it should not be built"
    box = page.locator("mark").bounding_box()
    assert box and 0 <= box["y"] <= 800 - box["height"]


@SIZES
def test_people_asked_about_stand_side_by_side_or_stacked_with_their_dates_below(
    visit: Visit, ask: Ask, scripted: Any, width: int, scheme: str
) -> None:
    scripted.script(
        QUESTION,
        scripted.viewpoint("marrow-2019", "On paper it is a beautiful machine.", first=1),
        scripted.viewpoint("fennimore-2020", "He argues that the line should be kept", first=2),
        understood=Scope(people=("Ottoline Marrow", "Alban Fennimore")),
    )
    page = visit(viewport={"width": width, "height": 800}, color_scheme=scheme)
    ask(page, QUESTION)
    # The answer is drawn once more when it has been kept.
    page.wait_for_function(
        """beside => {
          const all = [...document.querySelectorAll(".sides > .side")];
          const [one, other] = all.map((it) => it.getBoundingClientRect());
          return other.height > 0 && (beside ? one.y === other.y : one.bottom <= other.y);
        }""",
        arg=width > 360,
    )
    assert page.locator(".sides > .side > h3").all_inner_texts() == ["Ottoline Marrow", "Alban Fennimore"]
    page.press(".timeline summary", "Enter")
    assert page.get_by_role("img", name="2 articles by date").is_visible()
    assert page.evaluate("document.querySelector('#transcript').scrollWidth") <= width
    assert_accessible(page)
