"""Conversations that outlive a page and the server, and the addresses of questions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from assistant.web.settings import WebSettings
from tests.browser.pages import BARRAGE, FERRY, SLOWLY_PRESSED, Ask, Visit, assert_accessible

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from assistant.feedback import FeedbackStore

pytestmark = pytest.mark.usefixtures("two_questions")


def opened(page: Page) -> None:
    """Wait until a conversation that was kept stands on the page."""
    page.wait_for_selector("#current .exchange .redo:not([inert]) button")


def drawn(page: Page) -> list[str]:
    """The exchanges and their sources as they are drawn."""
    return page.eval_on_selector_all(
        ".exchange, .feedback, .turn", "all => all.map(it => it.outerHTML.replaceAll(' shown', ''))"
    )


def questions(page: Page) -> list[str]:
    return page.locator(".exchange .question").all_text_contents()


def titles(page: Page) -> list[str]:
    return page.locator("#kept .open").all_text_contents()


def query(page: Page) -> str:
    return str(page.evaluate("location.search"))


def test_a_conversation_survives_a_reload_as_it_stood_and_goes_on(
    visit: Visit, ask: Ask, address: str, scripted: Any
) -> None:
    page = visit(address)
    ask(page, BARRAGE)
    ask(page, FERRY)
    page.wait_for_selector("#current .feedback")
    before = drawn(page)
    page.reload()
    opened(page)
    assert drawn(page) == before
    assert len(scripted.heard) == 2
    assert not page.is_visible("#examples")
    page.click("#past a[href='#src-1-2']")
    assert page.inner_text("#sources mark.on") == "The sluices should be public."
    ask(page, BARRAGE)
    assert [turn.question for turn in scripted.heard[-1][1]] == [BARRAGE, FERRY]
    assert page.title() == f"{BARRAGE} · Ask the articles"
    page.click("#clear")
    page.wait_for_function("document.title === 'Ask the articles'")


def test_the_page_is_opened_by_one_request(visit: Visit, ask: Ask) -> None:
    page = visit()
    sent: list[str] = []
    page.on("request", lambda it: sent.append(it.url) if "/run/predict" in it.url else None)
    page.reload()
    ask(page, BARRAGE)
    assert len(sent) == 2  # the other tells of the answer's end


def test_a_question_asked_before_the_page_is_fully_there_is_kept_too(visit: Visit, ask: Ask) -> None:
    page = visit()
    page.add_init_script(SLOWLY_PRESSED)
    page.reload()
    ask(page, BARRAGE)
    assert page.get_attribute("#current .asked", "data-conversation")
    page.reload()
    opened(page)
    assert questions(page) == [BARRAGE]


def test_a_conversation_survives_a_restart_and_an_article_that_has_gone_is_told(
    visit: Visit, ask: Ask, scripted: Any, serving: Any, store: FeedbackStore, address: str
) -> None:
    page = visit(address)
    ask(page, BARRAGE)
    page.wait_for_selector("#current .feedback")
    key = page.evaluate("localStorage.getItem('assistant.reader')")
    assert key not in page.url
    page.context.close()
    gone = scripted.articles.pop("quell-2024")
    try:
        with serving(scripted, store=store, examples=()) as again:
            page = visit(again)
            assert questions(page) == []  # the storage of a browser belongs to one address
            page.wait_for_function("localStorage.getItem('assistant.reader')")  # it would be written over
            page.evaluate("key => localStorage.setItem('assistant.reader', key)", key)
            page.goto("about:blank")
            page.goto(again)
            opened(page)
            assert questions(page) == [BARRAGE]
            page.click("#current a[href='#src-1-2']")
            assert "has changed or gone since it was quoted" in page.inner_text("#sources .source[open]")
            page.context.close()
    finally:
        scripted.articles["quell-2024"] = gone


def words(page: Page) -> list[str]:
    """The views as they are read, without the buttons beside them."""
    return page.locator(".viewpoint :is(.who, .where, blockquote)").all_inner_texts()


def test_an_answer_has_an_address_that_shows_it_to_others_until_it_is_deleted(
    visit: Visit, ask: Ask, address: str, scripted: Any, serving: Any, store: FeedbackStore
) -> None:
    page = visit(address)
    ask(page, BARRAGE)
    with page.context.expect_page() as opening:
        page.click("text=Link to this answer")
    shared = opening.value
    path = shared.url.removeprefix(address)
    assert re.fullmatch("/answer/[0-9a-f]{16}", path)
    assert_accessible(shared)
    assert (shared.title(), shared.locator("button, script, form").count()) == (BARRAGE, 0)
    shown = words(shared)
    assert [line for line in shown if "sluices" in line] == ["“The sluices should be public.” [2]"]
    with serving(scripted, store=store, settings=WebSettings(share=True)) as again:
        other = visit(again)
        other.goto(f"{again}{path}")
        assert words(other) == shown
        other.context.close()
    with serving(scripted, store=store, settings=WebSettings(share=False)) as closed:
        other = visit(closed)
        ask(other, BARRAGE)
        other.wait_for_selector("#current .feedback")
        assert not other.query_selector(".share")
        assert other.request.get(f"{closed}{path}").status == 404
        other.context.close()
    page.click("#conversations .list")
    for _ in ("asked", "sure"):
        page.click("#kept .delete")
    page.wait_for_selector(".exchange", state="detached")
    assert page.request.get(shared.url).status == 404


def test_conversations_are_listed_opened_renamed_and_deleted_with_the_keyboard(
    visit: Visit, ask: Ask, address: str
) -> None:
    page = visit(address)
    assert not page.query_selector("#conversations button")
    ask(page, BARRAGE)
    page.click("#clear")
    page.wait_for_selector(".exchange", state="detached")
    ask(page, FERRY)
    page.wait_for_function("document.querySelectorAll('#kept li').length === 2")
    page.locator("#conversations .list").press("Enter")
    dialog = page.get_by_role("dialog", name="Your conversations")
    dialog.wait_for()
    assert titles(page) == [FERRY, BARRAGE]
    assert dialog.get_by_role("button", name=FERRY, exact=True).get_attribute("aria-current") == "true"
    page.focus(f"#kept [aria-label='Rename: {BARRAGE}']")
    page.keyboard.press("Enter")
    page.keyboard.type("The machine & <b>")
    page.keyboard.press("Enter")
    dialog.get_by_role("button", name="The machine & <b>", exact=True).wait_for()
    assert page.evaluate("document.activeElement.textContent") == "The machine & <b>"
    page.keyboard.press("Enter")
    page.wait_for_function(
        "q => document.querySelector('#current .question')?.textContent === q", arg=BARRAGE
    )
    assert not dialog.is_visible()
    assert query(page) == "?q=Should+the+barrage+be+built%3F"
    page.click("#conversations .list")
    delete = page.locator("#kept li").nth(1).locator(".delete")
    delete.press("Enter")
    assert titles(page) == [FERRY, "The machine & <b>"]
    delete.press("Enter")
    page.wait_for_selector(".exchange", state="detached")
    page.wait_for_function("document.querySelectorAll('#kept li').length === 1")
    assert (titles(page), dialog.is_visible(), query(page)) == ([FERRY], True, "")
    page.keyboard.press("Escape")
    assert not dialog.is_visible()


def test_a_new_conversation_stays_new_when_the_page_is_loaded_anew(
    visit: Visit, ask: Ask, address: str
) -> None:
    page = visit(address)
    ask(page, BARRAGE)
    page.wait_for_selector("#conversations .list")
    page.click("#clear")
    page.wait_for_selector(".exchange", state="detached")
    page.reload()
    page.wait_for_selector("#conversations .list")
    assert (questions(page), page.is_visible("#examples")) == ([], True)
    page.goto("about:blank")
    page.goto(address)
    opened(page)
    assert questions(page) == [BARRAGE]


def test_nobody_else_and_no_other_browser_is_shown_a_conversation(
    visit: Visit, ask: Ask, address: str
) -> None:
    ask(page := visit(address), BARRAGE)
    page.wait_for_selector("#conversations .list")
    other = visit(address)
    ask(other, FERRY)
    other.wait_for_selector("#conversations .list")
    assert (questions(other), titles(other)) == ([FERRY], [FERRY])


def test_where_nothing_is_kept_nothing_of_it_is_shown(
    visit: Visit, ask: Ask, scripted: Any, serving: Any
) -> None:
    with serving(scripted) as address:
        page = visit(address)
        ask(page, BARRAGE)
        assert not page.query_selector("#conversations, #title .kept")
        assert page.evaluate("localStorage.getItem('assistant.reader')") is None
        page.context.close()


def test_a_stopped_answer_is_kept_as_far_as_it_came(visit: Visit, address: str, scripted: Any) -> None:
    page = visit(address)
    scripted.go_on.clear()
    page.fill("#question textarea", BARRAGE)
    page.press("#question textarea", "Enter")
    page.wait_for_selector("#current .viewpoint")
    assert not page.is_visible("#conversations")
    page.click("#stop")
    page.wait_for_selector("#conversations .list")
    scripted.go_on.set()
    page.reload()
    opened(page)
    assert page.inner_text("#current .status") == "Stopped. What stands above was found before that."
    assert not page.query_selector("#current .feedback")


def test_the_address_of_a_question_asks_it_once_under_its_filters(
    visit: Visit, ask: Ask, address: str, scripted: Any
) -> None:
    link = (
        f"{address}/?q=Should+the+barrage+be+built%3F&person=Isaura+Quell&person=Nobody"
        "&publication=Sundmark+Post&since=2018&until=2025-01&form=article&form=report&side=for"
    )
    page = visit(address)
    page.goto(link)
    page.wait_for_selector("#current .feedback")
    page.wait_for_selector("#ask", state="visible")
    [(question, _, scope)] = scripted.heard
    assert (question, scope.people, scope.publications) == (
        BARRAGE,
        ("Isaura Quell", "Nobody"),
        ("Sundmark Post",),
    )
    assert (scope.since, scope.until) == ("2018", "2025-01")
    assert (scope.kinds, scope.side) == (("article", "report"), "for")
    assert page.url == link
    page.click("#filters button")
    assert page.input_value("#since textarea, #since input") == "2018"
    page.reload()
    opened(page)
    ask(page, FERRY)
    assert [question for question, _, _ in scripted.heard] == [BARRAGE, FERRY]
    assert query(page).startswith("?q=Should+the+ferry+be+kept%3F&person=Isaura+Quell")
    page.goto(f"{address}/healthz")
    page.go_back()
    opened(page)
    assert (questions(page), len(scripted.heard)) == ([BARRAGE, FERRY], 2)


def test_an_address_is_held_to_the_limits_of_what_is_typed(visit: Visit, address: str, scripted: Any) -> None:
    page = visit(address)
    for sent, told in (
        ("since=soon", "'soon' is not a date"),
        ("form=speech", "'speech' is no form of text"),
        ("side=neutral", "'neutral' is no side"),
        ("person=" + "x" * 201, "no filter may be longer than 200 characters."),
        ("person=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E%24%7Balert(2)%7D&until=%FF%00", "is not a date"),
    ):
        page.goto(f"{address}/?q=Why%3F&{sent}")
        page.wait_for_selector("#notice .notice")
        assert told in (page.text_content("#notice .notice") or "")
        assert page.input_value("#question textarea") == "Why?"
    assert scripted.heard == []


def test_a_question_too_long_for_an_address_has_none(
    visit: Visit, ask: Ask, address: str, scripted: Any
) -> None:
    page = visit(address)
    scripted.script("x" * 2_000, scripted.viewpoint("quell-2024", "The sluices should be public.", first=1))
    page.fill("#question textarea", "x" * 2_000)
    page.press("#question textarea", "Enter")
    page.wait_for_selector("#current .feedback")
    assert query(page) == ""


def test_under_a_path_of_a_proxy_everything_stays_there(
    visit: Visit, ask: Ask, scripted: Any, serving: Any, store: FeedbackStore
) -> None:
    with serving(scripted, store=store, root_path="/chat") as address:
        page = visit(address)
        page.goto(f"{address}/chat/?q=Should+the+ferry+be+kept%3F")
        page.wait_for_selector("#current .feedback")
        assert page.url == f"{address}/chat/?q=Should+the+ferry+be+kept%3F"
        page.click("#clear")
        page.wait_for_selector(".exchange", state="detached")
        assert page.url == f"{address}/chat/"
        page.context.close()


def test_the_last_question_can_be_edited_and_asked_again(
    visit: Visit, ask: Ask, address: str, scripted: Any
) -> None:
    page = visit(address)
    ask(page, FERRY)
    page.wait_for_selector("#current .feedback")
    page.focus("#current .edit")
    page.keyboard.press("Enter")
    page.wait_for_function("q => document.querySelector('#question textarea').value === q", arg=FERRY)
    assert page.evaluate("document.activeElement.closest('#question') !== null")
    page.click("text=Leave it as it was")
    page.wait_for_selector("#notice .notice", state="detached")
    assert (page.input_value("#question textarea"), questions(page)) == ("", [FERRY])
    page.click("#current .edit")
    page.wait_for_selector("#notice .notice")
    ask(page, BARRAGE)
    page.wait_for_selector("#current .feedback")
    assert questions(page) == [BARRAGE]
    assert [history for _, history, _ in scripted.heard] == [(), ()]
    scripted.go_on.clear()
    page.click("text=Ask again")
    page.wait_for_function("() => document.querySelector('#current .redo[inert]')")
    scripted.go_on.set()
    opened(page)
    page.wait_for_selector("#ask", state="visible")
    assert [question for question, _, _ in scripted.heard] == [FERRY, BARRAGE, BARRAGE]
    page.wait_for_selector("#current .feedback")
    page.reload()
    opened(page)
    assert questions(page) == [BARRAGE]


def test_the_list_fits_a_small_screen_and_can_be_pressed(visit: Visit, ask: Ask, address: str) -> None:
    page = visit(address, viewport={"width": 360, "height": 740})
    ask(page, BARRAGE)
    page.wait_for_selector("#current .feedback")
    small = """all => all.filter(it => it.checkVisibility() && it.getBoundingClientRect().height < 24)
        .map(it => it.textContent)"""
    page.click("#conversations .list")
    page.click("#kept .rename")
    assert page.eval_on_selector_all(":is(#conversing, .redo) button, #kept input", small) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    box = page.locator("#kept").bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 360
    assert page.evaluate("(e => e.scrollWidth - e.clientWidth)(document.getElementById('kept'))") == 0
