"""The attribution model as an ONNX graph: the encoder lies in its wheel, what was trained inside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from assistant.attribution.windows import FEATURES, SENTENCES
from eval.adapted_graph import Adapted
from eval.attribution.examples import AFTER, FURTHEST, POINTER
from eval.encoder_graph import INPUTS, Inputs, found_steps


def attribution_graph(
    safetensors: Path, parameters: Mapping[str, Any], batches: Iterable[Mapping[str, Any]]
) -> bytes:
    """The model of trained `parameters`, its states rounded in steps that `batches` need.

    Inputs: `input_ids`, `attention_mask` and `sentence`, int32 [batch, pieces], `features`, float32 [batch,
    pieces, features]. Outputs: `classes` [batch, sentences, classes], `starts` and `ends` [batch, sentences,
    pieces], logits in float32.
    """
    steps = found_steps(_Model(safetensors, parameters), map(inputs, batches))
    return _Model(safetensors, parameters, steps).model()


def inputs(batch: Mapping[str, Any]) -> Inputs:
    """What the graph is given for a batch of the training."""
    return {
        "input_ids": batch["ids"],
        "attention_mask": (batch["ids"] > 0).astype(np.int32),
        "sentence": batch["sentence"],
        "features": batch["features"].astype(np.float32),
    }


class _Model(Adapted):
    def model(self, *, watched: bool = False) -> bytes:
        from onnx import TensorProto, helper

        features = self.node(
            "Reshape", ["features", self.constant("f", [-1, len(FEATURES)])], "features_flat"
        )
        added = self.node(
            "MatMul", [features, self.own("features", self.heads["features"])], "features_added"
        )
        x = self.layers(self.node("Add", [self.embedded(), added], "featured"))
        states = self.node("Reshape", [x, "sequences_shape"], "states")
        places = self.constant("places", np.arange(SENTENCES, dtype=np.int32)[None, :, None])
        sentence = self.node("Unsqueeze", ["sentence", self.constant("one", [1])], "sentence_of_piece")
        inside = self.node("Cast", [self.node("Equal", [sentence, places], "is_inside")], "inside", to=1)
        count = self.node("ReduceSum", [inside, self.constant("2", [2])], "pieces_of_sentence", keepdims=1)
        count = self.node("Max", [count, self.constant("least", np.float32(1))], "at_least_one")
        mean = self.node("MatMul", [self.node("Div", [inside, count], "shares"), states], "mean")
        weight = self.node("MatMul", [states, self.own("attend", self.heads["attend"])], "attention")
        weight = self.node("Transpose", [weight], "attention_row", perm=[0, 2, 1])
        outside = self.node("Sub", [inside, self.constant("unit", np.float32(1))], "outside")
        outside = self.node("Mul", [outside, self.constant("far", np.float32(1e9))], "far_outside")
        weight = self.node("Softmax", [self.node("Add", [weight, outside], "masked")], "weights", axis=-1)
        weight = self.node("Mul", [weight, inside], "weights_inside")
        state = self.node("Concat", [mean, self.node("MatMul", [weight, states], "top")], "state", axis=-1)
        hidden = self.node("Gelu", [self.dense(state, "hidden")], "hidden_active", approximate="tanh")
        self.dense(hidden, "class", "classes")
        asked, keys, nobody = self.dense(state, "ask"), self.dense(states, "key"), self.dense(state, "nobody")
        far = self.node("Sub", [sentence, places], "distance")
        far = self.node("Max", [far, self.constant("back", np.int32(-FURTHEST))], "not_back")
        far = self.node("Min", [far, self.constant("ahead", np.int32(AFTER))], "not_ahead")
        far = self.node("Add", [far, self.constant("shift", np.int32(FURTHEST))], "shifted")
        special = self.node("Less", [sentence, self.constant("none", np.int32(0))], "is_special")
        for at, output in enumerate(("starts", "ends")):
            part = [
                self.constant(f"{output}_{edge}", [value])
                for edge, value in (("from", at * POINTER), ("to", (at + 1) * POINTER))
            ]
            axis = self.constant("last_axis", [2])
            query = self.node("Slice", [asked, *part, axis], f"{output}_query")
            key = self.node(
                "Transpose",
                [self.node("Slice", [keys, *part, axis], f"{output}_key")],
                f"{output}_keys",
                perm=[0, 2, 1],
            )
            score = self.node("MatMul", [query, key], f"{output}_product")
            score = self.node(
                "Mul", [score, self.constant("sharp", np.float32(4 / np.sqrt(POINTER)))], f"{output}_score"
            )
            bias = self.node(
                "Gather", [self.own(f"{output}_distance", self.heads["distance"][at]), far], f"{output}_bias"
            )
            score = self.node("Add", [score, bias], f"{output}_placed")
            score = self.node(
                "Where", [special, self.constant("never", np.float32(-1e9)), score], f"{output}_words"
            )
            column = self.node(
                "Slice",
                [nobody, self.constant(f"n{at}", [at]), self.constant(f"n{at + 1}", [at + 1]), axis],
                f"{output}_nobody",
            )
            rest = self.node(
                "Slice",
                [
                    score,
                    self.constant("first_word", [1]),
                    self.constant("end", [np.iinfo(np.int64).max]),
                    axis,
                ],
                f"{output}_rest",
            )
            self.node("Concat", [column, rest], output, axis=-1)
        given = [
            helper.make_tensor_value_info(name, TensorProto.INT32, ["batch", "sequence"])
            for name in (*INPUTS, "sentence")
        ]
        given.append(
            helper.make_tensor_value_info("features", TensorProto.FLOAT, ["batch", "sequence", len(FEATURES)])
        )
        results = [
            helper.make_tensor_value_info(name, TensorProto.FLOAT, None)
            for name in ("classes", "starts", "ends")
        ]
        return self.serialised("attribution", given, results, watched)
