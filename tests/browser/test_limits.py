"""What a reader sees of the chat's limits, and that another site cannot use a reader's browser against it."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

from assistant.errors import SearchIndexError
from assistant.web.settings import WebSettings
from tests.browser.pages import open_filters

if TYPE_CHECKING:
    from playwright.sync_api import Page

QUESTION = "Should the barrage be built?"


EMBEDDING = (
    b"<iframe></iframe><script>document.querySelector('iframe').src = location.search.slice(1)</script>"
)


@pytest.fixture
def other_site() -> Iterator[str]:
    """The origin of another site, whose page embeds the address that stands after its question mark."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-type", "text/html")
            self.end_headers()
            self.wfile.write(EMBEDDING)

        def log_message(self, *_: Any) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()


def test_a_reader_who_asks_too_often_is_told_so_and_can_ask_again_later(
    visit: Callable[..., Page],
    ask: Callable[[Page, str], None],
    scripted: Any,
    serving: Any,
    troubles: list[str],
) -> None:
    scripted.script(QUESTION, scripted.viewpoint("quell-2024", "The sluices should be public.", first=1))
    with serving(scripted, settings=WebSettings(per_minute=1)) as address:
        page = visit(address)
        ask(page, QUESTION)
        page.fill("#question textarea", QUESTION)
        page.press("#question textarea", "Enter")
        page.get_by_text("At most 1 questions a minute").first.wait_for()
        assert page.input_value("#question textarea") == QUESTION
        assert page.is_visible("#ask")
        page.close()
    assert len(scripted.heard) == 1
    assert [trouble for trouble in troubles if "429" not in trouble] == []
    troubles.clear()


def test_a_question_that_is_far_too_long_is_refused_in_words(
    visit: Callable[..., Page], scripted: Any, troubles: list[str]
) -> None:
    page = visit()
    page.fill("#question textarea", "x" * 70_000)
    page.press("#question textarea", "Enter")
    page.get_by_text("This is too long: at most 64 KB can be sent at once.").first.wait_for()
    assert page.is_visible("#ask")
    assert scripted.heard == []
    assert [trouble for trouble in troubles if "413" not in trouble] == []
    troubles.clear()


def test_too_many_filters_are_refused_in_one_line(visit: Callable[..., Page], scripted: Any) -> None:
    page = visit()
    open_filters(page)
    for number in range(21):
        page.fill("#people input", str(number).ljust(10, "x"))
        page.press("#people input", "Enter")
    page.fill("#question textarea", QUESTION)
    page.press("#question textarea", "Enter")
    page.wait_for_selector("#notice .notice")
    assert page.text_content("#notice .notice") == (
        "Choose at most 20 people, publications and forms; no filter may be longer than 200 characters."
    )
    assert scripted.heard == []


def test_the_page_says_what_is_kept_of_a_question(visit: Callable[..., Page]) -> None:
    assert visit().text_content("#title .kept") == (
        "Your conversations are kept for 30 days, to be opened again in this browser or under your login; an "
        "answer with feedback stays longer, linked to nobody."
    )


def test_no_path_of_the_server_is_shown_to_a_reader(visit: Callable[..., Page], scripted: Any) -> None:
    view = scripted.viewpoint("quell-2024", "The sluices should be public.", first=1)
    scripted.script(QUESTION, view)
    scripted.failure = SearchIndexError("'/srv/team/index' cannot be read")
    page = visit()
    page.fill("#question textarea", QUESTION)
    page.press("#question textarea", "Enter")
    page.wait_for_selector("#current .notice")
    assert "it was not your question" in page.text_content("#current .notice")
    assert "/srv/team" not in page.content()


def test_another_site_can_neither_embed_the_chat_nor_ask_it(
    visit: Callable[..., Page], served: Any, other_site: str, troubles: list[str]
) -> None:
    page = visit()
    page.goto(f"{other_site}/?{served.address}/")
    page.wait_for_load_state("networkidle")
    assert page.frames[1].query_selector("#question") is None
    answered = page.evaluate(
        """async address => {
            const sent = { method: "POST", headers: {"content-type": "text/plain"}, body: "{}" };
            const asking = [fetch(address), fetch(address + "/gradio_api/queue/join", sent)];
            return (await Promise.allSettled(asking)).map(it => it.status);
        }""",
        served.address,
    )
    assert answered == ["rejected", "rejected"]
    assert any("frame-ancestors 'none'" in trouble for trouble in troubles)
    troubles.clear()


def test_a_site_that_is_named_may_embed_the_chat_and_its_readers_may_ask(
    visit: Callable[..., Page], scripted: Any, serving: Any, other_site: str, troubles: list[str]
) -> None:
    scripted.script(QUESTION, scripted.viewpoint("quell-2024", "The sluices should be public.", first=1))
    with serving(scripted, settings=WebSettings(frame_ancestors=(other_site,))) as address:
        page = visit(address)
        page.goto(f"{other_site}/?{address}/")
        inside = page.frame_locator("iframe")
        inside.locator("#question textarea").fill(QUESTION)
        inside.locator("#question textarea").press("Enter")
        inside.locator("#current blockquote").first.wait_for()
        page.close()
    known = (f"asked for {other_site}", "console: Blocked autofocusing")
    assert [trouble for trouble in troubles if not trouble.startswith(known)] == []
    troubles.clear()
