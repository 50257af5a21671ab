"""The index folder: which generation is current, who may write, what to delete."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from assistant.errors import IndexBusy, SearchIndexError

_POINTER = "current.json"


@dataclass(frozen=True, slots=True)
class Pointer:
    """Which generation is current, and the state of the documents folder it was made of."""

    generation: str
    listing: str
    """Fingerprint of the names, sizes and times of the files."""
    previous: str | None = None
    """Kept for those who still read it."""


def read_pointer(folder: Path) -> Pointer | None:
    """The current pointer, or None where there is no index yet."""
    try:
        return Pointer(**json.loads((folder / _POINTER).read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError) as error:
        raise SearchIndexError(
            f"the index in {str(folder)!r} is damaged ({error}): run `assistant index --rebuild`"
        ) from error


def write_pointer(folder: Path, pointer: Pointer) -> None:
    """Switch to `pointer` in one step: readers see the old one or the new one."""
    aside = folder / f"{_POINTER}.new"
    with aside.open("w", encoding="utf-8") as file:
        json.dump(asdict(pointer), file)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(folder / _POINTER)


def sweep(folder: Path, pointer: Pointer) -> list[str]:
    """Delete every generation but the current and the previous one, half-built ones included; their names."""
    old = [
        path
        for path in folder.glob("generation-*")
        if path.name not in (pointer.generation, pointer.previous)
    ]
    for path in old:
        shutil.rmtree(path)
    return [path.name for path in old]


@contextmanager
def writing(folder: Path, *, wait: float) -> Iterator[None]:
    """Hold the folder's write lock, which dies with the process; `IndexBusy` after `wait` seconds."""
    from filelock import FileLock, Timeout

    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / "lock", timeout=wait)
        with lock:
            yield
    except Timeout:
        raise IndexBusy(
            f"another process is writing the index in {str(folder)!r}: try again when it is done"
        ) from None
    except (PermissionError, NotADirectoryError, FileExistsError) as error:
        raise SearchIndexError(
            f"the index cannot be written to {str(folder)!r} ({error.strerror}): "
            "name another folder with --index"
        ) from error
