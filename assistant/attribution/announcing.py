"""Announced summaries: "he lists what each project would contain", "she describes the plan of the guild"."""

from __future__ import annotations

from collections.abc import Callable

from assistant.attribution.cues import owner_of
from assistant.attribution.phrases import phrase_after, phrase_before
from assistant.attribution.prose import Prose
from assistant.attribution.subjects import can_hold
from assistant.attribution.tokens import Tokens
from assistant.lexicon import POSSESSIVES, finite_forms, with_plurals, word_set

_VERBS = finite_forms(
    word_set("list describe summarise summarize outline recount reproduce paraphrase present sketch")
) | {"sets"}
_PLANS = with_plurals(
    word_set("plan project programme program proposal claim argument case scheme vision design blueprint")
) | word_set("demands thesis theses reasoning conditions")
"""What somebody sets out in more than a sentence."""
_NEAR = 8
_FAR = 4
_SIGNS = {",", ";", ":", "."}


def announces(page: Prose, tokens: Tokens, is_voice: Callable[[Tokens], bool]) -> Tokens | None:
    """Whose plan or claim the voice announces to set out; () where it does not say, None where it does not.

    What follows such a sentence tells the plan, not the voice's view.
    """
    for at, verb in enumerate(tokens[:_NEAR]):
        if verb.low in _VERBS and (subject := phrase_before(tokens, at)) and is_voice(subject):
            noun = _object(tokens, at)
            owner = _owner(tokens, noun) if noun else ()
            if not noun or (owner and is_voice(owner)):
                return None
            return owner if owner and can_hold(page, owner) else ()
    return None


def _object(tokens: Tokens, verb: int) -> int:
    """Where the noun for a plan stands in the words after the verb; 0 where there is none."""
    for at in range(verb + 1, min(len(tokens), verb + _NEAR)):
        if tokens[at].text in _SIGNS or tokens[at].mask:
            return 0
        if tokens[at].low in _PLANS:
            return at
    return 0


def _owner(tokens: Tokens, noun: int) -> Tokens:
    """Whose it is: "the guild's plan", "the plan of the guild", "the plan on which the guild works"."""
    if owner := owner_of(tokens, noun):
        return owner
    for at in range(noun - 2, max(0, noun - _FAR), -1):  # "his | own bold plan"
        if tokens[at].low in POSSESSIVES:
            return tokens[at : at + 1]
    for at in range(noun + 1, min(len(tokens), noun + 3)):
        if tokens[at].low in {"which", "that", "of", "by"}:
            owner = phrase_after(tokens, at)
            return owner if owner and owner[0] is tokens[at + 1] else ()
    return ()
