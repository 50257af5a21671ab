"""People a pronoun may stand for, and whether "he" or "she" fits them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.names import folded
from assistant.speakers.given_names import FEMALE_NAMES, MALE_NAMES

Gender = Literal["male", "female", ""]
# Men's names that end like women's.
_MALE_IN_A = frozenset(
    """
    sava nikola ilija luka aleksa kosta sasa misa joshua ezra elija mustafa andrea jovica ivica borisa mirza
    isa musa hamza jona noa sasha misha nikita kuzma foma ilya vanja mika toma vasa pera steva djordja matija
    """.split()
)


@dataclass(frozen=True, slots=True)
class Referent:
    """Somebody named in the conversation."""

    name: str
    gender: Gender = ""
    sure: bool = False
    """Whether the gender is certain enough to rule the other pronoun out."""

    def fits(self, gender: Gender) -> bool:
        return not gender or not self.sure or self.gender == gender


def referent(name: str) -> Referent:
    """
    >>> referent("Ann Birk").gender, referent("Sava Birk").gender, referent("Vessela Birk").sure
    ('female', 'male', False)
    """
    given = folded(name).split()[0] if " " in name else ""
    if given in FEMALE_NAMES or given in MALE_NAMES:
        return Referent(name, "female" if given in FEMALE_NAMES else "male", sure=True)
    if given in _MALE_IN_A:
        return Referent(name, "male", sure=True)
    return Referent(name, "female" if len(given) > 2 and given.endswith("a") else "")
