"""`python -m eval.kept_vectors`: writes the vectors of its own texts that the package ships."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from assistant.encoder import everyday
from assistant.encoder.encoder import Encoder, encoder
from assistant.encoder.kept import fingerprint
from assistant.question import intents
from assistant.question.intents import examples, made_of, together, trained
from assistant.settings import Settings


def main() -> None:
    """Write the files that `assistant.encoder.kept` reads."""
    by = encoder(Settings())
    # What is far from everything is measured by these: in full precision.
    _write(everyday.VECTORS, everyday.KINDS, by, vectors=by.documents(everyday.KINDS))
    halves = by.documents([text for each in examples().values() for text in each]).astype(np.float16)
    vectors, of = (
        halves.astype(np.float32),
        np.array([name[0] for name, each in examples().items() for _ in each]),
    )
    weights = {
        " ".join(groups): trained(
            vectors[np.isin(of, groups)], [name for name in examples() if name[0] in groups]
        )
        for groups in together()
    }
    _write(intents.VECTORS, made_of(), by, vectors=halves, **weights)


def _write(file: Path, texts: Sequence[str], by: Encoder, **arrays: Any) -> None:
    np.savez_compressed(file, fingerprint=np.array(fingerprint(texts, by)), **arrays)
    print(f"{file}: {len(arrays['vectors'])} vectors, {file.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
