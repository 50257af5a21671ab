"""Questions asked over one page, which all are about its topic, named or not; and what they leave aside."""

from __future__ import annotations

import re

from assistant.names import folded
from assistant.question.pronouns import pronouns, put

_QUALIFIER = re.compile(r"\s*\([^)]*\)")
# What a page may be about and a question then calls so: "the band".
_KINDS = re.compile(
    r"\bthe (?:band|group|team|album|song|single|record|film|movie|show|series|play|musical|book|story|game|"
    r"tour|family|character|company|party|country|town|city|river|people|tribe)\b"
)
_HAPPENED = re.compile(r"\bhappened\b(?! to\b| with\b)", re.IGNORECASE)
_NAME_INSIDE = re.compile(r"(?<!^)\b[A-ZÀ-Ž][a-zà-ž]")
_PAGE = re.compile(r"\b(?:this|the) (?:article|page|text)\b", re.IGNORECASE)
_SMALL = frozenset("the of a an and in on for".split())
_MORE = re.compile(r"\b(?:else|other|others)\b", re.IGNORECASE)
_NO_ANSWER = re.compile(r"(?:i don['’]t know|no article here|nothing here)\b", re.IGNORECASE)
LONGEST_ANSWER = 60
"""Words of an answer short enough for its beginning to tell what it says."""
LONGEST_ASIDE = 16
"""Words of an earlier answer that are repeated."""


def about_topic(question: str, topic: str) -> str:
    """`question` with `topic` where it is meant but not said.

    >>> about_topic("When did they form?", "The Example (band)")
    'When did The Example form?'
    >>> about_topic("What happened in 1991?", "Ann Birk"), about_topic("Did Ann sing?", "Ann Birk")
    ('What happened to Ann Birk in 1991?', 'Did Ann Birk sing?')
    """
    name = _QUALIFIER.sub("", topic).strip()
    for pronoun in pronouns(question):
        return put(question, pronoun, name)
    if folded(name) in folded(question):
        return question
    return _in_full(question, name) or _inserted(question, name)


def _in_full(question: str, name: str) -> str | None:
    """`question` with the first or last word of the topic's name completed."""
    parts = folded(name).split()
    for match in re.finditer(r"\w[\w’-]*", question):
        word = folded(match.group())
        if parts and (word == parts[-1] or (word == parts[0] and word not in _SMALL)):
            return question[: match.start()] + name + question[match.end() :]
    return None


def _inserted(question: str, name: str) -> str:
    for place, joint in ((_HAPPENED, " to "), (_KINDS, " ")):
        if found := place.search(question):
            return f"{question[: found.end()]}{joint}{name}{question[found.end() :]}"
    shared = set(folded(name).split()) & set(folded(question).split()) - _SMALL
    if shared or _NAME_INSIDE.search(question) or _PAGE.search(question):
        return question
    body = question.rstrip(" ?!.")
    return f"{body} of {name}{question[len(body) :]}"


def aside(question: str, answer: str) -> str:
    """What a question that asks for more leaves aside: the beginning of the answer before it.

    >>> aside("What else did she say?", "That the dam leaks.")
    'Besides That the dam leaks, '
    """
    if not _MORE.search(question) or not answer or _NO_ANSWER.match(answer):
        return ""
    words = answer.split()
    if len(words) > LONGEST_ANSWER:
        return ""
    start = " ".join(words[:LONGEST_ASIDE]).rstrip(".,;: ")
    return f"Besides {start}, "
