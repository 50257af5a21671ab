"""The states of the encoder's frozen layers, by onnxruntime."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.encoder.minilm import model_folder, session
from eval.encoder_graph import WIDTH, states_graph


class States:
    """The hidden states after the first layers of the encoder."""

    def __init__(self, layers: int) -> None:
        weights = (model_folder() / "model.safetensors").resolve()
        self._session = session(states_graph(weights, layers), weights.parent)

    def of(self, ids: NDArray[np.int32]) -> NDArray[np.float16]:
        """float16 [windows, pieces, width]; 0 in `ids` is padding."""
        found = np.zeros((*ids.shape, WIDTH), np.float16)
        order = np.argsort((ids > 0).sum(1))
        for at in range(0, len(ids), 4):
            part = order[at : at + 4]
            length = int((ids[part] > 0).sum(1).max())
            given: Any = ids[part, :length]
            (got,) = self._session.run(
                None, {"input_ids": given, "attention_mask": (given > 0).astype(np.int32)}
            )
            found[part, :length] = got
        return found
