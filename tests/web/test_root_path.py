"""The chat under a path of another server, whether the proxy strips that path or not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest

from assistant.errors import AssistantError
from assistant.web.login import prepare
from assistant.web.root_path import read_root_path
from assistant.web.settings import WebSettings
from assistant.web.users import Users


@pytest.mark.parametrize("asked", ["/chat", ""], ids=["kept by the proxy", "taken away by it"])
def test_the_page_asks_under_the_path(scripted: Any, serving: Any, asked: str) -> None:
    with serving(scripted, root_path="/chat") as address:
        page = httpx.get(f"{address}{asked}/").text
        assert f'"root":"{address}/chat"' in page.replace('": "', '":"')
        assert httpx.get(f"{address}{asked}/theme.css").status_code == 200
        assert httpx.get(f"{address}{asked}/healthz").json()["status"] == "ok"


def test_a_reader_is_led_to_the_login_and_back_under_the_path(
    scripted: Any, serving: Any, tmp_path: Path
) -> None:
    Users(tmp_path / "users").add("Ann", "a password that is long")
    settings = WebSettings(auth=tmp_path / "users")
    prepare(settings)
    with serving(scripted, settings=settings, root_path="/chat") as address:
        led = httpx.get(f"{address}/chat/", headers={"accept": "text/html"})
        assert (led.status_code, led.headers["location"]) == (303, "/chat/login")
        assert '<form method="post" action="login">' in httpx.get(f"{address}/chat/login").text
        form = {"name": "Ann", "password": "a password that is long", "next": "/"}
        back = httpx.post(f"{address}/chat/login", data=form)
        assert (back.status_code, back.headers["location"]) == (303, "/chat/")


@pytest.mark.parametrize("path", ["/chat?x", "/../chat", "//evil.example/a b", "/chat/<script>"])
def test_what_is_no_path_is_refused(path: str) -> None:
    with pytest.raises(AssistantError, match="is not a path to serve under"):
        read_root_path(path)
