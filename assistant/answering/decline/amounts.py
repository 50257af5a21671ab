"""Numbers in a text and what they count: people, states, money, shares, time, lengths."""

from __future__ import annotations

import re
from typing import Literal

from assistant.lexicon import MONTHS, NUMBERS, either

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
    counted: re.compile(rf"(?<![\w.]){_NUMBER}(?:\W+[\w’'-]+){{0,{_WITHIN}}}?[\W]*(?<!\w)(?:{words})(?!\w)")
    for counted, words in _COUNTED.items()
}
_NOUNS = {counted: re.compile(rf"(?:{words})", re.IGNORECASE) for counted, words in _WORDS.items()}


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
