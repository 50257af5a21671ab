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
    """The product's own, as it embeds passages."""
    sys.path.insert(0, str(CHECKOUT))
    from assistant.encoder.minilm import MiniLM

    return MiniLM.open().encode_many


def onnxruntime() -> Callable[[list[str]], Any]:
    """The same model in full precision, with the library's defaults: batches of 32 by length."""
    sys.path.insert(0, str(CHECKOUT))
    from tokenizers import Tokenizer

    from eval.encoder_graph import Encoder

    package = import_module("onnxruntime")
    weights = Path(sys.argv[2]) / "model.safetensors"
    options = package.SessionOptions()
    place = str(weights.resolve().parent)
    options.add_session_config_entry("session.model_external_initializers_file_folder_path", place)
    running = package.InferenceSession(Encoder(weights).model(), options, providers=["CPUExecutionProvider"])
    words = Tokenizer.from_file(str(weights.with_name("tokenizer.json")))
    words.enable_truncation(256)
    words.enable_padding()

    def encode(texts: list[str]) -> Any:
        order = sorted(range(len(texts)), key=lambda at: -len(texts[at]))
        vectors = np.empty((len(texts), 384), np.float32)
        for start in range(0, len(order), 32):
            batch = order[start : start + 32]
            found = words.encode_batch([texts[at] for at in batch])
            given = {
                "input_ids": np.array([each.ids for each in found], np.int32),
                "attention_mask": np.array([each.attention_mask for each in found], np.int32),
            }
            vectors[batch] = running.run(None, given)[0]
        return vectors

    return encode


def sentence_transformers() -> Callable[[list[str]], Any]:
    """On torch, from the model's folder."""
    # By name, because the package is found in the environment of this side alone.
    package = import_module("sentence_transformers")
    model = package.SentenceTransformer(sys.argv[2], device="cpu")
    return lambda texts: model.encode(texts, normalize_embeddings=True, show_progress_bar=False)


def main() -> None:
    """Answer each line of the input until it ends."""
    texts = json.loads(sys.stdin.readline())
    sides = {"minilm": minilm, "onnxruntime": onnxruntime, "sentence_transformers": sentence_transformers}
    encode = sides[sys.argv[1]]()
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
