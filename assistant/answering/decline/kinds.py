"""Gate: no sentence gives the kind of answer that is asked for: a number, a date, a name."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.answering.decline.asked import Asked, Counted, Kind, asked, tells_amount
from assistant.answering.decline.families import done, words_of
from assistant.answering.decline.sought import Sought, Told
from assistant.index.lexical import stems
from assistant.lexicon import MONTHS, ORDINALS, WEEKDAYS, either

_ORDINAL = re.compile(rf"\b({either(ORDINALS)})(?:ly)?\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[.;:]\s")
_LAST = re.compile(r",? (?:and|or)\b")
_POINT = re.compile(r"^\s*(?:[-*•]|\d+[.)])\s", re.MULTILINE)
_DATED = re.compile(
    r"\b(?:1[5-9]|20)\d\ds?\b|"
    rf"\b(?:{either((*MONTHS, *WEEKDAYS))}|yesterday|today)\b|"
    r"\b(?:days?|weeks?|months?|years?|decades?|centur(?:y|ies)) (?:ago|before|earlier|later|after)\b"
)
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b|\b(?:years?|decades?|centur(?:y|ies)) (?:ago|before|earlier)\b")
_TIME_WORDS = frozenset("year day date month first".split())
_SOME, _MOST = 0.2, 0.3
"""Least share of the topic that stands around a sentence…"""
_NEAR = 0.42
"""…or least cosine."""
_CLOSE = 0.5
"""The same of a list, which many sentences look like."""
_SAME = 0.6
"""A sentence this near is about the same matter, though in other words and without its names."""
_ROOT = 6
"""Letters of a noun that its kin begin with: police of policeman."""
_AMOUNTS: dict[Counted, str] = {
    "people": "a number of people",
    "states": "a number of states",
    "money": "an amount of money",
    "share": "a percentage or a share",
    "time": "a length of time",
    "area": "an area",
    "length": "a length",
    "anything": "a number",
}
_NOTES: dict[Kind, str] = {
    "date": "No sentence here tells when this was.",
    "doer": "No sentence here tells who did this.",
    "name": "No sentence here gives the name that is asked for.",
    "role": "No sentence here names the one who is asked for.",
    "several": "No passage here lists what is asked for.",
}


def tells_list(sentence: str, following: str, number: int) -> bool:
    """Whether a sentence lists `number` things, or it and those `following` count them off.

    >>> tells_list("Three went: Ann, Bo and Cy.", "", 3), tells_list("There are three reasons.", "", 3)
    (True, False)
    >>> tells_list("There are two reasons.", "First, it is old. Second, it leaks.", 2)
    True
    """
    announced = f"{sentence} {following}" if sentence.endswith(":") else sentence
    ends = ((clause, last.start()) for clause in _CLAUSE.split(announced) for last in _LAST.finditer(clause))
    joined = max((clause[:end].count(",") + 2 for clause, end in ends), default=1)
    counted = {found.lower() for found in _ORDINAL.findall(f"{sentence} {following}")}
    return joined >= number or max(len(counted), len(_POINT.findall(following))) >= number


def unmet(sought: Sought) -> str:
    """A sentence for the reader where no sentence gives the kind of answer asked for; empty otherwise."""
    question = asked(sought.question)
    if question and question.kind == "date" and sought.of_a_person and not question.deeds:
        return ""  # When somebody thought so, the date of the article tells.
    if question is None or any(_GIVES[question.kind](question, one, sought) for one in sought.told):
        return ""
    if question.kind == "amount":
        return f"No sentence here gives {_AMOUNTS[question.counted]} for this."
    return _NOTES[question.kind]


def _near(one: Told, sought: Sought) -> bool:
    return one.cosine >= _NEAR or sought.covered(one) >= _SOME


def _amount(question: Asked, one: Told, sought: Sought) -> bool:
    families = sought.families
    return (
        tells_amount(one.text, question.counted)
        and (not question.deeds or families.any_stands(question.deeds, one.around))
        and families.all_stand(question.qualifiers, one.around)
        and _near(one, sought)
        and (sought.named(one) or one.cosine >= _SAME and sought.named_in_article(one))
    )


def _date(question: Asked, one: Told, sought: Sought) -> bool:
    return (
        bool((_YEAR if question.noun == "year" else _DATED).search(one.nearby))
        and (not question.deeds or _was_done(question, one, sought))
        and (sought.covered(one, but=_TIME_WORDS) >= _MOST and sought.named(one) or one.cosine >= _SAME)
    )


def _doer(question: Asked, one: Told, sought: Sought) -> bool:
    shared = sought.covered(one, but=question.deeds)
    return _was_done(question, one, sought) and (shared >= _MOST or one.cosine >= _SAME)


def _was_done(question: Asked, one: Told, sought: Sought) -> bool:
    return sought.families.any_stands(question.deeds, one.words) and done(one.text, question.deeds)


def _name(question: Asked, one: Told, sought: Sought) -> bool:
    """“the ferryman, Bo Birk”, “Skarrow, a village”, “a bridge called the Arch”.

    Where the articles have another word for what is named, a name that is new beside the question will do.
    """
    noun = re.escape(question.noun.split()[-1].lower()[:_ROOT]) if question.noun else r"\w"
    name = r"[A-ZÀ-ÞĀ-ſ]\w+"
    if not sought.families.all_stand(stems(question.noun), sought.vocabulary):
        new = (words_of(found) for found in re.findall(rf"(?<!^){name} {name}", one.text))
        return one.cosine >= _SAME and any(sought.names.isdisjoint(found) for found in new)
    return bool(
        re.search(rf"\b(?i:{noun})\w*,? {name} {name}", one.text)
        or re.search(rf"{name},? (?:\(|an?|the|his|her) ?(?:\w+ ){{0,4}}{noun}", one.text)
        or re.search(rf"{noun}.*\b(?:named|called) [“\"]?(?:the )?{name}", one.text)
    )


def _role(question: Asked, one: Told, sought: Sought) -> bool:
    there = sought.families.all_stand(stems(question.noun), one.words)
    told = not question.deeds or sought.families.any_stands(question.deeds, one.around)
    return there and told and _near(one, sought) and sought.named(one)


def _several(question: Asked, one: Told, sought: Sought) -> bool:
    near = one.cosine >= _CLOSE or sought.covered(one) >= _MOST
    return near and tells_list(one.text, one.following, question.number)


_GIVES: dict[Kind, Callable[[Asked, Told, Sought], bool]] = {
    "amount": _amount,
    "date": _date,
    "doer": _doer,
    "name": _name,
    "role": _role,
    "several": _several,
}
