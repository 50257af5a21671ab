"""`python -m eval.kept_vectors`: writes the vectors of its own texts that the package ships."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import DTypeLike

from assistant.encoder import everyday
from assistant.encoder.encoder import encoder
from assistant.encoder.kept import fingerprint
from assistant.question import intents
from assistant.settings import Settings


def main() -> None:
    """Write the files that `assistant.encoder.kept` reads."""
    examples = [text for wordings in intents.examples().values() for text in wordings]
    _write(intents.VECTORS, examples, np.float16)
    # What is far is measured by these, among all encoders alike: in full precision.
    _write(everyday.VECTORS, everyday.KINDS, np.float32)


def _write(file: Path, texts: list[str] | tuple[str, ...], precision: DTypeLike) -> None:
    by = encoder(Settings())
    vectors = by.documents(texts).astype(precision)
    np.savez_compressed(file, vectors=vectors, fingerprint=np.array(fingerprint(texts, by)))
    print(f"{file}: {len(texts)} vectors, {file.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
