"""What lies beside a file and says what it is: a sidecar such as `a.yaml` of `a.pdf`, and `manifest.csv`."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from assistant.errors import DocumentsError
from assistant.reading.front_matter import record_of
from assistant.reading.metadata import Found, Value, key_name
from assistant.text import cleaned, decoded

SIDECARS = (".yaml", ".yml", ".json", ".toml")
MANIFEST = "manifest.csv"
LARGEST = 5_000_000
"""Bytes of a sidecar or a manifest: as many records as fifty thousand articles have."""
_FILE_KEYS = ("file", "filename", "file_name", "path", "name")
"""Columns of a manifest that name the row's file."""
_SEPARATORS = ",;\t"


@dataclass(frozen=True, slots=True)
class Beside:
    """The sidecars and manifests of a folder."""

    found: Mapping[str, tuple[Found, ...]]
    """By the path under the folder of the file that each says something of, most trusted first."""
    problems: tuple[tuple[str, str], ...] = ()
    """Paths of what could not be read, and why."""
    used: frozenset[str] = field(default_factory=frozenset)
    """Paths of the sidecars and manifests that belong to a file."""


def is_sidecar(name: str) -> bool:
    """Whether a path may be that of a sidecar or a manifest."""
    return name.lower().endswith(SIDECARS) or name.rpartition("/")[2].lower() == MANIFEST


def beside(folder: Path, sidecars: Iterable[str], files: Iterable[str]) -> Beside:
    """What the `sidecars` of a folder say of its `files`; both are paths under it."""
    by_stem: dict[str, list[str]] = {}
    paths = list(files)
    for file in paths:
        by_stem.setdefault(file, []).append(file)
        by_stem.setdefault(file.rpartition(".")[0], []).append(file)
    given: dict[str, list[Found]] = {}
    problems: list[tuple[str, str]] = []
    used: set[str] = set()
    # A sidecar is trusted before a manifest, and that of the same folder before one above it.
    for name in sorted(sidecars, key=lambda name: (_is_manifest(name), -name.count("/"), name)):
        stem = name.rpartition(".")[0].removesuffix(".meta")
        if not _is_manifest(name) and stem not in by_stem:
            continue
        used.add(name)
        try:
            if _is_manifest(name):
                rows, lost = _manifest(folder / name, name.rpartition("/")[0], set(paths))
                problems += [(name, f"it names {file!r}, which is no article here") for file in lost]
            else:
                values: Mapping[str, Value] = record_of(
                    _text(folder / name), f".{name.rpartition('.')[2].lower()}"
                )
                rows = [(file, values) for file in by_stem[stem]]
        except (DocumentsError, OSError) as error:
            problems.append((name, getattr(error, "strerror", None) or str(error)))
            continue
        basis = "manifest" if _is_manifest(name) else f"sidecar {name.rpartition('/')[2]}"
        for file, values in rows:
            given.setdefault(file, []).append(Found(values, basis))
    return Beside({file: tuple(each) for file, each in given.items()}, tuple(problems), frozenset(used))


def _is_manifest(name: str) -> bool:
    return name.rpartition("/")[2].lower() == MANIFEST


def _text(path: Path) -> str:
    if path.stat().st_size > LARGEST:
        raise DocumentsError(f"it is larger than {LARGEST // 1_000_000} MB")
    return cleaned(decoded(path.read_bytes()))


def _manifest(
    path: Path, folder: str, files: set[str]
) -> tuple[list[tuple[str, Mapping[str, Value]]], list[str]]:
    """The rows of a manifest by the file that each names, and the files that are not there.

    An empty cell says nothing.
    """
    text = _text(path)
    first = text.partition("\n")[0]
    mark = max(_SEPARATORS, key=first.count)
    # A quotation mark out of place would move the cells of all rows to its next one.
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    read: list[tuple[str, Mapping[str, Value]]] = []
    lost: list[str] = []
    try:
        columns = {key_name(name): name for name in rows.fieldnames or ()}
        named = next((columns[key] for key in _FILE_KEYS if key in columns), None)
        if named is None:
            raise DocumentsError(f"it has no column {_FILE_KEYS[0]!r} that names each row's file")
        for row in rows:
            if any(row.get(None, ())):
                raise DocumentsError(f"line {rows.line_num} has more cells than the first one")
            file = (row[named] or "").strip().removeprefix("./").replace("\\", "/")
            file = f"{folder}/{file}" if folder else file
            values = {key: value for key, value in row.items() if key and key != named and value}
            if file in files:
                read.append((file, values))
            elif file:
                lost.append(file)
    except csv.Error as error:
        raise DocumentsError(f"line {rows.line_num + 1}: {error}") from None
    return read, lost
