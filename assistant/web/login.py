"""The login: an ASGI middleware that lets nobody pass who has not logged in, here or at a trusted proxy.

It sets `scope["assistant.reader"]`, the reader's name, and `scope["assistant.can_log_out"]`, true where the
reader has logged in here. Where no login is set up, everything passes.
"""

from __future__ import annotations

import logging
import re
from ipaddress import IPv6Address, ip_address, ip_network
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from anyio import CapacityLimiter, to_thread
from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from assistant.errors import AssistantError, SettingsError
from assistant.web.clients import Tries, client_of, through_proxy
from assistant.web.page import HEADERS, LOGIN, LOGOUT, local, login_html
from assistant.web.perimeter import PROGRAMS, Refusal
from assistant.web.posted import check_sender, fields
from assistant.web.sessions import SECONDS, Sessions
from assistant.web.sharing import SHARED
from assistant.web.users import InvalidName, Users, folded, valid_name

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from assistant.rendering.words import Words
    from assistant.web.settings import WebSettings

_logger = logging.getLogger(__name__)

_PER_NAME = 5
"""Wrong passwords a minute for one name."""
_PER_CLIENT = 30
"""Wrong passwords a minute from one client. One under way counts, too: a team may log in at once."""
_HASHED, _WAITING = 2, 16
"""Passwords hashed at once, each in 32 MiB, and those that may wait for it."""
# Slack's requests carry their own signatures, those of programs tokens; a health check tells no secret.
_OPEN = re.compile(
    rf"/healthz|/readyz|/slack/(?:events|install|oauth_redirect)|{PROGRAMS.pattern}", re.DOTALL
)


class Entrance:
    """Readers who log in here, by the file of users."""

    def __init__(self, users: Path, proxies: tuple[str, ...], words: Words) -> None:
        self._words = words
        self._users = Users(users)
        self._sessions = Sessions(users)
        self._proxies = proxies
        self._by_client, self._by_name = Tries(_PER_CLIENT), Tries(_PER_NAME)
        self._hashing = CapacityLimiter(_HASHED)
        self._logging_in = 0

    def reader(self, connection: HTTPConnection) -> str | None:
        """The reader whose session the request carries."""
        cookie = connection.cookies.get(self._cookie_name(connection.scope))
        user = self._sessions.user(cookie, self._users.all()) if cookie else None
        return user.name if user else None

    async def answer(self, request: Request) -> Response:
        """The answer to a request for `/login` or `/logout`."""
        path = request.scope["path"]  # the path in `request.url` can be changed by the Host header
        if request.method == "POST":
            try:
                return await (self._log_in(request) if path == LOGIN else self._log_out(request))
            except Refusal as refusal:
                return JSONResponse({"detail": refusal.why}, refusal.status)
        if path == LOGOUT or request.method not in ("GET", "HEAD"):
            allowed = "POST" if path == LOGOUT else "GET, HEAD, POST"
            return JSONResponse({"detail": f"this takes {allowed} only"}, 405, {"allow": allowed})
        after = local(request.query_params.get("next", "/"))
        if request.scope["assistant.reader"] is not None:
            return RedirectResponse(after, 303, {"cache-control": "no-store"})
        return HTMLResponse(login_html(self._words, after=after), headers=HEADERS)

    async def _log_in(self, request: Request) -> Response:
        sent = await fields(request)
        name, password = sent.get("name", ""), sent.get("password", "")
        after = local(sent.get("next", "/"))

        def again(error: str, status: int, *, seconds: int | None = None) -> Response:
            headers = HEADERS if seconds is None else {**HEADERS, "retry-after": str(seconds)}
            return HTMLResponse(
                login_html(self._words, after=after, name=name, error=self._words(error)), status, headers
            )

        client, known = _network(client_of(request.scope, self._proxies)), folded(name)[:200]
        wait = self._take(client, known)
        if wait is not None:
            return again("login.too_many", 429, seconds=wait)
        if self._logging_in >= _HASHED + _WAITING:
            self._give_back(client, known)
            return again("login.busy", 503, seconds=5)
        self._logging_in += 1
        try:
            # In a thread: a hash takes so long that nobody else would be answered meanwhile.
            user = await to_thread.run_sync(self._users.matching, name, password, limiter=self._hashing)
        finally:
            self._logging_in -= 1
        if user is None:
            return again("login.wrong", 401)
        self._give_back(client, known)  # only wrong passwords count: a team may share one address
        response = RedirectResponse(after, 303, {"cache-control": "no-store"})
        self._set_cookie(response, request.scope, self._sessions.begin(user), SECONDS)
        return response

    def _take(self, client: str, name: str) -> int | None:
        """None, and counted, where client and name have a try left; else in how many seconds they have."""
        wait = self._by_client.take(client)
        if wait is None and (wait := self._by_name.take(name)) is not None:
            self._by_client.give_back(client)
        return wait

    def _give_back(self, client: str, name: str) -> None:
        self._by_client.give_back(client)
        self._by_name.give_back(name)

    async def _log_out(self, request: Request) -> Response:
        check_sender(request)
        cookie = request.cookies.get(self._cookie_name(request.scope))
        if cookie:
            await to_thread.run_sync(self._sessions.end, cookie, self._users.all())
        response = RedirectResponse(LOGIN, 303, {"cache-control": "no-store", "clear-site-data": '"cache"'})
        self._set_cookie(response, request.scope, "", 0)
        return response

    def _set_cookie(self, response: Response, scope: Scope, value: str, seconds: int) -> None:
        response.set_cookie(
            self._cookie_name(scope),
            value,
            max_age=seconds,
            path="/",
            secure=self._encrypted(scope),
            httponly=True,
            samesite="lax",  # with "strict", a link from a mail or from Slack would lead to the login page
        )

    def _cookie_name(self, scope: Scope) -> str:
        # Browsers take a cookie with this prefix from the very host and over https alone.
        return "__Host-assistant" if self._encrypted(scope) else "assistant"

    def _encrypted(self, scope: Scope) -> bool:
        if scope["scheme"] in ("https", "wss"):
            return True
        forwarded = HTTPConnection(scope).headers.get("x-forwarded-proto", "")
        return through_proxy(scope, self._proxies) and "https" in forwarded.replace(" ", "").split(",")


def _network(client: str) -> str:
    """The address, of IPv6 the first half: one subscriber has all addresses that begin with it."""
    try:
        address = ip_address(client)
    except ValueError:
        return client
    whole = isinstance(address, IPv6Address) and address.is_global
    return str(ip_network((int(address) >> 64 << 64, 64))) if whole else client


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
        self._words = settings.words
        self._open = (_OPEN, SHARED) if settings.share else (_OPEN,)
        self._here = Entrance(settings.auth, settings.proxies, self._words) if settings.auth else None

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
            refusal = JSONResponse({"detail": self._words("login.broken")}, 503)
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
        if scope["type"] == "http" and any(each.fullmatch(scope["path"]) for each in self._open):
            return None
        if self._here and _wants_page(scope, connection):
            query = scope["query_string"].decode("latin-1")
            after = local(quote(scope["path"]) + (f"?{query}" if query else ""))
            target = LOGIN if after == "/" else f"{LOGIN}?next={quote(after, safe='')}"
            return RedirectResponse(target, 303, {"cache-control": "no-store"})
        # Gradio's page shows its reader what stands under "detail".
        words = self._words
        where = words("login.first", path=LOGIN) if self._here else words("login.first_at_proxy")
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
