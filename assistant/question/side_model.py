"""The side model: what a question asks of a proposition, for it, against it, both, or none of that.

A cross-encoder that `python -m eval train-sides` trains. It tells what is asked, never which side anybody
takes.
"""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from pathlib import Path
from threading import Lock

from assistant.encoder.cross_encoder import CrossEncoder

WEIGHTS = Path(__file__).with_name("sides.onnx")
"""What was trained; `CARD.md` beside it says on what."""
WEIGHTS_SHA256 = "4490eb66ca0b2d44a138840644dffe7b4431f15d1289b757ee90c4e5ca4acf29"
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
    return load_side_model().result()


def load_side_model() -> Future[CrossEncoder]:
    """The model that is being loaded, or is there: compiled code loads it while a question is understood."""
    with _LOADING:
        return _loading()


@cache
def _loading() -> Future[CrossEncoder]:
    pool = ThreadPoolExecutor(1, "side model")
    loading = pool.submit(CrossEncoder.of_package, WEIGHTS, WEIGHTS_SHA256, LONGEST)
    pool.shutdown(wait=False)
    return loading
