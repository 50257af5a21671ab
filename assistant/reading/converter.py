"""Files of other formats → documents, in a process of its own with bounds, and remembered.

There each request is a line of JSON and the bytes of a file; each reply is a line of JSON.
"""

from __future__ import annotations

import hashlib
import json
import os
import pkgutil
import re
import resource
import signal
import sqlite3
import subprocess
import sys
import threading
import unicodedata
from collections.abc import Iterable, Mapping
from contextlib import closing, suppress
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Self

from assistant.errors import DocumentsError
from assistant.reading.metadata import Document, Found

_READERS = {
    ".html": "page:read_page",
    ".htm": "page:read_page",
    ".xhtml": "page:read_page",
    ".docx": "zipped:read_docx",
    ".epub": "zipped:read_epub",
    ".pdf": "pdf:read_pdf",
    ".eml": "mail:read_mail",
    ".rss": "rows:read_feed",
    ".atom": "rows:read_feed",
    ".xml": "rows:read_feed",
    ".jsonl": "rows:read_json_lines",
    ".csv": "rows:read_csv",
}
"""The module and the function that read each kind of file into one document or several."""
_TABLES = (".jsonl", ".csv")
CONVERTED = tuple(_READERS)
"""Suffixes of the files that are converted to Markdown; of two files of one name the first is read."""
SECONDS = 120
"""CPU time that one file may take; a manual of 310 pages takes some 50."""
_TIMES_LONGER = 10
"""How much longer by the clock: other work may slow it down."""
_SECONDS_TO_END = 10
_MOST_MEMORY = 4 * 2**30
_LONGEST_SLUG = 60
_DAYS_UNUSED = 30
_LIBRARIES = ("feedparser", "lxml", "mammoth", "pdfminer.six", "trafilatura")
_SHARED = (
    *("errors.py", "lexicon.py", "names.py", "text.py", "reading/converter.py", "reading/front_matter.py"),
    *("reading/metadata.py", "reading/mojibake.py", "reading/people.py", "reading/records.toml"),
)
"""What the modules of `formats` rest on, and what their documents are made of."""
_PACKAGE = Path(__file__).parents[2]
_NO_COLUMNS: Mapping[str, str] = {}

Parts = tuple[tuple[str, Document], ...]
"""The articles of a file: what each adds to the file's id, "" where there is one, and its document."""


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
                used = [(today, key, today) for key in self._used]
                database.executemany("UPDATE readings SET day = ? WHERE key = ? AND day <> ?", used)
                database.execute("DELETE FROM readings WHERE day < ?", (today - _DAYS_UNUSED,))

    def documents(self, data: bytes, suffix: str, columns: Mapping[str, str] = _NO_COLUMNS) -> Parts:
        """The documents in the bytes of a file; DocumentsError says why there are none."""
        names = json.dumps((suffix, dict(columns), _version(), self._seconds))
        key = hashlib.sha256(names.encode() + data).digest()
        remembered = self._remembered(key)
        if remembered is not None:
            with suppress(ValueError, LookupError, TypeError):  # a damaged one is read again
                return loaded(remembered)
        request = {"size": len(data), "suffix": suffix, "columns": dict(columns)}
        reply = self._asked(json.dumps(request).encode() + b"\n" + data)
        self._remember(key, reply)
        return loaded(reply)

    def _asked(self, request: bytes) -> str:
        """The reply of the process; one that dies of a file is started anew for the next."""
        if self._process is None or self._process.poll() is not None:
            self._stop()
            self._process = program("assistant.reading.converter", str(self._seconds))
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


def program(module: str, *arguments: str) -> subprocess.Popen[bytes]:
    """A process of a module of the package, which is spoken to through its stdin and stdout."""
    paths = filter(None, (str(_PACKAGE), os.environ.get("PYTHONPATH")))
    return subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
    )


@cache
def _version() -> str:
    """What the readers are: what others read is not used."""
    digest = hashlib.sha256("".join(map(version, _LIBRARIES)).encode())
    here = Path(__file__).parent
    for path in (*sorted(here.glob("formats/*.py")), *(here.parent / name for name in _SHARED)):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def main() -> None:
    """Answer requests until stdin ends; each may take the seconds of CPU time given as the argument."""
    seconds = int(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
    sys.setrecursionlimit(3_000)
    stdin, stdout = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # what a library prints is no reply
    while line := stdin.readline():
        request = json.loads(line)
        data = stdin.read(request["size"])
        used = resource.getrusage(resource.RUSAGE_SELF)
        until = int(used.ru_utime + used.ru_stime) + seconds + 1
        resource.setrlimit(resource.RLIMIT_CPU, (until, resource.getrlimit(resource.RLIMIT_CPU)[1]))
        try:
            reply = dumped(converted(data, request["suffix"], request["columns"]))
        except DocumentsError as error:
            reply = json.dumps({"error": str(error)})
        except MemoryError:
            reply = json.dumps({"error": "it unfolds to more than fits into memory"})
        except RecursionError:
            reply = json.dumps({"error": "it is nested too deeply"})
        stdout.write(reply.encode() + b"\n")
        stdout.flush()


def converted(data: bytes, suffix: str, columns: Mapping[str, str]) -> Parts:
    """The articles in the bytes of a file; `columns` gives our key for a column's name.

    Raises DocumentsError where there is none or the file cannot be read.
    """
    read = pkgutil.resolve_name(f"assistant.reading.formats.{_READERS[suffix]}")
    found: Document | Iterable[tuple[str, Document]] = (
        read(data, columns) if suffix in _TABLES else read(data)
    )
    return (("", found),) if isinstance(found, Document) else _named(found)


def _named(parts: Iterable[tuple[str, Document]]) -> Parts:
    """The documents with names fit for an id, each once: a title's words, numbered where it comes again."""
    named: dict[str, Document] = {}
    times: dict[str, int] = {}
    for title, document in parts:
        name = slug(title) if title else ""
        times[name] = times.get(name, 0) + 1
        again = f"{name}-{times[name]}" if times[name] > 1 else name
        while again in named:
            again += "-"
        named[again] = document
    if not named:
        raise DocumentsError("it holds no article with text")
    return tuple(named.items())


def slug(title: str) -> str:
    """A title as part of a name.

    >>> slug("Keep the Ferry!"), slug("Čuvajte trajekt")
    ('keep-the-ferry', 'čuvajte-trajekt')
    """
    words = re.findall(r"\w+", unicodedata.normalize("NFKC", title).casefold())
    return "-".join(words)[:_LONGEST_SLUG].strip("-") or "untitled"


def dumped(parts: Parts) -> str:
    """Articles as one line of text, which `loaded` reads."""
    return json.dumps({"parts": [(name, asdict(document)) for name, document in parts]})


def loaded(text: str) -> Parts:
    """The articles in a text of `dumped`; DocumentsError where it tells why there are none."""
    reply = json.loads(text)
    if "error" in reply:
        raise DocumentsError(reply["error"])
    return tuple((name, _document(values)) for name, values in reply["parts"])


def _document(values: Mapping[str, object]) -> Document:
    given = dict(values)
    given["found"] = tuple(Found(**found) for found in values["found"])  # type: ignore[attr-defined]
    given["warnings"] = tuple(values["warnings"])  # type: ignore[arg-type]
    given["pages"] = tuple((start, page) for start, page in values["pages"])  # type: ignore[attr-defined]
    return Document(**given)  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
