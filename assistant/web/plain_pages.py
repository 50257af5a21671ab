"""What the plain pages beside the chat share: style, headers, limits, and how errors are told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse, Response

from assistant.errors import AssistantError, told_of
from assistant.rendering.pages.frame import Site, error_html
from assistant.web.clients import Tries, asker
from assistant.web.doors import SMALL_ONES
from assistant.web.page import LOGOUT, TITLE, plain_headers, reader_html
from assistant.web.perimeter import Refusal

if TYPE_CHECKING:
    from starlette.requests import Request

    from assistant.web.settings import WebSettings

_STYLES = ("pages.css", "timeline.css", "adding.css")
Draw = Callable[["Request", Site], "str | Response"]


class PlainPages:
    """The pages of one application, under the `root` path at which a proxy serves it."""

    def __init__(self, settings: WebSettings, *, root: str, adds: bool = False) -> None:
        self._root = root
        self._adds = adds
        self._proxies = settings.proxies
        self._style = "".join((Path(__file__).parent / name).read_text(encoding="utf-8") for name in _STYLES)
        self.headers = plain_headers(self._style)
        self._requests = Tries(settings.per_minute * SMALL_ONES)

    def answered(self, request: Request, draw: Draw) -> Response:
        """What `draw` makes of a request; a page of one line where it raises, or too much is asked for."""
        site = self._site(request)
        try:
            seconds = self._requests.take(asker(request.scope, self._proxies))
            if seconds is not None:
                raise Refusal(429, f"Too many requests: try again in {seconds} s.", wait=seconds)
            drawn = draw(request, site)
            return drawn if isinstance(drawn, Response) else HTMLResponse(drawn, headers=self.headers)
        except Refusal as refusal:
            more = {"retry-after": str(refusal.wait)} if refusal.wait is not None else {}
            return HTMLResponse(error_html(refusal.why, site), refusal.status, self.headers | more)
        except Exception as error:
            status = 503 if isinstance(error, AssistantError) else 500
            return HTMLResponse(error_html(told_of(error), site), status, self.headers)

    def _site(self, request: Request) -> Site:
        scope = request.scope
        name, out = scope.get("assistant.reader"), scope.get("assistant.can_log_out", False)
        reader = reader_html(name, can_log_out=out, log_out_at=f"{self._root}{LOGOUT}") if name else ""
        return Site(name=TITLE, style=self._style, root=self._root, reader=reader, adds=self._adds)
