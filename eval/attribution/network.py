"""The attribution model in JAX: the encoder, adapted, and the heads.

Layers as in BERT (Devlin et al. 2018, arXiv 1810.04805): the upper ones are trained whole, to the matrices of
the lower ones products of low rank are added (Hu et al. 2021, arXiv 2106.09685). The source of a reported
sentence is a pair of pointers into the window (Vinyals et al. 2015, arXiv 1506.03134), asked by the state of
the sentence.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from assistant.attribution.windows import FEATURES, SENTENCES
from assistant.encoder.minilm import model_folder
from eval.attribution.examples import AFTER, CLASSES, FURTHEST, POINTER
from eval.encoder_graph import LAYERS, WIDTH, weights
from eval.layers import (
    Parameters,
    added,
    addition,
    dropped,
    embeddings,
    fresh,
    layer,
    layer_weights,
    linear,
    normalised,
)

HIDDEN = 128
LOWER, RANK = 3, 16
"""Layers of which the matrices are only added to, and the rank of what is added."""


def encoder() -> Parameters:
    """What is not trained: the embeddings and the lower layers of the encoder."""
    found = weights(model_folder() / "model.safetensors")
    return {**embeddings(found), "layers": [layer_weights(found, at) for at in range(LOWER)]}


def initial(seed: int) -> Parameters:
    """What is trained: additions of nothing to the lower layers, the encoder's own upper ones, new heads."""
    found = weights(model_folder() / "model.safetensors")
    draw = np.random.default_rng(seed)
    return {
        "additions": [addition(layer_weights(found, at), RANK, draw) for at in range(LOWER)],
        "layers": [layer_weights(found, at) for at in range(LOWER, LAYERS)],
        "heads": {
            "features": draw.normal(size=(len(FEATURES), WIDTH), scale=0.02).astype(np.float32),
            "attend": draw.normal(size=(WIDTH, 1), scale=0.05).astype(np.float32),
            "hidden": fresh(2 * WIDTH, HIDDEN, draw),
            "class": fresh(HIDDEN, len(CLASSES), draw),
            "ask": fresh(2 * WIDTH, 2 * POINTER, draw),
            "key": fresh(WIDTH, 2 * POINTER, draw),
            "nobody": fresh(2 * WIDTH, 2, draw),
            "distance": np.zeros((2, FURTHEST + AFTER + 1), np.float32),
        },
    }


def logits(
    parameters: Parameters, frozen: Parameters, batch: Mapping[str, Any], key: Any = None
) -> tuple[jax.Array, jax.Array, jax.Array]:
    """Classes [batch, SENTENCES, classes], starts and ends of sources [batch, SENTENCES, pieces].

    `frozen` is the `encoder`; a `key` draws what is dropped in training.
    """
    heads = parameters["heads"]
    ids, sentence = batch["ids"], batch["sentence"]
    x = normalised(frozen["words"][ids] + frozen["places"][: ids.shape[1]], frozen["norm"])
    x = x + batch["features"].astype(jnp.float32) @ heads["features"]
    mask = ids > 0
    lower = map(added, frozen["layers"], parameters["additions"])
    for at, each in enumerate([*lower, *parameters["layers"]]):
        x = layer(x, mask, each, None if key is None else jax.random.fold_in(key, at))
    own = sentence[:, None, :] == jnp.arange(SENTENCES)[None, :, None]  # [batch, SENTENCES, pieces]
    share = own / jnp.maximum(1, own.sum(-1, keepdims=True))
    mean = share @ x
    weight = jax.nn.softmax(jnp.where(own, (x @ heads["attend"])[:, None, :, 0], -1e9)) * own
    state = jnp.concatenate([mean, weight @ x], -1)
    hidden = dropped(jax.nn.gelu(linear(state, heads["hidden"])), key)
    classes = linear(hidden, heads["class"])
    asked = linear(state, heads["ask"])
    keys = linear(x, heads["key"])
    nobody = linear(state, heads["nobody"])
    far = jnp.clip(sentence[:, None, :] - jnp.arange(SENTENCES)[None, :, None], -FURTHEST, AFTER) + FURTHEST
    distance = jax.nn.one_hot(far, FURTHEST + AFTER + 1) @ heads["distance"].T
    pointers = []
    for at in range(2):
        part = slice(at * POINTER, (at + 1) * POINTER)
        score = asked[..., part] @ keys[..., part].swapaxes(1, 2) / np.sqrt(POINTER) * 4 + distance[..., at]
        score = jnp.where((sentence >= 0)[:, None, :], score, -1e9)
        pointers.append(score.at[:, :, 0].set(nobody[..., at]))
    return classes, pointers[0], pointers[1]
