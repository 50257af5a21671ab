"""A question as a reader put it, cut to what is read of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from assistant.answers import Turn
from assistant.scopes import Scope

LONGEST_QUESTION = 2_000
"""Characters of a question that are read: the last, as a question stands after the text it is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question in its conversation, under the reader's filters; made by `Asked.read`."""

    question: str
    history: tuple[Turn, ...] = ()
    scope: Scope = Scope()
    """The reader's own filters."""
    understand: bool = True
    """Whether filters are read from the question."""
    notes: tuple[str, ...] = ()
    """What readers are to know of the index and of the question before its answer."""

    @classmethod
    def read(
        cls,
        question: str,
        *,
        history: tuple[Turn, ...] = (),
        scope: Scope = Scope(),
        understand: bool = True,
        notes: tuple[str, ...] = (),
    ) -> Self:
        """The question with no more of it than is read; a note says what was left out."""
        whole, part = question.strip(), read_part(question)
        read = len(part.strip())
        if read < len(whole):
            cut = f"Only the last {read:,} of the question's {len(whole):,} characters were read."
            notes = (*notes, cut)
        return cls(question=part, history=history, scope=scope, understand=understand, notes=notes)


def read_part(question: str) -> str:
    """The question as it is where it is short; of a longer one the end, from the start of a word.

    >>> read_part(" Why? "), read_part("pasted " * 300 + "Why?")[-12:]
    (' Why? ', ' pasted Why?')
    """
    if len(question) <= LONGEST_QUESTION:
        return question
    end = question.strip()[-LONGEST_QUESTION - 1 :]
    if len(end) <= LONGEST_QUESTION:
        return end
    _, *rest = end.split(maxsplit=1)
    return rest[0] if rest else end[1:]
