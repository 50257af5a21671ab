"""A small Slack on the loopback: its Web API, which keeps what it was told and answers as it is told to.

Every call is checked against Slack's published limits, required arguments and the state of its streams; what
the real one would refuse is refused, and fails the test when the fake is closed (`refuses` says otherwise).
"""

from __future__ import annotations

import itertools
import json
import socket
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal, Self
from urllib.parse import parse_qsl, urlsplit

from tests.slack.limits import violations

TEAM, APP, BOT_USER, BOT = "T0ELMFORD", "A0ASKER", "U0ASKERBOT", "B0ASKERBOT"
BOT_TOKEN, APP_TOKEN = "xoxb-elmford", "xapp-elmford"
RESPONSE_URL = "response_url"
"""The method under which posts to a response_url are kept."""
REQUIRED = {
    "apps.connections.open": (),
    "assistant.threads.setStatus": ("channel_id", "thread_ts", "status"),
    "assistant.threads.setSuggestedPrompts": ("channel_id", "prompts"),
    "auth.test": (),
    "chat.appendStream": ("channel", "ts"),
    "chat.delete": ("channel", "ts"),
    "chat.postEphemeral": ("channel", "user", "text"),
    "chat.postMessage": ("channel", "text"),
    "chat.startStream": ("channel", "thread_ts"),
    "chat.stopStream": ("channel", "ts"),
    "chat.update": ("channel", "ts", "text"),
    "conversations.info": ("channel",),
    "conversations.replies": ("channel", "ts"),
    "oauth.v2.access": ("code",),
    "users.info": ("user",),
    "views.open": ("trigger_id", "view"),
    RESPONSE_URL: (),
}
"""The methods there are, with the arguments that each needs; `text` is what notifications show."""


@dataclass(frozen=True, slots=True)
class Call:
    """One request as it came in; `body` is parsed, JSON inside a form too."""

    method: str
    body: dict[str, Any]
    token: str | None
    at: float
    """`time.monotonic()` of its arrival."""


@dataclass(frozen=True, slots=True)
class Reply:
    """How a call is answered; as it stands, the way Slack answers when all is well."""

    status: int = 200
    error: str | None = None
    body: Mapping[str, Any] = field(default_factory=dict)
    """Over what Slack would answer."""
    headers: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    """How long the answer takes."""
    cut: bool = False
    """The connection ends without an answer."""


def too_many(seconds: int) -> Reply:
    """A 429 that asks to come back later."""
    return Reply(429, "ratelimited", headers={"retry-after": str(seconds)})


@dataclass
class Message:
    """A message as Slack keeps it."""

    channel: str
    ts: str
    thread_ts: str | None
    author: dict[str, str]
    text: str
    streaming: Literal["", "chunks", "text"] = ""
    """While it grows: of what; all that is added must be the same."""
    blocks: list[dict[str, Any]] = field(default_factory=list)

    def shown(self) -> dict[str, Any]:
        thread = {"thread_ts": self.thread_ts} if self.thread_ts else {}
        return {"type": "message", **self.author, "text": self.text, "ts": self.ts, **thread}


class FakeSlack:
    """Serves while it is entered; safe to ask from any thread."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.wrong: list[str] = []
        """What the real Slack would have refused."""
        self.refuses = False
        """Whether a test means to be refused."""
        self.messages: list[Message] = []
        self.names = {"U0ANNA": "Anna Ash", "U0BO": "Bo Birk"}
        """Of the people here, by id."""
        self.channels = {"C0FERRIES": "ferries", "C0TOLLS": "tolls"}
        self.socket_url = ""
        """Where `apps.connections.open` sends the client."""
        self._scripts: dict[str, list[Reply]] = {}
        self._always: dict[str, Reply] = {}
        self._numbers = itertools.count(1)
        self._changed = threading.Condition()
        self._closing = threading.Event()
        self._http = _Server(self)
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.01,))

    @property
    def url(self) -> str:
        """For `WebClient(base_url=…)`."""
        return f"http://127.0.0.1:{self._http.server_port}/api/"

    @property
    def response_url(self) -> str:
        return f"http://127.0.0.1:{self._http.server_port}/commands/{TEAM}/1"

    @property
    def transcript(self) -> list[tuple[str, dict[str, Any]]]:
        """Method and body of every call, in order of arrival."""
        return [(call.method, call.body) for call in self.calls]

    def of(self, method: str) -> list[dict[str, Any]]:
        """The bodies of the calls of one method, in order."""
        return [call.body for call in self.calls if call.method == method]

    def plays(self, method: str, *replies: Reply) -> None:
        """Answer the next calls of `method` so, one after the other; `Reply()` is an ordinary one."""
        with self._changed:
            self._scripts.setdefault(method, []).extend(replies)

    def always(self, method: str, reply: Reply) -> None:
        """Answer every call of `method` so, once its script is over."""
        self._always[method] = reply

    def wait(self, method: str, number: int = 1, *, seconds: float = 30) -> Call:
        """The call of `method` of that number, counted from one; waits until it has come."""
        with self._changed:
            found = lambda: [call for call in self.calls if call.method == method]  # noqa: E731
            if not self._changed.wait_for(lambda: len(found()) >= number, seconds):
                came = ", ".join(call.method for call in self.calls)
                raise AssertionError(f"no {method} number {number} within {seconds} s; there came: {came}")
            return found()[number - 1]

    def said(self, channel: str, text: str, *, user: str = "U0ANNA", thread_ts: str | None = None) -> Message:
        """A message that somebody wrote."""
        with self._changed:
            return self._kept(channel, text, {"user": user}, thread_ts)

    def answer(self, method: str, body: dict[str, Any], token: str | None) -> Reply:
        """Keep the call; what to answer, once the script has had its say."""
        with self._changed:
            self.calls.append(Call(method, body, token, time.monotonic()))
            script = self._scripts.get(method)
            reply = script.pop(0) if script else self._always.get(method, Reply())
            ordinary = self._answered(method, body)
            self._changed.notify_all()
        if reply.status != 200 or reply.error:
            return reply
        return Reply(
            body={**ordinary, **reply.body}, headers=reply.headers, seconds=reply.seconds, cut=reply.cut
        )

    def pause(self, seconds: float) -> None:
        """Wait, unless the fake is closing."""
        self._closing.wait(seconds)

    def _answered(self, method: str, body: dict[str, Any]) -> dict[str, Any]:
        missing = [name for name in REQUIRED.get(method, ()) if body.get(name) in (None, "")]
        if method == "assistant.threads.setStatus" and body.get("status") == "":
            missing.remove("status")  # an empty status takes the status away
        if method not in REQUIRED:
            return self._refused(method, "unknown_method")
        if missing:
            return self._refused(method, "invalid_arguments", f"missing {', '.join(missing)}")
        if _has_limits(method, body) and (broken := violations(method, body)):
            return self._refused(method, "invalid_blocks", "; ".join(broken))
        answer = getattr(self, f"_{method.replace('.', '_')}", None)
        return {"ok": True} if answer is None else answer(body)

    def _refused(self, method: str, error: str, why: str = "") -> dict[str, Any]:
        self.wrong.append(f"{method}: {error}{': ' if why else ''}{why}")
        return {"ok": False, "error": error}

    def _auth_test(self, body: dict[str, Any]) -> dict[str, Any]:
        return {
            "ok": True,
            "url": "https://elmford.slack.com/",
            "team": "Elmford",
            "team_id": TEAM,
            "user": "asker",
            "user_id": BOT_USER,
            "bot_id": BOT,
            "is_enterprise_install": False,
        }

    def _apps_connections_open(self, body: dict[str, Any]) -> dict[str, Any]:
        return {"ok": True, "url": self.socket_url}

    def _chat_postMessage(self, body: dict[str, Any]) -> dict[str, Any]:
        kept = self._kept(body["channel"], body["text"], _OURS, body.get("thread_ts"))
        kept.blocks += _blocks(body)
        return {"ok": True, "channel": kept.channel, "ts": kept.ts, "message": kept.shown()}

    def _chat_postEphemeral(self, body: dict[str, Any]) -> dict[str, Any]:
        return {"ok": True, "message_ts": self._ts()}

    def _chat_update(self, body: dict[str, Any]) -> dict[str, Any]:
        message = self._found(body)
        if message is None:
            return self._refused("chat.update", "message_not_found")
        message.text, message.blocks = body["text"], _blocks(body)
        return {"ok": True, "channel": message.channel, "ts": message.ts, "text": message.text}

    def _chat_delete(self, body: dict[str, Any]) -> dict[str, Any]:
        message = self._found(body)
        if message is None:
            return self._refused("chat.delete", "message_not_found")
        self.messages.remove(message)
        return {"ok": True, "channel": message.channel, "ts": message.ts}

    def _chat_startStream(self, body: dict[str, Any]) -> dict[str, Any]:
        for name in ("recipient_user_id", "recipient_team_id"):
            if not body["channel"].startswith("D") and not body.get(name):
                return self._refused("chat.startStream", f"missing_{name}")
        if "chunks" in body and "markdown_text" in body:
            return self._refused("chat.startStream", "cannot_provide_both_markdown_text_and_chunks")
        kept = self._kept(body["channel"], _text(body), _OURS, body["thread_ts"])
        kept.streaming = "chunks" if "chunks" in body else "text"
        kept.blocks += _blocks(body)
        return {"ok": True, "channel": kept.channel, "ts": kept.ts}

    def _chat_appendStream(self, body: dict[str, Any]) -> dict[str, Any]:
        return self._streamed("chat.appendStream", body)

    def _chat_stopStream(self, body: dict[str, Any]) -> dict[str, Any]:
        return self._streamed("chat.stopStream", body)

    def _streamed(self, method: str, body: dict[str, Any]) -> dict[str, Any]:
        message = self._found(body)
        if message is None:
            return self._refused(method, "message_not_found")
        if not message.streaming:
            return self._refused(method, "message_not_in_streaming_state")
        if {"chunks": "markdown_text", "text": "chunks"}[message.streaming] in body:
            return self._refused(method, "streaming_mode_mismatch")
        message.text += _text(body)
        message.blocks += _blocks(body)
        if method == "chat.stopStream":
            message.streaming = ""
        return {"ok": True, "channel": message.channel, "ts": message.ts}

    def _conversations_replies(self, body: dict[str, Any]) -> dict[str, Any]:
        thread = [
            message.shown()
            for message in self.messages
            if message.channel == body["channel"] and body["ts"] in (message.ts, message.thread_ts)
        ]
        if not thread:
            return {"ok": False, "error": "thread_not_found"}
        return {"ok": True, "messages": thread, "has_more": False}

    def _conversations_info(self, body: dict[str, Any]) -> dict[str, Any]:
        name = self.channels.get(body["channel"])
        if name is None:
            return {"ok": False, "error": "channel_not_found"}
        return {"ok": True, "channel": {"id": body["channel"], "name": name, "is_channel": True}}

    def _users_info(self, body: dict[str, Any]) -> dict[str, Any]:
        name = self.names.get(body["user"])
        if name is None:
            return {"ok": False, "error": "user_not_found"}
        profile = {"real_name": name, "display_name": name}
        return {
            "ok": True,
            "user": {"id": body["user"], "real_name": name, "profile": profile, "is_bot": False},
        }

    def _views_open(self, body: dict[str, Any]) -> dict[str, Any]:
        return {"ok": True, "view": {"id": f"V{next(self._numbers)}", **body["view"]}}

    def _oauth_v2_access(self, body: dict[str, Any]) -> dict[str, Any]:
        return {
            "ok": True,
            "access_token": BOT_TOKEN,
            "token_type": "bot",
            "scope": "chat:write",
            "bot_user_id": BOT_USER,
            "app_id": APP,
            "team": {"id": TEAM, "name": "Elmford"},
            "enterprise": None,
            "authed_user": {"id": "U0ANNA"},
            "is_enterprise_install": False,
        }

    def _kept(self, channel: str, text: str, author: dict[str, str], thread_ts: str | None) -> Message:
        message = Message(channel, self._ts(), thread_ts, author, text)
        self.messages.append(message)
        return message

    def _found(self, body: dict[str, Any]) -> Message | None:
        place = (body["channel"], body["ts"])
        return next((each for each in self.messages if (each.channel, each.ts) == place), None)

    def _ts(self) -> str:
        return f"1790000000.{next(self._numbers):06}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, *error: object) -> None:
        self._closing.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()
        if kind is None and not self.refuses and self.wrong:
            raise AssertionError("; ".join(self.wrong))


_OURS = {"user": BOT_USER, "bot_id": BOT, "app_id": APP}


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    request_queue_size = 128

    def __init__(self, slack: FakeSlack) -> None:
        self.slack = slack
        super().__init__(("127.0.0.1", 0), _Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that has gone is no error; anything else is one of the test."""
        error = sys.exc_info()[1]
        if not isinstance(error, ConnectionError):
            self.slack.wrong.append(f"the fake itself failed: {error!r}")


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        self._answer(dict(parse_qsl(urlsplit(self.path).query, keep_blank_values=True)))

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length") or 0)).decode()
        if "json" in (self.headers.get("content-type") or ""):
            self._answer(json.loads(body) if body else {})
        else:
            self._answer(dict(parse_qsl(body, keep_blank_values=True)))

    def _answer(self, body: dict[str, Any]) -> None:
        path = urlsplit(self.path).path
        method = path.removeprefix("/api/") if path.startswith("/api/") else RESPONSE_URL
        bearer = self.headers.get("authorization", "").removeprefix("Bearer ") or None
        token = body.pop("token", None)
        reply = self.server.slack.answer(
            method, {name: _decoded(value) for name, value in body.items()}, bearer or token
        )
        self.server.slack.pause(reply.seconds)
        if reply.cut:
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        answer = {"ok": False, "error": reply.error} if reply.error else dict(reply.body)
        sent = json.dumps(answer).encode()
        headers = {"content-type": "application/json", "content-length": str(len(sent)), **reply.headers}
        self.send_response(reply.status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(sent)

    def log_message(self, format: str, *args: Any) -> None:
        pass


def _has_limits(method: str, body: dict[str, Any]) -> bool:
    """Whether limits are published for what is sent; to delete a message, nothing is."""
    shows = method.startswith(("assistant.threads.", "chat.", "views.", RESPONSE_URL))
    return shows and method != "chat.delete" and not body.get("delete_original")


def _text(body: dict[str, Any]) -> str:
    """What a call adds to the text of a stream."""
    chunks = [chunk.get("text", "") for chunk in body.get("chunks") or () if chunk["type"] == "markdown_text"]
    return "".join((body.get("markdown_text") or "", *chunks))


def _blocks(body: dict[str, Any]) -> list[dict[str, Any]]:
    """The blocks of a call: those in its chunks first."""
    chunks = [block for chunk in body.get("chunks") or () for block in chunk.get("blocks", ())]
    return [*chunks, *(body.get("blocks") or ())]


def _decoded(value: Any) -> Any:
    """JSON inside a form, as the value that it is."""
    if isinstance(value, str) and value[:1] in ("[", "{"):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value
