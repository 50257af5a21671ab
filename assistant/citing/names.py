"""Names of people and bodies, taken apart as references need them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.lexicon import COURTESIES, NAME_PARTICLES
from assistant.reading.metadata import forms
from assistant.reading.people import is_person
from assistant.text import one_line

_WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Name:
    """A name; only that of a person in the order "given, family" has parts."""

    whole: str
    family: str = ""
    """With its particles: "van der Lind"."""
    given: str = ""
    suffix: str = ""

    @property
    def inverted(self) -> str:
        """The family name first; the whole name of a body, or of a person of one name."""
        return ", ".join(filter(None, (self.family, self.given, self.suffix))) or self.whole

    @property
    def forward(self) -> str:
        """The name as it is spoken, without a courtesy before it."""
        return " ".join(filter(None, (self.given, self.family, self.suffix))) or self.whole

    @property
    def initials(self) -> str:
        """The initials of the given names.

        >>> named("Jean-Luc P. Ash").initials
        'J.-L. P.'
        """
        words = (re.split(r"(?<=\w)-(?=\w)", word) for word in self.given.split())
        return " ".join("-".join(f"{part[0]}." for part in word) for word in words)


def named(text: str) -> Name:
    """A name of a record taken apart where it is clearly one person's, else whole.

    >>> named("Dr. Ada van der Lind Jr.")
    Name(whole='Dr. Ada van der Lind Jr.', family='van der Lind', given='Ada', suffix='Jr.')
    >>> named("Harbour Board").inverted, named("Voltaire").inverted
    ('Harbour Board', 'Voltaire')
    """
    whole = one_line(text)
    words = whole.split()
    while len(words) > 1 and words[0].lower().strip(".") in COURTESIES:
        del words[0]
    bodies = forms().bodies.intersection(_WORDS.findall(whole.lower()))
    if bodies or not is_person(" ".join(words)):
        return Name(whole)
    suffix = words.pop() if words[-1].lower() in forms().suffixes else ""
    last = len(words) - 1
    while last > 1 and words[last - 1].lower() in NAME_PARTICLES and words[last - 1][0].islower():
        last -= 1
    return Name(whole, " ".join(words[last:]), " ".join(words[:last]), suffix)
