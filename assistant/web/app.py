"""The FastAPI application: the chat page at `/`, the pages to browse, the server's health."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.web.adding import add_adding
from assistant.web.browsing import add_pages
from assistant.web.chat import CONCURRENT, WAITING, build_chat
from assistant.web.doors import Doors
from assistant.web.feedback_page import add_feedback_page
from assistant.web.forms import events
from assistant.web.gradio_loading import load_gradio
from assistant.web.health import add_health
from assistant.web.login import Login
from assistant.web.monitor import Monitor
from assistant.web.perimeter import Perimeter
from assistant.web.plain_pages import PlainPages
from assistant.web.root_path import RootPath
from assistant.web.sharing import add_shared

if TYPE_CHECKING:
    from fastapi import FastAPI
    from gradio.themes import Base as Theme

    from assistant.answering.assistant import Assistant
    from assistant.feedback import FeedbackStore
    from assistant.rendering.words import Words
    from assistant.settings import Settings
    from assistant.web.settings import WebSettings

_HERE = Path(__file__).parent
_SCRIPTS = ("words", "script", "feedback", "filters", "keeping", "cite")
_SAID = ("script", "filter", "kinds", "side")
"""Sections of the words that the scripts need."""
_STYLES = ("style", "feedback", "filters", "keeping", "timeline", "cite")


def build_app(
    assistant: Assistant,
    *,
    store: FeedbackStore | None = None,
    routes: Callable[[FastAPI], None] | None = None,
    examples: tuple[str, ...] | None = None,
    concurrent: int = CONCURRENT,
    waiting: int = WAITING,
    host: str = "127.0.0.1",
    settings: WebSettings,
    root_path: str = "",
    adding: Settings | None = None,
) -> FastAPI:
    """The application; it keeps no state but each browser session's own conversation.

    With a `store`, readers can say what they think of an answer. `routes` adds paths to those of the chat; it
    finds the `monitor`, which counts answers, and the `root_path`, under which a proxy serves this, in the
    application's state. `host` is the address listened on. With `adding`, readers add articles to the folder
    that it names.
    """
    from fastapi import FastAPI
    from starlette.routing import Mount, Route

    load_gradio()
    import gradio as gr

    monitor = Monitor(log_questions=settings.log_questions)
    app = FastAPI(title="assistant", docs_url=None, redoc_url=None, openapi_url=None)

    app.state.monitor, app.state.root_path = monitor, root_path
    add_health(app, assistant)
    pages = PlainPages(app, settings, host if store else None, adds=adding is not None)
    add_pages(pages, assistant)
    if adding:
        add_adding(app, assistant, pages, settings, adding)
    if store:
        add_feedback_page(pages, store)
    if store and settings.shares:
        add_shared(pages, store)
    if routes:
        routes(app)  # before the chat, which takes every path that is left
    own = [route.path_regex for route in app.routes if isinstance(route, (Route, Mount))]
    blocks = build_chat(
        assistant,
        monitor,
        store=store,
        examples=examples,
        concurrent=concurrent,
        waiting=waiting,
        adds=adding is not None,
        shares=settings.shares,
        words=settings.words,
    )
    gr.mount_gradio_app(
        app,
        blocks,
        path="/",
        root_path=root_path or None,
        footer_links=[],
        run_history=False,
        ssr_mode=False,
        enable_monitoring=False,
        show_error=False,
        theme=_theme(),
        css_paths=[_HERE / f"{name}.css" for name in _STYLES],
        head="".join(f"<script>{script}</script>" for script in _scripts(settings.words)),
    )
    # Only `Blocks.launch` says so, and a mounted chat is never launched: until it is said, Gradio takes
    # whatever path a request names for a file of its own making (`processing_utils._check_allowed`).
    blocks.has_launched = True
    # The last one added is the outermost: who comes in under which name, then, after a login, what is asked.
    app.add_middleware(Doors, settings=settings, events=events(blocks), own=own)
    app.add_middleware(Login, settings=settings)
    app.add_middleware(Perimeter, settings=settings, host=host)
    if root_path:
        app.add_middleware(RootPath, root_path=root_path)
    return app


def _scripts(words: Words) -> Iterator[str]:
    """The words that our scripts say, then the scripts."""
    said = {"language": words.language, "texts": words.of_sections(*_SAID)}
    data = json.dumps(said, ensure_ascii=False).replace("<", "\\u003c")  # nothing in it ends the script
    yield f"window.interfaceWords = {data};"
    yield from (_text(f"{name}.js") for name in _SCRIPTS)


def _text(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _theme() -> Theme:
    """Gradio's own, with the system's fonts, and buttons and hints that can be read."""
    import gradio as gr

    theme = gr.themes.Default(
        primary_hue="blue",
        neutral_hue="slate",
        font=("system-ui", "sans-serif"),
        font_mono=("ui-monospace", "monospace"),
    )
    return theme.set(
        button_primary_background_fill="*primary_600",
        button_primary_background_fill_hover="*primary_700",
        input_placeholder_color="*neutral_500",
        input_placeholder_color_dark="*neutral_400",
    )
