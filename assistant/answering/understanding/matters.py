"""The matter of a question, as words that can follow "about" in the next one."""

from __future__ import annotations

import re

from assistant.answering.understanding.question import Question
from assistant.answering.understanding.question_lexicon import ACTING, STATING, VIEWS, WRITINGS
from assistant.answering.understanding.question_text import (
    DATE,
    PEOPLE,
    PERSON,
    PUBLICATION,
    Mask,
    masked,
    pattern,
)

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
    r"him\b|"
    r"her\b|it\b|them\b|his\b|their\b|its\b|this\b)",
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
        r"<who>,? (?:\w+ly |also |still )?(?!<clause>s?\b)<retell> (?:of |for )?<noun>(?P<matter>.+?)<end>",
        r"(?:<who>,?|<others>) (?:\w+ly |also |still )?fears? (?P<matter>(?:an?|the|any|more) .+?)<end>",
        (
            r"^(?:which|what|do|does|did|how do|why do) (?:\w+ )?<others> (?!<clause>s?\b)<retell> "
            r"(?:of |for )?<noun>(?P<matter>.+?)<end>"
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
            return question.text[start : start + len(named)].strip(" ,")
    return ""
