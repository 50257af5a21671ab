"""Periods in questions: phrases that name a time.

No library searches the question: `dateparser.search` finds dates in "who may march" and none in "the 1990s".
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from assistant.articles import Record, Span, overlap
from assistant.dates import PublicationDate
from assistant.errors import InvalidDate
from assistant.lexicon import (
    EVENT_NOUNS,
    FINITE_AUXILIARIES,
    MONTHS,
    NUMBERS,
    ORDINALS,
    OTHERS,
    TENS,
    VIEW_NOUNS,
    VIEWS,
    WRITINGS,
    either,
    in_table,
    with_plurals,
    word_set,
)
from assistant.patterns import Pattern

Period = tuple[str | None, str | None]
"""The first and the last date meant, both included, None if open."""

_MONTH_NUMBERS = {spelt.lower(): at for at, name in enumerate(MONTHS, 1) for spelt in (name, name[:3])}
_MONTH_NUMBERS["sept"] = 9
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 14)}
_SHARES = {
    **{"early": (1, 4), "beginning of": (1, 4), "start of": (1, 4), "mid": (5, 8), "middle of": (5, 8)},
    **{"late": (9, 12), "end of": (9, 12), "first half of": (1, 6), "second half of": (7, 12)},
    **{"first quarter of": (1, 3), "second quarter of": (4, 6), "third quarter of": (7, 9)},
    **{"last quarter of": (10, 12), "fourth quarter of": (10, 12)},
    **{f"q{number}": (3 * number - 2, 3 * number) for number in range(1, 5)},
}
"""Parts of a year by its months, of a decade and of a century in proportion."""
_CENTURIES = {word: number for word, number in ORDINALS.items() if 11 <= number <= 20} | {"twenty-first": 21}
_DECADES = {f"{ten[:-1]}ies": number for ten, number in TENS.items()} | {"noughties": 0}
_EXCEPT = (
    "except",
    "excepting",
    "excluding",
    "other than",
    "apart from",
    "aside from",
    "outside",
    "outside of",
)
# Words that open a period, by what they mean; the longest are tried first.
_OPENERS = {
    **dict.fromkeys(("since", "ever since", "from", "starting in"), "since"),
    **dict.fromkeys(("on or after", "in or after", "during or after", "after or in", "after or on"), "since"),
    **dict.fromkeys(("not before", "no earlier than", "not earlier than", "not until", "not till"), "since"),
    **dict.fromkeys(("not older than", "no older than", "nothing before", "nothing older than"), "since"),
    **dict.fromkeys(("before", "prior to", "from before", "earlier than", "older than"), "before"),
    **dict.fromkeys(
        ("until", "till", "up to", "as of", "no later than", "not later than", "not after"), "until"
    ),
    **dict.fromkeys(("not newer than", "no newer than", "nothing after", "nothing newer than"), "until"),
    **dict.fromkeys(("up until", "up to and including"), "until"),
    **dict.fromkeys(
        ("on or before", "in or before", "during or before", "before or in", "before or on"), "until"
    ),
    **dict.fromkeys(("after", "following", "later than", "newer than", "from after"), "after"),
    **dict.fromkeys(("in", "during", "throughout", "on", "at", "within"), "in"),
    **dict.fromkeys(("around", "circa"), "around"),
    **{
        f"{no}{opener}": "except"
        for no in _EXCEPT
        for opener in ("", " in", " during", " from", " on", " for")
    },
    **dict.fromkeys(("not in", "not during", "not from", "not on"), "except"),
    **{"between": "between", "by": "by", "of": "of"},
}
_OPENED = re.compile(rf"\b(?P<word>{in_table(_OPENERS)}) (?:the )?(?:year )?$", re.IGNORECASE)
# Other centuries only behind such a word, and not as the number of something: not "resolution 1244".
_AFTER_OPENER = "|".join(
    rf"(?<=\b{word} )" for word in ("in", "since", "before", "after", "until", "from", "to", "and")
)
_YEAR = rf"(?P<year>(?:19|20)\d\d|(?:{_AFTER_OPENER})[12]\d{{3}}(?! [a-z]{{4}}))(?![\w%]|\.\d|-year)"
_ANY_YEAR = r"(?P<year>[12]\d{3})(?![\w%]|\.\d)"
_MONTH = rf"(?P<month>{in_table(_MONTH_NUMBERS)})\.?"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_COUNTS = {
    **NUMBERS,
    **{
        f"{ten}{joint}{one}": TENS[ten] + NUMBERS[one]
        for ten in TENS
        for one in list(NUMBERS)[1:10]
        for joint in "- "
    },
    **{"a": 1, "an": 1, "a couple of": 2, "couple of": 2},
}
_COUNT = rf"(?P<count>\d\d?|{in_table(_COUNTS)})"
# "between August and October 2020": the year stands behind the later month.
_NEXT_MONTH = (
    rf"(?= ?(?:and|to|until|till|through|[-–—]) ?(?:(?:the )?[0-3]?\d(?:st|nd|rd|th)? )?"
    rf"(?P<next>{in_table(_MONTH_NUMBERS)})\.?,? (?:[0-3]?\d(?:st|nd|rd|th)?,? )?{_ANY_YEAR})"
)
_CENTURY = rf"(?:(?P<century>1[1-9]|2\d)(?:st|nd|rd|th)|(?P<spelt>{in_table(_CENTURIES)}))"
_SHARE = rf"(?:(?:the )?(?P<part>{in_table(_SHARES)})[ -])?"
_POINTS = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        r"\b(?P<iso>[12]\d{3}-[01]\d(?:-[0-3]\d)?)(?![\d-])",
        rf"\b(?:the )?{_DAY}(?: of)? {_MONTH},? {_ANY_YEAR}",
        rf"\b{_MONTH} (?:the )?{_DAY},? {_ANY_YEAR}",
        rf"\b{_MONTH},? (?:of )?{_ANY_YEAR}",
        rf"\b(?:the )?{_DAY} {_MONTH}{_NEXT_MONTH}",
        rf"\b{_MONTH}(?: {_DAY})?{_NEXT_MONTH}",
        rf"\b(?:the )?(?P<part>{in_table((*_SEASONS, *_SHARES))})[ -](?:of )?{_YEAR}",
        rf"\b{_SHARE}(?:the )?(?P<decade>[12]\d\d)0s\b",
        rf"\bthe {_SHARE}(?:['’]?(?P<tens>\d0)s|(?P<spelt_tens>{in_table(_DECADES)}))\b",
        r"(?<!\w)['’](?P<tens>\d0)s\b",
        rf"\bthe {_SHARE}(?P<decade>[12]\d\d)0['’]s\b",
        rf"(?:{_AFTER_OPENER})['’](?P<brief>\d\d)\b",
        r"\b(?P<way>yester)(?P<unit>day)\b",
        rf"\b{_SHARE}(?:the )?{_CENTURY}[ -]century\b",
        rf"\b(?P<year>(?:19|20)\d\d|(?:{_AFTER_OPENER})[12]\d{{3}})[-–—/](?P<to>\d\d)(?![\w-])",
        rf"\b{_YEAR}",
        rf"\b(?:the )?(?:last|past) {_COUNT} (?P<unit>year|month|week|decade)s\b",
        r"\bthe (?:last|past) (?P<unit>year|month|week|decade)\b(?! of\b)",
        r"\b(?P<way>last|this) (?P<unit>year|month|week|century)\b(?! of\b)",
        r"\b(?P<way>this) (?P<unit>decade)\b(?! of\b)",
        rf"\b(?P<way>last|this) (?P<season>{in_table(_SEASONS)})\b",
        rf"\b{_COUNT} (?P<unit>year|month|week|decade)s? (?P<way>ago)\b",
    )
)
_JOINED = re.compile(
    r" ?(?P<word>(?P<listed>and|or|vs\b\.?|versus|compared (?:with|to))|to|until|till|through|[-–—]) ?"
    r"(?:in |the )?",
    re.IGNORECASE,
)
_NEXT_LISTED = re.compile(rf", ?|,?{_JOINED.pattern}", re.IGNORECASE)
_CLOSED = r"(?=\W*$|,| (?:about|on|by)\b)"
_ONWARDS = re.compile(rf" on{_CLOSED}", re.IGNORECASE)
_NOW = r"(?:now|today|date|the present(?: day)?)\b"
_OPEN_END = re.compile(
    rf" (?:(?P<between>and {_NOW})|(?:up )?(?:to|until|till|through) {_NOW}"
    rf"|(?:onwards?|forwards?|(?:or|and) (?:later|after(?:wards)?)){_CLOSED}"
    rf"|(?P<until>(?:or|and) (?:earlier|before){_CLOSED}))",
    re.IGNORECASE,
)
"""What leaves a time open at one end: "2018 or later", "from 2018 until now", "between 2015 and now"."""
_ITEMS = re.compile(
    r"\b(?:articles?|essays?|pieces?|texts?|views?|opinions?|voices|reactions?|interviews?|those|ones|people|"
    rf"{OTHERS})"
    rf"(?: (?:on|about|by|to)(?: (?!(?:{either(FINITE_AUXILIARIES)})\b)[\w’'-]+){{1,6}})?"
    r"(?: (?:is|are|was|were))? $",
    re.IGNORECASE,
)
_BARE = re.compile(r"\W*(?:and|or|but)?\W*", re.IGNORECASE)
"""What stands beside a time that is all a fragment names: "And from 2018?"."""
_KNOWN_YEAR = re.compile(r"(?<![\w-])(?P<year>\d{4})(?![\w%-]|\.\d)")
_GENITIVE = re.compile(r"['’]s?(?= \w)")
_EVENT_NEXT = Pattern(
    rf" (?:[\w’'-]+ )?(?:{either(EVENT_NOUNS - with_plurals(VIEW_NOUNS))})\b"
    rf"(?! (?:{either(with_plurals(VIEW_NOUNS))}|{WRITINGS})\b)",  # "last year's campaign interviews"
    re.IGNORECASE,
)
_MEASURES = either(
    word_set("""
cent cents crowns dollars euros francs guilders guineas kroner marks pence pesos pounds roubles shillings
feet hectares acres kilometres kilometers km kilos litres liters metres meters miles tonnes tons watts yards
degrees percent million days weeks hours minutes miles people men women children families households
inhabitants jobs residents signatures souls voters votes workers
""")
)
# "2000 crowns", "around 2000 people"; of other things only a number that no article is from: "2017 tolls".
_COUNTED = Pattern(
    rf" (?!(?:{either(EVENT_NOUNS)}|{WRITINGS}|{VIEWS}|(?!people)(?:{OTHERS}))\b)"
    rf"(?:(?P<measured>{_MEASURES})|[a-z]{{3,}}(?<!s)(?<!ward)s)\b(?! (?:{either(FINITE_AUXILIARIES)})\b)"
)
_DETERMINED = re.compile(r"(?:\b(?:the|this|that|his|her|their|its|our)|['’]s?) $", re.IGNORECASE)
_DURING = ("in ", "during ", "throughout ", "within ")
_PREFIXES = {"pre": "before", "post": "after"}
_PREFIX = re.compile(rf"\b(?P<side>{in_table(_PREFIXES)})-$", re.IGNORECASE)
_NOUN_NEXT = re.compile(r" (?!(?:and|or|to|till?|until|through)\b)[^\W\d_]")
MOST_TIMES = 12
"""Times read in one question."""


@dataclass(frozen=True, slots=True)
class TimePhrase:
    """A stretch of a question that names a time; `since` and `until` are both included, None if open."""

    span: Span
    word: str
    """What opens it: in, between, since, before, until, by or after; "except" where it is left out and limits
    nothing; "of", "from" or "" where it describes a noun."""
    since: str | None
    until: str | None
    relative: bool = False
    """Whether it is told from today: "last year"."""
    record: str | None = None
    """Id of the article whose date it is: "before Birk wrote"."""
    named: tuple[str, ...] = field(default=(), compare=False)
    """The dates that its words name: of "before 2015" that year, and none before it."""


@dataclass(frozen=True, slots=True)
class _Point:
    span: Span
    first: str
    last: str
    relative: bool
    lasting: bool = False
    """Whether it has not ended: "the last two years"."""


def time_phrases(
    text: str, today: datetime.date, years: tuple[int, int] | None = None
) -> tuple[TimePhrase, ...]:
    """Every time that `text` names, in order; any number within `years`, those of the articles, is a year."""
    points = _points(text, today, years)
    found: list[TimePhrase] = []
    while points:
        point, *points = points
        opened = _OPENED.search(text, 0, point.span[0])
        word = _OPENERS[opened["word"].lower()] if opened else ""
        start = opened.start() if opened else point.span[0]
        if word in ("", "around") and _counts(text, point, years):
            continue
        joint = _JOINED.fullmatch(text, point.span[1], points[0].span[0]) if points else None
        if joint and (word == "between" or not joint["listed"]):
            last, *points = points
            span = start, last.span[1]
            if word == "except":
                found.append(TimePhrase(span, word, None, None))
            else:
                word = "of" if word == "of" else "between"
                dates = point.first, last.last
                found.append(TimePhrase(span, word, *dates, named=dates))
            continue
        if (
            not word and found and found[-1].word in ("in", "of", "from", "except")
        ):  # "in 2018, 2019 and 2020"
            word = found[-1].word if _NEXT_LISTED.fullmatch(text, found[-1].span[1], start) else ""
        found.append(_phrase(text, point, start, word))
    return tuple(found)


def _counts(text: str, point: _Point, years: tuple[int, int] | None) -> bool:
    """Whether a number of four digits that may be a year is one of things."""
    bare = text[slice(*point.span)].isdigit() and not _DETERMINED.search(text, 0, point.span[0])
    counted = _COUNTED.match(text, point.span[1]) if bare else None
    if counted is None or counted["measured"]:
        return counted is not None
    return years is not None and not years[0] <= int(point.first[:4]) <= years[1]


def _phrase(text: str, point: _Point, start: int, word: str) -> TimePhrase:
    about, word = (word == "around"), ("in" if word == "around" else word)
    end, opened = point.span[1], text[start : point.span[0]].lower()
    ending = _OPEN_END.match(text, end) if word in ("", "in", "of", "since", "between") else None
    if ending and (word == "between" or not ending["between"]):
        end, word = ending.end(), "until" if ending["until"] else "since"
    elif word == "since" and text[start : start + 5].lower() == "from ":
        onwards = _ONWARDS.match(text, end)
        end = onwards.end() if onwards else end
        bare = _BARE.fullmatch(text[:start] + text[end:])
        if onwards is None and (bare or _ITEMS.search(text, 0, start)):
            word = "from"  # "articles from 2018", "people from 2018" are those of that year
    if word in ("", "in") and (genitive := _GENITIVE.match(text, end)):
        end = genitive.end()
        if not opened.startswith(_DURING) or _EVENT_NEXT.match(text, end):
            start, word = point.span[0], ""  # "last year's plan", "in 2018's budget", not "in 2018's papers"
    elif word == "of" and opened.endswith("the ") and _NOUN_NEXT.match(text, end):
        start, word = point.span[0], ""  # "said of the 2018 flood"
    elif point.relative and not word:
        word = "in"
    side = word
    if not word and (prefix := _PREFIX.search(text, 0, start)):
        start, side = prefix.start(), _PREFIXES[prefix["side"].lower()]
        word = "" if _NOUN_NEXT.match(text, end) else side  # "post-2020 essays", as "2020 essays"
    meant = point
    if about:  # a year, a month or a day more at both sides
        meant = replace(point, first=counted_on(point.first, -1).iso, last=counted_on(point.last, 1).iso)
    since, until = _limits(meant, side)
    if since and not until and opened.endswith("the ") and len(since) == 4 and _NOUN_NEXT.match(text, end):
        since = point.first  # "after the 2013 treaty": the year is not over
    first, last = (point.first,), (point.last,)
    ends = {"since": first, "before": first, "until": last, "by": last, "after": last}
    named = ends.get(side, (*first, *last))
    return TimePhrase((start, end), word, since, until, point.relative, named=named)


def _limits(point: _Point, side: str) -> Period:
    """The first and the last date of what lies on that side of a time, or in it."""
    if side in ("since", "after"):
        return point.first if side == "since" else counted_on(point.last, 1).iso, None
    if side in ("until", "by", "before"):
        return None, counted_on(point.first, -1).iso if side == "before" else point.last
    if side == "except":
        return None, None
    return point.first, None if point.lasting else point.last


def _points(text: str, today: datetime.date, years: tuple[int, int] | None) -> list[_Point]:
    found: list[_Point] = []
    for shape in _POINTS:
        for match in shape.finditer(text):
            free = not any(overlap(match.span(), point.span) for point in found)
            parts = match.groupdict()
            if free and (dates := _read(parts, today, years)):
                relative = bool({"unit", "season"} & parts.keys())
                lasting = bool(parts.get("unit")) and not parts.get("way")
                found.append(_Point(match.span(), *dates, relative=relative, lasting=lasting))
    for match in _KNOWN_YEAR.finditer(text) if years else ():
        free = not any(overlap(match.span(), point.span) for point in found)
        if years and free and years[0] <= int(match["year"]) <= years[1]:
            found.append(_Point(match.span(), match["year"], match["year"], relative=False))
    return sorted(found, key=lambda point: point.span)[:MOST_TIMES]


def _read(
    parts: dict[str, str | None], today: datetime.date, years: tuple[int, int] | None
) -> tuple[str, str] | None:
    """The first and the last date of one time; None for a day that no calendar has."""
    if unit := parts.get("unit"):
        return _from_today(parts, unit.lower(), today)
    if season := parts.get("season"):
        first, last = _SEASONS[season.lower()]
        year = today.year - (today.month <= last - 12)  # in January, this winter began in December
        ended = PublicationDate(_month(year, last)).last < today
        if (parts["way"] or "").lower() == "last" and not ended:
            year -= 1
        return _month(year, first), _month(year, last)
    part = (parts.get("part") or "").lower()
    if decade := parts.get("decade"):
        return _share(int(f"{decade}0"), 10, part)
    two = parts.get("brief") or parts.get("tens") or _DECADES.get((parts.get("spelt_tens") or "").lower())
    if two is not None:
        year = _last_ending(int(two), today, years)
        return (str(year), str(year)) if parts.get("brief") else _share(year, 10, part)
    if parts.get("century") or parts.get("spelt"):
        century = int(parts["century"] or _CENTURIES[(parts["spelt"] or "").lower()])
        return _share(100 * (century - 1) + 1, 100, part)
    if part:
        whole, (first, last) = int(parts["year"] or 0), (_SEASONS | _SHARES)[part]
        return _month(whole, first), _month(whole, last)
    month, day, shown = parts.get("month"), parts.get("day"), parts.get("year")
    if (to := parts.get("to")) and shown:
        return (shown, f"{shown[:2]}{to}") if to > shown[2:] else None
    if (later := parts.get("next")) and month and shown:  # "between November and February 2021"
        shown = str(int(shown) - (_MONTH_NUMBERS[month.lower()] > _MONTH_NUMBERS[later.lower()]))
    iso = parts.get("iso") or "-".join(
        filter(None, (shown, month and f"{_MONTH_NUMBERS[month.lower()]:02}", day and f"{int(day):02}"))
    )
    try:
        return (PublicationDate(iso).iso,) * 2
    except InvalidDate:
        return None


def _share(first: int, years: int, part: str) -> tuple[str, str]:
    """The first and the last year of a part of so many years."""
    begins, ends = _SHARES.get(part, (1, 12))
    return f"{first + years * (begins - 1) // 12}", f"{first - 1 + years * ends // 12}"


def _last_ending(number: int, today: datetime.date, years: tuple[int, int] | None) -> int:
    """The last year so far that ends in two digits and whose decade articles may be from; else the last."""
    last = today.year - (today.year - number) % 100
    first, newest = years or (last, last)
    within = (year for year in range(last, first - 10, -100) if year <= newest)
    return next(within, last)


def _from_today(parts: dict[str, str | None], unit: str, today: datetime.date) -> tuple[str, str]:
    """The first and the last date of "last year", "this month", "the past two years", "a year ago"."""
    way, count = parts.get("way"), parts.get("count")
    back = _number(count) if count else int((way or "last").lower() == "last")
    if unit == "week":
        monday = today - datetime.timedelta(days=today.weekday())
        first = (monday if way else today) - datetime.timedelta(days=7 * back)
        return first.isoformat(), (first + datetime.timedelta(days=6) if way else today).isoformat()
    if unit == "day":
        return ((today - datetime.timedelta(days=1)).isoformat(),) * 2
    if unit == "century":
        return _share(100 * ((today.year - 1) // 100 - back) + 1, 100, "")
    if unit == "decade" and way and not count:
        return _share(10 * (today.year // 10 - back), 10, "")
    months = back * {"month": 1, "year": 12, "decade": 120}[unit]
    if not way:
        year, month = map(int, _month(today.year, today.month - months).split("-"))
        day = min(today.day, calendar.monthrange(year, month)[1])
        return f"{year:04}-{month:02}-{day:02}", today.isoformat()
    iso = _month(today.year, today.month - months) if unit == "month" else str(today.year - months // 12)
    return iso, iso


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _COUNTS[word.lower()]


def _month(year: int, month: int) -> str:
    """The month `month` of `year`, counted on into the years around it."""
    return f"{year + (month - 1) // 12:04}-{(month - 1) % 12 + 1:02}"


def counted_on(iso: str, steps: int) -> PublicationDate:
    """The date so many years, months or days on, whichever `iso` is precise to.

    >>> counted_on("2018-11", 3).text
    'February 2019'
    """
    if len(iso) == 4:
        return PublicationDate(f"{int(iso) + steps:04}")
    if len(iso) == 7:
        return PublicationDate(_month(int(iso[:4]), int(iso[5:]) + steps))
    return PublicationDate((datetime.date.fromisoformat(iso) + datetime.timedelta(days=steps)).isoformat())


_DISTANCE = Pattern(
    rf"\b(?:{_COUNT} (?P<unit>year|month)s? (?P<way>later|afterwards|after(?: that)?|on|earlier|"
    r"before(?: that)?|previously)|(?:in |during )?the (?P<next>following|next|previous|preceding)"
    r" (?P<one>year|month)"
    r"|the (?P<single>year|month) (?P<side>after|before))(?=\W*$|,| (?:about|on|of|in)\b)",
    re.IGNORECASE,
)
_SAME_TIME = re.compile(r"\b(?:(?:in|during) )?(?:that|the same) (?P<unit>year|month)\b", re.IGNORECASE)
_MONTH_ALONE = re.compile(
    r"\b(?P<word>in|during|since|before|after|until|about|only) "
    rf"(?P<month>{in_table(_MONTH_NUMBERS)})(?=\W*$)",
    re.IGNORECASE,
)
_OF_AGE = (
    r"(?:(?:anything|something|articles|views|any) {0}|{0} (?:ones?|articles?|views?)|(?<!\w ){0})(?=\W*$)"
)
_SIDE = re.compile(
    r"\b(?:(?P<before>(?:before|(?:earlier|older) than) (?:that|then)|before(?=\W*$)|earlier|previously|"
    rf"{_OF_AGE.format('older')})|(?P<until>until then)|"
    r"(?:after|since|(?:later|newer|more recent) than) (?:that|then)|"
    rf"since(?=\W*$)|later(?: on)?|{_OF_AGE.format('newer')}|more recently|afterwards|"
    r"in (?:the|later) (?:years|months|time)(?: after| since)?)(?=\W*$| (?:about|on|of)\b)",
    re.IGNORECASE,
)


def counted(text: str, first: str, last: str, *, by_distance: bool = False) -> str:
    """`text` with a time told from a stretch of dates, or only `by_distance` from it, told by its own date.

    >>> counted("Was he of that opinion seven years later?", "2018-09", "2018-09")
    'Was he of that opinion in 2025?'
    >>> counted("And before that?", "2018", "2020"), counted("And after that?", "2018", "2020")
    ('And before 2018?', 'And after 2020?')
    """
    if same := _SAME_TIME.search(text):
        shown = last[:4] if same["unit"].lower() == "year" else last[:7]
        return f"{text[: same.start()]}in {PublicationDate(shown).text}{text[same.end() :]}"
    if alone := _MONTH_ALONE.search(text):
        return f"{text[: alone.end()]} {last[:4]}{text[alone.end() :]}"
    found = _DISTANCE.search(text)
    if not found and not by_distance and (side := _SIDE.search(text)):
        word = "before" if side["before"] else "until" if side["until"] else "after"
        base = last if word == "after" else first
        return f"{text[: side.start()]}{word} {PublicationDate(base).text}{text[side.end() :]}"
    if found is None:
        return text
    way = (found["way"] or found["next"] or found["side"]).lower()
    back = way.startswith(("earl", "before", "prev", "prec"))
    base = first if back else last
    steps = _number(found["count"] or "one") * (-1 if back else 1)
    unit = (found["unit"] or found["one"] or found["single"]).lower()
    if unit == "month" and len(base) < 7:
        return text
    date = counted_on(base[:4] if unit == "year" else base[:7], steps)
    return f"{text[: found.start()]}in {date.text}{text[found.end() :]}"


def overlaps(record: Record, since: str | None, until: str | None) -> bool:
    """Whether the record's date may lie between both."""
    if record.date is None:
        return False
    late_enough = since is None or record.date.last >= PublicationDate(since).first
    return late_enough and (until is None or record.date.first <= PublicationDate(until).last)


def current_date() -> datetime.date:
    """The day it is, in UTC: that by which questions speak of "last year"."""
    return datetime.datetime.now(datetime.UTC).date()


def within(years: tuple[int, int] | None, phrase: TimePhrase) -> bool:
    """Whether the dates that the phrase names lie within `years`, those of the articles."""
    return years is not None and all(years[0] <= int(date[:4]) <= years[1] for date in phrase.named)


def period(phrases: Iterable[TimePhrase]) -> Period:
    """What all phrases leave together: the times named side by side joined, the limits met.

    Limits that leave no day, as of "before 2015 and after 2018", limit nothing.
    """
    named = [phrase for phrase in phrases if phrase.since and phrase.until]
    since = [phrase.since for phrase in phrases if phrase.since and not phrase.until]
    until = [phrase.until for phrase in phrases if phrase.until and not phrase.since]
    if named:
        since.append(min((phrase.since or "" for phrase in named), key=_first))
        until.append(max((phrase.until or "" for phrase in named), key=_last))
    first, last = max(since, key=_first, default=None), min(until, key=_last, default=None)
    return (None, None) if first and last and _first(first) > _last(last) else (first, last)


def _first(iso: str) -> datetime.date:
    return PublicationDate(iso).first


def _last(iso: str) -> datetime.date:
    return PublicationDate(iso).last
