"""The dense arm: passage vectors in Chroma, in a folder of the index or on a server."""

from __future__ import annotations

import importlib
import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from assistant.articles import Record
from assistant.errors import SearchIndexError
from assistant.index.filters import Filter
from assistant.loading import standing_in, without
from assistant.names import folded

if TYPE_CHECKING:
    from chromadb.api.client import Client

FOLDER = "chroma"
"""The place of a collection that stays in the folder of its index."""
_BATCH = 2_000
_LENGTH = 4
"""Bytes of a vector's length in Chroma's file of them."""
_SETTINGS: dict[str, Any] = {"anonymized_telemetry": False, "chroma_otel_granularity": "none"}
_EXPORTER = "opentelemetry.exporter.otlp.proto.grpc.trace_exporter"
_OPENING = threading.Lock()
"""Chroma counts the clients of a folder without guarding itself against two threads that open it."""


class Store:
    """One collection of passage vectors; ids are row numbers as text."""

    def __init__(self, place: Path | str, client: Client, collection: Any) -> None:
        self._place = place
        self._client = client
        self._collection = collection

    @classmethod
    def create(cls, place: Path | str, name: str) -> Store:
        """A new, empty collection in a folder or on a server's URL."""
        with _connected(place) as client:
            # Chroma writes a graph below this size to disk when it is opened, again and again: readers too.
            graph: Any = {"space": "cosine", "sync_threshold": 2, "batch_size": 2}
            # Without None Chroma would embed by itself, and download a model to do so.
            collection = client.create_collection(
                name, embedding_function=None, configuration={"hnsw": graph}
            )
            return cls(place, client, collection)

    @classmethod
    def open(cls, place: Path | str, name: str) -> Store:
        """The collection `name`; raise `SearchIndexError` where it is not there."""
        with _connected(place) as client:
            return cls(place, client, client.get_collection(name, embedding_function=None))

    def add(self, vectors: NDArray[np.float32], records: Sequence[Record]) -> None:
        """Store `vectors` [rows, dimension]; `records[row]` is the row's article."""
        with _reported(self._place):
            for start in range(0, len(vectors), _BATCH):
                rows = range(start, min(start + _BATCH, len(vectors)))
                self._collection.add(
                    ids=[str(row) for row in rows],
                    embeddings=vectors[rows.start : rows.stop],
                    metadatas=[_metadata(records[row]) for row in rows],
                )

    def __len__(self) -> int:
        with _reported(self._place):
            return int(self._collection.count())

    def nearest(
        self, vector: NDArray[np.float32], limit: int, only: Filter
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """The `limit` nearest rows that `only` admits, and their cosines, nearest first."""
        if only.nothing:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        with _reported(self._place):
            found = self._collection.query(
                query_embeddings=[vector], n_results=limit, where=_where(only), include=["distances"]
            )
        rows = np.asarray([int(row) for row in found["ids"][0]], np.int64)
        return rows, 1 - np.asarray(found["distances"][0], np.float32)

    def vectors(self, rows: Sequence[int]) -> NDArray[np.float32]:
        """The stored vectors of `rows`, in their order."""
        if not rows:
            return np.empty((0, 0), np.float32)
        with _reported(self._place):
            found = self._collection.get(ids=[str(row) for row in rows], include=["embeddings"])
        place = {int(row): index for index, row in enumerate(found["ids"])}
        return np.asarray(found["embeddings"], np.float32)[[place[row] for row in rows]]

    def close(self) -> None:
        _close(self._place, self._client)


def blank_unused(folder: Path, rows: int) -> None:
    """Overwrite what Chroma leaves unset in the files of a folder's collection of `rows` vectors.

    It makes room for more vectors than there are and writes that room as it found the memory: behind the
    last vector, and behind its length, stand remains of whatever the process held before.
    """
    for lengths in folder.rglob("length.bin"):
        room = lengths.stat().st_size // _LENGTH
        for path in (lengths, lengths.with_name("data_level0.bin")):
            with path.open("r+b") as file:
                size = file.seek(0, os.SEEK_END)
                used = min(size, rows * (size // max(room, 1)))
                file.seek(used)
                file.write(bytes(size - used))


def drop_collection(url: str, name: str) -> None:
    """Delete a collection of a server, where it is there."""
    with _connected(url) as client:
        if name in {collection.name for collection in client.list_collections()}:
            client.delete_collection(name)


@contextmanager
def _connected(place: Path | str) -> Iterator[Client]:
    """A client, closed where what is done with it fails."""
    with _OPENING:
        _load()
    with _reported(place):
        with _OPENING:
            client = _in_folder(place) if isinstance(place, Path) else _on_server(place)
        try:
            yield client
        except BaseException:
            _close(place, client)
            raise


@lru_cache(maxsize=1)
def _load() -> None:
    """Import Chroma without what it loads or does for others: in less than half the time.

    It compares its methods with those that they override, for its developers; loads gRPC to send traces,
    which are switched off in `_SETTINGS`; and with httpx the command line of that, which needs click.
    """
    try:
        import overrides
    except ImportError:  # a later Chroma's own affair
        return
    checked = {name: getattr(overrides, name) for name in ("override", "overrides")}
    vars(overrides).update(dict.fromkeys(checked, _override))
    try:
        with without("click"), standing_in(_EXPORTER, OTLPSpanExporter=None):
            importlib.import_module("chromadb.api.rust")
    finally:
        vars(overrides).update(checked)


def _override(method: Any = None, **_: bool) -> Any:
    """The decorator of `overrides` without its checks."""
    if method is None:
        return _override
    method.__override__ = True
    return method


@contextmanager
def _reported(place: Path | str) -> Iterator[None]:
    """Make Chroma's errors ours."""
    from chromadb.errors import ChromaError, NotFoundError
    from httpx import HTTPError

    try:
        yield
    except NotFoundError as error:
        raise SearchIndexError(
            f"the vectors of this index are not in {str(place)!r}: run `assistant index --rebuild`"
        ) from error
    except (ChromaError, HTTPError) as error:
        cure = "see that it may write there and has room, or run `assistant index --rebuild`"
        if isinstance(place, str):
            cure = "start it or unset ASSISTANT_CHROMA_URL"
        raise SearchIndexError(f"Chroma does not work at {str(place)!r} ({error}): {cure}") from error


def _in_folder(folder: Path) -> Client:
    import chromadb
    from chromadb.config import Settings

    return cast("Client", chromadb.PersistentClient(folder, settings=Settings(**_SETTINGS)))


@lru_cache
def _on_server(url: str) -> Client:
    """One for the life of the process: Chroma never lets go of a client of a server, closed or not."""
    import chromadb
    from chromadb.config import Settings

    try:
        address = urlsplit(url if "//" in url else f"//{url}")
        secure = address.scheme == "https"
        client = chromadb.HttpClient(
            host=address.hostname or "",
            port=address.port or (443 if secure else 8000),
            ssl=secure,
            settings=Settings(**_SETTINGS),
        )
        return cast("Client", client)
    except ValueError as error:
        raise SearchIndexError(
            f"no Chroma server answers at {url!r}: start it or unset ASSISTANT_CHROMA_URL"
        ) from error


def _close(place: Path | str, client: Client) -> None:
    if isinstance(place, Path):
        with _OPENING:
            client.close()


def _metadata(record: Record) -> dict[str, Any]:
    """What filters need; Chroma takes neither None nor empty lists."""
    values: dict[str, Any] = {"article": record.article_id}
    if record.names:
        values["people"] = [folded(name) for name in record.names]
    if record.publication:
        values["publication"] = folded(record.publication)
    if record.date:
        values["first_day"] = record.date.first.toordinal()
        values["last_day"] = record.date.last.toordinal()
    return values


def _where(only: Filter) -> Any:
    groups = ([{"people": {"$contains": name}} for name in sorted(group)] for group in only.people)
    clauses: list[dict[str, Any]] = [_any(group) for group in groups]
    if only.articles is not None:
        clauses.append({"article": {"$in": sorted(only.articles)}})
    if only.publications is not None:
        clauses.append({"publication": {"$in": sorted(only.publications)}})
    if only.first_day is not None:
        clauses.append({"last_day": {"$gte": only.first_day}})
    if only.last_day is not None:
        clauses.append({"first_day": {"$lte": only.last_day}})
    if not clauses:
        return None
    return clauses[0] if len(clauses) == 1 else {"$and": clauses}


def _any(clauses: list[dict[str, Any]]) -> dict[str, Any]:
    return clauses[0] if len(clauses) == 1 else {"$or": clauses}
