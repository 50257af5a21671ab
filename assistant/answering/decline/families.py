"""Words that stand for each other: of one family, of one people, of one deed, as "sign" and "ratified"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

from assistant.index.lexical import stem_set, stems
from assistant.lexicon import MODALS, word_set

_GROUPS = """
sign signed signature signatory signatories initialled ratify ratified ratification
draft drafted drafts composed penned drafter
write wrote written send sent publish published publishes issue issued addressed
succeed succeeded successor replaced replacement replaces heir followed follows
arrest arrests arrested detained detention custody jailed imprisoned captured prison
die dies died drown drowned dead death deaths killed kill killing casualties casualty perished toll fatal
withdraw withdrew withdrawn revoke revoked rescinded retracted withdrawal derecognition derecognised
poll polls survey surveys polled surveyed barometer respondents pollster
vote votes voted voter voters voting ballot ballots turnout referendum electorate polling
missing unaccounted disappeared
lose lost loses losing loss losses forgone
salary salaries wage wages earn earns earned income
pension pensions
pay pays paid payment payments
compensate compensation compensated indemnity damages reparation reparations restitution
cost costs price prices priced fee fees bill expense expenses expensive
own owns owned owner owners ownership belong belongs belonged property proprietor
apply applied applies application applications applicant
adopt adopted adopts adoption enacted enact promulgated
extradite extradited extradition surrender surrendered handed deliver delivered
born birth birthplace
appoint appointed appointment nominated nomination nominee
resign resigned resignation quit
design designed designs designer architect
build built construct constructed construction
invest invested invests investment investments investor investors
buy bought buys purchase purchased acquire acquired sell sold sale sales
convict convicted conviction sentenced verdict trial indicted indictment
apologise apologised apology apologised apologize apologized
injure injured wounded wounds injuries hurt
marry married wife husband
visit visited visits
colour colours color colors coloured colored painted
telephone phone dialling
language languages spoken tongue
weigh weighs weight tonnes kilograms
height tall altitude
brand brands manufacturer manufacturers manufactured maker makers
lawyer lawyers attorney barrister
spokesman spokeswoman spokesperson
flag flags emblem anthem
headline title titled entitled
duty duties tariff tariffs customs levy levies
tax taxes taxed taxation
elect elected election elections
"""
_LINES = tuple(line.split() for line in _GROUPS.strip().splitlines())
GROUP = {stem: number for number, line in enumerate(_LINES) for word in line for stem in stems(word)}
"""The group of each stem; its members tell the same deed."""
COST = GROUP["cost"]
WRITING = GROUP["publish"]
"""What every article does itself."""

_ONLY_WANTED = MODALS | word_set("to not never no without before until if")
_AHEAD = 3
"""Words before a deed among which one that says it was not done is looked for."""
_ROOT = 5
"""Letters that two words of one family share at least, where neither is the other's beginning…"""
_BEGINNING = 4
"""…and where one is."""
_ENDING = 3
_LONG_ENDING = 3
_PEOPLES = {
    **{"greek": "greec", "french": "franc", "spanish": "spain", "polish": "poland", "dutch": "netherland"},
    **{
        "swiss": "switzerland",
        "danish": "denmark",
        "swede": "sweden",
        "finnish": "finland",
        "irish": "ireland",
    },
    **{"turk": "turkey", "turkish": "turkey", "european": "eu", "europ": "eu", "atlant": "nato"},
}
"""Stems of names that do not begin like those of their country or alliance."""


def deeds(words: Iterable[str]) -> frozenset[str]:
    """Those of the stems that tell a deed."""
    return frozenset(word for word in words if word in GROUP)


def done(text: str, asked: Iterable[str]) -> bool:
    """Whether `text` tells one of the deeds as done, not as wanted or possible.

    >>> done("She signed it in May.", {"sign"}), done("He has to sign it.", {"sign"})
    (True, False)
    """
    groups = {GROUP[deed] for deed in asked}
    words = re.findall(r"[\w’'-]+", text.lower())
    return any(
        GROUP.get(stem) in groups and _ONLY_WANTED.isdisjoint(words[max(0, at - _AHEAD) : at])
        for at, word in enumerate(words)
        for stem in stems(word)
    )


@lru_cache(maxsize=20_000)
def words_of(text: str) -> frozenset[str]:
    """The stems of a text, peoples under their country's name."""
    return frozenset(_PEOPLES.get(word, word) for word in stem_set(text))


def akin(word: str, other: str) -> bool:
    """Whether two stems belong to one family of words.

    >>> akin("recognit", "recognis"), akin("serb", "serbia"), akin("state", "statement")
    (True, True, False)
    """
    shared = 0
    for letter, letter_of_other in zip(word, other, strict=False):
        if letter != letter_of_other:
            break
        shared += 1
    shorter, longer = sorted((len(word) - shared, len(other) - shared))
    if shorter == 0:
        return shared >= _BEGINNING and longer <= min(_LONG_ENDING, shared - 1) or longer == 0
    return shared >= _ROOT and longer <= _ENDING


class Families:
    """Finds words of a question in the sentences of one vocabulary."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._by_start: dict[str, list[str]] = {}
        for word in vocabulary:
            self._by_start.setdefault(word[:_BEGINNING], []).append(word)
        self._forms: dict[str, frozenset[str]] = {}

    def forms(self, word: str) -> frozenset[str]:
        """Every word of the vocabulary that stands for the stem."""
        if word not in self._forms:
            self._forms[word] = frozenset(self._found(_PEOPLES.get(word, word)))
        return self._forms[word]

    def _found(self, word: str) -> Iterator[str]:
        if word in GROUP:
            every = (other for words in self._by_start.values() for other in words)
            yield from (other for other in every if GROUP.get(other) == GROUP[word])
        else:
            same_start = self._by_start.get(word[:_BEGINNING], ())
            yield from (other for other in same_start if akin(word, other))

    def knows(self, word: str) -> bool:
        """Whether the vocabulary holds any form of the stem."""
        return bool(self.forms(word))

    def stands(self, word: str, words: Collection[str]) -> bool:
        """Whether the stem, in any of its forms, is among `words`."""
        return not self.forms(word).isdisjoint(words)

    def all_stand(self, wanted: Iterable[str], words: Collection[str]) -> bool:
        return all(self.stands(word, words) for word in wanted)

    def any_stands(self, wanted: Iterable[str], words: Collection[str]) -> bool:
        return any(self.stands(word, words) for word in wanted)


@lru_cache(maxsize=1_000)
def families_in(text: str) -> Families:
    """The families of a whole article."""
    return Families(words_of(text))
