"""Whom a question asks without a name: "What does the keeper of the inn say to that?"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.articles import Span
from assistant.attribution.nouns import can_hold_a_view
from assistant.question.question_lexicon import ROLES
from assistant.question.question_text import DATE, OTHER, PERSON

_ASKING = r"\b(?:do|does|did|has|have|had|would|could|should|can|will|might|may|is|are|was|were)(?:n['’]t)? "
_ADVERBS = r"(?:(?:\w+ly|also|still|really|even|now|then|not|never|ever|himself|herself|themselves) )*"
_OWNED = rf"(?:the|an?|any|some|most|all|his|her|their|its|these|those|[\w{PERSON}{OTHER} -]{{1,60}}['’]s?)"
_NAMED = re.compile(
    rf"{_ASKING}(?P<party>[{PERSON}{OTHER}]+(?:,? (?:and|or) [{PERSON}{OTHER}]+)*) {_ADVERBS}(?P<verb>\w+)",
    re.IGNORECASE,
)
_DESCRIBED = re.compile(
    rf"{_ASKING}(?P<party>{_OWNED} (?:[\w-]+ ){{0,2}}?(?P<noun>[\w-]+)"
    rf"(?: (?:of|from|at|in|on|for) (?:(?:the|an?|his|her|their) )?[\w{PERSON}{DATE}-]+)?) "
    rf"{_ADVERBS}(?P<verb>\w+)",
    re.IGNORECASE,
)
_ROLE = re.compile(
    rf"(?:{ROLES})s?|papers?|newspapers?|press"
    r"|\w+(?:ists?|icians?|keepers?|masters?|m[ae]n|wom[ae]n|ologers?|onomers?|makers?|builders?)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody asked and the verb that follows."""

    span: Span
    verb: Span
    described: bool
    """Whether by what they are, not by a name."""


def asked_party(text: str) -> Party | None:
    """Who is asked in `text`, its names masked; None where nobody seems to be.

    >>> text = "What does the keeper of the inn say to that?"
    >>> party = asked_party(text)
    >>> text[slice(*party.span)], text[slice(*party.verb)]
    ('the keeper of the inn', 'say')
    """
    return next(_parties(text), None)


def is_role(text: str) -> bool:
    """Whether `text` describes one or more people by what they are.

    >>> is_role("the old innkeeper"), is_role("the mayor of Oyfar"), is_role("the river")
    (True, True, False)
    """
    head = re.split(r" (?:of|from|at|in|on|for) ", text)[0].split()
    return bool(head) and _ROLE.fullmatch(head[-1]) is not None


def _parties(text: str) -> Iterator[Party]:
    if named := _NAMED.search(text):
        yield Party(named.span("party"), named.span("verb"), described=False)
    for match in _DESCRIBED.finditer(text):
        noun = match["noun"].lower()
        if can_hold_a_view(noun) or is_role(noun):
            yield Party(match.span("party"), match.span("verb"), described=True)
