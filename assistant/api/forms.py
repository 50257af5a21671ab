"""What programs send: the question with its conversation and filters."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator

from assistant.answers import Turn
from assistant.api.answer_form import AnswerForm
from assistant.api.asking import Asked
from assistant.api.record_form import Date
from assistant.articles import Kind
from assistant.scopes import Scope, Side

if TYPE_CHECKING:
    from assistant.answering.assistant import Assistant

LONGEST = 20_000
"""Characters of a question. Of one longer than 2,000 the end is read."""
_MOST_TURNS = 50
_Name = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Names = Annotated[tuple[_Name, ...], Field(max_length=20)]
Kinds = Annotated[tuple[Kind, ...], Field(max_length=20)]


class Sent(BaseModel):
    """An object that a program sends; no other key is taken."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Filters(Sent):
    """Filters; empty means no filter."""

    people: Names = ()
    publications: Names = ()
    since: Date | None = None
    until: Date | None = None
    kinds: Kinds = ()
    side: Side | None = None
    """Only views known to be on this side of what is asked; where no side is known, nothing is left out."""


class Past(Sent):
    """A question and answer before this question."""

    question: Annotated[str, StringConstraints(max_length=LONGEST)]
    answer: AnswerForm | str
    """The answer as this API gave it, or as plain text."""


class Ask(Sent):
    """A question to the articles."""

    question: Annotated[str, StringConstraints(max_length=LONGEST)]
    scope: Filters = Filters()
    history: Annotated[tuple[Past, ...], Field(max_length=_MOST_TURNS)] = ()
    """The turns before it, the oldest first."""
    after: AnswerForm | None = None
    """An answer to the same question: what bears on it beyond what that one has shown."""
    literal: bool = False
    """Read no filters from the question."""
    exact: bool = False
    """Correct no word of the question."""
    show_all: bool = False
    """Everything that bears on it, at once."""
    stream: bool = False
    """Answer with server-sent events, as with `Accept: text/event-stream`."""

    @field_validator("question")
    @classmethod
    def _not_empty(cls, value: str) -> str:
        if not value.strip():
            raise ValueError("it is empty")
        return value

    def asked(self, assistant: Assistant) -> Asked:
        """The question as the assistant is asked it."""
        return partial(
            assistant.stream,
            self.question,
            history=tuple(
                Turn(
                    question=past.question,
                    answer=past.answer if isinstance(past.answer, str) else past.answer.answer(),
                )
                for past in self.history
            ),
            scope=Scope(**self.scope.model_dump()),
            understand=not self.literal,
            exact=self.exact,
            after=self.after.answer() if self.after else None,
            show_all=self.show_all,
        )
