from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistant.scopes import Scope
from tests.browser.pages import Ask, Visit, assert_accessible, assert_fits, in_both

if TYPE_CHECKING:
    pass

QUESTION = "How do Marrow and Fennimore differ on the ferry?"


def test_a_reader_finds_an_article_and_its_author_by_keyboard(visit: Visit) -> None:
    page = visit()
    page.focus("#title nav a >> nth=0")
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:text('Articles')")
    assert_fits(page)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "To the content"
    page.fill("#find", "MARROW 2019")
    page.press("#find", "Enter")
    page.wait_for_selector("text=1 article for")
    page.press(".list tbody a >> nth=0", "Enter")
    page.wait_for_selector("#text")
    assert_fits(page)
    page.press(".who a", "Enter")
    page.wait_for_selector("h1:text('Ottoline Marrow')")
    assert page.get_by_role("group", name="2 articles by date").is_visible()
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


def test_people_asked_about_stand_side_by_side_or_stacked_with_their_dates_below(
    visit: Visit, ask: Ask, scripted: Any
) -> None:
    scripted.script(
        QUESTION,
        scripted.viewpoint("marrow-2019", "On paper it is a beautiful machine.", first=1),
        scripted.viewpoint("fennimore-2020", "He argues that the line should be kept", first=2),
        understood=Scope(people=("Ottoline Marrow", "Alban Fennimore")),
    )
    page = visit()
    ask(page, QUESTION)
    for width in in_both(page):
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
    assert page.get_by_role("group", name="2 articles by date").is_visible()
    for width in in_both(page):
        assert page.evaluate("document.querySelector('#transcript').scrollWidth") <= width
    assert_accessible(page)
    for there in (page.locator(".timeline td a").nth(1), page.locator(".timeline svg a").nth(1)):
        there.click()
        assert page.inner_text("#sources .source[open] .who") == "Alban Fennimore"
        assert page.is_visible("#sources mark.on")
        page.keyboard.press("Escape")
