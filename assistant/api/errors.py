"""Every error of the doors for programs, told in one line of JSON with its status."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from assistant.errors import AssistantError, told_of
from assistant.text import one_line
from assistant.web.perimeter import Refusal

if TYPE_CHECKING:
    from fastapi import FastAPI, Request


def tell_errors(app: FastAPI, *, at: str) -> None:
    """Have the application at this path tell its errors in the form that is read there."""

    def telling(status: int, why: str) -> Response:
        return Refusal(status, one_line(why)).response(at)

    async def refused(_: Request, error: Refusal) -> Response:
        return error.response(at)

    async def invalid(_: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        if first["type"] == "json_invalid":
            return telling(400, "The body is not JSON.")
        return telling(422, in_words(first))

    async def missing(_: Request, error: HTTPException) -> Response:
        return telling(error.status_code, str(error.detail))

    async def unusable(_: Request, error: AssistantError) -> Response:
        return telling(503, told_of(error))

    async def failed(_: Request, error: Exception) -> Response:
        return telling(500, told_of(error))

    handlers: dict[type[Exception], Callable[[Request, Any], Awaitable[Response]]] = {
        Refusal: refused,
        RequestValidationError: invalid,
        HTTPException: missing,
        AssistantError: unusable,
        Exception: failed,
    }
    for kind, handler in handlers.items():
        app.add_exception_handler(kind, handler)


def in_words(error: Any) -> str:
    """What pydantic finds wrong first, and where.

    >>> in_words({"loc": ("body", "scope", "since"), "msg": "Value error, '20' is not a date"})
    "scope.since: '20' is not a date"
    """
    place = ".".join(str(part) for part in error["loc"][1:])
    message = error["msg"].removeprefix("Value error, ")
    return f"{place}: {message}" if place else message
