"""Conversations of the web chat, kept beside the answers: whose they are, what was asked in which order."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.database import Tables, written
from assistant.feedback import KEPT_FOR, FeedbackStore, iso
from assistant.remarks import storable
from assistant.text import shortened

if TYPE_CHECKING:
    import sqlite3

    from assistant.answers import Answer

LONGEST_TITLE = 200
"""Characters."""
MOST_LISTED = 100
"""Conversations of a reader that are listed, those changed last."""

TABLES = Tables(
    "conversations",
    (
        """CREATE TABLE conversations (
            id TEXT PRIMARY KEY, reader TEXT NOT NULL, title TEXT NOT NULL, changed TEXT NOT NULL
        ) WITHOUT ROWID""",
        "CREATE INDEX conversations_of_reader ON conversations (reader, changed)",
        # Deleted with its answer, whoever deletes that.
        """CREATE TABLE exchanges (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            answer_id TEXT NOT NULL UNIQUE REFERENCES answers (id) ON DELETE CASCADE,
            conversation TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
            date TEXT NOT NULL, asked TEXT NOT NULL
        )""",
        "CREATE INDEX exchanges_of_conversation ON exchanges (conversation, number)",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A conversation in a reader's list."""

    id: str
    title: str
    day: str
    """Of its last question: YYYY-MM-DD, UTC."""
    questions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptExchange:
    """A question of a conversation, in the form in which it was handed over, with its answer."""

    answer_id: str
    answer: Answer
    asked: str


def reader_digest(kind: str, name: str) -> str:
    """What stands for a reader: for a "login" its name, for a "browser" its random key."""
    return hashlib.sha256(f"{kind}\0{storable(name)}".encode()).hexdigest()


class Conversations:
    """Conversations in the file of a store of answers; nobody but its reader is given one.

    Each question goes with its answer, after 30 days also where the answer stays since something was said of
    it. A conversation without questions is none. Every method raises `AssistantError` where the file cannot
    be used.
    """

    def __init__(self, store: FeedbackStore) -> None:
        self._store = store

    def add(self, answer_id: str, *, reader: str, conversation: str, asked: str, title: str) -> str:
        """Put a question, whose answer is kept, at the end of a conversation; that conversation's id.

        Where the reader has none of this id, one is begun, under `title`.
        """
        now = iso(self._store.now())
        with written(self._store.path, TABLES, limit=self._store.limit) as connection:
            change = "UPDATE conversations SET changed = ? WHERE id = ? AND reader = ?"
            if not connection.execute(change, (now, conversation, reader)).rowcount:
                conversation = secrets.token_hex(8)
                begun = (conversation, reader, _title(title), now)
                connection.execute("INSERT INTO conversations VALUES (?, ?, ?, ?)", begun)
            row = (answer_id, conversation, now, storable(asked))
            connection.execute(
                "INSERT INTO exchanges (answer_id, conversation, date, asked) VALUES (?, ?, ?, ?)", row
            )
        return conversation

    def listed(self, reader: str) -> tuple[Listed, ...]:
        """A reader's conversations, the one changed last first."""
        rows = self._rows(
            """SELECT id, title, changed, count(*) FROM conversations
            JOIN exchanges ON conversation = id WHERE reader = ? AND date > ?
            GROUP BY id ORDER BY changed DESC, max(number) DESC LIMIT ?""",
            (reader, self._oldest(), MOST_LISTED),
        )
        return tuple(
            Listed(id=name, title=title, day=changed[:10], questions=count)
            for name, title, changed, count in rows
        )

    def exchanges(self, reader: str, conversation: str) -> tuple[KeptExchange, ...]:
        """The questions of a conversation in their order; none where the reader has no such conversation."""
        rows = self._rows(
            """SELECT answer_id, asked FROM exchanges JOIN conversations ON conversation = id
            WHERE id = ? AND reader = ? AND date > ? ORDER BY number""",
            (storable(conversation), reader, self._oldest()),
        )
        found = ((answer_id, self._store.answer(answer_id), asked) for answer_id, asked in rows)
        return tuple(
            KeptExchange(answer_id=answer_id, answer=answer, asked=asked)
            for answer_id, answer, asked in found
            if answer
        )

    def shared(self, answer_id: str) -> Answer | None:
        """An answer of the web chat, whoever asked; None where it is older than 30 days, or its question was
        deleted, though it may still be kept with what was said of it.
        """
        answer = self._store.answer(answer_id)
        rows = self._rows(
            """SELECT 1 FROM answers WHERE id = ? AND place = 'web' AND (expires > ? OR EXISTS
            (SELECT 1 FROM exchanges WHERE answer_id = answers.id AND date > ?))""",
            (storable(answer_id), iso(self._store.now()), self._oldest()),
        )
        return answer if rows else None

    def rename(self, reader: str, conversation: str, title: str) -> None:
        """Give a conversation another title; an empty one changes nothing."""
        with written(self._store.path, TABLES, limit=self._store.limit) as connection:
            row = (_title(title), storable(conversation), reader)
            if row[0]:
                connection.execute("UPDATE conversations SET title = ? WHERE id = ? AND reader = ?", row)

    def delete(self, reader: str, conversation: str) -> None:
        """Delete a conversation for good, with the answers of which nothing was said."""
        with written(self._store.path, TABLES) as connection:
            own = (storable(conversation), reader)
            self._drop(
                connection, "conversation IN (SELECT id FROM conversations WHERE id = ? AND reader = ?)", own
            )
            connection.execute("DELETE FROM conversations WHERE id = ? AND reader = ?", own)

    def drop(self, reader: str, answer_id: str) -> None:
        """Take one question out of its conversation, with its answer where nothing was said of that."""
        with written(self._store.path, TABLES) as connection:
            own = "answer_id = ? AND conversation IN (SELECT id FROM conversations WHERE reader = ?)"
            self._drop(connection, own, (storable(answer_id), reader))

    def expire(self) -> None:
        """Drop what is older than 30 days."""
        with written(self._store.path, TABLES) as connection:
            connection.execute("DELETE FROM exchanges WHERE date <= ?", (self._oldest(),))
            forget_empty(connection)

    def _drop(self, connection: sqlite3.Connection, where: str, values: tuple[str, ...]) -> None:
        select = f"SELECT answer_id FROM exchanges WHERE {where}"
        connection.execute(
            f"DELETE FROM answers WHERE expires IS NOT NULL AND id IN ({select})", values
        )  # and with them their exchanges
        connection.execute(f"DELETE FROM exchanges WHERE {where}", values)

    def _oldest(self) -> str:
        return iso(self._store.now() - KEPT_FOR)

    def _rows(self, select: str, values: tuple[str | int, ...]) -> list[Any]:
        """What is found; nothing where nothing was kept yet, since reading makes no file."""
        with self._store.reading(TABLES) as connection:
            return connection.execute(select, values).fetchall() if connection else []


def forget_empty(connection: sqlite3.Connection) -> None:
    """Delete the conversations whose questions are all gone."""
    connection.execute("DELETE FROM conversations WHERE id NOT IN (SELECT conversation FROM exchanges)")


def _title(text: str) -> str:
    return shortened(" ".join(storable(text).split()), LONGEST_TITLE)
