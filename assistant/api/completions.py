"""OpenAI's chat completions, so that any chat client can ask: /v1/models and /v1/chat/completions.

The last message of the user is the question, those before it the conversation; what a system message asks
for is not done. The text is the answer as Markdown, its citations linked; streamed, it comes once it is all
there.
"""

from __future__ import annotations

import json
import re
import secrets
import time
from collections.abc import AsyncIterator
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, Literal

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator

from assistant.answers import Answer, Turn
from assistant.api.asking import GONE, Asked, Desk, unless_gone
from assistant.api.errors import tell_errors
from assistant.api.forms import LONGEST
from assistant.api.routes import EVENT_STREAM, NOT_KEPT, STREAMED
from assistant.text import web_address

if TYPE_CHECKING:
    from assistant.answering.assistant import Assistant

MODEL = "assistant"
_CITATION = re.compile(r"(?<!\\)\[(\d+(?:, ?\d+)*)\](?!\()")
_Text = Annotated[str, StringConstraints(max_length=200_000)]


class Piece(BaseModel):
    """A part of a message; one that is not text says nothing here."""

    type: str
    text: _Text = ""


class Message(BaseModel):
    """A message of the conversation."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: _Text | tuple[Piece, ...] | None = None

    @property
    def words(self) -> str:
        """Its text."""
        if isinstance(self.content, str):
            return self.content
        return "\n".join(piece.text for piece in self.content or () if piece.type == "text")


class Completion(BaseModel):
    """What is asked for; the settings of a chat model mean nothing here and are passed over."""

    model_config = ConfigDict(extra="ignore")

    messages: Annotated[tuple[Message, ...], Field(min_length=1, max_length=200)]
    stream: bool = False

    @field_validator("messages")
    @classmethod
    def _ends_with_a_question(cls, value: tuple[Message, ...]) -> tuple[Message, ...]:
        last = value[-1]
        if last.role != "user" or not last.words.strip():
            raise ValueError("the last message has to be the user's question")
        if len(last.words) > LONGEST:
            raise ValueError(f"a question has at most {LONGEST} characters")
        return value

    def asked(self, assistant: Assistant) -> Asked:
        """The question, with a turn for each earlier one and the text that answered it."""
        turns: list[Turn] = []
        for message in self.messages[:-1]:
            if message.role == "user":
                turns.append(Turn(question=message.words, answer=""))
            elif message.role == "assistant" and turns:
                turns[-1] = Turn(question=turns[-1].question, answer=message.words)
        return partial(assistant.stream, self.messages[-1].words, history=tuple(turns))


def completions(desk: Desk) -> FastAPI:
    """The application to be mounted at /v1."""
    app = FastAPI(title="assistant", docs_url=None, redoc_url=None, openapi_url=None)
    tell_errors(app, at="/v1/")
    made = int(time.time())

    @app.get("/models")
    def models() -> dict[str, Any]:
        model = {"id": MODEL, "object": "model", "created": made, "owned_by": MODEL}
        return {"object": "list", "data": [model]}

    @app.post("/chat/completions")
    async def complete(sent: Completion, request: Request) -> Response:
        answering = desk.ask(sent.asked(desk.assistant), request.scope["assistant.client"], "v1")
        answer = await unless_gone(request, answering)
        if answer is None:
            return Response(status_code=GONE)
        if sent.stream:
            return StreamingResponse(_chunks(answer), media_type=EVENT_STREAM, headers=STREAMED)
        return JSONResponse(_whole(answer), headers=NOT_KEPT)

    return app


def linked(answer: Answer) -> str:
    """The answer as Markdown in which each citation links to the page of its article, where that is known."""
    addresses = {
        str(quote.citation): web_address(view.record.url) for view in answer.shown for quote in view.quotes
    }

    def link(number: str) -> str:
        address = addresses.get(number)
        return rf"[\[{number}\]](<{address}>)" if address else f"[{number}]"

    return _CITATION.sub(lambda found: " ".join(map(link, re.split(", ?", found[1]))), answer.to_markdown())


def _whole(answer: Answer) -> dict[str, Any]:
    used = answer.usage
    read, written = (used.input_tokens, used.output_tokens) if used else (0, 0)
    message = {"role": "assistant", "content": linked(answer)}
    return {
        **_head("chat.completion"),
        "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": read, "completion_tokens": written, "total_tokens": read + written},
    }


async def _chunks(answer: Answer) -> AsyncIterator[str]:
    """The answer in the events of OpenAI's stream, a paragraph at a time."""
    head = _head("chat.completion.chunk")
    paragraphs = re.split(r"(?<=\n\n)", linked(answer))
    deltas = [{"role": "assistant", "content": ""}, *({"content": each} for each in paragraphs), {}]
    for number, delta in enumerate(deltas, 1):
        ended = "stop" if number == len(deltas) else None
        chunk = {**head, "choices": [{"index": 0, "delta": delta, "finish_reason": ended}]}
        yield f"data: {json.dumps(chunk, ensure_ascii=False)}\n\n"
    yield "data: [DONE]\n\n"


def _head(kind: str) -> dict[str, Any]:
    identity = f"chatcmpl-{secrets.token_hex(12)}"
    return {"id": identity, "object": kind, "created": int(time.time()), "model": MODEL}
