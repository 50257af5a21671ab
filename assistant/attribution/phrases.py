"""Noun phrases around a word: the subject to its left, the one to its right, and that of a whole clause."""

from __future__ import annotations

import re

from assistant.attribution.noun_phrases import from_determiner, is_adverb, trimmed
from assistant.attribution.nouns import NOUN_CUES
from assistant.attribution.tokens import Token, Tokens
from assistant.attribution.verbs import CUES
from assistant.lexicon import (
    ARTICLES,
    AUXILIARIES,
    CLAUSE_OPENERS,
    DAYS,
    DETERMINERS,
    LINKERS,
    PREPOSITIONS,
    PRONOUNS,
)

_INSIDE_NAMES = {"'s", "'", "’", "."}
_WITHIN_PHRASES = {"of", "for", "at", "from", "with", "in", "to"}
_AFTER_PHRASES = PREPOSITIONS - _WITHIN_PHRASES
_PREDICATES = (CLAUSE_OPENERS - {"and", "or"}) | (AUXILIARIES - {"first"})
_PLAIN_STOPS = {"gives", "gave", "makes", "takes", "brings", "gets", "keeps"}
_JOINING = {"and", "but", "or", "so", "here", "there", "now"}
_LONGEST_ASIDE = 35
_LONGEST_PHRASE = 40
"""Tokens; the longest of 10,460 subjects in real texts has 27."""
_OVER = LINKERS - _JOINING
_PERSONAL = {"male", "female", "several", "writer", "thing", "relative"}


def phrase_before(tokens: Tokens, at: int) -> Tokens:
    """The noun phrase that ends before token `at`, across adverbs and an aside: "X, a painter, | says"."""
    last = _last_before(tokens, at)
    if last < 0 or tokens[last].mask:
        return ()
    token = tokens[last]
    if PRONOUNS.get(token.low, "vague") != "vague":
        inner = last > 1 and token.low == "it" and tokens[last - 1].low in _WITHIN_PHRASES | {"around"}
        return trimmed(phrase_ending(tokens, last - 2)) if inner else (token,)
    if token.text in {",", "-", "–", "—"}:
        return _phrase_before_aside(tokens, last)
    if token.text == ")":
        return trimmed(phrase_ending(tokens, _opening(tokens, last) - 1))
    phrase = phrase_ending(tokens, last)
    opening = last - len(phrase)
    if phrase and opening > 0 and tokens[opening].low == "who":  # "people | who watch closely | assume"
        if tokens[opening - 1].text == ",":  # "Ash, | who | years earlier warned"
            return tokens[opening : opening + 1]
        return trimmed(phrase_ending(tokens, opening - 1))
    return from_determiner(trimmed(phrase))


def phrase_after(tokens: Tokens, at: int) -> Tokens:
    """The noun phrase that begins after token `at`: "said | X, who …", "according to | X"."""
    first = at + 1
    while first < len(tokens) and (tokens[first].low in AUXILIARIES or is_adverb(tokens[first])):
        first += 1
    end = first
    while end < min(len(tokens), first + _LONGEST_PHRASE) and not _ends_after(tokens, first, end):
        end += 1
        if end == first + 1 and PRONOUNS.get(tokens[first].low) in _PERSONAL - {"relative"} | {"reader"}:
            break
    while end > first and tokens[end - 1].low in PREPOSITIONS:
        end -= 1
    return trimmed(tokens[first:end])


def phrase_ending(tokens: Tokens, last: int) -> Tokens:
    """The words of one noun phrase that ends with token `last`, walking left."""
    first = last
    while first >= 0 and not tokens[first].mask and last - first < _LONGEST_PHRASE:
        if tokens[first].text == ")":
            first = _opening(tokens, first) - 1
        elif _stops_before(tokens, first, last):
            break
        else:
            first -= 1
    return tokens[first + 1 : last + 1]


def _last_before(tokens: Tokens, at: int) -> int:
    last = at - 1
    while last >= 0 and not tokens[last].mask and _skipped_before(tokens, last, at):
        last -= 1
    if last > 1 and re.fullmatch(r"\d{4}", tokens[last].text) and tokens[last - 1].low == "in":
        last -= 2
    return last


def _skipped_before(tokens: Tokens, last: int, at: int) -> bool:
    token = tokens[last]
    dangling = token.low in {"on", "to"} and last + 1 < at
    adverb = is_adverb(token) or token.low in _OVER or (last > 0 and token.low in {"both", "all"})
    return token.low in AUXILIARIES or token.low in DAYS or adverb or dangling


def _opening(tokens: Tokens, closing: int) -> int:
    """The bracket that the one at `closing` closes; -1 where there is none."""
    return next((at for at in range(closing, -1, -1) if tokens[at].text == "("), -1)


def _phrase_before_aside(tokens: Tokens, closing: int) -> Tokens:
    mark = tokens[closing].text
    opening = closing - 1
    while (
        opening >= 0
        and tokens[opening].text != mark
        and not tokens[opening].mask
        and closing - opening < _LONGEST_ASIDE
    ):
        opening -= 1
    if opening < 0 or tokens[opening].mask or tokens[opening].text != mark:
        short = mark == "," and opening >= 0 and closing - opening < 3
        return () if short else trimmed(phrase_ending(tokens, closing - 1))
    aside = tokens[opening + 1 : closing]
    for _ in range(4):  # "X, during a, b, said": on to the phrase before the first of several asides
        phrase = phrase_ending(tokens, opening - 1)
        before = opening - len(phrase) - 1
        if not (phrase and before > 0 and tokens[before].text == "," and _aside(phrase[0])):
            return from_determiner(trimmed(phrase)) or trimmed(aside)
        opening = before
    return trimmed(aside)


def _aside(first: Token) -> bool:
    if first.capital:
        return False
    return first.low in PREPOSITIONS | ARTICLES or first.low.endswith(("ing", "ed"))


def _stops_before(tokens: Tokens, at: int, last: int) -> bool:
    """Whether the phrase that ends at `last` begins only after token `at`."""
    token = tokens[at]
    if not token.word:
        return _sign_stops(tokens, at, last)
    if token.low in {"and", "or"}:
        return not _joins(tokens, at, last)
    if token.low in CLAUSE_OPENERS:
        return not (token.capital and at > 0)
    if token.low in _PLAIN_STOPS:
        return True
    if token.low in CUES and not token.capital and token.low not in NOUN_CUES and at < last:
        return not token.low.endswith("ing")
    if token.low in {"it", "them"} and at == last > 0 and tokens[at - 1].low in PREPOSITIONS:
        return False  # "the villages around it"
    if (token.low in AUXILIARIES and not token.capital) or (
        PRONOUNS.get(token.low, "vague") != "vague" and token.low not in DETERMINERS
    ):
        return True
    # "Ash rebuked | critics (who say)"
    past = at < last and token.low.endswith("ed") and not token.capital and at > 0
    return past and (tokens[at - 1].capital or tokens[at - 1].low.endswith("ly"))


def _sign_stops(tokens: Tokens, at: int, last: int) -> bool:
    token = tokens[at]
    if token.text == "&":
        return not _joins(tokens, at, last)
    if token.text == "." and at < last:
        return not tokens[at - 1].capital
    junior = token.text == "," and at + 1 <= last and tokens[at + 1].low in {"jr.", "jr"}
    return not (token.text in _INSIDE_NAMES or junior)


def _joins(tokens: Tokens, at: int, last: int) -> bool:
    """Whether the "and" at `at` joins two names or two nouns."""
    if not 0 < at < last:
        return False
    before, after = tokens[at - 1], tokens[at + 1]
    opens = at == 1 or (at == 2 and tokens[0].low in ARTICLES)
    return (after.capital == before.capital or opens) and before.word and before.low not in CUES


def _ends_after(tokens: Tokens, first: int, at: int) -> bool:
    """Whether the phrase that begins at `first` is over before token `at`."""
    token = tokens[at]
    if token.mask:
        return True
    if not token.word:
        within = at + 1 < len(tokens) and tokens[at + 1].capital and at > 0 and tokens[at - 1].capital
        return not within if token.text == "." else token.text not in _INSIDE_NAMES | {"(", ")"}
    if at == first:
        return False
    before = tokens[at - 1]
    if token.low in _PREDICATES or token.low in _AFTER_PHRASES:
        return True
    if before.low not in ARTICLES:
        verb = token.low in CUES and not token.capital and token.low not in NOUN_CUES
        if verb or token.low in DAYS:
            return True
    loose = token.low in {"in", "at", "with", "to", "from"} and before.capital
    return loose and at + 1 < len(tokens) and not tokens[at + 1].capital
