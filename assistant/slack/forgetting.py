"""Deleting what is kept: answers, what readers said of them, and what the Slack bot remembers."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

from assistant.conversations import TABLES as CONVERSATIONS
from assistant.conversations import forget_empty
from assistant.database import database, shrink, written
from assistant.feedback import KEPT_FOR, TABLES, digest
from assistant.slack import channels, deliveries, threads
from assistant.slack.threads import Pseudonyms

_PARTS = (
    *(TABLES, CONVERSATIONS),
    *(threads.TABLES, threads.KEY_TABLES, deliveries.TABLES, channels.TABLES),
)


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How much was deleted."""

    answers: int = 0
    feedback: int = 0
    turns: int = 0
    """Questions in threads of Slack."""


Deletion = Callable[[sqlite3.Connection], Forgotten]
"""Deletes in a transaction."""


def forget(path: Path, deletion: Deletion) -> Forgotten:
    """Delete, so that the words are no longer in the file or its log; raises `DatabaseError`."""
    for part in _PARTS:
        with database(path, part):
            pass  # makes the tables that are not there
    with written(path, TABLES) as connection:
        done = deletion(connection)
        forget_empty(connection)
    shrink(path)
    return done


def everything(connection: sqlite3.Connection) -> Forgotten:
    """All but where somebody waits for an answer at this moment."""
    tables = ("answers", "feedback", "slack_turns")
    counts = [connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables]
    for table in ("feedback", "answers", "slack_turns", "slack_deliveries", "slack_questions"):
        connection.execute(f"DELETE FROM {table}")
    connection.execute("UPDATE slack_key SET key = randomblob(32)")
    return Forgotten(*counts)


def before(connection: sqlite3.Connection, day: date) -> Forgotten:
    """What was asked before a day, unless something was said of the answer since."""
    last = (datetime.max.replace(tzinfo=UTC) - KEPT_FOR).date()
    began = datetime.combine(min(day, last), time(), UTC)
    kept, said = (each.isoformat(timespec="milliseconds") for each in (began + KEPT_FOR, began))
    select = """SELECT id FROM answers WHERE expires < ? OR expires IS NULL
        AND (SELECT max(date) FROM feedback WHERE answer_id = answers.id) < ?"""
    answers = [answer_id for (answer_id,) in connection.execute(select, (kept, said))]
    turns = connection.execute("DELETE FROM slack_turns WHERE at < ?", (began.timestamp(),)).rowcount
    return _counted(_delete(connection, answers), turns=turns)


def answer(connection: sqlite3.Connection, answer_id: str) -> Forgotten:
    """One answer, and all that was said of it."""
    return _delete(connection, [answer_id])


def thread(connection: sqlite3.Connection, channel: str, ts: str) -> Forgotten:
    """What was asked and answered in a thread of Slack."""
    where = "FROM slack_turns WHERE channel = ? AND thread = ?"
    answers = connection.execute(f"SELECT answer_id {where}", (channel, ts)).fetchall()
    turns = connection.execute(f"DELETE {where}", (channel, ts)).rowcount
    return _counted(_delete(connection, [each for (each,) in answers if each]), turns=turns)


def reader(connection: sqlite3.Connection, names: Pseudonyms, user: str) -> Forgotten:
    """What a person asked in threads of Slack, and what they said of answers.

    Their private questions cannot be found: nothing beside them tells who asked.
    """
    turns = [
        row
        for row in connection.execute(
            "SELECT team, channel, thread, message, asker, answer_id FROM slack_turns"
        )
        if row[4] and row[4] == names.of(user, *row[:3])
    ]
    for row in turns:
        connection.execute(
            "DELETE FROM slack_turns WHERE team = ? AND channel = ? AND thread = ? AND message = ?",
            row[:4],
        )
    teams = [team for (team,) in connection.execute("SELECT DISTINCT team FROM slack_turns")]
    teams += [row[0] for row in turns]
    done = _delete(connection, [row[5] for row in turns if row[5]])
    said = [
        row
        for row in connection.execute("SELECT answer_id, reader FROM feedback").fetchall()
        if row[1] in {digest(f"{team} {user}", row[0]) for team in teams}
    ]
    connection.executemany("DELETE FROM feedback WHERE answer_id = ? AND reader = ?", said)
    silent = "SELECT id FROM answers WHERE expires IS NULL AND id NOT IN (SELECT answer_id FROM feedback)"
    left = _delete(connection, [answer_id for (answer_id,) in connection.execute(silent)])
    return Forgotten(
        done.answers + left.answers, done.feedback + len(said), done.turns + left.turns + len(turns)
    )


def _delete(connection: sqlite3.Connection, answers: Iterable[str]) -> Forgotten:
    """Answers with all that hangs on them."""
    ids = [(answer_id,) for answer_id in answers]
    said = connection.executemany("DELETE FROM feedback WHERE answer_id = ?", ids).rowcount
    turns = connection.executemany("DELETE FROM slack_turns WHERE answer_id = ?", ids).rowcount
    gone = connection.executemany("DELETE FROM answers WHERE id = ?", ids).rowcount
    return Forgotten(*(max(0, count) for count in (gone, said, turns)))


def _counted(done: Forgotten, *, turns: int) -> Forgotten:
    return Forgotten(done.answers, done.feedback, done.turns + turns)
