"""The people named in a text: full names by surname, with gender where the text shows it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from assistant.attribution.given_names import FEMALE_NAMES, MALE_NAMES
from assistant.lexicon import (
    AUXILIARIES,
    CLAUSE_OPENERS,
    DAYS,
    DETERMINERS,
    LINKERS,
    PREPOSITIONS,
    PRONOUNS,
    TITLES,
)

Gender = Literal["male", "female", ""]
_NAME = re.compile(
    r"\b(?:(?:[A-Z]\.|Mr\.|Mrs\.|Ms\.|Dr\.|Sen\.|Rep\.|Gov\.|[A-ZÀ-ÞĀ-Ž][\w’'\-]{0,40}) ){1,30}"
    r"[A-ZÀ-ÞĀ-Ž][\w’'\-]+"
)
"""Bounded: a row of capitals is tried from each of its words."""
_WORDS = re.compile(r"\w+")
_COMPOUND = re.compile(r"\w+(?:[’'\-]\w+)*")
_MOST_OF_A_NAME = 20
"""People of one surname that a text tells apart."""
_ADDRESS = re.compile(r"\b(Mr|Mrs|Ms|Miss)\.? ([A-ZÀ-ÞĀ-Ž][\w\-]+)")
_FEMALE = {"Mrs", "Ms", "Miss"}
_WORD = re.compile(r"[\w.’'\-]+")
_PAIRING = {"both", "neither", "either", "nor"}
_OPENERS = DETERMINERS | PREPOSITIONS | CLAUSE_OPENERS | TITLES | DAYS | AUXILIARIES | LINKERS | _PAIRING
_TAIL = re.compile(r",|\(| who | of | for ")


@dataclass(frozen=True, slots=True)
class Person:
    """A person named in a text."""

    name: str
    """As full as the text gives it; empty for nobody."""
    gender: Gender = ""


NOBODY = Person("")


@dataclass(slots=True)
class People:
    """The people with a full name in a text, by surname, in order of appearance."""

    by_surname: dict[str, list[Person]] = field(default_factory=dict)

    @classmethod
    def of(cls, text: str) -> People:
        found = cls()
        words_of_text = {*_WORDS.findall(text), *_COMPOUND.findall(text)}
        for match in _NAME.finditer(text):
            words = match.group().split()
            bare = _bare_name(words)
            if _several_of_a_kind(bare, words_of_text):
                continue
            if len(bare) < len(words) and _bare(words[0]) in PREPOSITIONS and not given_gender(bare[0]):
                continue  # "In Kosovo Serbs": no name
            found._add(bare)
        for match in _ADDRESS.finditer(text):
            found._address(match.group(2), "male" if match.group(1) == "Mr" else "female")
        return found

    def named(self, phrase: str) -> Person:
        """The person whom `phrase` names by capitals; `NOBODY` where it names none.

        >>> People.of("Ann Birk left.").named("Birk")
        Person(name='Ann Birk', gender='female')
        """
        words = _WORD.findall(re.sub(r"[’']s?$", "", _TAIL.split(phrase)[0]))
        capitals = [word for word in words if word[0].isupper() and _bare(word) not in DETERMINERS]
        if not capitals or capitals[0].lower() in PRONOUNS:
            return NOBODY
        gender = _shown_gender(capitals)
        known = self.by_surname.get(capitals[-1], [])
        fitting = [person for person in known if not gender or person.gender in ("", gender)]
        titled = any(_bare(word) in TITLES for word in capitals[:-1])
        if len(capitals) > 1 and not titled and (not fitting or gender):
            return Person(" ".join(capitals), gender or (fitting[0].gender if fitting else ""))
        person = fitting[0] if fitting else Person(capitals[-1])
        alone = len({other.gender for other in known}) == 1
        return Person(person.name, gender or (person.gender if alone else ""))

    def knows(self, phrase: str) -> bool:
        """Whether `phrase` names somebody whose full name stands in the text."""
        person = self.named(phrase)
        return any(person.name == known.name for known in self.by_surname.get(person.name.split(" ")[-1], ()))

    def _add(self, words: list[str]) -> None:
        first = next((at for at, word in enumerate(words[:-1]) if given_gender(word)), None)
        words = words if first is None else words[first:]
        person = Person(" ".join(words), "" if first is None else given_gender(words[0]))
        known = self.by_surname.get(words[-1], ())
        if 1 < len(words) < 5 and len(known) < _MOST_OF_A_NAME and person not in known:
            self.by_surname.setdefault(words[-1], []).append(person)

    def _address(self, surname: str, gender: Gender) -> None:
        known = self.by_surname.setdefault(surname, [])
        if not any(person.gender == gender for person in known):
            shown = [Person(person.name, person.gender or gender) for person in known]
            self.by_surname[surname] = shown or [Person(surname, gender)]


def _several_of_a_kind(words: list[str], words_of_text: set[str]) -> bool:
    """Whether the words are no name but a people: "Bosnian Serbs" where the text has "Serb"."""
    last = words[-1]
    return last.endswith("s") and not given_gender(words[0]) and last[:-1] in words_of_text


def given_gender(first_name: str) -> Gender:
    """What a given name shows, if it is a known one."""
    low = first_name.lower()
    return "female" if low in FEMALE_NAMES else "male" if low in MALE_NAMES else ""


def _shown_gender(words: list[str]) -> Gender:
    addressed = {word.rstrip(".") for word in words}
    gender: Gender = "male" if "Mr" in addressed else "female" if _FEMALE & addressed else ""
    for word in words[:-1]:
        gender = given_gender(word) or gender
    return gender


def _bare(word: str) -> str:
    return word.lower().rstrip(".")


def _bare_name(words: list[str]) -> list[str]:
    """Without what a sentence puts before a name: "In Kosovo's President | Ann Ash", "Should | Ann Ash"."""
    owned = max((at for at, word in enumerate(words[:-1]) if re.search(r"[’']s?$", word)), default=-1)
    words = [re.sub(r"[’']s?$", "", word) for word in words[owned + 1 :]]
    last = max((at for at, word in enumerate(words[:-1]) if _bare(word) in _OPENERS), default=-1)
    return words[last + 1 :]
