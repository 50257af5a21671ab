"""Questions that ask for others than somebody: "Besides Birk, who …?", "Who disagrees with Birk?"."""

from __future__ import annotations

import re

from assistant.articles import Span
from assistant.question.lexicon import OTHERS
from assistant.question.question_text import PEOPLE, PERSON, pattern

_PARTS = {
    "who": rf"(?P<who>{PEOPLE})",
    "others": rf"(?:(?!they\b|all\b|some\b|many\b|most\b|articles\b|texts\b|sources\b)(?:{OTHERS}))",
    "anyone": r"(?:anyone|anybody|everyone|everybody|no one|nobody|all|others?|who(?: else)?)",
    "except": r"(?:besides|other than|apart from|aside from|except(?:ing)?(?: for)?|excluding|not counting|"
    r"leaving aside|leaving out|if not)",
    "with": r"(?:agree|side|concur|differ|disagree)(?:s|d|ing|red)?(?: \w+)? (?:with|from)",
    "to": r"(?:object|repl|respond|react|argu)\w*(?: \w+)? (?:to|against)",
    "at": r"(?:contradict|counter|oppos|support|back|critici[sz]|answer|rebut|refut|reject|dispute|challeng|"
    r"defend|echo|shar|follow|attack)\w*",
    "again": r"(?:so(?: too| as well)?|otherwise|differently|likewise|similarly|the (?:same|opposite|"
    r"contrary|reverse)"
    r"(?: (?:view|opinion|position))?)",
    "view": r"(?:view|opinion|position|stance|argument|assessment|conclusion|idea)s?",
    "one": rf"(?:he|she|{PERSON})",
    "do": r"(?:do|does|did|has|have|is|are|would)",
    "take": r"(?:thinks?|says?|sees?|argues?|claims?|believes?|writes?|holds?|takes?|thought|said|argued|"
    r"wrote|does)",
}
_EXCEPTED = tuple(
    pattern(shape, _PARTS)
    for shape in (
        r"\b<except> <who>",
        r"\b(?:<anyone>|(?:all|every|any|no) (?:other )?\w+) but <who>",
    )
)
_RESPONDED = tuple(
    pattern(shape, _PARTS)
    for shape in (
        r"\b<others>\b(?: (?!that\b|whether\b)\w+){0,4} (?:<with>|<to>|<at>) <who>",
        r"\b(?:critics?|opponents?|supporters?|followers|allies|rivals) of <who>",
        r"<who>(?<=s) (?:critics?|opponents?|supporters?|followers|allies|rivals)\b",
    )
)
_ASKED = pattern(
    r"\b(?:(?:who|anyone|anybody|everyone|everybody) else|(?:do|does|did|the|and|any) others"
    r"|other (?:<others>|<view>)\b(?! <do> <one>)"
    r"|<others>\b(?: \w+){0,2} (?:(?:dis)?agrees?|objects?|differs?)(?=\W*$|,| (?:on|about|over|here)\b)"
    r"|<others>\b(?: \w+){0,2} <take> (?:(?:it|this|that) )?<again>"
    r"|<others>\b(?: \w+){0,2} (?:<at>|holds?|takes?) (?:this|that|it|<again>|a different|another)(?: "
    r"<view>)?)",
    _PARTS,
)


def excepted(text: str) -> tuple[Span, ...]:
    """Where the masked question names people it leaves out: "besides X", "everyone but X"."""
    return _spans(_EXCEPTED, text)


def responded_to(text: str) -> tuple[Span, ...]:
    """Where the masked question names people to whom others are to agree, answer or object."""
    return _spans(_RESPONDED, text)


def asks_for_others(text: str) -> re.Match[str] | None:
    """The words that ask who else, or who on the contrary, holds something; None where none do.

    >>> bool(asks_for_others("Who thinks the opposite?")), bool(asks_for_others("What else does Birk say?"))
    (True, False)
    """
    return _ASKED.search(text)


def _spans(shapes: tuple[re.Pattern[str], ...], text: str) -> tuple[Span, ...]:
    return tuple(sorted({match.span("who") for shape in shapes for match in shape.finditer(text)}))
