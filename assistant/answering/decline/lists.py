"""Whether a text lists several things."""

from __future__ import annotations

import re

from assistant.lexicon import ORDINALS, either

_ORDINAL = re.compile(rf"\b({either(ORDINALS)})(?:ly)?\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[.;:]\s")
_LAST = re.compile(r",? (?:and|or)\b")
_POINT = re.compile(r"^\s*(?:[-*•]|\d+[.)])\s", re.MULTILINE)


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
