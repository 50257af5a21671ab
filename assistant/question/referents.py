"""People a pronoun may stand for, and whether "he" or "she" fits them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.attribution.people import Gender, given_gender
from assistant.names import folded
from assistant.question.question_lexicon import OPENERS

# Men's names that end like women's.
_MALE_IN_A = frozenset(
    """
    sava nikola ilija luka aleksa kosta sasa misa joshua ezra elija mustafa andrea jovica ivica borisa mirza
    isa musa hamza jona noa sasha misha nikita kuzma foma ilya vanja mika toma vasa pera steva djordja matija
    """.split()
)
_PRONOUNS = frozenset("he she it they we i you his her its their our my your one both here there".split())
_NOT_A_PERSON = "in at on of to the from for by with about near and".split()
# A capitalised name that no preposition or article makes a place or a thing.
_NAME = re.compile(
    r"(?<![\w’'-])"
    + "".join(rf"(?<!\b{word} )" for word in _NOT_A_PERSON)
    + r"(?:[A-ZÀ-Ž][\w’-]+ )*[A-ZÀ-Ž][\w’-]+(?=['’]s\b| [a-z]|,|\W*$)"
)


@dataclass(frozen=True, slots=True)
class Referent:
    """Somebody named in the conversation."""

    name: str
    gender: Gender = ""
    sure: bool = False
    """Whether the gender is certain enough to rule the other pronoun out."""

    def is_surely(self, gender: Gender) -> bool:
        return self.sure and self.gender == gender

    def seems(self, gender: Gender) -> bool:
        return not self.gender or self.gender == gender

    def may_be(self, gender: Gender) -> bool:
        return not self.sure or self.gender == gender


def free_names(text: str) -> tuple[str, ...]:
    """Names in `text` that may be somebody's, by where they stand: the likeliest first.

    >>> free_names("In Oyfar, Birk sang for Ash. Birk was young.")
    ('Birk',)
    """
    found = [re.sub(r"['’]s?$", "", match.group()) for match in _NAME.finditer(text)]
    names = [name for name in found if name.split()[0].lower() not in OPENERS | _PRONOUNS]
    return tuple(sorted(dict.fromkeys(names), key=lambda name: -names.count(name)))


def referent(name: str) -> Referent:
    """
    >>> referent("Ann Birk").gender, referent("Sava Birk").gender, referent("Zuzana Birk").sure
    ('female', 'male', False)
    """
    given = folded(name).split()[0] if " " in name else ""
    if shown := given_gender(given):
        return Referent(name, shown, sure=True)
    if given in _MALE_IN_A:
        return Referent(name, "male", sure=True)
    return Referent(name, "female" if len(given) > 2 and given.endswith("a") else "")
