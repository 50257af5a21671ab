"""Runs the web chat: finds a free port, starts uvicorn, opens the browser, ends cleanly on Ctrl-C."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import signal
import socket
import time
import webbrowser
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import typer
import uvicorn

from assistant.errors import AssistantError
from assistant.web.connections import Bounds, protocol
from assistant.web.perimeter import is_loopback

if TYPE_CHECKING:
    from fastapi import FastAPI

    from assistant.answering.assistant import Assistant
    from assistant.feedback import FeedbackStore
    from assistant.settings import Settings
    from assistant.web.settings import WebSettings

_PORTS_TRIED = 20
_SECONDS_TO_FINISH = 25
"""How long answers under way may take after Ctrl-C or SIGTERM; most that end a process kill it after 30."""
_SECONDS_TO_END = 2
"""How long open pages may keep the server after that; each holds a connection that never ends."""

_SECONDS_BETWEEN_LOOKS = 0.05
_ADDING = "Readers can add articles to the folder: --no-add, or ASSISTANT_ADD=0, switches that off."
_UNGUARDED = (
    "Warning: the chat listens beyond this machine, and whoever reaches it may ask: set ASSISTANT_AUTH to "
    "have readers log in. List the names under which it is reached in ASSISTANT_HOSTS."
)


def serve(
    assistant: Assistant,
    settings: WebSettings,
    host: str = "127.0.0.1",
    port: int = 7860,
    *,
    store: FeedbackStore,
    routes: Callable[[FastAPI], None] | None = None,
    adding: Settings | None = None,
    open_browser: bool = True,
    root_path: str = "",
    seconds_to_finish: float = _SECONDS_TO_FINISH,
) -> None:
    """Serve the chat until Ctrl-C or SIGTERM, on `port` or the next free one; port 0 takes any.

    Answers under way are finished, if they take no longer than `seconds_to_finish`.

    The `store` keeps what readers think of an answer. `routes` adds paths to those of the chat. With
    `adding`, readers add articles to its folder where the settings of the web chat let them.
    Raises `AssistantError` where the address cannot be used or no port is free.
    """
    from assistant.web.app import build_app
    from assistant.web.login import prepare
    from assistant.web.monitor import start_log

    start_log(as_json=settings.log == "json")
    for warning in prepare(settings):
        typer.echo(f"Warning: {warning}.", err=True)

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            typer.echo(f"The chat is open on {address} (Ctrl-C ends it).")
            if open_browser:
                webbrowser.open(address)

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            for server in self.servers:
                server.close()
            until = time.monotonic() + seconds_to_finish
            while app.state.monitor.running and not self.force_exit and time.monotonic() < until:
                await asyncio.sleep(_SECONDS_BETWEEN_LOOKS)
            await super().shutdown(sockets)

    with listening(host, port) as listener:
        taken = listener.getsockname()[1]
        if taken != port != 0:
            typer.echo(f"Port {port} is in use; taking {taken} instead.")
        address = f"http://{_named(host)}:{taken}"
        app = build_app(
            assistant,
            store=store,
            routes=routes,
            host=host,
            settings=settings,
            root_path=root_path,
            adding=adding if (adds := settings.lets_add(host, root_path)) else None,
        )
        if not is_loopback(host) and not settings.has_login:
            typer.echo(_UNGUARDED, err=True)
        if adding and adds and (settings.add or settings.has_login):
            typer.echo(_ADDING)
        config = configured(app, settings, seconds_to_end=_SECONDS_TO_END)
        # uvicorn hands on the signal that it has obeyed.
        with terminated_as_interrupted(), contextlib.suppress(KeyboardInterrupt):
            Server(config).run(sockets=[listener])
    typer.echo("The chat has ended.")


@contextlib.contextmanager
def terminated_as_interrupted() -> Iterator[None]:
    """SIGTERM does inside what Ctrl-C does: nothing that is open is left behind."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def configured(
    app: FastAPI, settings: WebSettings, *, seconds_to_end: int, bounds: Bounds | None = None
) -> uvicorn.Config:
    """How uvicorn serves the chat: without WebSockets, and with bounds on slow and on many clients."""
    return uvicorn.Config(
        app,
        http=protocol(bounds or Bounds(), settings.proxies),
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
