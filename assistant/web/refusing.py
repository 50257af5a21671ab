"""Refusals over HTTP: a status and one plain line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send


class Refusal(Exception):
    """A request that is not answered; as an ASGI application it says why."""

    def __init__(self, status: int, why: str, *, wait: int | None = None) -> None:
        super().__init__(why)
        self.status = status
        self.why = why
        self.wait = wait
        """Seconds after which the request may be made again."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        from starlette.responses import JSONResponse, PlainTextResponse

        headers = {"cache-control": "no-store"}
        if self.wait is not None:
            headers["retry-after"] = str(self.wait)
        # Gradio's page shows a reader what stands under "detail".
        asks = scope["path"].startswith("/gradio_api/")
        response = (
            JSONResponse({"detail": self.why}, self.status, headers)
            if asks
            else PlainTextResponse(f"{self.why}\n", self.status, headers)
        )
        await response(scope, receive, send)
