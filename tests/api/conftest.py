"""The doors for programs on a real server: over the real assistant and over a scripted one."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from assistant.api.mounting import add_doors
from assistant.api.settings import ApiSettings
from assistant.web.settings import WebSettings
from tests.web.conftest import ScriptedAssistant, scripted_assistant, serving

TOKEN = "tok-0123456789abcdef"
WORDS = "What did not move me is the electricity."
QUESTION = "Should the tidal barrage be built?"


def open_doors(
    assistant: Any, *, tokens: str = "", host: str = "127.0.0.1", root_path: str = "", **web: Any
) -> contextlib.AbstractContextManager[str]:
    """The address of the chat with its doors for programs open."""
    settings = WebSettings(**{"per_minute": 10_000, **web})
    api = ApiSettings(api=True, api_tokens=tokens)
    return serving(
        assistant,
        settings=settings,
        host=host,
        root_path=root_path,
        routes=lambda app: add_doors(app, assistant, api, web=settings, host=host),
    )


@pytest.fixture(scope="session", name="open_doors")
def open_doors_fixture() -> Callable[..., contextlib.AbstractContextManager[str]]:
    return open_doors


@pytest.fixture(scope="session")
def address(assistant: Any) -> Iterator[str]:
    """The address of the real assistant without a token, for whoever is on this machine."""
    with open_doors(assistant) as address:
        yield address


@pytest.fixture
def client(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, timeout=60) as client:
        yield client


@pytest.fixture
def scripted() -> ScriptedAssistant:
    scripted = scripted_assistant()
    views = (("marrow-2019", "I believe it should not be built."), ("marrow-2023", WORDS))
    viewpoints = [scripted.viewpoint(each, words, first=n) for n, (each, words) in enumerate(views, 1)]
    scripted.script(QUESTION, *viewpoints)
    return scripted
