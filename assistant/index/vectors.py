"""A cache of vectors keyed by text, so that re-indexing costs only what changed.

Passages, of which there are many, may be encoded faster than the few propositions, which are compared with
questions at limits of their own.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import numpy as np

from assistant.encoder.encoder import Encoder, Progress, Vectors
from assistant.index.folder import written

_CHUNK = 256
"""Texts encoded between two commits, a few seconds: what a killed run can lose."""
DAYS_UNUSED = 30
"""How long the vector of a text is kept that no article holds any more: its folder may come back."""
_MOST_UNUSED = 100_000
"""Some 80 MB with the built-in embedder."""


class VectorCache:
    """Vectors of one encoder in SQLite, in half precision."""

    def __init__(self, file: Path, encoder: Encoder, propositions: Collection[str] = ()) -> None:
        """`propositions` are encoded as questions are, all other texts as passages."""
        self._file = file
        self._encoder = encoder
        self._propositions = frozenset(propositions)
        if not self._sound():
            with written(file.parent):
                self._file.unlink()
        with self._open() as database:
            database.execute(
                "CREATE TABLE IF NOT EXISTS vectors "
                "(key BLOB PRIMARY KEY, vector BLOB, unused_since INTEGER) WITHOUT ROWID"
            )
            columns = {row[1] for row in database.execute("PRAGMA table_info(vectors)")}
            if "unused_since" not in columns:
                database.execute("ALTER TABLE vectors ADD COLUMN unused_since INTEGER")

    def missing(self, texts: Iterable[str]) -> list[str]:
        """The texts, each once, whose vectors are not here yet."""
        with self._open() as database:
            return [
                text
                for text in dict.fromkeys(texts)
                if not database.execute("SELECT 1 FROM vectors WHERE key = ?", (self._key(text),)).fetchone()
            ]

    def fill(self, texts: Sequence[str], progress: Progress | None = None) -> None:
        """Encode `texts` and keep their vectors."""
        passages = [text for text in texts if text not in self._propositions]
        propositions = [text for text in texts if text in self._propositions]
        self._fill(passages, self._encoder.passages, progress)
        self._fill(propositions, self._encoder.documents, progress)

    def _fill(self, texts: Sequence[str], encode: Callable[..., Vectors], progress: Progress | None) -> None:
        for start in range(0, len(texts), _CHUNK):
            chunk = texts[start : start + _CHUNK]
            vectors = encode(chunk, progress).astype(np.float16)
            rows = [(self._key(text), vector.tobytes()) for text, vector in zip(chunk, vectors, strict=True)]
            with self._open() as database:
                database.executemany("INSERT OR REPLACE INTO vectors (key, vector) VALUES (?, ?)", rows)

    def take(self, texts: Sequence[str]) -> Vectors:
        """The vectors of `texts`, [len(texts), dimension]; all must be here."""
        if not texts:
            return np.empty((0, 0), np.float32)
        with self._open() as database:
            select = "SELECT vector FROM vectors WHERE key = ?"
            blobs = [database.execute(select, (self._key(text),)).fetchone()[0] for text in texts]
        return np.frombuffer(b"".join(blobs), np.float16).reshape(len(texts), -1).astype(np.float32)

    def keep(self, texts: Iterable[str], *, day: int, unused_for: int = DAYS_UNUSED) -> None:
        """Note on `day` (an ordinal) that the other vectors are not used; forget those that long are not.

        What is forgotten is overwritten: it leaves no trace in the file.
        """
        used = "(SELECT key FROM used)"
        with self._open() as database:
            database.execute("PRAGMA secure_delete = ON")
            database.execute("PRAGMA temp_store = MEMORY")
            database.execute("CREATE TEMP TABLE used (key BLOB PRIMARY KEY) WITHOUT ROWID")
            keys = ((self._key(text),) for text in texts)
            database.executemany("INSERT OR IGNORE INTO used VALUES (?)", keys)
            database.execute(
                f"UPDATE vectors SET unused_since = NULL WHERE unused_since IS NOT NULL AND key IN {used}"
            )
            database.execute(
                f"UPDATE vectors SET unused_since = ? WHERE unused_since IS NULL AND key NOT IN {used}",
                (day,),
            )
            database.execute("DELETE FROM vectors WHERE unused_since <= ?", (day - unused_for,))
            database.execute(
                "DELETE FROM vectors WHERE key IN (SELECT key FROM vectors WHERE unused_since IS NOT NULL "
                "ORDER BY unused_since DESC, key LIMIT -1 OFFSET ?)",
                (_MOST_UNUSED,),
            )

    def _sound(self) -> bool:
        """Whether the file is a whole database, or none yet: what can be made again is not worth an error."""
        with suppress(sqlite3.DatabaseError), closing(sqlite3.connect(self._file)) as database:
            return bool(database.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
        return False

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with written(self._file.parent), closing(sqlite3.connect(self._file)) as database, database:
            yield database

    def _key(self, text: str) -> bytes:
        by = "" if text in self._propositions else self._encoder.passages_by
        return hashlib.sha256(f"{self._encoder.identifier}{by}\0{text}".encode()).digest()[:16]
