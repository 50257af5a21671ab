"""Lifting: follow-ups that take back a filter or an exclusion of the last question and name nothing new.

"Any year", "drop the dates", "any paper, not just the Herald", "put Quell back in, I want everybody".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.articles import Span
from assistant.lexicon import word_set
from assistant.patterns import Pattern
from assistant.question.conversation import Earlier, asked_of_people, parted, with_people
from assistant.question.masks import (
    DATE,
    PERSON,
    PUBLICATION,
    Mask,
    masked,
    pattern,
    without,
    words,
)
from assistant.question.reading import PARTS, Named, full_names, inside, named, read_under

_PARTS = PARTS | {
    "any": r"(?:(?:in|at|for|from|of|by) )?(?:any|all|whatever|whichever)(?: of)?(?: the| other)?",
    "drop": r"(?:drop|forget|ignore|remove|skip|lift|clear|regardless of|no matter|never mind)"
    r"(?: about)?(?: (?:the|that|this|any|all))*",
    "not": r"(?:(?:not(?: (?:just|only|merely))?|<besides>)(?: (?:in|from|by|for|of))?|<drop>|without|no)"
    r" (?:the )?",
    "limit": r"(?: (?:limits?|filters?|ranges?|restrictions?))?",
    "never": r"(?:does|do)(?: not|n['’]?t) matter",
    "fine": r"(?: (?:is|are|will be) (?:fine|ok|okay|good|welcome)| will do)?",
    "authors": r"(?:authors?|writers?|people|persons?|voices?)",
}
_PARTS["not"] = _PARTS["not"].replace("<drop>", _PARTS["drop"]).replace("<besides>", _PARTS["besides"])
_PEOPLE = r"<any> <authors><fine>|(?:any|every)(?:body|one)(?! (?:else|but|except|other))"


def _lift(nouns: str, *others: str) -> Pattern:
    """What lifts a filter of one kind: any of some nouns, or some nouns dropped."""
    told = (
        rf"\b(?:<any>|other) (?:{nouns})<limit><fine>\b",
        rf"\b<drop> (?:{nouns})<limit>\b",
        rf"\b(?:the )?(?:{nouns}) <never>\b",
    )
    return pattern("|".join((*told, *others)), _PARTS)


_PAPERS = "papers?|newspapers?|magazines?|journals?|publications?|outlets?"
_LIFTS = {
    "times": _lift(
        "years?|times|dates?|periods?|decades?|months?",
        r"\b(?:any ?|<drop> )time\b",
        r"<never> when\b",
    ),
    "papers": _lift(_PAPERS, r"\b(?:any|else)where\b", r"<never> where\b"),
    "people": pattern(rf"\b(?:{_PEOPLE}|<drop> <authors><limit>|<never> who)\b", _PARTS),
    "excluded": pattern(
        r"\b(?:put|bring|take|let|add|include|including|with) <who>(?: (?:back|in|too|again)\b)*", PARTS
    ),
}
_NAMED = {
    "times": pattern(rf"\b<not>{DATE}+", _PARTS),
    "papers": pattern(rf"\b<not>{PUBLICATION}+", _PARTS),
    "people": pattern(r"\bnot (?:just|only|merely) <people>", _PARTS),
}
"""What lifts a filter by what it is: "not just in the Herald"."""
_ASKING = re.compile(
    r"^\W*(?:(?:and|but|so|ok|okay|yes|then|now|actually)\b\W*)*(?:i (?:want|need)|i(?:['’]d| would) like|"
    r"let['’]?s (?:have|take|use|do)|give (?:me|us)|show (?:me|us)|look|search|use|take|include|do it|try|"
    r"say)\b"
    r"(?: (?:in|at|for|from))?",
    re.IGNORECASE,
)
_FILLING = word_set(
    "and but or so ok okay please pls now then just instead this time again too in from by at for the yes "
    "actually only else with i want mean you can could may"
)
"""Words beside what is lifted that name nothing."""
_SET_OFF = re.compile(r"^\W*{0}+,|, ?{0}+\W*$".format("#"))
"""What is lifted beside another question: "any year, about the toll"."""
_EXCEPTION = pattern(r"(?<![ ,(])[ ,(]*+\b<except> <people>[,)]?", PARTS)
_PLACED = re.compile(r"\b(?:in|from|by|for|at|with|of) $", re.IGNORECASE)
_OWNING = re.compile(r"['’]s? (?=[A-ZÀ-Ž])")


@dataclass(frozen=True, slots=True)
class Lifted:
    """The last question without what a follow-up lifts, and what else the follow-up says."""

    last: Earlier
    excluded: tuple[str, ...]
    """The people whom it still leaves out."""
    rest: str
    """Empty where it only lifts."""


def lifted(text: str, last: Earlier) -> Lifted | None:
    """What a follow-up lifts of the last question; None where it lifts nothing or asks for something else.

    To take back what is no filter leaves the question as it was: "not Inland" after one about the Courier.
    """
    found = named(text, last.known, last.today, fragment=True)
    limits = last.limits
    in_force = {
        "times": bool(limits.since or limits.until),
        "papers": bool(limits.publications or last.unwanted),
        "people": bool(limits.people or last.excluded),
        "excluded": bool(last.excluded),
    }
    spans = {kind: [match.span() for match in lift.finditer(found.masked)] for kind, lift in _LIFTS.items()}
    back = _back_in(found, spans["excluded"], last)
    spans["excluded"] = spans["excluded"] if back else []
    kinds = {kind for kind, each in spans.items() if each and in_force[kind]}
    taken = {kind: [match.span() for match in lift.finditer(found.masked)] for kind, lift in _NAMED.items()}
    kinds |= {kind for kind, each in taken.items() if _limiting(found, each, last)}
    cut = [span for each in (*spans.values(), *taken.values()) for span in each]
    if not cut or (found.unwanted and not limits.publications):
        return None
    shown = without(found.masked, cut)
    beside = {word.key for word in words(_ASKING.sub("", shown))} - _FILLING
    apart = _SET_OFF.search(masked(found.masked, [Mask(span, "#") for span in cut]))
    if beside and ("people" in kinds or not (kinds and apart)):
        return None
    signs = {PERSON, PUBLICATION, DATE} & {*shown}
    out = () if "people" in kinds else tuple(name for name in last.excluded if name not in back)
    own, behind = (_bared(part, last, kinds) for part in parted(last.standalone))
    scope = replace(limits, since=None, until=None) if "times" in kinds else limits
    scope = replace(scope, publications=()) if "papers" in kinds else scope
    scope = replace(scope, people=()) if "people" in kinds else scope
    standalone = f"{own} ({behind})" if behind else own
    bare = replace(last, standalone=standalone, scope=scope, left_out=out)
    return Lifted(bare, out, without(text, cut) if signs or beside else "")


def _limiting(found: Named, spans: Sequence[Span], last: Earlier) -> bool:
    """Whether what is named in some stretches of a follow-up is a filter of the last question."""
    limits = last.limits
    people = full_names(who for who in found.people if inside(who, spans))
    named_papers = (*found.publications, *found.unwanted)
    papers = full_names(paper for paper in named_papers if inside(paper, spans))
    times = {(phrase.since, phrase.until) for phrase in found.dates if inside(phrase, spans)}
    asked = {(phrase.since, phrase.until) for phrase in last.reading.dates} | {(limits.since, limits.until)}
    return bool({*people} & {*limits.people} or {*papers} & {*limits.publications} or times & asked)


def _back_in(found: Named, spans: list[Span], last: Earlier) -> frozenset[str]:
    """Those left out before whom a follow-up names to be put back in."""
    named_back = (who for who in found.people if any(start <= who.span[0] < end for start, end in spans))
    return frozenset(full_names(named_back)) & {*last.excluded}


def _bared(text: str, last: Earlier, kinds: set[str]) -> str:
    """A question without the words of the filters lifted, and without those that leave people out."""
    if not text:
        return text
    if "people" in kinds and last.people:
        text = with_people(text, last, ("people",), add=False)
        text = re.sub(r"^According to people, (.)", lambda first: first[1].upper(), text)
    if kinds & {"people", "excluded"}:
        shown = named(text, last.known, last.today).masked
        text = without(text, [match.span() for match in _EXCEPTION.finditer(shown)])
    if "papers" in kinds:
        text = without(text, [paper.span for paper in named(text, last.known, last.today).unwanted])
        for paper in reversed(read_under(last.limits, text, last.known, last.today).publications):
            text = _without_paper(text, paper.span)
    if "times" in kinds:
        dates = read_under(last.limits, text, last.known, last.today).dates
        text = without(text, [phrase.span for phrase in dates])
    return text


def _without_paper(text: str, span: Span) -> str:
    """A question asked of a paper, in one, or of its writer, asked of people instead."""
    start, end = span
    if placed := _PLACED.search(text, 0, start):
        return without(text, [(placed.start(), end)])
    if owning := _OWNING.match(text, end):
        return without(text, [(start, owning.end())])
    return asked_of_people(f"{text[:start]}people{text[end:]}")
