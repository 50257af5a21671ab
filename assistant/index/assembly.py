"""Writing a whole new state of the index: aside, verified, sealed."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError, ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.articles import Record
from assistant.encoder.encoder import Progress, Vectors
from assistant.errors import SearchIndexError
from assistant.index.catalog import Catalog, Places
from assistant.index.dense import Packed, SentenceVectors
from assistant.index.exact import FILE, Exact
from assistant.index.filters import Filter
from assistant.index.folder import written
from assistant.index.lexical import Lexical
from assistant.index.manifest import Manifest, sealed
from assistant.index.pieces import Check, Pieces, unchecked
from assistant.index.present import Known
from assistant.index.propositions import Propositions
from assistant.index.snapshot import collection_name
from assistant.index.store import FOLDER, Store, blank_unused
from assistant.index.vectors import VectorCache
from assistant.index.vocabulary import Vocabulary
from assistant.reading.article import fingerprint

_BATCH = 4_096
"""Vectors held in memory at a time."""
_HEADER = 0.15
"""Share of its header's vector in a passage's: of .1 to .3 the largest at which no everyday question that
shares a name with a title is answered. From .1 to .3 the mean of the vectors of a passage without and under
its header, which takes twice as long to embed, is as near (cosine .98 over documents/)."""
_SAMPLE = 10
_NEAR = 100
"""Neighbours asked for when a vector is looked for: the more, the further the graph is searched."""


@dataclass(frozen=True, slots=True)
class Work:
    """What an index is made of, and what of it is known already."""

    pieces: Pieces
    cache: VectorCache
    missing: Sequence[str] = ()
    """The texts whose vectors are not in the cache yet."""
    known: Known = field(default_factory=Known)


def assemble(
    folder: Path,
    work: Work,
    *,
    manifest: Manifest,
    chroma_url: str | None,
    progress: Progress | None = None,
    check: Check = unchecked,
) -> None:
    """Write a new state into `folder`.

    The vectors of passages go into Chroma, and without a server into a map beside it (`dense`).
    """
    pieces, cache = work.pieces, work.cache
    try:
        with written(folder.parent):
            folder.mkdir()
            places = _places(pieces)
            with _beside(partial(_write_words, folder, work, places), check):
                cache.fill(work.missing, progress)
                Propositions.write(folder, _half(cache, pieces.propositions()))
                check()
                records = [pieces.articles[position].record for position, _ in pieces.passages]
                vectors = Exact.write(folder, len(pieces.passages), _passage_vectors(pieces, cache))
                kept = _kept(places, work)
                SentenceVectors.create(folder, len(places.sentences), vectors.shape[1], kept)
                place = chroma_url or folder / FOLDER
                with closing(Store.create(place, collection_name(folder.name))) as store:
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


@contextmanager
def _beside(work: Callable[[Check], None], check: Check) -> Iterator[None]:
    """A block with `work` done in a thread beside it, which ends where the block fails or `check` raises.

    Models work in compiled code most of the time, and attribution ends sooner or later than what needs the
    vectors: so both take all cores.
    """
    stopped = threading.Event()

    def going_on() -> None:
        check()
        if stopped.is_set():
            raise CancelledError

    check()
    with ThreadPoolExecutor(1, "words of the index") as pool:
        done = pool.submit(work, going_on)
        try:
            yield
        except BaseException:
            stopped.set()
            raise
        done.result()


def _write_words(folder: Path, work: Work, places: Places, check: Check) -> None:
    """Write what needs no vectors."""
    pieces = work.pieces
    Catalog.build(folder, pieces.articles, places, known=work.known.attributions, check=check)
    records = [pieces.articles[position].record for position, _ in pieces.passages]
    Lexical.build(pieces.headed(), folder / "bm25", [record.language for record in records])
    Vocabulary.build(pieces.headed(), folder)


def _places(pieces: Pieces) -> Places:
    counts = [len(inside) for inside in pieces.sentences]
    return Places(
        passages=np.asarray(
            [(position, passage.start, passage.end) for position, passage in pieces.passages], np.int32
        ).reshape(-1, 3),
        sentence_rows=np.concatenate([[0], np.cumsum(counts)]).astype(np.int32),
        sentences=np.asarray([span for inside in pieces.sentences for span in inside], np.int32).reshape(
            -1, 2
        ),
    )


def _kept(places: Places, work: Work) -> Iterator[tuple[int, Packed]]:
    """The first row and the vectors of sentences that the index before holds of unchanged articles."""
    firsts = places.first_sentences(len(work.pieces.articles))
    for position, article in enumerate(work.pieces.articles):
        rows = work.known.sentences.get(fingerprint(article))
        if rows is not None and len(rows) == firsts[position + 1] - firsts[position] and rows.any():
            yield int(firsts[position]), rows


def _half(cache: VectorCache, texts: Sequence[str]) -> NDArray[np.float16]:
    """The vectors of `texts` in half precision."""
    batches = [batch.astype(np.float16) for batch in _taken(cache, texts)]
    return np.concatenate(batches) if batches else np.empty((0, 0), np.float16)


def _passage_vectors(pieces: Pieces, cache: VectorCache) -> Iterator[Vectors]:
    """The unit vectors of the passages, in batches: each text's, with a part of its header's."""
    for plain, headers in zip(_taken(cache, pieces.plain()), _taken(cache, pieces.headers()), strict=True):
        both = plain + _HEADER * headers
        yield both / np.maximum(np.linalg.norm(both, axis=1, keepdims=True), 1e-12)


def _taken(cache: VectorCache, texts: Sequence[str]) -> Iterator[Vectors]:
    """The vectors of `texts`, in batches."""
    return (cache.take(texts[start : start + _BATCH]) for start in range(0, len(texts), _BATCH))


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
