"""Phrases that name a time, as the first and last date they mean: "since 2022", "the summer of 2018"."""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass, replace

from assistant.articles import Span
from assistant.dates import PublicationDate
from assistant.errors import InvalidDate
from assistant.question.lexicon import NUMBERS, WRITINGS

_MONTHS = {
    name.lower(): number
    for names in (calendar.month_name, calendar.month_abbr, ("",) * 9 + ("Sept",))
    for number, name in enumerate(names)
    if name
}
_MONTHS_OF = {
    **{"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 14)},
    **{"early": (1, 4), "beginning of": (1, 4), "start of": (1, 4), "mid": (5, 8), "middle of": (5, 8)},
    **{"late": (9, 12), "end of": (9, 12), "first half of": (1, 6), "second half of": (7, 12)},
}
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?![\w%]|\.\d|-year)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_POINTS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?P<iso>(?:19|20)\d\d-[01]\d(?:-[0-3]\d)?)(?![\d-])",
        rf"\b(?:the )?{_DAY}(?: of)? {_MONTH},? {_YEAR}",
        rf"\b{_MONTH} (?:the )?{_DAY},? {_YEAR}",
        rf"\b{_MONTH},? (?:of )?{_YEAR}",
        rf"\b(?:the )?(?P<part>{'|'.join(_MONTHS_OF)})[ -](?:of )?{_YEAR}",
        rf"\b(?:the year )?{_YEAR}",
        rf"\b(?:the )?(?P<relative>(?:last|past) (?:{'|'.join(NUMBERS)}|\d\d?) (?:year|month)s)\b",
        r"\b(?P<relative>(?:last|this) (?:year|month))\b",
    )
)
_JOINED = re.compile(r" ?(?P<word>and|to|until|till|or|through|[-–—]) ?(?:in |the )?", re.IGNORECASE)
_WORD = re.compile(
    r"(?:\b(?P<word>ever since|since|from|as of|starting in|before|prior to|until|till|up to|after|following|"
    r"later than|no later than|from (?:before|after)|between|in|during|throughout|on|by|of) )(?:the )?$",
    re.IGNORECASE,
)
_MEANINGS = {
    **dict.fromkeys(("since", "ever since", "from", "as of", "starting in"), "since"),
    **dict.fromkeys(("before", "prior to"), "before"),
    **dict.fromkeys(("until", "till", "up to", "no later than"), "until"),
    **dict.fromkeys(("after", "following", "later than"), "after"),
    **dict.fromkeys(("in", "during", "throughout", "on"), "in"),
}


# "articles from 2018" are those of that year, "written from 2018" and "from 2018 on" go on.
_WRITING = re.compile(
    rf"\b(?!written|said|argued|made|published)(?:{WRITINGS})"
    r"(?: (?:on|about) \w+(?: \w+)?| (?:is|are) t?here)? $",
    re.IGNORECASE,
)
_ONWARDS = re.compile(
    r" (?:on|onwards?|forwards?|to (?:now|today|date))(?=\W*$|,| (?:about|on)\b)", re.IGNORECASE
)

MOST_TIMES = 12
"""Times read in one question."""


@dataclass(frozen=True, slots=True)
class DatePhrase:
    """A stretch of a question that names a time; `since` and `until` are both included, None if open."""

    span: Span
    word: str
    """What opens it: in, between, since, before, until, by or after; "of" or "" where it describes a noun."""
    since: str | None
    until: str | None
    relative: bool = False
    """Whether it is told from today: "last year"."""


@dataclass(frozen=True, slots=True)
class _Point:
    span: Span
    first: str
    last: str
    relative: bool = False


def date_phrases(text: str, today: datetime.date) -> tuple[DatePhrase, ...]:
    """
    >>> [(phrase.word, phrase.since, phrase.until) for phrase in
    ...  date_phrases("between May 2018 and 2020, after the summer of 2021", datetime.date(2026, 1, 1))]
    [('between', '2018-05', '2020'), ('after', '2021-09', None)]
    """
    points = _points(text, today)
    found = []
    while points:
        point, *points = points
        opened = _WORD.search(text, 0, point.span[0])
        if points and _is_range(_JOINED.fullmatch(text, point.span[1], points[0].span[0]), opened):
            last, *points = points
            found.append(_range(point, last, opened))
            continue
        found.append(_phrase(text, point, opened))
        if found[-1].word == "" and len(found) > 1 and _beside(text, found[-2], found[-1]):
            found[-1] = replace(found[-1], word=found[-2].word)
    return tuple(found)


def _is_range(joint: re.Match[str] | None, opened: re.Match[str] | None) -> bool:
    """Whether two times are the ends of one: "from 2018 to 2020", not "in 2018 and 2020"."""
    return joint is not None and (joint["word"].lower() not in ("and", "or") or _meaning(opened) == "between")


def _beside(text: str, first: DatePhrase, second: DatePhrase) -> bool:
    """Whether one word holds for both: "in 2018 and 2020"."""
    joint = _JOINED.fullmatch(text, first.span[1], second.span[0])
    return first.word in ("in", "of") and joint is not None


def _meaning(opened: re.Match[str] | None) -> str:
    word = opened["word"].lower() if opened else ""
    return _MEANINGS.get(word.removeprefix("from "), word)


def _range(first: _Point, last: _Point, opened: re.Match[str] | None) -> DatePhrase:
    start = opened.start() if opened else first.span[0]
    word = "of" if _meaning(opened) == "of" else "between"
    return DatePhrase((start, last.span[1]), word, first.first, last.last)


def _phrase(text: str, point: _Point, opened: re.Match[str] | None) -> DatePhrase:
    word = _meaning(opened)
    span = (opened.start() if opened else point.span[0], point.span[1])
    if opened and opened["word"].lower() == "from":
        onwards = _ONWARDS.match(text, span[1])
        if onwards is None and _WRITING.search(text, 0, span[0]):
            return DatePhrase(span, "of", point.first, point.last, point.relative)
        span = (span[0], onwards.end() if onwards else span[1])
    if word == "since":
        return DatePhrase(span, word, point.first, None, point.relative)
    if word == "before":
        return DatePhrase(span, word, None, counted_on(point.first, -1).iso)
    if word in ("until", "by"):
        return DatePhrase(span, word, None, point.last)
    if word == "after":
        return DatePhrase(span, word, counted_on(point.last, 1).iso, None)
    return DatePhrase(
        span, "in" if point.relative and not word else word, point.first, point.last, point.relative
    )


def _points(text: str, today: datetime.date) -> list[_Point]:
    found: list[_Point] = []
    for pattern in _POINTS:
        for match in pattern.finditer(text):
            free = all(match.end() <= point.span[0] or point.span[1] <= match.start() for point in found)
            if free and (period := _read(match.groupdict(), today)):
                found.append(_Point(match.span(), *period, relative="relative" in match.groupdict()))
    return sorted(found, key=lambda point: point.span)[:MOST_TIMES]


def _read(parts: dict[str, str | None], today: datetime.date) -> tuple[str, str] | None:
    if relative := parts.get("relative"):
        return _relative(relative.lower().split(), today)
    if part := parts.get("part"):
        year, (first, last) = int(parts["year"] or 0), _MONTHS_OF[part.lower()]
        return _month(year, first), _month(year, last)
    iso = parts.get("iso") or _iso(parts)
    try:
        return (PublicationDate(iso).iso,) * 2
    except InvalidDate:
        return None


def _iso(parts: dict[str, str | None]) -> str:
    iso = parts["year"] or ""
    if month := parts.get("month"):
        iso += f"-{_MONTHS[month.lower()]:02}"
    if day := parts.get("day"):
        iso += f"-{int(day):02}"
    return iso


def _relative(words: list[str], today: datetime.date) -> tuple[str, str]:
    """The first and the last date meant by "last year", "this month", "past two years"."""
    way, *count, unit = words
    if count:
        number = int(count[0]) if count[0].isdigit() else NUMBERS[count[0]]
        months = number * 12 if unit.startswith("year") else number
        return _month(today.year, today.month - months), _month(today.year, today.month)
    back = 1 if way == "last" else 0
    iso = str(today.year - back) if unit == "year" else _month(today.year, today.month - back)
    return iso, iso


def _month(year: int, month: int) -> str:
    """The month `month` of `year`, counted on into the years around it."""
    return f"{year + (month - 1) // 12}-{(month - 1) % 12 + 1:02}"


def counted_on(iso: str, steps: int) -> PublicationDate:
    """The date so many years, months or days on: whichever `iso` is told in.

    >>> counted_on("2018-11", 3).text
    'February 2019'
    """
    if len(iso) == 4:
        return PublicationDate(f"{int(iso) + steps:04}")
    if len(iso) == 7:
        return PublicationDate(_month(int(iso[:4]), int(iso[5:]) + steps))
    day = datetime.date.fromisoformat(iso) + datetime.timedelta(days=steps)
    return PublicationDate(day.isoformat())
