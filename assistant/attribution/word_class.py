"""Part of speech of a cue: verb or noun, active or passive."""

from __future__ import annotations

from assistant.attribution.noun_phrases import head, is_plural
from assistant.attribution.nouns import can_hold_a_view
from assistant.attribution.tokens import Tokens
from assistant.attribution.verbs import (
    NOUN_LIKE_VERBS,
    PARTICIPLES,
    PLAIN_VERBS,
    REGULAR_VERBS,
)
from assistant.lexicon import ARTICLES, AUXILIARIES, BE, DO, MODALS, PREPOSITIONS, PRONOUNS, word_set

_HELPERS = DO | MODALS | {"to", "not"}
_OFTEN = word_set("often sometimes also now once always never still even first")
_REDUCED = word_set("""
accused suspected blamed criticised criticized praised condemned denounced described regarded
""")
"""Participles, where no object stands between them and "of", "for" or "as": "a man | accused of fraud"."""
_TO_BE = BE - {"am"}


def is_noun(tokens: Tokens, at: int, subject: Tokens) -> bool:
    """Whether the word is a noun: "a prepared text", "his attacks on"."""
    token = tokens[at]
    if token.low == "thanks" or _disagrees(tokens, at, subject):
        return True
    if subject[0].low not in ARTICLES or token.low not in NOUN_LIKE_VERBS:
        return False
    follower = tokens[at + 1] if at + 1 < len(tokens) else None
    if follower is None or follower.low in PREPOSITIONS | AUXILIARIES:
        return True
    if follower.low in PLAIN_VERBS or follower.low.endswith("ed"):
        return True
    return token.low in REGULAR_VERBS and not is_plural(subject)


def is_passive(tokens: Tokens, at: int) -> bool:
    """Whether the word is a participle: after "is" or "was", adverbs aside, or beside its noun."""
    token = tokens[at]
    if token.low in _REDUCED and at + 1 < len(tokens) and tokens[at + 1].low in {"of", "for", "as"}:
        return not any(other.low in {"have", "has", "had"} for other in tokens[max(0, at - 3) : at])
    ending = token.low.endswith("ed") or token.low in PARTICIPLES
    before = at - 1
    while before > 0 and (tokens[before].low.endswith("ly") or tokens[before].low in _OFTEN):
        before -= 1
    return at > 0 and ending and tokens[before].low in _TO_BE


def _disagrees(tokens: Tokens, at: int, subject: Tokens) -> bool:
    """Whether number shows that the word is no verb: "European | demands", "American | support"."""
    token = tokens[at]
    if token.low not in NOUN_LIKE_VERBS or subject[0].low in PRONOUNS:
        return False
    described = at > 1 and tokens[at - 2].low in PREPOSITIONS and not tokens[at - 1].capital
    if described and not can_hold_a_view(head(subject).low):  # "leads to foreign | demands"
        return True
    if token.low in REGULAR_VERBS:
        helped = any(other.low in _HELPERS for other in tokens[max(0, at - 3) : at])
        return not helped and not is_plural(subject)
    return subject[0].low.endswith("ing") and subject[0].start == tokens[0].start
