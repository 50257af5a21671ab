"""Noun phrases: head, number and exact bounds."""

from __future__ import annotations

from assistant.attribution.nouns import can_hold_a_view
from assistant.attribution.tokens import Token, Tokens
from assistant.lexicon import (
    AUXILIARIES,
    CLAUSE_OPENERS,
    DAYS,
    DETERMINERS,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    TITLES,
)

_PLURALS = {"people", "police", "men", "women", "children", "others", "some", "many", "most"}
_OPENING = {"the", "a", "an"}
_LEADING = PREPOSITIONS | DETERMINERS | {"and", "or", "'s"}
_SMALL = PREPOSITIONS | CLAUSE_OPENERS | AUXILIARIES


def trimmed(phrase: Tokens) -> Tokens:
    """`phrase` without the prepositions, adverbs and signs at its ends."""
    words = list(_without_adverbial(phrase))
    if len(words) > 1 and words[0].low.endswith("ing") and not words[0].capital and words[1].capital:
        words.pop(0)  # "meaning | Serbia"
    while words and _not_first(words):
        words.pop(0)
    while words and words[-1].text not in ")'" and _not_last(words[-1]):
        words.pop()
    return words


def from_determiner(phrase: Tokens) -> Tokens:
    """`phrase` from its last article on, where no "of" or "and" leads to it: "A year before | the mayor"."""
    for at in range(len(phrase) - 1, 0, -1):
        before = phrase[at - 1]
        if phrase[at].low not in _OPENING or not before.word:
            continue
        if not (before.low in _LEADING or before.low.endswith("ly")):
            return phrase[at:]
    return phrase


def head(phrase: Tokens) -> Token:
    """The head of a noun phrase: "the | farmers | of Hesk"."""
    cut = next((at for at, token in enumerate(phrase) if at and token.low in PREPOSITIONS), len(phrase))
    words = [token for token in phrase[:cut] if token.word and token.low != "'s"] or list(phrase)
    return words[-1]


def is_plural(phrase: Tokens) -> bool:
    """Whether "they" can stand for the phrase."""
    noun = head(phrase)
    if (
        noun.low.endswith(("men", "people", "children"))
        or noun.low in _PLURALS
        or any(token.low == "and" for token in phrase)
    ):
        return True
    return noun.low.endswith("s") and not noun.low.endswith(("ss", "us", "is")) and not noun.text.isupper()


def opens_noun_phrase(token: Token) -> bool:
    """Whether a noun phrase may begin with `token`."""
    if token.mask or not token.word:
        return False
    if token.capital or token.low in DETERMINERS or token.low in PRONOUNS:
        return True
    small = token.low in _SMALL or token.low in POSSESSIVES
    return not small and not token.low.endswith(("ly", "ing"))


def is_adverb(token: Token) -> bool:
    """Whether the word is an adverb by its ending."""
    return token.low.endswith("ly") and not token.capital


def _without_adverbial(phrase: Tokens) -> Tokens:
    """From the subject on: "In Oster | the Church", "On 31 July | President Ash", "In Oster | people"."""
    if len(phrase) < 3 or phrase[0].low not in PREPOSITIONS | {"last", "next", "this", "every"}:
        return phrase
    for at in range(len(phrase) - 1, 1, -1):
        before, token = phrase[at - 1], phrase[at]
        if before.low in PREPOSITIONS or before.low == "'s":
            continue
        names_place = before.capital or before.low in DAYS or before.text.isdigit()
        titled = names_place and token.capital and (token.low in TITLES or not phrase[at - 1].capital)
        people = at == 2 and before.capital and not token.capital and can_hold_a_view(token.low)
        dated = token.capital and (before.low in DAYS or before.text.isdigit()) and token.low not in DAYS
        topic = (
            token.capital and not before.capital and before.low not in DETERMINERS and before.low.isalpha()
        )
        topic = topic and not can_hold_a_view(before.low)
        if token.low in DETERMINERS or titled or people or dated or topic:
            return phrase[at:]
    return phrase


def _not_first(words: list[Token]) -> bool:
    token = words[0]
    small = token.low in CLAUSE_OPENERS | PREPOSITIONS or token.low == "n't"
    return not token.word or small or (token.low in DAYS and len(words) > 1) or is_adverb(token)


def _not_last(token: Token) -> bool:
    return not token.word or token.low in CLAUSE_OPENERS | AUXILIARIES or is_adverb(token)
