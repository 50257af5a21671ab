"""`python -m eval.encoder_graph`: writes the ONNX graph of all-MiniLM-L6-v2 that the package ships.

BERT (Devlin et al. 2018, arXiv 1810.04805) with 6 layers, 12 heads and width 384, then mean pooling and
L2 normalisation (Reimers & Gurevych 2019, arXiv 1908.10084). The graph holds no weights, only their places
in the safetensors file. The package `onnx` is needed here alone, so it is a development tool.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.encoder.minilm import GRAPH, model_folder

LAYERS, HEADS, WIDTH = 6, 12, 384
INPUTS, OUTPUT = ("input_ids", "attention_mask"), "embedding"
CONTRIBUTED = "com.microsoft"
"""The domain of onnxruntime's own operators."""


def main() -> None:
    """Write the graph and print the SHA-256 that `assistant.encoder.minilm` has to name."""
    graph = encoder_graph(model_folder() / "model.safetensors")
    GRAPH.write_bytes(graph)
    print(f"{GRAPH}: {len(graph)} bytes, SHA-256 {hashlib.sha256(graph).hexdigest()}")


def encoder_graph(safetensors: Path) -> bytes:
    """The model: ids and mask, both int32 [batch, sequence], to unit vectors, float32 [batch, 384].

    The weights are external data named after `safetensors`, to be found beside the model.
    """
    return Encoder(safetensors).model()


def serialised(graph: Any) -> bytes:
    """The bytes of a model of this graph."""
    from onnx import helper

    operators = [helper.make_opsetid("", 20), helper.make_opsetid(CONTRIBUTED, 1)]
    model: bytes = helper.make_model(graph, opset_imports=operators, ir_version=10).SerializeToString()
    return model


class Encoder:
    """Collects nodes and constants; each method adds its own and returns the name of what it computes."""

    def __init__(self, safetensors: Path) -> None:
        self.file = safetensors.name
        self.start, self.header = _header(safetensors)
        self.nodes: list[Any] = []
        self.constants: dict[str, Any] = {}
        self._quantised: set[str] = set()

    def model(self) -> bytes:
        from onnx import TensorProto, helper

        self.normalised_mean(self.layers(self.embedded()))
        graph = helper.make_graph(
            self.nodes,
            "all-MiniLM-L6-v2",
            [
                helper.make_tensor_value_info(name, TensorProto.INT32, ["batch", "sequence"])
                for name in INPUTS
            ],
            [helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, ["batch", WIDTH])],
            list(self.constants.values()),
        )
        return serialised(graph)

    def embedded(self, added: str = "") -> str:
        """Word, position and segment embeddings, normalised: [tokens, width], the sequences end to end.

        What is `added` to them before, [tokens, width], is part of a model trained on the encoder.
        """
        shape = self.node("Shape", ["input_ids"], "shape")
        length = self.node("Slice", [shape, self.constant("1", [1]), self.constant("2", [2])], "length")
        words = self.node("Gather", [self.weight("embeddings.word_embeddings.weight"), "input_ids"], "words")
        every = self.weight("embeddings.position_embeddings.weight")
        positions = self.node("Slice", [every, self.constant("0", [0]), length], "positions")
        segments = self.weight("embeddings.token_type_embeddings.weight")
        segment = self.node("Gather", [segments, self.constant("first", 0)], "segment")
        total = self.node("Add", [self.node("Add", [words, positions], "placed"), segment], "embedded")
        flat = self.node("Reshape", [total, self.constant("flat", [-1, WIDTH])], "tokens")
        if added:
            flat = self.node("Add", [flat, added], "tokens_with_added")
        return self.layer_norm(flat, "embeddings.LayerNorm", "tokens_normalised")

    def layers(self, x: str) -> str:
        self.node("Concat", ["shape", self.constant("width", [WIDTH])], "sequences_shape", axis=0)
        for i in range(LAYERS):
            prefix = f"encoder.layer.{i}"
            attended = self.linear(self.attention(x, i), f"{prefix}.attention.output.dense", f"attended{i}")
            x = self.node("Add", [attended, x], f"attended_sum{i}")
            x = self.layer_norm(x, f"{prefix}.attention.output.LayerNorm", f"attended_normalised{i}")
            wide = self.linear(x, f"{prefix}.intermediate.dense", f"wide{i}")
            narrow = self.linear(
                self.node("Gelu", [wide], f"gelu{i}"), f"{prefix}.output.dense", f"narrow{i}"
            )
            x = self.node("Add", [narrow, x], f"narrow_sum{i}")
            x = self.layer_norm(x, f"{prefix}.output.LayerNorm", f"layer{i}")
        return x

    def attention(self, x: str, i: int) -> str:
        parts = [self.projected(x, part, i) for part in ("query", "key", "value")]
        # The fourth input is a bias that `projected` has added already.
        inputs = [*parts, "", "attention_mask"]
        options = {"domain": CONTRIBUTED, "num_heads": HEADS, "mask_filter_value": -1e9}
        context = self.node("MultiHeadAttention", inputs, f"context{i}", **options)
        return self.node("Reshape", [context, "flat"], f"context_flat{i}")

    def projected(self, x: str, part: str, i: int) -> str:
        flat = self.linear(x, f"encoder.layer.{i}.attention.self.{part}", f"{part}_flat{i}")
        return self.node("Reshape", [flat, "sequences_shape"], f"{part}{i}")

    def normalised_mean(self, x: str) -> str:
        sequences = self.node("Reshape", [x, "sequences_shape"], "sequences")
        mask = self.node("Cast", ["attention_mask"], "mask", to=1)
        columns = self.node("Unsqueeze", [mask, self.constant("last", [2])], "mask_of_tokens")
        seen = self.node("Mul", [sequences, columns], "seen")
        total = self.node("ReduceSum", [seen, "1"], "total", keepdims=0)
        count = self.node("ReduceSum", [mask, "1"], "count", keepdims=1)
        mean = self.node("Div", [total, count], "mean")
        return self.node("LpNormalization", [mean], OUTPUT, axis=-1, p=2)

    def linear(self, x: str, prefix: str, output: str) -> str:
        weight, bias = self.weight(f"{prefix}.weight"), self.weight(f"{prefix}.bias")
        return self.node("Gemm", [x, weight, bias], output, transB=1)

    def quantised_linear(self, x: str, prefix: str, output: str) -> str:
        """The linear layer with products of 8-bit integers: Jacob et al. 2018, arXiv 1712.05877.

        Of each output the weights have a scale of their own, of the states there is one, found as it runs.
        """
        states, scale, zero = self.quantised(x)
        matrix, scales = self.quantised_matrix(f"{prefix}.weight")
        product = self.node("MatMulInteger", [states, matrix, zero], f"{output}_integers")
        wide = self.node("Cast", [product], f"{output}_wide", to=1)
        unit = self.node("Mul", [scale, scales], f"{output}_unit")
        scaled = self.node("Mul", [wide, unit], f"{output}_scaled")
        return self.node("Add", [scaled, self.weight(f"{prefix}.bias")], output)

    def quantised(self, x: str) -> tuple[str, str, str]:
        """States in 8 bits, their scale and their zero; once for each."""
        parts = (f"{x}_8", f"{x}_8_scale", f"{x}_8_zero")
        if x not in self._quantised:
            self._quantised.add(x)
            self.nodes.append(_node("DynamicQuantizeLinear", [x], parts))
        return parts

    def quantised_matrix(self, name: str) -> tuple[str, str]:
        """A matrix, kept [outputs, inputs], in 8 bits [inputs, outputs], and the scale of each output.

        Computed when the model is loaded: the file holds the full weights or where they are.
        """
        full = self.weight(name)
        size = self.node("Abs", [full], f"{name}_size")
        most = self.node("ReduceMax", [size, self.constant("inputs", [1])], f"{name}_most", keepdims=1)
        steps = self.constant("steps", np.float32(127))
        scale = self.node("Div", [most, steps], f"{name}_step")
        rounded = self.node("Round", [self.node("Div", [full, scale], f"{name}_in_steps")], f"{name}_rounded")
        small = self.node("Cast", [rounded], f"{name}_small", to=3)
        matrix = self.node("Transpose", [small], f"{name}_matrix", perm=[1, 0])
        return matrix, self.node("Reshape", [scale, self.constant("row", [-1])], f"{name}_scales")

    def layer_norm(self, x: str, prefix: str, output: str) -> str:
        scale, bias = self.weight(f"{prefix}.weight"), self.weight(f"{prefix}.bias")
        return self.node("LayerNormalization", [x, scale, bias], output, axis=-1, epsilon=1e-12)

    def node(self, operator: str, inputs: list[str], output: str, **attributes: Any) -> str:
        self.nodes.append(_node(operator, inputs, [output], **attributes))
        return output

    def constant(self, name: str, value: npt.ArrayLike) -> str:
        from onnx import numpy_helper

        self.constants[name] = numpy_helper.from_array(np.asarray(value), name)
        return name

    def weight(self, name: str) -> str:
        from onnx import TensorProto

        described = self.header[name]
        tensor = TensorProto(name=name, data_type=TensorProto.FLOAT, dims=described["shape"])
        tensor.data_location = TensorProto.EXTERNAL
        first, end = described["data_offsets"]
        place = {"location": self.file, "offset": self.start + first, "length": end - first}
        for key, value in place.items():
            tensor.external_data.add(key=key, value=str(value))
        self.constants[name] = tensor
        return name


def _node(operator: str, inputs: Sequence[str], outputs: Sequence[str], **attributes: Any) -> Any:
    from onnx import helper

    return helper.make_node(operator, list(inputs), list(outputs), **attributes)


def weights(safetensors: Path) -> dict[str, npt.NDArray[np.float32]]:
    """The tensors of a file by name; whole numbers are left out."""
    start, header = _header(safetensors)
    data = np.memmap(safetensors, np.uint8, "r", start)
    found = {}
    for name, described in header.items():
        if described.get("dtype") == "F32":
            first, end = described["data_offsets"]
            found[name] = np.frombuffer(data[first:end], np.float32).reshape(described["shape"])
    return found


def _header(safetensors: Path) -> tuple[int, dict[str, Any]]:
    """Where the tensors begin, and each tensor's type, shape and offsets from there.

    The format: https://github.com/huggingface/safetensors#format.
    """
    with safetensors.open("rb") as file:
        length = int.from_bytes(file.read(8), "little")
        header: dict[str, Any] = json.loads(file.read(length))
    return 8 + length, header


if __name__ == "__main__":
    main()
