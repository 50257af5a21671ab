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
        """BM25 of every row for stemmed `words`, [rows]; 0 for rows that are not `admitted`."""
        known = [word for word in words if word in self._bm25.vocab_dict]
        if not known:
            return np.zeros(int(self._bm25.scores["num_docs"]), np.float32)
        return np.asarray(self._bm25.get_scores(known, weight_mask=admitted), np.float32)

    def rarity(self, word: str) -> float:
        """The inverse document frequency of a stem, in nats: ln(1 + (N - n + .5) / (n + .5))."""
        rows = int(self._bm25.scores["num_docs"])
        found = self._frequency(word)
        return float(np.log(1 + (rows - found + 0.5) / (found + 0.5)))

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
