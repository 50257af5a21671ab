"""Parts: the questions that one question puts side by side, each to be understood by itself.

"What does Birk want, and who pays for it?" has two; "What do Birk and Quell want?" is one.
"""

from __future__ import annotations

import datetime

from assistant.lexicon import (
    BE,
    DETERMINERS,
    FINITE_AUXILIARIES,
    OBJECT_PRONOUNS,
    PRONOUNS,
    either,
)
from assistant.question.masks import DATE, OTHER, PEOPLE, PERSON, pattern
from assistant.question.mentions import KnownNames
from assistant.question.reading import named, read
from assistant.question.topic import content, is_hollow, without_small_talk

MOST = 6
"""Parts of a question; one with more is taken as a whole."""
_LONGEST = 400
"""Characters of a question that is looked at: a longer one has a text before it."""
_AUXILIARIES = FINITE_AUXILIARIES - BE
_PIECES = {
    "do": rf"(?:{either(_AUXILIARIES)})",
    "be": rf"(?:{either(FINITE_AUXILIARIES & BE)})",
    "people": PEOPLE,
    "name": rf"[{PERSON}{OTHER}]|(?-i:[A-ZÀ-Ž])",
    "pronoun": rf"(?:{either((PRONOUNS.keys() - {'who', 'which'}) | OBJECT_PRONOUNS | {'there'})})\b",
    "the": rf"(?:{either(DETERMINERS - {'a', 'an', 'all', 'no'})})\b",
    "on": r"(?: on\b| about\b|:)",
    "link": r"(?:and|but|then|also|plus)",
    "aside": r"(?:,? [^,?]{1,30},)?",
    "request": r"(?:tell|show|give|list|compare|contrast|explain|describe|summari[sz]e|quote)",
}
# A clause that asks by its order of words: "what does", "which price would Birk", "would Birk", "is it",
# "who is Birk"; or by none, "what of the toll".
_INVERTED = (
    r"(?:(?:what|how|why|when|where)(?:['’]s| <do>| <be>)\b|how \w+ (?:<do>|<be>)\b"
    r"|(?:which|what)(?: \w+){1,3} (?:<do>|<be>) (?:<name>|<pronoun>|<the>)"
    r"|who(?:m)? <do> (?:<name>|<the>)|who(?:['’]s| <be>) (?:<name>)|what (?:of|about) (?:<name>|<the>)"
    r"|<do> (?:<name>|<pronoun>|<the>)|<be> (?:<name>|<pronoun>))"
)
# One that has the order of a statement: "who pays", "which one mentions", "what Birk fears".
_STRAIGHT = r"(?:who\b(?! (?:he|she|it|they)\b)|(?:which|what) (?:<name>|\w+ \w+))"
_ASKED = rf"(?:{_INVERTED}|{_STRAIGHT}|(?:<do>|<be>)\b|<request>\b|<people><on>)"
_START = pattern(
    rf"(?:[^,:?]{{1,40}}[,:] (?:and )?)?{_ASKED}|(?:i|we|please)\b.{{1,60}}?\b(?:who|what|which|why|how)\b",
    _PIECES,
)
_BREAKS = tuple(
    pattern(shape, _PIECES)
    for shape in (
        r"[?!;]\s+(?=\S)",
        rf",? (?:<link> )+<aside>\s?(?={_INVERTED})",
        rf", (?:<link> )+<aside>\s?(?={_STRAIGHT})| <link>,? [^,?]{{1,30}}, (?={_STRAIGHT})",
        r"(?:, (?:<link> )+|,? (?:and )?then )(?=(?:please )?<request>\b)",
        rf", (?={_INVERTED})",
        r"(?:,|;|,? and) (?=<people> (?:on|about)\b)",
    )
)
# "What does Birk say of the dam and who pays for it?": without a comma it may be Birk's to say who.
_DOUBTFUL = pattern(rf" <link> (?={_STRAIGHT})", _PIECES)
_ORDER = pattern(r"(?:i|we|please|<request>)\b", _PIECES)
_FRAGMENT = pattern(r"(?:(?:and|or|but|what about|how about) )*<people>\W*$", _PIECES)


def divided(text: str, known: KnownNames, today: datetime.date) -> tuple[str, ...]:
    """The questions that `text` puts side by side, in its own words; empty for one question, and in doubt.

    What names no matter and nobody is no part: "Should it close, and why?" is one question.
    """
    text = without_small_talk(text).strip()
    if len(text) > _LONGEST:
        return ()
    shown = named(text, known, today).masked
    breaks = {found.span(): True for found in _DOUBTFUL.finditer(shown)}
    breaks |= {found.span(): False for each in _BREAKS for found in each.finditer(shown)}
    spans = [(0, len(text))]
    for (start, end), doubtful in sorted(breaks.items()):
        first = spans[-1][0]
        if start <= first or not _is_whole(shown[first:start]) or not _is_part(shown[end:]):
            continue
        if not (doubtful and read(text[first:start], known, today).sources):
            spans[-1:] = [(first, start), (end, len(text))]
    parts = tuple(dict.fromkeys(_worded(text[start:end]) for start, end in spans))
    return parts if 1 < len(parts) <= MOST else ()


def _is_whole(masked: str) -> bool:
    """Whether what comes before a break asks something by itself."""
    return bool(_START.match(masked)) and (not is_hollow(masked) or DATE in masked)


def _is_part(masked: str) -> bool:
    """Whether what comes after a break, up to the next, asks something of its own."""
    end = min((found.start() for each in _BREAKS if (found := each.search(masked, 1))), default=len(masked))
    own = masked[:end]
    return bool(_START.match(own) or _FRAGMENT.match(own)) and (PERSON in own or bool(content(own)))


def _worded(text: str) -> str:
    """A part as a question or an order of its own."""
    text = text.strip(" ,;?!.")
    return text[:1].upper() + text[1:] + ("." if _ORDER.match(text) else "?")
