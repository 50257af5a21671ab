"""One embedder in a process of its own, told what to do by its input; run by file name, in any environment.

The first line is the texts as JSON, answered with "ready". Each further line embeds all of them and is
answered with the seconds that took; unless it is `time`, it names the file to save the vectors in.
"""

import json
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

CHECKOUT = Path(__file__).resolve().parents[2]


def minilm() -> Callable[[list[str]], Any]:
    """The product's own."""
    sys.path.insert(0, str(CHECKOUT))
    from assistant.encoder.minilm import MiniLM

    return MiniLM.open().encode


def sentence_transformers() -> Callable[[list[str]], Any]:
    """On torch, from the model's folder."""
    # By name, because the package is found in the environment of this side alone.
    package = import_module("sentence_transformers")
    model = package.SentenceTransformer(sys.argv[2], device="cpu")
    return lambda texts: model.encode(texts, normalize_embeddings=True, show_progress_bar=False)


def main() -> None:
    """Answer each line of the input until it ends."""
    texts = json.loads(sys.stdin.readline())
    encode = {"minilm": minilm, "sentence_transformers": sentence_transformers}[sys.argv[1]]()
    encode(texts[:64])
    print("ready", flush=True)
    for line in sys.stdin:
        start = time.perf_counter()
        vectors = encode(texts)
        seconds = time.perf_counter() - start
        if line.strip() != "time":
            np.save(line.strip(), vectors)
        print(seconds, flush=True)


if __name__ == "__main__":
    main()
