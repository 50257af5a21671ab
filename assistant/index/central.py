"""What articles are about, where no question is put to them: their most central sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from assistant.index.filters import Filter
from assistant.index.search import Hit, Ranking, Sentence

if TYPE_CHECKING:
    from assistant.index.snapshot import Snapshot

_WORDS = 8
"""Shorter sentences lie near any mean and say little: their centrality counts by their length."""


def central(snapshot: Snapshot, only: Filter, limit: int) -> Ranking:
    """The `limit` newest articles that `only` admits, undated ones last.

    The cosine of a sentence is that with the mean of its article's sentences, as in centroid-based
    summarisation (Radev et al. 2004, "Centroid-based summarization of multiple documents").
    """
    newest = sorted(
        snapshot.records(only),
        key=lambda record: record.date.first.toordinal() if record.date else 0,
        reverse=True,
    )
    hits = (hit for record in newest[:limit] for hit in _hits(snapshot, record.article_id))
    return Ranking(tuple(hits), best_cosine=1.0)


def _hits(snapshot: Snapshot, article_id: str) -> list[Hit]:
    """The passages of an article, all of one score, with the centrality of their sentences."""
    catalog = snapshot.catalog
    rows = np.flatnonzero(catalog.places.passages[:, 0] == catalog.positions[article_id])
    found = [(catalog.passage(int(row)), *catalog.sentences(int(row))) for row in rows]
    every = [vectors.astype(np.float32) for _, _, vectors in found if len(vectors)]
    if not every:
        return []
    plain = snapshot.article(article_id).plain
    mean = np.concatenate(every).mean(axis=0)
    mean /= max(float(np.linalg.norm(mean)), 1e-9)
    return [
        Hit(
            passage,
            1.0,
            1.0,
            0.0,
            tuple(
                Sentence(span, cosine * min(1.0, len(plain.words(*span).split()) / _WORDS))
                for span, cosine in zip(spans, (vectors.astype(np.float32) @ mean).tolist(), strict=True)
            ),
        )
        for passage, spans, vectors in found
    ]
