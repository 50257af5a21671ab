"""Which processes of the bot are alive, by a lock that the operating system lets go of when one dies.

The state file is shared through SQLite's write-ahead log, so all its processes run on one machine.
"""

from __future__ import annotations

import secrets
import threading
from pathlib import Path

from assistant.database import told


class Process:
    """A process of the bot, in the eyes of others that share the state file at `path`."""

    def __init__(self, path: Path) -> None:
        from filelock import FileLock

        self.name = secrets.token_hex(8)
        self._folder = path.with_name(f"{path.name}-processes")
        self._lock = FileLock(self._folder / self.name, thread_local=False, mode=0o600)
        self._beginning = threading.Lock()

    def begin(self) -> None:
        """Be alive from here on; called again it does nothing. Raises `DatabaseError`."""
        with self._beginning, told(self._folder):
            if not self._lock.is_locked:
                self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                self._lock.acquire()

    def end(self) -> None:
        """Be over, as if the process had died."""
        self._lock.release()

    def is_over(self, name: str) -> bool:
        """Whether the process of this name has died, or ended; its lock is then removed."""
        from filelock import FileLock, Timeout

        if name == self.name:
            return False
        lock = self._folder / name
        with told(self._folder):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            try:
                with FileLock(lock, thread_local=False, blocking=False):
                    lock.unlink()
            except Timeout:
                return False
        return True

    def clear(self) -> None:
        """Remove the locks of all processes that are over."""
        if self._folder.is_dir():
            for lock in self._folder.iterdir():
                self.is_over(lock.name)
