"""An earlier question in brackets behind one that asks somebody itself: it limits nothing."""

from __future__ import annotations

import re

from assistant.articles import Span
from assistant.question.asked_party import asked_party
from assistant.question.question_roles import source_spans
from assistant.question.question_text import OTHER, PERSON

_BESIDE = re.compile(
    r" \((?:tell me more: )?(?:what|who|whom|whose|which|when|where|why|how|is|are|was|were|do|does|did|"
    r"has|have|had|can|could|will|would|should|may|might|must|besides)\b[^()]*\)\W*$",
    re.IGNORECASE,
)


def question_beside(text: str) -> Span | None:
    """Where the masked `text` repeats an earlier question, whose people and times are not asked for.

    >>> question_beside("What does the captain say to that? (Why is the ferry late?)")
    (34, 59)
    >>> question_beside("Is that realistic? (Why is the ferry late?)")
    """
    found = _BESIDE.search(text)
    if found is None:
        return None
    asked = text[: found.start()]
    own = source_spans(asked.replace(OTHER, PERSON)) or asked_party(asked)
    return found.span() if own else None


def sources_beside(text: str, beside: Span) -> tuple[Span, ...]:
    """Where the question repeated in brackets asks for people's own views."""
    start, end = beside[0] + 2, beside[1]
    return tuple((start + first, start + last) for first, last in source_spans(text[start:end]))
