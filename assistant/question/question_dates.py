"""Which times in a question say when something was written; the others belong to what it is about."""

from __future__ import annotations

import re

from assistant.question.periods import TimePhrase
from assistant.question.lexicon import (
    ACTING,
    OTHERS,
    STATING,
    VIEWS,
    WRITINGS,
    either,
)
from assistant.question.question_text import DATE, PERSON, pattern

_EVENTS = either(
    """
    agreement agreements declaration independence war wars attack attacks statement invasion election
    elections conference summit meeting talks treaty accord accords resolution referendum bombing massacre
    decision vote protest protests riot riots coup putsch intervention campaign ruling verdict census law
    visit letter speech event events genocide siege collapse break-up breakup dissolution secession
    annexation ceasefire offensive killing killings murder murders flood floods fire pandemic season budget
    championship cup match festival
    """.split()
)
_PARTS = {
    "event": f"(?:{_EVENTS})(?:'s)?",
    "happened": r"(?!published|appeared|issued)\w+(?:ed|born|held|made|won|sent|drawn|lost|built|fought)",
    "name": rf"[\w{PERSON}'’-]+",
    "others": f"(?:{OTHERS})",
    "anyone": r"(?:anyone|anybody|nobody|no one|commentators|authors|analysts|experts|writers|critics)",
    "acts": f"(?:{ACTING.any})",
    "said": f"(?:{STATING.past})",
    "say": f"(?:{STATING.base})",
    "states": f"(?:{STATING.any}|expect|want|fear|hope|stand)",
    "writing": f"(?:{VIEWS}|{WRITINGS})",
    "written": r"(?:arguments?|articles?|views?|opinions?|positions?|reactions?|debate|essays?|interviews?|"
    r"voices|authors?|sources)",
}
# "the agreement of 2013", "the war in 1999", "the deal reached in 2020": the time belongs to the noun.
_DESCRIBES = pattern(
    r"\b(?:<event>|<happened>)(?: (?:of|between|with|against|on|for|in|by) <name>(?: <name>)?)? ?$", _PARTS
)
_STATED = pattern(
    r"\b<others>\b(?: \w+){0,3} <states>\b|\b<anyone>\b(?: [^ ?,;]+){0,4} <acts>\b"
    r"|\b(?:is|was|were|been|being|are) (?:\w+ )?(?:<said>|heard|discussed)\b|\bwho <said>\b|\b<written>\b",
    _PARTS,
)
_WRITING_AFTER = pattern(r" ?<writing>\b", _PARTS)
_WRITING_BEFORE = pattern(r"\b<writing>(?:['’]s?)? ?$", _PARTS)
_SAYING_BEFORE = pattern(r"\b(?:<say>|<said>) ?$", _PARTS)
_PUBLISHED_BEFORE = re.compile(
    r"\b(?:write|writes|wrote|written|publish|publishes|published|appear|appeared|say|says|said|think|thinks|"
    r"thought|argue|argues|argued|believe|believes|believed|claim|claims|claimed|comment|commented)"
    r"(?: (?:here|anything|something|it|this|that))? ?$",
    re.IGNORECASE,
)
_VIEW_BEFORE = pattern(rf"{PERSON}(?:['’]s?)? (?:\w+ )?(?:{VIEWS}|{WRITINGS}) ?$", {})
_ASKED_AFTER = re.compile(
    rf",? (?:(?:what|how|why) (?:do|does|did|has|have)|(?:do|does|did|has|have)) {PERSON}", re.IGNORECASE
)
_CHANGED = re.compile(r"\b(?:chang|evolv|shift|revis|reconsider)\w*\b|\bof (?:that|the same) ", re.IGNORECASE)
_SOMEBODY_BEFORE = re.compile(rf"{PERSON},? ?\(?$")
# "in 2018 and 2020": each of the times stands where the other does.
_LISTED_BEFORE = re.compile(rf"{DATE}+(?:,|,? and|,? or) (?:in |of )?$", re.IGNORECASE)
_LISTED_AFTER = re.compile(rf"^(?:,|,? and|,? or) {DATE}+", re.IGNORECASE)
# "What did the mayor tell the press in June 2021?": told then, and told on in an article of then.
_TOLD = pattern(
    r"\bwhat (?:did|does|had|has) (?!.*\b(?:that|who|which|when|after|before)\b)[^?.,;]{1,60}? "
    r"(?:<say>|announce|report|ask|propose|promise|demand|admit)\b"
    r"|\bwhat (?:was|were) (?:\w+ )?(?:<said>|reported|told)\b",
    _PARTS,
)
_MONTH = 7
"""Characters of a date that names a month."""
_VERB = re.compile(
    r"^(?:how|who|what|which|why|when|where)\b|\b(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might)\b",
    re.IGNORECASE,
)


_NEAR = 80
"""Characters around a time that tell what it belongs to."""


def is_filter(text: str, phrase: TimePhrase, *, sources: bool) -> bool:
    """Whether `phrase` of the masked question `text` limits when something was written.

    `sources`: whether the question asks for somebody's own views, or for those of a publication.
    """
    before, after = _around(text, phrase)
    if phrase.word in ("of", "") and _SOMEBODY_BEFORE.search(before):
        return True
    if phrase.word == "by":
        return sources and _CHANGED.search(text) is not None
    if phrase.word in ("of", ""):
        writing = _WRITING_BEFORE.search(before) if phrase.word == "of" else _WRITING_AFTER.match(after)
        return writing is not None
    limit = phrase.word != "in"
    if not limit and _describes(before):
        return False
    if sources:
        return True
    return bool(_STATED.search(text)) or (limit and not _VERB.search(text))


def told_in_month(text: str, phrase: TimePhrase) -> bool:
    """Whether `phrase` is the month or day in which, the masked question says, somebody told something."""
    short = phrase.word == "in" and phrase.since == phrase.until and len(phrase.since or "") >= _MONTH
    return short and _TOLD.search(text) is not None and not _describes(_around(text, phrase)[0])


def tells_when_written(text: str, phrase: TimePhrase) -> bool:
    """Whether `phrase`, a filter, surely means the writing, and stays one though no article is so old."""
    before, after = _around(text, phrase)
    if phrase.relative or _PUBLISHED_BEFORE.search(before) or _SOMEBODY_BEFORE.search(before):
        return True
    if _VIEW_BEFORE.search(before) or (not before.strip() and _ASKED_AFTER.match(after)):
        return True
    return phrase.word in ("of", "") or bool(_WRITING_AFTER.match(after))


def _describes(before: str) -> bool:
    """Whether a time after `before` belongs to an event named there."""
    return bool(_DESCRIBES.search(before)) and not _SAYING_BEFORE.search(before)


def _around(text: str, phrase: TimePhrase) -> tuple[str, str]:
    """What stands before and after `phrase` and the times listed beside it."""
    start, end = phrase.span
    before, after = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    while listed := _LISTED_BEFORE.search(before):
        before = before[: listed.start()]
    while listed := _LISTED_AFTER.match(after):
        after = after[listed.end() :]
    return before, after
