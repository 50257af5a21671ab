"""Filled-in forms that a browser posts: who may send one, and how it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from assistant.web.perimeter import Refusal

if TYPE_CHECKING:
    from starlette.requests import Request

_LARGEST = 16 * 1_024
"""Bytes of a filled-in form: the longest password, each byte of it written as %XX."""
_MOST_FIELDS = 8


async def form(request: Request) -> dict[str, str]:
    """The fields of a form of our own pages; raises `Refusal` for anything else."""
    if foreign(request):
        raise Refusal(403, "another page may not send this")
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise Refusal(415, "this takes a filled-in form only")
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _LARGEST:
            raise Refusal(413, "this form is too long")
    try:
        fields = parse_qs(body.decode(), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError:
        raise Refusal(400, "this form cannot be read") from None
    return {name: values[-1] for name, values in fields.items()}


def foreign(request: Request) -> bool:
    """Whether a page of another origin sends this; programs send neither of the two headers."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = request.headers.get("origin")
    return origin is not None and urlsplit(origin).netloc.lower() != request.headers.get("host", "").lower()
