"""The lexical arm: BM25 over passages under a short header, saved memory-mapped."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import zip_longest
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.index.metonyms import STATE
from assistant.languages import code, name
from assistant.loading import without
from assistant.names import folded

Scores = NDArray[np.float32]
_BACKGROUND = 200
"""Passages of other texts that count beside the index's own; with fewer a folder's commonest word loses all
weight where there are two articles, with many more a large folder's rarities are levelled."""
_COMMON = 1
"""Of these, how many hold any one word."""


class Lexical:
    """BM25 (Robertson & Zaragoza 2009; the variant of Lucene, k1 1.2, b .75) on Snowball stems."""

    def __init__(self, bm25: Any, languages: Iterable[str | None] = ()) -> None:
        self._bm25 = bm25
        self.languages = frozenset(code(language) or "en" for language in languages) or frozenset({"en"})
        """Codes of the languages of the texts."""

    @classmethod
    def build(cls, texts: Sequence[str], folder: Path, languages: Sequence[str | None] = ()) -> None:
        """Index `texts`, row by row, each in its language, and save the index in `folder`."""
        bm25 = _bm25s().BM25(k1=1.2, b=0.75, method="lucene")
        rows = zip_longest(texts, languages)
        bm25.index([stems(*row) or [""] for row in rows] or [[""]], show_progress=False)
        bm25.save(folder, show_progress=False)

    @classmethod
    def open(cls, folder: Path, languages: Iterable[str | None] = ()) -> Lexical:
        return cls(_bm25s().BM25.load(folder, mmap=True), languages)

    def words(self, question: str, language: str = "en") -> list[str]:
        """The stems of a question, and its names and numbers as texts in other languages have them.

        Where no text is in the question's language, names and numbers alone.
        """
        own = stems(question, language) if language in self.languages else []
        others = sorted(self.languages - {language})
        named = " ".join(self.named(question, language)) if others else ""
        found = (stem for other in others for stem in stems(named, other) if self.knows(stem))
        return list(dict.fromkeys((*own, *found))) if named else own

    def named(self, question: str, language: str) -> tuple[str, ...]:
        """The words of a question that may be names, and its numbers, as far as any text has them."""
        words = [word for word in re.findall(r"\w+", question) if not word.islower()]
        kept = (word for word in words if folded(word) not in _stopwords(language))
        return tuple(word for word in kept if self.mentions(word))

    def mentions(self, name: str) -> bool:
        """Whether every word of a name stands in the texts, as one of their languages stems it."""
        each = (stems(name, language) for language in self.languages)
        return any(words and all(map(self.knows, words)) for words in each)

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


_ASKING = frozenset("also cannot could may might must ought say says shall tell us whether would".split())
"""Words of questions that say nothing of their subject, missing from the library's stop words."""
_UNITED_STATES = re.compile(r"\bU\.?S\.?(?:A\b\.?)?(?!\w)")
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_STEMMED_AS = {"sh": "serbian"}
"""Languages whose name is not that of their Snowball stemmer."""
# Scripts without spaces between words: Thai to Khmer, Chinese, Japanese.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")


@lru_cache(maxsize=32)
def _stemmer(language: str) -> Callable[[list[str]], list[str]] | None:
    import Stemmer

    algorithm = _STEMMED_AS.get(language) or name(language).casefold()
    return Stemmer.Stemmer(algorithm).stemWords if algorithm in Stemmer.algorithms() else None


@lru_cache(maxsize=1)
def _bm25s() -> Any:
    """bm25s without what it imports where it is installed, for what is done otherwise here: JAX takes a
    second to load, SciPy a tenth.
    """
    with without("jax", "scipy"):
        import bm25s
    return bm25s


@lru_cache(maxsize=32)
def _stopwords(language: str) -> frozenset[str]:
    stopwords = _bm25s().stopwords
    if language == "en":
        return frozenset(stopwords.STOPWORDS_EN_PLUS) | _ASKING
    return frozenset(map(folded, getattr(stopwords, f"STOPWORDS_{name(language).upper()}", ())))


@lru_cache(maxsize=20_000)
def stem_set(sentence: str, language: str | None = None) -> frozenset[str]:
    """The stems of a sentence, each once; kept, since several parts of one answer ask for the same ones."""
    return frozenset(stems(sentence, language))


def stems(text: str, language: str | None = None) -> list[str]:
    """The words BM25 compares: accents folded, capitals read as their states, stop words out, stemmed.

    `language` is that of the text, by default English. What is written without spaces is cut into pairs of
    characters.

    >>> stems("the U.S. and Thaçi's borders"), stems("die Häfen", "de"), stems("关闭港口", "zh")
    (['america', 'thaci', 'border'], ['haf'], ['关闭', '闭港', '港口'])
    """
    language = code(language) or "en"
    if language != "en":
        return _foreign_stems(text, language)
    named = _UNITED_STATES.sub("America", text)
    joined = _INITIALS.sub(lambda initials: initials.group().replace(".", ""), named)
    words = (re.sub(r"['’]s$", "", word) for word in folded(joined).split())
    kept = [STATE.get(word, word) for word in words if len(word) > 1 and word not in _stopwords("en")]
    stemmed = _stemmer("en")
    assert stemmed is not None
    return list(_paired(stemmed(kept)))


def words_in(text: str) -> int:
    """How many words a text has; of a script without spaces, one for two characters.

    >>> words_in("The port stays open."), words_in("港口必须保持开放。")
    (4, 4)
    """
    if not (unspaced := sum(len(run.group()) for run in _UNSPACED.finditer(text))):
        return len(text.split())
    return unspaced // 2 + len(re.findall(r"\w+", _UNSPACED.sub(" ", text)))


def _foreign_stems(text: str, language: str) -> list[str]:
    """Stemmed as they are written, since stemmers know endings by their accents, and folded after."""
    written = re.findall(r"\w+", unicodedata.normalize("NFC", text.casefold()))
    words = [word for word in written if len(word) > 1 and folded(word) not in _stopwords(language)]
    stemmed = _stemmer(language)
    return list(_paired(map(folded, stemmed(words) if stemmed else words)))


def _paired(words: Iterable[str]) -> Iterator[str]:
    """The words, those in a script without spaces cut into overlapping pairs of characters."""
    for word in words:
        if not _UNSPACED.search(word):
            yield word
            continue
        for run in _UNSPACED.finditer(word):
            letters = run.group()
            yield from (letters[at : at + 2] for at in range(max(1, len(letters) - 1)))
