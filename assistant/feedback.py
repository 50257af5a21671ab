"""What readers say of answers, kept with the answers: one store for the web chat and Slack."""

from __future__ import annotations

import hashlib
import json
import logging
import secrets
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal, get_args

from assistant.answers import Answer
from assistant.database import DatabaseError, Tables, database, told, used, written
from assistant.dates import PublicationDate
from assistant.errors import AssistantError

_logger = logging.getLogger(__name__)

Place = Literal["web", "slack"]
Complaint = Literal[
    "wrong_person", "wrong_date", "wrong_side", "not_in_source", "missing_view", "not_answered"
]
COMPLAINTS: tuple[Complaint, ...] = get_args(Complaint)
WORDING: dict[Complaint, str] = {
    "wrong_person": "wrong person",
    "wrong_date": "wrong date",
    "wrong_side": "wrong side",
    "not_in_source": "not what the source says",
    "missing_view": "missing view",
    "not_answered": "not answered",
}
"""The complaints in a reader's words."""
LONGEST_COMMENT = 3_000
"""Characters: what a text field of Slack holds."""
UNKEPT = "Feedback cannot be kept here at the moment."
"""What a reader is told of an answer that could not be kept."""
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
    ),
)


_DROP_OLDEST = f"""DELETE FROM answers WHERE id IN (
    SELECT id FROM answers WHERE expires IS NOT NULL ORDER BY expires LIMIT {_DROPPED}
)"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """What one reader said of one answer, last."""

    answer_id: str
    answer: Answer
    place: Place
    """Where the reader saw it."""
    date: str
    """When it was said: ISO 8601, UTC, to the millisecond."""
    helpful: bool
    complaints: tuple[Complaint, ...] = ()
    comment: str = ""


def _now() -> datetime:
    return datetime.now(UTC)


class FeedbackStore:
    """Answers that were shown and what readers said of them, in a SQLite file; safe to share.

    Answers of which nothing is said are dropped after 30 days: long enough to come back to an answer in a
    Slack thread after a holiday, and no longer, since what people ask is theirs. Where the file would grow
    beyond `limit` bytes, the oldest of them make room before.
    Of a reader nothing is stored but a digest that differs from answer to answer. It tells a reader's later
    word from another reader's, and links no two answers; who holds the file and a list of all readers could
    still try each of them, so the file is its owner's alone to read.

    Every method raises `AssistantError` where the file cannot be used; nothing happens before the first.
    """

    def __init__(self, path: Path, *, limit: int = LIMIT, now: Callable[[], datetime] = _now) -> None:
        self.path = path
        self.limit = limit
        self.now = now

    def keep(self, answer: Answer, *, place: Place) -> str:
        """Keep an answer that is shown; its id, of 16 small letters and digits, asks for it again."""
        answer_id, text = secrets.token_hex(8), json.dumps(answer.to_dict())
        if len(text) > _LARGEST:
            raise AssistantError(f"an answer of {len(text):,} bytes is too large to be kept")
        row = (answer_id, place, iso(self.now() + KEPT_FOR), text)
        with written(self.path, TABLES, limit=self.limit) as connection:
            connection.execute("DELETE FROM answers WHERE expires <= ?", (iso(self.now()),))
            self._make_room(connection, len(text))
            connection.execute("INSERT INTO answers (id, place, expires, answer) VALUES (?, ?, ?, ?)", row)
        return answer_id

    def kept(self, answer: Answer, *, place: Place) -> str | None:
        """The id under which an answer is kept; None where it cannot be, and why not is logged."""
        try:
            return self.keep(answer, place=place)
        except AssistantError as error:
            _logger.warning("an answer cannot be kept, so no feedback can be given on it: %s", error)
            return None

    def expire(self) -> None:
        """Drop the answers of which nothing was said for 30 days."""
        with written(self.path, TABLES) as connection:
            connection.execute("DELETE FROM answers WHERE expires <= ?", (iso(self.now()),))

    def answer(self, answer_id: str) -> Answer | None:
        """The answer kept under this id, or None."""
        with self._reading() as connection:
            select = "SELECT answer FROM answers WHERE id = ?"
            row = connection and connection.execute(select, (storable(answer_id),)).fetchone()
        return self._answer(answer_id, row[0]) if row else None

    def add(
        self,
        answer_id: str,
        *,
        reader: str,
        helpful: bool,
        complaints: tuple[Complaint, ...] = (),
        comment: str = "",
    ) -> None:
        """Keep what a reader says of an answer, in place of what the same reader said of it before.

        `reader` is any string that is the same for the same reader. Raises `AssistantError` also for an
        unknown answer, an unknown complaint, complaints of an answer that is helpful, and a long comment.
        """
        known = storable(answer_id)
        row = (
            known,
            digest(reader, known),
            iso(self.now()),
            helpful,
            " ".join(_checked(complaints, helpful)),
            _comment(comment),
        )
        with written(self.path, TABLES, limit=self.limit) as connection:
            if not connection.execute("UPDATE answers SET expires = NULL WHERE id = ?", (known,)).rowcount:
                raise AssistantError("this answer is no longer kept: ask once more, then say what you think")
            self._make_room(connection, len(comment))
            connection.execute("INSERT OR REPLACE INTO feedback VALUES (?, ?, ?, ?, ?, ?)", row)

    def entries(self, *, since: str | None = None) -> tuple[Feedback, ...]:
        """What was said on or after `since` (YYYY, YYYY-MM or YYYY-MM-DD, UTC), the newest first."""
        first = PublicationDate(since).iso if since else ""
        with self._reading() as connection:
            if connection is None:
                return ()
            rows = connection.execute(
                """SELECT answer_id, answer, place, date, helpful, complaints, comment
                FROM feedback JOIN answers ON answers.id = answer_id
                WHERE date >= ? ORDER BY date DESC, answer_id""",
                (first,),
            ).fetchall()
        return tuple(self._feedback(*row) for row in rows)

    def _make_room(self, connection: sqlite3.Connection, size: int) -> None:
        """Drop the oldest answers of which nothing was said until so many bytes fit in."""
        while used(connection) + size + _SPARE > self.limit:
            if not connection.execute(_DROP_OLDEST).rowcount:
                raise DatabaseError(
                    f"{str(self.path)!r} is full ({self.limit / 10**6:g} MB): raise "
                    "ASSISTANT_STATE_LIMIT, or make room with `assistant forget`"
                )

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection | None]:
        """A connection, or None where nothing was kept yet: reading makes no file."""
        with told(self.path):
            there = self.path.exists()
        if not there:
            yield None
            return
        with database(self.path, TABLES) as connection:
            yield connection

    def _feedback(self, answer_id: str, answer: str, place: Any, date: str, *said: Any) -> Feedback:
        helpful, complaints, comment = said
        return Feedback(
            answer_id=answer_id,
            answer=self._answer(answer_id, answer),
            place=place,
            date=date,
            helpful=bool(helpful),
            complaints=tuple(complaints.split()),
            comment=comment,
        )

    def _answer(self, answer_id: str, text: str) -> Answer:
        try:
            return Answer.from_dict(json.loads(text))
        except (ValueError, KeyError, TypeError) as error:
            raise DatabaseError(
                f"the answer {answer_id!r} in {str(self.path)!r} cannot be read: another version wrote it, "
                "or it was changed by hand"
            ) from error


def _checked(complaints: tuple[Complaint, ...], helpful: bool) -> tuple[Complaint, ...]:
    """The complaints in their fixed order, each once."""
    if unknown := sorted(set(complaints) - set(COMPLAINTS)):
        raise AssistantError(f"{unknown[0]!r} is no complaint: there are {', '.join(COMPLAINTS)}")
    if complaints and helpful:
        raise AssistantError("an answer that was helpful has no complaints: leave one or the other away")
    return tuple(each for each in COMPLAINTS if each in complaints)


def _comment(text: str) -> str:
    if len(text) > LONGEST_COMMENT:
        raise AssistantError(f"a comment may have {LONGEST_COMMENT:,} characters: shorten it")
    return storable(text.strip())


def digest(reader: str, answer_id: str) -> str:
    """What stands for a reader beside an answer."""
    return hashlib.sha256(f"{answer_id}\0{storable(reader)}".encode()).hexdigest()


def storable(text: str) -> str:
    """The text with a mark for each half of a character, which no file can hold."""
    return text.encode("utf-8", "replace").decode()


def iso(time: datetime) -> str:
    """The time in UTC, to the millisecond."""
    return time.astimezone(UTC).isoformat(timespec="milliseconds")
