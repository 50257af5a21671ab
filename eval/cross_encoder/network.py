"""A cross-encoder in JAX: the encoder with additions of low rank to all its layers, and a head.

It reads two texts together (Nogueira & Cho 2019, arXiv 1901.04085); the additions as in Hu et al. 2021,
arXiv 2106.09685.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from assistant.encoder.minilm import model_folder
from eval.encoder_graph import LAYERS, WIDTH, weights
from eval.layers import (
    Parameters,
    added,
    addition,
    dropped,
    embeddings,
    fresh,
    frozen,
    layer,
    layer_weights,
    linear,
    normalised,
)

HIDDEN = 64


def encoder() -> Parameters:
    """What is not trained."""
    found = weights(model_folder() / "model.safetensors")
    return {**embeddings(found), "layers": [frozen(layer_weights(found, at)) for at in range(LAYERS)]}


def initial(seed: int, *, classes: int, rank: int) -> Parameters:
    """What is trained: additions of nothing, of a `rank`, a mark of the second text, a new head."""
    found = weights(model_folder() / "model.safetensors")
    draw = np.random.default_rng(seed)
    segments = found["embeddings.token_type_embeddings.weight"]
    return {
        "additions": [addition(layer_weights(found, at), rank, draw) for at in range(LAYERS)],
        "heads": {
            "mark": (segments[1] - segments[0])[None],
            "attend": draw.normal(size=(WIDTH, 1), scale=0.05).astype(np.float32),
            "hidden": fresh(2 * WIDTH, HIDDEN, draw),
            "class": fresh(HIDDEN, classes, draw),
        },
    }


def logits(parameters: Parameters, given: Parameters, batch: Mapping[str, Any], key: Any = None) -> jax.Array:
    """Of the classes, [pairs, classes]; a `key` draws what is dropped in training."""
    heads = parameters["heads"]
    ids = batch["ids"]
    embedded = given["words"][ids] + given["places"][: ids.shape[1]]
    x = normalised(embedded + batch["second"][..., None] * heads["mark"], given["norm"])
    mask = ids > 0
    for at, each in enumerate(map(added, given["layers"], parameters["additions"])):
        x = layer(x, mask, each, None if key is None else jax.random.fold_in(key, at))
    share = mask / mask.sum(-1, keepdims=True)
    weight = jax.nn.softmax(jnp.where(mask, (x @ heads["attend"])[..., 0], -1e9))
    state = jnp.concatenate([(share[..., None] * x).sum(1), (weight[..., None] * x).sum(1)], -1)
    hidden = dropped(jax.nn.gelu(linear(state, heads["hidden"])), key)
    return linear(hidden, heads["class"])
