"""Copies: articles whose text is the same but for trifles, such as a piece that two papers printed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from assistant.articles import Article, Record

_WIDTH = 24
"""Letters and digits of a window (a shingle: Broder 1997, "On the resemblance and containment")."""
_SAME = 0.9
"""Share of the windows of each of two texts that stand in the other (containment), where they are one."""
_SKETCH = 400
"""The smallest hashes of a text stand for all; they tell the share to ± .02."""
_BANDS, _BINS = 16, 3
"""Bands of the least hashes in so many bins: texts that share none do not resemble each other that much."""
_FACTORS = np.random.default_rng(0).integers(1, 2**63, _WIDTH, np.uint64) | np.uint64(1)

Hashes = NDArray[np.uint64]


def originals(articles: Iterable[Article]) -> dict[str, str]:
    """For each copy the id of the article that is shown for it.

    That is the one with the fullest record, of these the earliest, of these the first by path.
    """
    found: dict[str, str] = {}
    by_band: dict[tuple[int, bytes], list[tuple[str, _Sketch]]] = {}
    for article in sorted(articles, key=lambda article: preference(article.record)):
        sketch = _sketch(article)
        bands = _bands(sketch.least)
        known = (item for band in bands for item in by_band.get(band, ()))
        same = next((name for name, other in known if _contained(sketch, other) >= _SAME), None)
        if same is not None:
            found[article.id] = same
            continue
        for band in bands:
            by_band.setdefault(band, []).append((article.id, sketch))
    return found


def preference(record: Record) -> tuple[int, bool, int, str]:
    """Where an article stands among its copies; the least is shown."""
    told = sum(getattr(record, item.name) not in (None, ()) for item in fields(record))
    day = record.date.first.toordinal() if record.date else 0
    return -told, record.date is None, day, record.article_id


def copies(articles: Iterable[Article]) -> Iterator[tuple[str, str]]:
    """Each copy's id with a sentence that says of which article it is one."""
    for copy, original in originals(articles).items():
        yield copy, copy_line(original)


def copy_line(original: str) -> str:
    """What is told of a copy, by the id of the article that is shown for it."""
    return f"The text is that of {original!r}: answers show that one, and that it stands here, too."


@dataclass(frozen=True, slots=True)
class _Sketch:
    """The least hashes of a text's windows, in order, and how many windows there are."""

    least: Hashes
    windows: int


def _sketch(article: Article) -> _Sketch:
    """The sketch of an article's sentences, without its title, byline and notes; else of all its text."""
    sentences = " ".join(article.text[start:end] for start, end in article.sentences)
    plain = unicodedata.normalize("NFKD", sentences or article.text).casefold()
    letters = np.array([ord(char) for char in plain if char.isalnum()], np.uint64)
    width = min(_WIDTH, len(letters))
    if not width:
        return _Sketch(letters, 0)
    windows = len(letters) - width + 1
    hashes = np.zeros(windows, np.uint64)
    for place in range(width):
        hashes += letters[place : place + windows] * _FACTORS[place]
    hashes = (hashes ^ (hashes >> np.uint64(31))) * _FACTORS[0]
    every = np.unique(hashes ^ (hashes >> np.uint64(29)))
    return _Sketch(every[:_SKETCH], len(every))


def _bands(least_hashes: Hashes) -> list[tuple[int, bytes]]:
    """Of each band the least hash in every bin; none where no bin has any."""
    number = _BANDS * _BINS
    bins, firsts = np.unique(least_hashes % np.uint64(number), return_index=True)
    least = np.zeros(number, np.uint64)
    least[bins.astype(int)] = least_hashes[firsts]
    parts = least.reshape(_BANDS, _BINS)
    return [(band, part.tobytes()) for band, part in enumerate(parts) if part.any()]


def _contained(one: _Sketch, other: _Sketch) -> float:
    """Share of the windows of the longer text that stand in both.

    Told by the least hashes of all, of which those in both are the resemblance (Broder 1997).
    """
    least = np.union1d(one.least, other.least)[:_SKETCH]
    both = np.intersect1d(one.least, other.least, assume_unique=True)
    resemblance = len(np.intersect1d(least, both, assume_unique=True)) / len(least)
    return resemblance / (1 + resemblance) * (one.windows + other.windows) / max(one.windows, other.windows)
