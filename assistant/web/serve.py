"""Runs the web chat: finds a free port, starts uvicorn, opens the browser, ends cleanly on Ctrl-C."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import socket
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import h11
import typer
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from assistant.errors import AssistantError
from assistant.web.clients import through_proxy
from assistant.web.perimeter import is_loopback
from assistant.web.settings import WebSettings

if TYPE_CHECKING:
    from fastapi import FastAPI

    from assistant.answering.assistant import Assistant
    from assistant.feedback import FeedbackStore

_PORTS_TRIED = 20
_SECONDS_TO_END = 2
"""How long after Ctrl-C open pages may keep the server; each holds a connection that never ends."""

_UNGUARDED = (
    "Warning: the chat listens beyond this machine, and whoever reaches it may ask: set ASSISTANT_AUTH to "
    "have readers log in. List the names under which it is reached in ASSISTANT_HOSTS."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How long a request may take to arrive, and how many connections there may be."""

    header_seconds: float = 10.0
    body_seconds: float = 30.0
    per_address: int = 400
    """An open page holds one, and up to six while it loads. A trusted proxy may have them all."""
    together: int = 800
    """Below the 1,024 open files that a process usually may have."""


def serve(
    assistant: Assistant,
    host: str = "127.0.0.1",
    port: int = 7860,
    *,
    store: FeedbackStore | None = None,
    routes: Callable[[FastAPI], None] | None = None,
    open_browser: bool = True,
) -> None:
    """Serve the chat until Ctrl-C, on `port` or the next free one; port 0 takes any.

    With a `store`, readers can say what they think of an answer. `routes` adds paths to those of the chat.
    Raises `AssistantError` where the address cannot be used or no port is free.
    """
    from assistant.web.app import build_app
    from assistant.web.login import prepare

    settings = WebSettings.of_environment()
    for warning in prepare(settings):
        typer.echo(f"Warning: {warning}.", err=True)

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            typer.echo(f"The chat is open on {address} (Ctrl-C ends it).")
            if open_browser:
                webbrowser.open(address)

    with listening(host, port) as listener:
        taken = listener.getsockname()[1]
        if taken != port != 0:
            typer.echo(f"Port {port} is in use; taking {taken} instead.")
        address = f"http://{_named(host)}:{taken}"
        app = build_app(assistant, store=store, routes=routes, host=host, settings=settings)
        if not is_loopback(host) and not (settings.auth or settings.auth_header):
            typer.echo(_UNGUARDED, err=True)
        config = configured(app, settings, seconds_to_end=_SECONDS_TO_END)
        with contextlib.suppress(KeyboardInterrupt):  # uvicorn hands on the Ctrl-C that it has obeyed
            Server(config).run(sockets=[listener])
    typer.echo("The chat has ended.")


def configured(
    app: FastAPI, settings: WebSettings, *, seconds_to_end: int, bounds: Bounds = Bounds()
) -> uvicorn.Config:
    """How uvicorn serves the chat: without WebSockets, and with bounds on slow and on many clients."""
    return uvicorn.Config(
        app,
        http=protocol(bounds, settings.proxies),
        ws="none",
        log_level="critical",
        proxy_headers=False,  # `clients` reads them, of trusted proxies alone
        server_header=False,
        timeout_graceful_shutdown=seconds_to_end,
    )


def _named(host: str) -> str:
    """The host as it stands in an address that opens in a browser here."""
    if host in ("", "0.0.0.0", "::"):
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens on `port` or on the first free one of the next; port 0 is any."""
    if port not in range(65_536):
        raise AssistantError(f"{port} is not a port: take one from 1 to 65535")
    last = min(port + _PORTS_TRIED - 1, 65_535) if port else 0
    for candidate in range(port, last + 1):
        try:
            family, kind, *_, address = socket.getaddrinfo(host, candidate, type=socket.SOCK_STREAM)[0]
            return _listener(family, kind, address)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise AssistantError(
                    f"the chat cannot listen on {host!r}, port {candidate}: {error}"
                ) from error
    raise AssistantError(f"ports {port} to {last} are all in use: name another with --port")


def _listener(family: int, kind: int, address: tuple[object, ...]) -> socket.socket:
    listener = socket.socket(family, kind)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(2_048)
    except OSError:
        listener.close()
        raise
    return listener


def protocol(bounds: Bounds, proxies: tuple[str, ...] = ()) -> type[H11Protocol]:
    """The protocol for uvicorn that keeps to these bounds."""

    class Chosen(BoundedProtocol):
        _bounds = bounds
        _proxies = proxies

    return Chosen


class BoundedProtocol(H11Protocol):
    """One connection; h11 itself holds the headers of a request to 16 KB."""

    _bounds = Bounds()
    _proxies: tuple[str, ...] = ()
    _timer: asyncio.TimerHandle | None = None
    _awaited: str | None = None
    """The part of a request that has begun and not ended."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        if self._are_too_many():
            self._end(503, "Service Unavailable")
        else:
            self._watch()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop()
        super().connection_lost(exc)

    def _watch(self) -> None:
        """Wait for the rest of a request, no longer than it may take."""
        awaited = {h11.IDLE: "header", h11.SEND_BODY: "body"}.get(self.conn.their_state)
        if awaited == self._awaited:
            return
        self._stop()
        if awaited and not self.transport.is_closing():
            seconds = self._bounds.header_seconds if awaited == "header" else self._bounds.body_seconds
            self._awaited = awaited
            self._timer = self.loop.call_later(seconds, self._end, 408, "Request Timeout")

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self._awaited = None

    def _end(self, status: int, why: str) -> None:
        """Close the connection, saying why where no response has begun."""
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            self.transport.write(
                f"HTTP/1.1 {status} {why}\r\ncontent-type: text/plain\r\nconnection: close\r\n"
                f"content-length: {len(why) + 1}\r\n\r\n{why}\n".encode("ascii")
            )
            self.transport.close()
        else:
            self.transport.abort()  # a peer that reads nothing would keep it open

    def _are_too_many(self) -> bool:
        if len(self.connections) > self._bounds.together:
            return True
        peers = [_address(each) for each in self.connections if isinstance(each, H11Protocol)]
        many = peers.count(_address(self)) > self._bounds.per_address
        return many and not through_proxy({"client": self.client, "headers": []}, self._proxies)


def _address(connection: H11Protocol) -> str | None:
    return connection.client[0] if connection.client else None
