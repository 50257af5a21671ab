"""The HTTP API: ask, search, list and read articles; its description is at /api/openapi.json."""

from __future__ import annotations

import contextlib
import json
from collections.abc import AsyncGenerator, AsyncIterator
from importlib.metadata import version
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Query, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse
from fastapi.security import HTTPBearer
from pydantic import BaseModel, StringConstraints
from starlette.exceptions import HTTPException

from assistant.api.answer_form import AnswerForm
from assistant.api.asking import GONE, Desk, unless_gone
from assistant.api.errors import tell_errors
from assistant.api.forms import Ask, Kinds, Names
from assistant.api.library import NO_ARTICLE, found, listed, read
from assistant.api.record_form import ArticleForm, ArticlesForm, Date, HitForm
from assistant.errors import told_of
from assistant.events import Event, event_data
from assistant.scopes import Scope

EVENT_STREAM = "text/event-stream"
NOT_KEPT = {"cache-control": "no-store"}
STREAMED = {**NOT_KEPT, "x-accel-buffering": "no"}
"""A proxy that waits for the whole answer would undo the stream."""


class Error(BaseModel):
    """What went wrong, in one line."""

    error: str


def filters(
    person: Annotated[Names, Query()] = (),
    publication: Annotated[Names, Query()] = (),
    since: Annotated[Date | None, Query()] = None,
    until: Annotated[Date | None, Query()] = None,
    kind: Annotated[Kinds, Query()] = (),
) -> Scope:
    """Filters of an address, each named as one value of it."""
    return Scope(people=person, publications=publication, since=since, until=until, kinds=kind)


InScope = Annotated[Scope, Depends(filters)]
_ERRORS: dict[int | str, dict[str, Any]] = {
    status: {"model": Error} for status in (400, 401, 403, 413, 422, 429, 500, 503)
}


def api(desk: Desk, *, root_path: str) -> FastAPI:
    """The application to be mounted at /api, under the root path of a proxy."""
    assistant = desk.assistant
    app = FastAPI(
        title="assistant",
        version=version("assistant"),
        summary="Who holds which view, who wrote it down, where and when: from a folder of opinion articles.",
        docs_url=None,
        redoc_url=None,
        servers=[{"url": f"{root_path}/api"}],
        root_path_in_servers=False,
        dependencies=[Depends(HTTPBearer(auto_error=False, description="One of ASSISTANT_API_TOKENS"))],
        responses=_ERRORS,
    )
    tell_errors(app, at="/api/")

    @app.post(
        "/ask",
        response_model=AnswerForm,
        responses={200: {"content": {EVENT_STREAM: {"schema": {"type": "string"}}}}},
    )
    async def ask(asked: Ask, request: Request) -> Response:
        """Answer a question. As server-sent events: Searched, ViewpointReady …, Finished with the answer."""
        client = request.scope["assistant.client"]
        if asked.stream or EVENT_STREAM in request.headers.get("accept", ""):
            events = desk.stream(asked.asked(assistant), client, "api")
            return StreamingResponse(_sent(events), media_type=EVENT_STREAM, headers=STREAMED)
        answer = await unless_gone(request, desk.ask(asked.asked(assistant), client, "api"))
        return JSONResponse(answer.to_dict(), headers=NOT_KEPT) if answer else Response(status_code=GONE)

    @app.get("/search", response_model=list[HitForm])
    def search(
        q: Annotated[str, StringConstraints(min_length=1, max_length=2_000), Query()],
        scope: InScope,
        limit: Annotated[int, Query(ge=1, le=100)] = 10,
    ) -> Response:
        """The passages nearest to some words, best first."""
        return JSONResponse(found(assistant, q, scope, limit))

    @app.get("/articles", response_model=ArticlesForm)
    def articles(
        scope: InScope,
        limit: Annotated[int, Query(ge=1, le=1_000)] = 100,
        offset: Annotated[int, Query(ge=0)] = 0,
    ) -> Response:
        """The articles, with what is known of each."""
        return JSONResponse(listed(assistant, scope, limit, offset))

    @app.get("/articles/{article_id:path}", response_model=ArticleForm, responses={404: {"model": Error}})
    def article(article_id: str) -> Response:
        """One article, with its text, and its reference in BibTeX, RIS, CSL-JSON, Chicago, APA and MLA."""
        whole = read(assistant, article_id)
        if whole is None:
            raise HTTPException(404, NO_ARTICLE)
        return JSONResponse(whole)

    return app


async def _sent(events: AsyncGenerator[Event]) -> AsyncIterator[str]:
    """Events as they are written to the client; what fails in the middle is an event, too."""
    async with contextlib.aclosing(events):
        try:
            async for event in events:
                data = event_data(event)
                yield f"event: {data['event']}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
        except Exception as error:
            yield f"event: Error\ndata: {json.dumps({'event': 'Error', 'error': told_of(error)})}\n\n"
