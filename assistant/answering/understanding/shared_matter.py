"""The matter of the last question, put where the next one says "it" or leaves it out."""

from __future__ import annotations

import re

from assistant.answering.understanding.conversation import Conversation
from assistant.answering.understanding.named import full_names
from assistant.answering.understanding.others import asks_for_others
from assistant.answering.understanding.pronouns import pronouns, put
from assistant.answering.understanding.question_text import with_end
from assistant.answering.understanding.question_topic import says_something
from assistant.answering.understanding.references import matter_named
from assistant.types import listed

_ABOUT_IT = re.compile(
    r"\b(?:about|on|of|for|with|against|to|over) (?P<it>it|this|that)(?=\W*$|[,;]| (?:in|since|before)\b)",
    re.IGNORECASE,
)
_THIS = re.compile(
    r"\b(?:this|that|these|those) (?:opinions?|views?|positions?|ideas?|proposals?|plans?|question|matter|"
    r"claims?|stance|arguments?|issue)\b(?! (?:of|on|about|that)\b)",
    re.IGNORECASE,
)
# "Is that realistic?", "Why does she say so?": a word for all that was said.
_ALL_THAT = re.compile(
    r"^(?:and |but |so )?(?:(?:why|how|what|when|where|who) )?(?:is|was|does|did|would|will|could|can|has|"
    r"should) (?:not )?"
    r"(?:this|that)(?: (?:\w+ly )?(?!his\b|her\b)\w+)?(?: (?:for|to|in|by|with|from|at) [^?.;]*)?\W*$"
    r"|\b(?:say|think|believe|write|argue|claim|do|did|know)s? (?:this|that|so)\W*$",
    re.IGNORECASE,
)
WRITING = re.compile(
    r"\b(?:write|written|wrote|publish(?:ed)?|articles?|essays?|texts|pieces|interviews?)\b", re.IGNORECASE
)
"""Words of a question about what somebody wrote, whatever it is about."""
_BARE_END = re.compile(
    r"\b(?:reply|replies|respond|responds|react|reacts|answer|answers|say|says|think|thinks|argue|argues|object|"
    r"agree|agrees|disagree|disagrees|right|wrong|mistaken|(?:is|are|was|were) (?:the )?(?:more|most|less|"
    r"least) \w+)\W*$",
    re.IGNORECASE,
)
_WISH_END = re.compile(
    r"\b(?:wants?|wanted|demands?|demanded|proposes?|proposed|fears?|feared|hopes? for|hoped for|expects?|"
    r"expected|plans?|planned|intends?|intended|recommends?|recommended)\W*$",
    re.IGNORECASE,
)
"""Words whose object is asked for, so that a question ending in one lacks nothing."""
_SIDE_END = re.compile(r"\b(?:(?P<of>in favou?r)|for|against)\W*$", re.IGNORECASE)
LEANING = re.compile(r"^(?:and|but|so|then|or)\b,? ?", re.IGNORECASE)
"""A word that ties a question to the one before."""


def with_matter(text: str, talk: Conversation, *, leaning: bool) -> str:
    """`text` with the last question's matter in it, where it needs one.

    `leaning`: whether it is already known to need the conversation.
    """
    about = _ABOUT_IT.search(text)
    if about and (leaning or not matter_named(text[: about.start()], talk)):
        return _about_matter(text, about, talk) if talk.matter else with_context(text, talk)
    this = _THIS.search(text)
    if this and not matter_named(text[: this.start()], talk):
        if talk.matter:
            return f"{text[: this.end()]} on {_matter(text, talk)}{text[this.end() :]}"
        return with_context(text, talk)
    pointing = [
        pronoun
        for pronoun in pronouns(text)
        if pronoun.kind in ("thing", "several") and not matter_named(text[: pronoun.span[0]], talk)
    ]
    for pronoun in pointing:
        if pronoun.kind == "thing" and talk.matter:
            return put(text, pronoun, _matter(text, talk))
    if pointing:
        return with_context(text, talk)
    if talk.matter and leaning and (side := _SIDE_END.search(text)):
        return with_end(text, f"of {talk.matter}" if side["of"] else talk.matter)
    if _lacks_matter(text, talk, leaning=leaning):
        return with_whole_matter(text, talk)
    return with_context(text, talk) if _ALL_THAT.search(text) and not talk.named(text).dates else text


def with_whole_matter(text: str, talk: Conversation) -> str:
    """`text` about the last question's matter, or beside that question where it names none."""
    return with_end(text, f"about {_matter(text, talk)}") if talk.matter else with_context(text, talk)


def with_context(text: str, talk: Conversation) -> str:
    """`text` and, in brackets, the question it follows: without its people where `text` asks for others."""
    bare, _, before = talk.asked.rstrip(")").partition(" (")
    read = talk.read(bare)
    asked = bare
    if before and not says_something(read.rest):
        asked, read = before, talk.read(before)
    own = talk.read(text)
    if asks_for_others(text) or own.answered or (own.people and own.people != read.people):
        asked = read.rest
    if own.answered and not read.people:
        return text
    if talk.named(text).dates:
        asked = _untimed(asked, talk)
    return f"{text} ({asked})" if says_something(read.rest) else text


def besides(text: str, talk: Conversation) -> str:
    """`text`, where it asks for others, without those whom the last question asked for."""
    names = talk.last.people or talk.last.excluded
    if not names or not asks_for_others(text) or set(names) & set(full_names(talk.named(text).people)):
        return text
    text = LEANING.sub("", text)
    return f"Besides {listed(names)}, {text[:1].lower()}{text[1:]}"


def _about_matter(text: str, about: re.Match[str], talk: Conversation) -> str:
    """`text` with "it" told in full; a time after it goes before, where it cannot belong to the matter."""
    start, end = about.span("it")
    tail = text[end:].rstrip(" ?!.")
    what = f"{text[about.start() : start]}{_matter(text, talk)}"
    if tail and talk.named(tail).dates:
        return f"{text[: about.start()]}{tail.strip()} {what}?"
    return f"{text[: about.start()]}{what}{text[end:]}"


def _matter(text: str, talk: Conversation) -> str:
    """The matter, without the times in it if `text` has its own."""
    return _untimed(talk.matter, talk) if talk.named(text).dates else talk.matter


def _untimed(text: str, talk: Conversation) -> str:
    for phrase in reversed(talk.named(text).dates):
        start, end = phrase.span
        text = text[:start].rstrip() + text[end:]
    return text


def _lacks_matter(text: str, talk: Conversation, *, leaning: bool) -> bool:
    """Whether `text` asks for views on nothing in particular."""
    if leaning and _BARE_END.search(text):
        return True
    read = talk.read(text)
    if others := asks_for_others(text):
        return not says_something(text[others.end() :])
    if read.answered:
        return not says_something(text[read.answered[-1].span[1] :])
    if says_something(read.rest) or not read.named.people:
        return False
    if WRITING.search(text):
        return bool(LEANING.match(text))
    if _WISH_END.search(text) and not leaning:
        return False
    return leaning or not (read.dates or read.publications)
