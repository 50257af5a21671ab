"""The threads the bot has joined: what was asked of it there, and what it answered.

Kept with the answers, not read back from Slack: a follow-up builds on the whole answer, every process of the
bot knows every thread, and nothing is read of what people say to each other. No id of a reader is kept.
"""

from __future__ import annotations

import hmac
import logging
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from assistant.answering.drafts import read_part
from assistant.answers import Answer, Turn
from assistant.database import Tables, database, written
from assistant.errors import AssistantError
from assistant.feedback import KEPT_FOR, FeedbackStore

_logger = logging.getLogger(__name__)

KEY_TABLES = Tables(
    "slack key",
    (
        "CREATE TABLE slack_key (key BLOB NOT NULL)",
        "INSERT INTO slack_key VALUES (randomblob(32))",
    ),
)
MOST_TURNS = 12
"""Turns of a thread, the last, that a follow-up may refer to."""
TABLES = Tables(
    "slack threads",
    (
        """CREATE TABLE slack_turns (
            team TEXT, channel TEXT, thread TEXT, message TEXT, asker TEXT NOT NULL, question TEXT NOT NULL,
            answer_id TEXT, at REAL NOT NULL, PRIMARY KEY (team, channel, thread, message)
        ) WITHOUT ROWID""",
        "CREATE INDEX slack_turns_at ON slack_turns (at)",
        "CREATE INDEX slack_turns_answer ON slack_turns (answer_id) WHERE answer_id IS NOT NULL",
        # Until here the column held the ids of readers.
        "UPDATE slack_turns SET asker = ''",
    ),
)
_HERE = "team = ? AND channel = ? AND thread = ?"


class Pseudonyms:
    """Digests of readers' ids under the key of one state file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def of(self, user: str, *within: str) -> str:
        """The same for the same reader within the same thing, such as a thread; different in any other.

        Whoever holds the file and a list of all readers could still try each of them.
        """
        with database(self._path, KEY_TABLES) as connection:
            (key,) = connection.execute("SELECT key FROM slack_key").fetchone()
        text = "\0".join((user, *within)).encode("utf-8", "replace")
        return hmac.new(key, text, "sha256").hexdigest()


@dataclass(frozen=True, slots=True)
class Thread:
    """A thread of a channel or of a direct conversation, by the time of its first message."""

    team: str
    channel: str
    ts: str

    @property
    def key(self) -> tuple[str, str, str]:
        return self.team, self.channel, self.ts


@dataclass(frozen=True, slots=True)
class Exchange:
    """A turn of a thread, and who asked: `Threads.asker`, empty where that is not known."""

    asker: str
    turn: Turn


class Threads:
    """Remembers threads for as long as answers are kept, in a file that threads and processes share.

    Every method raises `AssistantError` where the file cannot be used.
    """

    def __init__(self, path: Path, store: FeedbackStore, *, now: Callable[[], float] = time.time) -> None:
        self._path = path
        self._store = store
        self._now = now
        self._pseudonyms = Pseudonyms(path)

    def asker(self, thread: Thread, user: str) -> str:
        """What stands for a reader in this thread, and in no other."""
        return self._pseudonyms.of(user, *thread.key)

    def asked(self, thread: Thread, message: str, *, asker: str, question: str) -> None:
        """Remember what is read of a question, by the time of its message; with it the thread is joined."""
        row = (*thread.key, message, self.asker(thread, asker), read_part(question), self._now())
        with written(self._path, TABLES) as connection:
            self._expire(connection)
            connection.execute("INSERT OR REPLACE INTO slack_turns VALUES (?, ?, ?, ?, ?, ?, NULL, ?)", row)

    def answered(self, thread: Thread, message: str, answer_id: str) -> None:
        """Remember which answer a question got."""
        update = f"UPDATE slack_turns SET answer_id = ? WHERE {_HERE} AND message = ?"
        with written(self._path, TABLES) as connection:
            connection.execute(update, (answer_id, *thread.key, message))

    def knows(self, thread: Thread, message: str) -> bool:
        """Whether this message was asked of the bot."""
        select = f"SELECT 1 FROM slack_turns WHERE {_HERE} AND message = ?"
        with database(self._path, TABLES) as connection:
            return connection.execute(select, (*thread.key, message)).fetchone() is not None

    def expire(self) -> None:
        """Forget the threads whose answers are no longer kept."""
        with written(self._path, TABLES) as connection:
            self._expire(connection)

    def joined(self, thread: Thread) -> bool:
        """Whether anything was asked of the bot in this thread."""
        with database(self._path, TABLES) as connection:
            row = connection.execute(f"SELECT 1 FROM slack_turns WHERE {_HERE}", thread.key).fetchone()
        return row is not None

    def exchanges(self, thread: Thread, before: str) -> tuple[Exchange, ...]:
        """The last turns asked before a message; the answer is empty where there is none (yet)."""
        select = f"""SELECT asker, question, answer_id FROM slack_turns WHERE {_HERE} AND message < ?
            ORDER BY message DESC LIMIT {MOST_TURNS}"""
        with database(self._path, TABLES) as connection:
            rows = connection.execute(select, (*thread.key, before)).fetchall()
        return tuple(
            Exchange(asker, Turn(question=question, answer=self._answer(answer_id)))
            for asker, question, answer_id in reversed(rows)
        )

    def exchanges_behind(self, answer_id: str) -> tuple[Exchange, ...]:
        """The turns before the question that got this answer; none for one that was asked outside threads."""
        select = "SELECT team, channel, thread, message FROM slack_turns WHERE answer_id = ?"
        with database(self._path, TABLES) as connection:
            row = connection.execute(select, (answer_id,)).fetchone()
        return self.exchanges(Thread(*row[:3]), row[3]) if row else ()

    def _expire(self, connection: sqlite3.Connection) -> None:
        past = self._now() - KEPT_FOR.total_seconds()
        connection.execute("DELETE FROM slack_turns WHERE at < ?", (past,))

    def _answer(self, answer_id: str | None) -> Answer | Literal[""]:
        try:
            return (self._store.answer(answer_id) if answer_id else None) or ""
        except AssistantError as error:
            _logger.warning("an earlier answer is left out of the conversation: %s", error)
            return ""
