"""The chat model that the settings name; what its provider raises becomes our own error here."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any

from assistant.errors import ChatModelError
from assistant.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

NO_VERIFIER = "none"
"""In the place of a verifier's name: nothing is graded."""
_THOUGHTS = 8_000
"""Tokens for what a model thinks before it writes, where it is told to think."""
DEFAULT_MODEL = "gpt-4.1-mini"
"""Used where no model is named; servers with a single model take any name."""

# Servers other than OpenAI's own say in many words that the prompt does not fit.
_TOO_LONG = re.compile(
    r"context.{0,3}(?:length|window|size)|prompt is too long|too many tokens", re.IGNORECASE
)

_OPENAIS = re.compile(r"(?:chatgpt|gpt-(?!oss|neo|j)|o\d)", re.IGNORECASE)
_VARIABLE = re.compile(r"\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*_(?:KEY|TOKEN|ENDPOINT|URL|VERSION|REGION)\b")
_LIMIT = re.compile(r"context (?:length|window|size)[^\d.]{0,40}(\d{3,8})\b", re.IGNORECASE)


class PromptTooLong(ChatModelError):
    """The passages are more than the model can read at once."""

    def __init__(self, message: str, *, limit: int | None = None) -> None:
        super().__init__(message)
        self.limit = limit
        """Tokens it can read and write at once, where the server said so."""


def chat_model(settings: Settings) -> BaseChatModel | None:
    """The model to write answers with; None where no key, no server and no model is set.

    A name without a provider goes to OpenAI or to the server at `openai_base_url`; `provider:model` goes
    through LangChain. Raises `ChatModelError` where a key or an integration package is missing.
    """
    if settings.model is None and settings.openai_api_key is None and settings.openai_base_url is None:
        return None
    name = settings.model or DEFAULT_MODEL
    provider, colon, model = name.partition(":")
    if not colon or provider == "openai":
        return _openai(settings, model or name)
    return _of_provider(settings, name)


def verifier_model(settings: Settings) -> BaseChatModel | None:
    """The model that grades, where it is another than the one that writes."""
    name = settings.verifier_model
    if name in (None, NO_VERIFIER):
        return None
    return chat_model(settings.model_copy(update={"model": name}))


def model_name(model: BaseChatModel) -> str:
    """A model as readers are told of it."""
    names = (getattr(model, attribute, None) for attribute in ("model_name", "model"))
    return next((name for name in names if isinstance(name, str) and name), "a language model")


def _openai(settings: Settings, name: str) -> BaseChatModel:
    if settings.openai_api_key is None and settings.openai_base_url is None:
        raise ChatModelError(
            f"The model {name!r} needs a key: set OPENAI_API_KEY, or OPENAI_BASE_URL for a server of your own"
        )
    from langchain_openai import ChatOpenAI
    from langchain_openai.chat_models.base import BaseChatOpenAI
    from pydantic import SecretStr

    # The two differ in what they call the tokens to be written. OpenAI's own models refuse the older name,
    # `max_tokens`; many servers that speak their protocol know no other, and would write without an end.
    own = settings.openai_base_url is None or (settings.model and _OPENAIS.match(name))
    kind: type[BaseChatOpenAI] = ChatOpenAI if own else BaseChatOpenAI
    thinks = settings.reasoning_effort not in (None, "none")
    return kind(
        model=name,
        api_key=settings.openai_api_key or SecretStr("none"),
        base_url=settings.openai_base_url,
        temperature=settings.temperature,
        reasoning_effort=settings.reasoning_effort,
        max_tokens=settings.max_tokens + _THOUGHTS * thinks,
        timeout=settings.timeout,
        max_retries=settings.retries,
        stream_usage=True,
        # Some of OpenAI's own models have no other interface; LangChain knows which.
        use_responses_api=None if own else False,
    )


def _of_provider(settings: Settings, name: str) -> BaseChatModel:
    from langchain.chat_models import init_chat_model
    from openai import OpenAIError

    provider, _, model_name = name.partition(":")
    sampling: dict[str, Any] = {}
    if settings.temperature is not None:
        sampling["temperature"] = settings.temperature
    try:
        model: BaseChatModel = init_chat_model(
            model_name,
            model_provider=provider,
            max_tokens=settings.max_tokens,
            timeout=settings.timeout,
            max_retries=settings.retries,
            **sampling,
        )
    except ImportError as error:
        package = _package(error)
        raise ChatModelError(
            f"The model {name!r} needs the package {package}: pip install {package}"
        ) from None
    except (ValueError, OpenAIError) as error:
        # A name such as "llama3:8b" on a server of one's own has a colon and no provider.
        if "Unsupported" in str(error) and settings.openai_base_url is not None:
            return _openai(settings, name)
        if "Unsupported" in str(error):
            raise ChatModelError(
                f"{provider!r} is no provider that LangChain knows: write provider:model, "
                "such as 'ollama:llama3', or set OPENAI_BASE_URL for a server of your own"
            ) from None
        raise ChatModelError(f"The model {name!r} could not be set up: {_unset(error)}") from None
    return model


def _unset(error: Exception) -> str:
    """What to set, by the variables that a provider's error names; its other words may hold the key."""
    named = dict.fromkeys(_VARIABLE.findall(str(error)))
    missing = [name for name in named if not os.environ.get(name)]
    return f"set {' or '.join(missing)}" if missing else "is its key set?"


def _package(error: ImportError) -> str:
    named = re.search(r"pip install ([\w-]+)", str(error))
    return named[1] if named else "langchain integration of that provider"


def ended_by(error: BaseException) -> str | None:
    """Why a reply ended early, where OpenAI's library raises that: it does so for one in a schema."""
    ends = {"LengthFinishReasonError": "length", "ContentFilterFinishReasonError": "content_filter"}
    return ends.get(type(error).__name__)


def translated(error: BaseException) -> ChatModelError:
    """Our error for whatever a model's provider raised: a sentence without its full stop.

    The provider's own words are left out, since they may hold the key.
    """
    from langchain_core import exceptions as provider

    words = said(error)
    if isinstance(error, provider.ContextOverflowError) or _TOO_LONG.search(words):
        told = _LIMIT.search(words)
        limit = int(told[1]) if told else None
        return PromptTooLong("The passages are too long for the chat model", limit=limit)
    if "No generation chunks" in words:
        return ChatModelError("The chat model answered nothing")
    for kind, message in (
        (provider.ModelAuthenticationError, "The chat model's server refused the key (check OPENAI_API_KEY)"),
        (provider.ModelPermissionDeniedError, "The chat model's server does not allow this key that model"),
        (provider.ModelNotFoundError, "The chat model's server has no such model (check ASSISTANT_MODEL)"),
        (
            provider.ModelRateLimitError,
            "The chat model's server has had too many requests, or the quota is used",
        ),
        (provider.ModelTimeoutError, "The chat model did not answer in time"),
        (provider.ModelConnectionError, "The connection to the chat model's server failed"),
    ):
        if isinstance(error, kind):
            return ChatModelError(message)
    if isinstance(error, provider.ModelInvalidRequestError):
        return ChatModelError("The chat model's server rejected the request")
    return ChatModelError("The chat model's server failed")


def said(error: BaseException) -> str:
    """What an error says; nothing where it cannot even say that."""
    try:
        return f"{error} {getattr(error, 'code', None)}"
    except Exception:
        return ""
