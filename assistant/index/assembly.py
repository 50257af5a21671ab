"""Writing a whole new state of the index: aside, verified, sealed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.articles import Record
from assistant.encoder.encoder import Vectors
from assistant.errors import SearchIndexError
from assistant.index.catalog import Catalog, Places
from assistant.index.exact import FILE, Exact
from assistant.index.filters import Filter
from assistant.index.folder import written
from assistant.index.lexical import Lexical
from assistant.index.manifest import Manifest, sealed
from assistant.index.pieces import Check, Pieces, unchecked
from assistant.index.propositions import Propositions
from assistant.index.snapshot import collection_name
from assistant.index.store import FOLDER, Store, blank_unused
from assistant.index.vectors import VectorCache
from assistant.index.vocabulary import Vocabulary

_BATCH = 4_096
"""Vectors held in memory at a time."""
_SAMPLE = 10
_NEAR = 100
"""Neighbours asked for when a vector is looked for: the more, the further the graph is searched."""


def assemble(
    folder: Path,
    pieces: Pieces,
    cache: VectorCache,
    *,
    manifest: Manifest,
    chroma_url: str | None,
    known: Mapping[str, str],
    check: Check = unchecked,
) -> None:
    """Write a new state into `folder`; all vectors must be in `cache`, attributions may be in `known`.

    The vectors of passages go into Chroma, and without a server into a map beside it (`dense`).
    """
    try:
        with written(folder.parent):
            folder.mkdir()
            Catalog.build(folder, pieces.articles, _places(pieces, cache), known=known, check=check)
            Propositions.write(folder, _half(cache, pieces.propositions()))
            check()
            records = [pieces.articles[position].record for position, _ in pieces.passages]
            Lexical.build(pieces.headed(), folder / "bm25", [record.language for record in records])
            Vocabulary.build(pieces.headed(), folder)
            vectors = Exact.write(folder, len(pieces.passages), _passage_vectors(pieces, cache))
            with closing(Store.create(chroma_url or folder / FOLDER, collection_name(folder.name))) as store:
                _fill(store, vectors, records)
            blank_unused(folder / FOLDER, len(pieces.passages))
            if chroma_url:
                (folder / FILE).unlink()
            replace(manifest, seals=sealed(folder)).write(folder)
    except BaseException:
        # On a server the collection must go first: the next update does both.
        if not chroma_url:
            shutil.rmtree(folder, ignore_errors=True)
        raise


def _places(pieces: Pieces, cache: VectorCache) -> Places:
    counts = [len(inside) for inside in pieces.sentences]
    return Places(
        passages=np.asarray(
            [(position, passage.start, passage.end) for position, passage in pieces.passages], np.int32
        ).reshape(-1, 3),
        sentence_rows=np.concatenate([[0], np.cumsum(counts)]).astype(np.int32),
        sentences=np.asarray([span for inside in pieces.sentences for span in inside], np.int32).reshape(
            -1, 2
        ),
        sentence_vectors=_half(cache, pieces.single_sentences()),
    )


def _half(cache: VectorCache, texts: Sequence[str]) -> NDArray[np.float16]:
    """The vectors of `texts` in half precision."""
    vectors = np.empty((len(texts), 0), np.float16)
    for rows in _batches(len(texts)):
        batch = cache.take(texts[rows])
        if not rows.start:
            vectors = np.empty((len(texts), batch.shape[1]), np.float16)
        vectors[rows] = batch
    return vectors


def _passage_vectors(pieces: Pieces, cache: VectorCache) -> Iterator[Vectors]:
    """The unit vectors of the passages, each the mean of two views, in batches."""
    plain, headed = pieces.plain(), pieces.headed()
    for rows in _batches(len(plain)):
        both = cache.take(plain[rows]) + cache.take(headed[rows])
        yield both / np.maximum(np.linalg.norm(both, axis=1, keepdims=True), 1e-12)


def _batches(number: int) -> Iterator[slice]:
    return (slice(start, start + _BATCH) for start in range(0, number, _BATCH))


def _fill(store: Store, vectors: Vectors, records: Sequence[Record]) -> None:
    """Store the vectors; raise unless all rows are there and most of a sample are found by their vectors."""
    store.add(vectors, records)
    if len(store) != len(vectors):
        raise SearchIndexError(f"the new index holds {len(store)} passages instead of {len(vectors)}")
    sample = np.linspace(0, len(vectors) - 1, min(_SAMPLE, len(vectors)), dtype=int)
    found = [store.nearest(vectors[row], _NEAR, Filter())[1].max(initial=0) > 0.999 for row in sample]
    # Not all: a sound graph of many vectors that are much alike may miss one of them.
    if 2 * sum(found) < len(found):
        raise SearchIndexError(f"{len(found) - sum(found)} of {len(found)} passages cannot be found again")
