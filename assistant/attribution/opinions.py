"""Reports without a verb of saying: "in their eyes", "to Ash, …", "it is feared that"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.attribution.cues import Cue
from assistant.attribution.noun_phrases import head, is_plural, opens_noun_phrase, trimmed
from assistant.attribution.nouns import PERSPECTIVE_NOUNS, can_hold_a_view, is_one_person
from assistant.attribution.phrases import phrase_after, phrase_ending
from assistant.attribution.prose import Prose
from assistant.attribution.subjects import can_hold
from assistant.attribution.tokens import Tokens
from assistant.lexicon import DETERMINERS, POSSESSIVES, PRONOUNS

_OPENERS = {"in", "to", "by", "from", "on"}
_LONGEST_OWNER = 8
_SAID = (
    "said|argued|claimed|believed|thought|feared|hoped|held|alleged|assumed|objected|suggested|reported|rumoured|"
    "maintained|whispered|supposed|conceded|agreed|asserted"
)
_BELIEF = (
    "fear|belief|view|worry|concern|suspicion|hope|feeling|perception|argument|claim|charge|objection|complaint|"
    "rumour|rumor|legend|idea|notion|assumption|theory|conviction"
)
_IMPERSONAL = re.compile(
    rf"\b(?:it (?:is|was|has been|used to be)(?: \w+ly| often| sometimes| now| also)* (?:{_SAID})\b(?! by)"
    r"|(?:the|so the|one|another) "
    r"(?:argument|story|theory|thinking|reasoning|objection|legend|saying|proverb|joke) "
    r"(?:goes|runs|went|ran)\b"
    rf"|there (?:is|are|was|were) (?:(?:an?|the|some|those)\b ?)?(?:\w+ )?(?:{_BELIEF})s?\b"
    rf"|(?:the|one|another|an?) (?:\w+ )?(?:{_BELIEF})(?: among \w+| in \w+|, [^,]{{1,40}},)? "
    r"(?:holds|goes|is|was)(?: \w+ly)? that\b"
    r"|(?:the )?(?:official|conventional|prevailing|common|received|orthodox|popular|usual|standard) "
    r"(?:line|wisdom|view|story|assumption|argument|answer|belief) (?:is|holds|has it|goes|says)\b"
    r"|(?:rumour|rumor|legend|tradition|lore) (?:has it|holds|says) that\b"
    r"|(?:we are|i am) (?:often |always )?told(?: that)?\b)"
    r"|(?:^|, )(?:in|on|by|according to) (?:one|another|this|that|the other|such a|the opposite|some) "
    r"(?:view|reading|account|interpretation|theory|opinion|accounts|readings)\b",
    re.IGNORECASE,
)


_IMAGINED = re.compile(
    r"\b(?:it (?:will|may|might|can|could) (?:\w+ )?be (?:objected|argued|replied|answered)\b(?! by)"
    r"|it will (?:\w+ )?be (?:said|claimed|asked)\b(?! by)"
    r"|(?<=, )you (?:will |may |might )?(?:ask|say|object|reply|protest)(?=[,?.])"
    r"|(?:everybody|everyone|anyone|they)(?: (?:in|at|from) [\w ]{1,30}?)? (?:will tell|tells?) "
    r"(?:you|me|us) that\b)",
    re.IGNORECASE,
)
"""What readers or people at large are imagined to say: "it will be objected", "anyone will tell you"."""
_SUPPOSED = re.compile(
    rf"\b(?:when|if|after|once|until|unless|because|although) it (?:is|was) (?:{_SAID})\b", re.IGNORECASE
)
_HEARSAY = re.compile(r"\b(?:is|are|was|were) (?:said|believed|thought|alleged|rumoured|reputed) to\b")


def impersonal(sentence: str) -> bool:
    """Whether most of the sentence is reported without a source.

    >>> impersonal("It is often said that the ford is safe."), impersonal("The ford is safe.")
    (True, False)
    """
    if _SUPPOSED.search(sentence):
        return False
    if _HEARSAY.search(sentence):
        return True
    found = _IMPERSONAL.search(sentence) or _IMAGINED.search(sentence)
    if not found:
        return False
    after, before = len(sentence) - found.end(), found.start()
    aside = sentence[found.end() : found.end() + 1] in {",", "?"} and sentence[before - 2 : before] == ", "
    return after >= before or aside


def opinions(page: Prose, tokens: Tokens) -> Iterator[Cue]:
    """Cues of perspective, each with its owner: "in Ash's view", "to the farmers, …"."""
    for at, token in enumerate(tokens):
        if token.mask:
            continue
        if token.low in _OPENERS and (owner := _owner_of_view(tokens, at)):
            yield Cue(at, owner, "view", 0)
        elif token.low in {"to", "for"} and (holder := _beholder(page, tokens, at)):
            yield Cue(at, holder, "view", 0)


def _owner_of_view(tokens: Tokens, at: int) -> Tokens:
    """The owner of a view: "in | the board's | view", "to | his | mind", "in the eyes of | the farmers"."""
    for noun in range(at + 1, min(len(tokens), at + _LONGEST_OWNER)):
        token = tokens[noun]
        if token.mask or not (token.word or token.low == "'s" or token.text in "'’"):
            return ()
        if token.low in PERSPECTIVE_NOUNS:
            return _owner_before(tokens, at, noun) or _owner_after(tokens, at, noun)
    return ()


def _owner_before(tokens: Tokens, at: int, noun: int) -> Tokens:
    """The owner right after the preposition at `at`."""
    if tokens[at + 1].low in POSSESSIVES:
        return tokens[at + 1 : at + 2]
    for mark in range(noun - 1, max(at, noun - 3), -1):
        if tokens[mark].low == "'s" or tokens[mark].text in "'’":
            owner = phrase_ending(tokens, mark - 1)
            return trimmed(tokens[at + 1 : mark]) if mark - len(owner) <= at + 1 else ()
    return ()


def _owner_after(tokens: Tokens, at: int, noun: int) -> Tokens:
    plain = all(token.low in DETERMINERS or token.low.isalpha() for token in tokens[at + 1 : noun])
    if noun - at > 3 or not plain or noun + 1 >= len(tokens) or tokens[noun + 1].low != "of":
        return ()
    return phrase_after(tokens, noun + 1)


def _beholder(page: Prose, tokens: Tokens, at: int) -> Tokens:
    """The person after "to" or "for": "To | Ash |, the bridge is …", "The river, for | her |, took …"."""
    opens = (
        at == 0 or tokens[at - 1].text in {",", ";"} or tokens[at - 1].low in {"but", "that", "and", "yet"}
    )
    commanded = at == 2 and tokens[1].low == "that"  # "Tell that to Ash"
    if not opens or commanded or at + 2 >= len(tokens):
        return ()
    phrase: Tokens = phrase_after(tokens, at)
    if tokens[at + 1].low in {"him", "her", "them"}:
        phrase = tokens[at + 1 : at + 2]
    if not phrase or phrase[0].start != tokens[at + 1].start:
        return ()
    openers = [n for n, token in enumerate(phrase) if n and token.low in DETERMINERS | PRONOUNS.keys()]
    phrase = phrase[: openers[0]] if openers else phrase
    after = at + 1 + len(phrase)
    closed = after < len(tokens) and tokens[after].text == ","
    if tokens[at].low == "for":
        kin = POSSESSIVES.get(phrase[0].low) == "writer" and is_one_person(head(phrase).low)
        follows = after < len(tokens) and tokens[after].low in DETERMINERS
        return phrase if (closed and _people(phrase)) or (kin and follows) else ()
    follows = closed or (after < len(tokens) and opens_noun_phrase(tokens[after]))
    return phrase if follows and can_hold(page, phrase) else ()


def _people(phrase: Tokens) -> bool:
    """Whether the phrase names several people or points at a person."""
    if phrase[0].low in {"him", "her", "them"}:
        return True
    noun = head(phrase)
    return is_plural(phrase) and not noun.capital and can_hold_a_view(noun.low)
