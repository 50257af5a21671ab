"""The paths that are open, and what a request through each may hold; every other path is closed.

They are what a browser was seen to ask for while a page was opened, asked, stopped, cleared and loaded anew.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.rendering.words import ENGLISH, Words
from assistant.web.clients import Tries, asker
from assistant.web.forms import Ask, Cancel, Events, Form, Reset, checked
from assistant.web.perimeter import Refusal

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from assistant.web.settings import WebSettings

LARGEST = 64 * 1024
"""Bytes of a request of the page; a question of two thousand characters takes a tenth."""
SMALL_ONES = 20
"""Requests that ask nothing (a press of Stop, a word on an answer), for each question that may be asked."""
_READ = re.compile(
    r"/|/favicon\.ico|/theme\.css|/static/(?:[\w-][\w.-]*/)*[\w-][\w.-]*|/assets/(?:[\w-][\w.-]*/)*[\w-][\w.-]*"
    r"|/gradio_api/heartbeat/[0-9a-z]{1,64}|/gradio_api/queue/data",
    re.ASCII,
)
"""No name in a path begins with a full stop, so none leads up."""
_SESSION = re.compile(rb"session_hash=[0-9a-z]{1,64}")


@dataclass(frozen=True, slots=True)
class _Door:
    form: type[Form]
    queued: bool = False


_SENT = {
    "/gradio_api/queue/join": _Door(Ask, queued=True),
    "/gradio_api/run/predict": _Door(Ask),
    "/gradio_api/cancel": _Door(Cancel),
    "/gradio_api/reset": _Door(Reset),
}


class Doors:
    """ASGI middleware before Gradio: only open paths, small bodies of the page's own form, and not too many.

    Paths that one of `own` matches are not Gradio's: they check for themselves what they are sent. The reader
    who has logged in stands in the scope as "assistant.reader".
    """

    def __init__(
        self, app: ASGIApp, *, settings: WebSettings, events: Events, own: Collection[re.Pattern[str]] = ()
    ) -> None:
        self._app = app
        self._events = events
        self._own = tuple(own)
        self._proxies = settings.proxies
        self._questions = Tries(settings.per_minute)
        self._small_ones = Tries(settings.per_minute * SMALL_ONES)
        self._per_minute = settings.per_minute
        self._words = settings.words

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or any(own.fullmatch(scope["path"]) for own in self._own):
            await self._app(scope, receive, send)
            return
        try:
            scope, receive = await self._let_through(scope, receive)
        except Refusal as refusal:
            await refusal(scope, receive, send)
            return
        await self._app(scope, receive, send)

    async def _let_through(self, scope: Scope, receive: Receive) -> tuple[Scope, Receive]:
        """The request as Gradio may see it; raises `Refusal`."""
        path, method = scope["path"], scope["method"]
        if _READ.fullmatch(path):
            _hold_to(("GET", "HEAD"), method)
            asks = path == "/gradio_api/queue/data" and _SESSION.fullmatch(scope["query_string"])
            # Gradio's own page reads a page's name and a shared link from its address; ours has none.
            return {**scope, "query_string": scope["query_string"] if asks else b""}, receive
        door = _SENT.get(path)
        if door is None:
            raise Refusal(404, "Not found")
        _hold_to(("POST",), method)
        self._count(scope, question=door.queued)
        sent = checked(
            await body(scope, receive, LARGEST, self._words), door.form, self._events, queued=door.queued
        )
        headers = [it for it in scope["headers"] if it[0] not in (b"content-length", b"transfer-encoding")]
        headers.append((b"content-length", str(len(sent)).encode()))
        return {**scope, "query_string": b"", "headers": headers}, replayed(sent, receive)

    def _count(self, scope: Scope, *, question: bool) -> None:
        tries = self._questions if question else self._small_ones
        seconds = tries.take(asker(scope, self._proxies))
        if seconds is not None:
            key = "chat.too_many_questions" if question else "chat.too_many_requests"
            told = self._words(key, most=self._per_minute, seconds=seconds)
            raise Refusal(429, told, wait=seconds)


async def body(scope: Scope, receive: Receive, largest: int, words: Words = ENGLISH) -> bytes:
    """The JSON that is sent, counted while it is read; raises `Refusal`."""
    from starlette.datastructures import Headers

    headers = Headers(scope=scope)
    kind, _, charset = headers.get("content-type", "").lower().replace(" ", "").partition(";")
    if kind != "application/json" or charset not in ("", "charset=utf-8"):
        raise Refusal(400, "The content type has to be application/json.")
    if "content-encoding" in headers:
        raise Refusal(400, "A body cannot be compressed here.")
    too_large = Refusal(413, words("chat.too_long", most=largest // 1024))
    length = headers.get("content-length", "0")
    if length.isdecimal() and int(length[:20]) > largest:
        raise too_large
    read, more = bytearray(), True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Refusal(400, "The request has ended early.")
        read += message.get("body", b"")
        if len(read) > largest:
            raise too_large
        more = message.get("more_body", False)
    return bytes(read)


def _hold_to(methods: tuple[str, ...], method: str) -> None:
    if method not in methods:
        raise Refusal(405, "Method not allowed")


def replayed(sent: bytes, receive: Receive) -> Receive:
    """What is received in place of a body that was read already; then what comes."""
    parts: list[Message] = [{"type": "http.request", "body": sent, "more_body": False}]

    async def replay() -> Message:
        return parts.pop() if parts else await receive()

    return replay
