"""Frames: what is left of a question when the matter that it asks about is masked.

"What is new on the toll on the bridge?" → "What is new on it?".
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable
from functools import cache

from assistant.index.lexical import stem_set, stems
from assistant.lexicon import ARTICLES, ASKING, ATTITUDE_VERBS, PREPOSITIONS, SPEECH_ACTS, STANCES
from assistant.question.intents import NEITHER, ORDER, SLOTS, examples

_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_NAMES = tuple(SLOTS[kind] for kind in ("person", "publication", "period"))
_LINKS = (PREPOSITIONS | ARTICLES | {"and", "or"}) - {"for", "against"}
"""Words that may stand between two of one matter, and tell no side."""
_SHARED = 0.8
"""Share of the longer of two stems that both begin with where they are of one word: recognit, recognis."""


def matter(question: str) -> frozenset[str]:
    """The stems of a question that neither ask nor tell a side: of what it is about.

    >>> sorted(matter("Who is against the toll on the bridge?"))
    ['bridg', 'toll']
    """
    return stem_set(question) - _asking() - _siding()


def ordered_matter(question: str) -> frozenset[str]:
    """The stems of a question that are of no wording by which an order of dates is asked for.

    >>> sorted(ordered_matter("What is new on the toll?"))
    ['toll']
    """
    return stem_set(question) - _asking() - _ordering()


@cache
def _asking() -> frozenset[str]:
    """The stems of words that only ask."""
    return _stems(ASKING)


@cache
def _siding() -> frozenset[str]:
    """The stems of words that tell a side, and of stand-ins for names."""
    return _stems((*ATTITUDE_VERBS, *SPEECH_ACTS, *STANCES, *_NAMES))


@cache
def _ordering() -> frozenset[str]:
    """The stems of the example wordings of an order, and of stand-ins for names."""
    wordings = (each for (group, intent), each in examples().items() if group == ORDER and intent != NEITHER)
    return _stems((*(text for each in wordings for text in each), *_NAMES))


def _stems(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(stem for text in texts for stem in stems(text))


def framed(text: str, covered: Collection[str]) -> str:
    """The text with a stand-in for each run of words whose stems are `covered`, and links between them.

    >>> framed("What is new on the toll on the bridge?", {"bridg", "toll"})
    'What is new on it?'
    """
    words = list(_WORD.finditer(text))
    masked = [any(stands(stem, covered) for stem in stems(word.group())) for word in words]
    pieces: list[str] = []
    at = place = 0
    while place < len(words):
        if not masked[place]:
            place += 1
            continue
        first = last = place
        while first and words[first - 1].group().lower() in ARTICLES and words[first - 1].start() >= at:
            first -= 1
        place += 1
        while place < len(words) and (masked[place] or words[place].group().lower() in _LINKS):
            last = place if masked[place] else last
            place += 1
        pieces += (text[at : words[first].start()], SLOTS["matter"])
        at = words[last].end()
    return "".join((*pieces, text[at:]))


def stands(stem: str, among: Collection[str]) -> bool:
    """Whether a stem, or another of the same word, is among some."""
    first = stem[:1]
    return stem in among or any(other[:1] == first and _of_one_word(stem, other) for other in among)


def _of_one_word(one: str, other: str) -> bool:
    shared = math.ceil(_SHARED * max(len(one), len(other)))
    return min(len(one), len(other)) >= shared and one[:shared] == other[:shared]
