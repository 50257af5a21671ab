"""Attitudes told by an adjective or a noun: "is convinced that", "takes the view that", "have doubts"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.attribution.cues import Cue
from assistant.attribution.lexicon import AUXILIARIES, CLAUSE_OPENERS, word_set
from assistant.attribution.nouns import NOUN_CUES
from assistant.attribution.phrases import phrase_before
from assistant.attribution.tokens import Tokens
from assistant.attribution.verbs import PLAIN_VERBS

_ADJECTIVES = word_set("""
convinced certain sure afraid fearful worried concerned opposed hostile sceptical skeptical confident
hopeful doubtful wary adamant persuaded alarmed suspicious dismissive critical anxious uneasy unconvinced
against
""")
_BLUNT = word_set("firm clear blunt frank plain categorical unequivocal adamant brief")
"""How somebody is who then says it: "The mayor is | blunt |: no bridge."."""
_TO_BE = {"is", "are", "was", "were", "am", "been", "be", "remain", "remains", "remained", "seem", "seems"}
_LIGHT_VERBS = word_set("""
take takes took taken hold holds held have has had share shares shared express expresses expressed voice
voices voiced harbour harbours harboured see sees saw
""")
_ATTITUDES = word_set("""
view views position line stance opinion opinions doubt doubts objection objections fear fears concern
concerns hope hopes worry worries belief faith reservations suspicion suspicions misgivings
""")
_UTTERING = word_set("issue issues issued make makes made utter utters uttered give gives gave given")
_UTTERANCES = word_set("""
warning warnings threat threats promise promises appeal appeals demand demands complaint complaints
""")
_PROSPECTS = word_set("""
threat danger chance opportunity risk proof need reason future point sense alternative
""")
_SIGHTS = _ATTITUDES | _PROSPECTS
_STOPS = CLAUSE_OPENERS - {"and", "or"}
_DEGREES = {"in", "very", "quite", "more"}
_TAKING = {"take", "takes", "took", "taken", "mistake", "mistakes", "mistook"}
_POINTED_AT = {"this", "that", "it", "them", "him", "her"}
_IDIOMS = [
    *((verb, "fault") for verb in ("find", "finds", "found")),
    *((verb, "it", "be", "known") for verb in ("let", "lets")),
    *(
        (verb, what, by)
        for verb in ("take", "takes", "took")
        for what, by in (("issue", "with"), ("exception", "to"))
    ),
    *((verb, "scorn", "on") for verb in ("pour", "pours", "poured")),
]
_PERFECT = {"have", "has", "had"}
_PARTICIPLE = re.compile(r"(?:ed|wn|en)$")
_SPEAKING = {"spoken", "spoke", "speaks", "speak", "came", "come", "comes"}
_LONGEST_OBJECT = 6
_LONGEST_SIGHT = 25
_LIKE = {"as", "differently", "otherwise"}
_SEEING = {"see", "sees", "saw", "view", "views", "regard", "regards"}


def attitudes(tokens: Tokens) -> Iterator[Cue]:
    """Each adjective or noun that tells what its subject holds."""
    for at, token in enumerate(tokens):
        if token.mask:
            continue
        blunt = token.low in _BLUNT and tokens[at + 1 : at + 2] and tokens[at + 1].text == ":"
        if blunt or token.low in _ADJECTIVES or _in_favour(tokens, at):
            yield from _predicate(tokens, at)
        elif idiom := _idiom(tokens, at):
            yield from _cue(tokens, at, at + idiom - 1)
        elif _minds(tokens, at) or _takes_for(tokens, at):
            yield from _cue(tokens, at, at)
        elif token.low in _LIGHT_VERBS or token.low in _UTTERING:
            yield from _object(tokens, at)
        elif token.low == "rather" and at and tokens[at - 1].low in {"would", "'d"}:
            yield from _cue(tokens, at - 1, at)
        elif token.low in _SPEAKING and _against(tokens, at):
            yield from _cue(tokens, at, at)


def _idiom(tokens: Tokens, at: int) -> int:
    """The length of a set phrase that opens at `at`, such as "let it be known"; 0 where there is none."""
    low = tuple(token.low for token in tokens[at : at + _LONGEST_OBJECT])
    found = next((idiom for idiom in _IDIOMS if low[: len(idiom)] == idiom), ())
    that = tokens[at + len(found) : at + len(found) + 1]
    return len(found) if found[-1:] != ("known",) or (that and that[0].low == "that") else 0


def _in_favour(tokens: Tokens, at: int) -> bool:
    return tokens[at].low in {"favour", "favor"} and at > 0 and tokens[at - 1].low == "in"


def _minds(tokens: Tokens, at: int) -> bool:
    """They did not | mind | the noise."""
    return tokens[at].low == "mind" and at > 0 and tokens[at - 1].low in {"not", "n't", "didn't", "don't"}


def _takes_for(tokens: Tokens, at: int) -> bool:
    """Most | took | this for a threat."""
    low = [token.low for token in tokens[at : at + 3]]
    return low[0] in _TAKING and low[1:2] != [] and low[1] in _POINTED_AT and low[2:] == ["for"]


def _bound_to(tokens: Tokens, at: int) -> bool:
    """Whether somebody is certain, or sure, to do something: no view of his."""
    follower = tokens[at + 1].low if at + 1 < len(tokens) else ""
    return tokens[at].low in {"certain", "sure", "anxious"} and follower == "to"


def _against(tokens: Tokens, at: int) -> bool:
    """Whether somebody speaks of something, or comes out against it."""
    near = [token.low for token in tokens[at + 1 : at + 4]]
    return near[:1] == ["of"] or any(low in {"against", "favour", "favor"} for low in near)


def _predicate(tokens: Tokens, at: int) -> Iterator[Cue]:
    """The verb stands just before, adverbs aside: "the union is quite | convinced"."""
    for verb in range(at - 1, max(-1, at - 4), -1):
        if tokens[verb].low in _TO_BE and not _bound_to(tokens, at):
            yield from _cue(tokens, verb, at)
            return
        small = tokens[verb].low in AUXILIARIES or tokens[verb].low in _DEGREES
        if not small and not tokens[verb].low.endswith("ly"):
            return


def _object(tokens: Tokens, at: int) -> Iterator[Cue]:
    """The noun follows a light verb: "the guild takes the | view", "they see the harbour | as"."""
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
        announced = token.low in NOUN_CUES and _announced(tokens, noun)
        if (announced or token.low in nouns) and noun < at + _LONGEST_OBJECT:
            yield from _cue(tokens, at, noun)
            return


def _announced(tokens: Tokens, noun: int) -> bool:
    """Whether a colon follows: "they have an | answer | to that: …"."""
    after = [token.low for token in tokens[noun + 1 : noun + 4]]
    return after[:1] == [":"] or (
        after[:1] == ["to"] and after[1:] in (["that", ":"], ["this", ":"], ["it", ":"])
    )


def _cue(tokens: Tokens, verb: int, at: int) -> Iterator[Cue]:
    subject = phrase_before(tokens, verb)
    if subject:
        yield Cue(at, subject, "attitude", 0)
