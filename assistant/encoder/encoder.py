"""Texts to unit vectors, through any LangChain `Embeddings`."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.errors import EmbeddingsError, SearchIndexError
from assistant.settings import Settings

Vectors = NDArray[np.float32]
Progress = Callable[[int], None]
"""Called with the number of texts that have just been encoded."""

_BATCH = 64


class Embeddings(Protocol):
    """What is used of LangChain's `Embeddings`; importing that class takes longer than loading MiniLM."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]: ...

    def embed_query(self, text: str) -> list[float]: ...


@dataclass(frozen=True, eq=False)
class Encoder:
    """An `Embeddings` with what the index must know of it; equal to itself alone, whatever it holds."""

    embeddings: Embeddings
    identifier: str
    """Names the model; an index made by another is refused."""

    @property
    def english_only(self) -> bool:
        """Whether texts of one meaning in two languages are not near each other."""
        return bool(getattr(self.embeddings, "english_only", False))

    @property
    def english_words(self) -> frozenset[str]:
        """The words that an English model knows as such, folded; none where an `Embeddings` tells none."""
        words: frozenset[str] = getattr(self.embeddings, "english_words", frozenset())
        return words

    @property
    def in_batches(self) -> bool:
        """Whether questions are encoded as documents are, several at once."""
        return hasattr(self.embeddings, "encode")

    @property
    def passages_by(self) -> str:
        """Names what encodes passages, where it is not what encodes questions; empty otherwise."""
        return str(getattr(self.embeddings, "many_by", ""))

    def documents(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Unit vectors, [len(texts), dimension]."""
        encode: Callable[..., Vectors] | None = getattr(self.embeddings, "encode", None)
        if encode is not None:
            return encode(texts, progress=progress)
        batches: list[Vectors] = []
        for start in range(0, len(texts), _BATCH):
            batch = list(texts[start : start + _BATCH])
            with _reported(self.embeddings):
                batches.append(_matrix(self.embeddings.embed_documents(batch), len(batch)))
            if progress:
                progress(len(batch))
        joined: Vectors = np.concatenate(batches) if batches else np.empty((0, 0), np.float32)
        return _unit(joined)

    def passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Nearly the vectors of `documents`, in less time where the model can: there are many passages."""
        encode: Callable[..., Vectors] | None = getattr(self.embeddings, "encode_many", None)
        return encode(texts, progress=progress) if encode else self.documents(texts, progress)

    def query(self, text: str) -> Vectors:
        """The unit vector of a question, [dimension]."""
        with _reported(self.embeddings):
            vector = _matrix([self.embeddings.embed_query(text)], 1)
        unit: Vectors = _unit(vector)[0]
        return unit

    def count(self, text: str) -> int:
        """Word pieces in `text`; where the model does not tell, four for three words, one for six letters."""
        count = getattr(self.embeddings, "count", None)
        return int(count(text)) if count else max(round(len(text.split()) * 4 / 3), len(text) // 6)


class QueryVectors:
    """The unit vectors of questions and parts of them, [dimension] each; the last ones are kept.

    Safe to share between threads.
    """

    def __init__(self, encoder: Encoder, most: int = 100) -> None:
        self._encoder = encoder
        self._most = most
        self._kept: OrderedDict[str, Vectors] = OrderedDict()
        self._lock = Lock()

    def __call__(self, text: str) -> Vectors:
        with self._lock:
            if text in self._kept:
                self._kept.move_to_end(text)
                return self._kept[text]
        return self._keep({text: self._encoder.query(text)})[text]

    def ahead(self, texts: Iterable[str]) -> None:
        """Encode texts that will be asked for, at once: of five short ones in half the time.

        Nothing happens with embeddings of which each query is a call of its own.
        """
        with self._lock:
            missing = [text for text in dict.fromkeys(texts) if text and text not in self._kept]
        if len(missing) > 1 and self._encoder.in_batches:
            self._keep(dict(zip(missing, self._encoder.documents(missing), strict=True)))

    def _keep(self, found: dict[str, Vectors]) -> dict[str, Vectors]:
        with self._lock:
            self._kept.update(found)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return found


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
            request_timeout=settings.timeout,
            max_retries=settings.retries,
        )
    raise SearchIndexError(
        f"unknown embeddings {settings.embeddings!r}: set ASSISTANT_EMBEDDINGS to 'minilm' or 'openai:MODEL'"
    )


def _matrix(vectors: Sequence[Sequence[float]], rows: int) -> Vectors:
    matrix = np.asarray(vectors, np.float32)
    if matrix.ndim != 2 or len(matrix) != rows or not np.isfinite(matrix).all():
        raise ValueError(f"these are not {rows} vectors")
    return matrix


@contextmanager
def _reported(embeddings: Embeddings) -> Iterator[None]:
    """Make what OpenAI's client raises ours; what other embeddings raise is their owner's to know."""
    # By name: the client takes a second to import, and the built-in embedder needs none.
    if "OpenAIEmbeddings" not in {kind.__name__ for kind in type(embeddings).__mro__}:
        yield
        return
    import openai

    try:
        yield
    except openai.APIConnectionError as error:
        raise EmbeddingsError(
            "the embeddings server cannot be reached: see that it runs, and check OPENAI_BASE_URL"
        ) from error
    except (openai.AuthenticationError, openai.PermissionDeniedError) as error:
        raise EmbeddingsError("the embeddings server refused the key: check OPENAI_API_KEY") from error
    except openai.NotFoundError as error:
        raise EmbeddingsError(
            "the embeddings server has no such model: check ASSISTANT_EMBEDDINGS and OPENAI_BASE_URL"
        ) from error
    except openai.RateLimitError as error:
        raise EmbeddingsError(
            "the embeddings server has had too many requests, or the quota is used: try again later"
        ) from error
    except openai.OpenAIError as error:
        raise EmbeddingsError("the embeddings server rejected the request or failed: see its log") from error
    except (ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
        # An answer of another form, such as a web page.
        raise EmbeddingsError(
            "the embeddings server did not answer with vectors: check OPENAI_BASE_URL"
        ) from error


def _unit(vectors: Vectors) -> Vectors:
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: Vectors = (vectors / np.maximum(norms, 1e-12)).astype(np.float32)
    return unit
