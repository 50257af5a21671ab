"""A map of all vectors in a file: each is compared with the question's, whatever the filter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from assistant.index.filters import Filter

FILE = "vectors.npy"

Admitted = Callable[[Filter], NDArray[np.bool_] | None]
"""The rows that a filter admits, [rows]; None for all."""


class Exact:
    """Unit vectors, [rows, dimension]."""

    def __init__(self, vectors: NDArray[np.float32], admitted: Admitted) -> None:
        self._vectors = vectors
        self._admitted = admitted

    def __len__(self) -> int:
        return len(self._vectors)

    @classmethod
    def open(cls, file: Path, admitted: Admitted) -> Exact:
        return cls(np.asarray(np.load(file, mmap_mode="r")), admitted)

    @staticmethod
    def write(folder: Path, rows: int, batches: Iterable[NDArray[np.float32]]) -> NDArray[np.float32]:
        """Save `rows` vectors, which come in batches; they are given back memory-mapped."""
        # Not through a mapping: where the disk is full, writing to one kills the process.
        with (folder / FILE).open("wb") as file:
            for number, batch in enumerate(batches):
                if not number:
                    _write_head(file, (rows, batch.shape[1]))
                file.write(np.ascontiguousarray(batch, np.float32).data)
            if not rows:
                _write_head(file, (0, 0))
        vectors: NDArray[np.float32] = np.load(folder / FILE, mmap_mode="r")
        return vectors

    def nearest(
        self, vector: NDArray[np.float32], limit: int, only: Filter
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """The `limit` nearest rows that `only` admits, and their cosines, nearest first."""
        cosines = self._vectors @ vector
        admitted = self._admitted(only)
        rows = np.arange(len(cosines)) if admitted is None else np.flatnonzero(admitted)
        if limit < len(rows):
            rows = rows[np.argpartition(-cosines[rows], limit)[:limit]]
        rows = rows[np.argsort(-cosines[rows], kind="stable")]
        return rows, cosines[rows]

    def vectors(self, rows: Sequence[int]) -> NDArray[np.float32]:
        """The vectors of `rows`, in their order."""
        return self._vectors[list(rows)]


def _write_head(file: BinaryIO, shape: tuple[int, int]) -> None:
    description = np.lib.format.dtype_to_descr(np.dtype(np.float32))
    np.lib.format.write_array_header_1_0(file, {"descr": description, "fortran_order": False, "shape": shape})
