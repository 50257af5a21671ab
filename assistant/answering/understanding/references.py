"""Words that point back at people, places and times of a conversation, replaced by what they mean."""

from __future__ import annotations

import re

from assistant.answering.understanding.conversation import Conversation
from assistant.answering.understanding.pronouns import genitive, pronouns, put
from assistant.answering.understanding.question_lexicon import ACTING, ROLES, STATING
from assistant.answering.understanding.question_text import DATE, PERSON
from assistant.answering.understanding.question_topic import says_something
from assistant.answering.understanding.referents import free_names
from assistant.answering.understanding.time_spans import with_date
from assistant.dates import PublicationDate
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
_BOTH = re.compile(
    r"\b(?:(?:which|who|one|either|neither|none|each) of (?P<of>the two|(?:these|those) two|them)"
    r"|(?P<both>both of them|both(?= (?:say|think|write|want|see|argue|agree|believe|mean)\b)|(?:the|these|"
    r"those) two"
    r"(?: (?:of them|authors|writers|people|men|women|articles))?(?= (?:[a-z]*[^s\W]|is|was|does)\b|"
    r"\W*$)))(?!\w)",
    re.IGNORECASE,
)
_DIFFERENCE = re.compile(
    r"^(?:(?:and|but|so) )?(?:what(?: has| have|['’]s)? changed|(?:what(?: is|['’]s) )?the differences?|"
    r"any differences?)\W*$",
    re.IGNORECASE,
)
_ONE = re.compile(
    rf"\bthe (?P<side>former|latter)\b(?=['’]s\b|\W*$| (?:{STATING.any}|{ACTING.any}|is|was|has|had|do|"
    rf"does|did)\b)",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"\b(?:differ|disagree|agree|compare|contrast|each other|in common|side by side|at odds)\b", re.IGNORECASE
)
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
            who = _several(text, talk)
        else:
            continue
        if who:
            return put(text, pronoun, who)
    return text


def with_both(text: str, talk: Conversation) -> str:
    """`text` with "both", "the two", "which of them", "the former" replaced by the names they mean."""
    people = talk.several or talk.last_two
    if _DIFFERENCE.match(text) and (who := listed(talk.several) or _two_times(talk)):
        return f"How do {who} differ?"
    if found := _BOTH.search(text):
        start, end = found.span("of" if found["of"] else "both")
        name = listed(people) or _two_times(talk)
    elif (found := _ONE.search(text)) and len(people) == 2:
        start, end = found.span()
        name = people[0 if found["side"].lower() == "former" else 1]
    else:
        return text
    return text[:start] + name + text[end:] if name else text


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


def _several(text: str, talk: Conversation) -> str:
    """Whom "they" means in `text`; two people asked about one by one where they are set side by side."""
    if talk.several:
        return listed(talk.several)
    return (listed(talk.last_two) or _two_times(talk)) if _COMPARED.search(text) else ""


def _two_times(talk: Conversation) -> str:
    """The articles of one person from two times just asked for, as words."""
    if len(talk.last.people) != 1 or len(talk.times) != 2:
        return ""
    first, last = (PublicationDate(time).text for time in talk.times)
    return f"{genitive(talk.last.people[0])} articles of {first} and of {last}"


def _anonymous(text: str, talk: Conversation) -> str:
    """`text` without its people and times."""
    return re.sub(rf"[{PERSON}{DATE}]+(?:['’]s)?", " ", talk.named(text).masked)


def _somebody(text: str, talk: Conversation) -> bool:
    """Whether `text` names or describes a person."""
    found = talk.named(text)
    return bool(found.people or found.strangers or _ROLE.search(text) or free_names(found.masked))
