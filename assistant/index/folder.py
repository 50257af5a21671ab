"""The index folder: which snapshot is current, who may write, who still reads."""

from __future__ import annotations

import fcntl
import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from assistant.errors import IndexBusy, IndexUnreachable, SearchIndexError

_POINTER = "current.json"


@dataclass(frozen=True, slots=True)
class Pointer:
    """Which snapshot is current, and the state of the documents folder it was made of."""

    generation: str
    listing: str
    """Fingerprint of the names, sizes and times of the files."""


def read_pointer(folder: Path) -> Pointer | None:
    """The current pointer, or None where there is no index; `IndexUnreachable` where that cannot be told."""
    try:
        values = json.loads((folder / _POINTER).read_text(encoding="utf-8"))
        return Pointer(*(_text(values[name]) for name in ("generation", "listing")))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise IndexUnreachable(
            f"the index in {str(folder)!r} cannot be opened ({error.strerror or error}): "
            "look at its permissions, or name another folder with --index"
        ) from error
    except (ValueError, TypeError, KeyError) as error:
        raise SearchIndexError(
            f"the index in {str(folder)!r} is damaged ({error}): run `assistant index --rebuild`"
        ) from error


def pointer_stamp(folder: Path) -> tuple[int, ...] | None:
    """What tells that the pointer is the one it was, without opening it; None where there is none to see."""
    try:
        seen = (folder / _POINTER).stat()
    except OSError:
        return None
    return seen.st_ino, seen.st_mtime_ns, seen.st_size


def write_pointer(folder: Path, pointer: Pointer) -> None:
    """Switch to `pointer` in one step: readers see the old one or the new one."""
    aside = folder / f"{_POINTER}.new"
    with written(folder):
        with aside.open("w", encoding="utf-8") as file:
            json.dump(asdict(pointer), file)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(folder / _POINTER)


@contextmanager
def reading(snapshot: Path) -> Iterator[None]:
    """Keep a snapshot from being deleted, for as long as this process lives at most."""
    with _opened(snapshot) as handle:
        fcntl.flock(handle, fcntl.LOCK_SH)
        yield


@contextmanager
def unread(snapshot: Path) -> Iterator[bool]:
    """Whether nobody reads a snapshot; while it says so, nobody new does."""
    with _opened(snapshot) as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


@contextmanager
def writing(folder: Path, *, wait: float) -> Iterator[None]:
    """Hold the folder's write lock, which dies with the process; `IndexBusy` after `wait` seconds."""
    from filelock import FileLock, Timeout

    lock = FileLock(folder / "lock")
    with written(folder):
        folder.mkdir(parents=True, exist_ok=True)
        try:
            lock.acquire(timeout=wait)
        except Timeout:
            raise IndexBusy(
                f"another process is writing the index in {str(folder)!r}: try again when it is done"
            ) from None
    try:
        yield
    finally:
        lock.release()


@contextmanager
def written(folder: Path) -> Iterator[None]:
    """Around what writes into the index `folder`: what keeps it from being written is one clear error."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise SearchIndexError(
            f"the index cannot be written to {str(folder)!r} ({getattr(error, 'strerror', None) or error}): "
            "make room there, or name another folder with --index"
        ) from error


@contextmanager
def _opened(folder: Path) -> Iterator[int]:
    handle = os.open(folder, os.O_RDONLY)
    try:
        yield handle
    finally:
        os.close(handle)


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    raise TypeError(f"{value!r} is not a text")
