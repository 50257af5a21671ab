"""Roles: who in a text holds one, "the senator" right after "Sen. Ann Ash" or "Ann Ash, the senator"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from assistant.articles import Span
from assistant.attribution.people import NAME, People, given_gender
from assistant.lexicon import (
    CLAUSE_OPENERS,
    DATE_WORDS,
    KIN,
    OFFICE_CHANGING,
    PREPOSITIONS,
    ROLE,
    TITLES_SPELT_OUT,
    is_role,
)
from assistant.names import names_match

_PHRASE = re.compile(r"the (?P<noun>[a-z][\w-]+)", re.IGNORECASE)
_BEFORE = re.compile(r"(?:(?P<changed>[\w’'-]+) )?(?P<noun>[\w-]+)(?P<mark>[.,]?) $")
_BEHIND = (
    re.compile(
        r", (?:(?:who|which) (?:is|was) |once |then |now )?"
        r"(?P<article>the|an?|its|their|his|her|our|my|[\w’'\- ]{2,40}[’']s?) "
        r"(?P<changed>(?:[a-z][\w-]* ){0,2})(?P<noun>[a-z][\w-]*)"
        r"(?=,(?! and\b)|;|\.| of | for | at | in | who )"
    ),
    re.compile(
        r"(?:,? who)? (?:is|has been|became) (?:now )?"
        rf"(?:(?P<article>the|an?|its|their) (?P<changed>[a-z][\w-]* )?)?(?P<noun>{ROLE})(?![\w’'\-])"
    ),
)
"""A role in apposition, "Ann Ash, the senator"; one that is told, "Ann Ash has been mayor since May"."""
_LONGEST = 90
_WORD = re.compile(r"[\w-]+")
_COUNTED = re.compile(r"\b(?:another|other|second|two|three|each|every|one|any|former) ([\w-]+)")
NARROWED = re.compile(r"[’']|,? (?:of|in|at|for|from|on|who|whose|that|which|with)\b")
"""What makes somebody else of a role before it: "the mayor | of Hesk", "the mayor | 's wife"."""
_OF_ITS_PLACE = re.compile(r" of [A-ZÀ-Þ][\w’'\-]+")
_PLACE = re.compile(r"\b(?i:in|at|near|of|from) (?:the )?([A-ZÀ-ÞĀ-Ž][\w’'\-]+)")
_YEAR = re.compile(r"\b1[5-9]\d\d\b|\b20\d\d\b")
_CHANGES = re.compile(r"\b(?:succe|replac|elect|predecess|took over|resign|former|ex-)", re.IGNORECASE)
"""Words of a text in which an office may have passed to somebody else."""
_NEW = re.compile(r"\b(?:became|becomes|now|ago)\b")
"""Words that tell of somebody else before: "The mayor said … Ann Ash, who became mayor in May, …"."""
_FAR = 3000
"""Characters behind which a role is told again before it means somebody."""
_FURTHEST = 6
"""Sentences through which what is meant may go on: "Sen. Ann Ash left. She … The senator … The senator"."""
_OTHER_SEX = {"male": re.compile(r"\b(?:she|hers?|herself)\b"), "female": re.compile(r"\b(?:he|his|him)\b")}


class Roles:
    """The roles of the people whom a text names in full, by what stands before and behind their names."""

    def __init__(self, text: str, sentences: Sequence[Span], people: People) -> None:
        self._text = text
        self._sentences = sentences
        self._starts = [start for start, _ in sentences]
        self._words = frozenset(_WORD.findall(text.lower()))
        self._counted = frozenset(_COUNTED.findall(text.lower()))
        self._names: dict[str, set[str]] = {}
        self._told: dict[str, list[int]] = {}
        """Where somebody has a role as a title, or with "the" or an owner: not "Ann Ash, a teacher"."""
        for match in NAME.finditer(text):
            name = people.named(match.group())
            for noun, definite in self._nouns(match, name):
                self._names.setdefault(noun, set()).add(name)
                if definite:
                    self._told.setdefault(noun, []).append(match.start())

    def holder(self, start: int, end: int) -> str:
        """The one person whom "the senator" means; empty where several may hold the role, or none does.

        Its sentence, or that before, names the person; no year, place or change of office stands between.
        """
        found = _PHRASE.fullmatch(self._text, start, end)
        noun = found["noun"].lower() if found else ""
        names, told = self._names.get(noun, set()), self._told.get(noun, [])
        full = next((name for name in names if " " in name), "")
        if not full or not all(names_match(name, full) or names_match(full, name) for name in names):
            return ""
        if noun in KIN or not told or self.has_several(noun) or NARROWED.match(self._text, end):
            return ""
        sentence = self._text[start : self._sentences[self._number(start)][1]]
        other = _OTHER_SEX.get(given_gender(full.split()[0]))
        if other and other.search(sentence):
            return ""
        if before := bisect_right(told, start):
            at = told[before - 1]
            words = self._text[self._sentences[self._number(at)][0] : start]
            near = start - at < _FAR and self.continues(full.split()[-1], noun, start)
            return full if near and not (_YEAR.search(words) or _CHANGES.search(words)) else ""
        between = self._text[end : max(end, told[0])]
        follows = self._number(told[0]) == self._number(start) + 1 and "\n" not in between
        first, last = self._sentences[self._number(start)][0], self._sentences[self._number(told[0])][1]
        both = self._text[first:last]
        changed = _YEAR.search(both) or _CHANGES.search(both) or _NEW.search(both)
        return full if follows and not (changed or _PLACE.search(between)) else ""

    def continues(self, name: str, noun: str, start: int) -> bool:
        """Whether "the mayor" at `start` follows a mention of the name in its sentence or the one before.

        Sentences that go on with "He" or "The mayor" may stand between them, but no other place or year.
        """
        number = self._number(start)
        pronoun = "he|she" if is_role(noun) else "it"
        goes_on = re.compile(rf"\W*(?:{pronoun}|the {re.escape(noun)})\b", re.IGNORECASE)
        for each in range(number, max(-1, number - _FURTHEST), -1):
            first, last = self._sentences[each]
            words = self._text[first : min(last, start)]
            found = list(re.finditer(rf"\b{re.escape(name)}\b", words))
            if found:
                at = first + found[-1].end()
                place = _OF_ITS_PLACE.match(self._text, at)
                between = self._text[place.end() if place else at : start]
                other = any(word.lower() not in DATE_WORDS for word in _PLACE.findall(between))
                return not (other or _YEAR.search(between) or between.count("\n\n") > 1)
            if each < number and not goes_on.match(words):
                return False
        return False

    def has_several(self, noun: str) -> bool:
        """Whether the text tells of several that a noun means: "mayors", "another mayor"."""
        return f"{noun}s" in self._words or noun in self._counted

    def _number(self, at: int) -> int:
        return max(0, bisect_right(self._starts, at) - 1)

    def _nouns(self, match: re.Match[str], name: str) -> Iterable[tuple[str, bool]]:
        at = match.group().find(name.split()[0]) if name else -1
        if at < 0:
            return
        before = _BEFORE.search(self._text, max(0, match.start() + at - 40), match.start() + at)
        if before and not self._is_title(before, match.end()):
            before = None
        behind = (form.match(self._text, match.end(), match.end() + _LONGEST) for form in _BEHIND)
        for found in filter(None, (before, *behind)):
            noun = found["noun"].lower()
            noun = TITLES_SPELT_OUT.get(noun, noun)
            if is_role(noun) and OFFICE_CHANGING.isdisjoint((found["changed"] or "").lower().split()):
                article = found.groupdict().get("article") or ""
                yield noun, article not in ("a", "an")

    def _is_title(self, before: re.Match[str], end: int) -> bool:
        """Whether words before a name are its title: "Sen. Ann Ash", "Its mayor, Ann Ash,"."""
        noun, mark = before["noun"], before["mark"]
        first = self._sentences[self._number(before.start("noun"))][0]
        opening = self._text[first : min(before.start("noun"), first + _LONGEST)]
        if mark == ".":
            return noun.lower() in TITLES_SPELT_OUT
        if mark == ",":
            words = opening.lower().split()
            listed = self._text[end : end + 1] != ","
            return not listed and not (words and words[0] in CLAUSE_OPENERS | PREPOSITIONS)
        return noun[0].isupper() or opening == "The "  # not "told the minister | Bo Birk had fled"
