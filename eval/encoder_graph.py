"""`python -m eval.encoder_graph`: writes the ONNX graphs of all-MiniLM-L6-v2 that the package ships.

BERT (Devlin et al. 2018, arXiv 1810.04805) with 6 layers, 12 heads and width 384, then mean pooling and
L2 normalisation (Reimers & Gurevych 2019, arXiv 1908.10084). They hold no weights, only their places
in the safetensors file, and one the steps in which states are rounded to 8 bits. The package `onnx` is needed
here alone, so it is a development tool.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.articles import Article
from assistant.encoder.minilm import FAST, GRAPH, MiniLM, model_folder, session, tokenizer
from assistant.reading.folder import read_folder

LAYERS, HEADS, WIDTH = 6, 12, 384
INPUTS, OUTPUT = ("input_ids", "attention_mask"), "embedding"
CONTRIBUTED = "com.microsoft"
"""The domain of onnxruntime's own operators."""
SAMPLE = Path(__file__).parents[1] / "tests" / "articles"
Steps = Mapping[str, npt.NDArray[np.float32]]
"""By the name of a layer's input, the step of each of its columns."""
Inputs = Mapping[str, npt.NDArray[Any]]
_MOVED = 0.8
"""Of .7 to 1 the one with vectors nearest to those in full precision: mean cosine .996 over documents/."""


def main() -> None:
    """Write the graphs and print the SHA-256 that `assistant.encoder.minilm` has to name."""
    weights = model_folder() / "model.safetensors"
    steps = found_steps(Encoder(weights), inputs(sample()))
    for file, encoder in ((GRAPH, Encoder(weights)), (FAST, Encoder(weights, steps))):
        graph = encoder.model()
        file.write_bytes(graph)
        print(f"{file}: {len(graph)} bytes, SHA-256 {hashlib.sha256(graph).hexdigest()}")


def sample() -> tuple[Article, ...]:
    """Invented articles, whose states tell the steps."""
    return read_folder(SAMPLE).articles


def inputs(articles: Iterable[Article]) -> Iterator[Inputs]:
    """What the encoder is given for the paragraphs of articles, one by one."""
    paragraphs = [article.text[block.start : block.end] for article in articles for block in article.blocks]
    for text in tokenizer(model_folder() / "tokenizer.json").encode_batch(paragraphs):
        ids = np.array([text.ids[: MiniLM.max_word_pieces]], np.int32)
        yield {"input_ids": ids, "attention_mask": np.ones_like(ids)}


def found_steps(full: Encoder, given: Iterable[Inputs]) -> Steps:
    """Steps for the states that a model in full precision has over what it is given: none is cut off.

    Xiao et al. 2023, arXiv 2211.10438: some of the difference between columns is moved into the weights.
    """
    running = session(full.model(watched=True), full.folder)
    layers = full.linear_layers
    most = dict.fromkeys(layers, np.zeros(1, np.float32))
    for each in given:
        seen = each["attention_mask"].ravel() > 0
        for name, every in zip(layers, running.run(list(layers), dict(each)), strict=True):
            zero, states = _zero(name), every[seen]
            reach = np.maximum(states.max(0) / (255 - zero), -states.min(0) / zero)
            most[name] = np.maximum(most[name], reach)
    found = {}
    for name, after in layers.items():
        heavy = np.max([np.abs(full.value(f"{layer}.weight")).max(0) for layer in after], axis=0)
        steps = most[name] ** _MOVED / heavy ** (1 - _MOVED)
        found[name] = (steps * (most[name] / steps).max()).astype(np.float32)
    return found


def _zero(name: str) -> int:
    """Which of 256 integers stands for 0: what comes out of a GELU is hardly negative."""
    return 32 if name.startswith("gelu") else 128


class Encoder:
    """Collects nodes and constants; each method adds its own and returns the name of what it computes.

    With `steps`, the products of its layers are of 8-bit integers, and it is 2.7 times as fast. The steps are
    fixed beforehand, so that a text's vector does not depend on those in its batch.
    """

    def __init__(self, safetensors: Path, steps: Steps | None = None) -> None:
        """The weights are external data named after the file, to be found beside the model."""
        self.folder = safetensors.resolve().parent
        self._file = safetensors
        self._steps = steps
        self._start, self._header = _header(safetensors)
        self.linear_layers: dict[str, list[str]] = {}
        """By the name of what they are given."""
        self.nodes: list[Any] = []
        self.constants: dict[str, Any] = {}

    def model(self, *, watched: bool = False) -> bytes:
        """Ids and mask, both int32 [batch, sequence], to unit vectors, float32 [batch, 384].

        Where it is `watched`, what its linear layers are given are outputs, too.
        """
        from onnx import TensorProto, helper

        self.normalised_mean(self.layers(self.embedded()))
        given = [
            helper.make_tensor_value_info(name, TensorProto.INT32, ["batch", "sequence"]) for name in INPUTS
        ]
        vectors = helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, ["batch", WIDTH])
        return self.serialised("all-MiniLM-L6-v2", given, [vectors], watched)

    def serialised(self, name: str, given: Sequence[Any], results: Sequence[Any], watched: bool) -> bytes:
        """The bytes of a model of all that was collected."""
        from onnx import TensorProto, helper

        names = self.linear_layers if watched else ()
        states = [helper.make_tensor_value_info(each, TensorProto.FLOAT, None) for each in names]
        graph = helper.make_graph(
            self.nodes, name, list(given), [*results, *states], list(self.constants.values())
        )
        operators = [helper.make_opsetid("", 24), helper.make_opsetid(CONTRIBUTED, 1)]
        model: bytes = helper.make_model(graph, opset_imports=operators, ir_version=11).SerializeToString()
        return model

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
        pieces = self.node("ReduceSum", ["attention_mask", "1"], "pieces", keepdims=0)
        self.node("Cast", [pieces], "lengths", to=7)
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
        # Between them and the lengths would stand a mask, which takes longer, and states of texts before.
        inputs = [*parts, "", "", "", "lengths"]
        context = self.node("Attention", inputs, f"context{i}", q_num_heads=HEADS, kv_num_heads=HEADS)
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
        self.linear_layers.setdefault(x, []).append(prefix)
        if self._steps is None:
            return self.node("Gemm", [x, weight, bias], output, transB=1)
        states, steps = self.rounded(x, self._steps[x])
        matrix, scales = self.rounded_matrix(self.node("Mul", [weight, steps], f"{prefix}_in_steps"), prefix)
        inputs = [states, matrix, "unit", scales, f"{x}_zero", "", bias]
        return self.node("MatMulIntegerToFloat", inputs, output, domain=CONTRIBUTED)

    def rounded(self, x: str, steps: npt.NDArray[np.float32]) -> tuple[str, str]:
        """States in whole steps, and the steps; the same layer's input once."""
        states, name = f"{x}_8", f"{x}_steps"
        if name not in self.constants:
            by_step = self.node("Reciprocal", [self.constant(name, steps)], f"{x}_by_step")
            zero = self.constant(f"{x}_zero", np.uint8(_zero(x)))
            # As two nodes: QuantizeLinear with a step for each column takes longer than the products.
            even = self.node("Mul", [x, by_step], f"{x}_even")
            self.node("QuantizeLinear", [even, self.constant("unit", np.float32(1)), zero], states)
        return states, name

    def rounded_matrix(self, full: str, name: str) -> tuple[str, str]:
        """A matrix, kept [outputs, inputs], in 8 bits [inputs, outputs], and the scale of each output.

        Computed when the model is loaded: the file holds the full weights or where they are. There are 63
        steps, not 127, so that a sum of two products fits 16 bits: processors without instructions for such
        products cut off what is more, and so vectors are the same on all.
        """
        size = self.node("Abs", [full], f"{name}_size")
        most = self.node("ReduceMax", [size, self.constant("inputs", [1])], f"{name}_most", keepdims=1)
        scale = self.node("Div", [most, self.constant("steps", np.float32(63))], f"{name}_step")
        whole = self.node("Round", [self.node("Div", [full, scale], f"{name}_even")], f"{name}_whole")
        small = self.node("Cast", [whole], f"{name}_small", to=3)
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

    def value(self, name: str) -> npt.NDArray[np.float32]:
        """The numbers of a weight."""
        return weights(self._file)[name]

    def weight(self, name: str) -> str:
        from onnx import TensorProto

        described = self._header[name]
        tensor = TensorProto(name=name, data_type=TensorProto.FLOAT, dims=described["shape"])
        tensor.data_location = TensorProto.EXTERNAL
        first, end = described["data_offsets"]
        place = {"location": self._file.name, "offset": self._start + first, "length": end - first}
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
