"""Files that wait for the word of whoever adds them: a folder of each, kept for a day."""

from __future__ import annotations

import re
import secrets
import shutil
import time
from collections.abc import Mapping
from pathlib import Path

from assistant.errors import DocumentsError
from assistant.reading.beside import SIDECARS

HOURS = 24
MOST = 50
"""Drafts that wait at once; beyond them the oldest make room."""
_KEY = re.compile(r"[0-9a-f]{32}")


class Drafts:
    """The drafts in a folder, which several processes may share; each is found by a key nobody can guess."""

    def __init__(self, state: Path) -> None:
        """The drafts beside the `state` file."""
        self._folder = state.parent / "drafts"

    def put(self, files: Mapping[str, bytes]) -> str:
        """Keep the files of an addition; gives their key. Raises DocumentsError where they cannot be kept."""
        key = secrets.token_hex(16)
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._drop(MOST - 1)
            # Not found under its key before all of it is there.
            unfinished = self._folder / f".{key}"
            unfinished.mkdir(mode=0o700)
            for name, data in files.items():
                (unfinished / name).write_bytes(data)
            unfinished.rename(self._folder / key)
        except OSError as error:
            raise DocumentsError(
                f"a draft cannot be kept in {str(self._folder)!r}: {error.strerror or error}"
            ) from None
        return key

    def files(self, key: str) -> dict[str, bytes] | None:
        """The files of a draft, the article's own first; None where there is no such draft any more."""
        folder = self._folder / key
        if not _KEY.fullmatch(key) or not folder.is_dir():
            return None
        paths = sorted(folder.iterdir(), key=lambda path: (path.suffix in SIDECARS, path.name))
        return {path.name: path.read_bytes() for path in paths} or None

    def drop(self, key: str) -> None:
        """Delete a draft."""
        if _KEY.fullmatch(key):
            _delete(self._folder / key)

    def added(self, key: str, article_id: str) -> None:
        """Leave in a draft's place which article it has become. Raises DocumentsError where that fails."""
        try:
            self._note(key).write_text(article_id, encoding="utf-8")
        except OSError as error:
            raise DocumentsError(f"a draft cannot be ended: {error.strerror or error}") from None
        self.drop(key)

    def became(self, key: str) -> str | None:
        """The id of the article that a draft has become; None where it has not, or it is long ago."""
        note = self._note(key)
        return note.read_text(encoding="utf-8") if _KEY.fullmatch(key) and note.is_file() else None

    def expire(self) -> None:
        """Delete the drafts that are too old."""
        if self._folder.is_dir():
            self._drop(MOST)

    def waiting(self) -> int:
        """How many drafts there are."""
        return len(list(filter(Path.is_dir, self._folder.iterdir()))) if self._folder.is_dir() else 0

    def clear(self) -> None:
        """Delete every draft, and what became of others."""
        if self._folder.is_dir():
            for path in self._folder.iterdir():
                _delete(path)

    def _note(self, key: str) -> Path:
        return self._folder / f"{key}.added"

    def _drop(self, most: int) -> None:
        """Delete what is too old, and of the other drafts the oldest beyond so many."""
        began = {path: path.stat().st_mtime for path in self._folder.iterdir()}
        newest_first = sorted(filter(Path.is_dir, began), key=lambda path: began[path], reverse=True)
        old = (path for path in began if began[path] < time.time() - HOURS * 3_600)
        for path in (*newest_first[most:], *old):
            _delete(path)


def _delete(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
