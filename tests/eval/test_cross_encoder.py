"""The network of a cross-encoder beside its graph."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.encoder.cross_encoder import CrossEncoder, paired
from assistant.encoder.minilm import model_folder, tokenizer
from eval.cross_encoder.graph import graph
from eval.cross_encoder.network import encoder, initial, logits

QUESTION = "Who would keep the ford of Lundal?"
BESIDE = (
    "The ford must be kept.",
    "Dogs should be kept on a lead, whatever the people who keep none may say of it.",
    "",
    *(f"The {number} millers of Oskarn fear for their quay." for number in range(8)),
)


@pytest.mark.parametrize(("rounded", "least"), [(False, 0.99), (True, 0.9)])
def test_the_graph_computes_what_the_network_does(tmp_path: Path, rounded: bool, least: float) -> None:
    """But for what was trained, kept in 16 bits, and for what is rounded to 8."""
    words = tokenizer(model_folder() / "tokenizer.json")
    asked, *beside = (words.encode(text, add_special_tokens=False).ids for text in (QUESTION, *BESIDE))
    ids, second = paired([(asked, each) for each in beside], (30, 30))
    batch = {"ids": ids, "second": second.astype(np.float32)}
    parameters = initial(seed=1, classes=3, rank=2)
    weights = (model_folder() / "model.safetensors").resolve()
    (tmp_path / "model.onnx").write_bytes(graph(weights, parameters, [batch] if rounded else ()))

    ours = np.log(CrossEncoder.open(tmp_path / "model.onnx", (30, 30)).read(QUESTION, BESIDE))

    theirs = np.asarray(logits(parameters, encoder(), batch))
    theirs = theirs - np.log(np.exp(theirs).sum(1, keepdims=True))
    assert np.corrcoef(ours.ravel(), theirs.ravel())[0, 1] > least
