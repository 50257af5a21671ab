"""Hybrid search: BM25 and vectors, fused; filters bind both arms before anything is ranked.

A score adds BM25 as a share of its ideal, and the mean of the cosines of the passage and its best sentence
(a convex combination: Bruch, Gai & Ingber 2023, "An Analysis of Fusion Functions for Hybrid Retrieval"). Each
is put in units of a background figure that depends neither on the folder nor on what a filter admits: two
articles score as they would among fifty. The weights were chosen on the training queries of SciFact.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from assistant.articles import Passage, Record, Span
from assistant.encoder.encoder import Vectors
from assistant.encoder.everyday import background
from assistant.errors import SearchIndexError
from assistant.index.filters import Filter
from assistant.index.lexical import Scores
from assistant.index.retrieved import retrieved
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
DEEP = 48
"""Passages whose sentences are compared with the question: the best by words and their own vectors.

Of 667 searches among more passages, for the cases of `eval`, the best passage was the same as with the
sentences of all of them, and 997 of 1,000 of the first six, with 24 of them already; of what follows more are
the same with 48. Others count with their own cosine, which lies .008 below that of the best sentence
(standard deviation .07).
"""
Cosines = NDArray[np.floating]


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
    unread: int | None = None
    """The row of a passage whose sentences were not compared with the question: they have its cosine."""

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
    rows, cosines = _candidates(snapshot, text, vector, lexical, only)
    if not len(rows):
        return Ranking(())
    apart = background(snapshot.encoder)
    rarities = {word: snapshot.lexical.rarity(word) for word in words}
    said = min(1.0, sum(rarities.values()) / ENOUGH_RARITY)
    weight = LEXICAL_WEIGHT * said
    # The fewer words there are, the wider apart are their shares.
    words_alike = lexical[rows] * said / LEXICAL_SPREAD

    def scored(best: Cosines) -> Cosines:
        dense = (1 - SENTENCE_WEIGHT) * cosines + SENTENCE_WEIGHT * best
        scores: Cosines = weight * words_alike + (1 - weight) * (dense - apart.mean) / apart.spread
        return scores

    deep = np.argsort(-scored(cosines), kind="stable")[:DEEP]
    compared = dict(zip(deep.tolist(), _sentence_cosines(snapshot, rows[deep], vector), strict=True))
    _refuse_damaged(cosines)
    best = cosines.copy()
    best[deep] = [own.max() if len(own) else cosines[i] for i, own in compared.items()]
    scores = scored(best)
    order = np.argsort(-scores, kind="stable")[:limit]
    figures = np.stack([scores, cosines, lexical[rows]], axis=1).tolist()
    return Ranking(
        tuple(_hit(snapshot, int(rows[i]), figures[i], compared.get(int(i))) for i in order),
        best_cosine=float(max(cosines.max(), best[deep].max())),
        unknown_share=_unknown_share(snapshot, rarities),
        rarities=rarities,
    )


def _candidates(
    snapshot: Snapshot, text: str, vector: NDArray[np.float32], lexical: Scores, only: Filter
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """The rows to score, and their cosines with the question: the best of both arms.

    What a retriever of the user's own finds takes their place; under a filter, of which that knows nothing,
    it stands beside them, so that nobody is called silent whom it merely passed over.
    """
    nearest, cosines = np.empty(0, np.int64), np.empty(0, np.float32)
    others = nearest
    if snapshot.retriever is None or only != Filter():
        nearest, cosines = snapshot.dense.nearest(vector, min(POOL, len(lexical)), only)
        worded = np.argpartition(-lexical, min(POOL, len(lexical) - 1))[:POOL]
        others = worded[lexical[worded] > 0]
    if snapshot.retriever is not None:
        found, admitted = retrieved(snapshot.retriever, text, snapshot, limit=POOL), snapshot.admitted(only)
        others = np.union1d(others, found if admitted is None else found[admitted[found]])
    others = np.setdiff1d(others, nearest)
    rows = np.concatenate([nearest, others]).astype(np.int64)
    return rows, np.concatenate([cosines, _cosines(snapshot, others, vector)])


def read(snapshot: Snapshot, hits: Sequence[Hit], vector: Vectors) -> tuple[Hit, ...]:
    """The hits, the sentences of all of them compared with a unit vector; their scores stay."""
    unread = [hit.unread for hit in hits if hit.unread is not None]
    if not unread:
        return tuple(hits)
    found = dict(zip(unread, _sentence_cosines(snapshot, np.asarray(unread), vector), strict=True))
    return tuple(
        hit if hit.unread is None else _compared(snapshot, hit, hit.unread, found[hit.unread]) for hit in hits
    )


def _compared(snapshot: Snapshot, hit: Hit, row: int, cosines: Cosines) -> Hit:
    """The hit with the cosines of its sentences, which may be some of the passage's."""
    cosine = dict(zip(snapshot.catalog.sentences(row), cosines.tolist(), strict=True))
    told = tuple(Sentence(sentence.span, cosine[sentence.span]) for sentence in hit.sentences)
    return replace(hit, sentences=told, unread=None)


def _hit(snapshot: Snapshot, row: int, figures: Sequence[float], compared: Cosines | None) -> Hit:
    score, cosine, lexical = figures
    spans = snapshot.catalog.sentences(row)
    own = [cosine] * len(spans) if compared is None else compared.tolist()
    found = tuple(Sentence(*each) for each in zip(spans, own, strict=True))
    passage = snapshot.catalog.passage(row)
    return Hit(passage, score, cosine, lexical, found, unread=row if compared is None else None)


def _unknown_share(snapshot: Snapshot, rarities: Mapping[str, float]) -> float:
    total = sum(rarities.values())
    unknown = sum(rarity for word, rarity in rarities.items() if not snapshot.lexical.knows(word))
    return unknown / total if total else 1.0


def _cosines(snapshot: Snapshot, rows: NDArray[np.int64], vector: NDArray[np.float32]) -> NDArray[np.float32]:
    if not len(rows):
        return np.empty(0, np.float32)
    return snapshot.dense.vectors([int(row) for row in rows]) @ vector


def _sentence_cosines(snapshot: Snapshot, rows: NDArray[np.int64], vector: Vectors) -> list[Cosines]:
    """The cosines of the sentences of each of `rows`; those not embedded yet are embedded in one batch."""
    places = snapshot.catalog.places
    cosines = snapshot.sentences.take(places.sentences_of(rows)) @ vector
    counts = places.sentence_rows[rows + 1] - places.sentence_rows[rows]
    return np.split(cosines, np.cumsum(counts)[:-1])


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
