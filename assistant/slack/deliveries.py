"""Which deliveries were seen: Slack sends an event again when it believes that the first was lost."""

from __future__ import annotations

import time
from pathlib import Path

from assistant.database import Tables, written

KEPT_SECONDS = 24 * 60 * 60
"""Slack's last attempt comes within hours; a day covers queues and clocks."""
_TABLES = Tables(
    "slack deliveries",
    (
        "CREATE TABLE slack_deliveries (id TEXT PRIMARY KEY, at REAL NOT NULL) WITHOUT ROWID",
        "CREATE INDEX slack_deliveries_at ON slack_deliveries (at)",
    ),
)


class Deliveries:
    """Remembers the ids of deliveries for a day, in a file that threads and processes share."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def first(self, event_id: str) -> bool:
        """Whether this id comes for the first time within a day; of many who ask at once, one is told so."""
        now = time.time()
        with written(self._path, _TABLES) as connection:
            connection.execute("DELETE FROM slack_deliveries WHERE at <= ?", (now - KEPT_SECONDS,))
            kept = connection.execute("INSERT OR IGNORE INTO slack_deliveries VALUES (?, ?)", (event_id, now))
            return kept.rowcount == 1

    def forget(self, event_id: str) -> None:
        """Let this id come for the first time once more: what it began did not come about."""
        with written(self._path, _TABLES) as connection:
            connection.execute("DELETE FROM slack_deliveries WHERE id = ?", (event_id,))
