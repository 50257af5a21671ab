"""What articles are about, where no question is put to them: their most central sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from assistant.index.filters import Filter
from assistant.index.search import Hit, Ranking, Sentence, read

if TYPE_CHECKING:
    from assistant.articles import Record
    from assistant.index.snapshot import Snapshot

_WORDS = 8
"""Shorter sentences lie near any mean and say little: their centrality counts by their length."""


def by_date(snapshot: Snapshot, only: Filter, limit: int, *, oldest: bool = False) -> Ranking:
    """The passages of the `limit` newest or oldest articles that `only` admits, undated articles last.

    All are of one score, and their sentences are not compared with anything yet: see `centred`.
    """

    def place(record: Record) -> tuple[bool, int]:
        day = record.date.first.toordinal() if record.date else 0
        return record.date is None, day if oldest else -day

    ordered = sorted(snapshot.records(only), key=place)
    hits = (hit for record in ordered[:limit] for hit in _hits(snapshot, record.article_id))
    return Ranking(tuple(hits), best_cosine=1.0)


def centred(snapshot: Snapshot, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Passages of one article with the centrality of their sentences.

    It is the cosine with the mean of the article's sentences, as in centroid-based summarisation (Radev et
    al. 2004, "Centroid-based summarization of multiple documents").
    """
    rows = np.asarray([hit.unread for hit in hits])
    vectors = snapshot.sentences.take(snapshot.catalog.places.sentences_of(rows))
    mean = vectors.mean(axis=0)
    mean /= max(float(np.linalg.norm(mean)), 1e-9)
    plain = snapshot.article(hits[0].passage.article_id).plain

    def weighted(sentence: Sentence) -> Sentence:
        words = len(plain.words(*sentence.span).split())
        return replace(sentence, cosine=sentence.cosine * min(1.0, words / _WORDS))

    return tuple(
        replace(hit, sentences=tuple(map(weighted, hit.sentences))) for hit in read(snapshot, hits, mean)
    )


def _hits(snapshot: Snapshot, article_id: str) -> list[Hit]:
    """The passages of an article that hold sentences."""
    catalog = snapshot.catalog
    rows = np.flatnonzero(catalog.places.passages[:, 0] == catalog.positions[article_id])
    return [
        Hit(catalog.passage(row), 1.0, 1.0, 0.0, tuple(Sentence(span, 1.0) for span in spans), unread=row)
        for row in rows.tolist()
        if (spans := catalog.sentences(row))
    ]
