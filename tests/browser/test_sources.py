from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from assistant.answers import Quote
from tests.browser.pages import BARRAGE, FERRY, Ask, Visit

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture(autouse=True)
def script(scripted: Any) -> None:
    scripted.script(
        BARRAGE,
        scripted.viewpoint("marrow-2019", "On paper it is a beautiful machine.", first=1),
        scripted.viewpoint("pellworm-2018", "I should therefore build half.", first=2),
    )
    scripted.script(
        FERRY,
        scripted.viewpoint("fennimore-2020", "He argues that the line should be kept", first=1),
        scripted.viewpoint("lodge-interview-2022", "A ferry is a road.", first=2),
    )


MARROW_LATER = "The flood of last January did not come from the river."


def marked(page: Page) -> list[str]:
    """The words marked in the panel that a reader sees."""
    return page.eval_on_selector_all(
        "#sources mark.on", "marks => marks.filter(it => it.checkVisibility()).map(it => it.textContent)"
    )


def in_view(page: Page, selector: str) -> bool:
    inside = (
        "it => { const box = it.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight; }"
    )
    return bool(page.eval_on_selector(selector, inside))


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent.trim()"))


def test_a_citation_opens_its_article_with_the_quoted_words_marked_and_in_view(
    visit: Visit, ask: Ask, scripted: Any
) -> None:
    page = visit()
    ask(page, BARRAGE)
    assert marked(page) == []
    page.click("#current a[href='#src-1-2']")
    quote: Quote = scripted.answers[BARRAGE].viewpoints[1].quotes[0]
    article = scripted.articles["pellworm-2018"]
    assert marked(page) == [quote.text] == [article.text[quote.start : quote.end]]
    assert in_view(page, "#sources mark.on")
    assert page.inner_text("#sources details[open] .text").split("\n\n") == article.text.split("\n\n")
    assert page.inner_text("#sources details[open] > summary").split("\n") == [
        "Thaddeus Pellworm",
        "Yearbook of the Sundmark Academy, 2018 · A Barrage Is a Bet, and We Should Take Half of It",
    ]


def test_the_keyboard_opens_a_source_and_comes_back(visit: Visit, ask: Ask) -> None:
    page = visit()
    ask(page, BARRAGE)
    page.focus("#current a[href='#src-1-1']")
    page.keyboard.press("Enter")
    assert marked(page) == ["On paper it is a beautiful machine."]
    assert focused(page).startswith("Ottoline Marrow")
    page.keyboard.press("Escape")
    assert (marked(page), focused(page)) == ([], "[1]")
    page.keyboard.press("Enter")
    page.click("text=Back to the answer")
    assert (marked(page), focused(page)) == ([], "[1]")


def test_another_citation_replaces_the_one_shown_and_tells_how_the_date_is_known(
    visit: Visit, ask: Ask
) -> None:
    page = visit()
    ask(page, BARRAGE)
    page.click("#current a[href='#src-1-1']")
    page.click("#current a[href='#src-1-2']")
    assert marked(page) == ["I should therefore build half."]
    assert len(page.query_selector_all("#sources .source[open]")) == 1
    page.click("text=About this record >> visible=true")
    assert page.inner_text("#sources details[open] .about p >> nth=0") == (
        "Date: 2018. title page of the yearbook; no month is given"
    )


def test_an_older_answer_still_points_to_its_own_sources(visit: Visit, ask: Ask) -> None:
    page = visit()
    ask(page, BARRAGE)
    ask(page, FERRY)
    assert page.locator("#sources .source:visible").count() == 2
    page.click("#current a[href='#src-2-2']")
    assert marked(page) == ["A ferry is a road."]
    page.click("#past a[href='#src-1-2']")
    assert marked(page) == ["I should therefore build half."]
    page.keyboard.press("Escape")
    assert page.locator("#sources .source:visible .who").all_inner_texts() == [
        "Alban Fennimore",
        "Perpetua Lodge, interviewed by Alban Fennimore",
    ]


@pytest.mark.parametrize("width", [360, 1280])
def test_head_links_and_record_stay_in_sight_above_the_quoted_words(
    visit: Visit, ask: Ask, scripted: Any, width: int
) -> None:
    article = scripted.articles["marrow-2019"]
    last = article.text[slice(*article.blocks[-1].sentences[-1])]
    scripted.script(BARRAGE, scripted.viewpoint("marrow-2019", last, first=1))
    page = visit(viewport={"width": width, "height": 700})
    ask(page, BARRAGE)
    page.click("#current a[href='#src-1-1']")
    boxes = [
        page.locator(f"#sources .source[open] {part} >> nth=0").bounding_box()
        for part in ("> summary", ".links", ".about > summary", ".citing > summary", "mark.on")
    ]
    tops = [box["y"] for box in boxes if box]
    assert 0 < tops[0] < tops[1] < tops[2] <= tops[3] < tops[4] < 700
    # Nothing covers them.
    for part in (".links a", ".about > summary", ".citing > summary", "mark.on"):
        page.click(f"#sources .source[open] {part} >> nth=0", trial=True)


def test_a_card_leads_to_the_other_passages_of_its_author_and_back_to_the_answer(
    visit: Visit, ask: Ask, scripted: Any
) -> None:
    scripted.script(
        BARRAGE,
        scripted.viewpoint("marrow-2019", "On paper it is a beautiful machine.", first=1),
        scripted.viewpoint("marrow-2023", MARROW_LATER, first=2),
    )
    page = visit()
    ask(page, BARRAGE)
    page.click("#current a[href='#src-1-1']")
    page.click("#sources .source[open] .passages a")
    assert marked(page) == [MARROW_LATER]
    assert page.locator("#sources .source[open]").count() == 1
    page.keyboard.press("Escape")
    assert (marked(page), focused(page)) == ([], "[1]")


def test_a_source_stays_open_while_the_answer_goes_on(visit: Visit, scripted: Any) -> None:
    page = visit()
    scripted.go_on.clear()
    page.fill("#question textarea", BARRAGE)
    page.press("#question textarea", "Enter")
    page.click("#current a[href='#src-1-1']")
    scripted.go_on.set()
    page.wait_for_selector("#current a[href='#src-1-2']")
    page.wait_for_selector("#ask", state="visible")
    assert marked(page) == ["On paper it is a beautiful machine."]
    assert focused(page).startswith("Ottoline Marrow")


def test_a_new_question_closes_the_source_and_stands_at_the_top(visit: Visit, ask: Ask) -> None:
    page = visit()
    ask(page, BARRAGE)
    page.click("#current a[href='#src-1-1']")
    ask(page, FERRY)
    assert marked(page) == []
    top = page.eval_on_selector("#current .question", "it => it.getBoundingClientRect().top")
    assert 0 <= top < 60


def test_links_to_the_original_and_to_the_pages_beside_the_chat_open_outside_the_chat(
    visit: Visit, ask: Ask
) -> None:
    page = visit()
    ask(page, BARRAGE)
    links = page.eval_on_selector_all(
        "#current .viewpoint a:not(.cite), #current-sources .links a",
        "links => links.map(it => [it.href, it.target, it.rel])",
    )
    original = "https://lantern.example/opinion/the-tide-will-not-thank-us"
    pages = page.url.partition("?")[0]
    words = "#:~:text=On%20paper%20it%20is%20a%20beautiful%20machine"
    outside = [original + words, "_blank", "noopener noreferrer"]
    own = [
        [f"{pages}{at}", "_blank", "noopener"]
        for at in ("authors/Ottoline%20Marrow", "authors/Thaddeus%20Pellworm")
        + ("articles/marrow-2019", "articles/pellworm-2018")
    ]
    assert links == [own[0], outside, own[1], own[2], outside, own[3]]
    with page.expect_popup() as opened:
        page.click("#current-sources .source summary >> nth=0")
        page.click("#current-sources .links a >> nth=0")
    assert opened.value.text_content("h1") == "The Tide Will Not Thank Us"
