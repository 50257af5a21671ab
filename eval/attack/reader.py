"""A reader of the web chat without a browser: joins Gradio's queue and reads the event stream."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote

import httpx

from eval.attack.chat import Chat

JOIN, STREAM, RUN = "/gradio_api/queue/join", "/gradio_api/queue/data", "/gradio_api/run/predict"
_CONFIG = re.compile(r"window\.gradio_config = (\{.*?\});</script>", re.DOTALL)
_INPUT = re.compile(r"<input\b[^>]*>")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Heard:
    """What came for one question."""

    status: int
    """Of the request that puts the question."""
    stream: str
    """The whole event stream, undecoded but for its JSON."""
    complete: bool

    @property
    def served(self) -> bool:
        return self.status == 200 and self.complete


def question_body(question: Any, *, people: Any = (), since: Any = "", session: str = "") -> dict[str, Any]:
    """The body with which the page puts a question."""
    people = list(people) if isinstance(people, tuple) else people
    return {
        "data": [question, people, [], since, "", [], "", None, None],
        "event_data": None,
        "fn_index": 0,
        "trigger_id": 11,
        "session_hash": session or secrets.token_hex(6),
    }


class Reader:
    """One page of the chat that is open; with `cookies=False` it forgets every cookie it is given."""

    def __init__(self, chat: Chat, *, cookies: bool = True, seconds: float = 60) -> None:
        self.chat = chat
        self.session = secrets.token_hex(6)
        self._cookies = cookies
        self.client = chat.client(seconds=seconds)

    def opened(self) -> dict[str, Any]:
        """Open the page; what it says of its components."""
        page = self.client.get("/")
        page.raise_for_status()
        self._forget()
        found = _CONFIG.search(page.text)
        config: dict[str, Any] = json.loads(found[1]) if found else {}
        return config

    def log_in(self, name: str, password: str) -> httpx.Response:
        """Send the form of the login page, whatever its fields are called."""
        form = {"next": "/"}
        for tag in _INPUT.findall(self.client.get("/login").text):
            given = dict(_ATTRIBUTE.findall(tag))
            kind = given.get("type", "text")
            value = {"password": password, "hidden": given.get("value", "")}.get(kind, name)
            if "name" in given:
                form[given["name"]] = value
        return self.client.post("/login", data=form)

    def join(self, body: dict[str, Any] | bytes, kind: str = "application/json") -> httpx.Response:
        """Send a body to the queue."""
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        self._forget()
        return self.client.post(JOIN, content=content, headers={"content-type": kind})

    def ask(self, question: Any, **more: Any) -> Heard:
        """Put a question and read its stream to the end."""
        joined = self.join(question_body(question, session=self.session, **more))
        if joined.status_code != 200:
            return Heard(joined.status_code, joined.text, complete=False)
        return self.listen(joined.status_code)

    def listen(self, status: int = 200) -> Heard:
        """The event stream of this page, to the end of what it waits for."""
        parts = list(self.lines())
        told = "\n".join(parts)
        return Heard(status, told, complete='"msg":"process_completed"' in told.replace(" ", ""))

    def lines(self) -> Iterator[str]:
        """The lines of the event stream as they come."""
        self._forget()
        with self.client.stream("GET", STREAM, params={"session_hash": self.session}) as stream:
            for line in stream.iter_lines():
                yield line
                if '"msg":"close_stream"' in line.replace(" ", ""):
                    break

    def say(self, answer_id: str, comment: str = "") -> bool:
        """Call an answer helpful through the hidden place of the page; whether that is said to be kept."""
        said = {"answer": answer_id, "helpful": not comment}
        sent = quote(json.dumps({**said, **({"comment": comment} if comment else {})}))
        config = self.opened()
        place = next(each["id"] for each in config["components"] if each["props"].get("elem_id") == "said")
        function = next(each for each in config["dependencies"] if [place, "click"] in each["targets"])
        body = {
            "data": [sent],
            "event_data": None,
            "fn_index": function["id"],
            "trigger_id": place,
            "session_hash": self.session,
        }
        if function["queue"]:
            heard = self.join(body)
            told = self.listen().stream if heard.status_code == 200 else ""
        else:
            told = self.client.post(RUN, json=body).text
        return '"kept": true' in unquote(told)

    def close(self) -> None:
        self.client.close()

    def _forget(self) -> None:
        if not self._cookies:
            self.client.cookies.clear()
