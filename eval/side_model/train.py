"""Trains the side model: `python -m eval train-sides --out FILE`.

Additions of low rank to the encoder's layers and a head are trained on `eval/labels/sides`. One core takes
half an hour.
"""

from __future__ import annotations

import os
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np

from assistant.encoder.cross_encoder import paired
from assistant.encoder.minilm import MiniLM, model_folder, tokenizer
from assistant.question.side_model import ALONE, CLASSES, LONGEST
from assistant.question.sides import NONE
from eval import training
from eval.cross_encoder.graph import graph
from eval.side_model.examples import Examples, Family, Row, families, joined
from eval.training import Batch, Parameters

# One thread of XLA does as much as two: its parts wait for each other. Read when jax is imported.
os.environ.setdefault("XLA_FLAGS", "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1")
STEPS, SIZE = 1_300, 36
"""Batches, and pairs of each at most: nine questions, each with about four propositions."""
RATE = 1.5e-3
"""Learning rate at its highest."""
RANK = 8
"""Of what is added to a matrix."""
SMOOTHING = 0.05
"""Of a class: nobody has labelled the questions twice."""
LENGTHS = (30, 44)
"""Word pieces of a batch: a question goes into the shortest that has room for it beside each proposition."""
TRAINED = "abdefhij"
"""The hands; c, g and k are for development."""
_LISTED, _WHETHER = 0.5, 0.7
"""Weights of the loss of lists, and, of a question alone, of whether it asks for a side."""


def main(argv: Sequence[str] | None = None) -> int:
    """Command line: --out FILE [--steps N] [--seed N]."""
    options = training.options("train-sides", __doc__, steps=STEPS).parse_args(argv)
    try:
        from eval.cross_encoder.network import initial
    except ModuleNotFoundError as error:
        print(f"Training needs the package {error.name!r}: `uv sync --group train`.", file=sys.stderr)
        return 1
    every = joined(family for hand in TRAINED for family in families(hand))
    print(f"{sum(len(family.questions) for family in every)} questions")
    data = batches(examples(every, seed=options.seed))
    parameters = trained(
        data, initial(options.seed, classes=len(CLASSES), rank=RANK), steps=options.steps, seed=options.seed
    )
    # In full precision: how it orders propositions hangs on little.
    model = graph((model_folder() / "model.safetensors").resolve(), parameters)
    training.write(options.out, model)
    return 0


def examples(given: Sequence[Family], *, seed: int) -> Examples:
    """Rows of the families, drawn without end."""
    encoder = MiniLM.open()
    return Examples(given, words=encoder.english_words, encode=encoder.encode, seed=seed)


def batches(lists: Iterable[Sequence[Row]]) -> Iterator[Batch]:
    """Batches of one length each, as full as whole lists fill them; what has no room in one is left out."""
    words = tokenizer(model_folder() / "tokenizer.json")
    waiting: dict[int, list[Sequence[Row]]] = defaultdict(list)
    for rows in lists:
        longest = _ids(rows, words)[0].shape[1]
        length = next((length for length in LENGTHS if longest <= length), None)
        if length is None:
            continue
        if sum(map(len, waiting[length])) + len(rows) > SIZE:
            yield _stacked(waiting.pop(length), length, words)
        waiting[length].append(rows)


def _ids(rows: Sequence[Row], words: Any, length: int = 0) -> tuple[Any, Any]:
    def pieces(text: str) -> list[int]:
        return list(words.encode(text, add_special_tokens=False).ids)

    return paired([(pieces(row.question), pieces(row.proposition)) for row in rows], LONGEST, length)


def _stacked(lists: Sequence[Sequence[Row]], length: int, words: Any) -> Batch:
    rows = [row for each in lists for row in each]
    # What is alone is in no list, and what fills the batch up has no label.
    number = [at if row.proposition != ALONE else -1 for at, each in enumerate(lists) for row in each]
    more = SIZE - len(rows)
    ids, second = _ids([*rows, *[Row("", ALONE, "none")] * more], words, length)
    return {
        "ids": ids,
        "second": second.astype(np.float32),
        "label": np.array([CLASSES.index(row.label) for row in rows] + [-1] * more),
        "alone": np.array([row.proposition == ALONE for row in rows] + [False] * more),
        "list": np.array(number + [-1] * more),
    }


def trained(data: Iterator[Batch], start: Parameters, *, steps: int, seed: int) -> Parameters:
    """The parameters after `steps` batches: Adam, warm-up, then the rate falls along a cosine."""
    import jax
    import jax.numpy as jnp

    from eval.cross_encoder.network import encoder, logits

    def of_pairs(found: Any, batch: Batch) -> Any:
        """Cross-entropy; of a question alone rather whether it asks for a side than for which."""
        label = batch["label"]
        right = (1 - SMOOTHING) * jax.nn.one_hot(label, len(CLASSES)) + SMOOTHING / len(CLASSES)
        crossed = -(right * found).sum(-1)
        asks = jnp.log1p(-jnp.minimum(jnp.exp(found[:, NONE]), 0.9999))
        whether = -jnp.where(label == NONE, found[:, NONE], asks)
        each = jnp.where(batch["alone"], _WHETHER * whether + (1 - _WHETHER) * crossed, crossed)
        return (each * (label >= 0)).sum() / (label >= 0).sum()

    def of_lists(found: Any, batch: Batch) -> Any:
        """Cross-entropy of the right one of a question's propositions, or none, by the odds of any side."""
        odds = jax.scipy.special.logsumexp(found[:, :NONE], axis=-1) - found[:, NONE]
        member = batch["list"][None] == jnp.arange(SIZE)[:, None]  # [lists, pairs]
        own = jnp.where(member, odds[None], -1e9)
        total = jax.scipy.special.logsumexp(jnp.concatenate([own, jnp.zeros((SIZE, 1))], -1), axis=-1)
        chosen = ((member & (batch["label"] != NONE)[None]) * odds[None]).sum(-1)
        lists = member.any(-1)
        return ((total - chosen) * lists).sum() / lists.sum()

    def loss(parameters: Parameters, frozen: Parameters, batch: Batch, key: Any) -> tuple[Any, Any]:
        found = jax.nn.log_softmax(logits(parameters, frozen, batch, key))
        pairs, lists = of_pairs(found, batch), of_lists(found, batch)
        return pairs + _LISTED * lists, jnp.stack([pairs, lists])

    return training.fitted(
        loss,
        start,
        encoder(),
        data,
        optimiser=training.adam(training.rates(RATE, steps=steps, warm_up=100)),
        steps=steps,
        seed=seed,
        parts=("pairs", "lists"),
    )
