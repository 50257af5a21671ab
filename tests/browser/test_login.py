from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

from assistant.web.login import prepare
from assistant.web.settings import WebSettings
from assistant.web.users import Cost, Users
from tests.browser.pages import BARRAGE, CONTRASTS, low_contrasts

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PASSWORD = "a ferry at dawn"
Open = Callable[..., "Page"]


@pytest.fixture(scope="module")
def guarded(served: Any, serving: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a chat for two users alone."""
    users = Users(tmp_path_factory.mktemp("login") / "users", cost=Cost(4, 1, 1))
    for name in ("Ann Ash", "Bo Birk"):
        users.add(name, PASSWORD)
    settings = WebSettings(auth=users.file.path)
    prepare(settings)
    with serving(served.assistant, settings=settings) as address:
        yield address


@pytest.fixture
def open_page(browser: Browser, guarded: str, two_questions: None, troubles: list[str]) -> Iterator[Open]:
    """Opens the guarded chat in a browser of its own; nothing may be blocked or reach beyond it."""
    contexts = []

    def open_page(**options: Any) -> Page:
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)
        inside = (f"{guarded}/", "data:", "blob:")
        page.on("request", lambda it: it.url.startswith(inside) or troubles.append(f"asked for {it.url}"))
        page.on("console", lambda it: it.type == "error" and troubles.append(f"console: {it.text}"))
        page.goto(f"{guarded}/?from=mail")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert [trouble for trouble in troubles if "401 (Unauthorized)" not in trouble] == []


def log_in(page: Page, name: str, password: str = PASSWORD) -> None:
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(password)
    page.keyboard.press("Enter")


def test_a_reader_logs_in_asks_and_logs_out_by_a_click(
    open_page: Open, ask: Callable[[Page, str], None], guarded: str
) -> None:
    page = open_page()
    assert page.title() == "Log in: Ask the articles"
    assert page.evaluate("document.activeElement.id") == "name"
    log_in(page, "Ann Ash", "wrong password")
    assert page.get_by_role("alert").inner_text() == "The name or the password is wrong."
    assert (page.get_by_label("Name").input_value(), page.get_by_label("Password").input_value()) == (
        "Ann Ash",
        "",
    )
    log_in(page, "Ann Ash")
    page.wait_for_selector("#reader button")
    assert page.url == f"{guarded}/?from=mail"
    assert page.locator("#reader").inner_text().split("\n") == ["Ann Ash", "Log out"]
    ask(page, BARRAGE)
    page.get_by_role("button", name="Log out").click()
    page.wait_for_url(f"{guarded}/login")
    page.goto(guarded)
    assert page.url == f"{guarded}/login"


def test_the_login_works_without_javascript(open_page: Open) -> None:
    page = open_page(java_script_enabled=False)
    log_in(page, "Bo Birk", "wrong password")
    page.get_by_role("alert").wait_for()
    log_in(page, "Bo Birk")
    page.wait_for_url("**/?from=mail")
    assert "window.gradio_config" in page.content()


def test_two_readers_at_once_see_their_own_names_and_questions(
    open_page: Open, ask: Callable[[Page, str], None]
) -> None:
    pages = {name: open_page() for name in ("Ann Ash", "Bo Birk")}
    for name, page in pages.items():
        log_in(page, name)
        page.wait_for_selector("#reader button")
    ask(pages["Ann Ash"], BARRAGE)
    assert pages["Ann Ash"].locator("#reader span").inner_text() == "Ann Ash"
    assert pages["Bo Birk"].locator("#reader span").inner_text() == "Bo Birk"
    assert BARRAGE not in pages["Bo Birk"].locator("#current").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_name_and_button_stand_out_on_the_page_and_fit_on_a_phone(open_page: Open, scheme: str) -> None:
    page = open_page(color_scheme=scheme, viewport={"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    log_in(page, "Ann Ash")
    page.wait_for_selector("#reader button")
    assert {"Ann Ash", "Log out"} <= {text for _, text in page.evaluate(CONTRASTS)}
    assert low_contrasts(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 390
