"""Presses that cross one another: none is lost without a sign, and none leaves the page half done."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest

from assistant.conversations import Conversations
from tests.browser.pages import BARRAGE, FERRY, SLOWLY_PRESSED, Ask, Visit

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.usefixtures("two_questions", "store")
# The end of an answer is seen a second after all of its words.
SLOWLY_ENDED = r"""
  const sent = window.fetch;
  window.fetch = async (...call) => {
    const reply = await sent(...call);
    if (!String(call[0].url ?? call[0]).includes("/queue/data")) return reply;
    const late = new TransformStream({
      async transform(part, to) {
        for (const step of new TextDecoder().decode(part).split(/(?<=\n\n)/)) {
          if (step.includes("process_completed")) await new Promise((done) => setTimeout(done, 1000));
          to.enqueue(new TextEncoder().encode(step));
        }
      },
    });
    return new Response(reply.body.pipeThrough(late), reply);
  };"""
USABLE = "document.querySelector('#ask:not([aria-disabled])')?.offsetParent"


def asked(scripted: Any) -> list[str]:
    return [question for question, _, _ in scripted.heard]


def questions(page: Page) -> list[str]:
    return page.locator(".exchange .question").all_text_contents()


def told(page: Page) -> list[str]:
    """The conversations in the list, with how many questions each has."""
    return [it.split(" · ")[1] for it in page.locator("#kept li > span").all_text_contents()]


def press(page: Page, question: str) -> None:
    page.fill("#question textarea", question)
    page.press("#question textarea", "Enter")


def while_an_answer_grows(visit: Visit, scripted: Any) -> Page:
    """A page on which a first view stands and the rest waits for `scripted.go_on`."""
    page = visit()
    scripted.go_on.clear()
    press(page, BARRAGE)
    page.wait_for_selector("#current .viewpoint")
    return page


def slowly(page: Page, script: str) -> Page:
    page.add_init_script(script)
    page.reload()
    page.wait_for_function("localStorage.getItem('assistant.reader')")
    return page


@pytest.fixture
def slow_store(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keeping takes a while, and a list that was read before it comes later still."""
    add, listed = Conversations.add, Conversations.listed

    def slowly_added(self: Conversations, *args: Any, **options: Any) -> str:
        time.sleep(0.5)
        return add(self, *args, **options)

    def slowly_listed(self: Conversations, reader: str) -> Any:
        found = listed(self, reader)
        time.sleep(0 if found else 1.5)
        return found

    monkeypatch.setattr(Conversations, "add", slowly_added)
    monkeypatch.setattr(Conversations, "listed", slowly_listed)


def test_a_question_that_follows_a_refused_one_before_its_end_is_seen_is_asked(
    visit: Visit, scripted: Any
) -> None:
    page = slowly(visit(), SLOWLY_ENDED)
    page.press("#question textarea", "Enter")
    page.wait_for_selector("#notice .notice >> text=Write a question first.")
    assert page.get_attribute("#ask", "aria-disabled") == "true"
    press(page, BARRAGE)
    page.wait_for_selector("#current .feedback")
    page.wait_for_function(USABLE)
    assert (asked(scripted), questions(page)) == ([BARRAGE], [BARRAGE])


def test_a_question_pressed_twice_while_the_page_opens_is_asked_once(visit: Visit, scripted: Any) -> None:
    page = slowly(visit(), SLOWLY_PRESSED)
    press(page, BARRAGE)
    page.press("#question textarea", "Enter")
    page.wait_for_selector("#current .feedback")
    page.wait_for_function(USABLE)
    assert (asked(scripted), page.is_visible("#notice")) == ([BARRAGE], False)


def test_one_answer_at_a_time_grows_and_what_is_typed_meanwhile_stays(
    visit: Visit, ask: Ask, scripted: Any
) -> None:
    page = slowly(visit(), SLOWLY_ENDED)
    scripted.script("Who wants the ferry kept?", *scripted.answers[FERRY].viewpoints)
    scripted.go_on.clear()
    page.click("text=Who wants the ferry kept?")
    page.wait_for_selector("#current .viewpoint")
    page.wait_for_selector("#stop")
    press(page, BARRAGE)
    scripted.go_on.set()
    page.wait_for_selector("#current .feedback")
    page.press("#question textarea", "Enter")  # the end is not seen yet: Stop is still there
    page.wait_for_function(USABLE)
    assert asked(scripted) == questions(page) == ["Who wants the ferry kept?"]
    assert (page.input_value("#question textarea"), page.is_visible("#notice")) == (BARRAGE, False)
    ask(page, BARRAGE)
    assert questions(page) == ["Who wants the ferry kept?", BARRAGE]


@pytest.mark.usefixtures("slow_store")
def test_a_stopped_answer_is_listed_however_slowly_it_is_kept_and_is_continued(
    visit: Visit, ask: Ask, scripted: Any
) -> None:
    page = while_an_answer_grows(visit, scripted)
    page.click("#stop")
    page.wait_for_selector("#current .status >> text=Stopped.")
    page.wait_for_function(USABLE)
    scripted.go_on.set()
    ask(page, FERRY)
    page.wait_for_selector("#current .feedback")
    page.wait_for_function(USABLE)
    assert told(page) == ["2 questions"]


@pytest.mark.usefixtures("slow_store")
def test_a_new_conversation_begun_while_an_answer_grows_stays_new(
    visit: Visit, ask: Ask, scripted: Any
) -> None:
    page = while_an_answer_grows(visit, scripted)
    page.wait_for_selector("#stop")
    page.click("#clear")
    page.wait_for_selector(".exchange", state="detached")
    page.wait_for_function(USABLE)
    scripted.go_on.set()
    ask(page, FERRY)
    page.wait_for_selector("#current .feedback")
    page.wait_for_function(USABLE)
    assert (questions(page), told(page)) == ([FERRY], ["1 question", "1 question"])


def test_a_question_asked_at_once_after_a_press_finds_what_that_has_done(
    visit: Visit, ask: Ask, scripted: Any
) -> None:
    page = slowly(visit(), SLOWLY_PRESSED)
    ask(page, FERRY)
    page.wait_for_selector("#current .feedback")
    for button, question in (("#current .edit", BARRAGE), ("#clear", FERRY)):
        page.click(button)
        press(page, question)
        page.wait_for_function(
            "q => document.querySelector('#current .question')?.textContent === q", arg=question
        )
        page.wait_for_function(USABLE)
        assert questions(page) == [question]


def test_conversations_deleted_one_right_after_the_other_are_all_gone(visit: Visit, ask: Ask) -> None:
    page = slowly(visit(), SLOWLY_PRESSED)
    ask(page, BARRAGE)
    page.click("#clear")
    page.wait_for_selector(".exchange", state="detached")
    ask(page, FERRY)
    page.wait_for_function("document.querySelectorAll('#kept li').length === 2")
    page.click("#conversations .list")
    for delete in page.locator("#kept .delete").all():
        delete.click()
        delete.click()
    page.wait_for_selector("#conversations .list", state="detached")
    assert questions(page) == []


def test_two_files_asked_for_one_right_after_the_other_are_both_saved(visit: Visit, ask: Ask) -> None:
    page = slowly(visit(), SLOWLY_PRESSED)
    ask(page, BARRAGE)
    page.wait_for_selector("#current .feedback")
    page.click("#current .export summary")
    with (
        page.expect_download(lambda it: it.suggested_filename.endswith(".bib")),
        page.expect_download(lambda it: it.suggested_filename.endswith(".ris")),
    ):
        for form in ("bibtex", "ris"):
            page.click(f"#current .file[data-file$=' {form}']")
