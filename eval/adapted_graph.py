"""The encoder with what was trained in it, as a part of an ONNX graph."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from eval.encoder_graph import LAYERS, WIDTH, Encoder, Steps


class Adapted(Encoder):
    """Layers, some trained: by `additions` to their matrices, or whole."""

    def __init__(self, safetensors: Path, parameters: Mapping[str, Any], steps: Steps | None = None) -> None:
        super().__init__(safetensors, steps)
        self.heads = parameters["heads"]
        own = parameters.get("layers", ())
        self.trained = {
            f"encoder.layer.{at}.{name}": value
            for at, layer in enumerate(own, LAYERS - len(own))
            for name, value in _tensors(layer)
        }
        self.additions = {
            f"encoder.layer.{at}.{_PLACES[name]}.weight": addition
            for at, layer in enumerate(parameters["additions"])
            for name, addition in layer.items()
        }

    def dense(self, x: str, head: str, output: str = "") -> str:
        product = self.node("MatMul", [x, self.own(f"{head}_w", self.heads[head]["w"])], f"{head}_product")
        return self.node(
            "Add", [product, self.own(f"{head}_b", self.heads[head]["b"])], output or f"{head}_out"
        )

    def value(self, name: str) -> NDArray[np.float32]:
        if name in self.trained:
            return self.trained[name]
        if (addition := self.additions.get(name)) is None:
            return super().value(name)
        added: NDArray[np.float32] = super().value(name) + (addition["first"] @ addition["second"]).T
        return added

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
