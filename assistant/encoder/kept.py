"""Vectors of the package's own texts by the built-in encoder, kept in its files: no start encodes them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assistant.encoder.encoder import Encoder, Vectors


def kept_vectors(file: Path, texts: Sequence[str], encoder: Encoder) -> Vectors:
    """The unit vectors of texts, [texts, dimension]: those of the file where they are of this encoder.

    `python -m eval.kept_vectors` writes the files.
    """
    with np.load(file) as kept:
        if kept["fingerprint"] == fingerprint(texts, encoder):
            vectors: Vectors = kept["vectors"].astype(np.float32)
            return vectors
    return encoder.documents(texts)


def fingerprint(texts: Sequence[str], encoder: Encoder) -> str:
    """What kept vectors were made of."""
    return hashlib.sha256("\n".join((encoder.identifier, *texts)).encode()).hexdigest()
