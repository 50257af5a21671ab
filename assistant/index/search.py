"""Hybrid search: BM25 and vectors, fused; filters bind both arms before anything is ranked.

A score adds BM25 as a share of its ideal, and the mean of the cosines of the passage and its best sentence
(a convex combination: Bruch, Gai & Ingber 2023, "An Analysis of Fusion Functions for Hybrid Retrieval"). Each
is put in units of a background figure that depends neither on the folder nor on what a filter admits: two
articles score as they would among fifty. The weights were chosen on the training queries of SciFact.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from assistant.articles import Passage, Record, Span
from assistant.encoder.everyday import background
from assistant.errors import SearchIndexError
from assistant.index.filters import Filter
from assistant.names import folded

if TYPE_CHECKING:
    from assistant.index.snapshot import Snapshot

POOL = 200
"""Candidates taken from each arm."""
LEXICAL_WEIGHT = 0.45
"""Of a question with words enough; a question of few or common words says less to BM25."""
ENOUGH_RARITY = 10.0
"""Summed rarity of a question's words, in nats, at which BM25 has its whole weight."""
LEXICAL_SPREAD = 0.06
"""The unit of BM25's share of its ideal. From .04 to .1 the expected articles of `eval/cases`, open half,
come as early; of less, off-topic questions that share one rare word score too high."""
SENTENCE_WEIGHT = 0.5
"""Share of a passage's best sentence in its dense score; the rest is the passage's own."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a passage and its cosine with the question."""

    span: Span
    cosine: float


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found."""

    passage: Passage
    score: float
    """Fused score: comparable between searches, folders and filters."""
    cosine: float
    """Of the passage's vector with the question's."""
    lexical: float
    """BM25, as a share of the question's ideal score."""
    sentences: tuple[Sentence, ...]

    @property
    def dense(self) -> float:
        """How near the vectors are: the mean of the passage's cosine and its best sentence's."""
        best = max((sentence.cosine for sentence in self.sentences), default=self.cosine)
        return (1 - SENTENCE_WEIGHT) * self.cosine + SENTENCE_WEIGHT * best


@dataclass(frozen=True, slots=True)
class Ranking:
    """What a search found, best first, and how near the best came."""

    hits: tuple[Hit, ...]
    best_cosine: float = 0.0
    """Of any sentence or passage in the pool."""
    unknown_share: float = 0.0
    """Share of the question's words, each weighed by its rarity, that stand nowhere in the index, 0 to 1."""
    rarities: Mapping[str, float] = field(default_factory=dict)
    """The question's stems and how rare each is, in nats."""


def search(
    snapshot: Snapshot,
    text: str,
    vector: NDArray[np.float32],
    *,
    only: Filter,
    limit: int,
    language: str = "en",
) -> Ranking:
    """The `limit` best passages for the question `text`, whose unit vector is `vector` [dimension].

    `language` is that of the question.
    """
    if not snapshot.manifest.passages:
        return Ranking(())
    words = snapshot.lexical.words(text, language)
    lexical = snapshot.lexical.scores(words, snapshot.admitted(only))
    dense_rows, dense_cosines = snapshot.dense.nearest(vector, min(POOL, len(lexical)), only)
    best = np.argpartition(-lexical, min(POOL, len(lexical) - 1))[:POOL] if len(lexical) else np.empty(0, int)
    others = np.setdiff1d(best[lexical[best] > 0], dense_rows)
    rows = np.concatenate([dense_rows, others]).astype(np.int64)
    if not len(rows):
        return Ranking(())
    cosines = np.concatenate([dense_cosines, _cosines(snapshot, others, vector)])
    sentence_cosines, starts = _sentence_cosines(snapshot, rows, vector)
    _refuse_damaged(cosines, sentence_cosines)
    best_sentences = np.maximum.reduceat(np.append(sentence_cosines, -1.0), starts)
    best_sentences = np.where(np.diff(np.append(starts, len(sentence_cosines))) > 0, best_sentences, cosines)
    dense = (1 - SENTENCE_WEIGHT) * cosines + SENTENCE_WEIGHT * best_sentences
    apart = background(snapshot.encoder)
    rarities = {word: snapshot.lexical.rarity(word) for word in words}
    said = min(1.0, sum(rarities.values()) / ENOUGH_RARITY)
    weight = LEXICAL_WEIGHT * said
    # The fewer words there are, the wider apart are their shares.
    words_alike = lexical[rows] * said / LEXICAL_SPREAD
    scores = weight * words_alike + (1 - weight) * (dense - apart.mean) / apart.spread
    order = np.argsort(-scores, kind="stable")[:limit]
    figures = np.stack([scores, cosines, lexical[rows]], axis=1).tolist()
    return Ranking(
        tuple(_hit(snapshot, int(rows[i]), tuple(figures[i]), vector) for i in order),
        best_cosine=float(max(cosines.max(), sentence_cosines.max(initial=-1.0))),
        unknown_share=_unknown_share(snapshot, rarities),
        rarities=rarities,
    )


def _hit(
    snapshot: Snapshot, row: int, figures: tuple[float, float, float], vector: NDArray[np.float32]
) -> Hit:
    spans, vectors = snapshot.catalog.sentences(row)
    cosines = (vectors.astype(np.float32) @ vector).tolist() if spans else ()
    found = tuple(Sentence(span, cosine) for span, cosine in zip(spans, cosines, strict=True))
    return Hit(snapshot.catalog.passage(row), *figures, found)


def _unknown_share(snapshot: Snapshot, rarities: Mapping[str, float]) -> float:
    total = sum(rarities.values())
    unknown = sum(rarity for word, rarity in rarities.items() if not snapshot.lexical.knows(word))
    return unknown / total if total else 1.0


def _cosines(snapshot: Snapshot, rows: NDArray[np.int64], vector: NDArray[np.float32]) -> NDArray[np.float32]:
    if not len(rows):
        return np.empty(0, np.float32)
    return snapshot.dense.vectors([int(row) for row in rows]) @ vector


def _sentence_cosines(
    snapshot: Snapshot, rows: NDArray[np.int64], vector: NDArray[np.float32]
) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Cosines of all sentences of `rows`, one after the other, and where those of each row start."""
    places = snapshot.catalog.places
    firsts, lasts = places.sentence_rows[rows], places.sentence_rows[rows + 1]
    starts = np.concatenate([[0], np.cumsum(lasts - firsts)[:-1]]).astype(np.int64)
    picked = np.concatenate([np.arange(first, last) for first, last in zip(firsts, lasts, strict=True)])
    return places.sentence_vectors[picked].astype(np.float32) @ vector, starts


def _refuse_damaged(*cosines: NDArray[np.float32]) -> None:
    """Raise `SearchIndexError` where unit vectors cannot have given these, as far as half precision goes."""
    if not all((np.abs(values) < 1.01).all() for values in cosines):
        raise SearchIndexError("the vectors of this index are damaged: run `assistant index --rebuild`")


def balanced(
    hits: Iterable[Hit], records: Mapping[str, Record], *, per_voice: int, limit: int
) -> tuple[Hit, ...]:
    """The best `limit` hits, none after `per_voice` others of all its voices; nobody named is not capped."""
    taken: Counter[str] = Counter()
    kept: list[Hit] = []
    for hit in hits:
        if len(kept) == limit:
            break
        voices = {folded(voice) for voice in records[hit.passage.article_id].voices}
        if not voices or any(taken[voice] < per_voice for voice in voices):
            kept.append(hit)
        # Counted though it is not kept: so no hit depends on another that a narrower filter leaves out.
        taken.update(voices)
    return tuple(kept)
