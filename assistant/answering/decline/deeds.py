"""Words for one deed, measure or attribute, as "sign" and "ratified": each stands for the others."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from assistant.index.lexical import stems
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
_MEMBERS = tuple(frozenset(stem for stem in GROUP if GROUP[stem] == each) for each in range(len(_LINES)))
COST = GROUP["cost"]
WRITING = GROUP["publish"]
"""What every article does itself."""

_ONLY_WANTED = MODALS | word_set("to not never no without before until if")
_AHEAD = 3
"""Words before a deed among which one that says it was not done is looked for."""


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


def stands(word: str, words: Collection[str]) -> bool:
    """Whether a stem, or another for the same deed, is among `words`."""
    return word in words or (word in GROUP and not _MEMBERS[GROUP[word]].isdisjoint(words))


def all_stand(wanted: Iterable[str], words: Collection[str]) -> bool:
    """Whether each of the stems does."""
    return all(stands(word, words) for word in wanted)


def any_stands(wanted: Iterable[str], words: Collection[str]) -> bool:
    """Whether one of the stems does."""
    return any(stands(word, words) for word in wanted)
