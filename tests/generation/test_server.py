"""Servers as they are: at another address, refusing parts of a request, with a context of their own."""

import logging
from typing import Any

import pytest
from langchain_core.messages import HumanMessage, SystemMessage

from assistant.errors import ChatModelError
from assistant.generation.chat_model import chat_model
from assistant.generation.reply import Budget
from assistant.generation.server import Connection, Server, same_server
from assistant.settings import Settings
from tests.generation.oakton import ALL, GOOD, Grader, from_model
from tests.model_server import ModelServer, Reply

SENT = [SystemMessage("Be brief."), HumanMessage("Why?")]
FORM = {
    "type": "json_schema",
    "json_schema": {"name": "answer", "strict": True, "schema": {"type": "object", "properties": {}}},
}
ASKED = {"temperature": 0.0, "reasoning_effort": "low"}


def connected(server: ModelServer, at: str | None = None, **more: Any) -> Connection:
    settings = {"openai_base_url": at or server.url, "openai_api_key": "sk-test", "retries": 0} | more
    model = chat_model(Settings(**settings))
    assert model is not None
    return Connection(model, form=FORM)


def said(connection: Connection) -> str:
    return "".join(Budget().reply(connection, SENT))


def held(request: dict[str, Any]) -> set[str]:
    """Which of the parts that may be left out a request holds."""
    parts = {"stream_options", "temperature", "reasoning_effort", "response_format"} & request.keys()
    return parts | {"system"} & {message["role"] for message in request["messages"]}


EVERYTHING = {"stream_options", "temperature", "reasoning_effort", "response_format", "system"}


@pytest.mark.parametrize(
    ("part", "status", "error"),
    [
        ("stream_options", 422, "Extra inputs are not permitted: stream_options"),
        ("temperature", 400, "Unsupported value: 'temperature' does not support 0 with this model."),
        ("reasoning_effort", 400, "Unrecognized request argument supplied: reasoning_effort"),
        ("response_format", 400, "This server takes no json_schema"),
        ("response_format", 400, "Bad Request"),
        ("system", 500, "System role not supported"),
        ("system", 400, "Only user and assistant roles are supported!"),
    ],
)
def test_what_a_server_refuses_by_name_is_left_out_from_then_on(
    model_server: ModelServer, caplog: pytest.LogCaptureFixture, part: str, status: int, error: str
) -> None:
    model_server.plays(Reply(status=status, error=error), Reply("Because."))
    connection = connected(model_server, **ASKED)
    assert (said(connection), said(connection)) == ("Because.", "Because.")
    assert [held(request) for request in model_server.requests] == [
        EVERYTHING,
        EVERYTHING - {part},
        EVERYTHING - {part},
    ]
    assert caplog.messages == [f"the chat model's server takes no {part}: it is left out from now on"]


def test_one_part_after_the_other_is_left_out(model_server: ModelServer) -> None:
    refusals = ("temperature", "stream_options", "system role", "reasoning_effort", "response_format")
    model_server.plays(*(Reply(status=400, error=f"no {each}") for each in refusals), Reply("Because."))
    assert said(connected(model_server, **ASKED)) == "Because."
    assert held(model_server.requests[-1]) == set()
    assert model_server.requests[-1]["messages"] == [{"role": "user", "content": "Be brief.\n\nWhy?"}]


@pytest.mark.parametrize("status", [401, 429])
def test_what_is_no_refusal_of_a_part_is_not_asked_again(model_server: ModelServer, status: int) -> None:
    model_server.plays(Reply(status=status, error="temperature"))
    with pytest.raises(ChatModelError):
        said(connected(model_server, **ASKED))
    assert len(model_server.requests) == 1


def test_what_is_refused_without_a_schema_and_a_name_is_not_asked_again(model_server: ModelServer) -> None:
    model_server.plays(Reply(status=400, error="Bad Request"))
    with pytest.raises(ChatModelError, match="rejected the request"):
        list(Budget().reply(Connection(connected(model_server).model), SENT))
    assert len(model_server.requests) == 1


def test_an_answer_needs_no_schema(model_server: ModelServer) -> None:
    model_server.plays(Reply(status=400, error="response_format is not supported by this model"), Reply(GOOD))
    server, model = Server(), connected(model_server).model
    for _ in range(2):
        assert from_model(model, verifier=Grader(), server=server).viewpoints == ALL
    assert ["response_format" in request for request in model_server.requests] == [True, False, False]


def test_an_address_without_its_v1_is_tried_with_it_and_told_once(
    model_server: ModelServer, caplog: pytest.LogCaptureFixture
) -> None:
    model_server.place = "/v1/"
    model_server.plays(Reply("Because."))
    root = model_server.url.removesuffix("/v1")
    connection = connected(model_server, at=f"{root}/")
    assert (said(connection), said(connection)) == ("Because.", "Because.")
    paths = [request["path"] for request in model_server.requests]
    assert paths == ["/chat/completions", *["/v1/chat/completions"] * 2]
    assert caplog.messages == [f"OPENAI_BASE_URL: {root}/v1 answers, {root} does not"]


def test_where_neither_address_answers_the_first_is_kept(
    model_server: ModelServer, caplog: pytest.LogCaptureFixture
) -> None:
    model_server.place = "/elsewhere/"
    connection = connected(model_server, at=model_server.url.removesuffix("/v1"))
    for _ in range(2):
        with pytest.raises(ChatModelError, match="has no such model"):
            said(connection)
    paths = [request["path"] for request in model_server.requests]
    assert paths == ["/chat/completions", "/v1/chat/completions", "/chat/completions"]
    assert not any("OPENAI_BASE_URL" in line for line in caplog.messages)


def test_a_model_that_is_missing_at_an_address_with_v1_is_asked_for_once(model_server: ModelServer) -> None:
    model_server.plays(Reply(status=404, error="no such model"))
    with pytest.raises(ChatModelError, match="has no such model"):
        said(connected(model_server))
    assert len(model_server.requests) == 1


@pytest.mark.parametrize(
    ("pages", "tokens"),
    [
        ({"/v1/models": {"data": [{"id": "m", "max_model_len": 8192}, {"id": "n"}]}}, 8192),
        ({"/v1/models": {"data": [{"id": "v/m", "context_length": 4096}]}}, 4096),
        (
            {
                "/v1/models": {"data": [{"id": "m"}]},
                "/props": {"default_generation_settings": {"n_ctx": 2048}},
            },
            2048,
        ),
        ({"/v1/models": {"data": [{"id": "a", "max_model_len": 1}, {"id": "b", "max_model_len": 2}]}}, None),
        ({"/v1/models": ["odd"], "/props": {"default_generation_settings": None}}, None),
        ({"/v1/models": {"data": [{"id": "m", "max_model_len": "8192"}]}}, None),
        ({}, None),
    ],
)
def test_the_context_is_what_the_server_tells(
    model_server: ModelServer, pages: dict[str, Any], tokens: int | None
) -> None:
    model_server.pages = pages
    server, model = Server(), connected(model_server, model="m").model
    assert server.context(model) == tokens
    model_server.pages = {}
    assert server.context(model) == tokens


def test_a_server_that_is_not_there_is_asked_again_later(model_server: ModelServer) -> None:
    server = Server()
    assert server.context(connected(model_server, at="http://127.0.0.1:9/v1").model) is None
    model_server.pages = {"/v1/models": {"data": [{"id": "m", "max_model_len": 512}]}}
    assert server.context(connected(model_server, model="m").model) == 512


def test_openai_is_not_asked_for_its_context() -> None:
    model = chat_model(Settings(openai_api_key="sk-test"))
    assert model is not None
    assert Server().context(model) is None


def test_two_models_at_one_address_are_behind_one_server(model_server: ModelServer) -> None:
    one = connected(model_server, model="a").model
    assert same_server(one, connected(model_server, model="b").model)
    assert not same_server(one, connected(model_server, at="http://127.0.0.1:9/v1").model)


def test_what_goes_wrong_is_told_to_the_log_in_the_servers_words(
    model_server: ModelServer, caplog: pytest.LogCaptureFixture
) -> None:
    model_server.plays(Reply(status=503, error="The GPU fell\noff the bus"))
    with caplog.at_level(logging.WARNING), pytest.raises(ChatModelError) as raised:
        said(connected(model_server))
    assert str(raised.value) == "The chat model's server failed"
    assert [line.partition(": ")[2].partition(": ")[2] for line in caplog.messages] == [
        "The GPU fell off the bus"
    ]
