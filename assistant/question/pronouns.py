"""Pronouns of a question that point back beyond it, and names put in their place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from assistant.articles import Span

Kind = Literal["male", "female", "thing", "several"]
_KINDS: dict[str, Kind] = {
    **dict.fromkeys(("he", "him", "his"), "male"),
    **dict.fromkeys(("she", "her", "hers"), "female"),
    **dict.fromkeys(("it", "its"), "thing"),
    **dict.fromkeys(("they", "them", "their", "theirs"), "several"),
}
_PRONOUN = re.compile(
    r"\b(he|him|his|she|hers|her|it|its|they|them|theirs|their)(?=\b(?!['’](?:ll|d|ve|re)\b))", re.I
)
MOST_PRONOUNS = 8
"""Pronouns of one question that are looked at."""
_POSSESSIVE = frozenset(("his", "its", "their", "hers", "theirs"))
# "her" owns what follows, unless that is the end or a word that cannot be owned.
_NOT_OWNED = re.compile(
    r"\W*$|[,;]| (?:to|in|on|at|by|from|for|with|of|about|as|and|or|but|that|when|after|before|do|did|say|so|"
    r"than|the|a|an|this|is|was|into|over|up|out|off|during|because|if|while|since|until)\b",
    re.IGNORECASE,
)
# "What made her change her mind": who is made to do something owns nothing yet.
_MADE = re.compile(r"\b(?:made|makes?|making|lets?|letting) $", re.IGNORECASE)
# "Is it true that", "will it rain", "it is likely": the word points nowhere.
_EMPTY_IT = re.compile(
    r"(?:\b(?:is|was|would|will|might|may|could|can|has|does|makes?|made|find|finds|found|think|thinks) )?it "
    r"(?:(?:is|was|be|been|would be|will be|might be|really|ever|still|not|also|now|a|an|the|so|too|very|"
    r"more|most|all|just|\w+ly) )*"
    r"(?:true|possible|impossible|likely|unlikely|wise|right|wrong|good|bad|better|best|worth|fair|legal|lawful|"
    r"necessary|important|clear|certain|time|mistake|good idea|bad idea|case|rain|rains|snow|justified|"
    r"acceptable|realistic|enough|easy|easier|hard|difficult|dangerous|useful|said|argued|known|take|takes|matter|safe)"
    r" ?(?:to|that|for|if|when|in|whether|how|what|who|why|tomorrow|[\w ]+ to\b)|\bit (?:rain|snow)s?\b"
    r"|\b(?:is|was) it\b[^?,;]* that\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A pronoun and where it stands."""

    span: Span
    kind: Kind
    possessive: bool
    object: bool = False
    """Whether it can be no subject: "him"."""


def pronouns(text: str) -> Iterator[Pronoun]:
    """The pronouns of `text` that stand for somebody or something, in order.

    >>> [(p.kind, p.possessive) for p in pronouns("Is it true that she wants her plan and them?")]
    [('female', False), ('female', True), ('several', False)]
    """
    empty = [match.span() for match in _EMPTY_IT.finditer(text)]
    for match in islice(_PRONOUN.finditer(text), MOST_PRONOUNS):
        word = match[1].lower()
        if word == "it" and any(start <= match.start() < end for start, end in empty):
            continue
        owned = word == "her" and not (
            _NOT_OWNED.match(text, match.end()) or _MADE.search(text[: match.start()])
        )
        owns = word in _POSSESSIVE or owned
        yield Pronoun(
            match.span(), _KINDS[word], owns, object=word in ("him", "them") or (word == "her" and not owns)
        )


def put(text: str, pronoun: Pronoun, name: str) -> str:
    """`text` with the pronoun replaced by `name`.

    >>> put("Why her plan?", Pronoun((4, 7), "female", True), "Ann Birk")
    "Why Ann Birk's plan?"
    """
    start, end = pronoun.span
    return text[:start] + (genitive(name) if pronoun.possessive else name) + text[end:]


def genitive(name: str) -> str:
    """The name as an owner: "Ann Birk's"."""
    return f"{name}'s"
