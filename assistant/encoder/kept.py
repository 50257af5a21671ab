"""Vectors of the package's own texts by the built-in encoder, kept in its files: no start makes them anew."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assistant.encoder.encoder import Encoder, Vectors


def kept(file: Path, made_of: Sequence[str], encoder: Encoder) -> dict[str, Vectors] | None:
    """The arrays of the file by their names, where they were made of these texts by this encoder; else None.

    `python -m eval.kept_vectors` writes the files.
    """
    with np.load(file) as found:
        if found["fingerprint"] != fingerprint(made_of, encoder):
            return None
        return {name: found[name].astype(np.float32) for name in found if name != "fingerprint"}


def fingerprint(made_of: Sequence[str], encoder: Encoder) -> str:
    """What kept arrays were made of."""
    return hashlib.sha256("\n".join((encoder.identifier, *made_of)).encode()).hexdigest()
