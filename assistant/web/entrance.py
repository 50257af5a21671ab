"""Logging in and out by the file of users: the requests for `/login` and `/logout`."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from anyio import CapacityLimiter, to_thread
from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from assistant.web.clients import client_of, through_proxy
from assistant.web.login_page import HEADERS, LOGIN, LOGOUT, local, login_html
from assistant.web.sessions import SECONDS, Sessions
from assistant.web.tries import Tries
from assistant.web.users import Users, folded

if TYPE_CHECKING:
    from starlette.types import Scope

_PER_NAME = 5
"""Wrong passwords a minute for one name."""
_PER_CLIENT = 30
"""Wrong passwords a minute from one client. One under way counts, too: a team may log in at once."""
_HASHED, _WAITING = 2, 16
"""Passwords hashed at once, each in 32 MiB, and those that may wait for it."""
_LARGEST = 16 * 1_024
"""Bytes of a filled-in form: the longest password, each byte of it written as %XX."""
_WRONG = "The name or the password is wrong."
_TOO_MANY = "Too many tries. Wait a minute, then try again."
_BUSY = "Too many people are logging in at this moment. Try again in a few seconds."


class Entrance:
    """Readers who log in here, by the file of users."""

    def __init__(self, users: Path, proxies: tuple[str, ...]) -> None:
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
            if _foreign(request):
                return JSONResponse({"detail": "another page may not send this"}, 403)
            return await (self._log_in(request) if path == LOGIN else self._log_out(request))
        if path == LOGOUT or request.method not in ("GET", "HEAD"):
            allowed = "POST" if path == LOGOUT else "GET, HEAD, POST"
            return JSONResponse({"detail": f"this takes {allowed} only"}, 405, {"allow": allowed})
        after = local(request.query_params.get("next", "/"))
        if request.scope["assistant.reader"] is not None:
            return RedirectResponse(after, 303, {"cache-control": "no-store"})
        return HTMLResponse(login_html(after=after), headers=HEADERS)

    async def _log_in(self, request: Request) -> Response:
        form = await _form(request)
        if isinstance(form, Response):
            return form
        name, password = form.get("name", ""), form.get("password", "")
        after = local(form.get("next", "/"))

        def again(error: str, status: int, *, seconds: int | None = None) -> Response:
            headers = HEADERS if seconds is None else {**HEADERS, "retry-after": str(seconds)}
            return HTMLResponse(login_html(after=after, name=name, error=error), status, headers)

        client, known = _network(client_of(request.scope, self._proxies)), folded(name)[:200]
        wait = self._take(client, known)
        if wait is not None:
            return again(_TOO_MANY, 429, seconds=wait)
        if self._logging_in >= _HASHED + _WAITING:
            self._give_back(client, known)
            return again(_BUSY, 503, seconds=5)
        self._logging_in += 1
        try:
            # In a thread: a hash takes so long that nobody else would be answered meanwhile.
            user = await to_thread.run_sync(self._users.matching, name, password, limiter=self._hashing)
        finally:
            self._logging_in -= 1
        if user is None:
            return again(_WRONG, 401)
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


async def _form(request: Request) -> dict[str, str] | Response:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        return JSONResponse({"detail": "this takes a filled-in form only"}, 415)
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _LARGEST:
            return JSONResponse({"detail": "this form is too long"}, 413)
    try:
        fields = parse_qs(body.decode(), keep_blank_values=True, max_num_fields=8)
    except ValueError:
        return JSONResponse({"detail": "this form cannot be read"}, 400)
    return {name: values[-1] for name, values in fields.items()}


def _foreign(request: Request) -> bool:
    """Whether a page of another origin sends this; programs send neither of the two headers."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = request.headers.get("origin")
    return origin is not None and urlsplit(origin).netloc.lower() != request.headers.get("host", "").lower()


def _network(client: str) -> str:
    """The address, of IPv6 the first half: one subscriber has all addresses that begin with it."""
    try:
        address = ip_address(client)
    except ValueError:
        return client
    whole = isinstance(address, IPv6Address) and address.is_global
    return str(ip_network((int(address) >> 64 << 64, 64))) if whole else client
