"""The FastAPI application: the chat page at `/`, a health check at `/healthz`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import AssistantError
from assistant.web.chat import CONCURRENT, WAITING, build_chat
from assistant.web.login import Login
from assistant.web.settings import WebSettings

if TYPE_CHECKING:
    from fastapi import FastAPI
    from gradio.themes import Base as Theme
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from assistant.answering.assistant import Assistant
    from assistant.feedback import FeedbackStore

_HERE = Path(__file__).parent
# Gradio evaluates its templates in the browser, hence 'unsafe-eval'; nothing may come from another origin.
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'"
)
_HEADERS = (
    (b"content-security-policy", _POLICY.encode()),
    # Without any referrer a browser sends "Origin: null" with the forms of our own pages.
    (b"referrer-policy", b"same-origin"),
    (b"x-content-type-options", b"nosniff"),
)
# Gradio's own doors for files, programs and shared pages, which this page has no use for.
_CLOSED = tuple(
    f"/gradio_api/{door}"
    for door in (
        "api/",
        "call/",
        "component_server",
        "deep_link",
        "file",
        "process_",
        "proxy",
        "stream",
        "upload",
    )
)


def build_app(
    assistant: Assistant,
    *,
    store: FeedbackStore | None = None,
    routes: Callable[[FastAPI], None] | None = None,
    examples: tuple[str, ...] | None = None,
    concurrent: int = CONCURRENT,
    waiting: int = WAITING,
    settings: WebSettings | None = None,
) -> FastAPI:
    """The application; it keeps no state but each browser session's own conversation.

    With a `store`, readers can say what they think of an answer. `routes` adds paths to those of the chat.
    Where no `settings` are given, those of the environment hold.
    """
    import gradio as gr
    from fastapi import FastAPI
    from starlette.responses import JSONResponse

    settings = settings or WebSettings.read()
    app = FastAPI(title="assistant", docs_url=None, redoc_url=None, openapi_url=None)

    @app.get("/healthz")
    def healthz() -> JSONResponse:
        try:
            return JSONResponse({"status": "ok", "articles": len(assistant.records)})
        except AssistantError as error:
            return JSONResponse({"status": "failing", "error": str(error)}, status_code=503)

    if routes:
        routes(app)  # before the chat, which takes every path that is left
    gr.mount_gradio_app(
        app,
        build_chat(assistant, store=store, examples=examples, concurrent=concurrent, waiting=waiting),
        path="/",
        footer_links=[],
        run_history=False,
        ssr_mode=False,
        enable_monitoring=False,
        show_error=False,
        theme=_theme(),
        css_paths=[_HERE / "style.css", _HERE / "feedback.css"],
        head="".join(f"<script>{_text(name)}</script>" for name in ("script.js", "feedback.js")),
    )
    app.add_middleware(Login, settings=settings)
    app.add_middleware(_Guarded)
    return app


def _text(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _theme() -> Theme:
    """Gradio's own, with the system's fonts and buttons whose text can be read."""
    import gradio as gr

    theme = gr.themes.Default(
        primary_hue="blue",
        neutral_hue="slate",
        font=("system-ui", "sans-serif"),
        font_mono=("ui-monospace", "monospace"),
    )
    return theme.set(
        button_primary_background_fill="*primary_600", button_primary_background_fill_hover="*primary_700"
    )


class _Guarded:
    """Adds the headers that keep the page from loading anything from outside; shuts Gradio's unused doors."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        from starlette.responses import PlainTextResponse

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *_HEADERS]
            await send(message)

        closed = scope["type"] == "http" and scope["path"].startswith(_CLOSED)
        app = PlainTextResponse("Not found", status_code=404) if closed else self._app
        await app(scope, receive, guarded)
