"""Gates: the person says nothing of the matter, the actor holds no position."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answering.decline.deeds import any_stands, stands
from assistant.answering.decline.sought import Sought, Told, names, not_mentioned, resembles
from assistant.index.lexical import stem_set, stems
from assistant.lexicon import REPORTING_VERBS, finite_forms
from assistant.question.masks import pattern

_SAY_ABOUT = re.compile(
    r"\b(?:say|said|think|thinks|write|wrote|written|tell|told|feel|views?|opinions?|positions?|comment) "
    r"(?:about|of|on|regarding|concerning) "
    r"(?P<matter>.+?)(?=\?|$| (?:in|of|on|with|to|for|after|since|during|as|and)\b)"
)
_FAR = 0.27
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


def unsaid_by(sought: Sought) -> str:
    """A sentence for the reader where the person's articles do not mention the matter; empty otherwise."""
    if not sought.of_a_person or not sought.told:
        return ""
    topic = set(re.findall(r"[\w’'-]+", sought.topic))
    here = sought.vocabulary
    gone = tuple(
        name
        for name in names(sought.question)
        if name in topic and not all(stands(word, here) or resembles(word, here) for word in stems(name))
    )
    if not gone:
        return "Nothing of this is mentioned in what was searched." if _all_unsaid(sought) else ""
    return not_mentioned(gone, "what was searched")


def _all_unsaid(sought: Sought) -> bool:
    """Whether what stands after "What does … say about", up to a preposition, is neither there nor near.

    Where nothing is near, the last word alone tells: "street lamps" are lamps. Where no word of it stands in
    any article, it does not matter what is near the rest of the question.
    """
    asked = _SAY_ABOUT.search(sought.question)
    matter = stem_set(asked["matter"]) & stem_set(sought.topic) if asked else frozenset[str]()
    far = max(one.cosine for one in sought.told) < _FAR
    if asked and far:
        matter = stem_set(asked["matter"].split()[-1]) & matter or matter
    return bool(matter) and (far or sought.nowhere >= matter) and not any_stands(matter, sought.vocabulary)


_PATTERNS = tuple(pattern(form, _PARTS, 0) for form in _FORMS)


@dataclass(frozen=True, slots=True)
class _Position:
    actor: tuple[str, ...]
    """Stems of the name; the last is the surname, or what names a body or a state."""
    matter: frozenset[str]
    about: frozenset[str]
    """Stems of names in the matter."""


def without_position(sought: Sought) -> str:
    """A sentence for the reader where the actor holds no position on the matter; empty otherwise."""
    asked = next(filter(None, (form.search(sought.question) for form in _PATTERNS)), None)
    if sought.of_a_person or asked is None or not stems(asked["actor"]) or _is_paper(asked["actor"], sought):
        return ""
    position = _Position(
        tuple(stems(asked["actor"])),
        stem_set(asked["matter"]),
        frozenset(stem for name in re.findall(_CAPITAL, asked["matter"]) for stem in stems(name)),
    )
    if any(_tells(position, one, sought) for one in sought.told):
        return ""
    return f"No article here tells what {asked['actor']} says or wants in this."


def _is_paper(actor: str, sought: Sought) -> bool:
    """Whether the actor is a paper whose articles alone were searched, as the question asks."""
    name = stem_set(actor)
    papers = (stem_set(one.article.record.publication or "") for one in sought.told)
    return name.isdisjoint(stem_set(sought.topic)) and all(name <= paper for paper in papers)


def _tells(position: _Position, one: Told, sought: Sought) -> bool:
    name = position.actor[-1]
    people = stem_set(" ".join(one.article.record.names))
    if stands(name, people):
        return True
    return (
        _on(position, one, sought)
        and all(stands(word, stem_set(one.article.plain.text)) for word in (*position.actor, *position.about))
        and (_holds(name, one, sought) or _wants(name, one.text, sought))
    )


def _on(position: _Position, one: Told, sought: Sought) -> bool:
    rarities = {word: rarity for word, rarity in sought.rarities.items() if word in position.matter}
    found = sum(rarity for word, rarity in rarities.items() if stands(word, one.around))
    return one.cosine >= _NEAR or found >= _SOME * sum(rarities.values())


def _holds(name: str, one: Told, sought: Sought) -> bool:
    speaker = sought.attribution_of(one.article, one.span).speaker
    return speaker is not None and stands(name, stem_set(speaker))


def _wants(name: str, text: str, sought: Sought) -> bool:
    """Whether a word of saying or wanting follows the name."""
    words = re.findall(r"[\w’'-]+", text)
    return any(
        stands(name, stem_set(word))
        and not _WILLING.isdisjoint(after.lower() for after in words[at + 1 : at + 1 + _REACH])
        for at, word in enumerate(words)
    )
