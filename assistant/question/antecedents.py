"""What of a question itself a pronoun further on in it may stand for."""

from __future__ import annotations

import re

from assistant.question.asked_party import asked_party
from assistant.question.conversation import Conversation
from assistant.question.question_text import DATE, PERSON, Mask, masked
from assistant.question.question_topic import says_something

_VERB_BEFORE = re.compile(r"^(?:who|what|which|and who|and what) \w+ $", re.IGNORECASE)
_JUDGED = re.compile(
    r"\b(?:right|wrong|mistaken|correct|fair|unfair|honest|wise|exaggerating|convincing|consistent)\b",
    re.IGNORECASE,
)
_INFINITIVE = re.compile(r"\bto \w+|n['’]t\b")
_CLAUSES = re.compile(r".*[,;:.!?]")


def matter_named(text: str, talk: Conversation) -> bool:
    """Whether `text` names a matter, beside whoever is asked, for which a pronoun after it may stand."""
    return not _VERB_BEFORE.match(text) and says_something(_nouns(talk.named(text).masked))


def matter_told(text: str, talk: Conversation) -> bool:
    """Whether a clause of `text` before its last names a matter, for which "that" after it may stand."""
    told = _CLAUSES.match(text)
    return told is not None and matter_named(told.group(), talk)


def anonymous(text: str, talk: Conversation) -> str:
    """`text` without its people and times."""
    return _unnamed(talk.named(text).masked)


def _nouns(text: str) -> str:
    """The masked `text` without people, times and verbs."""
    if party := asked_party(text):
        text = masked(text, [Mask(party.span, " "), Mask(party.verb, " ")])
    return _unnamed(_INFINITIVE.sub(" ", _JUDGED.sub(" ", text)))


def _unnamed(text: str) -> str:
    return re.sub(rf"[{PERSON}{DATE}]+(?:['’]s)?", " ", text)
