"""What a writer tells of others without passing on a view: motives, what became of wishes, events."""

from __future__ import annotations

import re
from itertools import pairwise

from assistant.attribution.cues import Cue
from assistant.attribution.lexicon import PRONOUNS, word_set
from assistant.attribution.reach import ends, inserted
from assistant.attribution.tokens import Tokens
from assistant.attribution.verbs import ATTITUDE_CUES, PLAIN_VERBS, STRONG_CUES

_REASONS = {"because", "since"}
_STATES = word_set("entitled obliged compelled bound free safe ready able tempted forced cheated at")
_CONJECTURES = word_set("perhaps maybe presumably evidently doubtless plainly")
_ASKING_WORDS = word_set(
    "do does did is are was were has have had will would can could should why how what whom when where"
)
_EVENTS = word_set("proposed offered suggested promised announced threatening threatened threaten demanded")
_PAST = re.compile(r"(?:ed|said|told|thought|held|wrote|felt|saw)$")
_LONG_AGO = re.compile(
    r"\b(?:hundred years|centur(?:y|ies)|generations?) (?:ago|earlier|before)\b|\b1[0-8]\d\d\b"
)
_JOINING = {"and", "but"}


def tells(tokens: Tokens, cue: Cue) -> bool:
    """Whether the writer tells of somebody in his own words, rather than what that one holds."""
    return any(
        kind(tokens, cue)
        for kind in (explains_motive, tells_outcome, tells_event, feels_state, guesses, asks)
    )


def guesses(tokens: Tokens, cue: Cue) -> bool:
    """Whether the writer guesses what somebody holds: "Perhaps Birk opposes it", "they presumably fear"."""
    start, end = ends(tokens, cue)
    near = tokens[max(0, start - 2) : end + 1]
    said = tokens[cue.at].low in STRONG_CUES
    return cue.rule == "subject" and not said and any(token.low in _CONJECTURES for token in near)


def asks(tokens: Tokens, cue: Cue) -> bool:
    """Whether the writer asks what somebody holds: "Do the farmers want a dam?", "Why would they object?"."""
    opening = [token.low for token in tokens[:2] if token.low not in _JOINING]
    question = tokens[-1].text == "?" and bool(opening) and opening[0] in _ASKING_WORDS
    return question and cue.rule in {"subject", "attitude"} and not inserted(tokens, cue)


def explains_motive(tokens: Tokens, cue: Cue) -> bool:
    """Whether the writer says why somebody wants or prefers something: "They want the meadow, because …".

    Without the comma the reason may be theirs. Or whether he weighs what they would choose: "The bank would
    rather see the mill burn than forgive a debt".
    """
    rest = tokens[cue.at + 1 :]
    reason = any(
        (one.text == "," and other.low in _REASONS) or (one.low == "in" and other.low == "order")
        for one, other in pairwise(rest)
        if not one.mask
    )
    if cue.rule == "attitude" and tokens[cue.at].low == "rather":
        return reason or any(token.low == "than" for token in rest)
    return reason and tokens[cue.at].low in ATTITUDE_CUES and cue.rule == "subject"


def tells_outcome(tokens: Tokens, cue: Cue) -> bool:
    """Whether it is told what became of a wish: "Wern wanted a canal, and he got a ditch."."""
    if tokens[cue.at].low not in ATTITUDE_CUES or not _PAST.search(tokens[cue.at].low):
        return False
    for at, (one, other) in enumerate(pairwise(tokens)):
        if at > cue.at and other.low in _JOINING and not one.mask:
            rest = [token.low for token in tokens[at + 2 : at + 4]]
            personal = one.text == "," and rest[:1] and rest[0] in PRONOUNS
            return bool(rest) and (rest[0] in PLAIN_VERBS or bool(personal and rest[-1] in PLAIN_VERBS))
    return False


def tells_event(tokens: Tokens, cue: Cue) -> bool:
    """Whether a colon spells out what happened: "The talks received a push: the king proposed a fair."."""
    start, _ = ends(tokens, cue)
    return start > 1 and tokens[start - 1].text == ":" and tokens[cue.at].low in _EVENTS


def tells_history(tokens: Tokens, cue: Cue) -> bool:
    """Whether a figure of the past is brought up: "She starts with Olaf, who a century ago …"."""
    sentence = " ".join(token.low for token in tokens)
    return bool(_PAST.search(tokens[cue.at].low) and _LONG_AGO.search(sentence))


def feels_state(tokens: Tokens, cue: Cue) -> bool:
    """Whether a state of mind is told rather than a view: "they feel entitled to rest"."""
    feeling = tokens[cue.at].low in {"feel", "feels", "felt"}
    return feeling and any(token.low in _STATES for token in tokens[cue.at + 1 : cue.at + 2])
