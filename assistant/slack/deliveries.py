"""What Slack delivered: each taken on once, and done with only when somebody has an answer or a word.

A question is written down before it is acknowledged, since Slack then never sends it again. Should the
process die, another one that shares the file, or the next, finds it here (`app.recovering`).
"""

from __future__ import annotations

import secrets
import sqlite3
import threading
import time
from collections import deque
from concurrent.futures import Future
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from assistant.database import Tables, database, told, written

KEPT_SECONDS = 24 * 60 * 60
"""Slack's last attempt comes within hours; a day covers queues and clocks."""
TABLES = Tables(
    "slack deliveries",
    (
        "CREATE TABLE slack_deliveries (id TEXT PRIMARY KEY, at REAL NOT NULL) WITHOUT ROWID",
        "CREATE INDEX slack_deliveries_at ON slack_deliveries (at)",
        # Until here, what was said of a form named its reader.
        "DELETE FROM slack_deliveries WHERE id LIKE 'complaint %'",
        """CREATE TABLE slack_pending (
            id TEXT PRIMARY KEY, channel TEXT, thread TEXT, reader TEXT, url TEXT, certain INTEGER,
            team TEXT, enterprise TEXT, organisation INTEGER, at REAL NOT NULL, holder TEXT NOT NULL,
            lost INTEGER NOT NULL
        ) WITHOUT ROWID""",
    ),
)


class Process:
    """A process of the bot, in the eyes of others that share the state file at `path`."""

    def __init__(self, path: Path) -> None:
        from filelock import FileLock

        self.name = secrets.token_hex(8)
        self._folder = path.with_name(f"{path.name}-processes")
        self._lock = FileLock(self._folder / self.name, thread_local=False, mode=0o600)
        self._beginning = threading.Lock()

    def begin(self) -> None:
        """Be alive from here on; called again it does nothing. Raises `DatabaseError`."""
        with self._beginning, told(self._folder):
            if not self._lock.is_locked:
                self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                self._lock.acquire()

    def end(self) -> None:
        """Be over, as if the process had died."""
        self._lock.release()

    def is_over(self, name: str) -> bool:
        """Whether the process of this name has died, or ended; its lock is then removed."""
        from filelock import FileLock, Timeout

        if name == self.name:
            return False
        lock = self._folder / name
        with told(self._folder):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            try:
                with FileLock(lock, thread_local=False, blocking=False):
                    lock.unlink()
            except Timeout:
                return False
        return True

    def clear(self) -> None:
        """Remove the locks of all processes that are over."""
        if self._folder.is_dir():
            for lock in self._folder.iterdir():
                self.is_over(lock.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """Where somebody waits for an answer; not what was asked, and gone once there is an answer."""

    id: str
    """Of the delivery: the same however often it comes."""
    channel: str
    thread: str | None
    """None for a slash command, which only its reader sees."""
    reader: str
    url: str | None = None
    """The response URL of a slash command."""
    certain: bool = True
    """Whether it surely asks the bot: then everybody in the thread may know that it was heard."""
    team: str | None
    enterprise: str | None = None
    organisation: bool = False
    """Whether the app is installed for a whole organisation: with team and enterprise, whose token to use."""
    at: float = 0.0
    """When it was taken on."""


_COLUMNS = ", ".join(field.name for field in fields(Pending))


class Deliveries:
    """Remembers deliveries for a day, in a file that threads and processes share.

    Every method raises `AssistantError` where the file cannot be used.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._process = Process(path)
        self._waiting: deque[tuple[Pending, Future[bool]]] = deque()
        self._writing = threading.Lock()

    def first(self, event_id: str) -> bool:
        """Whether this id comes for the first time within a day; of many who ask at once, one is told so."""
        with written(self._path, TABLES) as connection:
            return _first(connection, event_id)

    def forget(self, event_id: str) -> None:
        """Let this id come for the first time once more: what it began did not come about."""
        with written(self._path, TABLES) as connection:
            connection.execute("DELETE FROM slack_deliveries WHERE id = ?", (event_id,))

    def take(self, pending: Pending) -> bool:
        """Take a question on until `finish`; False where it was, unless by a process that died over it."""
        self._process.begin()
        taken: Future[bool] = Future()
        self._waiting.append((pending, taken))
        with self._writing:
            if not taken.done():
                self._take_waiting()
        return taken.result()

    def finish(self, event_id: str) -> None:
        """Done with: it was answered, or whoever waited was told why not."""
        with written(self._path, TABLES) as connection:
            connection.execute("DELETE FROM slack_pending WHERE id = ?", (event_id,))

    def lost(self) -> tuple[Pending, ...]:
        """What processes that died had taken on within a day, the oldest first; from now on this one's.

        Each is given to one process, and again on the next call until it is finished.
        """
        with database(self._path, TABLES) as connection:
            holders = connection.execute("SELECT DISTINCT holder FROM slack_pending").fetchall()
        over = [(self._process.name, holder) for (holder,) in holders if self._process.is_over(holder)]
        if over:
            self._process.begin()
            with written(self._path, TABLES) as connection:
                connection.executemany("UPDATE slack_pending SET holder = ?, lost = 1 WHERE holder = ?", over)
        select = f"SELECT {_COLUMNS} FROM slack_pending WHERE holder = ? AND lost AND at > ? ORDER BY at"
        with database(self._path, TABLES) as connection:
            rows = connection.execute(select, (self._process.name, time.time() - KEPT_SECONDS)).fetchall()
        return tuple(Pending(**dict(zip(Pending.__slots__, row, strict=True))) for row in rows)

    def expire(self) -> None:
        """Forget what is older than a day."""
        with written(self._path, TABLES) as connection:
            _expire(connection)
        self._process.clear()

    def end(self) -> None:
        """Leave what is still pending to other processes."""
        self._process.end()

    def _take_waiting(self) -> None:
        """All that wait to be written down, in one transaction: one each would take too long for Slack."""
        waiting = [self._waiting.popleft() for _ in range(len(self._waiting))]
        try:
            with written(self._path, TABLES) as connection:
                taken = [self._taken(connection, pending) for pending, _ in waiting]
        except Exception as error:  # whatever it is, each of those who wait is to hear of it
            for _, told in waiting:
                told.set_exception(error)
        else:
            for (_, told), result in zip(waiting, taken, strict=True):
                told.set_result(result)

    def _taken(self, connection: sqlite3.Connection, pending: Pending) -> bool:
        if not _first(connection, pending.id) and not self._is_orphaned(connection, pending.id):
            return False
        row = (*astuple(pending)[:-1], time.time(), self._process.name)
        connection.execute(f"INSERT OR REPLACE INTO slack_pending VALUES ({'?, ' * len(row)}0)", row)
        return True

    def _is_orphaned(self, connection: sqlite3.Connection, event_id: str) -> bool:
        row = connection.execute("SELECT holder FROM slack_pending WHERE id = ?", (event_id,)).fetchone()
        return row is not None and self._process.is_over(row[0])


def _first(connection: sqlite3.Connection, event_id: str) -> bool:
    _expire(connection)
    kept = connection.execute("INSERT OR IGNORE INTO slack_deliveries VALUES (?, ?)", (event_id, time.time()))
    return kept.rowcount == 1


def _expire(connection: sqlite3.Connection) -> None:
    past = (time.time() - KEPT_SECONDS,)
    connection.execute("DELETE FROM slack_deliveries WHERE at <= ?", past)
    connection.execute("DELETE FROM slack_pending WHERE at <= ?", past)
