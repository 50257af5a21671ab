"""The numbers of a text, in digits or in English words: for telling whether another text states the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.lexicon import NUMBERS, ORDINALS, either

_SCALES = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SCALES |= {"dozen": 12, "decade": 10}
_WORDS = NUMBERS | ORDINALS | {"twice": 2, "double": 2}
_IDLE = frozenset("one first second zeroth zero".split())
"""Too little to be looked for: "one of them", "at first", "a second one"."""
_PARTS = {"half": 2, "quarter": 4} | {word: ORDINALS[word] for word in ORDINALS if 3 <= ORDINALS[word] <= 10}
_COUNT = rf"\d{{1,3}}|{either(NUMBERS)}"
_FRACTION = re.compile(
    rf"\b(?:(?P<count>an?|{either(NUMBERS)})[ -](?P<part>(?:{either(_PARTS)})(?:s\b| (?=of\b)))|"
    rf"(?P<some>{_COUNT}) (?:in|out of)(?: every)? (?P<all>{_COUNT})\b|"
    r"(?P<half>half(?= (?:of|the|its|his|her|their|all)\b)))",
    re.IGNORECASE,
)
_SOME_OF = re.compile(rf"\b(?P<some>{_COUNT}) of (?:the )?(?P<all>{_COUNT})\b", re.IGNORECASE)
_OF_ALL = re.compile(
    rf"\bof (?:the )?(?P<all>{_COUNT})\b[^,.;:]*, (?:only )?(?P<some>{_COUNT})\b", re.IGNORECASE
)
_PERCENT = re.compile(r"(\d+(?:[.,]\d+)?) ?(?:%|per ?cent)")
_ROUNDED = 3.0
"""How far a percentage lies at most from the fraction that it is called, in points."""
_BOUNDS = {
    "above|at least|more than|over": (1.0, 1.25),
    "almost|below|close to|fewer than|less than|nearly|under|up to": (0.8, 1.0),
    "about|approximately|around|roughly|some": (0.9, 1.1),
}
"""What rounds a number, and between which shares of it the number meant lies."""
_BOUNDED = re.compile(
    rf"\b(?P<bound>{'|'.join(_BOUNDS)}) "
    rf"(?P<number>(?:an? )?(?:(?:\d[\d.,]*|{either(NUMBERS | _SCALES)})(?:[ -]|\b))+)",
    re.IGNORECASE,
)
_CENTURY = re.compile(
    rf"\b(?:(?P<nth>\d\d?|{either(ORDINALS)})(?:th|st)?[- ]century|(?P<years>\d\d)00s)\b", re.I
)
_YEARS = re.compile(r"\b(1\d|20)\d\d")
_DIGITS = re.compile(r"(?<![\w.,])\d+(?:[.,'’ \u00a0\u202f]\d{3}(?!\d))*(?:[.,]\d+)?")
_BEFORE_SCALES = {"a": 1.0, "an": 1.0, "one": 1.0, "half": 0.5}
"""Numbers only before one of the scales: "one hundred", "half a million"."""
_HALF = re.compile(r"\bhalf an? ", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_BOTH = re.compile(r"\b(?:both|pair|couple)\b", re.IGNORECASE)
_CAPITALS = r"(?:(?:in|of|the) ){0,2}[A-ZÀ-Ž][\w’'-]*(?: [A-ZÀ-Ž][\w’'-]*)*"
_MORE = re.compile(r"\b(?P<number>\w+) (?:further|more|others?)\b", re.IGNORECASE)
_DECADE = re.compile(r"\d0s\b")
_LISTED = re.compile(rf"\b{_CAPITALS}(?:, {_CAPITALS})*(?=,? (?:and|or) {_CAPITALS})")
_SCALED = re.compile(
    rf"[^\W\d_]+|(?<![\w.,])\d{{1,3}}(?:[.,]\d+)?(?= (?:{either(_SCALES)})\b)", re.IGNORECASE
)
"""Words, and digits before one of the scales: "2 million"."""
_GROUPS = re.compile(r"[,'’ \u00a0\u202f.](?=\d{3}(?!\d))")


def in_digits(text: str) -> frozenset[str]:
    """The numbers in digits, without what groups them; of "the 1990s" 1990.

    >>> sorted(in_digits("In the 1990s 120,000 left, 58 per cent, or 1.5 million."))
    ['1.5', '120000', '1990', '58']
    """
    return frozenset(_GROUPS.sub("", match[0]).replace(",", ".") for match in _DIGITS.finditer(text))


def in_words(text: str) -> frozenset[str]:
    """The numbers in English words, as digits, and the shares, in per cent.

    >>> sorted(in_words("Twenty-two of half a dozen, and of two thousand a third of them."))
    ['2000', '22', '33%', '6']
    """
    shares = list(_fractions(text))
    for words, _ in shares:
        text = text.replace(words, "")
    numbers = _spelled(_WORD.findall(_HALF.sub("half ", text).lower()))
    return frozenset(map(str, numbers)) | {f"{share:.0f}%" for _, share in shares}


def stated(text: str) -> frozenset[str]:
    """All numbers that a text states: in digits, in words, or in digits with a word after them.

    >>> sorted(stated("2 million of 1,500, and three others"))
    ['1500', '2', '2000000', '3', '4']
    """
    more = {_number(found["number"]) + 1 for found in _MORE.finditer(text) if _number(found["number"])}
    spelled = _spelled(_SCALED.findall(_HALF.sub("half ", text).lower()))
    return in_digits(text) | in_words(text) | frozenset(map(str, (*spelled, *more)))


def counted(text: str) -> frozenset[str]:
    """What a text counts without a number: names in a list, the two that are both, the years of a decade.

    >>> sorted(counted("In the 1990s both of them, Elmford, Upper Ansel and in Dray"))
    ['10', '2', '3']
    """
    listed = {str(found[0].count(",") + 2) for found in _LISTED.finditer(text)}
    both = {"2"} if _BOTH.search(text) else set()
    return frozenset(listed | both | ({"10"} if _DECADE.search(text) else set()))


def without_derived(text: str, stated_in: str) -> str:
    """The text without the numbers that follow from those `stated_in` another.

    These are shares, as a fraction or rounded from a percentage or a count; rounded numbers; and centuries
    of years.

    >>> without_derived("Nearly three fifths, or a third of them.", "58 per cent approve")
    'Nearly , or a third of them.'
    >>> without_derived("Over a hundred, four in five, in the 1800s.", "In 1848 it was 111; of 27 towns, 22")
    ', , in the .'
    """
    fractions = list(_fractions(text))
    known = [share for _, share in _fractions(stated_in)] if fractions else []
    known += [float(number.replace(",", ".")) for number in _PERCENT.findall(stated_in)] if fractions else []
    for found in (*_SOME_OF.finditer(stated_in), *_OF_ALL.finditer(stated_in)) if fractions else ():
        known.append(100 * _number(found["some"]) / max(_number(found["all"]), 1))
    for words, share in fractions:
        if any(abs(share - each) <= _ROUNDED for each in known):
            text = text.replace(words, "")
    amounts = [float(each) for each in stated(stated_in) if "%" not in each and not _YEARS.fullmatch(each)]

    def unbounded(found: re.Match[str]) -> str:
        size = max((float(each) for each in stated(found["number"]) if "%" not in each), default=0.0)
        least, most = next(
            shares for words, shares in _BOUNDS.items() if found["bound"].lower() in words.split("|")
        )
        return "" if any(least * size <= each <= most * size for each in amounts) else found[0]

    centuries = {int(years) for years in _YEARS.findall(stated_in)} | {
        _century(each) for each in _CENTURY.finditer(stated_in)
    }
    text = _CENTURY.sub(lambda found: "" if _century(found) in centuries else found[0], text)
    return _BOUNDED.sub(unbounded, text)


def _century(found: re.Match[str]) -> int:
    """The first two digits of its years: 18 of the nineteenth century."""
    return (
        int(found["years"])
        if found["years"]
        else (ORDINALS.get(found["nth"].lower()) or int(found["nth"])) - 1
    )


def _number(word: str) -> int:
    return int(word) if word.isdecimal() else NUMBERS.get(word.lower(), 0)


def _fractions(text: str) -> Iterator[tuple[str, float]]:
    """The fractions in words, with their shares in per cent: "two thirds", "half of", "one in ten"."""
    for found in _FRACTION.finditer(text):
        if found["half"]:
            yield found[0], 50.0
        elif found["part"]:
            count = NUMBERS.get(found["count"].lower(), 1)
            yield found[0], 100.0 * count / _PARTS[found["part"].lower().rstrip("s ")]
        elif 0 < _number(found["some"]) < _number(found["all"]):
            yield found[0], 100.0 * _number(found["some"]) / _number(found["all"])


def _spelled(words: Sequence[str]) -> Iterator[int]:
    """Each run of number words as one number; "hundred" and its like multiply what came before."""
    total = current = 0.0
    begun = False
    for word, following in pairwise((*words, "", "")):
        single = word.removesuffix("s")
        value: float | None = _WORDS.get(word, _WORDS.get(single))
        if following in _SCALES:
            amount = word.replace(",", ".")
            value = _BEFORE_SCALES.get(word) or (float(amount) if amount[0].isdecimal() else value)
        elif single in _IDLE and not begun:
            value = None
        if single in _SCALES and begun:
            current *= _SCALES[single]
            if current >= 1000:
                total, current = total + current, 0.0
        elif value is not None:
            if begun and not (current % 100 >= 20 and current % 10 == 0 and value < 10 or not current % 100):
                yield round(total + current)
                total = current = 0.0
            current, begun = current + value, True
        elif begun and word != "and":
            yield round(total + current)
            total, current, begun = 0.0, 0.0, False
