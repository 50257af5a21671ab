"""How many questions a minute a reader and a channel may ask, counted over all processes of the bot."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

from assistant.database import Tables, written
from assistant.slack.pseudonyms import Pseudonyms

WINDOW_SECONDS = 60.0
TABLES = Tables(
    "slack questions",
    (
        "CREATE TABLE slack_questions (asker TEXT NOT NULL, at REAL NOT NULL)",
        "CREATE INDEX slack_questions_asker ON slack_questions (asker, at)",
        # Until here the column held the ids of readers.
        "DELETE FROM slack_questions",
    ),
)


class Rates:
    """Counts the questions of the last minute, in a file that threads and processes share."""

    def __init__(self, path: Path, *, per_user: int, per_channel: int) -> None:
        self._path = path
        self._pseudonyms = Pseudonyms(path)
        self._per_user = per_user
        self._per_channel = per_channel

    def allowed(self, user: str, channel: str) -> float | None:
        """None, and counted, where the question may be asked now; else in how many seconds it may."""
        now = time.time()
        reader = self._pseudonyms.of(user, "rates")
        limits = {f"user {reader}": self._per_user, f"channel {channel}": self._per_channel}
        with written(self._path, TABLES) as connection:
            _expire(connection, now)
            full = [_last_to_go(connection, asker, limit) for asker, limit in limits.items()]
            until = max((at for at in full if at is not None), default=None)
            if until is not None:
                return until + WINDOW_SECONDS - now
            connection.executemany(
                "INSERT INTO slack_questions VALUES (?, ?)", [(asker, now) for asker in limits]
            )
        return None

    def expire(self) -> None:
        """Forget the questions that count no more."""
        with written(self._path, TABLES) as connection:
            _expire(connection, time.time())


def _expire(connection: sqlite3.Connection, now: float) -> None:
    # A clock that was set back must not keep anybody waiting for longer than a window.
    past, ahead = now - WINDOW_SECONDS, now + WINDOW_SECONDS
    connection.execute("DELETE FROM slack_questions WHERE at <= ? OR at > ?", (past, ahead))


def _last_to_go(connection: sqlite3.Connection, asker: str, limit: int) -> float | None:
    """When the question was asked that must be out of the count before another may come, if any."""
    row: tuple[float] | None = connection.execute(
        "SELECT at FROM slack_questions WHERE asker = ? ORDER BY at DESC LIMIT 1 OFFSET ?", (asker, limit - 1)
    ).fetchone()
    return row[0] if row else None
