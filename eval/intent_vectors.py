"""`python -m eval.intent_vectors`: writes the vectors of the examples of intents that the package ships."""

from __future__ import annotations

import numpy as np

from assistant.encoder.encoder import encoder
from assistant.question.intents import VECTORS, examples, fingerprint
from assistant.settings import Settings


def main() -> None:
    """Write the file that `assistant.question.intents` reads."""
    by = encoder(Settings())
    texts = [text for wordings in examples().values() for text in wordings]
    vectors = by.documents(texts).astype(np.float16)
    np.savez_compressed(VECTORS, vectors=vectors, fingerprint=np.array(fingerprint(texts, by)))
    print(f"{VECTORS}: {len(texts)} vectors, {VECTORS.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
