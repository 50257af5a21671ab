"""Serving under a path of another server, such as /chat of a reverse proxy."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.errors import AssistantError

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_FORM = re.compile(r"(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*")


class RootPath:
    """ASGI middleware: takes the root path from requests, where it is left, and adds it to redirects."""

    def __init__(self, app: ASGIApp, *, root_path: str) -> None:
        self._app = app
        self._root = root_path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].startswith(f"{self._root}/"):
            scope = {**scope, "path": scope["path"].removeprefix(self._root)}

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = message.get("headers", ())
                message["headers"] = [(name, self._moved(name, value)) for name, value in headers]
            await send(message)

        await self._app(scope, receive, told)

    def _moved(self, name: bytes, value: bytes) -> bytes:
        local = name == b"location" and value.startswith(b"/") and not value.startswith(b"//")
        return self._root.encode() + value if local else value


def read_root_path(given: str) -> str:
    """A root path as "/chat", empty for the root itself; raises `AssistantError`.

    >>> read_root_path("chat/"), read_root_path("/")
    ('/chat', '')
    """
    path = "/" + given.strip("/") if given.strip("/") else ""
    if not _FORM.fullmatch(path):
        raise AssistantError(f"{given!r} is not a path to serve under: give one such as /chat")
    return path
