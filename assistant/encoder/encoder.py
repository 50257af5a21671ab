"""Texts to unit vectors, through any LangChain `Embeddings`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from assistant.errors import SearchIndexError
from assistant.settings import Settings

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings

Vectors = NDArray[np.float32]
Progress = Callable[[int], None]
"""Called with the number of texts that have just been encoded."""

_BATCH = 64


@dataclass(frozen=True)
class Encoder:
    """An `Embeddings` with what the index must know of it."""

    embeddings: Embeddings
    identifier: str
    """Names the model; an index made by another is refused."""

    def documents(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Unit vectors, [len(texts), dimension]."""
        encode: Callable[..., Vectors] | None = getattr(self.embeddings, "encode", None)
        if encode is not None:
            return encode(texts, progress=progress)
        batches: list[Vectors] = []
        for start in range(0, len(texts), _BATCH):
            batch = list(texts[start : start + _BATCH])
            batches.append(np.asarray(self.embeddings.embed_documents(batch), np.float32))
            if progress:
                progress(len(batch))
        joined: Vectors = np.concatenate(batches) if batches else np.empty((0, 0), np.float32)
        return _unit(joined)

    def query(self, text: str) -> Vectors:
        """The unit vector of a question, [dimension]."""
        vector: Vectors = _unit(np.asarray([self.embeddings.embed_query(text)], np.float32))[0]
        return vector

    def count(self, text: str) -> int:
        """Word pieces in `text`; where the model does not tell, four for three words, one for six letters."""
        count = getattr(self.embeddings, "count", None)
        return int(count(text)) if count else max(round(len(text.split()) * 4 / 3), len(text) // 6)


def encoder(settings: Settings, embeddings: Embeddings | None = None) -> Encoder:
    """The encoder that the caller passes in or the settings name."""
    if embeddings is None:
        embeddings = _named(settings)
    names = (getattr(embeddings, name, None) for name in ("identifier", "model", "model_name"))
    model = next(filter(None, names), "")
    return Encoder(embeddings, f"{type(embeddings).__name__}:{model}")


def _named(settings: Settings) -> Embeddings:
    provider, _, model = settings.embeddings.partition(":")
    if provider == "minilm":
        from assistant.encoder.minilm import MiniLM

        return MiniLM.open()
    if provider == "openai" and model:
        if settings.openai_api_key is None:
            raise SearchIndexError(
                f"the embeddings {settings.embeddings!r} need a key: set OPENAI_API_KEY, "
                "or unset ASSISTANT_EMBEDDINGS"
            )
        from langchain_openai import OpenAIEmbeddings

        # Without this the client downloads a tokenizer to measure the texts.
        return OpenAIEmbeddings(
            model=model,
            openai_api_key=settings.openai_api_key,
            openai_api_base=settings.openai_base_url,
            check_embedding_ctx_length=False,
        )
    raise SearchIndexError(
        f"unknown embeddings {settings.embeddings!r}: set ASSISTANT_EMBEDDINGS to 'minilm' or 'openai:MODEL'"
    )


def _unit(vectors: Vectors) -> Vectors:
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: Vectors = (vectors / np.maximum(norms, 1e-12)).astype(np.float32)
    return unit
