"""The attribution model as an ONNX graph: the encoder lies in its wheel, what was trained inside."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.attribution.windows import FEATURES, SENTENCES
from eval.attribution.examples import AFTER, FURTHEST, POINTER
from eval.encoder_graph import INPUTS, LAYERS, WIDTH, Encoder, serialised


def attribution_graph(safetensors: Path, parameters: Mapping[str, Any]) -> bytes:
    """The model of trained `parameters`.

    Inputs: `input_ids`, `attention_mask` and `sentence`, int32 [batch, pieces], `features`, float32 [batch,
    pieces, features]. Outputs: `classes` [batch, sentences, classes], `starts` and `ends` [batch, sentences,
    pieces], logits in float32.
    """
    return _Model(safetensors, parameters).model()


class _Model(Encoder):
    def __init__(self, safetensors: Path, parameters: Mapping[str, Any]) -> None:
        super().__init__(safetensors)
        self.heads = parameters["heads"]
        self.trained = {
            f"encoder.layer.{at}.{name}": value
            for at, layer in enumerate(parameters["layers"], LAYERS - len(parameters["layers"]))
            for name, value in _tensors(layer)
        }
        self.additions = {
            f"encoder.layer.{at}.{_PLACES[name]}.weight": addition
            for at, layer in enumerate(parameters["additions"])
            for name, addition in layer.items()
        }

    def model(self) -> bytes:
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
        return serialised(
            helper.make_graph(self.nodes, "attribution", given, results, list(self.constants.values()))
        )

    def dense(self, x: str, head: str, output: str = "") -> str:
        product = self.node("MatMul", [x, self.own(f"{head}_w", self.heads[head]["w"])], f"{head}_product")
        return self.node(
            "Add", [product, self.own(f"{head}_b", self.heads[head]["b"])], output or f"{head}_out"
        )

    def linear(self, x: str, prefix: str, output: str) -> str:
        return self.quantised_linear(x, prefix, output)

    def weight(self, name: str) -> str:
        if name in self.trained:
            return self.own(name, self.trained[name])
        if (addition := self.additions.get(name)) is None:
            return super().weight(name)
        # The layer's matrices are kept [outputs, inputs].
        parts = [self.own(f"{name}_{part}", addition[part].T) for part in ("second", "first")]
        added = self.node("MatMul", parts, f"{name}_added")
        return self.node("Add", [super().weight(name), added], f"{name}_sum")

    def own(self, name: str, value: NDArray[np.float32]) -> str:
        """A trained tensor: a layer's matrix in 8 bits with a scale for each row, others in 16."""
        value = np.asarray(value, np.float32)
        if value.ndim == 2 and min(value.shape) >= WIDTH:
            scale = np.abs(value).max(1, keepdims=True) / 127
            small = self.constant(f"{name}_8", np.round(value / scale).astype(np.int8))
            wide = self.node("Cast", [small], f"{name}_32", to=1)
            return self.node("Mul", [wide, self.constant(f"{name}_scale", scale.astype(np.float32))], name)
        return self.node("Cast", [self.constant(f"{name}_16", value.astype(np.float16))], f"{name}_own", to=1)


_PLACES = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "attended": "attention.output.dense",
    "wide": "intermediate.dense",
    "narrow": "output.dense",
    "attended_norm": "attention.output.LayerNorm",
    "norm": "output.LayerNorm",
}
"""The parts of a layer under the encoder's names."""


def _tensors(layer: Mapping[str, Any]) -> list[tuple[str, NDArray[np.float32]]]:
    """The tensors of a layer, matrices [outputs, inputs]."""
    found = []
    for ours, theirs in _PLACES.items():
        matrix = layer[ours]["w"]
        found.append((f"{theirs}.weight", np.asarray(matrix.T if matrix.ndim == 2 else matrix)))
        found.append((f"{theirs}.bias", np.asarray(layer[ours]["b"])))
    return found
