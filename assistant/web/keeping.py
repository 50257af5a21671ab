"""What the chat keeps of its conversations: which is whose, and how one is taken up again."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal, TypeVar
from urllib.parse import unquote

from pydantic import BaseModel, Field, ValidationError

from assistant.conversations import LONGEST_TITLE, Conversations, KeptExchange, Listed, reader_digest
from assistant.errors import AssistantError
from assistant.scopes import Scope
from assistant.web.exchange import Asked, Conversation, Exchange, history
from assistant.web.users import folded

if TYPE_CHECKING:
    from assistant.feedback import FeedbackStore

_Sent = TypeVar("_Sent", bound=BaseModel)
_ID = "^(?:[0-9a-f]{16})?$"
_logger = logging.getLogger(__name__)


class Opening(BaseModel):
    """What keeping.js sends when a page is opened."""

    key: str = Field("", pattern="^(?:[0-9a-f]{32})?$")
    """The browser's own, random."""
    conversation: str | None = Field(None, pattern=_ID)
    """The one to show: empty for a new one, None for the reader's last."""
    question: str = ""
    people: list[str] = []
    publications: list[str] = []
    since: str = ""
    until: str = ""
    kinds: list[str] = []
    side: str = ""


class Press(BaseModel):
    """What keeping.js sends when one of its buttons is pressed."""

    act: Literal["open", "rename", "delete", "edit", "leave"]
    conversation: str = Field("", pattern=_ID)
    title: str = Field("", max_length=LONGEST_TITLE)


def read(form: type[_Sent], sent: str) -> _Sent | None:
    """What the page sent, percent-encoded JSON; None, with a line in the log, for what no page sends."""
    try:
        return form.model_validate_json(unquote(sent))
    except ValidationError:
        _logger.warning("a form that no page sends was refused: %s", form.__name__)
        return None


@dataclass(frozen=True, slots=True)
class Seat:
    """What the server knows of an open page: who reads it, and which conversation it shows."""

    key: str = ""
    conversation: str = ""
    """Empty until the first answer of a new one is kept."""
    editing: bool = False
    """Whether the next question takes the place of the last."""


class Keeper:
    """Keeps the conversations of readers, by their login or else by their browser's key."""

    def __init__(self, store: FeedbackStore | None) -> None:
        """Without a `store` nothing is kept."""
        self._store = store
        self._conversations = Conversations(store) if store else None

    def kept(self, conversation: Conversation, seat: Seat) -> tuple[Conversation, Seat]:
        """The conversation and the seat once the last exchange is kept, or where it could not be."""
        if not self._store or not conversation or conversation[-1].answer_id is not None:
            return conversation, seat
        *past, last = conversation
        answer_id = self._store.kept(last.answer, place="web") or ""
        last = replace(last, answer_id=answer_id)
        reader = _reader(seat)
        if self._conversations and answer_id and reader:
            try:
                kept = self._conversations.add(
                    answer_id,
                    reader=reader,
                    conversation=seat.conversation,
                    asked=_written(last, conversation[:-1]),
                    title=last.asked.question,
                )
                seat = replace(seat, conversation=kept)
            except AssistantError as error:
                _logger.warning("a question cannot be kept in its conversation: %s", error)
        return (*past, last), seat

    def listed(self, seat: Seat) -> tuple[Listed, ...]:
        """The reader's conversations; none where they cannot be read, and the log says why."""
        reader = _reader(seat)
        try:
            return self._conversations.listed(reader) if self._conversations and reader else ()
        except AssistantError as error:
            _logger.warning("conversations cannot be listed: %s", error)
            return ()

    def opened(self, seat: Seat) -> Conversation:
        """The conversation of a seat as it stood, empty where there is none. Raises `AssistantError`."""
        reader = _reader(seat)
        if not (self._conversations and reader and seat.conversation):
            return ()
        return _restored(self._conversations.exchanges(reader, seat.conversation))

    def dropped(self, conversation: Conversation, seat: Seat, turn: int) -> Conversation:
        """The conversation before a turn; that turn and those after it are kept no longer."""
        reader = _reader(seat)
        for exchange in conversation[turn - 1 :]:
            if self._conversations and reader and exchange.answer_id:
                try:
                    self._conversations.drop(reader, exchange.answer_id)
                except AssistantError as error:
                    _logger.warning("a question cannot be taken out of its conversation: %s", error)
        return conversation[: turn - 1]

    def rename(self, seat: Seat, conversation: str, title: str) -> None:
        """Raises `AssistantError`."""
        if self._conversations:
            self._conversations.rename(_reader(seat), conversation, title)

    def delete(self, seat: Seat, conversation: str) -> None:
        """Raises `AssistantError`."""
        if self._conversations:
            self._conversations.delete(_reader(seat), conversation)


def request_scope() -> dict[str, Any]:
    """The ASGI scope of the request that an event of the page came in; empty outside of one."""
    from gradio.context import LocalContext

    request = LocalContext.request.get(None)
    return dict(request.request.scope) if request and request.request else {}


def _reader(seat: Seat) -> str:
    """What stands for the reader; empty where nobody can be told from others."""
    if name := request_scope().get("assistant.reader"):
        return reader_digest("login", folded(name))
    return reader_digest("browser", seat.key) if seat.key else ""


def _written(exchange: Exchange, past: Conversation) -> str:
    """All of an exchange but its answer, as JSON; an answer that it continues by its id."""
    asked = exchange.asked
    continued = (each.answer_id for each in past if asked.after and each.answer == asked.after)
    return json.dumps(
        {
            "question": asked.question,
            "scope": asked.scope.to_dict(),
            "kept": asked.kept.to_dict(),
            "dropped": asked.dropped.to_dict(),
            "exact": asked.exact,
            "heard": len(asked.history),
            "after": next(continued, None),
            "progress": exchange.progress,
            "failure": exchange.failure,
        }
    )


def _restored(kept: tuple[KeptExchange, ...]) -> Conversation:
    conversation: Conversation = ()
    answers = {each.answer_id: each.answer for each in kept}
    for each in kept:
        data = json.loads(each.asked)
        asked = Asked(
            question=data["question"],
            history=history(conversation)[: data["heard"]],
            scope=Scope.from_dict(data["scope"]),
            kept=Scope.from_dict(data["kept"]),
            dropped=Scope.from_dict(data["dropped"]),
            exact=data["exact"],
            after=answers.get(data["after"]),
        )
        exchange = Exchange(asked, each.answer, data["progress"], data["failure"], each.answer_id)
        conversation = (*conversation, exchange)
    return conversation
