"""Answers that were shown, kept for a time in a SQLite file: what can be said of them hangs on them."""

from __future__ import annotations

import json
import logging
import secrets
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from assistant.answers import Answer
from assistant.database import DatabaseError, Tables, database, told, used, written
from assistant.errors import AssistantError
from assistant.remarks import Place, storable

_logger = logging.getLogger(__name__)

KEPT_FOR = timedelta(days=30)

LIMIT = 500 * 10**6
"""Bytes of the state file, unless a setting says otherwise."""
_LARGEST = 10**6
"""Bytes of one answer; ordinary ones have a tenth."""
_SPARE = 64 * 1024
"""Bytes that an entry takes beside its own: indexes, pages that are not full."""
_DROPPED = 8
"""Answers dropped at once to make room."""

TABLES = Tables(
    "feedback",
    (
        """CREATE TABLE answers (
            id TEXT PRIMARY KEY, place TEXT NOT NULL, expires TEXT, answer TEXT NOT NULL
        ) WITHOUT ROWID""",
        "CREATE INDEX answers_expiring ON answers (expires) WHERE expires IS NOT NULL",
        """CREATE TABLE feedback (
            answer_id TEXT NOT NULL REFERENCES answers (id), reader TEXT NOT NULL, date TEXT NOT NULL,
            helpful INTEGER NOT NULL, complaints TEXT NOT NULL, comment TEXT NOT NULL,
            PRIMARY KEY (answer_id, reader)
        ) WITHOUT ROWID""",
        # Of an answer as a whole the viewpoint is 0: citation numbers begin with 1.
        """CREATE TABLE remarks (
            id TEXT PRIMARY KEY, answer_id TEXT NOT NULL REFERENCES answers (id),
            viewpoint INTEGER NOT NULL, reader TEXT NOT NULL, date TEXT NOT NULL,
            helpful INTEGER NOT NULL, complaints TEXT NOT NULL, comment TEXT NOT NULL,
            outcome TEXT NOT NULL, reply TEXT NOT NULL, UNIQUE (answer_id, viewpoint, reader)
        ) WITHOUT ROWID""",
        """INSERT INTO remarks SELECT lower(hex(randomblob(8))), answer_id, 0, reader, date, helpful,
            complaints, comment, '', '' FROM feedback""",
        "DROP TABLE feedback",
        "ALTER TABLE remarks RENAME TO feedback",
    ),
)


_DROP_OLDEST = f"""DELETE FROM answers WHERE id IN (
    SELECT id FROM answers WHERE expires IS NOT NULL ORDER BY expires LIMIT {_DROPPED}
)"""


def _now() -> datetime:
    return datetime.now(UTC)


class KeptAnswers:
    """Answers that were shown, in a SQLite file; safe to share.

    Answers of which nothing is said are dropped after 30 days: long enough to come back to an answer in a
    Slack thread after a holiday, and no longer, since what people ask is theirs. Where the file would grow
    beyond `limit` bytes, the oldest of them make room before.

    Every method raises `AssistantError` where the file cannot be used; nothing happens before the first.
    """

    def __init__(self, path: Path, *, limit: int = LIMIT, now: Callable[[], datetime] = _now) -> None:
        self.path = path
        self.limit = limit
        self.now = now

    def keep(self, answer: Answer, *, place: Place, answer_id: str | None = None) -> str:
        """Keep an answer that is shown; its id, a `new_id` or the one given, asks for it again."""
        answer_id, text = answer_id or new_id(), json.dumps(answer.to_dict())
        if len(text) > _LARGEST:
            raise AssistantError(f"an answer of {len(text):,} bytes is too large to be kept")
        row = (answer_id, place, iso(self.now() + KEPT_FOR), text)
        with written(self.path, TABLES, limit=self.limit) as connection:
            connection.execute("DELETE FROM answers WHERE expires <= ?", (iso(self.now()),))
            self.make_room(connection, len(text))
            connection.execute("INSERT INTO answers (id, place, expires, answer) VALUES (?, ?, ?, ?)", row)
        return answer_id

    def kept(self, answer: Answer, *, place: Place, answer_id: str | None = None) -> str | None:
        """The id under which an answer is kept; None where it cannot be, and why not is logged."""
        try:
            return self.keep(answer, place=place, answer_id=answer_id)
        except AssistantError as error:
            _logger.warning("an answer cannot be kept, so no feedback can be given on it: %s", error)
            return None

    def expire(self) -> None:
        """Drop the answers of which nothing was said for 30 days."""
        with written(self.path, TABLES) as connection:
            connection.execute("DELETE FROM answers WHERE expires <= ?", (iso(self.now()),))

    def answer(self, answer_id: str) -> Answer | None:
        """The answer kept under this id, or None."""
        with self.reading() as connection:
            select = "SELECT answer FROM answers WHERE id = ?"
            row = connection and connection.execute(select, (storable(answer_id),)).fetchone()
        return self.read(answer_id, row[0]) if row else None

    def make_room(self, connection: sqlite3.Connection, size: int) -> None:
        """Drop the oldest answers of which nothing was said until so many bytes fit in."""
        while used(connection) + size + _SPARE > self.limit:
            if not connection.execute(_DROP_OLDEST).rowcount:
                raise DatabaseError(
                    f"{str(self.path)!r} is full ({self.limit / 10**6:g} MB): raise "
                    "ASSISTANT_STATE_LIMIT, or make room with `assistant forget`"
                )

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection | None]:
        """A connection, or None where nothing was kept yet: reading makes no file."""
        with told(self.path):
            there = self.path.exists()
        if not there:
            yield None
            return
        with database(self.path, TABLES) as connection:
            yield connection

    def read(self, answer_id: str, text: str) -> Answer:
        """An answer from its JSON in the file; raises `DatabaseError`."""
        try:
            return Answer.from_dict(json.loads(text))
        except (ValueError, KeyError, TypeError) as error:
            raise DatabaseError(
                f"the answer {answer_id!r} in {str(self.path)!r} cannot be read: another version wrote it, "
                "or it was changed by hand"
            ) from error


def new_id() -> str:
    """16 random small letters and digits."""
    return secrets.token_hex(8)


def iso(time: datetime) -> str:
    """The time in UTC, to the millisecond."""
    return time.astimezone(UTC).isoformat(timespec="milliseconds")
