"""A server of chat models: its address, what of a request it refuses, and how much its model can read.

What is found out is kept as long as the process lives.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from assistant.generation.chat_model import PromptTooLong, model_name, said, translated
from assistant.generation.reply import CHARACTERS, length

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessageChunk, BaseMessage

_REFUSED = {
    "stream_options": re.compile(r"stream_options|include_usage", re.IGNORECASE),
    "reasoning_effort": re.compile(r"reasoning", re.IGNORECASE),
    "temperature": re.compile(r"temperature", re.IGNORECASE),
    "response_format": re.compile(
        r"response_format|json_schema|json schema|structured output|grammar|guided", re.IGNORECASE
    ),
    "system": re.compile(r"\bsystem\b.{0,20}\b(?:role|message|prompt)|\broles?\b", re.IGNORECASE),
}
"""What a request may hold that not every server takes, and the words of a refusal that name it."""
_ABSENT = {
    "stream_options": "stream_usage",
    "reasoning_effort": "reasoning_effort",
    "temperature": "temperature",
}
"""What a model is told by, which then is None."""
_BAD_REQUEST = (400, 422)
_MAY_REFUSE = (*_BAD_REQUEST, 415, 500, 501)
"""A chat template that knows no system role fails inside some servers."""
_NOT_HERE = (404, 405)
_VERSIONED = re.compile(r"/v\d+(?:beta)?/?$")
_CONTEXT = ("max_model_len", "context_length", "max_context_length", "context_window")
"""What vLLM, OpenRouter and others call the tokens of a model's context in their list of models."""
_PATIENCE = 2.0
"""Seconds that a server may take to tell its context."""
_LONG_WORD = re.compile(r"(?=\S*\d)[^\s/'\"]{20,}")
_LONGEST = 300
"""Characters of a server's sentence."""

_log = logging.getLogger(__name__)


class Server:
    """What one server was found to be like."""

    def __init__(self, context: int | None = None) -> None:
        self._left_out: frozenset[str] = frozenset()
        self.suffix = ""
        """What its address has behind the one that was given."""
        self._settled = False
        """Whether its address is known to be right."""
        self._asked = context is not None
        self._context = context

    def to(self, model: BaseChatModel, form: Mapping[str, Any] | None = None) -> Connection:
        """The model as this server can be asked, kept to the `form` of a reply where the server takes one."""
        return Connection(model, self, form)

    def context(self, model: BaseChatModel) -> int | None:
        """Tokens that the model can read and write at once; None where its server does not tell.

        Asked once where they were not given, of a server of one's own: OpenAI's does not tell.
        """
        if not self._asked and _address(model):
            self._asked, self._context = _told_context(self.addressed(model))
        return self._context

    def left(self, messages: Sequence[BaseMessage]) -> int | None:
        """Tokens that the model can write beside what it reads, as far as its context is known."""
        return self._context and max(1, self._context - length(messages) // CHARACTERS)

    def addressed(self, model: BaseChatModel) -> BaseChatModel:
        """The model at the address that was found."""
        if not self.suffix:
            return model
        url = _under(_address(model), self.suffix)
        client = model.root_client.with_options(base_url=url)  # type: ignore[attr-defined]
        update = {"root_client": client, "client": client.chat.completions, "openai_api_base": url}
        return model.model_copy(update=update)

    def takes(self, part: str) -> bool:
        return part not in self._left_out

    def answered(self, model: BaseChatModel) -> None:
        """The server is known to be where it was asked, which is told once where that is another address."""
        if self.suffix and not self._settled:
            found, given = (_shown(_under(_address(model), suffix)) for suffix in (self.suffix, ""))
            _log.warning("OPENAI_BASE_URL: %s answers, %s does not", found, given)
        self._settled = True

    def learns(self, error: Exception, model: BaseChatModel, sent: Sequence[str], suffix: str) -> bool:
        """Whether a failed request is worth another try, in the form that the error asks for.

        `sent` are the parts that the request held, of those that may be left out; `suffix` was that of its
        address. Another request may have found out the same meanwhile.
        """
        if self._is_elsewhere(error, model, suffix):
            return True
        refused = _refused(error, sent)
        if refused and self.takes(refused):
            self._left_out |= {refused}
            _log.warning("the chat model's server takes no %s: it is left out from now on", refused)
        return refused is not None

    def _is_elsewhere(self, error: Exception, model: BaseChatModel, suffix: str) -> bool:
        """Whether the server is to be tried at its address with /v1, which is where most are."""
        if suffix != self.suffix:
            return True
        url = urlsplit(_address(model))
        missing = getattr(error, "status_code", None) in _NOT_HERE or "No generation chunks" in str(error)
        if self._settled or not url.netloc or _VERSIONED.search(url.path) or not missing:
            return False
        self.suffix, tried = ("", True) if self.suffix else ("/v1", False)
        self._settled = tried
        return not tried


@dataclass(frozen=True)
class Connection:
    """A chat model behind a server, asked in the form that the server takes."""

    model: BaseChatModel
    server: Server = field(default_factory=Server)
    form: Mapping[str, Any] | None = None

    def kept_to(self, form: Mapping[str, Any]) -> Connection:
        """The same, its replies in a form where the server takes one."""
        return replace(self, form=form)

    def stream(self, messages: list[BaseMessage], /) -> Iterator[AIMessageChunk]:
        """The reply as it arrives; raises whatever the provider's integration does."""
        parts = tuple(self._parts(messages))
        while True:
            sent = tuple(part for part in parts if self.server.takes(part))
            suffix, begun = self.server.suffix, False
            try:
                for chunk in self._stream(messages, sent, tuple(part for part in parts if part not in sent)):
                    if not begun:
                        self.server.answered(self.model)
                    begun = True
                    yield chunk
                return
            except Exception as error:  # each provider's integration raises its own
                if begun or not self.server.learns(error, self.model, sent, suffix):
                    self._log(error)
                    raise

    def _stream(
        self, messages: Sequence[BaseMessage], sent: Sequence[str], left_out: Sequence[str]
    ) -> Iterator[AIMessageChunk]:
        update: dict[str, Any] = {_ABSENT[part]: None for part in left_out if part in _ABSENT}
        most, left = getattr(self.model, "max_tokens", None), self.server.left(messages)
        if most and left and left < most:  # what it thinks before it writes takes no more than there is
            update["max_tokens"] = left
        model = self.server.addressed(self.model)
        model = model.model_copy(update=update) if update else model
        form: dict[str, Any] = {"response_format": self.form} if "response_format" in sent else {}
        yield from model.stream(_without_system(messages) if "system" in left_out else list(messages), **form)

    def _parts(self, messages: Sequence[BaseMessage]) -> Iterator[str]:
        """What the request would hold, of what may be left out."""
        yield from (part for part, name in _ABSENT.items() if getattr(self.model, name, None) is not None)
        # OpenAI's protocol has a place for a schema.
        if self.form is not None and hasattr(self.model, "root_client"):
            yield "response_format"
        if any(message.type == "system" for message in messages):
            yield "system"

    def _log(self, error: Exception) -> None:
        """Tell the server's own sentence to whoever runs this; readers are told ours, and neither the key."""
        from pydantic import SecretStr

        body = getattr(error, "body", None)
        sentence = str((isinstance(body, dict) and body.get("message")) or said(error))
        for value in vars(self.model).values():
            if isinstance(value, SecretStr) and value.get_secret_value():
                sentence = sentence.replace(value.get_secret_value(), "…")
        sentence = _LONG_WORD.sub("…", " ".join(sentence.split()))[:_LONGEST]
        _log.warning("the chat model failed: %s: %s", type(error).__name__, sentence)


def same_server(one: BaseChatModel | None, other: BaseChatModel | None) -> bool:
    """Whether two models are behind one server, as far as their addresses tell."""
    return type(one) is type(other) and _address(one) == _address(other)


def _address(model: BaseChatModel | None) -> str:
    return str(getattr(model, "openai_api_base", None) or "")


def _under(url: str, suffix: str) -> str:
    parts = urlsplit(url)
    return parts._replace(path=parts.path.rstrip("/") + suffix).geturl()


def _shown(url: str) -> str:
    """An address without what may be secret in it: the user and what is asked.

    >>> _shown("http://me:secret@127.0.0.1:9/v1?token=secret")
    'http://127.0.0.1:9/v1'
    """
    parts = urlsplit(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2], query="", fragment="").geturl()


def _refused(error: Exception, sent: Sequence[str]) -> str | None:
    """The part of a request that an error names; that which is most often refused where it names none."""
    status = getattr(error, "status_code", None)
    if status not in _MAY_REFUSE or isinstance(translated(error), PromptTooLong):
        return None
    named = getattr(error, "param", None) or ""
    words = said(error)
    found = next((part for part in sent if part == named), None)
    found = found or next((part for part in sent if _REFUSED[part].search(words)), None)
    if found is None and status in _BAD_REQUEST and "response_format" in sent:
        return "response_format"
    return found


def _without_system(messages: Sequence[BaseMessage]) -> list[BaseMessage]:
    """The messages as one of the user."""
    from langchain_core.messages import HumanMessage

    return [HumanMessage("\n\n".join(str(message.text) for message in messages))]


def _told_context(model: BaseChatModel) -> tuple[bool, int | None]:
    """Whether the server was reached, and the tokens that it tells."""
    import openai

    client = model.root_client.with_options(timeout=_PATIENCE, max_retries=0)  # type: ignore[attr-defined]
    address = urlsplit(str(client.base_url))
    root = address._replace(path=_VERSIONED.sub("", address.path).rstrip("/")).geturl()
    for path, read in (("/models", _of_list), (_under(root, "/props"), _of_props)):
        try:
            told = json.loads(client.get(path, cast_to=str))
        except openai.APIConnectionError:
            return False, None
        except (openai.APIError, ValueError):  # it has no such page, or it is none of JSON
            continue
        if isinstance(told, dict) and (tokens := read(told, model_name(model))):
            return True, tokens
    return True, None


def _of_list(told: Mapping[str, Any], name: str) -> int | None:
    """From a list of models: that of the model, or of the only one."""
    models = [each for each in told.get("data") or () if isinstance(each, dict)]
    own = [each for each in models if each.get("id") == name] or (models if len(models) == 1 else [])
    return next((tokens for each in own for key in _CONTEXT if (tokens := _count(each.get(key)))), None)


def _of_props(told: Mapping[str, Any], name: str) -> int | None:
    """From the properties of llama.cpp's server: the tokens of one of its slots."""
    settings = told.get("default_generation_settings")
    return _count(settings.get("n_ctx")) if isinstance(settings, dict) else None


def _count(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else None
