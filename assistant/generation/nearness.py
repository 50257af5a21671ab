"""How near a model's sentences are to those they rest on: its own embedded as they arrive, others stored."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from assistant.articles import Span

if TYPE_CHECKING:
    from assistant.encoder.encoder import Encoder, Vectors

Place = tuple[str, Span]
"""A span of an article, by its id."""
Stored = Callable[[Sequence[Place]], "list[Vectors]"]
"""Of each place the unit vectors of the sentences that it meets, [n, dimension]."""

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
            new = (text for text in texts if text not in self._heard)
            self._embed(islice(new, _MOST_HEARD - len(self._heard)))

    def cosines(self, texts: Sequence[str], places: Sequence[Sequence[Place]]) -> list[float]:
        """Of each text the highest cosine to a sentence at its places, or to the mean of those at one.

        It is -1 where no sentence stands at any.
        """
        self._embed(texts)
        every = list(dict.fromkeys(place for own in places for place in own))
        stored = dict(zip(every, self._stored(every), strict=True))
        return [
            _cosine(self._heard[text], [stored[place] for place in own])
            for text, own in zip(texts, places, strict=True)
        ]

    def _embed(self, texts: Iterable[str]) -> None:
        new = [text for text in dict.fromkeys(texts) if text not in self._heard]
        if new:
            self._heard |= zip(new, self._encoder.documents(new), strict=True)


def _cosine(vector: Vectors, sentences: Iterable[Vectors]) -> float:
    found = [each for each in sentences if len(each)]
    if not found:
        return -1.0
    means = np.stack([each.mean(axis=0) for each in found])
    means /= np.linalg.norm(means, axis=1, keepdims=True)
    return float((np.concatenate([*found, means]) @ vector).max())
