"""Paths: files, traversal, Gradio's own doors and other spellings of them."""

from __future__ import annotations

import json

from eval.attack.outcome import Outcome, Tally
from eval.attack.reader import question_body
from eval.attack.scratch import QUESTION
from eval.attack.stage import Stage

_LEAKED = (
    "root:x:",
    "[project]",
    "invented secret",
    "I hold that",
    "SQLite format 3",
    "ASSISTANT_DOCUMENTS=",
)
_FILES = (
    *("/file=/etc/passwd", "/gradio_api/file=/etc/passwd", "/gradio_api/file//etc/passwd"),
    *("/gradio_api/file=documents/article-00.md", "/documents/article-00.md", "/.state/assistant.db"),
    *("/.index/current", "/static/../../../etc/passwd", "/assets/../../../etc/passwd", "/../../etc/passwd"),
    *(
        "/static/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "/assets/%2e%2e%2f%2e%2e%2fetc/passwd",
        "/%2e%2e/etc/passwd",
    ),
    *("/static/..%5c..%5cetc/passwd", "/svelte/../../../etc/passwd", "/custom_component/a/b/c/../../etc"),
    *("/gradio_api/proxy=http://127.0.0.1:1/", "/proxy=http://127.0.0.1:1/", "/gradio_api/stream/a/b/c/d"),
    *("/gradio_api/deep_link", "/gradio_api/deep_link?session_hash=x", "/favicon.ico/../../etc/passwd"),
    *("/.env", "/pyproject.toml", "/proc/self/environ", "/gradio_api/file=/proc/self/environ"),
    *(
        "/theme.css/../../etc/passwd",
        "/robots.txt/../../../etc/passwd",
        "/static//etc/passwd",
        "//etc/passwd",
    ),
)
_CLOSED = (
    *("/openapi.json", "/docs", "/redoc", "/gradio_api/info", "/gradio_api/info?all_endpoints=true"),
    *("/gradio_api/openapi.json", "/gradio_api/app_id", "/gradio_api/upload_progress?upload_id=x"),
    *("/logout", "/gradio_api/logout", "/monitoring", "/gradio_api/monitoring", "/monitoring/summary"),
    *("/gradio_api/file", "/gradio_api/upload", "/gradio_api/component_server", "/gradio_api/mcp/sse"),
    *("/gradio_api/login_check", "/login_check", "/token", "/gradio_api/token", "/gradio_api/user", "/user"),
)
_SPELLED = (
    *("//openapi.json", "/openapi.json/", "/./openapi.json", "/%6fpenapi.json", "/x/../openapi.json"),
    *(
        "/gradio_api//info",
        "/gradio_api/./info",
        "/gradio_api/%69nfo",
        "/gradio_api/info/",
        "/Gradio_API/info",
    ),
    *("//gradio_api/info", "/gradio_api/x/../info", "/gradio_api;x/info", "/gradio_api%2finfo"),
)
_POSTED = (
    *("/gradio_api/upload", "/upload", "/gradio_api/api/predict", "/gradio_api/api/asked", "/api/predict"),
    *("/gradio_api/run/predict", "/run/predict", "/gradio_api/run/heard", "/gradio_api/run/greeted"),
    *(
        "/gradio_api/call/asked",
        "/gradio_api/call/heard",
        "/gradio_api/component_server",
        "/gradio_api/reset",
    ),
    *("/reset", "/gradio_api/process_recording", "/gradio_api/mcp/messages", "/gradio_api/stream/x"),
    *("/gradio_api//run/predict", "/gradio_api/%72un/predict", "/gradio_api/run//predict"),
)
_PREDICT = json.dumps(question_body(QUESTION)).encode()
"""A question, which belongs into the queue."""


def files(stage: Stage) -> Outcome:
    """No path leads to a file of the machine."""
    return _played(stage, "GET", _FILES, allow_page=True)


def closed(stage: Stage) -> Outcome:
    """No door is open that the page does not use, whatever its spelling."""
    return _played(stage, "GET", (*_CLOSED, *_SPELLED), allow_page=False)


def posted(stage: Stage) -> Outcome:
    """Nothing is run or uploaded beside the queue."""
    return _played(stage, "POST", _POSTED, allow_page=False, body=_PREDICT)


def health(stage: Stage) -> Outcome:
    """The health check answers GET and HEAD, and the page opens: shut doors do not shut the product."""
    tally, chat = Tally(), stage.chat()
    for method, path in (("GET", "/healthz"), ("HEAD", "/healthz"), ("GET", "/")):
        status, _ = chat.raw(method, path)
        tally.check(status == 200, f"{method} {path}: status {status}")
    return tally.outcome()


def _played(
    stage: Stage, method: str, paths: tuple[str, ...], *, allow_page: bool, body: bytes = b""
) -> Outcome:
    tally, chat = Tally(), stage.chat()
    headers = {"content-type": "application/json", "origin": chat.address} if body else {}
    for path in paths:
        status, text = chat.raw(method, path, headers, body)
        page = allow_page and status == 200 and "<!doctype html" in text[:100].lower()
        leaked = [sign for sign in _LEAKED if sign in text]
        tally.check(
            (status >= 300 or page) and not leaked, f"{method} {path}: status {status}, shows {leaked}"
        )
    return tally.outcome()
