"""For whoever watches over the server: `/healthz`, is it up, and `/readyz`, does a search work."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING, Any

from assistant.errors import AssistantError

if TYPE_CHECKING:
    from fastapi import FastAPI

    from assistant.answering.assistant import Assistant

_UNWELL = "The articles cannot be read at the moment; the server's log says why."
_KEPT_SECONDS = 5.0
"""How long `/readyz` repeats what it found: whoever asks often makes no work."""
_logger = logging.getLogger(__name__)


def add_health(app: FastAPI, assistant: Assistant) -> None:
    """Let `app` tell how it is."""
    from starlette.responses import JSONResponse

    found: tuple[float, dict[str, Any], int] = (-_KEPT_SECONDS, {}, 0)

    @app.api_route("/healthz", methods=["GET", "HEAD"])
    def healthz() -> JSONResponse:
        try:
            return JSONResponse({"status": "ok", "articles": len(assistant.records)})
        except AssistantError as error:
            return JSONResponse(_failing(error), 503)

    @app.api_route("/readyz", methods=["GET", "HEAD"])
    def readyz() -> JSONResponse:
        nonlocal found
        if time.monotonic() - found[0] >= _KEPT_SECONDS:
            try:
                assistant.search("ready", limit=1)
                told, status = {"status": "ready"}, 200
            except AssistantError as error:
                told, status = _failing(error), 503
            found = time.monotonic(), told, status
        return JSONResponse(found[1], found[2])


def _failing(error: AssistantError) -> dict[str, str]:
    _logger.error("the articles cannot be read: %s", error)
    return {"status": "failing", "error": str(error) if error.for_readers else _UNWELL}
