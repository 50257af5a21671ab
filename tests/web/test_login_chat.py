"""The login in front of the whole chat, over HTTP."""

import contextlib
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from assistant.web.login import prepare
from assistant.web.settings import WebSettings
from assistant.web.users import Cost, Users

PASSWORD = "a ferry at dawn"
NAMES = tuple(f"Reader {number}" for number in range(8))


@pytest.fixture
def users(tmp_path: Path) -> Users:
    users = Users(tmp_path / "users", cost=Cost(4, 1, 1))
    for name in NAMES:
        users.add(name, PASSWORD)
    return users


@pytest.fixture
def chat(scripted: Any, serving: Any, users: Users) -> Iterator[str]:
    settings = WebSettings(auth=users.file.path)
    prepare(settings)
    with serving(scripted, settings=settings) as address:
        yield address


@contextlib.contextmanager
def visitor(address: str, name: str | None = None) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, timeout=30) as client:
        if name:
            response = client.post("/login", data={"name": name, "password": PASSWORD})
            assert response.status_code == 303
        yield client


def greeting(client: httpx.Client, session: str = "one") -> str:
    """What the page is given when it is opened, in the form in which it is sent."""
    found = re.search(r"window\.gradio_config = (\{.*?\});</script>", client.get("/").text, re.DOTALL)
    assert found
    events = json.loads(found[1])["dependencies"]
    [event] = [it for it in events if any(target[1] == "load" for target in it["targets"])]
    asked = {"data": [""], "fn_index": event["id"], "session_hash": session, "trigger_id": None}
    return client.post("/gradio_api/run/predict", json=asked).text


def test_of_the_chat_nothing_is_told_to_a_stranger(chat: str) -> None:
    with visitor(chat) as client:
        for path in ("/", "/config", "/gradio_api/info", "/theme.css", "/gradio_api/heartbeat/x", "/nowhere"):
            assert client.get(path).status_code == 401
            assert client.get(path, headers={"accept": "text/html"}).status_code == 303
        for path in ("/gradio_api/queue/join", "/gradio_api/run/predict", "/logout/"):
            assert client.post(path, json={"data": []}).status_code == 401
        assert client.get("/healthz").json() == {"status": "ok", "articles": 12}
        assert client.get("/slack/events").status_code == 404


def test_the_page_shows_who_is_logged_in_with_a_button_to_log_out(chat: str) -> None:
    with visitor(chat, "reader 1") as client:
        shown = '<form method="post" action="logout"><span>Reader 1</span> <button>Log out</button></form>'
        assert json.dumps(shown) in greeting(client)
        assert client.post("/logout").status_code == 303
        assert client.get("/config").status_code == 401


def test_without_a_login_the_page_names_nobody(address: str) -> None:
    with visitor(address) as client:
        assert "/logout" not in greeting(client)


def test_a_name_with_markup_is_shown_as_text(chat: str, users: Users) -> None:
    users.add("<img src=x>", PASSWORD)
    with visitor(chat, "<img src=x>") as client:
        assert "<span>&lt;img src=x&gt;</span>" in greeting(client)


SERVE = """
from pathlib import Path

from assistant.feedback import FeedbackStore
from assistant.web.serve import serve
from assistant.web.settings import WebSettings

class Nobody:
    positions = records = ()
    topics = {}

serve(
    Nobody(), WebSettings.of_environment(), port=0, store=FeedbackStore(Path("unused")), open_browser=False
)
"""


@pytest.mark.parametrize(
    ("variables", "last"),
    [
        ({"ASSISTANT_AUTH": "nowhere"}, "ASSISTANT_AUTH names 'nowhere', which does not exist: "),
        ({"ASSISTANT_AUTH_HEADER": "X-User"}, "but ASSISTANT_PROXIES is not set: "),
    ],
)
def test_a_chat_whose_login_cannot_work_does_not_start(
    variables: dict[str, str], last: str, tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SERVE],
        env={"PYTHONPATH": str(Path(__file__).parents[2]), **variables},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert last in done.stderr.splitlines()[-1]
