"""The propositions on which sides are taken in the articles, with their vectors and those of their words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.encoder.encoder import Vectors
from assistant.index.lexical import stem_set, stems
from assistant.positions import Position

_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_ROW = re.compile(r"\b(?:[A-ZÀ-Ž][\w-]+ )+[A-ZÀ-Ž][\w-]+")
FILE = "proposition_vectors.npy"
Taken = tuple[str, Position]
"""An article's id, and a position in it."""


def distinct(positions: Iterable[Position]) -> list[str]:
    """The propositions of some positions, each once."""
    return sorted({position.on for position in positions})


def embedded(positions: Iterable[Position]) -> list[str]:
    """The texts whose vectors are kept: distinct propositions, these without their names, and their words."""
    texts = distinct(positions)
    names = proper(texts)
    words = dict.fromkeys(word for text in texts for word in content_words(text))
    return [*texts, *(without(text, names) for text in texts), *words]


def proper(texts: Iterable[str]) -> frozenset[str]:
    """The stems that stand in capitals alone.

    >>> sorted(proper(["The states of Brell", "Brell should join the United States"]))
    ['brell', 'unit']
    """
    texts = tuple(texts)
    small = (word.group() for text in texts for word in _WORD.finditer(text) if word.group()[0].islower())
    names = frozenset(stem for text in texts for stem in name_stems(text))
    return names - frozenset(stem for word in small for stem in stems(word))


def without(text: str, names: Collection[str]) -> str:
    """The words of a text that are none of some names; the text where all are.

    >>> without("Brell should have a harbour", {"brell"})
    'should have a harbour'
    """
    words = (word.group() for word in _WORD.finditer(text))
    return " ".join(word for word in words if not stem_set(word) & frozenset(names)) or text


@lru_cache(maxsize=2_000)
def content_words(text: str) -> tuple[str, ...]:
    """The words of a text in small letters, without those that only join others.

    >>> content_words("The old bridge of Brell")
    ('old', 'bridge', 'brell')
    """
    words = (word.group().lower() for word in _WORD.finditer(text))
    return tuple(dict.fromkeys(word for word in words if stems(word)))


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
        """`vectors` are those of the `embedded` texts, in their order, [texts, dimension]."""
        own = [position for _, position in positions]
        self.texts = tuple(distinct(own))
        self.names = proper(self.texts)
        """The stems of their names."""
        number = len(self.texts)
        self.vectors, self.nameless = vectors[:number], vectors[number : 2 * number]
        words = embedded(own)[2 * number :]
        self.words: Mapping[str, Vectors] = dict(zip(words, vectors[2 * number :], strict=True))
        """The vectors of all their words."""
        self.stems = frozenset(stem for text in self.texts for stem in stem_set(text))
        """Of the words of all of them."""
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
