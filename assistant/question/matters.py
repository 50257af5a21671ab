"""The matter of a question, as words that can follow "about" in the next one."""

from __future__ import annotations

import re

from assistant.question.pronouns import genitive
from assistant.question.question import Question
from assistant.question.question_lexicon import ACTING, ASKING, STATING, VIEWS, WRITINGS
from assistant.question.question_text import (
    DATE,
    PEOPLE,
    PERSON,
    PUBLICATION,
    Mask,
    masked,
    pattern,
)

_VERB = re.compile(f"{STATING.any}|{ACTING.any}")
_PARTS = {
    "who": PEOPLE,
    "retell": rf"(?:{STATING.any}|{ACTING.base}|{ACTING.third})",
    "said": rf"(?:{STATING.any}|{VIEWS}|{ACTING.any}|there)",
    "about": r"(?:about|on|regarding|concerning)",
    "others": r"(?:authors?|commentators?|analysts?|experts?|writers?|people|articles?|critics|others)",
    "views": rf"(?:{VIEWS}|{WRITINGS}|difference|reason|best|first|last)",
    "end": r"(?=[?.;,]|$)",
    "clause": r"(?:say|think|believe|claim|argue|hope|expect|assume|suspect|insist|agree|predict|fear|find)",
    "noun": r"(?!that\b|whether\b|how\b|why\b|what\b|who\b|to\b|of\b|for\b|about\b|as\b|in\b|by\b|with\b|"
    r"him\b|from\b|on\b|at\b|over\b|against\b|her\b(?! \w)|it\b|them\b|its\b|this\b)",
    "of": r"(?:(?:of|for|from|against) )?",
}
_SHAPES = tuple(
    pattern(shape, _PARTS)
    for shape in (
        r"\b<said>(?: \w+){0,2} <about> (?P<matter>.+?)<end>",
        r"\b(?:what|how) <about> (?P<matter>.+?)<end>",
        r"\b(?:reasons?|justification|explanation|arguments?|case|grounds)\b.* for (?P<matter>.+?)<end>",
        r"^(?:compare|contrast) <who>.*? <about> (?P<matter>.+?)<end>",
        r"\b(?:differ|disagree|agree)s?\b(?: (?:from|with) <who>)? <about> (?P<matter>.+?)<end>",
        r"<who>,? (?:\w+ly |also |still )?thinks? of <noun>(?P<matter>.+?)<end>",
        r"<who>,? (?:\w+ly |also |still )?(?!<clause>s?\b)<retell> <of><noun>(?P<matter>.+?)<end>",
        r"(?:<who>,?|<others>) (?:\w+ly |also |still )?fears? (?P<matter>(?:an?|the|any|more) .+?)<end>",
        (
            r"^(?:which|what|do|does|did|how do|why do) (?:\w+ )?<others> (?!<clause>s?\b)<retell> "
            r"<of><noun>(?P<matter>.+?)<end>"
        ),
        r"^(?:what|which|who|whose)\b.*\b<about> (?P<matter>.+?)<end>",
        (
            r"^what (?:is|are|was|were) (?P<matter>the (?!<views>\b)(?:[\w’'-]+ ){0,3}[\w’'-]+(?<!ed))"
            r"<end>"
        ),
    )
)


def matter(question: Question) -> str:
    """The matter of `question`, without the times that limit it; empty where no phrase names it."""
    signs = [Mask(mention.span, PERSON) for mention in question.sources]
    signs += [Mask(phrase.span, DATE) for phrase in question.dates]
    signs += [Mask(paper.span, PUBLICATION) for paper in question.publications]
    text = masked(question.text, signs)
    for shape in _SHAPES:
        if found := shape.search(text):
            start, end = found.span("matter")
            named = re.sub(rf" *[{DATE}{PUBLICATION}]+.*", "", text[start:end])
            return _owned(question.text[start : start + len(named)].strip(" ,"), question)
    return ""


def several_things(question: Question) -> str:
    """What "they" may stand for where it is no people: the matter in the plural, or the only plural there is.

    Empty where not clear.
    """
    what = matter(question)
    if _is_plural(re.split(r" (?:of|for|in|on|at|from|by|with|to)\b", what)[0]):
        return what
    plurals = {word for word in re.findall(r"\b[a-zß-ž]{3,}\b", question.rest) if _is_plural(word)}
    return f"the {plurals.pop()}" if len(plurals) == 1 else ""


def _owned(what: str, question: Question) -> str:
    """`what` with "his" or "her" told by the name of the one asked; empty where that may be somebody else."""
    owner, _, owned = what.partition(" ")
    if owner.lower() not in ("his", "her", "their"):
        return what
    people = question.people
    return f"{genitive(people[0])} {owned}" if len(people) == 1 and owned else ""


def _is_plural(text: str) -> bool:
    """
    >>> _is_plural("wild wolves"), _is_plural("the crisis"), _is_plural("says")
    (True, False, False)
    """
    word = text.lower().rsplit(" ", 1)[-1]
    if word in ASKING or _VERB.fullmatch(word):
        return False
    return word.endswith("s") and not word.endswith(("ss", "us", "is", "ics", "'s", "’s"))
