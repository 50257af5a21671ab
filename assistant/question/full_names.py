"""People named in part where the conversation tells who is meant: "her cousin Hugh", "Tancred"."""

from __future__ import annotations

import re

from assistant.attribution.people import Gender
from assistant.names import surname
from assistant.question.asked_party import is_role
from assistant.question.conversation import Conversation
from assistant.question.named import full_names
from assistant.question.question_people import Mention

_KIN = re.compile(
    r"\b(?P<owner>his|her|their) (?P<kin>(?:[a-zß-ž-]+ ){1,3})(?P<name>[A-ZÀ-Ž][\w-]*(?: [A-ZÀ-Ž][\w-]*)?)"
)


def with_full_names(text: str, talk: Conversation) -> str:
    """`text` with whoever is named in part named in full, where that can be only one."""
    if not talk.asked:
        return text
    if kin := _KIN.search(text):
        text = _with_kin(text, kin, talk)
    for mention in reversed(talk.named(text).people):
        if name := _in_full(mention, talk):
            start, end = mention.span
            text = text[:start] + name + text[end:]
    return text


def _with_kin(text: str, kin: re.Match[str], talk: Conversation) -> str:
    """`text` with "her cousin Hugh" named in full, where Hugh is known: one of her name before others."""
    names = full_names(talk.named(kin["name"]).people)
    if not is_role(kin["kin"]):
        return text
    if len(names) > 1 and (owner := _owner(kin["owner"].lower(), talk)):
        names = tuple(name for name in names if surname(name) == surname(owner) and name != owner)
    return text[: kin.start()] + names[0] + text[kin.end() :] if len(names) == 1 else text


def _owner(word: str, talk: Conversation) -> str | None:
    gender: Gender = "male" if word == "his" else "female"
    return talk.person(gender) if word != "their" else None


def _in_full(mention: Mention, talk: Conversation) -> str | None:
    """The name of the only one whom a given name, or whom of several of one surname the talk, may mean."""
    if " " in mention.text or mention.titled:
        return None
    if len(mention.names) > 1:
        talked = [name for name in mention.names if name in talk.people_named]
        return talked[0] if len(talked) == 1 else None
    by_given_name = surname(mention.text) not in talk.known.by_surname
    return mention.names[0] if by_given_name else None
