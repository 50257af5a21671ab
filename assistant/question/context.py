"""The last question set beside the next one, where no words of it fit in."""

from __future__ import annotations

import re

from assistant.articles import listed
from assistant.question.asked_party import asked_party
from assistant.question.conversation import Conversation
from assistant.question.named import full_names
from assistant.question.others import asks_for_others
from assistant.question.question_topic import says_something

LEANING = re.compile(r"^(?:and|but|so|then|or)\b,? ?", re.IGNORECASE)
"""A word that ties a question to the one before."""


def with_context(text: str, talk: Conversation) -> str:
    """`text` and, in brackets, the question it follows: without its people where `text` asks for others."""
    bare, _, before = talk.asked.rstrip(")").partition(" (")
    read = talk.read(bare)
    asked = bare
    if before and not says_something(read.rest):
        asked, read = before, talk.read(before)
    own = talk.read(text)
    others = asks_for_others(text) or own.answered
    if others:
        asked = read.rest
    if own.answered and not read.people:
        return text
    if talk.named(text).dates:
        asked = untimed(asked, talk)
    tells = says_something(read.rest) or (_asks_another(text, talk) and not others)
    return f"{text} ({asked})" if tells else text


def besides(text: str, talk: Conversation) -> str:
    """`text`, where it asks for others, without those whom the last question asked for."""
    names = talk.last.people or talk.last.excluded
    if not names or not asks_for_others(text) or set(names) & set(full_names(talk.named(text).people)):
        return text
    text = LEANING.sub("", text)
    return f"Besides {listed(names)}, {text[:1].lower()}{text[1:]}"


def untimed(text: str, talk: Conversation) -> str:
    """`text` without the times that limit it."""
    for phrase in reversed(talk.named(text).dates):
        start, end = phrase.span
        text = text[:start].rstrip() + text[end:]
    return text


def _asks_another(text: str, talk: Conversation) -> bool:
    """Whether `text` asks somebody whom the last question did not ask."""
    people = talk.read(text).people
    return people != talk.last.people if people else asked_party(talk.named(text).masked) is not None
