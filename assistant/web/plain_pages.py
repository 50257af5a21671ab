"""Pages of plain HTML beside the chat: their headers, how often they may be asked for, what goes wrong."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from anyio import to_thread
from starlette.responses import HTMLResponse, RedirectResponse, Response

from assistant.errors import AssistantError, told_of
from assistant.rendering.pages.frame import Site, error_html
from assistant.rendering.pages.table import pages
from assistant.web.clients import Tries, asker, client_of
from assistant.web.doors import SMALL_ONES
from assistant.web.page import LOGOUT, plain_headers, reader_html
from assistant.web.perimeter import Refusal, is_loopback
from assistant.web.posted import fields
from assistant.web.users import folded

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from fastapi import FastAPI
    from starlette.requests import Request
    from starlette.types import Scope

    from assistant.rendering.words import Words
    from assistant.web.settings import WebSettings

    Draw = Callable[[Request, Site], str | Response]
    Take = Callable[[Request, Site, Mapping[str, str]], str]
    """What becomes of a form that was sent: the address to go on to."""

_STYLES = ("pages.css", "timeline.css", "adding.css")
_NUMBER = re.compile(r"[1-9]\d{0,8}", re.ASCII)


class PlainPages:
    """The pages of an application, behind its login and its perimeter.

    `host` is the address listened on; without it nobody is an admin. `adds` says whether readers may add
    articles.
    """

    def __init__(
        self, app: FastAPI, settings: WebSettings, host: str | None = None, *, adds: bool = False
    ) -> None:
        self._app = app
        self._settings = settings
        self._words = settings.words
        self._host = host
        self._admins = frozenset(map(folded, settings.admins)) - {""}
        self._adds = adds
        self._requests = Tries(settings.per_minute * SMALL_ONES)
        self._root: str = app.state.root_path
        self._style = "".join((Path(__file__).parent / name).read_text(encoding="utf-8") for name in _STYLES)
        self.headers = plain_headers(self._style)

    def add(self, path: str, draw: Draw, *, take: Take | None = None) -> None:
        """Add a page; `take` gets the forms that are sent to it. It and `draw` may raise `Refusal`."""

        async def page(request: Request) -> Response:
            async def drawn(site: Site) -> str | Response:
                if request.method == "POST" and take:
                    address = await to_thread.run_sync(take, request, site, await fields(request))
                    return RedirectResponse(address, 303, {"cache-control": "no-store"})
                return await to_thread.run_sync(draw, request, site)

            return await self.answered(request, drawn)

        self._app.router.add_route(path, page, methods=["GET", "HEAD", *(["POST"] if take else [])])

    async def answered(
        self, request: Request, drawn: Callable[[Site], Awaitable[str | Response]]
    ) -> Response:
        """The page that is drawn, or one line on what is wrong where it raises or too much is asked for."""
        site = self._site(request.scope)
        try:
            self._count(request.scope)
            page = await drawn(site)
            return page if isinstance(page, Response) else HTMLResponse(page, headers=self.headers)
        except Refusal as refusal:
            more = {"retry-after": str(refusal.wait)} if refusal.wait is not None else {}
            return HTMLResponse(error_html(refusal.why, site), refusal.status, self.headers | more)
        except Exception as error:
            status = 503 if isinstance(error, AssistantError) else 500
            return HTMLResponse(
                error_html(told_of(error, self._words("chat.apology")), site), status, self.headers
            )

    def _site(self, scope: Scope) -> Site:
        return Site(
            name=self._words("chat.title"),
            style=self._style,
            words=self._words,
            root=self._root,
            reader=self._reader(scope),
            adds=self._adds,
            admin=self._is_admin(scope),
        )

    def _is_admin(self, scope: Scope) -> bool:
        """Whether a setting names the reader, or where nobody logs in, whoever asks is on this machine."""
        if self._host is None:
            return False
        if self._settings.has_login:
            return folded(scope.get("assistant.reader") or "") in self._admins
        return self._settings.is_private(self._host, self._root) and is_loopback(client_of(scope, ()))

    def _count(self, scope: Scope) -> None:
        seconds = self._requests.take(asker(scope, self._settings.proxies))
        if seconds is not None:
            raise Refusal(429, self._words("site.too_many_requests", seconds=seconds), wait=seconds)

    def _reader(self, scope: Scope) -> str:
        name = scope.get("assistant.reader")
        if not name:
            return ""
        out = scope.get("assistant.can_log_out", False)
        return reader_html(name, self._words, can_log_out=out, log_out_at=f"{self._root}{LOGOUT}")


def page_number(request: Request, words: Words) -> int:
    """Which page of a list is asked for; raises `Refusal`."""
    page = request.query_params.get("page") or "1"
    if not _NUMBER.fullmatch(page):
        raise Refusal(400, words("site.page_numbers"))
    return int(page)


def check_page(page: int, rows: int, words: Words) -> None:
    """Raises `Refusal` where a list of so many rows has no such page."""
    if page > pages(rows):
        raise Refusal(404, words("site.no_such_page", page=page, last=pages(rows)))
