"""Processes that read articles side by side: in one of them Python uses one core alone."""

from __future__ import annotations

import pickle
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import groupby
from operator import itemgetter
from queue import SimpleQueue
from typing import Self

from assistant.articles import Article
from assistant.errors import DocumentsError
from assistant.parallel import CORES, side_by_side
from assistant.reading.article import Unread
from assistant.reading.converter import program

_MOST = 4
"""Of 160 MB each."""


class Workers:
    """A process for each core, some at most, started when they are needed."""

    def __init__(self) -> None:
        self._idle: SimpleQueue[subprocess.Popen[bytes] | None] = SimpleQueue()
        self._number = min(CORES, _MOST)
        for _ in range(self._number):
            self._idle.put(None)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        for _ in range(self._number):
            if process := self._idle.get():
                _end(process)

    def read(
        self, unread: Iterable[tuple[str, Unread]], *, much: bool
    ) -> Iterator[tuple[str, list[Article] | DocumentsError]]:
        """The articles of each file, or why it is not read, in order; in this process where it is not `much`.

        Each of the `unread` stands under the name of its file.
        """
        each = side_by_side(self._sent, unread) if much and self._number > 1 else map(_done, unread)
        for name, group in groupby(each, itemgetter(0)):
            found = [each for _, each in group]
            wrong = next((each for each in found if isinstance(each, DocumentsError)), None)
            yield name, wrong or [each for each in found if isinstance(each, Article)]

    def _sent(self, unread: tuple[str, Unread]) -> tuple[str, Article | DocumentsError]:
        """What `_done` gives, by the next process that is free; another one where that dies."""
        for _ in range(2):
            if found := self._asked(unread):
                return found
        return unread[0], DocumentsError("it cannot be read: the program that reads it failed")

    def _asked(self, unread: tuple[str, Unread]) -> tuple[str, Article | DocumentsError] | None:
        process = self._idle.get()
        try:
            process = process or program("assistant.reading.workers")
            assert process.stdin and process.stdout
            pickle.dump(unread, process.stdin)
            process.stdin.flush()
            found: tuple[str, Article | DocumentsError] = pickle.load(process.stdout)
            return found
        except (EOFError, BrokenPipeError, pickle.UnpicklingError):
            if process:
                _end(process)
                process = None
            return None
        finally:
            self._idle.put(process)


def _done(unread: tuple[str, Unread]) -> tuple[str, Article | DocumentsError]:
    """The article, or why it is not read, under the name of its file."""
    name, read = unread
    try:
        return name, read()
    except DocumentsError as error:
        return name, error


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    with suppress(BrokenPipeError):  # what one that died has not taken
        process.communicate()


def main() -> None:
    """Read what comes on stdin until it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever asks ends it
    stdin, stdout = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # what a library prints is no reply
    while True:
        try:
            unread = pickle.load(stdin)
        except EOFError:
            return
        pickle.dump(_done(unread), stdout)
        stdout.flush()


if __name__ == "__main__":
    main()
