"""Cues of attitude by adjective or noun: "is convinced that", "takes the view that"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.attribution.cues import Cue
from assistant.attribution.phrases import phrase_before
from assistant.attribution.tokens import Tokens
from assistant.attribution.verbs import PLAIN_VERBS
from assistant.lexicon import AUXILIARIES, BE, CLAUSE_OPENERS, finite_forms, with_plurals, word_set

_ADJECTIVES = word_set("""
convinced certain sure afraid fearful worried concerned opposed hostile sceptical skeptical confident
hopeful doubtful wary adamant persuaded alarmed suspicious dismissive critical anxious uneasy unconvinced
against
""")
_BLUNT = word_set("firm clear blunt frank plain categorical unequivocal adamant brief")
"""How somebody is who then says it: "The mayor is | blunt |: no bridge."."""
_TO_BE = (BE - {"being"}) | word_set("remain remains remained seem seems")
_LIGHT_VERBS = finite_forms(word_set("take hold have share express voice harbour see")) | {"taken"}
_ATTITUDES = with_plurals(
    word_set("view position line stance opinion doubt objection fear concern hope worry suspicion")
) | word_set("belief faith reservations misgivings")
_UTTERING = finite_forms(word_set("issue make utter give")) | {"given"}
_UTTERANCES = with_plurals(word_set("warning threat promise appeal demand complaint"))
_PROSPECTS = word_set("""
threat danger chance opportunity risk proof need reason future point sense alternative
""")
_SIGHTS = _ATTITUDES | _PROSPECTS
_STOPS = CLAUSE_OPENERS - {"and", "or"}
_DEGREES = {"in", "very", "quite", "more"}
_TAKING = {"take", "takes", "took", "taken", "mistake", "mistakes", "mistook"}
_POINTED_AT = {"this", "that", "it", "them", "him", "her"}
_PERFECT = {"have", "has", "had"}
_PARTICIPLE = re.compile(r"(?:ed|wn|en)$")
_SPEAKING = {"spoken", "spoke", "speaks", "speak", "came", "come", "comes"}
_LONGEST_OBJECT = 6
_LONGEST_SIGHT = 25
_LIKE = {"as", "differently", "otherwise"}
_SEEING = {"see", "sees", "saw", "view", "views", "regard", "regards"}


def attitudes(tokens: Tokens) -> Iterator[Cue]:
    """The adjectives and nouns that are cues of attitude."""
    for at, token in enumerate(tokens):
        if token.mask:
            continue
        blunt = token.low in _BLUNT and tokens[at + 1 : at + 2] and tokens[at + 1].text == ":"
        if blunt or token.low in _ADJECTIVES:
            yield from _predicate(tokens, at)
        elif _takes_for(tokens, at):
            yield from _cue(tokens, at, at)
        elif token.low in _LIGHT_VERBS or token.low in _UTTERING:
            yield from _object(tokens, at)
        elif token.low == "rather" and at and tokens[at - 1].low in {"would", "'d"}:
            yield from _cue(tokens, at - 1, at)
        elif token.low in _SPEAKING and _against(tokens, at):
            yield from _cue(tokens, at, at)


def _takes_for(tokens: Tokens, at: int) -> bool:
    """Whether the cue is "take for": "Most | took | this for a threat"."""
    low = [token.low for token in tokens[at : at + 3]]
    return low[0] in _TAKING and low[1:2] != [] and low[1] in _POINTED_AT and low[2:] == ["for"]


def _against(tokens: Tokens, at: int) -> bool:
    """Whether somebody speaks of something, or comes out against it."""
    near = [token.low for token in tokens[at + 1 : at + 4]]
    return near[:1] == ["of"] or any(low in {"against", "favour", "favor"} for low in near)


def _predicate(tokens: Tokens, at: int) -> Iterator[Cue]:
    """A cue after a form of "be", adverbs between them: "the union is quite | convinced"."""
    for verb in range(at - 1, max(-1, at - 4), -1):
        if tokens[verb].low in _TO_BE:
            yield from _cue(tokens, verb, at)
            return
        small = tokens[verb].low in AUXILIARIES or tokens[verb].low in _DEGREES
        if not small and not tokens[verb].low.endswith("ly"):
            return


def _object(tokens: Tokens, at: int) -> Iterator[Cue]:
    """A cue after a light verb: "the guild takes the | view", "they see the harbour | as"."""
    if tokens[at].low in _PERFECT and _PARTICIPLE.search(tokens[at + 1].low if tokens[at + 1 :] else ""):
        return  # "have drawn a line"
    seeing = tokens[at].low in _SEEING
    nouns = _UTTERANCES if tokens[at].low in _UTTERING else _SIGHTS if seeing else _ATTITUDES
    for noun in range(at + 1, min(len(tokens), at + (_LONGEST_SIGHT if seeing else _LONGEST_OBJECT))):
        token = tokens[noun]
        if token.mask or token.low in PLAIN_VERBS or token.low == "not" or token.low.endswith("ed"):
            return
        if token.low in _LIKE and seeing and tokens[noun - 1].low != "such":
            yield from _cue(tokens, at, at)
            return
        if token.low in _STOPS:
            return
        if token.low in nouns and noun < at + _LONGEST_OBJECT:
            yield from _cue(tokens, at, noun)
            return


def _cue(tokens: Tokens, verb: int, at: int) -> Iterator[Cue]:
    subject = phrase_before(tokens, verb)
    if subject:
        yield Cue(at, subject, "attitude", 0)
