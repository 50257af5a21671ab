"""Answers that were shown, and what readers say of them and of single views: for the web chat and Slack."""

from __future__ import annotations

import hashlib
import json
import logging
import secrets
import sqlite3
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from assistant.answers import Answer
from assistant.database import DatabaseError, Tables, database, told, used, written
from assistant.dates import PublicationDate
from assistant.errors import AssistantError
from assistant.remarks import (
    EVERYTHING,
    KINDS,
    LONGEST_COMMENT,
    LONGEST_REPLY,
    OUTCOMES,
    Complaint,
    Feedback,
    Outcome,
    Place,
    Selection,
    checked,
    cited,
    storable,
    within,
)

_logger = logging.getLogger(__name__)

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


class FeedbackStore:
    """Answers that were shown, with what readers said of them, in a SQLite file; safe to share.

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
    def reading(self, tables: Tables = TABLES) -> Iterator[sqlite3.Connection | None]:
        """A connection, or None where nothing was kept yet: reading makes no file."""
        with told(self.path):
            there = self.path.exists()
        if not there:
            yield None
            return
        with database(self.path, tables) as connection:
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

    def add(
        self,
        answer_id: str,
        *,
        reader: str,
        helpful: bool,
        complaints: tuple[Complaint, ...] = (),
        comment: str = "",
        viewpoint: int | None = None,
    ) -> None:
        """Keep what a reader says of an answer, in place of what the same reader said of it before.

        With a `viewpoint`, one of its citation numbers, it is said of that view alone.
        `reader` is any string that is the same for the same reader. Raises `AssistantError` also for an
        unknown answer or view, an unknown complaint, complaints of what is helpful, and a long comment.
        """
        known = storable(answer_id)
        said = " ".join(checked(complaints, helpful, viewpoint)), within(comment, LONGEST_COMMENT, "comment")
        with written(self.path, TABLES, limit=self.limit) as connection:
            if not connection.execute("UPDATE answers SET expires = NULL WHERE id = ?", (known,)).rowcount:
                raise AssistantError("this answer is no longer kept: ask once more, then say what you think")
            self.make_room(connection, len(comment))
            first = 0 if viewpoint is None else self._first_citation(connection, known, viewpoint)
            row = (new_id(), known, first, digest(reader, known), iso(self.now()), helpful, *said, "", "")
            connection.execute("INSERT OR REPLACE INTO feedback VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)

    def mark(self, remark: str, outcome: Outcome | None, reply: str = "") -> None:
        """Keep what became of a remark, by its id, with a line for its reader; None opens it again.

        Raises `AssistantError` also where the remark is gone or its reader has said something else since.
        """
        if outcome is not None and outcome not in OUTCOMES:
            raise AssistantError(f"{outcome!r} is no outcome: there are {', '.join(OUTCOMES)}")
        row = (outcome or "", within(reply, LONGEST_REPLY, "reply") if outcome else "", storable(remark))
        with written(self.path, TABLES, limit=self.limit) as connection:
            self.make_room(connection, len(reply))
            marked = connection.execute("UPDATE feedback SET outcome = ?, reply = ? WHERE id = ?", row)
            if not marked.rowcount:
                raise AssistantError(
                    f"there is no feedback {remark!r}: it was deleted, or its reader has said something else"
                )

    def entries(
        self, selection: Selection = EVERYTHING, *, skip: int = 0, most: int = -1
    ) -> tuple[Feedback, ...]:
        """What was said, the newest first: the `most` after those skipped, or all. Raises `InvalidDate`."""
        where, values = _where(selection)
        return self._entries(
            f"WHERE {where} ORDER BY date DESC, feedback.id LIMIT ? OFFSET ?", (*values, most, skip)
        )

    def count(self, selection: Selection = EVERYTHING) -> int:
        """How many remarks there are."""
        where, values = _where(selection)
        with self.reading() as connection:
            select = f"SELECT count(*) FROM feedback WHERE {where}"
            return int(connection.execute(select, values).fetchone()[0]) if connection else 0

    def said_of(self, answers: Collection[str], *, reader: str) -> tuple[Feedback, ...]:
        """What one reader said of some answers, the newest first."""
        ids = [storable(each) for each in answers]
        pairs = ", ".join(["(?, ?)"] * len(ids))
        values = tuple(value for each in ids for value in (each, digest(reader, each)))
        where = f"WHERE (answer_id, reader) IN (VALUES {pairs}) ORDER BY date DESC"
        return self._entries(where, values) if ids else ()

    def _entries(self, how: str, values: tuple[str | int, ...]) -> tuple[Feedback, ...]:
        with self.reading() as connection:
            if connection is None:
                return ()
            rows = connection.execute(
                f"""SELECT answer, place, feedback.id, answer_id, viewpoint, date, helpful, complaints,
                comment, outcome, reply FROM feedback JOIN answers ON answers.id = answer_id {how}""",
                values,
            ).fetchall()
        return tuple(self._feedback(*row) for row in rows)

    def _first_citation(self, connection: sqlite3.Connection, answer_id: str, citation: int) -> int:
        select = "SELECT answer FROM answers WHERE id = ?"
        [text] = connection.execute(select, (answer_id,)).fetchone()
        view = cited(self.read(answer_id, text), citation)
        if view is None:
            raise AssistantError(f"nothing in this answer has the number [{citation}]: ask once more")
        return view.quotes[0].citation

    def _feedback(self, text: str, place: Place, remark: str, answer_id: str, *said: Any) -> Feedback:
        viewpoint, date, helpful, complaints, comment, outcome, reply = said
        return Feedback(
            id=remark,
            answer_id=answer_id,
            answer=self.read(answer_id, text),
            viewpoint=viewpoint or None,
            place=place,
            date=date,
            helpful=bool(helpful),
            complaints=tuple(complaints.split()),
            comment=comment,
            outcome=outcome or None,
            reply=reply,
        )


def _where(selection: Selection) -> tuple[str, tuple[str, ...]]:
    first = PublicationDate(selection.since).iso if selection.since else ""
    conditions, values = ["date >= ?"], [first]
    if selection.kind is not None and selection.kind not in KINDS:
        raise AssistantError(f"{selection.kind!r} is no kind: there are {', '.join(KINDS)}")
    if selection.kind == "helpful":
        conditions.append("helpful")
    elif selection.kind:
        conditions.append("instr(' ' || complaints || ' ', ?)")
        values.append(f" {selection.kind} ")
    if selection.state:
        conditions.append("outcome != ''" if selection.state == "closed" else "outcome = '' AND NOT helpful")
    return " AND ".join(conditions), tuple(values)


def digest(reader: str, answer_id: str) -> str:
    """What stands for a reader beside an answer."""
    return hashlib.sha256(f"{answer_id}\0{storable(reader)}".encode()).hexdigest()


def new_id() -> str:
    """16 random small letters and digits."""
    return secrets.token_hex(8)


def iso(time: datetime) -> str:
    """The time in UTC, to the millisecond."""
    return time.astimezone(UTC).isoformat(timespec="milliseconds")
