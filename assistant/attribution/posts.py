"""Posts: whether a noun phrase means the post that somebody holds, "the mayor" the mayor of Stenn."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.lexicon import ARTICLES, CLAUSE_OPENERS, OFFICE_CHANGING, PREPOSITIONS
from assistant.names import folded

POSSESSIVE = re.compile(r"[’']s?(?![\w\-])")
_DETAILS = re.compile(r"[;(]")
_SEVERAL = re.compile(r" and (?=[a-z])|,")
_CUTS = PREPOSITIONS | CLAUSE_OPENERS
_SMALL = ARTICLES | {"of", "and", "for", "in", "at"}


def is_post(phrase: str, role: str) -> bool:
    """Whether a phrase means one of the posts of a role: all but what completes the post stands in it.

    >>> is_post("Stenn's mayor", "Mayor of Stenn"), is_post("the mayor", "widow of the mayor of Stenn")
    (True, False)
    >>> is_post("the mayor", "deputy mayor of Stenn"), is_post("the deputy mayor", "deputy mayor of Stenn")
    (False, True)
    """
    asked = _words(phrase)
    return any(_means(asked, _words(post)) for post in _SEVERAL.split(_DETAILS.split(role)[0]))


def to_head(words: Sequence[str]) -> Sequence[str]:
    """Up to the head of a noun phrase: "deputy mayor | of Stenn"."""
    return words[: next((at for at, word in enumerate(words) if at and word.lower() in _CUTS), len(words))]


def _means(asked: Sequence[str], post: Sequence[str]) -> bool:
    own, office = to_head(asked), to_head(post)
    if not own or not office or own[-1] != office[-1]:
        return False
    needed = OFFICE_CHANGING.intersection(office[:-1])
    return needed <= set(asked) and set(asked) - _SMALL <= set(post)


def _words(text: str) -> list[str]:
    return folded(POSSESSIVE.sub("", text)).split()
