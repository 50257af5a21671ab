"""The vectors of an index: those of passages, to search by, and those of sentences, as questions reach them.

Chroma answers a search of the whole folder, a map of the vectors beside it one of a part.
Under a date filter that admits half of 50,000 passages Chroma took 234 ms (95th percentile), comparing all
vectors in a map 11 ms (median); without a filter Chroma's graph is as fast as the map, and scales.
"""

from __future__ import annotations

import logging
import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.encoder.encoder import Vectors
from assistant.errors import SearchIndexError
from assistant.index.exact import FILE, Admitted, Exact
from assistant.index.filters import Filter
from assistant.index.store import FOLDER, Store

SENTENCES = "sentence_vectors.npy"
_MOST_HELD = 20_000
"""Sentences remembered where the folder cannot be written: 15 MB with the built-in embedder."""

Packed = NDArray[np.uint16]
"""[rows, dimension + 1]: vectors in half precision, and a sum of their bits; zeros where there is none yet.

A row with another sum was not written to its end, or is damaged: it counts as absent. So threads and
processes may read a row while it is written.
"""

_logger = logging.getLogger(__name__)


class Dense:
    """Unit vectors of the passages, searched by cosine."""

    def __init__(
        self, open_store: Callable[[], Store] | None, exact: Exact | None, folder: Path | None = None
    ) -> None:
        """The store is opened when it is first searched; `folder` has its files, if it is on no server."""
        self._open_store = open_store
        self._exact = exact
        self._folder = folder
        self._opened = _identity(folder)
        self._store: Store | None = None
        self._opening = threading.Lock()

    @classmethod
    def open(cls, folder: Path, collection: str, admitted: Admitted) -> Dense:
        """The vectors in the folder of a snapshot; by the map alone where the folder may not be written.

        Chroma writes to its files even when it only reads.
        """
        exact = Exact.open(folder / FILE, admitted)
        writable = os.access(folder / FOLDER, os.W_OK, effective_ids=True)
        open_store = partial(Store.open, folder / FOLDER, collection) if writable and len(exact) else None
        return cls(open_store, exact, folder / FOLDER)

    @classmethod
    def on_server(cls, url: str, collection: str) -> Dense:
        """The vectors in a collection of a Chroma server."""
        return cls(partial(Store.open, url, collection), None)

    def nearest(
        self, vector: NDArray[np.float32], limit: int, only: Filter
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """The `limit` nearest rows that `only` admits, and their cosines, nearest first.

        Where Chroma's folder has vanished or the disk is full, the map gives the same rows: Chroma makes
        missing files anew, and would answer from empty ones.
        """
        whole = self._exact is None or (only == Filter() and _identity(self._folder) == self._opened)
        store = self.store() if whole else None
        if store is not None:
            try:
                return store.nearest(vector, limit, only)
            except SearchIndexError as error:
                if self._exact is None:
                    raise
                _logger.warning("the map of vectors answers instead: %s", error)
        assert self._exact is not None
        return self._exact.nearest(vector, limit, only)

    def vectors(self, rows: Sequence[int]) -> NDArray[np.float32]:
        """The vectors of `rows`, [len(rows), dimension], in their order."""
        arm = self.store() if self._exact is None else self._exact
        assert arm is not None
        return arm.vectors(rows)

    def store(self) -> Store | None:
        """Chroma's part, opened; None where the map answers alone. Chroma takes a quarter second to load."""
        with self._opening:
            if self._store is None and self._open_store is not None:
                self._store = self._open_store()
            return self._store

    def close(self) -> None:
        with self._opening:
            if self._store is not None:
                self._store.close()
            self._store = self._open_store = None


def _identity(folder: Path | None) -> tuple[int, int] | None:
    """Which folder stands at a path: its device and number; None where none does."""
    if folder is None:
        return None
    try:
        found = folder.stat()
    except OSError:  # vanished, or a network share that does not answer
        return None
    return found.st_dev, found.st_ino


class SentenceVectors:
    """Unit vectors by row; safe to share between threads, and the file between processes."""

    def __init__(self, folder: Path, embed: Callable[[Sequence[int]], Vectors]) -> None:
        """`embed` gives the vectors of rows; it is asked once for each, unless two processes are at once."""
        self._file = folder / SENTENCES
        self._embed = embed
        self._rows: Packed = np.asarray(np.load(self._file, mmap_mode="r"))
        self._head = self._file.stat().st_size - self._rows.nbytes
        self._held: OrderedDict[int, Packed] = OrderedDict()
        self._lock = threading.Lock()

    @staticmethod
    def create(folder: Path, sentences: int, dimension: int, kept: Iterable[tuple[int, Packed]] = ()) -> None:
        """A file of absent rows, but for those `kept`, each from a first row on; it takes no room yet."""
        shape = (sentences, dimension + 1)
        # Not through a mapping: where the disk is full, writing to one kills the process.
        with (folder / SENTENCES).open("wb") as file:
            description = np.lib.format.dtype_to_descr(np.dtype(np.uint16))
            np.lib.format.write_array_header_1_0(
                file, {"descr": description, "fortran_order": False, "shape": shape}
            )
            head, width = file.tell(), 2 * shape[1]
            for first, rows in kept:
                file.seek(head + first * width)
                file.write(rows.tobytes())
            file.truncate(head + sentences * width)

    def take(self, rows: NDArray[np.int64]) -> Vectors:
        """The vectors of `rows`, [len(rows), dimension]; those that are absent are embedded in one batch."""
        found = self._rows[rows]
        if not present(found).all():
            with self._lock:
                found = self._rows[rows]
                self._complete(found, rows)
        vectors: Vectors = found[:, :-1].view(np.float16).astype(np.float32)
        return vectors

    def _complete(self, found: Packed, rows: NDArray[np.int64]) -> None:
        for place in np.flatnonzero(~present(found)):
            found[place] = self._held.get(int(rows[place]), 0)
        absent = np.flatnonzero(~present(found))
        if len(absent):
            found[absent] = packed(self._embed(rows[absent].tolist()))
            self._keep(rows[absent].tolist(), found[absent])

    def _keep(self, rows: Sequence[int], new: Packed) -> None:
        try:
            with self._file.open("r+b") as file:
                for row, content in zip(rows, new, strict=True):
                    file.seek(self._head + row * content.nbytes)
                    file.write(content.tobytes())
        except OSError as error:
            if not self._held:
                _logger.warning("vectors of sentences are kept in memory alone: %s", error)
            self._held.update(zip(rows, new, strict=True))
            while len(self._held) > _MOST_HELD:
                self._held.popitem(last=False)


def packed(vectors: Vectors) -> Packed:
    """Unit vectors, [rows, dimension], as they are kept."""
    halves = np.ascontiguousarray(vectors, np.float16).view(np.uint16)
    rows: Packed = np.column_stack([halves, _sums(halves)])
    return rows


def present(rows: Packed) -> NDArray[np.bool_]:
    """Which rows hold a whole vector."""
    whole: NDArray[np.bool_] = _sums(rows[:, :-1]) == rows[:, -1]
    return whole


def _sums(halves: NDArray[np.uint16]) -> NDArray[np.uint16]:
    """A sum of each row, never 0: so a row of zeros is none."""
    sums: NDArray[np.uint16] = (halves.sum(axis=1, dtype=np.uint32) % 65_535 + 1).astype(np.uint16)
    return sums
