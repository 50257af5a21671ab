"""The names in a question, and which of them stand nowhere."""

from __future__ import annotations

import re

from assistant.index.lexical import Lexical, stems

_NAME = re.compile(r"(?<!^)(?<![.!?]\s)(?<!\w)[A-ZÀ-ÞĀ-ſ][\w’'-]*[^\W\d_][\w’'-]*")
_NOT_NAMES = frozenset(
    "i january february march april may june july august september october november december monday "
    "tuesday wednesday thursday friday saturday sunday mr mrs ms dr president western eastern northern "
    "southern".split()
)


def names(question: str) -> tuple[str, ...]:
    """Capitalised words inside the question, each once.

    None in a question that is all capitals, where they are no sign of a name.
    """
    if question.isupper():
        return ()
    found = (name for name in _NAME.findall(question) if name.lower() not in _NOT_NAMES)
    return tuple(dict.fromkeys(found))


def unknown_names(question: str, lexical: Lexical) -> tuple[str, ...]:
    """The names whose stems stand in no passage and no header."""
    return tuple(name for name in names(question) if not all(lexical.knows(word) for word in stems(name)))
