"""Months, seasons, weekdays and relative times that an English sentence names."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.lexicon import MONTHS, WEEKDAYS, either

_UNSURE = {"May", "March"}
"""Months that are also other words."""
_MONTH = (
    rf"(?:{either(set(MONTHS) - _UNSURE)}"
    r"|(?:Jan|Feb|Apr|Aug|Sept?|Oct|Nov|Dec)(?=\.)"
    r"|(?:(?<=\bin )|(?<=\bof )|(?<=\bby )|(?<=since )|(?<=until )|(?<=last )|(?<=next )|(?<=this )|(?<=\d )"
    r"|(?<=early )|(?<=late )|(?<=from )|(?<=[Ii]n ))(?:May|March)|(?:May|March)(?= \d))"
)
_DAY = rf"(?:{either(WEEKDAYS)})s?"
_SEASON = (
    r"(?:[Ss]ummers?|[Aa]utumns?|[Ww]inters?"
    r"|(?:(?<=\bin )|(?<=\bthe )|(?<=\blast )|(?<=\bnext )|(?<=\bthis )|(?<=\bby )|(?<=\bof )|(?<=\bevery )"
    r"|(?<=\beach )|(?<=early )|(?<=late )|(?<=that )|(?<=since )|(?<=until ))spring(?:time)?"
    r"|(?:(?<=\bin the )|(?<=\blast )|(?<=\bnext )|(?<=\bthis )|(?<=\bevery ))fall)"
)
_NAMED = re.compile(rf"\b(?:{_MONTH}|{_DAY}|{_SEASON})\b")
_RELATIVE = re.compile(
    rf"\b(last|past|previous|next|coming|following|this)\s+"
    rf"(years?|months?|weeks?|weekends?|decades?|century|generation|{_MONTH}|{_DAY}|\w+)\b",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    rf"(?:year|month|week|weekend|decade|century|generation|spring|summer|autumn|fall|winter|{_DAY}|{either(MONTHS)})s?",
    re.IGNORECASE,
)
_ADVERB = re.compile(r"\b(?:yesterday|tomorrow|tonight)\b", re.IGNORECASE)
_DIRECTION = {
    **dict.fromkeys(("last", "past", "previous"), "last"),
    **dict.fromkeys(("next", "coming", "following"), "next"),
    "this": "this",
}


@lru_cache(maxsize=256)
def moments(text: str) -> frozenset[str]:
    """The times named, each under one spelling; "today" and "now" are left to the reader's sense.

    >>> sorted(moments("Last autumn, on a Monday in May, he may have marched."))
    ['autumn', 'last autumn', 'may', 'monday']
    """
    relative = (
        f"{_DIRECTION[match[1].lower()]} {_spelling(match[2])}"
        for match in _RELATIVE.finditer(text)
        if _PERIOD.fullmatch(match[2])
    )
    plain = (_spelling(match.group()) for match in _NAMED.finditer(text))
    return frozenset((*relative, *plain, *map(str.lower, _ADVERB.findall(text))))


def _spelling(word: str) -> str:
    low = word.lower().rstrip("s")
    short = {"sep": "september", "sept": "september", "fall": "autumn", "springtime": "spring"}
    months = (month.lower() for month in MONTHS if month not in _UNSURE)
    return short.get(low) or next((month for month in months if low == month[:3]), low)
