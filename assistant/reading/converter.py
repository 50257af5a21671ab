"""Converts files of other formats in a process of its own, with bounds, and remembers what came out."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import closing, suppress
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Self

from assistant.reading.formats.converted import Parts, loaded

SECONDS = 120
"""CPU time that one file may take; a manual of 310 pages takes some 50."""
_TIMES_LONGER = 10
"""How much longer by the clock: other work may slow it down."""
_SECONDS_TO_END = 10
_DAYS_UNUSED = 30
_LIBRARIES = ("feedparser", "lxml", "mammoth", "pdfminer.six", "trafilatura")
_PACKAGE = Path(__file__).parents[2]
_NO_COLUMNS: Mapping[str, str] = {}


class Converter:
    """Files → documents; a file of known bytes is not read again where there is a `memory`."""

    def __init__(self, memory: Path | None = None, *, seconds: int = SECONDS) -> None:
        self._memory = memory
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._used: list[bytes] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._stop()
        if self._used:
            today = datetime.now(UTC).toordinal()
            with suppress(sqlite3.Error), self._opened() as database, database:
                used = [(today, key) for key in self._used]
                database.executemany("UPDATE readings SET day = ?1 WHERE key = ?2 AND day <> ?1", used)
                database.execute("DELETE FROM readings WHERE day < ?", (today - _DAYS_UNUSED,))

    def documents(self, data: bytes, suffix: str, columns: Mapping[str, str] = _NO_COLUMNS) -> Parts:
        """The documents in the bytes of a file; DocumentsError says why there are none."""
        names = json.dumps((suffix, dict(columns), _version(), self._seconds))
        key = hashlib.sha256(names.encode() + data).digest()
        reply = self._remembered(key)
        if reply is None:
            request = {"size": len(data), "suffix": suffix, "columns": dict(columns)}
            reply = self._asked(json.dumps(request).encode() + b"\n" + data)
            self._remember(key, reply)
        return loaded(reply)

    def _asked(self, request: bytes) -> str:
        """The reply of the process; one that dies of a file is started anew for the next."""
        if self._process is None or self._process.poll() is not None:
            self._stop()
            paths = filter(None, (str(_PACKAGE), os.environ.get("PYTHONPATH")))
            self._process = subprocess.Popen(
                [sys.executable, "-m", "assistant.reading.formats", str(self._seconds)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
            )
        process = self._process
        assert process.stdin and process.stdout
        timer = threading.Timer(self._seconds * _TIMES_LONGER, process.kill)
        timer.start()
        try:
            with suppress(BrokenPipeError):
                process.stdin.write(request)
                process.stdin.flush()
            reply = process.stdout.readline()
        finally:
            timer.cancel()
        if reply.endswith(b"\n"):
            return reply.decode()
        with suppress(subprocess.TimeoutExpired):
            process.wait(_SECONDS_TO_END)
        self._stop()
        if process.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
            return json.dumps({"error": f"reading it takes longer than {self._seconds} seconds"})
        return json.dumps({"error": "it cannot be read: the program that reads it failed"})

    def _stop(self) -> None:
        if self._process:
            self._process.kill()
            with suppress(BrokenPipeError):
                self._process.communicate()

    def _remembered(self, key: bytes) -> str | None:
        if self._memory is None or not self._memory.is_file():
            return None
        with suppress(sqlite3.Error), self._opened() as database:
            row = database.execute("SELECT reply FROM readings WHERE key = ?", (key,)).fetchone()
            if row is not None:
                self._used.append(key)
                return str(row[0])
        return None

    def _remember(self, key: bytes, reply: str) -> None:
        """Keep a reply for the next update; where that cannot be done, it is asked for again."""
        if self._memory is None or not self._memory.parent.is_dir():
            return
        today = datetime.now(UTC).toordinal()
        with suppress(sqlite3.Error), self._opened() as database, database:
            database.execute(
                "CREATE TABLE IF NOT EXISTS readings (key BLOB PRIMARY KEY, reply TEXT, day INTEGER)"
            )
            database.execute("INSERT OR REPLACE INTO readings VALUES (?, ?, ?)", (key, reply, today))

    def _opened(self) -> closing[sqlite3.Connection]:
        return closing(sqlite3.connect(str(self._memory), timeout=1))


@cache
def _version() -> str:
    """What the readers are: what others read is not used."""
    digest = hashlib.sha256("".join(map(version, _LIBRARIES)).encode())
    for path in sorted(Path(__file__).parent.glob("formats/*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
