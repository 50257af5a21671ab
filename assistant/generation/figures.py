"""The numbers of a text, in digits or in English words: for telling whether another text states the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.lexicon import NUMBERS, ORDINALS, either

_SCALES = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SCALES |= {"dozen": 12, "decade": 10}
_WORDS = NUMBERS | ORDINALS | {"half": 2, "twice": 2, "double": 2}
_IDLE = frozenset("one first zeroth zero".split())
"""Too little to be looked for: "one of them", "at first"."""
_PARTS = {"half": 2, "quarter": 4} | {word: ORDINALS[word] for word in ORDINALS if 3 <= ORDINALS[word] <= 10}
_FRACTION = re.compile(
    rf"\b(?:(?P<count>an?|{either(NUMBERS)})[ -](?P<part>(?:{either(_PARTS)})(?:s\b| (?=of\b)))|"
    r"(?P<half>half(?= (?:of|the|its|his|her|their|all)\b)))",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"(\d+(?:[.,]\d+)?) ?(?:%|per ?cent)")
_ROUNDED = 3.0
"""How far a percentage lies at most from the fraction that it is called, in points."""
_DIGITS = re.compile(r"(?<![\w.,])\d+(?:[.,'’ \u00a0\u202f]\d{3}(?!\d))*(?:[.,]\d+)?")
_ONE = frozenset("a an one".split())
"""A number only before one of the scales: "one hundred", "a million"."""
_WORD = re.compile(r"[^\W\d_]+")
_BOTH = re.compile(r"\b(?:both|pair|couple)\b", re.IGNORECASE)
_CAPITALS = r"[A-ZÀ-Ž][\w’'-]*(?: [A-ZÀ-Ž][\w’'-]*)*"
_LISTED = re.compile(rf"\b{_CAPITALS}(?:, {_CAPITALS})*(?=,? (?:and|or) {_CAPITALS})")
_SCALED = re.compile(rf"[^\W\d_]+|(?<![\w.,])\d{{1,3}}(?= (?:{either(_SCALES)})\b)", re.IGNORECASE)
"""Words, and digits before one of the scales: "2 million"."""
_GROUPS = re.compile(r"[,'’ \u00a0\u202f.](?=\d{3}(?!\d))")


def in_digits(text: str) -> frozenset[str]:
    """The numbers in digits, without what groups them; of "the 1990s" 1990.

    >>> sorted(in_digits("In the 1990s 120,000 left, 58 per cent, or 1.5 million."))
    ['1.5', '120000', '1990', '58']
    """
    return frozenset(_GROUPS.sub("", match[0]).replace(",", ".") for match in _DIGITS.finditer(text))


def in_words(text: str) -> frozenset[str]:
    """The numbers in English words, as digits.

    >>> sorted(in_words("Twenty-two of two thousand, a third of them, and one more."))
    ['2000', '22', '3']
    """
    return frozenset(map(str, _spelled([word.lower() for word in _WORD.findall(text)])))


def stated(text: str) -> frozenset[str]:
    """All numbers that a text states: in digits, in words, or in digits with a word after them; names listed.

    >>> sorted(stated("2 million of 1,500, or both of them, Elmford, Upper Ansel and Dray"))
    ['1500', '2', '2000000', '3']
    """
    listed = {str(found[0].count(",") + 2) for found in _LISTED.finditer(text)}
    both = {"2"} if _BOTH.search(text) else set()
    return in_digits(text) | frozenset(map(str, _spelled(_SCALED.findall(text.lower())))) | listed | both


def without_shares(text: str, stated: str) -> str:
    """The text without the shares in it that are `stated`: as a fraction, or rounded from a percentage.

    >>> without_shares("Nearly three fifths, or a third of them.", "58 per cent approve")
    'Nearly , or a third of them.'
    >>> without_shares("A third of them, a third way.", "one third of it")
    'of them, a third way.'
    """
    found = list(_fractions(text))
    known = [share for _, share in _fractions(stated)] if found else []
    known += [float(number.replace(",", ".")) for number in _PERCENT.findall(stated)] if found else []
    for words, share in found:
        if any(abs(share - each) <= _ROUNDED for each in known):
            text = text.replace(words, "")
    return text


def _fractions(text: str) -> Iterator[tuple[str, float]]:
    """The fractions in words, with their shares in per cent: "two thirds", "half of"."""
    for found in _FRACTION.finditer(text):
        if found["half"]:
            yield found[0], 50.0
            continue
        count = NUMBERS.get(found["count"].lower(), 1)
        yield found[0], 100.0 * count / _PARTS[found["part"].lower().rstrip("s ")]


def _spelled(words: Sequence[str]) -> Iterator[int]:
    """Each run of number words as one number; "hundred" and its like multiply what came before."""
    total = current = 0
    begun = False
    for word, following in pairwise((*words, "", "")):
        single = word.removesuffix("s")
        value = _WORDS.get(word, _WORDS.get(single))
        if following in _SCALES:
            value = 1 if word in _ONE else int(word) if word.isdecimal() else value
        elif single in _IDLE and not begun:
            value = None
        if single in _SCALES and begun:
            current *= _SCALES[single]
            if current >= 1000:
                total, current = total + current, 0
        elif value is not None:
            if begun and not (current % 100 >= 20 and current % 10 == 0 and value < 10 or not current % 100):
                yield total + current
                total = current = 0
            current, begun = current + value, True
        elif begun and word != "and":
            yield total + current
            total, current, begun = 0, 0, False
