from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest

from assistant.answers import Answer
from assistant.errors import ChatModelError
from assistant.feedback import FeedbackStore
from assistant.scopes import Scope
from tests.browser.pages import BARRAGE, FERRY, Ask, Visit, assert_accessible

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.usefixtures("two_questions")
EVIL = "<img src=x onerror=alert(1)> ${alert(2)} {{alert(3)}} `'\" %7B \\ </textarea>\n�š"
THANKS = "Thank you. Kept: "


@pytest.fixture
def page(visit: Visit, store: FeedbackStore) -> Page:
    return visit()


def said(store: FeedbackStore) -> list[tuple[str, bool, tuple[str, ...], str]]:
    entries = store.entries()
    assert {entry.place for entry in entries} <= {"web"}
    return sorted(
        (entry.answer.question, entry.helpful, entry.complaints, entry.comment) for entry in entries
    )


def thanked(page: Page, words: str, where: str = "#current") -> None:
    """Wait until the page says that this was kept."""
    page.wait_for_function(
        "([where, text]) => document.querySelector(`${where} .kept`)?.textContent === text",
        arg=[where, f"{THANKS}{words}."],
    )


def test_helpful_is_one_click(page: Page, ask: Ask, store: FeedbackStore, scripted: Any) -> None:
    ask(page, BARRAGE)
    page.click("text=Helpful")
    thanked(page, "helpful")
    assert page.get_attribute("#current .helpful", "aria-pressed") == "true"
    [entry] = store.entries()
    assert (entry.answer, entry.helpful) == (scripted.answers[BARRAGE], True)


def test_what_is_not_right_is_kept_as_it_was_written_and_may_be_taken_back(
    page: Page, ask: Ask, store: FeedbackStore
) -> None:
    ask(page, BARRAGE)
    assert not page.is_visible("#current form")
    page.click("text=Not right")
    page.check("text=Wrong person")
    page.check("text=Not what the source says")
    page.fill("#current textarea", EVIL)
    page.click("text=Send")
    thanked(page, "not right (wrong person, not what the source says)")
    assert not page.is_visible("#current form")
    assert said(store) == [(BARRAGE, False, ("wrong_person", "not_in_source"), EVIL)]
    page.click("text=Helpful")
    thanked(page, "helpful")
    assert said(store) == [(BARRAGE, True, (), "")]


def test_everything_can_be_done_with_the_keyboard(page: Page, ask: Ask, store: FeedbackStore) -> None:
    ask(page, FERRY)
    page.focus("#current .helpful")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.get_attribute("#current .wrong", "aria-expanded") == "true"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    for _ in range(5):
        page.keyboard.press("Tab")
    page.keyboard.type("It was 2022.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    thanked(page, "not right (wrong date)")
    assert said(store) == [(FERRY, False, ("wrong_date",), "It was 2022.")]
    assert page.evaluate("document.activeElement.textContent") == "Not right"
    assert page.get_attribute("#current .wrong", "aria-expanded") == "false"


def test_a_screen_reader_finds_the_controls_by_their_names(page: Page, ask: Ask) -> None:
    ask(page, BARRAGE)
    group = page.get_by_role("group", name="Your view of this answer")
    group.get_by_role("button", name="Not right", expanded=False).click()
    reasons = group.get_by_role("group", name="What is not right?")
    assert [it.get_attribute("value") for it in reasons.get_by_role("checkbox").all()] == [
        "wrong_person",
        "wrong_date",
        "wrong_side",
        "not_in_source",
        "missing_view",
        "not_answered",
    ]
    assert reasons.get_by_role("checkbox", name="Missing view").is_visible()
    assert group.get_by_role("textbox", name="Anything else? (optional)").is_visible()
    group.get_by_role("button", name="Helpful", pressed=False).click()
    thanked(page, "helpful")
    assert group.get_by_role("status").inner_text() == f"{THANKS}helpful."


def test_an_answer_under_way_and_one_half_commented_do_not_disturb_each_other(
    page: Page, ask: Ask, store: FeedbackStore, scripted: Any
) -> None:
    ask(page, FERRY)
    page.click("text=Not right")
    page.check("text=Missing view")
    page.fill("#current textarea", "Where is")
    scripted.go_on.clear()
    page.fill("#question textarea", BARRAGE)
    page.press("#question textarea", "Enter")
    page.wait_for_selector("#current .exchange[data-turn='2'] .viewpoint")
    assert not page.query_selector("#current .feedback")
    assert page.input_value("#past textarea") == "Where is"
    page.press("#past textarea", "End")
    page.type("#past textarea", " Bo?")
    page.click("#past >> text=Send")
    thanked(page, "not right (missing view)", "#past")
    assert page.is_visible("#stop")
    scripted.go_on.set()
    page.wait_for_selector("#current .feedback")
    page.wait_for_selector("#ask", state="visible")
    assert len(page.query_selector_all("#current .viewpoint")) == 2
    assert page.inner_text("#past .kept") == f"{THANKS}not right (missing view)."
    ask(page, "Should the ferry be kept?")
    assert [it.text_content() for it in page.query_selector_all("#past .kept")] == [
        f"{THANKS}not right (missing view).",
        "",
    ]
    assert said(store) == [(FERRY, False, ("missing_view",), "Where is Bo?")]


def test_one_view_is_not_right_and_what_became_of_that_is_shown_there(
    page: Page, ask: Ask, store: FeedbackStore
) -> None:
    ask(page, BARRAGE)
    page.wait_for_selector("#current .feedback[data-viewpoint]")
    view = page.get_by_role("group", name="What you think of this view of Isaura Quell")
    view.get_by_role("button", name="Something wrong? This view of Isaura Quell", expanded=False).click()
    assert [it.get_attribute("value") for it in view.get_by_role("checkbox").all()] == [
        *("wrong_person", "wrong_date", "wrong_side", "not_in_source", "missing_view"),
    ]
    view.get_by_role("checkbox", name="Wrong date").check()
    view.get_by_role("textbox", name="Anything else? (optional)").fill(EVIL)
    assert_accessible(page)
    view.get_by_role("button", name="Send").click()
    view.get_by_text(f"{THANKS}not right (wrong date).").wait_for()
    assert view.get_by_role("checkbox").count() == 0
    [entry] = store.entries()
    assert (entry.viewpoint, entry.complaints, entry.comment) == (2, ("wrong_date",), EVIL)
    store.mark(entry.id, "mended", "It is <b>2024</b> now.")
    page.reload()
    page.get_by_text("What became of it: mended: “It is <b>2024</b> now.”").wait_for()
    assert_accessible(page)
    assert page.locator(".became").count() == 1


def test_two_answers_judged_in_one_breath_are_both_kept(page: Page, ask: Ask, store: FeedbackStore) -> None:
    ask(page, BARRAGE)
    ask(page, FERRY)
    page.evaluate("document.querySelectorAll('.feedback .helpful').forEach(it => it.click())")
    thanked(page, "helpful", "#past")
    thanked(page, "helpful", "#current")
    assert said(store) == [(BARRAGE, True, (), ""), (FERRY, True, (), "")]


def test_a_declined_question_can_be_complained_of_a_stopped_or_failed_one_cannot(
    page: Page, ask: Ask, store: FeedbackStore, scripted: Any
) -> None:
    scripted.script("Who is mayor?", answered=False, reason="not_covered")
    ask(page, "Who is mayor?")
    page.click("text=Not right")
    page.check("text=Not answered")
    page.click("text=Send")
    thanked(page, "not right (not answered)")
    scripted.go_on.clear()
    page.fill("#question textarea", BARRAGE)
    page.press("#question textarea", "Enter")
    page.wait_for_selector("#current .viewpoint")
    page.click("#stop")
    page.wait_for_selector("#ask", state="visible")
    assert not page.query_selector("#current .feedback, #current .unkept")
    scripted.go_on.set()
    scripted.failure = ChatModelError("the chat model did not answer: try again later")
    ask(page, FERRY)
    assert not page.query_selector("#current .feedback, #current .unkept")
    assert len(page.query_selector_all("#past .feedback")) == 1


def test_taking_away_a_filter_and_a_new_conversation_work_beside_feedback(
    page: Page, ask: Ask, store: FeedbackStore, scripted: Any
) -> None:
    view = scripted.viewpoint("quell-2024", "The sluices should be public.", first=1)
    scripted.script("What does Quell say?", view, understood=Scope(people=("Isaura Quell",)))
    ask(page, "What does Quell say?")
    page.click("text=Helpful")
    thanked(page, "helpful")
    page.click("#current .again")
    page.wait_for_selector("#current .exchange[data-turn='2']")
    page.wait_for_selector("#current .feedback")
    page.wait_for_selector("#ask", state="visible")
    assert page.text_content("#past .kept") == f"{THANKS}helpful."
    assert page.text_content("#current .kept") == ""
    page.click("#clear")
    page.wait_for_selector(".feedback", state="detached")
    ask(page, FERRY)
    assert page.text_content("#current .kept") == ""


def test_where_nothing_can_be_kept_the_chat_works_and_says_so_in_one_quiet_line(
    visit: Visit, ask: Ask, scripted: Any, serving: Any, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    with serving(scripted, store=FeedbackStore(tmp_path / "file" / "assistant.db")) as address:
        page = visit(address)
        for question in (BARRAGE, FERRY):
            ask(page, question)
            assert page.inner_text("#current .unkept") == "Feedback cannot be kept here at the moment."
            assert not page.query_selector(".feedback, .notice")
        assert page.inner_text("#past .unkept") == "Feedback cannot be kept here at the moment."


def test_when_the_file_breaks_the_reader_is_told_and_keeps_what_was_written(
    visit: Visit, ask: Ask, scripted: Any, serving: Any, tmp_path: Path
) -> None:
    store = FeedbackStore(tmp_path / "assistant.db")
    with serving(scripted, store=store) as address:
        page = visit(address)
        ask(page, BARRAGE)
        page.click("text=Not right")
        whole = store.path.read_bytes()
        store.path.write_bytes(b"\x00" * len(whole))
        page.fill("#current textarea", "No.")
        page.click("text=Send")
        page.wait_for_function("document.querySelector('#current .kept').textContent.startsWith('Sorry')")
        assert page.inner_text("#current .kept") == "Sorry, this could not be kept."
        assert page.input_value("#current textarea") == "No."
        store.path.write_bytes(whole)
        page.click("text=Send")
        thanked(page, "not right")
        page.context.close()
    assert said(store) == [(BARRAGE, False, (), "No.")]


class Slow(FeedbackStore):
    """Keeps nothing before it is told to."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.go_on = threading.Event()

    def keep(self, answer: Answer, *, place: Literal["web", "slack"], **more: Any) -> str:
        self.go_on.wait(60)
        return super().keep(answer, place=place, **more)


def test_no_reader_waits_for_the_file(visit: Visit, scripted: Any, serving: Any, tmp_path: Path) -> None:
    store = Slow(tmp_path / "assistant.db")
    with serving(scripted, store=store) as address:
        pages = [visit(address), visit(address)]
        for page in pages:
            page.fill("#question textarea", BARRAGE)
            page.press("#question textarea", "Enter")
            page.wait_for_selector("#current .viewpoint:nth-of-type(2)")
            page.wait_for_function("!document.querySelector('#current .status')")
            assert not page.query_selector(".feedback")
        store.go_on.set()
        for page in pages:
            page.wait_for_selector("#current .feedback")
            page.wait_for_selector("#ask", state="visible")
