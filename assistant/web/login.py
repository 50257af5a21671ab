"""The login: an ASGI middleware that lets nobody pass who has not logged in, here or at a trusted proxy.

It sets `scope["assistant.reader"]`, the reader's name, and `scope["assistant.can_log_out"]`, true where the
reader has logged in here. Where no login is set up, everything passes.
"""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.requests import HTTPConnection, Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from assistant.errors import AssistantError, SettingsError
from assistant.web.clients import through_proxy
from assistant.web.entrance import Entrance
from assistant.web.login_page import LOGIN, LOGOUT, local
from assistant.web.sessions import Sessions
from assistant.web.users import InvalidName, Users, valid_name

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from assistant.web.settings import WebSettings

# Slack's requests carry their own signatures; a health check tells nothing that is secret.
_OPEN = re.compile(r"/healthz|/slack/(events|install|oauth_redirect)")
_BROKEN = "Nobody can be let in at the moment. Please tell whoever runs this server."
_logger = logging.getLogger(__name__)


def prepare(settings: WebSettings) -> tuple[str, ...]:
    """Check the files of the login before a server starts; warnings for whoever starts it, one line each.

    Raises `SettingsError` where they cannot be used.
    """
    if settings.auth is None:
        return ()
    users, sessions = Users(settings.auth), Sessions(settings.auth)
    if users.file.content() is None:
        raise SettingsError(
            f"ASSISTANT_AUTH names {str(settings.auth)!r}, which does not exist: "
            "add a user with `assistant user add NAME`"
        )
    sessions.prepare()
    empty = None if users.all() else "nobody can log in yet: add a user with `assistant user add NAME`"
    return tuple(filter(None, (empty, users.file.warning(), sessions.file.warning())))


class Login:
    """The middleware; `prepare` has to be called before it takes requests."""

    def __init__(self, app: ASGIApp, *, settings: WebSettings) -> None:
        self._app = app
        self._header = settings.auth_header.lower().encode() if settings.auth_header else None
        self._proxies = settings.proxies
        self._here = Entrance(settings.auth, settings.proxies) if settings.auth else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket") or not (self._here or self._header):
            await self._app(scope, receive, send)
            return
        named = self._named_by_proxy(scope)
        # Nobody may name a reader to what comes after: neither by the header nor otherwise.
        headers = [(name, value) for name, value in scope["headers"] if name.lower() != self._header]
        scope = {**scope, "headers": headers, "assistant.reader": named, "assistant.can_log_out": False}
        try:
            refusal = await self._refusal(scope, receive)
        except AssistantError:
            _logger.exception("the login cannot be used")
            refusal = JSONResponse({"detail": _BROKEN}, 503)
        await (refusal or self._app)(scope, receive, send)

    async def _refusal(self, scope: Scope, receive: Receive) -> Response | None:
        """The answer to a request that may not pass, or that the login answers itself; sets the reader."""
        connection = HTTPConnection(scope)
        if self._here and scope["assistant.reader"] is None:
            here = self._here.reader(connection)
            scope.update({"assistant.reader": here, "assistant.can_log_out": here is not None})
        if self._here and scope["type"] == "http" and scope["path"] in (LOGIN, LOGOUT):
            return await self._here.answer(Request(scope, receive))
        if scope["assistant.reader"] is not None:
            return None
        if scope["type"] == "http" and _OPEN.fullmatch(scope["path"]):
            return None
        if self._here and _wants_page(scope, connection):
            query = scope["query_string"].decode("latin-1")
            after = local(quote(scope["path"]) + (f"?{query}" if query else ""))
            target = LOGIN if after == "/" else f"{LOGIN}?next={quote(after, safe='')}"
            return RedirectResponse(target, 303, {"cache-control": "no-store"})
        # Gradio's page shows its reader what stands under "detail".
        where = f"log in at {LOGIN} first" if self._here else "log in at the proxy of this server first"
        return JSONResponse({"detail": where}, 401, {"cache-control": "no-store"})

    def _named_by_proxy(self, scope: Scope) -> str | None:
        """The reader whom a trusted proxy names, once and readably."""
        if self._header is None or not through_proxy(scope, self._proxies):
            return None
        values = [value for name, value in scope["headers"] if name.lower() == self._header]
        if len(values) != 1:
            return None
        try:
            return valid_name(values[0].decode())
        except (UnicodeDecodeError, InvalidName):
            return None


def _wants_page(scope: Scope, connection: HTTPConnection) -> bool:
    page = "text/html" in connection.headers.get("accept", "")
    return scope["type"] == "http" and scope["method"] in ("GET", "HEAD") and page
