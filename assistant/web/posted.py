"""Filled-in forms that a browser posts: from our own pages alone, and no larger than they may be."""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.requests import Request

from assistant.web.perimeter import Refusal

if TYPE_CHECKING:
    from starlette.datastructures import FormData
    from starlette.responses import Response
    from starlette.types import Message

_SMALL = 16 * 1_024
"""Bytes of a form without files: the longest password, each byte of it written as %XX."""
_MOST_FIELDS = 20
_COOKIE = "assistant-form"
_TOKEN = re.compile(r"[0-9a-f]{32}")


async def fields(request: Request) -> dict[str, str]:
    """The fields of a small form without files; of two of one name the last. Raises `Refusal`."""
    form = await _form(request, "application/x-www-form-urlencoded", largest=_SMALL, longest=_SMALL)
    return {name: str(value) for name, value in form.items()}


async def with_file(request: Request, *, largest: int, longest: int) -> FormData:
    """The fields and the file of a form of at most `largest` bytes, each field of at most `longest`.

    Raises `Refusal`. A file lies on disk until the form is closed.
    """
    return await _form(request, "multipart/form-data", largest=largest, longest=longest)


async def _form(request: Request, kind: str, *, largest: int, longest: int) -> FormData:
    from starlette.exceptions import HTTPException
    from starlette.formparsers import MultiPartException

    check_sender(request)
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != kind:
        raise Refusal(415, "This takes a filled-in form only.")
    most = f"{largest // 1_000_000} MB" if largest >= 1_000_000 else f"{largest // 1_024} KB"
    too_large = Refusal(413, f"This is too large: at most {most} can be sent at once.")
    length = request.headers.get("content-length", "0")
    if not length.isdecimal() or int(length[:20]) > largest:
        raise too_large
    received = 0

    async def counted() -> Message:
        nonlocal received
        message = await request.receive()
        received += len(message.get("body", b""))
        if received > largest:
            raise too_large
        return message

    try:
        whole = Request(request.scope, counted)
        return await whole.form(max_files=1, max_fields=_MOST_FIELDS, max_part_size=longest)
    except (HTTPException, MultiPartException) as error:
        raise Refusal(400, "This form cannot be read.") from error


def check_sender(request: Request) -> None:
    """Raise `Refusal` where a page of another origin sends this; programs send neither of the two headers."""
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site is not None:
        ours = site in ("same-origin", "none")
    else:
        here = request.headers.get("host", "").lower()
        ours = origin is None or urlsplit(origin).netloc.lower() == here
    if not ours:
        raise Refusal(403, "Another page may not send this.")


def typed(form: FormData, field: str) -> str:
    """What stands in a box; browsers send a line break as two characters."""
    value = form.get(field, "")
    return value.replace("\r\n", "\n") if isinstance(value, str) else ""


def token_of(request: Request) -> str:
    """The reader's token, which stands in each form and in a cookie: no other site knows or can set both."""
    known = request.cookies.get(_COOKIE, "")
    return known if _TOKEN.fullmatch(known) else secrets.token_hex(16)


def give_token(response: Response, request: Request, token: str) -> None:
    """Have the reader's browser keep the token until it is closed."""
    secure = request.scope["scheme"] == "https"
    response.set_cookie(_COOKIE, token, secure=secure, httponly=True, samesite="lax")


def has_token(request: Request, form: FormData) -> bool:
    """Whether the form was drawn for this very browser."""
    known, sent = request.cookies.get(_COOKIE, ""), str(form.get("token", ""))
    return bool(_TOKEN.fullmatch(known)) and secrets.compare_digest(known.encode(), sent.encode())
