"""Trains an attribution model: `python -m eval train --out FILE`.

The encoder's upper layers, additions to its lower ones and the heads are trained on
`eval/labels`, on the open half of the essays, on `paragraphs.yaml` and, where `--texts` gives them, on the
public-domain texts of `eval/labels/real_opinion.jsonl`. One core, otherwise idle, takes about an hour.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from assistant.attribution.windows import PIECES, Pieces, Window, padded, pieces
from assistant.encoder.minilm import model_folder, tokenizer
from assistant.errors import AssistantError
from eval import essays, training
from eval.attribution.examples import (
    CLASSES,
    DIGESTS,
    REAL,
    Example,
    Row,
    example,
    of_essays,
    of_paragraphs,
    of_texts,
    rows,
    training_cuts,
)
from eval.labels import hands
from eval.training import Batch, Parameters

# One thread of XLA does as much as two: its parts wait for each other. Read when jax is imported.
os.environ.setdefault("XLA_FLAGS", "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1")
STEPS, SIZE = 2_800, 8
"""Batches, and windows of each: two rounds of the examples."""
RATE, SLOW = 1e-3, 0.4
"""Learning rate of the heads at its highest, and the share of it for the layers."""
SMOOTHING = 0.05
"""Of a label: two hands agree in .93 of the sentences."""
LENGTHS = (128, 192, PIECES)
"""Word pieces of a batch: a window goes into the shortest that has room."""
_OFTEN = 3
"""How often the digests of the project count: few beside the hands, and the manner that is read most."""
_SAMPLE = 60
"""Batches that tell in which steps the states are rounded."""
TRAINED = "abcdefghijklopqrstuvwx"
"""The hands; three more are for development, one is frozen."""

Arrays = dict[int, dict[str, Any]]
"""Windows by length: arrays by name, a row for each."""


def main(argv: Sequence[str] | None = None) -> int:
    """Command line: --out FILE [--texts PATH] [--steps N] [--seed N]."""
    parser = training.options("train", __doc__, steps=STEPS)
    parser.add_argument("--texts", type=Path, help="folder of the texts in eval/labels/real_opinion.jsonl")
    options = parser.parse_args(argv)
    try:
        from eval.attribution.graph import attribution_graph
        from eval.attribution.network import initial
    except ModuleNotFoundError as error:
        print(f"Training needs the package {error.name!r}: `uv sync --group train`.", file=sys.stderr)
        return 1
    try:
        data = arrays(examples(options.texts))
    except AssistantError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{sum(len(group['ids']) for group in data.values())} windows")
    parameters = trained(data, initial(options.seed), steps=options.steps, seed=options.seed)
    sample = islice(order(data, np.random.default_rng(options.seed)), _SAMPLE)
    model = attribution_graph((model_folder() / "model.safetensors").resolve(), parameters, sample)
    training.write(options.out, model)
    return 0


def examples(texts: Path | None) -> list[Example]:
    """Everything that the model is trained on."""
    labelled = hands()
    found = [example(each) for hand in TRAINED for each in labelled[hand]]
    outside = of_texts(texts, REAL) if texts else []
    digests = of_texts(essays.DOCUMENTS, DIGESTS) * _OFTEN
    return [*found, *of_essays("open"), *of_paragraphs(), *digests, *outside]


def arrays(
    examples: Iterable[Example],
    cuts: Callable[[Pieces], Iterable[Iterable[Window]]] = training_cuts,
) -> Arrays:
    """The windows of the examples, by length."""
    words = tokenizer(model_folder() / "tokenizer.json")
    by_length: dict[int, list[Row]] = {length: [] for length in LENGTHS}
    for each in examples:
        found = pieces(each.article, words)
        for row in rows(each, found, cuts(found)):
            by_length[next(length for length in LENGTHS if len(row.window.ids) <= length)].append(row)
    return {length: _stacked(group, length) for length, group in by_length.items() if group}


def _stacked(group: Sequence[Row], length: int) -> dict[str, Any]:
    ids, sentence, features = padded([row.window for row in group], length)
    return {
        "ids": ids,
        "sentence": sentence,
        "features": features.astype(np.int8),
        "classes": np.stack([row.classes for row in group]),
        "start": np.stack([row.start[:, :length] for row in group]).astype(np.float16),
        "end": np.stack([row.end[:, :length] for row in group]).astype(np.float16),
        "asked": np.stack([row.asked for row in group]),
    }


def order(data: Arrays, draw: np.random.Generator) -> Iterator[dict[str, Any]]:
    """Batches without end, each of one length, each window once a round."""
    while True:
        batches = []
        for length, group in data.items():
            count = len(group["ids"])
            shuffled = np.resize(draw.permutation(count), -(-count // SIZE) * SIZE)
            batches += [(length, part) for part in shuffled.reshape(-1, SIZE)]
        for at in draw.permutation(len(batches)):
            length, part = batches[at]
            yield {name: values[part] for name, values in data[length].items()}


def trained(data: Arrays, start: Parameters, *, steps: int, seed: int) -> Parameters:
    """The parameters after `steps` batches: Adam, warm-up, then the rate falls along a cosine."""
    import jax
    import jax.numpy as jnp
    import optax

    from eval.attribution.network import encoder, logits

    def loss(parameters: Parameters, frozen: Parameters, batch: Batch, key: Any) -> tuple[Any, Any]:
        classes, *pointers = logits(parameters, frozen, batch, key)
        asked = batch["classes"] >= 0
        right = (1 - SMOOTHING) * jax.nn.one_hot(batch["classes"], len(CLASSES)) + SMOOTHING / len(CLASSES)
        of_class = -(right * jax.nn.log_softmax(classes)).sum(-1)
        of_class = (of_class * asked).sum() / jnp.maximum(1, asked.sum())
        of_pointer = jnp.float32(0)
        for score, target in zip(pointers, (batch["start"], batch["end"]), strict=True):
            each = -(target.astype(jnp.float32) * jax.nn.log_softmax(score)).sum(-1)
            of_pointer += (each * batch["asked"]).sum() / jnp.maximum(1, batch["asked"].sum()) / 2
        return of_class + of_pointer, jnp.stack([of_class, of_pointer])

    rate = training.rates(RATE, steps=steps, warm_up=60)
    shares = {"additions": 1.0, "layers": SLOW, "heads": 1.0}
    parts = {name: training.adam(rate, share) for name, share in shares.items()}
    return training.fitted(
        loss,
        start,
        encoder(),
        order(data, np.random.default_rng(seed)),
        optimiser=optax.multi_transform(parts, {name: name for name in parts}),
        steps=steps,
        seed=seed,
        parts=("classes", "sources"),
    )
