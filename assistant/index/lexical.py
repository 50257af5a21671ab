"""The lexical arm: BM25 over passages under a short header, saved memory-mapped."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.index.metonyms import STATE
from assistant.names import folded

Scores = NDArray[np.float32]
_BACKGROUND = 200
"""Passages of other texts that count beside the index's own; with fewer a folder's commonest word loses all
weight where there are two articles, with many more a large folder's rarities are levelled."""
_COMMON = 1
"""Of these, how many hold any one word."""


class Lexical:
    """BM25 (Robertson & Zaragoza 2009; the variant of Lucene, k1 1.2, b .75) on Snowball stems."""

    def __init__(self, bm25: Any) -> None:
        self._bm25 = bm25

    @classmethod
    def build(cls, texts: Sequence[str], folder: Path) -> None:
        """Index `texts`, row by row, and save the index in `folder`."""
        import bm25s

        bm25 = bm25s.BM25(k1=1.2, b=0.75, method="lucene")
        bm25.index([stems(text) or [""] for text in texts] or [[""]], show_progress=False)
        bm25.save(folder, show_progress=False)

    @classmethod
    def open(cls, folder: Path) -> Lexical:
        import bm25s

        return cls(bm25s.BM25.load(folder, mmap=True))

    def scores(self, words: Sequence[str], admitted: NDArray[np.bool_] | None) -> Scores:
        """BM25 of every row for stemmed `words`, [rows]; 0 for rows that are not `admitted`.

        As a share of the question's ideal score, that of a row that holds each word without end: 0 to 1.
        """
        arrays = self._bm25.scores
        totals = np.zeros(int(arrays["num_docs"]), np.float32)
        for word in words:
            if found := self._frequency(word):
                first = int(arrays["indptr"][self._bm25.vocab_dict[word]])
                column = slice(first, first + found)
                # bm25s keeps the product with the unsmoothed frequency.
                weight = self.rarity(word) / _rarity(found, len(totals))
                totals[arrays["indices"][column]] += weight * arrays["data"][column]
        if admitted is not None:
            totals *= admitted
        ideal = sum(self.rarity(word) for word in words)
        return totals / ideal if ideal else totals

    def rarity(self, word: str) -> float:
        """The inverse document frequency of a stem among the passages and the background, in nats.

        The background are `_BACKGROUND` passages of other texts, of which each word stands in `_COMMON`: in
        a folder of two articles a word that stands in both is not yet a common one.
        """
        rows = int(self._bm25.scores["num_docs"])
        return _rarity(self._frequency(word) + _COMMON, rows + _BACKGROUND)

    def knows(self, word: str) -> bool:
        """Whether any passage or header holds the stem."""
        return self._frequency(word) > 0

    @property
    def vocabulary(self) -> Collection[str]:
        """Every stem in the index."""
        vocabulary: dict[str, int] = self._bm25.vocab_dict
        return vocabulary.keys()

    def _frequency(self, word: str) -> int:
        token = self._bm25.vocab_dict.get(word)
        starts = self._bm25.scores["indptr"]
        return 0 if token is None else int(starts[token + 1] - starts[token])


def _rarity(found: int, rows: int) -> float:
    """ln(1 + (N - n + .5) / (n + .5)), as Lucene counts it."""
    return float(np.log(1 + (rows - found + 0.5) / (found + 0.5)))


class _Stemmer:
    @cached_property
    def words(self) -> Any:
        import Stemmer

        return Stemmer.Stemmer("english").stemWords

    @cached_property
    def stopwords(self) -> frozenset[str]:
        from bm25s.stopwords import STOPWORDS_EN_PLUS

        return frozenset(STOPWORDS_EN_PLUS) | _ASKING


_STEMMER = _Stemmer()
_ASKING = frozenset("also cannot could may might must ought say says shall tell us whether would".split())
"""Words of questions that say nothing of their subject, missing from the library's stop words."""
_UNITED_STATES = re.compile(r"\bU\.?S\.?(?:A\b\.?)?(?!\w)")
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.){2,}")


@lru_cache(maxsize=20_000)
def stem_set(sentence: str) -> frozenset[str]:
    """The stems of a sentence, each once; kept, since several parts of one answer ask for the same ones."""
    return frozenset(stems(sentence))


def stems(text: str) -> list[str]:
    """The words BM25 compares: accents folded, capitals read as their states, stop words out, stemmed.

    >>> stems("the U.S. and Thaçi's borders")
    ['america', 'thaci', 'border']
    """
    named = _UNITED_STATES.sub("America", text)
    joined = _INITIALS.sub(lambda initials: initials.group().replace(".", ""), named)
    words = (re.sub(r"['’]s$", "", word) for word in folded(joined).split())
    kept = [STATE.get(word, word) for word in words if len(word) > 1 and word not in _STEMMER.stopwords]
    return [str(word) for word in _STEMMER.words(kept)]
