"""Gate: the person or state whose position is asked for holds none in what was found."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answering.decline.families import families_in, words_of
from assistant.answering.decline.sought import Sought, Told
from assistant.index.lexical import stems
from assistant.lexicon import REPORTING_VERBS, finite_forms

_CAPITAL = r"[A-ZÀ-ÞĀ-ſ][\w-]*"
_PARTS = {
    "actor": rf"(?:the )?(?P<actor>{_CAPITAL}(?: (?:of (?:the )?)?{_CAPITAL})*)(?:['’]s?)?"
    r"(?: (?:government|cabinet|leadership|leaders|authorities|parliament|public|people))?",
    "view": r"(?:(?:official|own|present|current|real) )?(?:positions?|views?|stances?|opinions?|attitudes?|"
    r"policy|line|take|reaction|answer|response|thinking)",
    "about": r"(?:on|about|of|towards?|to|regarding|concerning|over|for|from)",
    "do": r"(?:[Dd]o|[Dd]oes|[Dd]id|[Hh]as|[Hh]ave|[Ww]ould|[Ww]ill)",
    "hold": r"(?:support|favou?r|oppose|back|want|accept|reject|welcome|endorse|recogni[sz]e|condemn|approve|"
    r"condone|like|prefer|fear|object)(?:ed|d)?",
    "say": r"(?:say|said|tell|promise|offer|write|think|want|propose|believe|argue|feel|make|expect|demand|"
    r"suggest)",
    "see": r"(?:see|view|regard|judge|react to|respond to|comment on|assess|justify|explain|feel about)",
    "matter": r"(?P<matter>[^?]+)",
}
_FORMS = (
    "(?:[Ww]hat|[Hh]ow) (?:is|was|are|were) <actor> <view> <about> <matter>",
    "(?:is|was|are) the <view> of <actor> <about> <matter>",
    "[Ww]hat <do> <actor> <say>(?: <about>)? <matter>",
    r"(?:^|, |[.] |[Ww]hy )<do> <actor> (?:\w+ly )?<hold> <matter>",
    "[Hh]ow <do> <actor> <see> <matter>",
    "[Ww]here <do> <actor> stand on <matter>",
)


def _pattern(form: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"<(\w+)>", lambda part: _PARTS[part[1]], form))


_PATTERNS = tuple(_pattern(form) for form in _FORMS)
_DOING = {"give", "go", "make", "state", "take"}
"""Verbs that more often tell a deed than a will, and a noun."""
_WILLING = (finite_forms(REPORTING_VERBS - _DOING) - {"states"}) | frozenset(
    """
    seeks seeking sought demands demanded vetoes vetoed blocks blocked refuses refused recognises recognised
    afraid against opposed ready willing glad interested position view stance policy opposition support aim
    aims goal interest interests line attitude
    """.split()
)
"""Words that show, after somebody's name, that he holds or wants something."""
_REACH = 6
_SOME = 0.3
_NEAR = 0.5


@dataclass(frozen=True, slots=True)
class _Position:
    """A question for the position of somebody on a matter."""

    actor: tuple[str, ...]
    """Stems of the name; the last is the surname, or what names a body or a state."""
    matter: frozenset[str]
    about: frozenset[str]
    """Stems of names in the matter."""


def without_position(sought: Sought) -> str:
    """A sentence for the reader where the actor holds no position on the matter; empty otherwise."""
    asked = next(filter(None, (pattern.search(sought.question) for pattern in _PATTERNS)), None)
    if sought.of_a_person or asked is None or not stems(asked["actor"]):
        return ""
    position = _Position(
        tuple(stems(asked["actor"])),
        words_of(asked["matter"]),
        frozenset(stem for name in re.findall(_CAPITAL, asked["matter"]) for stem in stems(name)),
    )
    if any(_tells(position, one, sought) for one in sought.told):
        return ""
    return f"No article here tells what {asked['actor']} says or wants in this."


def _tells(position: _Position, one: Told, sought: Sought) -> bool:
    name = position.actor[-1]
    people = words_of(" ".join(one.article.record.people))
    if sought.families.stands(name, people):
        return True
    return (
        _on(position, one, sought)
        and all(
            families_in(one.article.plain.text).knows(word) for word in (*position.actor, *position.about)
        )
        and (_holds(name, one, sought) or _wants(name, one.text, sought))
    )


def _on(position: _Position, one: Told, sought: Sought) -> bool:
    """Whether a sentence is on the matter."""
    rarities = {word: rarity for word, rarity in sought.rarities.items() if word in position.matter}
    found = sum(rarity for word, rarity in rarities.items() if sought.families.stands(word, one.around))
    return one.cosine >= _NEAR or found >= _SOME * sum(rarities.values())


def _holds(name: str, one: Told, sought: Sought) -> bool:
    """Whether the actor is the source of the sentence."""
    speaker = sought.attribution_of(one.article, one.span).speaker
    return speaker is not None and sought.families.stands(name, words_of(speaker))


def _wants(name: str, text: str, sought: Sought) -> bool:
    """Whether a word of saying or wanting follows the name."""
    words = re.findall(r"[\w’'-]+", text)
    return any(
        sought.families.stands(name, words_of(word))
        and not _WILLING.isdisjoint(after.lower() for after in words[at + 1 : at + 1 + _REACH])
        for at, word in enumerate(words)
    )
