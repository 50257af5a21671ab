"""Gate: no sentence gives the number or the time that is asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from assistant.answering.decline.deeds import (
    COST,
    GROUP,
    WRITING,
    all_stand,
    any_stands,
    deeds,
    done,
)
from assistant.answering.decline.sought import Sought, Told
from assistant.index.lexical import stem_set
from assistant.lexicon import (
    BE,
    DO,
    HAVE,
    MODALS,
    MONTHS,
    NUMBERS,
    QUESTION_WORDS,
    WEEKDAYS,
    either,
    in_table,
)
from assistant.patterns import Pattern

Counted = Literal["people", "states", "money", "share", "time", "area", "length", "anything"]
"""What is counted; `anything` where a question does not say."""

_SMALL = either(word for word, value in NUMBERS.items() if value > 1)
_GREAT = r"(?:dozen|hundred|thousand|million|billion)s?"
_FIGURE = r"\d[\d,.]*(?<![,.])(?:-\d[\d,.]*(?<![,.]))?"
_NUMBER = (
    rf"(?:(?:{_FIGURE}|an?|\b(?i:{_SMALL}))[ -]{_GREAT}|{_FIGURE}|(?i:{_SMALL})(?:-\w+)?|{_GREAT}|"
    r"[Hh]alf an?)"
)
_MONTH = either(MONTHS)
_DATES = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:{_MONTH})\b(?: \d{{4}})?|\b(?:{_MONTH}) \d{{1,2}}(?:, \d{{4}})?\b|"
    rf"\b(?:{_MONTH}) \d{{4}}\b|\b(?:1[5-9]|20)\d\ds?\b(?! (?:people|soldiers|troops|euros|dollars))"
)
_WORDS: dict[Counted, str] = {
    "people": (
        r"people|persons?|soldiers?|troops|men|women|children|civilians?|members?|citizens?|inhabitants?|residents?|"
        r"voters?|refugees?|victims?|prisoners?|policem[ae]n|police|officers?|officials?|experts?|specialists?|"
        r"fighters?|attackers?|gunmen|killed|dead|injured|wounded|arrested|workers?|students?|minority|majority|"
        r"authors?|presidents?|leaders?|ministers?|deputies|MPs|diplomats?|migrants?|peacekeepers|"
        r"villagers?|farmers?|teachers?|pupils?|parents?|families|visitors?|tourists?|guests?|passengers?|patients?|"
        r"employees?|delegates?|protesters?|demonstrators?|tenants?|nurses?|doctors?|judges?|readers?"
    ),
    "states": r"states?|countries|country|nations?|governments?|members?|capitals?|republics?|of them",
    "money": r"euros?|dollars?|pounds?|francs?|dinars?|marks|crowns?|kronor|roubles?|rubles?|"
    r"rupees?|yen|yuan|lira|€|\$|million|billion|EUR|USD",
    "share": r"per cent|percent|%|percentage|thirds?|quarters?|half|halves|in (?:ten|two|three|four|five)",
    "time": r"seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?|decades?|centur(?:y|ies)",
    "area": r"square|hectares?|acres?|km²",
    "length": r"kilomet(?:re|er)s?|km|miles?|met(?:re|er)s?",
    "anything": r"\w+",
}
_WITHIN = 5
"""Words between a number and what it counts."""
_SHARES = re.compile(
    r"\b(?:half|a third|two thirds|a quarter|three quarters|one in \w+|(?<!-)majority(?!-))\b"
)
_PEOPLE = r"[A-Z]\w+(?:[beklnrt]s|ese)"
"""Serbs, Croats, Danes: a name in the plural."""
_COUNTED = _WORDS | {"people": f"{_WORDS['people']}|{_PEOPLE}"}
_AFTER = {
    counted: Pattern(rf"(?<![\w.]){_NUMBER}(?:\W+[\w’'-]+){{0,{_WITHIN}}}?[\W]*(?<!\w)(?:{words})(?!\w)")
    for counted, words in _COUNTED.items()
}
_NOUNS = {counted: re.compile(rf"(?:{words})", re.IGNORECASE) for counted, words in _WORDS.items()}
_VERB = rf"{either(BE | DO | HAVE | MODALS)}|serve[sd]?|live[sd]?|die[sd]?|took|take|still|now"
HOW_MANY = re.compile(rf"\bhow many\b((?: (?!(?:{_VERB})\b)[\w’'-]+){{0,5}})", re.IGNORECASE)
MEASURES: dict[str, Counted] = {
    **dict.fromkeys(("percentage", "per cent", "percent", "share", "proportion", "fraction"), "share"),
    **dict.fromkeys(("price", "cost", "budget", "salary", "sum", "compensation", "fine", "fee"), "money"),
    **dict.fromkeys(("population", "death toll", "toll"), "people"),
    **dict.fromkeys(("length", "distance"), "length"),
    **dict.fromkeys(("duty", "tariff", "rate", "number", "size", "amount"), "anything"),
    **{"turnout": "share", "area": "area"},
}
MEASURE = re.compile(
    rf"\b(?:what|which|how (?:large|big|high|great|small) an?) (?:(?:is|was|were|are|would be) )?(?:the )?"
    rf"(?:(?!human|political|real|moral)(\w+) )?({in_table(MEASURES)})\b",
    re.IGNORECASE,
)
ANY_SORT = "total average annual exact current present final official overall actual precise approximate"
_STUFF = "electricity|power|energy|water|gas|oil|coal|land|territory|food|grain|weight"
HOW_MUCH = re.compile(
    r"\bhow (?:(long)|high|large|big|tall|wide|deep|heavy|old) (?:is|was|are|were|did|does|has|have|had)\b|"
    rf"\bhow much ({_STUFF})\b|\bhow much (?:do|does|did) .*\b(weigh|measure)\b",
    re.IGNORECASE,
)
_SUMS = "money|compensation|aid|debt|funding|damages|rent|tax"
_SPENDING = "cost|pay|paid|spend|spent|earn|invest|invested|lend|owe|worth"
_DO = "do|does|did|is|was|has|have|will|would"
MONEY = re.compile(
    rf"\bhow much (?:{_SUMS}|(?:{_DO}) .*\b(?:{_SPENDING}))\b|\bwhat (?:{_DO}) .*\bcost\b"
    r"|\bwhat (?:is|are|was|were|do|does|did) .*\b(?:paid|earn)\b"
    r"(?: (?:an?|per|each|every) (?:hour|day|week|month|year))?\W*$",
    re.IGNORECASE,
)
WHEN = re.compile(
    r"\bwhen (?:did|was|were|had|could)\b|\b(?:what|which) (?:day|date|month|year)\b|\bsince when\b|"
    r"\bhow long ago\b",
    re.IGNORECASE,
)
TWO = re.compile(
    rf"[,;]? and (?:{either(QUESTION_WORDS | DO)}|is|was|were|has|have)\b|\?.*\?",
    re.IGNORECASE,
)
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
_SAME = 0.6
"""A sentence this near is about the same matter, though in other words and without its names."""
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


def class_of(noun: str) -> Counted:
    """What kind of thing a noun names that is counted.

    >>> class_of("soldiers"), class_of("Danes"), class_of("kilometres"), class_of("reasons")
    ('people', 'people', 'length', 'anything')
    """
    if re.fullmatch(_PEOPLE, noun):
        return "people"
    known = (kind for kind, words in _NOUNS.items() if kind != "anything" and words.fullmatch(noun))
    return next(known, "anything")


def tells_amount(text: str, counted: Counted) -> bool:
    """Whether `text` gives a number, dates and years aside, of things of this kind.

    >>> tells_amount("Some 4,000 of the alliance's soldiers stay.", "people")
    True
    >>> tells_amount("It was bombed for 78 days in 1999.", "people")
    False
    """
    plain = _DATES.sub("–", text)
    if counted == "share" and _SHARES.search(plain):
        return True
    return bool(_AFTER[counted].search(plain))


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The kind of answer that is asked for, and the words that it must stand with."""

    kind: Literal["amount", "date"]
    deeds: frozenset[str] = frozenset()
    """Stems of deeds and measures in the question."""
    counted: Counted = "anything"
    noun: str = ""
    """What is to be counted; of a date, "year" where that is enough."""
    qualifiers: frozenset[str] = frozenset()
    """Stems of the names that stand before it: American soldiers."""


def asked(question: str) -> Asked | None:
    """The kind of answer; None where it is an opinion, a reason, or two things at once."""
    if TWO.search(question):
        return None
    told = frozenset(word for word in deeds(stem_set(question)) if GROUP[word] != WRITING)
    if found := HOW_MANY.search(question):
        return _many(found[1].split(), told)
    if found := MEASURE.search(question):
        of_what = stem_set(found[1]) - stem_set(ANY_SORT) if found[1] else frozenset()
        counted = MEASURES[found[2].lower()]
        return Asked(kind="amount", deeds=told, counted=counted, noun=found[2], qualifiers=of_what)
    if found := HOW_MUCH.search(question):
        of_what = stem_set(found[2] or found[3] or "")
        return Asked(
            kind="amount", deeds=told, counted="time" if found[1] else "anything", qualifiers=of_what
        )
    if MONEY.search(question):
        told = frozenset(word for word in told if GROUP[word] != COST)  # What a sum of money is of.
        return Asked(kind="amount", deeds=told, counted="money")
    if found := WHEN.search(question):
        noun = "year" if found[0].lower().endswith("year") else ""
        return Asked(kind="date", deeds=told, noun=noun)
    return None


def _many(words: list[str], told: frozenset[str]) -> Asked:
    """How many of what: the first word whose kind is known, else the last."""
    words = [
        word for word in words if word.lower() not in {"of", "the", "other", "more", "all", "its", "their"}
    ]
    kinds = [class_of(word) for word in words]
    at = next((n for n, kind in enumerate(kinds) if kind != "anything"), len(words) - 1)
    qualifiers = frozenset(
        stem for word in words[: max(0, at)] if word[0].isupper() for stem in stem_set(word)
    )
    return Asked(
        kind="amount",
        deeds=told,
        counted=kinds[at] if words else "anything",
        noun=words[at] if words else "",
        qualifiers=qualifiers,
    )


def unmet(sought: Sought) -> str:
    """A sentence for the reader where no sentence gives the kind of answer asked for; empty otherwise."""
    question = asked(sought.question)
    if question and question.kind == "date" and sought.of_a_person and not question.deeds:
        return ""  # When somebody thought so, the date of the article tells.
    if question is None:
        return ""
    gives = _amount if question.kind == "amount" else _date
    if any(gives(question, one, sought) for one in sought.told):
        return ""
    if question.kind == "amount":
        return f"No sentence here gives {_AMOUNTS[question.counted]} for this."
    return "No sentence here tells when this was."


def _near(one: Told, sought: Sought) -> bool:
    return one.cosine >= _NEAR or sought.covered(one) >= _SOME


def _amount(question: Asked, one: Told, sought: Sought) -> bool:
    return (
        tells_amount(one.text, question.counted)
        and (not question.deeds or any_stands(question.deeds, one.around))
        and all_stand(question.qualifiers, one.around)
        and _near(one, sought)
        and (sought.named(one) or one.cosine >= _SAME and sought.named_in_article(one))
    )


def _date(question: Asked, one: Told, sought: Sought) -> bool:
    return (
        bool((_YEAR if question.noun == "year" else _DATED).search(one.nearby))
        and (not question.deeds or _was_done(question, one, sought))
        and (sought.covered(one, but=_TIME_WORDS) >= _MOST and sought.named(one) or one.cosine >= _SAME)
    )


def _was_done(question: Asked, one: Told, sought: Sought) -> bool:
    return any_stands(question.deeds, one.words) and done(one.text, question.deeds)
