"""How near a model's sentences are to those they rest on: its own embedded as they arrive, others stored."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from assistant.articles import Span

if TYPE_CHECKING:
    from assistant.encoder.encoder import Encoder, Vectors

Stored = Callable[[str, Span], "Vectors"]
"""The unit vectors of the sentences of an article, by its id, that a span of its text meets."""

_MOST_HEARD = 60
"""Texts that are embedded ahead: no answer shows so many, whatever a model writes."""


class Nearness:
    """Cosines of a model's sentences in one answer."""

    def __init__(self, encoder: Encoder, stored: Stored) -> None:
        self._encoder = encoder
        self._stored = stored
        self._heard: dict[str, Vectors] = {}

    @property
    def english_only(self) -> bool:
        """Whether it can tell nothing of other languages."""
        return self._encoder.english_only

    @property
    def vocabulary(self) -> frozenset[str]:
        """The words, folded, that an English model knows as such."""
        return self._encoder.english_words

    def hear(self, texts: Iterable[str]) -> None:
        """Embed what the model has written so far, while it writes on.

        Nothing happens with embeddings of which each batch is a call to a server.
        """
        if self._encoder.in_batches and len(self._heard) < _MOST_HEARD:
            self._embed(texts)

    def cosines(self, texts: Sequence[str], places: Sequence[Sequence[tuple[str, Span]]]) -> list[float]:
        """Of each text the highest cosine to a sentence at its places, or to the mean of those at one.

        A place is a span of an article, by its id; -1 where no sentence stands at any.
        """
        self._embed(texts)
        return [self._cosine(self._heard[text], own) for text, own in zip(texts, places, strict=True)]

    def _embed(self, texts: Iterable[str]) -> None:
        new = [text for text in dict.fromkeys(texts) if text not in self._heard]
        if new:
            self._heard |= zip(new, self._encoder.documents(new), strict=True)

    def _cosine(self, vector: Vectors, places: Sequence[tuple[str, Span]]) -> float:
        found = [self._stored(article_id, span) for article_id, span in places]
        found = [sentences for sentences in found if len(sentences)]
        if not found:
            return -1.0
        means = np.stack([sentences.mean(axis=0) for sentences in found])
        means /= np.linalg.norm(means, axis=1, keepdims=True)
        return float((np.concatenate([*found, means]) @ vector).max())
