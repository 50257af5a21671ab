"""Back references: follow-ups to an earlier question than the last, "The swap again: what of Knaus?"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.articles import listed
from assistant.question.conversation import Earlier
from assistant.question.lexicon import CLAUSE_WORDS
from assistant.question.masks import words
from assistant.question.topic import content

_BACK = re.compile(
    r"\b(?:again|back to|(?:started|began|begun|opened) with|at the (?:start|beginning)|before|earlier|above|"
    r"previous(?:ly)?|first|second|third|return(?:ing)? to|i|we|you|my|your)\b",
    re.IGNORECASE,
)
_LEAD = re.compile(r"(?P<lead>[^.:;!?]+)[.:;!] +(?P<rest>.+)|(?P<short>[^,]+), (?P<after>.+)")
_ORDINALS = {"first": 0, "start": 0, "beginning": 0, "started": 0, "began": 0, "begun": 0, "opened": 0}
_ORDINALS |= {"second": 1, "third": 2, "(?:one|last) before|before last": -2}


def pointed_at(text: str, earlier: Sequence[Earlier]) -> tuple[str, Sequence[Earlier] | None]:
    """What is asked, and the conversation up to the earlier question that it goes back to; else None."""
    split = _LEAD.fullmatch(text)
    lead, rest = (split["lead"] or split["short"], split["rest"] or split["after"]) if split else (text, "")
    marked = _BACK.search(lead)
    if marked is None or (not rest and has_clause(lead)):
        return text, None
    if split and split["short"] and not has_clause(rest):
        return text, None
    people = {name for who in earlier[-1].named_in(lead) for name in who.names}
    if people and not split:  # "And Birk on the first topic?"
        rest = listed(sorted(people))
    ordinal = next((at for word, at in _ORDINALS.items() if re.search(rf"\b{word}\b", lead, re.I)), None)
    if ordinal is not None:
        return rest, earlier[: ordinal + 1] or earlier[:1]
    if people:
        asked = [at for at, each in enumerate(earlier) if people & {*each.people}]
        asked = asked or [at for at, each in enumerate(earlier) if people & {*each.named}]
        return (rest, earlier[: asked[-1] + 1]) if asked else (text, None)
    own = {word.key for word in words(lead)} & {key for each in earlier for key in content(each.standalone)}
    shared = [len(own & set(content(each.standalone))) for each in earlier]
    if not max(shared):
        return text, None
    last = max(at for at, count in enumerate(shared) if count == max(shared))
    return rest, earlier[: last + 1]


def has_clause(text: str) -> bool:
    """Whether any word of `text` is one that only a clause has.

    >>> has_clause("And the ferry?"), has_clause("Who pays?")
    (False, True)
    """
    return any(word.key in CLAUSE_WORDS for word in words(text))
