"""Names that stand for readers in the state file, so that no id of a reader is kept there."""

from __future__ import annotations

import hmac
from pathlib import Path

from assistant.database import Tables, database

TABLES = Tables(
    "slack key",
    (
        "CREATE TABLE slack_key (key BLOB NOT NULL)",
        "INSERT INTO slack_key VALUES (randomblob(32))",
    ),
)


class Pseudonyms:
    """Digests of readers' ids under the key of one state file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def of(self, user: str, *within: str) -> str:
        """The same for the same reader within the same thing, such as a thread; different in any other.

        Whoever holds the file and a list of all readers could still try each of them.
        """
        with database(self._path, TABLES) as connection:
            (key,) = connection.execute("SELECT key FROM slack_key").fetchone()
        text = "\0".join((user, *within)).encode("utf-8", "replace")
        return hmac.new(key, text, "sha256").hexdigest()
