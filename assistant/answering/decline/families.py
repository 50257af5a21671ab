"""Word families: whether a word of a question stands in a text as its stem, a relative, or a synonym."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

from assistant.answering.decline.deeds import GROUP
from assistant.index.lexical import stem_set

_ROOT = 5
"""Letters that two words of one family share at least, where neither is the other's beginning…"""
_BEGINNING = 4
"""…and where one is."""
_ENDING = 3
_LONG_ENDING = 3

_PEOPLES = {
    **{"greek": "greec", "french": "franc", "spanish": "spain", "polish": "poland", "dutch": "netherland"},
    **{
        "swiss": "switzerland",
        "danish": "denmark",
        "swede": "sweden",
        "finnish": "finland",
        "irish": "ireland",
    },
    **{"turk": "turkey", "turkish": "turkey", "european": "eu", "europ": "eu", "atlant": "nato"},
}
"""Stems of names that do not begin like those of their country or alliance."""


@lru_cache(maxsize=20_000)
def words_of(text: str) -> frozenset[str]:
    """The stems of a text, peoples under their country's name."""
    return frozenset(_PEOPLES.get(word, word) for word in stem_set(text))


def akin(word: str, other: str) -> bool:
    """Whether two stems belong to one family of words.

    >>> akin("recognit", "recognis"), akin("serb", "serbia"), akin("state", "statement")
    (True, True, False)
    """
    shared = 0
    for letter, letter_of_other in zip(word, other, strict=False):
        if letter != letter_of_other:
            break
        shared += 1
    shorter, longer = sorted((len(word) - shared, len(other) - shared))
    if shorter == 0:
        return shared >= _BEGINNING and longer <= min(_LONG_ENDING, shared - 1) or longer == 0
    return shared >= _ROOT and longer <= _ENDING


class Families:
    """Finds words of a question in the sentences of one vocabulary."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._by_start: dict[str, list[str]] = {}
        for word in vocabulary:
            self._by_start.setdefault(word[:_BEGINNING], []).append(word)
        self._forms: dict[str, frozenset[str]] = {}

    def forms(self, word: str) -> frozenset[str]:
        """Every word of the vocabulary that stands for the stem."""
        if word not in self._forms:
            self._forms[word] = frozenset(self._found(_PEOPLES.get(word, word)))
        return self._forms[word]

    def _found(self, word: str) -> Iterator[str]:
        if word in GROUP:
            every = (other for words in self._by_start.values() for other in words)
            yield from (other for other in every if GROUP.get(other) == GROUP[word])
        else:
            same_start = self._by_start.get(word[:_BEGINNING], ())
            yield from (other for other in same_start if akin(word, other))

    def knows(self, word: str) -> bool:
        """Whether the vocabulary holds any form of the stem."""
        return bool(self.forms(word))

    def stands(self, word: str, words: Collection[str]) -> bool:
        """Whether the stem, in any of its forms, is among `words`."""
        return not self.forms(word).isdisjoint(words)

    def all_stand(self, wanted: Iterable[str], words: Collection[str]) -> bool:
        return all(self.stands(word, words) for word in wanted)

    def any_stands(self, wanted: Iterable[str], words: Collection[str]) -> bool:
        return any(self.stands(word, words) for word in wanted)


@lru_cache(maxsize=1_000)
def families_in(text: str) -> Families:
    """The families of a whole article."""
    return Families(words_of(text))
