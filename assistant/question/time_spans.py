"""Times told by their distance from another: "seven years later" than 2018 is 2025."""

from __future__ import annotations

import re

from assistant.dates import PublicationDate
from assistant.question.date_phrases import counted_on
from assistant.question.lexicon import NUMBERS

_NUMBER = NUMBERS | {"a": 1, "an": 1, "one": 1}
_DISTANCE = re.compile(
    rf"\b(?:(?P<count>\d+|{'|'.join(sorted(_NUMBER, key=len, reverse=True))}) (?P<unit>year|month)s? "
    r"(?P<way>later|afterwards|after that|after|on|earlier|before that|before|previously)"
    r"|(?:in |during )?the (?P<next>following|next|previous|preceding) (?P<one>year|month)"
    r"|the (?P<single>year|month) (?P<side>after|before))(?=\W*$|,| (?:about|on|of|in)\b)",
    re.IGNORECASE,
)

_SIDE = re.compile(
    r"\b(?:(?P<before>before (?:that|then)|before(?=\W*$)|earlier|previously)|after (?:that|then)|later(?: on)?|"
    r"afterwards|since then|since(?=\W*$))"
    r"(?=\W*$| (?:about|on|of)\b)",
    re.IGNORECASE,
)


def with_date(text: str, base: str) -> str:
    """`text` with a time told by its distance from `base` told by its date.

    >>> with_date("Was he of that opinion seven years later?", "2018-09")
    'Was he of that opinion in 2025?'
    """
    found = _DISTANCE.search(text)
    if found is None:
        return _on_one_side(text, base)
    back = (
        (found["way"] or found["next"] or found["side"])
        .lower()
        .startswith(("earl", "before", "prev", "prec"))
    )
    count = found["count"] or "one"
    steps = (int(count) if count.isdigit() else _NUMBER[count.lower()]) * (-1 if back else 1)
    unit = (found["unit"] or found["one"] or found["single"]).lower()
    if unit == "month" and len(base) < 7:
        return text
    date = counted_on(base[:4] if unit == "year" else base[:7], steps)
    return f"{text[: found.start()]}in {date.text}{text[found.end() :]}"


def _on_one_side(text: str, base: str) -> str:
    side = _SIDE.search(text)
    if side is None:
        return text
    word = "before" if side["before"] else "after"
    return f"{text[: side.start()]}{word} {PublicationDate(base).text}{text[side.end() :]}"
