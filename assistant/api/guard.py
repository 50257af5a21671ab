"""The guard at the doors for programs: who may come in, how often, and how much may be sent at once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.web.clients import Tries, client_of
from assistant.web.doors import SMALL_ONES, body, replayed
from assistant.web.perimeter import PROGRAMS, Refusal, is_loopback

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from assistant.api.settings import ApiSettings
    from assistant.web.settings import WebSettings

LARGEST = 1024 * 1024
"""Bytes of a request. An answer sent back in a conversation takes 10 to 60 thousand."""
_BEARER = re.compile(r"bearer +([\x21-\x7e]+)", re.IGNORECASE)
_CLOSED = (
    "Without ASSISTANT_API_TOKENS, programs are answered on this machine alone, and not where a login, a "
    "proxy, a host name or a path of a proxy is set: set tokens."
)


class Guard:
    """ASGI middleware: a token or this machine, so many requests a minute, JSON of bounded size.

    Who asks stands in the scope as "assistant.client". Paths that are not for programs pass.
    """

    def __init__(
        self, app: ASGIApp, *, settings: ApiSettings, web: WebSettings, host: str, root_path: str
    ) -> None:
        self._app = app
        self._settings = settings
        self._proxies = web.proxies
        self._is_local = web.is_private(host, root_path)
        self._requests = Tries(web.per_minute * SMALL_ONES)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not PROGRAMS.fullmatch(scope["path"]):
            await self._app(scope, receive, send)
            return
        try:
            scope = {**scope, "assistant.client": self._client(scope)}
            if scope["path"] == "/mcp" and scope["method"] != "POST":
                # Without sessions nothing is ever sent on a stream that is opened by GET.
                raise Refusal(405, "Only POST is answered here.")
            if scope["method"] == "POST":
                receive = replayed(await body(scope, receive, LARGEST), receive)
        except Refusal as refusal:
            await refusal(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _client(self, scope: Scope) -> str:
        """Who asks, counted; raises `Refusal`."""
        address = client_of(scope, self._proxies)
        number = self._settings.number_of(_token(scope))
        if number is None and self._settings.api_tokens:
            self._count(address)  # a guess takes one of the address's tries
            raise Refusal(401, "Send one of this server's tokens: Authorization: Bearer TOKEN.")
        if number is None and not (self._is_local and is_loopback(address)):
            raise Refusal(403, _CLOSED)
        client = address if number is None else f"token {number}"
        self._count(client)
        return client

    def _count(self, client: str) -> None:
        seconds = self._requests.take(client)
        if seconds is not None:
            raise Refusal(429, f"Too many requests: try again in {seconds} s.", wait=seconds)


def _token(scope: Scope) -> str:
    """The token that a request carries; an empty one where it carries none, or more than one."""
    values = [value.decode("latin-1") for name, value in scope["headers"] if name == b"authorization"]
    match = _BEARER.fullmatch(values[0].strip()) if len(values) == 1 else None
    return match[1] if match else ""
