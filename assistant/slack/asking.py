"""What a message in Slack asks: its own words, and the filters written as tokens.

Slack's markup of people, channels and links is read; what only addresses somebody is no part of a question.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from assistant.answers import Answer, Turn
from assistant.dates import PublicationDate
from assistant.errors import AssistantError, InvalidDate
from assistant.scopes import Scope

_MARKUP = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")
_OPENED, _CLOSED = '"“”„«', '"“”‟»'
# Readers who search in Slack know its own words for the same.
_MEANT = {
    "from": "by",
    "author": "by",
    "person": "by",
    "speaker": "by",
    "publication": "in",
    "after": "since",
    "before": "until",
}
_TOKEN = re.compile(
    rf"(?<!\S)(by|in|since|until|{'|'.join(_MEANT)}):(?:[{_OPENED}]([^{_CLOSED}]*)[{_CLOSED}]?|(\S*\w\S*))",
    re.IGNORECASE,
)
"""A value stands right after the colon: "Written by: who?" is a sentence."""
_FOR_HELP = ("", "help", "help me")
_PUNCTUATION = ".,;:?!"
_LONGEST_SHOWN = 40
_LONGEST_VALUE = 200
_MOST_TOKENS = 20
_EXAMPLES = {
    "by": 'by:surname or by:"Full Name"',
    "in": 'in:name or in:"Name of the publication"',
    "since": "since:2022, since:2022-05 or since:2022-05-31",
    "until": "until:2022, until:2022-05 or until:2022-05-31",
}


class TokenError(AssistantError):
    """A filter in a message cannot be read; the message says how it is written."""


@dataclass(frozen=True, slots=True)
class Asking:
    """A question with the filters that the reader set, and in the light of what it is asked."""

    question: str
    scope: Scope = Scope()
    history: tuple[Turn, ...] = ()
    after: Answer | None = None
    """The answer of which more is asked for."""
    certain: bool = True
    """Whether the bot is asked; otherwise it speaks only where it has something to say."""


def asking(text: str) -> Asking:
    """The question and the filters in the text of a message, as Slack delivers it.

    >>> asked = asking("<@U07BOT> Should the harbour close? by:marrow since:2020")
    >>> asked.question, asked.scope.people, asked.scope.since
    ('Should the harbour close?', ('marrow',), '2020')

    Raises `TokenError`.
    """
    plain = worded(text)
    tokens = []
    for match in _TOKEN.finditer(plain):
        key, quoted, bare = match[1].lower(), match[2], match[3]
        if key in _MEANT and (quoted or bare):
            raise TokenError(f"{key}: is not a filter here; write {_EXAMPLES[_MEANT[key]]}.")
        tokens.append((key, (quoted or "").strip() or (bare or "").rstrip(_PUNCTUATION)))
    return Asking(" ".join(_TOKEN.sub(_kept, plain).split()), _scope(tokens))


def wants_help(question: str) -> bool:
    """Whether a message asks nothing but how to ask.

    >>> [wants_help(text) for text in ("Help!", "help me", "?", "", "Who can help me?")]
    [True, True, True, True, False]
    """
    return " ".join(re.findall(r"\w+", question)).casefold() in _FOR_HELP


def mentioned(text: str) -> frozenset[str]:
    """The ids of the people whom a message addresses.

    >>> sorted(mentioned("<@U01ANN> and <@U02BO|bo>, have you seen <#C03|harbour>?"))
    ['U01ANN', 'U02BO']
    """
    return frozenset(match[2] for match in _MARKUP.finditer(text) if match[1] == "@")


def _kept(token: re.Match[str]) -> str:
    """A word of the question that only looks like a token: "a letter from: the mayor"."""
    return token[0] if token[1].lower() in _MEANT else " "


def worded(text: str) -> str:
    """The words a person typed; halves of characters, which nothing can keep, are question marks."""
    return html.unescape(_MARKUP.sub(_shown, text)).encode("utf-8", "replace").decode()


def _shown(markup: re.Match[str]) -> str:
    """The words a reader sees of a link; nothing of a person, a channel or a group that is called."""
    kind, target, label = markup.groups()
    if kind == "#":
        return label or ""
    return " " if kind else label or target


def _scope(tokens: list[tuple[str, str]]) -> Scope:
    if len(tokens) > _MOST_TOKENS:
        raise TokenError(f"There are {len(tokens):,} filters in the question; {_MOST_TOKENS} are the most.")
    people, publications = (
        tuple(dict.fromkeys(_value(*token) for token in tokens if token[0] == key)) for key in ("by", "in")
    )
    since, until = (_date(key, tokens) for key in ("since", "until"))
    if since and until and since.first > until.last:
        raise TokenError(f"Nothing lies between since:{since} and until:{until}; the other way round?")
    return Scope(
        people=people,
        publications=publications,
        since=since.iso if since else None,
        until=until.iso if until else None,
    )


def _value(key: str, value: str) -> str:
    if len(value) > _LONGEST_VALUE:
        raise TokenError(f"{key}: has a value of {len(value):,} characters; {_LONGEST_VALUE} are the most.")
    if not value:
        raise TokenError(f"{key}: needs its value right after the colon, as in {_EXAMPLES[key]}.")
    return value


def _date(key: str, tokens: list[tuple[str, str]]) -> PublicationDate | None:
    values = [value for name, value in tokens if name == key]
    if not values:
        return None
    if len(values) > 1:
        raise TokenError(f"{key}: can stand only once in a question.")
    try:
        return PublicationDate(_value(key, values[0]))
    except InvalidDate:
        shown = repr(values[0][:_LONGEST_SHOWN])
        raise TokenError(f"{key}: does not understand {shown}; write {_EXAMPLES[key]}.") from None
