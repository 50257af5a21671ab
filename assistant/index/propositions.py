"""The propositions on which sides are taken in the articles, with their vectors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.encoder.encoder import Vectors
from assistant.index.lexical import stems
from assistant.positions import Position

_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_ROW = re.compile(r"\b(?:[A-ZÀ-Ž][\w-]+ )+[A-ZÀ-Ž][\w-]+")
FILE = "proposition_vectors.npy"
Taken = tuple[str, Position]
"""An article's id, and a position in it."""


def distinct(positions: Iterable[Position]) -> list[str]:
    """The propositions of some positions, each once."""
    return sorted({position.on for position in positions})


@lru_cache(maxsize=2_000)
def initials(text: str) -> Mapping[str, str]:
    """Each row of capitalised words by its initials.

    >>> initials("Brell should join the European Union")
    {'eu': 'European Union'}
    """
    return {"".join(word[0] for word in row.split()).lower(): row for row in _ROW.findall(text)}


@lru_cache(maxsize=2_000)
def name_stems(text: str) -> frozenset[str]:
    """The stems of the capitalised words within a text.

    >>> sorted(name_stems("Should Serbia join the EU?"))
    ['eu', 'serbia']
    """
    words = (word.group() for word in _WORD.finditer(text) if word.start() and word.group()[0].isupper())
    return frozenset(stem for word in words for stem in stems(word))


class Propositions:
    """What sides are taken on, and by which positions."""

    def __init__(self, positions: Sequence[Taken], vectors: Vectors) -> None:
        """`vectors` are those of the `distinct` propositions, in their order, [propositions, dimension]."""
        self.texts = tuple(distinct(position for _, position in positions))
        self.vectors = vectors
        self.names = frozenset(stem for text in self.texts for stem in name_stems(text))
        """The stems of the names in them."""
        self._taken: dict[str, tuple[Taken, ...]] = {
            text: tuple(each for each in positions if each[1].on == text) for text in self.texts
        }

    def taken(self, proposition: str) -> tuple[Taken, ...]:
        """Every position on a proposition, in the order of the articles."""
        return self._taken.get(proposition, ())

    @staticmethod
    def write(folder: Path, vectors: NDArray[np.float16]) -> None:
        np.save(folder / FILE, vectors)

    @classmethod
    def open(cls, folder: Path, positions: Sequence[Taken]) -> Propositions:
        return cls(positions, np.load(folder / FILE).astype(np.float32))
