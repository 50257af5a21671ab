"""What an index was made of and by, and how its files looked when it was done."""

from __future__ import annotations

import json
import zlib
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from assistant.encoder.encoder import Encoder
from assistant.errors import IndexMismatch, SearchIndexError
from assistant.index.splitting import SPLITTER

SCHEMA = 14
"""Version of the files of an index and of the stems in them; an older one is built anew, a newer refused."""
_FILE = "manifest.json"
_HEAD = 128
"""Bytes of a file of vectors that say how the rest is to be read."""
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Seal:
    """How a file looked when the index was made."""

    path: str
    size: int
    checksum: int
    """CRC-32 of the whole; of a file of vectors, where a wrong byte spoils a score only, of its head."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an index was made of and by."""

    schema: int
    encoder: str
    splitter: str
    rules: str
    """Which speaker rules found the holders."""
    articles: int
    passages: int
    content: str
    """Digest of every article: equal where nothing in the folder changed."""
    problems: tuple[tuple[str, str], ...]
    """Files that could not be read: path, reason."""
    seals: tuple[Seal, ...] = ()

    def refuse_others(self, encoder: Encoder) -> None:
        """Raise `IndexMismatch` unless `encoder` and the present splitter made the index."""
        _refuse("splitter", self.splitter, SPLITTER)
        _refuse("embedding model", self.encoder, encoder.identifier)

    def write(self, folder: Path) -> None:
        (folder / _FILE).write_text(json.dumps(asdict(self)), encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """The manifest in a snapshot's folder; `SearchIndexError` where it cannot be read."""
    try:
        values = json.loads((folder / _FILE).read_text(encoding="utf-8"))
        _refuse("schema", values["schema"], SCHEMA)
        values["problems"] = tuple((path, why) for path, why in values["problems"])
        values["seals"] = tuple(Seal(**seal) for seal in values["seals"])
        return Manifest(**values)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise damaged(folder, error) from error


def told(folder: Path, name: str) -> int | None:
    """A number in the manifest of a snapshot of whatever version; None where it is not told."""
    try:
        return int(json.loads((folder / _FILE).read_text(encoding="utf-8"))[name])
    except (OSError, ValueError, TypeError, KeyError):
        return None


def is_older(folder: Path) -> bool:
    """Whether the snapshot in `folder` was made by an earlier version, whose files are not read any more."""
    return (told(folder, "schema") or SCHEMA) < SCHEMA


def sealed(folder: Path) -> tuple[Seal, ...]:
    """The seal of every file in `folder` but those that SQLite or Chroma write to when they only read."""
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return tuple(_seal(folder, path) for path in paths if path.name != "chroma.sqlite3")


def refuse_broken_seals(folder: Path, manifest: Manifest) -> None:
    """Raise `SearchIndexError` where a file of the snapshot in `folder` is not as it was sealed.

    Its readers would crash or mislead.
    """
    try:
        changed = next(
            (seal.path for seal in manifest.seals if _seal(folder, folder / seal.path) != seal), None
        )
    except (OSError, ValueError) as error:
        raise damaged(folder, error) from error
    if changed is not None:
        raise damaged(folder, ValueError(f"{changed} has changed"))


def damaged(folder: Path, error: Exception) -> SearchIndexError:
    """The error to raise where a file of an index is missing or not as it should be."""
    return SearchIndexError(
        f"the index in {str(folder)!r} is damaged ({error}): run `assistant index --rebuild`"
    )


def _seal(folder: Path, path: Path) -> Seal:
    checksum = 0
    with path.open("rb") as file:
        if path.name.endswith("vectors.npy"):
            checksum = zlib.crc32(file.read(_HEAD))
        else:
            for chunk in iter(partial(file.read, _CHUNK), b""):
                checksum = zlib.crc32(chunk, checksum)
    return Seal(path.relative_to(folder).as_posix(), path.stat().st_size, checksum)


def _refuse(what: str, found: object, wanted: object) -> None:
    if found != wanted:
        raise IndexMismatch(
            f"this index was made with {what} {found!r}, but {wanted!r} is in use: "
            "run `assistant index --rebuild`"
        )
