"""Questions about some of those just answered with: "Which of them …?"."""

from __future__ import annotations

import re

from assistant.question.antecedents import matter_named
from assistant.question.conversation import Conversation

_GROUP = re.compile(
    r"\b(?:which|who|whom|any|some|all|most|none|each|many|one|how many)"
    r"(?P<of> (?:of|among) (?:them|these|those|the (?:authors|articles|writers|people|commentators|above)))"
    r"(?: (?:authors|articles|writers|people|views))?\b(?! (?:who|that|on|about|in)\b)",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"^(?:which|what) (?P<group>authors|articles|writers|people|commentators|experts) (?P<did>\w.*?)\W*$"
    r"|^who (?P<who>(?!is|are|was|were)\w+ .*?)\W*$",
    re.IGNORECASE,
)


def of_group(text: str, talk: Conversation) -> tuple[str, tuple[str, ...]]:
    """`text` with "of them" said in full, and the ids of the articles it limits the question to."""
    group = _GROUP.search(text)
    if group is None or not talk.asked or matter_named(text[: group.start()], talk):
        return text, ()
    articles = tuple(dict.fromkeys(view.record.article_id for view in talk.viewpoints))
    start, end = group.span("of")
    return f"{text[:start]} of {_described(talk)}{text[end:]}", articles


def _described(talk: Conversation) -> str:
    asked = _ASKED.match(talk.asked)
    if asked and asked["group"]:
        link = "that" if asked["group"].lower() == "articles" else "who"
        return f"the {asked['group'].lower()} {link} {asked['did']}"
    if asked:
        return f"those who {asked['who']}"
    return f"those on {talk.matter}" if talk.matter else f"those asked “{talk.asked}”"
