"""Roles: who in a text holds one, "the senator" after "Sen. Ann Ash" or "Ann Ash, the senator"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.attribution.people import NAME, People
from assistant.lexicon import OFFICE_CHANGING, ROLE, TITLES_SPELT_OUT, is_role
from assistant.names import names_match

_PHRASE = re.compile(r"(?:the|this|its|their) (?P<noun>[a-z][\w-]+)", re.IGNORECASE)
_BEFORE = re.compile(r"(?:(?P<changed>[\w-]+) )?(?P<noun>[\w-]+)(?P<mark>[.,]?) $")
_BEHIND = (
    re.compile(
        r", (?:(?:who|which) (?:is|was) |once |then |now )?"
        r"(?:the|an?|its|their|his|her|our|my|[\w’'\- ]{2,40}[’']s?) "
        r"(?P<changed>(?:[a-z][\w-]* ){0,2})(?P<noun>[a-z][\w-]*)"
        r"(?=,(?! and\b)|;|\.| of | for | at | in | who )"
    ),
    re.compile(
        r"(?:,? who)? (?:is|has been|became) (?:now )?"
        rf"(?:(?:the|an?|its|their) (?P<changed>[a-z][\w-]* )?)?(?P<noun>{ROLE})(?![\w’'\-])"
    ),
)
"""A role in apposition, "Ann Ash, the senator"; one that is told, "Ann Ash has been mayor since May"."""
_LONGEST = 90
_WORD = re.compile(r"[\w-]+")
_COUNTED = re.compile(r"\b(?:another|other|second|two|three|each|every|one|any|former) ([\w-]+)")


class Roles:
    """The roles of the people whom a text names in full, by what stands before and behind their names."""

    def __init__(self, text: str, people: People) -> None:
        self._text = text
        self._words = frozenset(_WORD.findall(text.lower()))
        self._counted = frozenset(_COUNTED.findall(text.lower()))
        self._holders: dict[str, set[str]] = {}
        for match in NAME.finditer(text):
            name = people.named(match.group())
            for noun in self._nouns(match, name):
                self._holders.setdefault(noun, set()).add(name)

    def holder(self, phrase: str) -> str:
        """The one person whom "the senator" means; empty where several may hold the role, or none does."""
        found = _PHRASE.fullmatch(phrase)
        noun = found["noun"].lower() if found else ""
        holders = self._holders.get(noun, set())
        full = next((name for name in holders if " " in name), "")
        if not full or not all(names_match(name, full) or names_match(full, name) for name in holders):
            return ""
        return "" if self.has_several(noun) else full

    def has_several(self, noun: str) -> bool:
        """Whether the text tells of several that a noun means: "mayors", "another mayor"."""
        return f"{noun}s" in self._words or noun in self._counted

    def _nouns(self, match: re.Match[str], name: str) -> Iterable[str]:
        at = match.group().find(name.split()[0]) if name else -1
        if at < 0:
            return
        before = _BEFORE.search(self._text, max(0, match.start() + at - 40), match.start() + at)
        if before and before["mark"] == "." and before["noun"].lower() not in TITLES_SPELT_OUT:
            before = None  # the end of a sentence
        if before and before["mark"] == "," and self._text[match.end() : match.end() + 1] != ",":
            before = None  # a list
        behind = (form.match(self._text, match.end(), match.end() + _LONGEST) for form in _BEHIND)
        for found in filter(None, (before, *behind)):
            noun = found["noun"].lower()
            noun = TITLES_SPELT_OUT.get(noun, noun)
            if is_role(noun) and OFFICE_CHANGING.isdisjoint((found["changed"] or "").lower().split()):
                yield noun
