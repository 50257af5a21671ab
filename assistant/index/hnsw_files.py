"""The files of Chroma's graph of vectors, freed of what they hold by accident."""

from __future__ import annotations

import struct
from pathlib import Path

_HEADER = struct.Struct("<iQQQQ")
"""Version, offset of the lowest level, capacity, elements, bytes of an element."""
_LENGTH = 4
"""Bytes of an element in `length.bin`."""


def blank_unused(folder: Path) -> None:
    """Zero the unused places of every graph under `folder`; its collection must be closed.

    Chroma's hnswlib allocates places ahead and writes them as they are: with whatever their memory held
    before, such as names out of articles that were removed since.
    """
    for header in folder.glob("*/header.bin"):
        *_, elements, width = _HEADER.unpack_from(header.read_bytes())
        _blank_after(header.with_name("data_level0.bin"), elements * width)
        _blank_after(header.with_name("length.bin"), elements * _LENGTH)


def _blank_after(file: Path, used: int) -> None:
    with file.open("r+b") as places:
        places.seek(used)
        places.write(bytes(max(0, file.stat().st_size - used)))
