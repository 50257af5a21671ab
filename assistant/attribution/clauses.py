"""The grammatical subject of a clause or a sentence that has no cue."""

from __future__ import annotations

from assistant.attribution.nouns import COLLECTIVE
from assistant.attribution.phrases import phrase_after
from assistant.attribution.tokens import Token, Tokens
from assistant.attribution.verbs import PLAIN_VERBS
from assistant.lexicon import (
    ARTICLES,
    AUXILIARIES,
    CLAUSE_OPENERS,
    DAYS,
    DETERMINERS,
    LINKERS,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
)

_CLAUSE_SIGNS = {",", ";", ":", "(", "—", "–", "―", "-", "--"}
_CLAUSE_ENDS = {",", ";", ":"}
_FAR = 120
"""Tokens in which a subject is looked for, once for each cue of the sentence."""
_PERSONAL = {"male", "female", "several", "writer", "thing", "relative"}


def clause_subject(tokens: Tokens) -> Tokens:
    """The subject of the last clause that has one: the phrase that opens it, a lower-case word following."""
    return _last_subject(tokens, max(0, len(tokens) - _FAR), len(tokens))


def _last_subject(tokens: Tokens, first: int, last: int) -> Tokens:
    """The subject of the last clause that has one in `tokens[first:last]`."""
    bounds = [first, *(at + 1 for at in range(first, last) if _bounds_clause(tokens[at])), last + 1]
    unsure: Tokens = ()
    for start, end in reversed(list(zip(bounds, bounds[1:], strict=False))):
        subject, verb_seen = _opening_phrase(tokens[start : end - 1], first=start == 0)
        if subject and verb_seen:
            return subject
        unsure = unsure or subject
    return unsure if unsure and unsure[0].capital else ()


def sentence_subject(tokens: Tokens) -> Tokens:
    """The subject of the first clause that has one."""
    tokens = tokens[:_FAR]
    start = 0
    for at, token in enumerate(tokens):
        sign = not token.mask and (token.text in _CLAUSE_ENDS or token.low in CLAUSE_OPENERS)
        quoted = token.mask and not tokens[at - 1].mask
        if at and (sign or quoted) and (subject := _last_subject(tokens, start, at)):
            return subject
        if sign:
            start = at + 1  # the clauses before have been looked at whole
    return _last_subject(tokens, start, len(tokens))


def _bounds_clause(token: Token) -> bool:
    return not token.mask and (token.low in CLAUSE_OPENERS or token.text in _CLAUSE_SIGNS)


def _opening_phrase(clause: Tokens, *, first: bool) -> tuple[Tokens, bool]:
    """The subject that opens `clause`, and whether something like a verb follows it."""
    words = [token for token in clause if not token.mask]
    while words and _before_subject(words[0]):
        words.pop(0)
    if not words or _adverbial(words[0], first=first):
        at = next((k for k, word in enumerate(words) if word.low in {"he", "she", "they", "we", "i"}), None)
        if at is None:
            return _after_date(words), True
        words = words[at:]
    if PRONOUNS.get(words[0].low) in _PERSONAL:
        return (words[:1], True) if words[0].low != "it" and len(words) > 1 else ((), False)
    head = phrase_after(words, -1)
    if not head or not (
        head[0].capital
        or head[0].low in DETERMINERS
        or head[0].low in POSSESSIVES
        or COLLECTIVE.match(head[-1].low)
    ):
        return (), False
    for at, word in enumerate(head):
        if at > 1 and word.low in DETERMINERS and _plain_noun(head[at - 1]):
            return head[: at - 1], True  # "pilots distrust | the buoy"
        verb = not word.capital and (word.low.endswith("ed") or word.low in PLAIN_VERBS)
        if at and verb and head[at - 1].low not in ARTICLES - {"this"}:
            return head[:at], True
    if len(head) == len(words) > 1 and _verb_at_end(head):  # "the ad targets | “…”"
        return head[:-1], True
    return head, len(head) < len(words)


def _after_date(words: Tokens) -> Tokens:
    """The name after a date: "In 2014 | Ann Ash |, then mayor, …"."""
    at = next((k for k, word in enumerate(words) if k and not (word.low in DAYS or word.text.isdigit())), 0)
    name = phrase_after(words, at - 1) if at > 1 else ()
    return name if name and name[0].capital else ()


def _before_subject(token: Token) -> bool:
    small = token.low in AUXILIARIES or token.low in DAYS or token.low in LINKERS
    return small or token.low.endswith("ly") or not token.word


def _adverbial(token: Token, *, first: bool) -> bool:
    """Whether a clause that opens with `token` has its subject later: "In May he …", "Asked why, …"."""
    participle = token.low.endswith(("ing", "ed")) and not (token.capital and not first)
    return token.low in PREPOSITIONS or participle


def _verb_at_end(head: Tokens) -> bool:
    """Whether the last word, before a quotation, looks like a verb in the present."""
    last, before = head[-1], head[-2]
    verb = last.low.endswith("s") and not last.capital and before.low not in ARTICLES | DETERMINERS
    return verb and last.low != "'s" and not before.low.endswith("s")


def _plain_noun(token: Token) -> bool:
    return not token.capital and token.word and token.low not in PREPOSITIONS | {"and", "or", "'s"}
