"""A cross-encoder as an ONNX graph: the encoder lies in its wheel, what was trained inside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from eval.adapted_graph import Adapted
from eval.encoder_graph import INPUTS, Inputs, found_steps


def graph(
    safetensors: Path, parameters: Mapping[str, Any], batches: Iterable[Mapping[str, Any]] = ()
) -> bytes:
    """The model of trained `parameters`, its states rounded in steps that `batches` need.

    Without `batches` it is in full precision.

    Inputs: `input_ids`, `attention_mask` and `second` (1 on the pieces of the second text), int32 [pairs,
    pieces]. Output: `classes`, logits in float32 [pairs, classes].
    """
    given = [_inputs(batch) for batch in batches]
    steps = found_steps(_Model(safetensors, parameters), given) if given else None
    return _Model(safetensors, parameters, steps).model()


def _inputs(batch: Mapping[str, Any]) -> Inputs:
    """What the graph is given for a batch of the training."""
    return {
        "input_ids": batch["ids"],
        "attention_mask": (batch["ids"] > 0).astype(np.int32),
        "second": batch["second"].astype(np.int32),
    }


class _Model(Adapted):
    def model(self, *, watched: bool = False) -> bytes:
        from onnx import TensorProto, helper

        wide = self.node("Cast", ["second"], "second_wide", to=1)
        column = self.node("Reshape", [wide, self.constant("column", [-1, 1])], "second_column")
        marked = self.node("MatMul", [column, self.own("mark", self.heads["mark"])], "marked")
        x = self.layers(self.embedded(marked))
        states = self.node("Reshape", [x, "sequences_shape"], "states")
        mask = self.node("Cast", ["attention_mask"], "mask", to=1)
        row = self.node("Unsqueeze", [mask, self.constant("middle", [1])], "mask_row")
        count = self.node("ReduceSum", [row, self.constant("last", [2])], "pieces_of_pair", keepdims=1)
        mean = self.node("MatMul", [self.node("Div", [row, count], "shares"), states], "mean")
        weight = self.node("MatMul", [states, self.own("attend", self.heads["attend"])], "attention")
        weight = self.node("Transpose", [weight], "attention_row", perm=[0, 2, 1])
        outside = self.node("Sub", [row, self.constant("unit", np.float32(1))], "outside")
        outside = self.node("Mul", [outside, self.constant("far", np.float32(1e9))], "far_outside")
        weight = self.node("Softmax", [self.node("Add", [weight, outside], "masked")], "weights", axis=-1)
        state = self.node("Concat", [mean, self.node("MatMul", [weight, states], "top")], "state", axis=-1)
        hidden = self.node("Gelu", [self.dense(state, "hidden")], "hidden_active", approximate="tanh")
        self.node("Squeeze", [self.dense(hidden, "class"), "middle"], "classes")
        given = [
            helper.make_tensor_value_info(name, TensorProto.INT32, ["batch", "sequence"])
            for name in (*INPUTS, "second")
        ]
        results = [helper.make_tensor_value_info("classes", TensorProto.FLOAT, None)]
        return self.serialised("cross-encoder", given, results, watched)
