from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from assistant.answers import Absence, Turn
from assistant.errors import AssistantError, IndexMismatch, InvalidDate
from assistant.scopes import Scope
from assistant.web.growing import Growing, earlier
from tests.browser.pages import BARRAGE, FERRY, Ask, Visit, assert_fits, open_filters

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture(autouse=True)
def script(scripted: Any) -> None:
    scripted.script(
        BARRAGE,
        scripted.viewpoint("marrow-2019", "On paper it is a beautiful machine.", first=1),
        scripted.viewpoint("marrow-2019", "So is a mill wheel", first=2, speaker="Hob Tansley"),
        scripted.viewpoint("quell-2024", "The sluices should be public.", first=3),
    )
    scripted.script(
        FERRY,
        scripted.viewpoint("fennimore-2020", "He argues that the line should be kept", first=1),
        scripted.viewpoint("lodge-interview-2022", "A ferry is a road.", first=2),
    )


def without_buttons(words: str) -> str:
    for button in ("Edit Ask again\n\n", "\n\nCopy", "\nSomething wrong?", "\n\nTimeline"):
        words = words.replace(button, "")
    return words


def shown(page: Page) -> str:
    """The exchange in words, without its buttons."""
    return without_buttons(page.inner_text("#current .exchange"))


def test_viewpoints_appear_as_they_come_about(visit: Visit, scripted: Any) -> None:
    page = visit()
    scripted.go_on.clear()
    page.fill("#question textarea", BARRAGE)
    page.press("#question textarea", "Enter")
    page.wait_for_selector("#current .viewpoint")
    assert shown(page).split("\n\n")[-2:] == [
        "“On paper it is a beautiful machine.” [1]",
        "Reading what was found…",
    ]
    assert page.is_visible("#stop") and not page.is_visible("#ask")
    scripted.go_on.set()
    page.wait_for_selector("#current .viewpoint:nth-of-type(3)")
    page.wait_for_selector("#ask", state="visible")
    assert shown(page) == (
        "Should the barrage be built?\n\n"
        "Searched 12 articles by 10 voices, 2018 to 29 January 2024. 2 articles bear on this.\n\n"
        "Ottoline Marrow\n\n"
        "columnist, formerly warden of the Aster mudflats\n\n"
        "The Vessel Harbour Lantern, 14 March 2019 · The Tide Will Not Thank Us · original page\n\n"
        "“On paper it is a beautiful machine.” [1]\n\n"
        "Hob Tansley, as reported by Ottoline Marrow\n\n"
        "The Vessel Harbour Lantern, 14 March 2019 · The Tide Will Not Thank Us · original page\n\n"
        "“So is a mill wheel” [2]\n\n"
        "Isaura Quell\n\n"
        "political correspondent\n\n"
        "Sundmark Post, 29 January 2024 · Who Will Hold the Sluices? · original page\n\n"
        "only the opening is available here\n\n"
        "“The sluices should be public.” [3]"
    )


def test_a_screen_reader_is_told_that_a_digest_is_one_and_who_asked_in_an_interview(
    visit: Visit, ask: Ask
) -> None:
    page = visit()
    log = page.get_by_role("log", name="Answer").element_handle()
    ask(page, FERRY)
    assert log
    words = without_buttons(log.inner_text())
    assert words.startswith(f"{shown(page)}\nCite or export\n\nLink to this answer\n\nHelpful\nNot right")
    assert shown(page) == (
        "Should the ferry be kept?\n\n"
        "Searched 12 articles by 10 voices, 2018 to 29 January 2024. 2 articles bear on this.\n\n"
        "Alban Fennimore\n\n"
        "reporter\n\n"
        "Aster Weekly, 15 August 2020 · The Ferry Sums\n\n"
        "summary, not the author's words\n\n"
        "He argues that the line should be kept [1]\n\n"
        "Perpetua Lodge, interviewed by Alban Fennimore\n\n"
        "captain of the Skerrow ferry\n\n"
        'Radio Aster, 8 November 2022 · Captain Lodge: "You cannot post a doctor" · original page\n\n'
        "“A ferry is a road.” [2]"
    )


def test_a_follow_up_brings_the_earlier_turns_with_it(visit: Visit, ask: Ask, scripted: Any) -> None:
    page = visit()
    ask(page, BARRAGE)
    ask(page, FERRY)
    [_, (_, history, _)] = scripted.heard
    assert history == (Turn(question=BARRAGE, answer=scripted.answers[BARRAGE]),)
    assert page.inner_text("#past .question") == BARRAGE


def test_stopping_keeps_what_was_found_and_lets_the_reader_go_on(
    visit: Visit, ask: Ask, scripted: Any
) -> None:
    page = visit()
    scripted.go_on.clear()
    page.fill("#question textarea", BARRAGE)
    page.press("#question textarea", "Enter")
    page.wait_for_selector("#current .viewpoint")
    page.click("#stop")
    page.wait_for_selector("#ask", state="visible")
    page.wait_for_selector("#current .status >> text=Stopped.")
    assert shown(page).endswith(
        "“On paper it is a beautiful machine.” [1]\n\nStopped. What stands above was found before that."
    )
    scripted.go_on.set()
    ask(page, FERRY)
    assert sorted(scripted.left) == [BARRAGE, FERRY]
    assert [viewpoint.speaker for viewpoint in scripted.heard[1][1][0].answer.viewpoints] == [
        "Ottoline Marrow"
    ]
    assert page.inner_text("#past .status") == "Stopped. What stands above was found before that."


def test_what_is_typed_while_an_answer_grows_stays(visit: Visit, scripted: Any) -> None:
    page = visit()
    scripted.go_on.clear()
    page.fill("#question textarea", BARRAGE)
    page.press("#question textarea", "Enter")
    page.wait_for_selector("#current .viewpoint")
    page.wait_for_function("document.querySelector('#question textarea').value === ''")
    page.type("#question textarea", FERRY)
    scripted.go_on.set()
    page.wait_for_selector("#ask", state="visible")
    assert page.input_value("#question textarea") == FERRY


def test_filters_reach_the_assistant_and_are_repeated_in_the_answer(
    visit: Visit, ask: Ask, scripted: Any
) -> None:
    page = visit()
    open_filters(page)
    for field, name in (
        ("people", "Ottoline Marrow"),
        ("people", "Isaura Quell"),
        ("publications", "Sundmark Post"),
    ):
        page.fill(f"#{field} input", name)
        page.get_by_role("option", name=name).wait_for()
        page.press(f"#{field} input", "Enter")
    page.fill("#since textarea, #since input", "2018-09")
    page.fill("#until textarea, #until input", " 2024 ")
    ask(page, BARRAGE)
    [(_, _, scope)] = scripted.heard
    assert scope == Scope(
        people=("Ottoline Marrow", "Isaura Quell"),
        publications=("Sundmark Post",),
        since="2018-09",
        until="2024",
    )
    assert page.inner_text("#current .searched") == (
        "Searched 12 articles by 10 voices, 2018 to 29 January 2024. Your filters: "
        "Ottoline Marrow and Isaura Quell; Sundmark Post; September 2018 to 2024. 2 articles bear on this."
    )


def test_what_was_read_from_the_question_is_taken_away_by_a_click(
    visit: Visit, ask: Ask, scripted: Any
) -> None:
    answer = scripted.answers[FERRY]
    read = Scope(people=("Perpetua Lodge",), since="2022", until="2022")
    scripted.answers[FERRY] = replace(answer, understood=read)
    page = visit()
    ask(page, BARRAGE)
    ask(page, FERRY)
    page.fill("#question textarea", "half a question")
    page.click("text=2022 ×")
    page.wait_for_selector("#current .read >> text=Asked again")
    page.wait_for_selector("#ask", state="visible")
    assert page.locator("#current .read").all_inner_texts() == [
        "Filters read from the question: Perpetua Lodge Ask without it",
        "Asked again, literally, without: 2022.",
    ]
    page.click("#current >> text=Ask without it")
    page.wait_for_selector("#current .read >> text=Perpetua Lodge; 2022")
    page.wait_for_selector("#ask", state="visible")
    assert page.inner_text("#current .read") == "Asked again, literally, without: Perpetua Lodge; 2022."
    assert page.locator(".question").all_inner_texts() == [BARRAGE, FERRY, FERRY, FERRY]
    assert page.input_value("#question textarea") == "half a question"
    history = (Turn(question=BARRAGE, answer=scripted.answers[BARRAGE]),)
    kept = Scope(people=("Perpetua Lodge",))
    assert scripted.heard[1:] == [
        (FERRY, history, Scope()),
        (FERRY, history, kept),
        (FERRY, history, Scope()),
    ]
    assert scripted.literal == [False, False, True, True]


def test_the_focus_goes_to_the_new_question_from_the_button_that_asked_it(
    visit: Visit, ask: Ask, scripted: Any
) -> None:
    scripted.answers[FERRY] = replace(scripted.answers[FERRY], more=9)
    page = visit()
    ask(page, FERRY)
    page.focus("#current .more button")
    page.keyboard.press("Enter")
    page.wait_for_selector("#current [data-turn='2'] ~ .feedback")
    page.wait_for_selector("#ask", state="visible")
    assert page.evaluate("document.activeElement.matches('#current .question')")
    page.fill("#question textarea", BARRAGE)
    page.click("#ask")
    page.wait_for_selector("#current [data-turn='3'] ~ .feedback")
    page.wait_for_function("() => document.activeElement.matches('#current .question')")


def test_more_is_shown_under_an_answer_by_a_button_that_goes_once_it_was_pressed(
    visit: Visit, ask: Ask, scripted: Any
) -> None:
    scripted.answers[FERRY] = replace(scripted.answers[FERRY], more=9)
    page = visit()
    ask(page, FERRY)
    assert page.inner_text("#current .searched").endswith("11 articles bear on this; 2 are shown.")
    assert page.inner_text("#current .more") == "Show 6 more"
    page.click("#current .more button")
    page.wait_for_selector("#past .exchange")
    page.wait_for_selector("#ask", state="visible")
    first = scripted.answers[FERRY]
    assert [question for question, *_ in scripted.heard] == [FERRY, FERRY]
    assert [after and after.more for after in scripted.after[-2:]] == [None, first.more]
    assert page.query_selector("#past p.more") is None


def test_nothing_is_taken_away_while_an_answer_comes_in(visit: Visit, ask: Ask, scripted: Any) -> None:
    scripted.answers[FERRY] = replace(scripted.answers[FERRY], understood=Scope(since="2018"))
    page = visit()
    ask(page, FERRY)
    scripted.go_on.clear()
    page.fill("#question textarea", BARRAGE)
    page.press("#question textarea", "Enter")
    page.wait_for_selector("#current .viewpoint >> nth=0")
    page.wait_for_selector("#stop", state="visible")
    page.click("#past .again")
    scripted.go_on.set()
    page.wait_for_selector("#ask", state="visible")
    page.wait_for_selector("#current .viewpoint:nth-of-type(3)")
    assert [question for question, *_ in scripted.heard] == [FERRY, BARRAGE]
    page.click("#past .again")
    page.wait_for_selector("#current .read >> text=Asked again")
    assert [question for question, *_ in scripted.heard] == [FERRY, BARRAGE, FERRY]


def test_the_sentence_before_a_quote_is_seen_to_be_no_part_of_it(
    visit: Visit, ask: Ask, scripted: Any
) -> None:
    lodge = scripted.viewpoint("lodge-interview-2022", "A ferry is a road.", first=1)
    quote = replace(lodge.quotes[0], context="The island has three hundred people.")
    scripted.script(FERRY, replace(lodge, quotes=(quote,)))
    page = visit()
    ask(page, FERRY)
    before = "(The sentence before [1]: The island has three hundred people.)"
    assert page.inner_text("#current .before") == before
    assert page.inner_text("#current blockquote") == "“A ferry is a road.” [1]"


def test_a_date_that_is_none_is_refused_in_one_line_and_the_question_kept(
    visit: Visit, scripted: Any
) -> None:
    page = visit()
    open_filters(page)
    page.fill("#since textarea, #since input", "last spring")
    page.fill("#question textarea", BARRAGE)
    page.press("#question textarea", "Enter")
    page.wait_for_selector("#notice .notice")
    assert page.inner_text("#notice") == "'last spring' is not a date: write YYYY, YYYY-MM or YYYY-MM-DD"
    assert page.input_value("#question textarea") == BARRAGE
    assert scripted.heard == []


def test_an_empty_question_gets_a_gentle_hint_that_the_next_question_takes_away(
    visit: Visit, ask: Ask, scripted: Any
) -> None:
    page = visit()
    page.click("#ask")
    page.wait_for_selector("#notice .notice")
    assert page.inner_text("#notice") == "Write a question first."
    assert scripted.heard == []
    ask(page, FERRY)
    assert page.query_selector("#notice .notice") is None


def test_a_declined_question_offers_the_nearest_passages_and_says_who_is_silent(
    visit: Visit, ask: Ask, scripted: Any
) -> None:
    scripted.script(
        "What of cheese?",
        answered=False,
        reason="not_covered",
        nearest=(scripted.viewpoint("lodge-interview-2022", "A ferry is a road.", first=1),),
        absences=(
            Absence(
                person="Isaura Quell",
                articles=1,
                first=None,
                last=None,
                text="Isaura Quell says nothing on it.",
            ),
        ),
    )
    page = visit()
    ask(page, "What of cheese?")
    assert shown(page).split("\n\n")[2:] == [
        "No article here answers this directly.",
        "Isaura Quell says nothing on it.",
        "The nearest passages:",
        "Perpetua Lodge, interviewed by Alban Fennimore",
        "captain of the Skerrow ferry",
        'Radio Aster, 8 November 2022 · Captain Lodge: "You cannot post a doctor" · original page',
        "“A ferry is a road.” [1]",
    ]


SORRY = "Something went wrong here, and it was not your question. Please try once more."


def test_an_error_is_told_under_what_was_found(visit: Visit, ask: Ask, scripted: Any) -> None:
    page = visit()
    for failure, words in (
        (InvalidDate("'yore' is not a date"), "'yore' is not a date"),
        (ZeroDivisionError("deep inside"), SORRY),
    ):
        scripted.failure = failure
        ask(page, BARRAGE)
        assert page.inner_text("#current .notice") == words
        assert len(page.query_selector_all("#current .viewpoint")) == 1
        scripted.failure = None
        ask(page, FERRY)


def test_sources_that_cannot_be_shown_are_told_and_the_reader_can_go_on(
    visit: Visit, ask: Ask, scripted: Any
) -> None:
    greeted = scripted.reads + 1
    page = visit()
    while scripted.reads < greeted:
        page.wait_for_timeout(10)
    for trouble, words, then, views in (
        (AssistantError("the articles are being moved"), "the articles are being moved", BARRAGE, 3),
        (IndexMismatch("'/srv/team/index' was made by another embedder"), SORRY, FERRY, 2),
    ):
        scripted.trouble = trouble
        page.fill("#question textarea", FERRY)
        page.press("#question textarea", "Enter")
        page.wait_for_selector("#notice .notice")
        assert page.inner_text("#notice") == words
        scripted.trouble = None
        ask(page, then)
        assert len(page.query_selector_all("#current .viewpoint")) == views
        assert page.query_selector("#notice .notice") is None


def test_a_page_opened_while_the_index_fails_says_so(visit: Visit, ask: Ask, scripted: Any) -> None:
    scripted.trouble = AssistantError("the index is being repaired")
    page = visit()
    page.wait_for_selector("#notice .notice")
    assert page.inner_text("#notice") == "the index is being repaired"
    scripted.trouble = None
    ask(page, FERRY)


def test_a_new_conversation_forgets_the_old_one(visit: Visit, ask: Ask, scripted: Any) -> None:
    page = visit()
    ask(page, BARRAGE)
    ask(page, FERRY)
    page.click("#clear")
    page.wait_for_selector("#examples button")
    assert page.query_selector(".exchange, .source") is None
    ask(page, BARRAGE)
    assert scripted.heard[-1][1] == ()
    assert page.get_attribute("#current .exchange", "data-turn") == "1"


def test_a_suggested_question_is_asked_with_one_click(visit: Visit, scripted: Any) -> None:
    suggested = "Who wants the ferry kept?"
    scripted.script(suggested, *scripted.answers[FERRY].viewpoints)
    page = visit()
    page.click(f"text={suggested}")
    page.wait_for_selector("#current .viewpoint")
    page.wait_for_selector("#ask", state="visible")
    assert not page.is_visible("#examples")
    assert scripted.heard == [(suggested, (), Scope())]


def test_a_question_of_fifty_thousand_characters_is_taken(visit: Visit, scripted: Any) -> None:
    question = "why " * 12_499 + "why?"
    scripted.script(question, answered=False, reason="not_covered", notes=("Only its beginning was read.",))
    page = visit()
    page.fill("#question textarea", question)
    page.press("#question textarea", "Enter")
    page.wait_for_selector("#current .declined >> text=Only its beginning was read.")
    assert page.inner_text("#current .question").endswith("why … (50,000 characters)")
    assert [heard[0] for heard in scripted.heard] == [question]


def test_readers_at_the_same_time_see_only_their_own_conversations(visit: Visit, scripted: Any) -> None:
    pages = {question: visit() for question in (BARRAGE, FERRY)}
    scripted.go_on.clear()
    for question, page in pages.items():
        page.fill("#question textarea", question)
        page.press("#question textarea", "Enter")
    for page in pages.values():
        page.wait_for_selector("#current .viewpoint")
    scripted.go_on.set()
    for question, page in pages.items():
        page.wait_for_selector("#ask", state="visible")
        assert [it.inner_text() for it in page.query_selector_all(".question")] == [question]
        assert len(page.query_selector_all(".viewpoint")) == len(scripted.answers[question].viewpoints)
    assert [history for _, history, _ in scripted.heard] == [(), ()]


def test_when_too_many_questions_wait_one_more_is_declined_aloud_and_kept(
    visit: Visit, serving: Any, scripted: Any, troubles: list[str]
) -> None:
    scripted.go_on.clear()
    with serving(scripted, concurrent=1, waiting=1) as address:
        answered, waits, declined = (visit(address) for _ in range(3))
        for page in (answered, waits, declined):
            page.fill("#question textarea", BARRAGE)
        answered.press("#question textarea", "Enter")
        answered.wait_for_selector("#current .viewpoint")
        with waits.expect_response("**/queue/join*"):
            waits.press("#question textarea", "Enter")
        declined.press("#question textarea", "Enter")
        declined.wait_for_selector("text=This application is currently busy. Please try again.")
        assert declined.input_value("#question textarea") == BARRAGE
        scripted.go_on.set()
        for page in (answered, waits):
            page.wait_for_selector("#current .viewpoint:nth-of-type(3)")
        for page in (answered, waits, declined):
            page.context.close()
    [refusal] = troubles
    assert refusal.startswith("console: Failed to load resource: the server responded with a status of 503")
    troubles.clear()


def test_the_page_puts_its_parts_together_from_what_is_sent_of_them(visit: Visit) -> None:
    page, part = visit(), Growing(2)
    for drawn in ("<p>One</p>", "<section><p>Zero</p></section><p>One</p>", "", "<p>One</p><p>Two</p>"):
        assert page.evaluate("log => grown('test', log)", part.drawn(drawn)) == drawn
    sent = earlier(["<p>Zero</p>", None, None])
    first, second, third = "<p>Zero</p>", "<p>One</p><p>Two</p>", "This did not arrive whole"
    assert page.evaluate("sent => earlier('test', sent)", sent).startswith(
        f'{first}{second}<p class="notice">{third}'
    )
    assert page.evaluate("sent => earlier('test', sent)", earlier([None, None])) == first + second


def test_an_answer_with_sides_can_be_read_and_touched_by_everybody(
    visit: Visit, ask: Ask, scripted: Any
) -> None:
    views = (
        scripted.viewpoint("marrow-2019", "On paper it is a beautiful machine.", first=1),
        scripted.viewpoint("quell-2024", "The sluices should be public.", first=2),
    )
    sided = (replace(view, stance=stance) for view, stance in zip(views, ("for", "against"), strict=True))
    scripted.script(BARRAGE, *sided)
    page = visit()
    ask(page, BARRAGE)
    page.click("#current a.cite >> nth=0")
    assert page.locator("#current h4.who .chip").all_inner_texts() == ["▲ for", "▼ against"]
    assert page.locator("#sources .links a").first.is_visible()
    assert_fits(page)
