"""Sources by the names that readers see: a person in full, a group without its article."""

from __future__ import annotations

import re

from assistant.articles import Article
from assistant.attribution.prose import prose
from assistant.lexicon import DETERMINERS, POSSESSIVES, PRONOUNS, TITLES
from assistant.names import names_match

_LEADING = re.compile(
    r"^(?:(?:many|most|some|several|all|both|few) of )?"
    r"(?:the|an?|this|these|that|those|its|his|her|their|my|our|your|both|all)\s+(?=\S)",
    re.IGNORECASE,
)
_ENDING = re.compile(r"(?:[’']s?|[’']s own|\s*[,;:(].*)$")
_APART = re.compile(r",|\(| of | for | in | at | who ")
_FULL_NAME = r"((?:[A-ZÀ-ÞĀ-Ž][\w’'\-]{0,40}\s){1,3}[A-ZÀ-ÞĀ-Ž][\w’'\-]{0,40})"
_NAME_AT_END = re.compile(rf",\s{_FULL_NAME},?$")
"""A description with its name: "the mayor, | Ann Ash |"."""
_NAME_AFTER = re.compile(rf",\s{_FULL_NAME}(?=,)")
_NOBODY = {*PRONOUNS, *POSSESSIVES, "them", "those", "someone", "somebody", "some", "others", "many", "most"}


class Naming:
    """The names in an article's text."""

    def __init__(self, article: Article) -> None:
        self.record = article.record
        self.text = article.plain.text
        self._page = prose(self.text, article.plain.sentences)
        self.people = self._page.people
        self._starts = {start for start, _ in article.plain.sentences}

    def shown(self, start: int, end: int) -> str | None:
        """The source that the words from `start` to `end` name; None where they name nobody.

        A person is named in full; a group without its article; the first word of a sentence without its
        capital, unless it is a name.
        """
        whole = self.text[start:end].strip(" \n“”\"‘’'«»„")
        words = _ENDING.sub("", whole)
        if not words or words.lower() in _NOBODY:
            return None
        apposed = _NAME_AT_END.search(whole) or _NAME_AFTER.match(self.text, end)
        if person := self._person(words) or (apposed[1] if apposed else ""):
            return self._spelled(person)
        bare = _LEADING.sub("", words)
        first, *rest = bare.split()
        opens = start in self._starts or start - 1 in self._starts
        if opens and bare == words and first[1:].islower() and self._is_common(first, rest):
            bare = bare[:1].lower() + bare[1:]
        return self._spelled(bare)

    def voice(self, name: str) -> str | None:
        """The voice of the article that a name means."""
        return next((person for person in self.record.voices if names_match(name, person)), None)

    def of_label(self, label: str) -> str:
        """The person on the label of a turn, in full where the text names him so."""
        return self.people.named(label.title() if label.isupper() else label).name or label

    def _spelled(self, name: str) -> str:
        """The name of a person of the record as the record spells it."""
        return next((person for person in self.record.people if names_match(name, person)), name)

    def _is_common(self, first: str, rest: list[str]) -> bool:
        """Whether a word with a capital at the start of a sentence is no name."""
        low = first.lower()
        if low in DETERMINERS:
            return True
        titled = bool(rest) and rest[0][:1].isupper()
        known = low in self._page.lower_case or low.endswith("s")
        return first not in self._page.capitals and not titled and known

    def _person(self, words: str) -> str:
        """The person whom words name, or end with: "Birk", "the historian | Ann Ash"."""
        if " and " in words:
            return ""
        if " " not in words:
            known = self.people.by_surname.get(words)
            return known[0].name if known else ""
        before = _APART.split(words)[0].split()
        tail: list[str] = []
        while (
            before and before[-1][:1].isupper() and before[-1].lower().rstrip(".") not in TITLES | DETERMINERS
        ):
            tail.insert(0, before.pop())
        if not tail or not before:
            return ""
        person = self.people.named(" ".join(tail)).name
        known_name = bool(self.people.by_surname.get(tail[-1])) or len(tail) > 1
        return person if known_name and len(person.split()) > 1 else ""
