"""The `openai` package against /v1: the answer as Markdown whose citations are links."""

from __future__ import annotations

import re
from typing import Any

import httpx
import openai
import pytest

from assistant import Assistant, Turn
from assistant.api.completions import linked
from assistant.text import web_address
from tests.api.conftest import QUESTION


@pytest.fixture
def chat(address: str) -> Any:
    with openai.OpenAI(base_url=f"{address}/v1", api_key="none", max_retries=0) as client:
        yield client


def asked(*texts: str) -> list[dict[str, str]]:
    """A conversation, the user first."""
    return [{"role": ("user", "assistant")[n % 2], "content": text} for n, text in enumerate(texts)]


def test_the_one_model_is_the_assistant(chat: Any) -> None:
    assert [model.id for model in chat.models.list()] == ["assistant"]


def test_a_completion_is_the_answer_with_linked_citations(chat: Any, assistant: Assistant) -> None:
    done = chat.chat.completions.create(model="assistant", messages=asked(QUESTION), temperature=1)
    answer = assistant.ask(QUESTION)
    (choice,) = done.choices
    assert (choice.message.content, choice.finish_reason) == (linked(answer), "stop")
    links = dict(re.findall(r"\[\\\[(\d+)\\\]\]\(<([^>]+)>\)", choice.message.content))
    assert links == {
        str(quote.citation): address
        for view in answer.viewpoints
        for quote in view.quotes
        if (address := web_address(view.record.url))
    }
    assert links


def test_a_stream_brings_the_same_text(chat: Any, assistant: Assistant) -> None:
    chunks = list(chat.chat.completions.create(model="any", messages=asked(QUESTION), stream=True))
    assert "".join(chunk.choices[0].delta.content or "" for chunk in chunks) == linked(
        assistant.ask(QUESTION)
    )
    assert [chunk.choices[0].finish_reason for chunk in chunks][-2:] == [None, "stop"]


def test_earlier_messages_are_the_conversation(chat: Any, assistant: Assistant) -> None:
    first = "What did Marrow write in 2019?"
    text = linked(assistant.ask(first))
    done = chat.chat.completions.create(model="any", messages=asked(first, text, "And what in 2023?"))
    expected = assistant.ask("And what in 2023?", history=(Turn(question=first, answer=text),))
    assert done.choices[0].message.content == linked(expected)


def test_a_message_of_pieces_is_read(chat: Any, assistant: Assistant) -> None:
    pieces = [{"type": "text", "text": QUESTION}, {"type": "image_url", "image_url": {"url": "data:,"}}]
    done = chat.chat.completions.create(model="any", messages=[{"role": "user", "content": pieces}])
    assert done.choices[0].message.content == linked(assistant.ask(QUESTION))


def test_what_cannot_be_done_is_told_as_openai_tells_it(chat: Any, address: str) -> None:
    with pytest.raises(
        openai.UnprocessableEntityError, match="the last message has to be the user's question"
    ):
        chat.chat.completions.create(model="any", messages=asked(QUESTION, "No."))
    with pytest.raises(openai.NotFoundError):
        chat.embeddings.create(model="any", input="a")
    response = httpx.post(
        f"{address}/v1/chat/completions", content=b"{", headers={"content-type": "application/json"}
    )
    assert (response.status_code, response.json()["error"]["message"]) == (400, "The body is not JSON.")


def test_a_wrong_key_and_too_many_questions_are_told(scripted: Any, open_doors: Any) -> None:
    with open_doors(scripted, tokens="tok-0123456789abcdef", per_minute=1) as address:
        with (
            openai.OpenAI(base_url=f"{address}/v1", api_key="wrong", max_retries=0) as client,
            pytest.raises(openai.AuthenticationError),
        ):
            client.models.list()
        with openai.OpenAI(base_url=f"{address}/v1", api_key="tok-0123456789abcdef", max_retries=0) as client:
            client.chat.completions.create(model="any", messages=asked(QUESTION))
            with pytest.raises(openai.RateLimitError, match="At most 1 questions a minute"):
                client.chat.completions.create(model="any", messages=asked(QUESTION))
