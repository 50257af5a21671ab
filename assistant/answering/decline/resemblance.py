"""Other forms of a name: a people and its country, or one misspelt letter."""

from __future__ import annotations

import os
from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.index.metonyms import STATE

_LEAST = 6
"""Letters of a name in which one slip still leaves it this name."""
_ROOT = 5
"""Letters that a people and its country share at least: Kosovo, Kosovar."""
_ENDINGS = frozenset(
    "- a an ian n ia ya e en ene es ese i ic o in ish ar er ov s nian landic lander land y ija".split()
) | {""}
"""Of peoples, their members and their countries, once stemmed."""


def resembles(name: str, words: Iterable[str]) -> bool:
    """Whether a stem is, but for one slip or the ending of a people's name, among `words` or a capital.

    >>> resembles("washingtn", ["washington"]), resembles("sloven", ["slovenia"]), resembles("oslo", ["also"])
    (True, True, False)
    """
    known = (*words, *STATE)
    if any(word.startswith(name[:_ROOT]) and _same_people(name, word) for word in known):
        return True
    slip = process.extractOne(name, known, scorer=OSA.distance, score_cutoff=1)
    return len(name) >= _LEAST and slip is not None


def _same_people(name: str, other: str) -> bool:
    shared = len(os.path.commonprefix([name, other]))
    return shared >= _ROOT and name[shared:] in _ENDINGS and other[shared:] in _ENDINGS
