"""The outer wall of the web chat: which hosts and origins are let in, and what browsers are told."""

from __future__ import annotations

import re
from collections.abc import Iterable
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

from assistant.web.clients import through_proxy

if TYPE_CHECKING:
    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from assistant.web.settings import WebSettings

# Gradio evaluates its templates in the browser, hence 'unsafe-eval'; nothing may come from another origin.
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'"
)
_PROXYS_WORD = (b"forwarded", b"x-gradio-server")
"""With X-Forwarded-…, the headers by which a proxy says who asks, and from which Gradio takes its address."""
_HOST = re.compile(r"(?:\[([0-9a-f:.]+)\]|([\w.-]+))(?::(\d{1,5}))?", re.ASCII | re.IGNORECASE)
PROGRAMS = re.compile(r"/(?:api|v1)/.*|/mcp|/metrics", re.DOTALL)
"""Paths for programs, which send a token in the place of a login (`api.guard`)."""
_UNKNOWN_HOST = "This host name is not one of the chat's: list it in ASSISTANT_HOSTS."
_FOREIGN = "Another website may not ask here."


class Refusal(Exception):
    """A request that is not answered; as an ASGI application it says why."""

    def __init__(self, status: int, why: str, *, wait: int | None = None) -> None:
        super().__init__(why)
        self.status = status
        self.why = why
        self.wait = wait
        """Seconds after which the request may be made again."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.response(scope["path"])(scope, receive, send)

    def response(self, path: str) -> Response:
        """What is answered to a request at this path."""
        from starlette.responses import JSONResponse, PlainTextResponse

        headers = {"cache-control": "no-store"}
        if self.wait is not None:
            headers["retry-after"] = str(self.wait)
        if self.status == 401:
            headers["www-authenticate"] = "Bearer"
        if told := error_data(self.why, path):
            return JSONResponse(told, self.status, headers)
        return PlainTextResponse(f"{self.why}\n", self.status, headers)


def error_data(why: str, path: str) -> dict[str, Any] | None:
    """An error as JSON in the form that is read at this path; None where text is."""
    if path.startswith("/v1/"):  # as clients of OpenAI read it
        return {"error": {"message": why, "type": "invalid_request_error", "param": None, "code": None}}
    if PROGRAMS.fullmatch(path):
        return {"error": why}
    # Gradio's page shows a reader what stands under "detail".
    return {"detail": why} if path.startswith("/gradio_api/") else None


class Perimeter:
    """ASGI middleware: answers only under known host names, never a foreign origin, never a WebSocket.

    Names are checked since a website can let its own name point to this machine (DNS rebinding).
    """

    def __init__(self, app: ASGIApp, *, settings: WebSettings, host: str) -> None:
        self._app = app
        self._proxies = settings.proxies
        self._public = frozenset(host.lower().strip("[].") for host in settings.hosts)
        self._listening = host.lower()
        self._headers = _headers(settings.frame_ancestors)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                # No other origin is ever allowed to read, so none is told that it may.
                kept = (it for it in message.get("headers", ()) if not it[0].startswith(b"access-control-"))
                message["headers"] = [*kept, *self._headers]
            await send(message)

        try:
            inside = self._let_in(scope)
        except Refusal as refusal:
            await refusal(scope, receive, told)
            return
        await self._app(inside, receive, told)

    def _let_in(self, scope: Scope) -> Scope:
        """The request without what only a trusted proxy may say; raises `Refusal`."""
        believed = through_proxy(scope, self._proxies)
        headers = [it for it in scope["headers"] if believed or not _is_a_proxys(it[0])]
        named = _values(headers, b"x-forwarded-host")[:1] or _values(headers, b"host")
        names = {_place(each)[0] for each in (*named, *_values(headers, b"host"))}
        if len(_values(headers, b"host")) != 1 or not all(name and self._knows(name) for name in names):
            raise Refusal(400, _UNKNOWN_HOST)
        origins = _values(headers, b"origin")
        if not all(self._is_ours(origin, named[0]) for origin in origins):
            raise Refusal(403, _FOREIGN)
        secure = _values(headers, b"x-forwarded-proto")[:1] == ["https"]
        return {**scope, "headers": headers, "scheme": "https" if secure else scope["scheme"]}

    def _knows(self, name: str) -> bool:
        return name in self._public or name == self._listening or is_loopback(name)

    def _is_ours(self, origin: str, host: str) -> bool:
        """Whether a page of `origin` is the chat's own, asked for under `host`.

        A proxy may tell us another host than the one it was asked for; then the public names count, on the
        default port. Another port of this machine may be another program's.
        """
        scheme, _, place = origin.lower().partition("://")
        name, port = _place(place)
        default = port in (None, 443 if scheme == "https" else 80)
        return scheme in ("http", "https") and (place == host.lower() or (default and name in self._public))


def is_loopback(name: str) -> bool:
    """Whether a host name or address means this machine and no other.

    >>> is_loopback("localhost"), is_loopback("127.0.0.1"), is_loopback("::1"), is_loopback("0.0.0.0")
    (True, True, True, False)
    """
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return name == "localhost"


def _headers(ancestors: tuple[str, ...]) -> tuple[tuple[bytes, bytes], ...]:
    embedding = " ".join(ancestors) or "'none'"
    policy = f"{_POLICY}; frame-ancestors {embedding}"
    # The older header cannot name origins: it would forbid those that are allowed.
    older = () if ancestors else ((b"x-frame-options", b"DENY"),)
    return (
        (b"content-security-policy", policy.encode("latin-1")),
        # Without any referrer a browser sends "Origin: null" with the forms of our own pages.
        (b"referrer-policy", b"same-origin"),
        (b"x-content-type-options", b"nosniff"),
        *older,
    )


def _is_a_proxys(name: bytes) -> bool:
    return name.lower().startswith(b"x-forwarded-") or name.lower() in _PROXYS_WORD


def _values(headers: Iterable[tuple[bytes, bytes]], name: bytes) -> list[str]:
    """The values of a header; of a list, its members."""
    values = [value.decode("latin-1") for key, value in headers if key.lower() == name]
    return [part.strip() for value in values for part in value.split(",")]


def _place(host: str) -> tuple[str | None, int | None]:
    """The name and the port of "name", "name:port" or "[::1]:port"; no name where it is none of these."""
    match = _HOST.fullmatch(host)
    if match is None:
        return None, None
    name, port = (match[1] or match[2]).lower().removesuffix("."), match[3]
    return name, int(port) if port else None
