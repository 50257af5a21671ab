"""Hostile strings in every field and question, in a real browser: nothing runs, nothing is loaded."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from eval.attack.chat import Chat, serving
from eval.attack.login import NAMES, PASSWORD, with_users
from eval.attack.outcome import Outcome, Tally
from eval.attack.scratch import QUESTION, Library
from eval.attack.stage import Stage

if TYPE_CHECKING:
    from playwright.sync_api import Page

_SECONDS = 60
_LEAK = "http://127.0.0.1:9/leak"
_EVIL = (
    f"<img src={_LEAK}/1 onerror=\"hit('img')\"> <script>hit('script')</script> ![image]({_LEAK}/2) "
    f"[link](javascript:hit('link')) <iframe src={_LEAK}/3></iframe> <svg onload=\"hit('svg')\"></svg> "
    f"<style>@import '{_LEAK}/4'; * {{background: url({_LEAK}/5)}}</style> <base href='{_LEAK}/6'> "
    "${hit('dollar')} {{hit('braces')}} </p></section><mark class='on'>fake</mark> "
    "$$\\href{javascript:hit(1)}{x}$$"
)
_QUESTIONS = (
    f"{QUESTION} <script>hit('q')</script>",
    f"{QUESTION} <img src={_LEAK}/q onerror=hit('q')>",
    f"{QUESTION} ![x]({_LEAK}/q)",
    f"{QUESTION} [x](javascript:hit('q'))",
    f"{QUESTION} <a href=\"data:text/html,<script>hit('q')</script>\">x</a>",
    f"What does {_EVIL} say of the ferry?",
    f"by:\"<img src=x onerror=hit('q')>\" {QUESTION}",
    f"{QUESTION} </h2></article><script>hit('q')</script>",
    f"{QUESTION} ${{hit('q')}} {{{{hit('q')}}}} `${{hit('q')}}`",
    f"{QUESTION} &lt;script&gt;hit('q')&lt;/script&gt;",
    f"{QUESTION} <svg><animate onbegin=hit('q') attributeName=x dur=1s>",
    f"{QUESTION} \u202e<script>\u202dhit('q')</script>\x1b[31m",
)
_HOOK = """
window.hits = []; window.hit = (what) => window.hits.push(what);
window.alert = window.confirm = window.prompt = window.hit;
"""
_ENDED = """before => document.querySelector('#ask')?.offsetParent
    && (document.querySelectorAll('.exchange').length > before
        && document.querySelector('#current .feedback, #current .unkept')
        || document.querySelector('#notice [role=alert], #notice .notice'))"""
"""Whether a question has its whole answer, or a notice says why it has none."""
_STRANGERS = """() => ['past', 'current', 'notice', 'past-sources', 'current-sources']
    .flatMap(id => [...document.querySelectorAll(`#${id} *`)])
    .filter(it => it.matches('img, script, iframe, style, base, object, embed, svg')
        || [...it.attributes].some(at => at.name.startsWith('on'))
        || /^(javascript|data):/i.test(it.getAttribute('href') || it.getAttribute('src') || ''))
    .map(it => it.outerHTML.slice(0, 100))"""


def without_login(stage: Stage) -> Outcome:
    """The questions, a comment and the filters, with nobody logged in."""
    return _played(stage, login=False)


def with_login(stage: Stage) -> Outcome:
    """The same behind the login page."""
    return _played(stage, login=True)


def _hostile(library: Library) -> None:
    """Two articles whose every field is hostile."""
    text = json.dumps(_EVIL)
    for number, name in enumerate(("hostile.md", "hostile <img src=x onerror=hit(1)>.md")):
        link = ("javascript:hit('url')", f"{_LEAK}'onclick=hit('also')")[number]
        library.write(
            name,
            f"---\ntitle: {text}\nauthors: [{text}]\nspeakers: [{text}]\nkind: interview\n"
            f"publication: {text}\n"
            f"publication_note: {text}\nurl: {json.dumps(link)}\nalso_at: [{json.dumps(link)}]\n"
            f"date: 2020-01-0{number + 1}\ndate_basis: {text}\n"
            f"coverage: opening\ncoverage_note: {text}\n---\n"
            f"The Elmford ferry should be closed, {_EVIL}.\n\nThe Elmford ferry must go. {_EVIL}\n",
        )


def _played(stage: Stage, *, login: bool) -> Outcome:
    from playwright.sync_api import Error, sync_playwright

    from tests.browser.conftest import launched

    tally, library = Tally(), stage.library()
    _hostile(library)
    done = library.run("index")
    tally.check(done.code == 0, f"index: {done.said}")
    with sync_playwright() as playwright:
        try:
            browser = launched(playwright.chromium)
        except Error as error:
            return Outcome(0, 0, skipped=f"no browser: {str(error).splitlines()[0]}")
        more = with_users(library) if login else {}
        with serving(library, more=more) as chat:
            page = browser.new_context().new_page()
            page.set_default_timeout(_SECONDS * 1_000)
            page.add_init_script(_HOOK)
            asked: list[str] = []
            page.on("request", lambda it: asked.append(it.url))
            page.on("dialog", lambda it: it.dismiss())
            page.goto(chat.address)
            if login:
                _log_in(page)
            _questions(tally, page, chat, asked)
            browser.close()
    return tally.outcome()


def _log_in(page: Page) -> None:
    page.fill("input[name=name]", NAMES[0])
    page.fill("input[type=password]", PASSWORD)
    page.press("input[type=password]", "Enter")


def _questions(tally: Tally, page: Page, chat: Chat, asked: list[str]) -> None:
    page.wait_for_selector("#question textarea")
    for number, question in enumerate(_QUESTIONS, 1):
        before = page.locator(".exchange").count()
        page.fill("#question textarea", question)
        page.press("#question textarea", "Enter")
        page.wait_for_function(_ENDED, arg=before)
        with suppress(Exception):  # an answer without views has no number to press
            page.click("#current .viewpoint a.cite", timeout=3_000)
        _checked(tally, page, chat, asked, f"question {number}")
    page.click("#current .feedback button.wrong")
    page.fill("#current .feedback textarea", _EVIL)
    page.click("#current .feedback button[type=submit]")
    page.wait_for_function("document.querySelector('#current .feedback .kept')?.textContent")
    _checked(tally, page, chat, asked, "comment")
    page.click("#filters button")
    page.click("#people input")
    page.get_by_role("option").first.wait_for()
    _checked(tally, page, chat, asked, "filters")
    shown = page.inner_text("#past-sources") + page.inner_text("#current-sources") + page.inner_text("#past")
    tally.check("onerror" in shown, "the hostile articles were not shown, so nothing was tried")


def _checked(tally: Tally, page: Page, chat: Chat, asked: list[str], what: str) -> None:
    inside = (f"{chat.address}/", "data:", "blob:")
    outside = [url for url in asked if not url.startswith(inside)]
    hits: Any = page.evaluate("window.hits")
    strangers: Any = page.evaluate(_STRANGERS)
    held = not outside and not hits and not strangers
    tally.check(held, f"{what}: executed {hits}, asked for {outside[:2]}, holds {strangers[:2]}")
    asked.clear()
