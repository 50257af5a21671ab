"""One finished state of the index: built aside, never changed, replaced as a whole."""

from __future__ import annotations

import json
import shutil
import sqlite3
import weakref
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import asdict, dataclass
from functools import lru_cache, partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.errors import IndexMismatch, SearchIndexError
from assistant.index.catalog import Catalog, Places
from assistant.index.encoder import Encoder
from assistant.index.filters import Filter
from assistant.index.folder import reading, unread, written
from assistant.index.hnsw_files import blank_unused
from assistant.index.lexical import Lexical
from assistant.index.splitting import SPLITTER, header, split
from assistant.index.store import Store, drop_collection
from assistant.index.vectors import VectorCache
from assistant.reading.sentences import sentences
from assistant.types import Article, Passage, Span

SCHEMA = 2
"""Version of the files below and of the stems in them; an index of another version is refused."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an index was made of and by."""

    schema: int
    encoder: str
    splitter: str
    articles: int
    passages: int
    content: str
    """Digest of every article: equal where nothing in the folder changed."""
    problems: tuple[tuple[str, str], ...]
    """Files that could not be read: path, reason."""

    def refuse_others(self, encoder: Encoder) -> None:
        """Raise `IndexMismatch` unless `encoder` and the present splitter made the index."""
        _refuse("splitter", self.splitter, SPLITTER)
        _refuse("embedding model", self.encoder, encoder.identifier)


@dataclass(frozen=True, slots=True)
class Pieces:
    """The articles cut up: what is embedded and where it stands."""

    articles: tuple[Article, ...]
    passages: tuple[tuple[int, Passage], ...]
    """Each with the position of its article."""
    sentences: tuple[tuple[Span, ...], ...]
    """Of each passage, as offsets in the article."""

    @classmethod
    def cut(cls, articles: Sequence[Article], encoder: Encoder) -> Pieces:
        passages = tuple(
            (position, passage)
            for position, article in enumerate(articles)
            for passage in split(article, encoder.count)
        )
        inside = tuple(
            tuple((passage.start + a, passage.start + b) for a, b in sentences(passage.text))
            for _, passage in passages
        )
        return cls(tuple(articles), passages, inside)

    def plain(self) -> list[str]:
        return [passage.text for _, passage in self.passages]

    def headed(self) -> list[str]:
        headers = [header(article.record) for article in self.articles]
        return [f"{headers[position]}\n{passage.text}" for position, passage in self.passages]

    def single_sentences(self) -> list[str]:
        return [
            self.articles[position].text[start:end]
            for (position, _), spans in zip(self.passages, self.sentences, strict=True)
            for start, end in spans
        ]

    def texts(self) -> Iterator[str]:
        """Every text whose vector the index holds."""
        yield from self.plain()
        yield from self.headed()
        yield from self.single_sentences()


class Generation:
    """An opened state: the catalog, the lexical arm and the dense arm.

    It closes by itself when the last who holds it lets go of it, so that an answer under way can finish
    with the state it began with; until then its files are not deleted.
    """

    def __init__(self, folder: Path, encoder: Encoder, chroma_url: str | None) -> None:
        """Open the state in `folder`; raise `SearchIndexError` where it is damaged or made by another."""
        self.name = folder.name
        with ExitStack() as opened:
            self.manifest = read_manifest(folder)
            self.manifest.refuse_others(encoder)
            try:
                opened.enter_context(reading(folder))
                self.catalog = opened.enter_context(closing(Catalog(folder)))
                self.lexical = Lexical.open(folder / "bm25")
            except (OSError, ValueError, TypeError, KeyError, sqlite3.Error) as error:
                raise _damaged(folder, error) from error
            place = chroma_url or folder / "chroma"
            self.store = opened.enter_context(closing(Store.open(place, collection_name(folder.name))))
            self._admitted = lru_cache(maxsize=64)(partial(_rows_admitted, self.catalog))
            self.close = weakref.finalize(self, opened.pop_all().close)

    @staticmethod
    def build(
        folder: Path,
        pieces: Pieces,
        cache: VectorCache,
        *,
        manifest: Manifest,
        chroma_url: str | None,
    ) -> None:
        """Write a whole new state into `folder`; all vectors must be in `cache`."""
        try:
            with written(folder.parent):
                Generation._write(folder, pieces, cache, manifest=manifest, chroma_url=chroma_url)
        except BaseException:
            # On a server the collection must go first: the next update does both.
            if not chroma_url:
                shutil.rmtree(folder, ignore_errors=True)
            raise

    @staticmethod
    def _write(
        folder: Path,
        pieces: Pieces,
        cache: VectorCache,
        *,
        manifest: Manifest,
        chroma_url: str | None,
    ) -> None:
        folder.mkdir()
        spans = [span for inside in pieces.sentences for span in inside]
        counts = [len(inside) for inside in pieces.sentences]
        places = Places(
            passages=np.asarray(
                [(position, passage.start, passage.end) for position, passage in pieces.passages], np.int32
            ).reshape(-1, 3),
            sentence_rows=np.concatenate([[0], np.cumsum(counts)]).astype(np.int32),
            sentences=np.asarray(spans, np.int32).reshape(-1, 2),
            sentence_vectors=cache.take(pieces.single_sentences()).astype(np.float16),
        )
        Catalog.build(folder, pieces.articles, places)
        Lexical.build(pieces.headed(), folder / "bm25")
        both = cache.take(pieces.plain()) + cache.take(pieces.headed())
        vectors = both / np.maximum(np.linalg.norm(both, axis=1, keepdims=True), 1e-12)
        place = chroma_url or folder / "chroma"
        with closing(Store.create(place, collection_name(folder.name))) as store:
            store.add(vectors, [pieces.articles[position].record for position, _ in pieces.passages])
            _verify(store, vectors)
        if not chroma_url:
            blank_unused(folder / "chroma")
        (folder / "manifest.json").write_text(json.dumps(asdict(manifest)), encoding="utf-8")

    def admitted(self, only: Filter) -> NDArray[np.bool_] | None:
        """Which rows may be searched, [rows]; None where all may."""
        return None if only == Filter() else self._admitted(only)


def discard(folder: Path, chroma_url: str | None) -> bool:
    """Delete a state that is not current, on the server too, unless somebody reads it; whether it is gone."""
    try:
        with unread(folder) as free:
            if free:
                if chroma_url:
                    drop_collection(chroma_url, collection_name(folder.name))
                shutil.rmtree(folder)
            return free
    except FileNotFoundError:
        return True


def collection_name(generation: str) -> str:
    """The Chroma collection that belongs to a generation."""
    return f"articles-{generation}"


def read_manifest(folder: Path) -> Manifest:
    """The manifest in a generation's folder; `SearchIndexError` where it cannot be read."""
    try:
        values = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        _refuse("schema", values["schema"], SCHEMA)
        return Manifest(**{**values, "problems": tuple((path, why) for path, why in values["problems"])})
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise _damaged(folder, error) from error


def _refuse(what: str, found: object, wanted: object) -> None:
    if found != wanted:
        raise IndexMismatch(
            f"this index was made with {what} {found!r}, but {wanted!r} is in use: "
            "run `assistant index --rebuild`"
        )


def _damaged(folder: Path, error: Exception) -> SearchIndexError:
    return SearchIndexError(
        f"the index in {str(folder)!r} is damaged ({error}): run `assistant index --rebuild`"
    )


def _rows_admitted(catalog: Catalog, only: Filter) -> NDArray[np.bool_]:
    articles = np.asarray([only.admits(record) for record in catalog.records], bool)
    return np.asarray(articles[catalog.places.passages[:, 0]], bool)


def _verify(store: Store, vectors: NDArray[np.float32]) -> None:
    """Raise unless every row is stored and a sample of them is found by its own vector."""
    if len(store) != len(vectors):
        raise SearchIndexError(f"the new index holds {len(store)} passages instead of {len(vectors)}")
    for row in np.linspace(0, len(vectors) - 1, min(5, len(vectors)), dtype=int):
        _, cosines = store.nearest(vectors[row], 1, Filter())
        if not len(cosines) or cosines[0] < 0.999:
            raise SearchIndexError(f"passage {row} of the new index is not found by its own vector")
