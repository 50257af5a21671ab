"""The matter of the last question, put where the next one says "it" or leaves it out."""

from __future__ import annotations

import re

from assistant.answering.understanding.conversation import Conversation
from assistant.answering.understanding.fragments import with_end
from assistant.answering.understanding.pronouns import pronouns, put
from assistant.answering.understanding.question_topic import says_something
from assistant.answering.understanding.references import matter_named

_ABOUT_IT = re.compile(
    r"\b(?:about|on|of|for|with|against|to|over) (?P<it>it|this|that)(?=\W*$|[,;]| (?:in|since|before)\b)",
    re.IGNORECASE,
)
_THIS = re.compile(
    r"\b(?:this|that|these|those) (?:opinions?|views?|positions?|ideas?|proposals?|plans?|question|matter|"
    r"claims?|stance|arguments?|issue)\b(?! (?:of|on|about|that)\b)",
    re.IGNORECASE,
)
_DISSENT = re.compile(
    r"^(?:and |but )?(?:who|does anyone|do others|is there anyone(?: here)? who|what do others)(?: else)? "
    r"(?:disagrees?|agrees?|objects?|thinks? (?:so|otherwise)|says? (?:so|otherwise)|say|think)\W*$",
    re.IGNORECASE,
)
_WRITING = re.compile(r"\b(?:write|written|wrote|publish|published)\b", re.IGNORECASE)
_BARE_END = re.compile(
    r"\b(?:reply|replies|respond|responds|react|reacts|answer|answers|say|says|think|thinks|argue|argues|object|"
    r"agree|agrees|disagree|disagrees)\W*$",
    re.IGNORECASE,
)
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
    for pronoun in pronouns(text):
        if pronoun.kind in ("thing", "several") and not matter_named(text[: pronoun.span[0]], talk):
            if pronoun.kind == "thing" and talk.matter:
                return put(text, pronoun, _matter(text, talk))
            return with_context(text, talk)
    return _completed(text, talk) if _lacks_matter(text, talk, leaning=leaning) else text


def with_context(text: str, talk: Conversation) -> str:
    """`text` and, in brackets, the question it follows; without that one's times if it has its own."""
    asked = re.sub(r" \([^()]*\)$", "", talk.asked)
    read = talk.read(asked)
    if talk.named(text).dates:
        asked = _untimed(asked, talk)
    return f"{text} ({asked})" if says_something(read.rest) else text


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
    if says_something(read.rest) or not (read.named.people or _DISSENT.match(text)):
        return False
    if _WRITING.search(text):
        return bool(LEANING.match(text))
    return leaning or not (read.dates or read.publications)


def _completed(text: str, talk: Conversation) -> str:
    if not talk.matter:
        return with_context(text, talk)
    return with_end(text, f"about {_matter(text, talk)}")
