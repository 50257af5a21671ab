"""Words that point back at people, places and times of a conversation, replaced by what they mean."""

from __future__ import annotations

import re

from assistant.answering.understanding.conversation import Conversation
from assistant.answering.understanding.pronouns import pronouns, put
from assistant.answering.understanding.question_lexicon import ROLES
from assistant.answering.understanding.question_text import DATE, PERSON
from assistant.answering.understanding.question_topic import says_something
from assistant.answering.understanding.referents import free_names
from assistant.answering.understanding.time_spans import with_date
from assistant.types import listed

_THERE = re.compile(
    r"(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )(?<!^)\bthere\b(?! (?:is|are|was|were|any|be)\b)",
    re.IGNORECASE,
)
_ROLE = re.compile(rf"\b(?:{ROLES})\b", re.IGNORECASE)
# "Which minister said that his …": the question's own subject.
_WHO = re.compile(
    r"(?:who|which|what)\b(?!.*\b(?:do|does|did|is|are|was|were|has|have|had|can|could|"
    r"will|would|should|may|might|must)\b)",
    re.IGNORECASE,
)
_OPINION = re.compile(r" (?:opinion|view|eyes|judg)", re.IGNORECASE)
_VERB_BEFORE = re.compile(r"^(?:who|what|which|and who|and what) \w+ $", re.IGNORECASE)
_PROPER = re.compile(r"(?<!^)\b[A-ZÀ-Ž]")


def with_people(text: str, talk: Conversation) -> str:
    """`text` with "he", "her" or "they" replaced by a name, unless somebody is named before it."""
    for pronoun in pronouns(text):
        before, after = text[: pronoun.span[0]], text[pronoun.span[1] :]
        if pronoun.kind in ("male", "female"):
            if _somebody(before, talk) or (not pronoun.object and _WHO.match(before)):
                return text
            who = talk.person("male" if pronoun.kind == "male" else "female")
        elif pronoun.kind == "several" and (_OPINION.match(after) or not matter_named(before, talk)):
            who = listed(talk.pair)
        else:
            continue
        if who:
            return put(text, pronoun, who)
    return text


def with_place(text: str, talk: Conversation) -> str:
    """`text` with "there" replaced by the place the last question named."""
    there = _THERE.search(text)
    if there is None or not talk.place or _PROPER.search(_anonymous(text[: there.start()], talk)):
        return text
    return f"{text[: there.start()]}in {talk.place}{text[there.end() :]}"


def with_time(text: str, talk: Conversation) -> str:
    """`text` with "seven years later" told as a date."""
    if not talk.time or talk.named(text).dates:
        return text
    return with_date(text, talk.time)


def matter_named(text: str, talk: Conversation) -> bool:
    """Whether `text` names a matter, for which a pronoun after it may stand."""
    return not _VERB_BEFORE.match(text) and says_something(_anonymous(text, talk))


def _anonymous(text: str, talk: Conversation) -> str:
    """`text` without its people and times."""
    return re.sub(rf"[{PERSON}{DATE}]+(?:['’]s)?", " ", talk.named(text).masked)


def _somebody(text: str, talk: Conversation) -> bool:
    """Whether `text` names or describes a person."""
    found = talk.named(text)
    return bool(found.people or found.strangers or _ROLE.search(text) or free_names(found.masked))
