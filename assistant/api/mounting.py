"""The doors for programs on the web chat's application."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncGenerator, Callable
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from assistant.api.settings import ApiSettings

if TYPE_CHECKING:
    from fastapi import FastAPI

    from assistant.answering.assistant import Assistant
    from assistant.api.asking import Desk
    from assistant.web.monitor import Monitor
    from assistant.web.settings import WebSettings


def doors(assistant: Assistant, web: WebSettings, host: str) -> Callable[[FastAPI], None] | None:
    """What opens the doors of an application that listens on `host`; None where the settings keep them shut.

    To be called before anything takes every path, as Gradio does. Raises `SettingsError`.
    """
    settings = ApiSettings.of_environment()
    if not settings.api:
        return None

    def add(app: FastAPI) -> None:
        add_doors(app, assistant, settings, web=web, host=host)

    return add


def add_doors(
    app: FastAPI, assistant: Assistant, settings: ApiSettings, *, web: WebSettings, host: str
) -> None:
    """Let programs ask through `app`."""
    from starlette.responses import Response

    from assistant.api.asking import Desk
    from assistant.api.completions import completions
    from assistant.api.guard import Guard
    from assistant.api.routes import api

    monitor: Monitor = app.state.monitor
    root_path: str = app.state.root_path
    desk = Desk(assistant, monitor, per_minute=web.per_minute)
    app.mount("/api", api(desk, root_path=root_path))
    app.mount("/v1", completions(desk))

    if find_spec("mcp"):
        _add_mcp(app, desk)

    @app.get("/metrics")
    def metrics() -> Response:
        return Response(monitor.metrics(), media_type="text/plain; version=0.0.4")

    app.add_middleware(Guard, settings=settings, web=web, host=host, root_path=root_path)


def _add_mcp(app: FastAPI, desk: Desk) -> None:
    """Answer MCP over HTTP at /mcp. No session is kept: any of several processes may take a request."""
    from mcp.server.transport_security import TransportSecuritySettings

    from assistant.api.mcp_server import mcp_server

    server = mcp_server(desk)
    # The perimeter has checked host and origin, by the settings of the chat.
    checked = TransportSecuritySettings(enable_dns_rebinding_protection=False)
    inner = server.streamable_http_app(stateless_http=True, json_response=True, transport_security=checked)
    app.router.routes.extend(inner.routes)
    before = app.router.lifespan_context

    @contextlib.asynccontextmanager
    async def lifespan(outer: FastAPI) -> AsyncGenerator[Any]:
        async with before(outer) as state, server.session_manager.run():
            yield state

    app.router.lifespan_context = lifespan
