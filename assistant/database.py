"""SQLite files that threads and processes share: how one is opened, and the versions of the tables in it."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.errors import AssistantError
from assistant.settings import STATE_FOLDER


class DatabaseError(AssistantError):
    """A file cannot be opened, read or written."""

    for_readers = False


_SECONDS_TO_WAIT = 5.0
_OURS = 0x57534157
"""The application id in the header of our files, so that no other program's file is written to."""
_LOCKED = "is being written by another process: try again in a moment"
_TOLD = (
    (
        (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT),
        "is damaged or no database ({}): mend it or move it away, nothing in it was changed",
    ),
    ((sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED), _LOCKED),
    (
        (
            sqlite3.SQLITE_CANTOPEN,
            sqlite3.SQLITE_FULL,
            sqlite3.SQLITE_IOERR,
            sqlite3.SQLITE_PERM,
            sqlite3.SQLITE_READONLY,
        ),
        "cannot be opened or written ({}): look at its permissions and the space left",
    ),
)
"""What is said of each of SQLite's errors that a reader can do something about."""


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of one part of the program; several parts may keep theirs in one file."""

    part: str
    steps: tuple[str, ...]
    """Statements by which they came about, one a step and never changed: how many is their version."""


@contextmanager
def database(path: Path, tables: Tables, *, limit: int | None = None) -> Iterator[sqlite3.Connection]:
    """A connection to `tables`, made or brought up to date in the file at `path`; closed at the end.

    Through it the file grows to `limit` bytes at most; what needs more fails.
    Each statement commits by itself. Raises `DatabaseError` in one line where the file cannot be opened,
    read or written, then or later; nothing in it is lost.
    """
    with told(path), closing(opened(path)) as connection:
        if _version(connection, tables) != len(tables.steps):
            _bring_up_to_date(connection, tables, path)
        if limit is not None:
            connection.execute(f"PRAGMA max_page_count = {max(1, limit // _page_size(connection))}")
        yield connection


@contextmanager
def written(path: Path, tables: Tables, *, limit: int | None = None) -> Iterator[sqlite3.Connection]:
    """The same for writing, all in one transaction: it is committed at the end, or nothing of it is.

    Threads of a process take turns, as SQLite would have each sleep for longer and longer.
    """
    turn = _turn(path, os.getpid())
    if not turn.acquire(timeout=_SECONDS_TO_WAIT):
        raise DatabaseError(f"{str(path)!r} {_LOCKED}")
    try:
        with database(path, tables, limit=limit) as connection, connection:
            connection.execute("BEGIN IMMEDIATE")
            yield connection
    finally:
        turn.release()


def opened(path: Path) -> sqlite3.Connection:
    """A connection that commits each statement: write-ahead log, waiting for other writers, foreign keys.

    Makes folder and file where there are none, for this user alone to read; but no `.state` inside a folder
    of articles that is missing or empty, which may be where a share is not mounted. Several connections may
    be open in any thread or process, none may pass a fork; whoever opened one closes it. Raises
    `DatabaseError`.
    """
    with told(path):
        _make_folder(path.parent)
        if not path.exists():
            path.touch(mode=0o600)
        connection = sqlite3.connect(
            path, timeout=_SECONDS_TO_WAIT, isolation_level=None, check_same_thread=False
        )
        try:
            _claim(connection, path)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA secure_delete = ON")  # what is deleted is overwritten
        except BaseException:
            connection.close()
            raise
    return connection


def used(connection: sqlite3.Connection) -> int:
    """Bytes of the file that hold something."""
    pages, free = (
        connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count")
    )
    return int((pages - free) * _page_size(connection))


def shrink(path: Path) -> None:
    """Give back the space of what was deleted, in the file and in its write-ahead log.

    Raises `DatabaseError`, also where another process reads the file all the while: then the log still holds
    what was deleted.
    """
    with told(path), closing(opened(path)) as connection:
        connection.execute("VACUUM")
        if connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            raise DatabaseError(f"{str(path)!r} is being read by another process: try again in a moment")


@contextmanager
def told(path: Path) -> Iterator[None]:
    """What goes wrong with the file at `path`, told in one line."""
    try:
        yield
    except OSError as error:
        reason = f"{error.strerror}: {str(error.filename)!r}"
        raise DatabaseError(f"{str(path)!r} cannot be used ({reason})") from error
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the rest says more exactly what happened
        said = next((words for codes, words in _TOLD if code in codes), None)
        if said is None:
            raise
        raise DatabaseError(f"{str(path)!r} {said.format(error)}") from error


def _make_folder(folder: Path) -> None:
    if folder.name == STATE_FOLDER and not folder.exists():
        around = folder.parent
        if not around.is_dir() or all(path.name.startswith(".") for path in around.iterdir()):
            raise DatabaseError(
                f"answers cannot be kept: {str(around)!r} is missing or holds no articles; "
                "put some there, or name a file with ASSISTANT_STATE"
            )
    folder.mkdir(parents=True, exist_ok=True)


@cache
def _turn(path: Path, process: int) -> threading.Lock:
    """Of each process its own: after a fork nobody would let go of the other's."""
    return threading.Lock()


def _claim(connection: sqlite3.Connection, path: Path) -> None:
    """Marks an empty database as ours; refuses one that is somebody else's."""
    if _application(connection) == _OURS:
        return
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        if _application(connection) == _OURS:
            return  # another process came first
        if connection.execute("SELECT 1 FROM sqlite_master").fetchone():
            raise DatabaseError(f"{str(path)!r} is the database of another program: name another file")
        connection.execute(f"PRAGMA application_id = {_OURS}")


def _page_size(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA page_size").fetchone()[0])


def _application(connection: sqlite3.Connection) -> object:
    return connection.execute("PRAGMA application_id").fetchone()[0]


def _version(connection: sqlite3.Connection, tables: Tables) -> int:
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'versions'").fetchone():
        return 0
    row = connection.execute("SELECT version FROM versions WHERE part = ?", (tables.part,)).fetchone()
    return int(row[0]) if row else 0


def _bring_up_to_date(connection: sqlite3.Connection, tables: Tables, path: Path) -> None:
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        version = _version(connection, tables)
        if version > len(tables.steps):
            raise DatabaseError(
                f"{str(path)!r} was written by a newer version of this program ({tables.part} {version}, "
                f"known here {len(tables.steps)}): use that version, or name another file"
            )
        connection.execute("CREATE TABLE IF NOT EXISTS versions (part TEXT PRIMARY KEY, version INTEGER)")
        for step in tables.steps[version:]:
            connection.execute(step)
        connection.execute("INSERT OR REPLACE INTO versions VALUES (?, ?)", (tables.part, len(tables.steps)))
