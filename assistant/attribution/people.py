"""The people named in a text: full names by surname."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from assistant.lexicon import (
    AUXILIARIES,
    CLAUSE_OPENERS,
    COURTESIES,
    DAYS,
    DETERMINERS,
    FEMALE_NAMES,
    LINKERS,
    MALE_NAMES,
    NAME_PARTICLES,
    PLACE_OPENERS,
    PREPOSITIONS,
    PRONOUNS,
    TITLES,
    either,
    is_role,
    word_set,
)
from assistant.names import is_of_a_husband, names_match, of_unlike_sex

Gender = Literal["male", "female", ""]
NAME = re.compile(
    r"\b(?:(?:[A-Z]\.|Mr\.|Mrs\.|Ms\.|Dr\.|Sen\.|Rep\.|Gov\.|[A-ZÀ-ÞĀ-Ž][\w’'\-]{0,40}) "
    rf"(?:(?:{either(NAME_PARTICLES - {'of', 'san', 'y'})}) ){{0,3}}){{1,30}}"
    r"[A-ZÀ-ÞĀ-Ž][\w’'\-]+"
)
"""A row of capitals that may be a name. Bounded: such a row of capitals is tried from each of its words."""
_WORDS = re.compile(r"\w+")
_COMPOUND = re.compile(r"\w+(?:[’'\-]\w+)*")
_MOST_OF_A_NAME = 20
"""People of one surname that a text tells apart."""
_WORD = re.compile(r"[\w.’'\-]+")
_BEFORE_NAMES = word_set("""
both either justice lieutenant maybe neither nor nurse only pastor poor sergeant suppose unlike whatever
whenever wherever
""")
_OPENERS = DETERMINERS | PREPOSITIONS | CLAUSE_OPENERS | TITLES | DAYS | AUXILIARIES | LINKERS | _BEFORE_NAMES
_SHORT = 4
"""Letters of a word in -ly that may be a name: "Lily"."""
_TAIL = re.compile(r",|\(| who | of | for ")


@dataclass(slots=True)
class People:
    """The people with a full name in a text, by surname, in order of appearance."""

    by_surname: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, text: str) -> People:
        found = cls()
        words_of_text = {*_WORDS.findall(text), *_COMPOUND.findall(text)}
        for match in NAME.finditer(text):
            words = match.group().split()
            if words[-1] in ("Jr", "Sr") and len(words) > 2:
                words.pop()
            bare = _bare_name(words)
            place = len(bare) == 2 and bare[0].lower() in PLACE_OPENERS  # not "Fort Warden Ann Birk"
            if place or _several_of_a_kind(bare, words_of_text):
                continue
            if len(bare) < len(words) and _bare(words[0]) in PREPOSITIONS and not given_gender(bare[0]):
                continue  # "In Kosovo Serbs": no name
            found._add(bare)
        return found

    def named(self, phrase: str) -> str:
        """The person whom `phrase` names by capitals, in full where the text does; empty for nobody.

        >>> People.of("Ann Birk left.").named("Birk")
        'Ann Birk'
        """
        words = _WORD.findall(re.sub(r"[’']s?$", "", _TAIL.split(phrase)[0]))
        capitals = [word for word in words if word[0].isupper() and _bare(word) not in DETERMINERS]
        if not capitals or capitals[0].lower() in PRONOUNS:
            return ""
        whole, surname = " ".join(capitals), capitals[-1]
        known = self.by_surname.get(surname, [])
        titled = any(_bare(word) in TITLES for word in capitals[:-1])
        given = any(map(given_gender, capitals[:-1]))
        if whole in known or (len(capitals) > 1 and not titled and (given or not known)):
            return whole
        known = [other for other in known if is_addressed(phrase, other)]
        one = known and all(names_match(other, known[0]) for other in known)
        return known[0] if one else surname

    def knows(self, phrase: str) -> bool:
        """Whether `phrase` names somebody whose full name stands in the text."""
        name = self.named(phrase)
        return name in self.by_surname.get(name.split(" ")[-1], ())

    def names_other(self, name: str, persons: Sequence[str]) -> bool:
        """Whether a full name is of none of the persons, or a surname also somebody else's in the text.

        >>> People.of("Bo Birk left.").names_other("Birk", ["Ann Birk"])
        True
        """
        full = [name] if " " in name else self.by_surname.get(name, [])
        named = (one for one in full if not stands_before_names(one.split()[0]))
        return any(not any(_alike(one, person) for person in persons) for one in named)

    def _add(self, words: list[str]) -> None:
        first = next((at for at, word in enumerate(words[:-1]) if given_gender(word)), None)
        words = words if first is None else words[first:]
        name, known = " ".join(words), self.by_surname.setdefault(words[-1], [])
        if 1 < len(words) < 5 and len(known) < _MOST_OF_A_NAME and name not in known:
            known.append(name)


def _several_of_a_kind(words: list[str], words_of_text: set[str]) -> bool:
    """Whether the words are no name but a people: "Bosnian Serbs" where the text has "Serb"."""
    last = words[-1]
    return last.endswith("s") and not given_gender(words[0]) and last[:-1] in words_of_text


def given_gender(first_name: str) -> Gender:
    """What a given name shows, if it is a known one."""
    low = first_name.lower()
    return "female" if low in FEMALE_NAMES else "male" if low in MALE_NAMES else ""


def is_courtesy(word: str) -> bool:
    """Whether a word is "Mr." and the like."""
    return _bare(word) in COURTESIES


def is_addressed(phrase: str, person: str, *, subject: bool = False) -> bool:
    """Whether a person may be meant by a courtesy and a surname: "Mrs. Birk" is Ann Birk, not Bo Birk.

    Where the sex of the person is not known, "Mrs." is as likely the wife, unless the person is the
    `subject` of the text.
    """
    words = phrase.split()
    first = next((at for at, word in enumerate(words) if is_courtesy(word)), 0)
    phrase = " ".join(words[first:])
    wife = is_of_a_husband(phrase) and not subject and given_gender(person.split()[0]) != "female"
    return not (wife or of_unlike_sex(phrase, person))


def stands_before_names(word: str) -> bool:
    """Whether a word with a capital is no part of a name: "Governor", "The", "Meanwhile", "Columnist"."""
    if word.lower() in DETERMINERS | LINKERS or _bare(word) in TITLES:
        return True
    return is_role(word) and not word.endswith("man")  # "Norman" is a given name


def _alike(name: str, person: str) -> bool:
    return names_match(name, person) or names_match(person, name)


def _bare(word: str) -> str:
    return word.lower().rstrip(".")


def _bare_name(words: list[str]) -> list[str]:
    """Without what a sentence puts before a name: "In Kosovo's President | Ann Ash", "Should | Ann Ash"."""
    owned = max((at for at, word in enumerate(words[:-1]) if re.search(r"[’']s?$", word)), default=-1)
    words = [re.sub(r"[’']s?$", "", word) for word in words[owned + 1 :]]
    last = max((at for at, word in enumerate(words[:-1]) if _opens(word)), default=-1)
    return words[last + 1 :]


def _opens(word: str) -> bool:
    """Whether a word leads to a name: "Should", "Surely"."""
    adverb = word.endswith("ly") and len(word) > _SHORT and not given_gender(word)
    return adverb or _bare(word) in _OPENERS
