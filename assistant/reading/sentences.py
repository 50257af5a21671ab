"""Sentences as spans of a text, by rules: which full stops end one, and which belong to a name."""

from __future__ import annotations

import re

from assistant.articles import Span

LONGEST = 2_000
"""Characters of a sentence; a longer one is cut at white space, so that no rule about it sees more.

Of 12,893 sentences of real opinion writing, speeches of 1797 to 1917 included, two are longer.
"""
# The end of a sentence: closing punctuation with its quotation marks, or the end of a line or paragraph.
# A run of marks is tried as a whole and once: trying each part of it takes quadratic time.
_END = re.compile(r"(?<![.!?…])[.!?…]++[\"”’»')\]]*+(?=\s+[\"“‘«'(\[]*[A-ZÀ-ÞĀ-ſ0-9@#])|\n+")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\[“\"‘'])(?:"
    r"(?:Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Govs|Gen|Lt|Col|Sgt|Capt|St|Jr|Sr|Prof|Rev|Hon|vs|cf|No|Nos|pp|vol|"
    r"Jan|Feb|Mar|Apr|Aug|Sept|Oct|Nov|Dec|Inc|Corp|Co|Ltd|e\.g|i\.e|approx|ed|eds|fig)"
    r"|[A-Z]|(?:[A-Z]\.)+[A-Z])\.$"
)
_INITIALS_END = re.compile(r"(?:[A-Z]\.){2,}$")
# “Why?” Ash asked: what follows the quotation names its speaker.
_TAG = re.compile(
    r"\s+(?:[A-ZÀ-ÞĀ-Ž][\w.’'\-]*\s+){1,3}(?:said|says|asked|asks|wrote|writes|replied|added|shouted|cried)\b"
)
_QUOTED_END = re.compile(r"[?!]+[\"”’»']+$")
_TAIL = 40
"""Characters before a full stop in which an abbreviation or a closing quotation mark is looked for."""
_STARTER = re.compile(r"\s+(?:The|A|An|It|He|She|They|We|I|In|But|And|This|That|These|Those|If|When)\b")


def sentences(text: str) -> tuple[Span, ...]:
    """The sentences of `text` in order, without surrounding white space; a line break always ends one.

    >>> text = "Mr. Ash of the U.N. left. “Why?” asked Bo."
    >>> [text[start:end] for start, end in sentences(text)]
    ['Mr. Ash of the U.N. left.', '“Why?” asked Bo.']
    >>> text = "“Why?” Ann Ash asked. Bo left."
    >>> [text[start:end] for start, end in sentences(text)]
    ['“Why?” Ann Ash asked.', 'Bo left.']
    """
    spans: list[Span] = []
    start = 0
    for match in _END.finditer(text):
        if "\n" not in match.group() and not _ends(text, start, match.end()):
            continue
        _add(spans, text, start, match.end())
        start = match.end()
    _add(spans, text, start, len(text))
    return tuple(spans)


def _ends(text: str, start: int, end: int) -> bool:
    """Whether the punctuation before `end` closes a sentence."""
    before = text[max(start, end - _TAIL) : end]
    if _QUOTED_END.search(before) and _TAG.match(text, end):
        return False
    if _ABBREVIATION.search(before):
        # "the U.S. The plan": initials end a sentence where the next word can only open one.
        return bool(_INITIALS_END.search(before) and _STARTER.match(text, end))
    return True


def _add(spans: list[Span], text: str, start: int, end: int) -> None:
    """Add the words between two offsets, in pieces of at most `LONGEST`."""
    while start < end:
        window = text[start : min(end, start + LONGEST)]
        cut = len(window)
        if start + cut < end and not text[start + cut].isspace():
            cut = len(window.rsplit(maxsplit=1)[0]) or cut
        stripped = window[:cut].strip()
        if stripped:
            first = start + window.index(stripped[0])
            spans.append((first, first + len(stripped)))
        start += cut
