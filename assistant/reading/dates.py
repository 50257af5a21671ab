"""Dates as articles, tools and pages print them: no part is guessed, none is filled from today."""

from __future__ import annotations

import datetime
import importlib
import re
from functools import lru_cache
from os.path import commonprefix

from assistant.dates import PublicationDate
from assistant.errors import InvalidDate
from assistant.reading.metadata import forms

UNREADABLE = "it is not a date that can be read: write YYYY, YYYY-MM or YYYY-MM-DD"
AMBIGUOUS = "day and month may each be meant by either number: write YYYY-MM-DD"
LONGEST = 80
"""Characters; a date with its weekday, time and zone has less."""

# An hour, as time stamps and pages print it, with all that follows.
_TIME = re.compile(
    r"(?<=\d)[Tt]\d{2}(?::?\d{2}.*)?$|(?:\bat\s+|\bum\s+|,\s*|\s)\d{1,2}[:.h]\d{2}(?!\.?\d{3}).*$"
)
_YEAR_FIRST = re.compile(r"(\d{4})(?:\s*[-/.]\s*(\d{1,2})(?:\s*[-/.]\s*(\d{1,2}))?)?\.?")
_BASIC = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\d{6})?")
_YEAR_LAST = re.compile(r"(\d{1,2})(\s*[-/.]\s*)(\d{1,2})\s*[-/.]\s*(\d{4})\.?")
_MONTH_YEAR = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{4})\.?")
_WEEK = re.compile(r"(\d{4})-?W(\d{2})(?:-?([1-7]))?")
_EAST_ASIAN = re.compile(r"(\d{4})\s*[年년]\s*(?:(\d{1,2})\s*[月월]\s*(?:(\d{1,2})\s*[日일])?)?")
_PIECE = re.compile(
    r"(\d+)(?:st|nd|rd|th|er|ère|e|º|ª|ο|η|-?го|\.)?(?!\w)|[^\W\d_]+(?:['’.](?=\w)[^\W\d_]+)*\.?"
)
_MONTHS = tuple(
    "january february march april may june july august september october november december".split()
)
_WEEKDAYS = tuple("monday tuesday wednesday thursday friday saturday sunday".split())
_LANGUAGES_ASKED = 52
"""Of dateparser's languages, which it lists by their speakers: those whose months are known unasked."""
_MORE_LANGUAGES = tuple("af az be bs eo eu ga gl hy is ka lb mk mt sq sr-Latn".split())
_INFLECTION = 2
"""Letters that a month's name may change or add at its end: "maj" and "maja", "septembar" and "septembra"."""


def printed_date(text: str, language: str | None = None) -> PublicationDate:
    """The date that `text` prints, of its time stamp the printed day.

    `language` is that of the article where it is known: it tells of which month a name is, and that day
    and month stand in this order between full stops. Raises InvalidDate with the reason.

    >>> printed_date("Mon, 03 Sep 2018 23:30:00 -0800").iso, printed_date("maj 2018", "sr").iso
    ('2018-09-03', '2018-05')
    """
    line = " ".join(text.split()).strip("[]()<>\"'“”., ")
    if not line or len(line) > LONGEST:
        raise InvalidDate(UNREADABLE)
    line = _TIME.sub("", line).strip(" ,")
    if match := _YEAR_FIRST.fullmatch(line) or _BASIC.fullmatch(line) or _EAST_ASIAN.fullmatch(line):
        year, month, day = match.groups()
        return _date(year, month, day)
    if match := _WEEK.fullmatch(line):
        return _week(match)
    if match := _MONTH_YEAR.fullmatch(line):
        return _date(match[2], match[1])
    if match := _YEAR_LAST.fullmatch(line):
        return _year_last(match, language)
    return _named(line, language)


def _date(year: str, month: str | int | None = None, day: str | None = None) -> PublicationDate:
    parts = [f"{int(year):04}", *(f"{int(part):02}" for part in (month, day) if part)]
    try:
        return PublicationDate("-".join(parts))
    except InvalidDate:
        raise InvalidDate("there is no such day") from None


def _week(match: re.Match[str]) -> PublicationDate:
    """The day of a week of ISO 8601, else the month in which the week lies, or the year."""
    year, week, weekday = (int(part or 0) for part in match.groups())
    try:
        days = [
            datetime.date.fromisocalendar(year, week, day).isoformat() for day in (weekday or 1, weekday or 7)
        ]
    except ValueError:
        raise InvalidDate("there is no such week") from None
    shared = commonprefix(days).rstrip("-")
    known = next((shared[:size] for size in (10, 7, 4) if len(shared) >= size), None)
    if known is None:
        raise InvalidDate("the week lies in two years")
    return PublicationDate(known)


def _year_last(match: re.Match[str], language: str | None) -> PublicationDate:
    """Day, month and year as numbers: clear where only one of the two can be the month."""
    first, sign, second, year = match.groups()
    # No language puts the month first between full stops; but writers of English do now and then.
    stops = "." in sign and (sign != "." or (language or "en")[:2].lower() != "en")
    if int(second) > 12:
        return _date(year, first, second)
    if int(first) > 12 or int(first) == int(second) or stops:
        return _date(year, second, first)
    raise InvalidDate(AMBIGUOUS)


def _named(line: str, language: str | None) -> PublicationDate:
    """A date with its month's name: one year of four digits, at most one day, and nothing else."""
    months: list[frozenset[int]] = []
    rest = _PIECE.sub("", line)
    numbers = [match[1] for match in _PIECE.finditer(line) if match[1]]
    years = [number for number in numbers if len(number) == 4]
    days = [number for number in numbers if len(number) <= 2]
    for match in _PIECE.finditer(line):
        word = match[0].casefold().rstrip(".")
        if match[1]:
            continue
        if found := _months(word, language, beside_day=bool(days)):
            months.append(found)
        elif word not in forms().fillers and word not in _weekdays():
            raise InvalidDate(UNREADABLE)
    others = len(numbers) - len(years) - len(days)
    if rest.strip(" ,.'’·") or others or len(years) != 1 or len(days) > 1 or len(months) != 1:
        raise InvalidDate(UNREADABLE)
    if len(months[0]) > 1:
        raise InvalidDate("its month is not the same in every language: write YYYY-MM-DD")
    return _date(years[0], min(months[0]), *days)


def _months(word: str, language: str | None, *, beside_day: bool) -> frozenset[int]:
    """The months that a word may name: in the article's language or English, else in any language.

    Beside a year alone, "Mars" and "mayor" are words of an English title.
    """
    own = _names_of(language)
    if own:
        inflecting = tuple(name for name in own if name != "en")
        if found := _month_names((*own, "en")).get(word) or _inflected(word, inflecting):
            return found
    if own and not beside_day:
        return frozenset()
    found = _month_names(_all_languages()).get(word, frozenset())
    return _inflected(word, _all_languages()) if not (found or own) and beside_day else found


def _inflected(word: str, languages: tuple[str, ...]) -> frozenset[int]:
    """The months of the longest beginning of a name that the word shares, inflected at its end."""
    if word in _weekdays():
        return frozenset()
    for length in range(len(word), max(3, len(word) - _INFLECTION) - 1, -1):
        if found := _beginnings(languages).get(word[:length]):
            return found
    return frozenset()


def _names_of(language: str | None) -> tuple[str, ...]:
    """Dateparser's names of a language: "sr-Latn" and "sr" are two of it; "bs" passes for "hr"."""
    short = re.split(r"[-_]", language or "")[0].lower()
    south = {"sr": ("sr", "sr-Latn"), "bs": ("bs", "hr"), "hr": ("hr", "bs"), "sh": ("hr", "sr-Latn")}
    names = {**south, "no": ("nb",)}
    return names.get(short, (short,) if short in _known_languages() else ())


@lru_cache
def _known_languages() -> tuple[str, ...]:
    """Dateparser's languages, those of most speakers first."""
    return tuple(importlib.import_module("dateparser.data.languages_info").language_order)


@lru_cache
def _all_languages() -> tuple[str, ...]:
    return (*_known_languages()[:_LANGUAGES_ASKED], *_MORE_LANGUAGES)


@lru_cache(maxsize=64)
def _month_names(languages: tuple[str, ...]) -> dict[str, frozenset[int]]:
    table: dict[str, set[int]] = {}
    for language in languages:
        info = importlib.import_module(f"dateparser.data.date_translation_data.{language}").info
        for number, month in enumerate(_MONTHS, 1):
            for name in info.get(month, ()):
                table.setdefault(name.casefold().rstrip("."), set()).add(number)
    return {name: frozenset(numbers) for name, numbers in table.items() if name[:1].isalpha()}


@lru_cache(maxsize=64)
def _beginnings(languages: tuple[str, ...]) -> dict[str, frozenset[int]]:
    """Beginnings of month names that may be inflected: all but the last letters."""
    table: dict[str, set[int]] = {}
    for name, numbers in _month_names(languages).items():
        for length in range(max(3, len(name) - _INFLECTION), len(name) + 1):
            table.setdefault(name[:length], set()).update(numbers)
    return {name: frozenset(numbers) for name, numbers in table.items()}


@lru_cache
def _weekdays() -> frozenset[str]:
    names = set[str]()
    for language in _all_languages():
        info = importlib.import_module(f"dateparser.data.date_translation_data.{language}").info
        names.update(name.casefold().rstrip(".") for day in _WEEKDAYS for name in info.get(day, ()))
    return frozenset(names)
