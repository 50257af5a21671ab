import logging

import pytest
from langchain_core import exceptions as provider
from langchain_core.messages import HumanMessage
from langchain_openai.chat_models.base import BaseChatOpenAI
from langsmith.utils import tracing_is_enabled

from assistant.errors import ChatModelError
from assistant.generation.chat_model import (
    DEFAULT_MODEL,
    PromptTooLong,
    chat_model,
    translated,
    verifier_model,
)
from assistant.generation.server import Connection
from assistant.settings import Settings
from tests.model_server import ModelServer, Reply

OWN_SERVER = "http://127.0.0.1:1/v1"


@pytest.fixture(autouse=True)
def _no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (
        "AZURE_OPENAI_API_KEY",
        "AZURE_OPENAI_AD_TOKEN",
        "AZURE_OPENAI_ENDPOINT",
        "OPENAI_API_VERSION",
        "OPENAI_API_KEY",
        "OPENAI_BASE_URL",
        "ASSISTANT_MODEL",
        "LANGSMITH_TRACING",
        "LANGCHAIN_TRACING_V2",
    ):
        monkeypatch.delenv(name, raising=False)


def openai_model(settings: Settings) -> BaseChatOpenAI:
    model = chat_model(settings)
    assert isinstance(model, BaseChatOpenAI)
    return model


def test_without_key_and_model_there_is_none() -> None:
    assert chat_model(Settings()) is None


def test_the_verifier_is_another_model_only_where_one_is_named() -> None:
    settings = Settings(model="mistral", openai_base_url=OWN_SERVER)
    other = verifier_model(settings.model_copy(update={"verifier_model": "minicheck"}))
    assert isinstance(other, BaseChatOpenAI) and other.model_name == "minicheck"
    assert verifier_model(settings) is None
    assert verifier_model(settings.model_copy(update={"verifier_model": "none"})) is None


def test_a_key_alone_gives_the_default_model_with_the_settings() -> None:
    model = openai_model(
        Settings(openai_api_key="sk-secret", timeout=7, retries=4, temperature=0.5, max_tokens=99)
    )
    assert {
        "model": model.model_name,
        "timeout": model.request_timeout,
        "retries": model.max_retries,
        "temperature": model.temperature,
        "max_tokens": model.max_tokens,
        "usage": model.stream_usage,
        "responses": model.use_responses_api,
    } == {
        "model": DEFAULT_MODEL,
        "timeout": 7.0,
        "retries": 4,
        "temperature": 0.5,
        "max_tokens": 99,
        "usage": True,
        "responses": None,
    }


@pytest.mark.parametrize(
    ("name", "at", "limit"),
    [
        ("gpt-4.1", None, "max_completion_tokens"),
        ("gpt-5", OWN_SERVER, "max_completion_tokens"),
        ("gpt-oss:20b", OWN_SERVER, "max_tokens"),
        ("mistral-small", OWN_SERVER, "max_tokens"),
        (None, OWN_SERVER, "max_tokens"),
    ],
)
def test_what_may_be_written_is_limited_in_the_words_the_server_knows(
    name: str | None, at: str | None, limit: str
) -> None:
    model = openai_model(Settings(model=name, openai_base_url=at, openai_api_key="sk-secret", max_tokens=99))
    sent = model._get_request_payload("Hello")
    names = {"max_tokens", "max_completion_tokens", "temperature"}
    assert {name: value for name, value in sent.items() if name in names} == {limit: 99}


@pytest.mark.parametrize(
    ("name", "model"),
    [("gpt-5", "gpt-5"), ("openai:gpt-4o", "gpt-4o"), ("llama3:8b", "llama3:8b"), ("mistral", "mistral")],
)
def test_a_server_of_ones_own_needs_no_key_and_takes_any_name(name: str, model: str) -> None:
    made = openai_model(Settings(model=name, openai_base_url=OWN_SERVER))
    assert (made.model_name, made.openai_api_base) == (model, OWN_SERVER)


def test_the_environment_is_honoured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    monkeypatch.setenv("OPENAI_BASE_URL", OWN_SERVER)
    monkeypatch.setenv("ASSISTANT_MODEL", "gpt-9")
    made = openai_model(Settings())
    assert (made.model_name, made.openai_api_base) == ("gpt-9", OWN_SERVER)


@pytest.mark.parametrize(
    ("name", "cure"),
    [
        (
            "gpt-5",
            "The model 'gpt-5' needs a key: set OPENAI_API_KEY, or OPENAI_BASE_URL for a server of your own",
        ),
        (
            "anthropic:claude",
            (
                "The model 'anthropic:claude' needs the package langchain-anthropic: "
                "pip install langchain-anthropic"
            ),
        ),
        (
            "ollama:llama3",
            "The model 'ollama:llama3' needs the package langchain-ollama: pip install langchain-ollama",
        ),
        (
            "llama3:8b",
            (
                "'llama3' is no provider that LangChain knows: write provider:model, such as "
                "'ollama:llama3', or set OPENAI_BASE_URL for a server of your own"
            ),
        ),
    ],
)
def test_what_cannot_be_set_up_names_the_cure(name: str, cure: str) -> None:
    with pytest.raises(ChatModelError) as raised:
        chat_model(Settings(model=name))
    assert str(raised.value) == cure


@pytest.mark.parametrize(
    ("given", "cure"),
    [
        ((), "set AZURE_OPENAI_API_KEY or AZURE_OPENAI_AD_TOKEN"),
        (("AZURE_OPENAI_API_KEY",), "set OPENAI_API_VERSION"),
        (("AZURE_OPENAI_API_KEY", "OPENAI_API_VERSION"), "set AZURE_OPENAI_ENDPOINT"),
    ],
)
def test_what_a_provider_lacks_is_named_by_its_variable(
    monkeypatch: pytest.MonkeyPatch, given: tuple[str, ...], cure: str
) -> None:
    for name in given:
        monkeypatch.setenv(name, "MY_SECRET_KEY")
    with pytest.raises(ChatModelError) as error:
        chat_model(Settings(model="azure_openai:gpt-4o"))
    assert str(error.value) == f"The model 'azure_openai:gpt-4o' could not be set up: {cure}"


def test_the_key_shows_nowhere_and_the_servers_sentence_in_the_log_alone(
    model_server: ModelServer, caplog: pytest.LogCaptureFixture
) -> None:
    settings = Settings(openai_api_key="sk-secret", openai_base_url=model_server.url, retries=0)
    model = openai_model(settings)
    model_server.plays(Reply(status=401, error="No key sk-secret\nfor 1a2b3c4d5e6f7a8b9c0d1e2f"))
    with caplog.at_level(logging.DEBUG, logger="assistant"):
        with pytest.raises(provider.ModelAuthenticationError) as raised:
            list(Connection(model).stream([HumanMessage("Hello")]))
        ours = translated(raised.value)
    assert model_server.keys == ["Bearer sk-secret"]
    assert "sk-secret" not in f"{settings!r} {model!r} {ours!r} {caplog.messages}"
    assert caplog.messages == ["the chat model failed: OpenAIAuthenticationError: No key … for …"]


def test_nothing_is_traced_unless_switched_on(monkeypatch: pytest.MonkeyPatch) -> None:
    chat_model(Settings(openai_api_key="sk-secret"))
    assert not tracing_is_enabled()


@pytest.mark.parametrize(
    ("error", "kind", "message"),
    [
        (provider.ContextOverflowError("x"), PromptTooLong, "The passages are too long for the chat model"),
        (
            RuntimeError("context window of 2048"),
            PromptTooLong,
            "The passages are too long for the chat model",
        ),
        (
            provider.ModelPermissionDeniedError("x"),
            ChatModelError,
            "The chat model's server does not allow this key that model",
        ),
        (ValueError("No generation chunks were returned"), ChatModelError, "The chat model answered nothing"),
        (KeyError("choices"), ChatModelError, "The chat model's server failed"),
    ],
)
def test_what_a_provider_raises_becomes_a_sentence(
    error: Exception, kind: type[ChatModelError], message: str
) -> None:
    ours = translated(error)
    assert (type(ours), str(ours)) == (kind, message)
