"""What readers say of answers and of single views: one store for the web chat and Slack."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Collection
from typing import Any

from assistant.database import written
from assistant.dates import PublicationDate
from assistant.errors import AssistantError
from assistant.kept_answers import TABLES, KeptAnswers, iso, new_id
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

UNKEPT = "Feedback cannot be kept here at the moment."
"""What a reader is told of an answer that could not be kept."""


class FeedbackStore(KeptAnswers):
    """What readers said of answers, kept with them.

    Of a reader nothing is stored but a digest that differs from answer to answer. It tells a reader's later
    word from another reader's, and links no two answers; who holds the file and a list of all readers could
    still try each of them, so the file is its owner's alone to read.
    """

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
