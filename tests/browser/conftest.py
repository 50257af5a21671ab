"""A browser, and pages of a chat on this machine that must neither err nor reach beyond it."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.pages import BARRAGE, FERRY

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserType, Page

    from assistant.feedback import FeedbackStore

# Read before the tests clear the environment.
_REQUIRED = os.environ.get("ASSISTANT_BROWSER_REQUIRED") == "1"
_NAMES = ("chromium", "chromium-browser", "google-chrome")
_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker("browser")
            # Gradio counts its events with options that pandas is about to drop.
            item.add_marker(pytest.mark.filterwarnings("ignore:'future.no_silent_downc:DeprecationWarning"))
            item.add_marker(pytest.mark.filterwarnings("ignore:The copy keyword:DeprecationWarning"))


def _web_fakes() -> Any:
    path = Path(__file__).parents[1] / "web" / "conftest.py"
    spec = importlib.util.spec_from_file_location("web_fakes", path)
    assert spec and spec.loader
    sys.modules[spec.name] = module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


_web = _web_fakes()
served_chat = _web.serving
"""Serves a chat on a free port for as long as its context lasts; gives its address."""


def launched(chromium: BrowserType) -> Browser:
    """The machine's own Chromium, or the one Playwright has fetched."""
    path = next(filter(None, map(shutil.which, _NAMES)), None)
    return chromium.launch(executable_path=path, args=_ARGUMENTS)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One for each module: while Playwright runs, no other test could run an event loop of its own."""
    from playwright.sync_api import Error, sync_playwright

    with sync_playwright() as playwright:
        try:
            browser = launched(playwright.chromium)
        except Error as error:
            missing = f"no browser here (apt install chromium): {str(error).splitlines()[0]}"
            pytest.fail(missing) if _REQUIRED else pytest.skip(missing)
        yield browser
        browser.close()


@dataclass
class Chat:
    """A served chat, the scripted assistant behind it, and what it keeps."""

    address: str
    assistant: Any
    store: FeedbackStore


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chat]:
    from assistant.feedback import FeedbackStore

    assistant = _web.scripted_assistant()
    store = FeedbackStore(tmp_path_factory.mktemp("state") / "assistant.db")
    with served_chat(assistant, store=store, examples=("Who wants the ferry kept?",)) as address:
        yield Chat(address, assistant, store)


@pytest.fixture
def scripted(served: Chat) -> Any:
    """The assistant behind the chat, with nothing scripted yet."""
    assistant = served.assistant
    assistant.answers.clear()
    assistant.heard.clear()
    assistant.left.clear()
    assistant.literal.clear()
    assistant.failure = assistant.trouble = None
    assistant.go_on.set()
    return assistant


@pytest.fixture
def two_questions(scripted: Any) -> None:
    """One with two views, one with one."""
    scripted.script(
        BARRAGE,
        scripted.viewpoint("marrow-2019", "On paper it is a beautiful machine.", first=1),
        scripted.viewpoint("quell-2024", "The sluices should be public.", first=2),
    )
    scripted.script(FERRY, scripted.viewpoint("lodge-interview-2022", "A ferry is a road.", first=1))


@pytest.fixture
def store(served: Chat) -> FeedbackStore:
    """What the chat keeps: nothing yet."""
    from assistant.slack.forgetting import everything, forget

    forget(served.store.path, everything)
    return served.store


@pytest.fixture
def address(served: Chat) -> str:
    return served.address


@pytest.fixture(scope="session")
def serving() -> Any:
    return served_chat


@pytest.fixture
def troubles() -> list[str]:
    """What went wrong on any page: errors, dialogs, requests that left this machine."""
    return []


@pytest.fixture
def visit(browser: Browser, served: Chat, troubles: list[str]) -> Iterator[Callable[..., Page]]:
    """Opens the chat as one more reader; afterwards there may be no troubles."""
    contexts = []

    def visit(address: str = served.address, **options: Any) -> Page:
        context = browser.new_context(**({"viewport": {"width": 1280, "height": 800}} | options))
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)
        inside = (f"{address}/", "data:", "blob:")
        page.on("request", lambda it: it.url.startswith(inside) or troubles.append(f"asked for {it.url}"))
        page.on("console", lambda it: it.type == "error" and troubles.append(f"console: {it.text}"))
        page.on("pageerror", lambda it: troubles.append(f"error: {it}"))
        page.on("dialog", lambda it: (troubles.append(f"dialog: {it.message}"), it.dismiss()))
        page.goto(address)
        page.wait_for_selector("#question textarea")
        return page

    yield visit
    for context in contexts:
        context.close()
    assert troubles == []


@pytest.fixture
def ask() -> Callable[[Page, str], None]:
    def ask(page: Page, question: str) -> None:
        """Ask and wait until the whole answer is there."""
        page.fill("#question textarea", question)
        page.press("#question textarea", "Enter")
        page.wait_for_function(
            "question => document.querySelector('#current .question')?.textContent.trim() === question"
            " && !document.querySelector('#current .status') && document.querySelector('#ask')?.offsetParent",
            arg=question,
        )

    return ask
