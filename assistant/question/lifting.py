"""Lifting: follow-ups that take back a filter or an exclusion of the last question and name nothing new.

"Any year", "drop the dates", "any paper, not just the Herald", "put Quell back in, I want everybody".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.articles import Span
from assistant.lexicon import word_set
from assistant.question.conversation import Earlier, parted, with_people
from assistant.question.masks import DATE, PERSON, PUBLICATION, Pattern, pattern, without, words
from assistant.question.reading import PARTS, Named, full_names, named, read_under

_PARTS = PARTS | {
    "any": r"(?:(?:in|at|for|from|of|by) )?(?:any|all|every|whatever|whichever)(?: of)?(?: the| other)?",
    "drop": r"(?:drop|forget|ignore|remove|skip|lift|clear|without|regardless of|no matter|never mind|no)"
    r"(?: about)?(?: (?:the|that|this|any|all))*",
    "only": r"not (?:just|only|merely)(?: (?:in|from|by|for|of))?",
    "limit": r"(?: (?:limits?|filters?|ranges?|restrictions?))?",
    "never": r"(?:does|do)(?: not|n['’]?t) matter",
    "authors": r"(?:authors?|writers?|people|persons?|voices?)",
}


def _lift(nouns: str, sign: str, *others: str) -> Pattern:
    """What lifts a filter of one kind, told by its nouns or by what it names."""
    named_or_told = (
        rf"\b(?:<any>|other|<drop>) (?:{nouns})<limit>\b",
        rf"\b(?:the )?(?:{nouns}) <never>\b",
        rf"\b(?:<only>|not(?: (?:in|from|by|for))?|<drop>) {sign}+",
    )
    return pattern("|".join((*named_or_told, *others)), _PARTS)


_LIFTS = {
    "times": _lift("years?|times?|dates?|periods?|decades?|months?", DATE, r"\banytime\b", r"<never> when\b"),
    "papers": _lift(
        "papers?|newspapers?|magazines?|journals?|publications?|outlets?",
        PUBLICATION,
        r"\b(?:any|else)where\b",
        r"<never> where\b",
    ),
    "people": pattern(
        r"\b(?:<any>|<drop>) <authors><limit>\b|\b<only> <people>|<never> who\b"
        r"|\b(?:any|every)(?:body|one)\b(?! (?:else|but|except|other))",
        _PARTS,
    ),
    "excluded": pattern(
        r"\b(?:put|bring|take|let|add|include|including|with) <who>(?: (?:back|in|too|again)\b)*", PARTS
    ),
}
_FILLING = word_set(
    "and but or so ok okay please pls now then just instead this time again too i i'd want "
    "would like give me show us search look use in for at from the let let's do it that with take include "
    "yes actually only else"
)
"""Words beside what is lifted that name nothing."""
_LEFT_OUT = pattern(r"[ ,(]*\b<except> <people>[,)]?", PARTS)
_PLACED = re.compile(r"\b(?:in|from|by|for|at|with|of) $", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Lifted:
    """The last question without what a follow-up lifts, and what else the follow-up says."""

    last: Earlier
    excluded: tuple[str, ...]
    """The people whom it still leaves out."""
    rest: str
    """Empty where it only lifts."""


def lifted(text: str, last: Earlier) -> Lifted | None:
    """What a follow-up lifts of the last question; None where it lifts nothing or asks for something else."""
    found = named(text, last.known, last.today, fragment=True)
    spans = {kind: [match.span() for match in lift.finditer(found.masked)] for kind, lift in _LIFTS.items()}
    kinds = {kind for kind, each in spans.items() if each}
    back = _back_in(found, spans["excluded"], last)
    if not kinds or (kinds == {"excluded"} and not back):
        return None
    cut = [span for each in spans.values() for span in each]
    shown = without(found.masked, cut)
    if not {word.key for word in words(shown)} <= _FILLING:
        return None
    signs = {PERSON, PUBLICATION, DATE} & {*shown}
    out = () if "people" in kinds else tuple(name for name in last.reading.excluded if name not in back)
    own, beside = (_bared(part, last, kinds, out) for part in parted(last.standalone))
    scope = last.limits
    scope = replace(scope, since=None, until=None) if "times" in kinds else scope
    scope = replace(scope, publications=()) if "papers" in kinds else scope
    scope = replace(scope, people=()) if "people" in kinds else scope
    standalone = f"{own} ({beside})" if beside else own
    bare = replace(last, standalone=standalone, scope=scope)
    return Lifted(bare, out, without(text, cut) if signs else "")


def _back_in(found: Named, spans: list[Span], last: Earlier) -> frozenset[str]:
    """Those left out before whom a follow-up names to be put back in."""
    named_back = (who for who in found.people if any(start <= who.span[0] < end for start, end in spans))
    return frozenset(full_names(named_back)) & {*last.reading.excluded}


def _bared(text: str, last: Earlier, kinds: set[str], out: tuple[str, ...]) -> str:
    """A question without the words of the filters lifted, and of those no longer left out."""
    if not text:
        return text
    if "people" in kinds and last.people:
        text = with_people(text, last, ("people",), add=False)
        text = re.sub(r"^According to people, (.)", lambda first: first[1].upper(), text)
    if kinds & {"people", "excluded"} and not out:
        shown = named(text, last.known, last.today).masked
        text = without(text, [match.span() for match in _LEFT_OUT.finditer(shown)])
    if "papers" in kinds:
        for paper in reversed(read_under(last.limits, text, last.known, last.today).publications):
            start, end = paper.span
            placed = _PLACED.search(text, 0, start)
            by = "" if placed else "people"
            text = " ".join(f"{text[: placed.start() if placed else start]}{by}{text[end:]}".split())
    if "times" in kinds:
        dates = read_under(last.limits, text, last.known, last.today).dates
        text = without(text, [phrase.span for phrase in dates])
    return text
