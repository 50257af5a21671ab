"""The dense arm: passage vectors in Chroma, in a folder of the index or on a server."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from assistant.errors import SearchIndexError
from assistant.index.filters import Filter
from assistant.names import folded
from assistant.types import Record

if TYPE_CHECKING:
    from chromadb.api.client import Client

_BATCH = 2_000


class Store:
    """One collection of passage vectors; ids are row numbers as text."""

    def __init__(self, client: Client, collection: Any) -> None:
        self._client = client
        self._collection = collection

    @classmethod
    def create(cls, place: Path | str, name: str) -> Store:
        """A new, empty collection in a folder or on a server's URL."""
        client = _client(place)
        # Without None Chroma would embed by itself, and download a model to do so.
        collection = client.create_collection(
            name, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
        )
        return cls(client, collection)

    @classmethod
    def open(cls, place: Path | str, name: str) -> Store:
        from chromadb.errors import NotFoundError

        client = _client(place)
        try:
            return cls(client, client.get_collection(name, embedding_function=None))
        except NotFoundError:
            raise SearchIndexError(
                f"the vectors of this index are missing ({name!r}): run `assistant index --rebuild`"
            ) from None

    def add(self, vectors: NDArray[np.float32], records: Sequence[Record]) -> None:
        """Store `vectors` [rows, dimension]; `records[row]` is the row's article."""
        for start in range(0, len(vectors), _BATCH):
            rows = range(start, min(start + _BATCH, len(vectors)))
            self._collection.add(
                ids=[str(row) for row in rows],
                embeddings=vectors[rows.start : rows.stop],
                metadatas=[_metadata(records[row]) for row in rows],
            )

    def __len__(self) -> int:
        return int(self._collection.count())

    def nearest(
        self, vector: NDArray[np.float32], limit: int, only: Filter
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """The `limit` nearest rows that `only` admits, and their cosines, nearest first."""
        found = self._collection.query(
            query_embeddings=[vector], n_results=limit, where=_where(only), include=["distances"]
        )
        rows = np.asarray([int(row) for row in found["ids"][0]], np.int64)
        return rows, 1 - np.asarray(found["distances"][0], np.float32)

    def vectors(self, rows: Sequence[int]) -> NDArray[np.float32]:
        """The stored vectors of `rows`, in their order."""
        if not rows:
            return np.empty((0, 0), np.float32)
        found = self._collection.get(ids=[str(row) for row in rows], include=["embeddings"])
        place = {int(row): index for index, row in enumerate(found["ids"])}
        return np.asarray(found["embeddings"], np.float32)[[place[row] for row in rows]]

    def close(self) -> None:
        self._client.close()


def drop_collections(url: str, names: set[str]) -> None:
    """Delete those collections of a server that are among `names`."""
    client = _client(url)
    for collection in client.list_collections():
        if collection.name in names:
            client.delete_collection(collection.name)
    client.close()


def _client(place: Path | str) -> Client:
    import chromadb
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False)
    if isinstance(place, Path):
        return cast("Client", chromadb.PersistentClient(place, settings=settings))
    address = urlsplit(place)
    secure = address.scheme == "https"
    try:
        client = chromadb.HttpClient(
            host=address.hostname or place,
            port=address.port or (443 if secure else 8000),
            ssl=secure,
            settings=settings,
        )
        return cast("Client", client)
    except ValueError as error:
        raise SearchIndexError(
            f"no Chroma server answers at {place!r}: start it or unset ASSISTANT_CHROMA_URL"
        ) from error


def _metadata(record: Record) -> dict[str, Any]:
    """What filters need; Chroma takes neither None nor empty lists."""
    values: dict[str, Any] = {"article": record.article_id}
    if record.people:
        values["people"] = [folded(name) for name in record.people]
    if record.publication:
        values["publication"] = folded(record.publication)
    if record.date:
        values["first_day"] = record.date.first.toordinal()
        values["last_day"] = record.date.last.toordinal()
    return values


def _where(only: Filter) -> Any:
    clauses: list[dict[str, Any]] = []
    if only.people is not None:
        clauses.append(_any([{"people": {"$contains": name}} for name in sorted(only.people)]))
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
