"""Every error of the doors for programs, told in one line of JSON with its status."""

from __future__ import annotations

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

    async def told(_: Request, error: Exception) -> Response:
        match error:
            case Refusal():
                return error.response(at)
            case RequestValidationError():
                first = error.errors()[0]
                is_json = first["type"] != "json_invalid"
                return telling(422, in_words(first)) if is_json else telling(400, "The body is not JSON.")
            case HTTPException():
                return telling(error.status_code, str(error.detail))
        return telling(503 if isinstance(error, AssistantError) else 500, told_of(error))

    for kind in (Refusal, RequestValidationError, HTTPException, AssistantError, Exception):
        app.add_exception_handler(kind, told)


def in_words(error: Any) -> str:
    """What pydantic finds wrong first, and where.

    >>> in_words({"loc": ("body", "scope", "since"), "msg": "Value error, '20' is not a date"})
    "scope.since: '20' is not a date"
    """
    place = ".".join(str(part) for part in error["loc"][1:])
    message = error["msg"].removeprefix("Value error, ")
    return f"{place}: {message}" if place else message
