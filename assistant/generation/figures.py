"""The numbers a text states, in digits or in English words, and whether another text states the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from assistant.lexicon import MONTHS, NUMBERS, ORDINALS, TENS

Quantity = tuple[str, Fraction]
"""What kind of number (count, ratio, order, times, decade, vague, or a unit of time), and its value."""

_DIGITS = tuple(word for word, value in NUMBERS.items() if 0 < value < 10)
_SCALES = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_MULTIPLES = _SCALES | {"dozen": 12}
_ATTACHED = {"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12}
_PARTS = {word: value for word, value in ORDINALS.items() if value > 2} | {
    "half": 2,
    "halve": 2,
    "quarter": 4,
    "hundredth": 100,
}
_DECADES = {f"{word[:-1]}ies": value for word, value in TENS.items()}
_TIMES = {
    **dict.fromkeys("twice double doubled doubles doubling twofold".split(), 2),
    **dict.fromkeys("thrice triple tripled triples tripling threefold treble trebled".split(), 3),
    **dict.fromkeys("quadruple quadrupled fourfold".split(), 4),
    "tenfold": 10,
}
_UNITS: dict[str, tuple[str, int]] = {
    "minute": ("minutes", 1),
    "hour": ("hours", 1),
    "day": ("days", 1),
    "week": ("days", 7),
    "fortnight": ("days", 14),
    "month": ("months", 1),
    "year": ("months", 12),
    "decade": ("months", 120),
    "century": ("months", 1200),
    "centurie": ("months", 1200),
    "generation": ("generations", 1),
    "hourly": ("hours", 1),
    "daily": ("days", 1),
    "weekly": ("days", 7),
    "monthly": ("months", 1),
    "yearly": ("months", 12),
    "annual": ("months", 12),
    "annually": ("months", 12),
}
_PER = frozenset("a an per each every".split())
_STRETCHED = frozenset("long full whole more further other consecutive short good entire".split())
_LOOSE = frozenset("several few some many".split())
_MONTHS = frozenset(map(str.lower, MONTHS))
# "Hundreds" may be said of 300, not of 50,000: from how much, and up to less than how much.
_VAGUE = {
    12: (24, 200),
    20: (40, 200),
    100: (200, 2_000),
    10**3: (2_000, 10**6),
    10**4: (20_000, 10**6),
    10**5: (200_000, 2 * 10**6),
    10**6: (2 * 10**6, 10**9),
    10**7: (2 * 10**7, 10**9),
    10**8: (2 * 10**8, 2 * 10**9),
    10**9: (2 * 10**9, 10**12),
}
_TOKEN = re.compile(
    r"(?P<decade>(?<![\w.,])(?:1[5-9]|20|[’'])?\d0[’']?s\b)"
    r"|(?<![^\W\d_])(?P<digits>\d{1,3}(?:(?P<sign>[.,’' \u00a0\u202f\u2009])\d{3}(?:(?P=sign)\d{3})*(?!\d))"
    r"(?:[.,]\d+)?|\d+(?:[.,]\d+)?)(?P<tail>(?:st|nd|rd|th|k|mn?|bn|tn)\b)?"
    r"|(?P<word>[^\W\d_]+(?:[’'][^\W\d_]+)?)|(?P<mark>[%½¼¾–—-])|(?P<stop>[.,;:!?()])"
)
_SIGNS = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4)}
_MAJORITY = re.compile(
    r"(?<!\bthe )(?<!\bat )\bmost (?:of|(?!\w*(?:ous|ess)\b)\w+s)\b|\bmajority\b|\bbulk of\b", re.IGNORECASE
)
_MOSTLY = re.compile(r"\b(?:most|mostly|majority|bulk|largely|more than half|nearly all)\b", re.IGNORECASE)
_CURRENCIES = {
    "euro": re.compile(r"€|\beuros?\b|\bEUR\b", re.IGNORECASE),
    "dollar": re.compile(r"\$|\bdollars?\b|\bUSD\b", re.IGNORECASE),
    "pound": re.compile(r"£|\bpounds\b|\bsterling\b", re.IGNORECASE),
    "other": re.compile(r"\b(?:dinars?|rou?bles?|francs?|leks?|lira|zlotys?|yen)\b", re.IGNORECASE),
}


_Reading = tuple[set[Quantity], set[Quantity], int]
"""Readings, plain counts, and where they end."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it is written: what it may mean, and the plain counts in it."""

    readings: frozenset[Quantity]
    counts: frozenset[Quantity]
    unit: Quantity | None
    """What each one of the number stands for: of "40 per cent" and "40 years"."""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    kind: str
    start: int
    end: int
    tail: str = ""


def states_all(sentence: str, text: str) -> bool:
    """Whether every number, share, order and currency of the sentence stands in the text.

    Equal values in another writing stand there: "120 000" and "120,000", "a dozen" and "12", "half" and
    "50 per cent", "a decade" and "ten years", "hundreds" and 300. Units of time and per cent belong to their
    number; "one" and "first" alone say too little to be looked for.
    """
    if any(sign.search(sentence) and not sign.search(text) for sign in _CURRENCIES.values()):
        return False
    wanted = [figure for figure in figures(sentence) if not _idle(figure, sentence)]
    most = _MAJORITY.search(sentence) and not _MOSTLY.search(text)
    if not (wanted or most):
        return True
    stated = _stated(text)
    if most and not any(kind == "ratio" and 2 * value > 1 for kind, value in stated):
        return False
    return all(
        any(reading in stated or _covers(reading, stated) for reading in figure.readings) for figure in wanted
    )


def number(words: str) -> int | None:
    """The count that the words are, if they are one: "two dozen" is 24."""
    for figure in figures(words):
        for kind, value in figure.counts:
            if kind == "count" and value.denominator == 1:
                return int(value)
    return None


def _idle(figure: Figure, sentence: str) -> bool:
    return sentence[figure.start : figure.end].lower() in ("one", "first", "single")


def _covers(reading: Quantity, stated: frozenset[Quantity]) -> bool:
    kind, value = reading
    if kind != "vague":
        return False
    low, high = _VAGUE.get(int(value), (0, 0))
    return any(kind == "count" and low <= count < high for kind, count in stated)


@lru_cache(maxsize=64)
def _stated(text: str) -> frozenset[Quantity]:
    found: set[Quantity] = set()
    for figure in figures(text):
        found |= figure.readings | figure.counts
    for kind, value in tuple(found):
        if kind == "count" and value.denominator == 1 and 1500 <= value < 2100:
            found.add(("decade", Fraction(int(value) // 10 * 10)))
    return frozenset(found)


def figures(text: str) -> list[Figure]:
    """The numbers of a text in order; of a range, the first has the unit of the second too."""
    tokens = [
        _Token(match.group(), match.lastgroup or "", *match.span(), tail=match["tail"] or "")
        if not match["digits"]
        else _Token(match["digits"], "digits", *match.span(), tail=match["tail"] or "")
        for match in _TOKEN.finditer(text)
    ]
    found = list(_Reader(tokens))
    for index, (figure, other) in enumerate(zip(found, found[1:], strict=False)):
        between = text[figure.end : other.start].strip().lower()
        plain = figure.readings == figure.counts
        if other.unit and plain and between in ("to", "or", "and", "-", "–", "—"):
            kind, factor = other.unit
            units = {(kind, factor * count) for _, count in figure.counts}
            found[index] = replace(figure, readings=figure.readings | units)
    return found


class _Reader:
    """Goes once over the tokens of a text."""

    def __init__(self, tokens: Sequence[_Token]) -> None:
        self._tokens = tokens
        self._words = [token.text.lower() for token in tokens]
        self._unit: Quantity | None = None

    def __iter__(self) -> Iterator[Figure]:
        at = 0
        while at < len(self._tokens):
            self._unit = None
            readings, counts, end = self._read(at)
            if end > at and readings:
                yield Figure(
                    frozenset(readings),
                    frozenset(counts),
                    self._unit,
                    self._tokens[at].start,
                    self._tokens[end - 1].end,
                )
            at = max(end, at + 1)

    def _word(self, at: int) -> str:
        return self._words[at] if at < len(self._words) else ""

    def _singular(self, at: int) -> str:
        word = self._word(at)
        return word[:-1] if word.endswith("s") else word

    def _read(self, at: int) -> _Reading:
        token, word = self._tokens[at], self._word(at)
        if token.kind == "decade":
            digits = "".join(filter(str.isdigit, word))
            return _decades(int(digits)), set(), at + 1
        if word in _DECADES:
            return _decades(_DECADES[word]), set(), at + 1
        if word in _TIMES:
            return {("times", Fraction(_TIMES[word]))}, set(), at + 1
        if word in ("halved", "halving", "halves", "halve"):
            return {("ratio", Fraction(1, 2))}, set(), at + 1
        if word in _SIGNS:
            return {("ratio", _SIGNS[word])}, {("count", _SIGNS[word])}, at + 1
        return self._vague(at) or self._part(at) or self._number(at)

    def _vague(self, at: int) -> _Reading | None:
        """Such as "hundreds", "tens of thousands", "several dozen"."""
        word, single = self._word(at), self._singular(at)
        if word in ("tens", *(f"{scale}s" for scale in _SCALES)) and self._word(at + 1) == "of":
            scale = self._singular(at + 2)
            if scale in _SCALES and scale != "hundred":
                first = 10 if word == "tens" else _MULTIPLES[single]
                return {("vague", Fraction(first * _SCALES[scale]))}, set(), at + 3
        if word != single and single in (*_MULTIPLES, "score"):
            return {("vague", Fraction(_MULTIPLES.get(single, 20)))}, set(), at + 1
        if word in _LOOSE and self._word(at + 1) in _MULTIPLES:
            return {("vague", Fraction(_MULTIPLES[self._word(at + 1)]))}, set(), at + 2
        return None

    def _part(self, at: int) -> _Reading | None:
        """Fractions and ordinals: "half", "two thirds", "a quarter", "the twenty-first"."""
        word = self._word(at)
        if word == "half":
            scale = self._word(at + 2)
            if self._word(at + 1) in ("a", "an") and scale in _MULTIPLES:
                return _count(Fraction(_MULTIPLES[scale], 2)), _count(Fraction(_MULTIPLES[scale], 2)), at + 3
            follows = self._word(at + 1) == "-"
            return None if follows else ({("ratio", Fraction(1, 2))}, set(), at + 1)
        after = at + 2 if self._word(at + 1) == "-" else at + 1
        if word in ("a", "an", "one", *_DIGITS[1:]):
            part = self._singular(after)
            plural = self._word(after) != part
            if part in _PARTS and plural == (word in _DIGITS[1:]):
                above = Fraction(NUMBERS.get(word, 1), _PARTS[part])
                order = {("order", Fraction(ORDINALS[part]))} if part in ORDINALS and not plural else set()
                return {("ratio", above), *order}, set(), after + 1
        if word in TENS and self._word(after) in ORDINALS and ORDINALS[self._word(after)] < 10:
            return _order(NUMBERS[word] + ORDINALS[self._word(after)]), set(), after + 1
        if word in ORDINALS:
            value = ORDINALS[word]
            # "Every second" is one half.
            share = {("ratio", Fraction(1, value))} if at and self._word(at - 1) == "every" else set()
            return {*_order(value), *share}, set(), at + 1
        return None

    def _number(self, at: int) -> _Reading:
        token, before = self._tokens[at], self._word(at - 1) if at else ""
        if token.kind == "digits" and token.tail in ("st", "nd", "rd", "th"):
            return {("order", value) for value in _values(token.text)}, set(), at + 1
        if self._word(at) in _PER or self._word(at) in ("hourly", "daily", "weekly", "monthly", "yearly"):
            unit = at if self._word(at) not in _PER else at + 1
            if self._word(unit) in _UNITS:
                kind, factor = _UNITS[self._word(unit)]
                return {(kind, Fraction(factor))}, set(), unit + 1
        if self._word(at) in ("annual", "annually"):
            return {("months", Fraction(12))}, set(), at + 1
        values, end = self._amount(at)
        if end == at:
            return set(), set(), at
        if (before in _MONTHS or self._word(end) in _MONTHS) and max(values) <= 31:
            return {("order", value) for value in values}, set(), end
        return self._measured(values, end)

    def _measured(self, values: set[Fraction], end: int) -> _Reading:
        counts: set[Quantity] = {("count", value) for value in values}
        unit = end + (self._word(end) == "-")
        unit += self._word(unit) in _STRETCHED
        if self._word(end) in ("%", "percent", "percentage"):
            self._unit, end = ("ratio", Fraction(1, 100)), end + 1
        elif self._word(end) == "per" and self._word(end + 1) == "cent":
            self._unit, end = ("ratio", Fraction(1, 100)), end + 2
        elif self._word(end) == "times":
            self._unit, end = ("times", Fraction(1)), end + 1
        elif self._singular(unit) in _UNITS:
            kind, factor = _UNITS[self._singular(unit)]
            self._unit, end = (kind, Fraction(factor)), unit + 1
        if self._unit is None:
            return counts, counts, end
        kind, each = self._unit
        return {(kind, value * each) for value in values}, counts if kind != "ratio" else set(), end

    def _amount(self, at: int) -> tuple[set[Fraction], int]:
        """What the digits or number words from here amount to, and where they end."""
        token, end = self._tokens[at], at
        if token.kind == "digits":
            values, end = _values(token.text), at + 1
            if token.tail:
                scaled = {value * _ATTACHED[token.tail] for value in values}
                return (scaled | values if token.tail == "m" else scaled), end
        elif self._word(at) in ("a", "an") and self._word(at + 1) in _MULTIPLES:
            values, end = {Fraction(1)}, at + 1
        elif self._word(at) in NUMBERS or self._word(at) in _MULTIPLES:
            values, end = self._spelled(at)
        else:
            return set(), at
        if values and [self._word(end + step) for step in range(3)] == ["and", "a", "half"]:
            values, end = {value + Fraction(1, 2) for value in values}, end + 3
        while (scale := self._word(end)) in _MULTIPLES:
            values, end = {value * _MULTIPLES[scale] for value in values}, end + 1
            more, after = self._spelled(end + (self._word(end) == "and"))
            if max(more, default=Fraction(0)) < _MULTIPLES[scale] and scale != "dozen" and more:
                values, end = {value + extra for value in values for extra in more}, after
            if [self._word(end + step) for step in range(3)] == ["and", "a", "half"]:
                values, end = {value + Fraction(_MULTIPLES[scale], 2) for value in values}, end + 3
        return values, end

    def _spelled(self, at: int) -> tuple[set[Fraction], int]:
        """Number words below a hundred, with a hundred times them: "two hundred and twenty-five"."""
        word = self._word(at)
        if word not in NUMBERS:
            return ({Fraction(1)}, at) if word in _MULTIPLES else (set(), at)
        value, end = NUMBERS[word], at + 1
        after = end + (self._word(end) == "-")
        if word in TENS and self._word(after) in _DIGITS:
            value, end = value + NUMBERS[self._word(after)], after + 1
        if self._word(end) == "hundred" and value < 100:
            more, after = self._spelled(end + 1 + (self._word(end + 1) == "and"))
            rest = max(more) if more and self._word(end + 1) not in _MULTIPLES else Fraction(0)
            return {value * 100 + rest}, after if rest else end + 1
        return {Fraction(value)}, end


def _values(digits: str) -> set[Fraction]:
    """What digits may mean: "120.000" a hundred and twenty thousand, or a hundred and twenty."""
    groups = re.split(r"[.,’' \u00a0\u202f\u2009]", digits)
    signs = re.findall(r"[.,’' \u00a0\u202f\u2009]", digits)
    found = set()
    if all(len(group) == 3 for group in groups[1:]) and len(set(signs)) <= 1 and groups[0] != "0":
        found.add(Fraction("".join(groups)))
    grouped = len(signs) > 1 or (signs and signs[0] not in ".")
    if signs and signs[-1] in ".," and (not found or not grouped):
        found.add(Fraction("".join(groups[:-1]) + "." + groups[-1]))
    return found or {Fraction("".join(groups))}


def _decades(digits: int) -> set[Quantity]:
    years = [digits] if digits >= 100 else [1900 + digits, 2000 + digits]
    return {("decade", Fraction(year)) for year in years}


def _count(value: Fraction) -> set[Quantity]:
    return {("count", value)}


def _order(value: int) -> set[Quantity]:
    return {("order", Fraction(value))}
