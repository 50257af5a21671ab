"""Small text files that only their owner may read, such as those of users and of sessions."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Generic, TypeVar

from assistant.errors import SettingsError

Content = TypeVar("Content")
_LOCK_SECONDS = 10
_Version = tuple[int, int, int, int]
"""What changes with a file: device, inode, size and time."""


class PrivateFile(Generic[Content]):
    """A file, parsed once for each time that it changes, and written as a whole with mode 0600."""

    def __init__(self, path: Path, parse: Callable[[str], Content]) -> None:
        """`parse` raises `SettingsError` for a text that it does not understand."""
        self.path = path
        self._parse = parse
        self._read: tuple[_Version, Content] | None = None

    def content(self) -> Content | None:
        """What the file says now, None where there is no file. Raises `SettingsError`."""
        try:
            if not self._read or self._read[0] != _version(self.path.stat()):
                with self.path.open(encoding="utf-8") as file:
                    version = _version(os.fstat(file.fileno()))
                    self._read = version, self._parse(file.read())
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            why = getattr(error, "strerror", None) or "it is not UTF-8 text"
            raise SettingsError(f"{str(self.path)!r} cannot be read: {why}") from error
        return self._read[1]

    @contextlib.contextmanager
    def changing(self) -> Iterator[None]:
        """Hold the file's lock, so that nobody else changes it between `content` and `write`."""
        from filelock import FileLock, Timeout

        lock = FileLock(self.path.with_name(f"{self.path.name}.lock"), timeout=_LOCK_SECONDS)
        try:
            lock.acquire()
        except Timeout:
            raise SettingsError(f"{str(self.path)!r} is being changed by another process") from None
        except OSError as error:
            raise self._unwritable(error) from error
        try:
            yield
        finally:
            lock.release()

    def write(self, text: str) -> None:
        """Put `text` in place of what the file says: whoever reads finds the old or the new."""
        target = self.path.resolve()  # a link stays a link
        try:
            descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
            try:
                with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                    if target.exists():
                        # Written by root, it stays readable for the user that the server runs as.
                        before = target.stat()
                        os.chown(descriptor, before.st_uid, before.st_gid)
                    file.write(text)
                    file.flush()
                    os.fsync(descriptor)
                Path(name).replace(target)
            except BaseException:
                Path(name).unlink()
                raise
        except OSError as error:
            raise self._unwritable(error) from error

    def warning(self) -> str | None:
        """A line for whoever runs the server, where others on the machine can read the file."""
        mode = stat.S_IMODE(self.path.stat().st_mode)
        if not mode & 0o077:
            return None
        path = str(self.path)
        return f"others on this machine may open {path!r} (mode {mode:o}): run chmod 600 {path!r}"

    def _unwritable(self, error: OSError) -> SettingsError:
        return SettingsError(f"{str(self.path)!r} cannot be written: {error.strerror or error}")


def _version(status: os.stat_result) -> _Version:
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns
