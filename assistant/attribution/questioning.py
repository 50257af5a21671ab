"""Questions put to the voice: "He is asked whether the bridge will be sold." asks, and holds nothing."""

from __future__ import annotations

from collections.abc import Callable

from assistant.attribution.clauses import sentence_subject
from assistant.attribution.tokens import Tokens
from assistant.lexicon import PRONOUNS, word_set

_ASKED = {"asked", "pressed", "questioned"}
_TO_BE = {"is", "was", "are", "were"}
_MATTERS = word_set("whether if why how what when where who about for on")
_NEAR = 6
"""Tokens between the verb and what is asked: "is asked, at the close, why"."""


def is_question_to(tokens: Tokens, is_voice: Callable[[Tokens], bool]) -> bool:
    """Whether the sentence tells that somebody, who is not named, asks the voice something."""
    asked = next((at for at, token in enumerate(tokens[: _NEAR + 2]) if _is_asked(tokens, at)), 0)
    if not asked or not any(token.low in _MATTERS for token in tokens[asked + 1 : asked + 2 + _NEAR]):
        return False
    subject = sentence_subject(tokens)
    if subject and PRONOUNS.get(subject[0].low) == "writer":
        return False
    return bool(subject) and subject[-1].start < tokens[asked].start and is_voice(subject)


def _is_asked(tokens: Tokens, at: int) -> bool:
    return tokens[at].low in _ASKED and any(token.low in _TO_BE for token in tokens[max(0, at - 2) : at])
