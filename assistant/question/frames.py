"""Frames: what is left of a question when the matter that it asks about is masked.

"Who opposes the toll on the bridge?" → "Who opposes it?".
"""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cache

from assistant.encoder.encoder import Encoder, Vectors
from assistant.index.lexical import stem_set, stems
from assistant.lexicon import ARTICLES, ASKING, ATTITUDE_VERBS, PREPOSITIONS, SPEECH_ACTS
from assistant.question.intents import NEITHER, SIDE, SLOTS, examples, scores
from assistant.question.mentions import KnownNames
from assistant.question.reading import Named, named, nameless

_WORD = re.compile(r"\w+(?:['’-]\w+)*")
LINKS = (PREPOSITIONS | ARTICLES | {"and", "or"}) - {"for", "against"}
"""Words that may stand between two of one matter, and tell no side."""
_SHARED = 0.8
"""Share of the longer of two stems that both begin with where they are of one word: recognit, recognis."""


def matter(question: str, group: str = SIDE) -> frozenset[str]:
    """The stems of a question that are none of a frame of the group: of what it is about.

    >>> sorted(matter("Who is against the toll on the bridge?"))
    ['bridg', 'toll']
    """
    return stem_set(question) - frame_stems(group) - _asking()


@cache
def _asking() -> frozenset[str]:
    """The stems of words that only ask."""
    return frozenset(stem for word in ASKING for stem in stems(word))


def framed(text: str, covered: Collection[str], links: Collection[str] = LINKS) -> str:
    """The text with a stand-in for each run of words whose stems are `covered`, and `links` between them.

    >>> framed("Who opposes the toll on the bridge?", {"bridg", "toll"})
    'Who opposes it?'
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
        while place < len(words) and (masked[place] or words[place].group().lower() in links):
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


@cache
def frame_stems(group: str = SIDE) -> frozenset[str]:
    """The stems of the example wordings of a group; of side questions those of verbs that take sides, too."""
    wordings = (each for (own, intent), each in examples().items() if own == group and intent != NEITHER)
    names = (SLOTS[kind] for kind in ("person", "publication", "period"))
    sides = ATTITUDE_VERBS | SPEECH_ACTS if group == SIDE else ()
    texts = (*(text for each in wordings for text in each), *names, *sides)
    return frozenset(stem for text in texts for stem in stems(text))


@dataclass(frozen=True, slots=True)
class Reader:
    """What reads questions: the names that are known, the day it is, and an encoder with its vectors."""

    known: KnownNames
    today: datetime.date
    encoder: Encoder
    vector: Callable[[str], Vectors]

    def named(self, text: str, *, fragment: bool = False) -> Named:
        return named(text, self.known, self.today, fragment=fragment)

    def nameless(self, text: str) -> str:
        """A text with stand-ins for people, publications and times."""
        return nameless(text, self.known, self.today)

    def scores(self, text: str, group: str) -> tuple[dict[str, float], float]:
        """The score of each intent of a group, and that of none of them."""
        found = {name: score for (_, name), score in scores(self.vector(text), self.encoder, group).items()}
        return found, found.pop(NEITHER)
