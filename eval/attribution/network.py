"""The trained part of the attribution model in JAX: transformer layers on frozen states, and the heads.

Layers as in BERT (Devlin et al. 2018, arXiv 1810.04805). The source of a reported sentence is a pair of
pointers into the window (Vinyals et al. 2015, arXiv 1506.03134), asked by the sentence's state.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from assistant.encoder.minilm import model_folder
from eval.attribution.examples import AFTER, CLASSES, FURTHEST, POINTER
from eval.attribution.windows import FEATURES, SENTENCES
from eval.encoder_graph import HEADS, LAYERS, WIDTH, weights

Parameters = dict[str, Any]
HIDDEN = 128
DROPOUT = 0.1


def initial(frozen: int, seed: int) -> Parameters:
    """The encoder's own layers above the `frozen` ones, and new heads."""
    encoder = weights(model_folder() / "model.safetensors")
    draw = np.random.default_rng(seed)

    def linear(inputs: int, outputs: int) -> dict[str, Any]:
        scale = 1 / np.sqrt(inputs)
        return {
            "w": draw.normal(size=(inputs, outputs), scale=scale).astype(np.float32),
            "b": np.zeros(outputs, np.float32),
        }

    return {
        "layers": [_layer_weights(encoder, at) for at in range(frozen, LAYERS)],
        "heads": {
            "features": draw.normal(size=(len(FEATURES), WIDTH), scale=0.02).astype(np.float32),
            "attend": draw.normal(size=(WIDTH, 1), scale=0.05).astype(np.float32),
            "hidden": linear(2 * WIDTH, HIDDEN),
            "class": linear(HIDDEN, len(CLASSES)),
            "ask": linear(2 * WIDTH, 2 * POINTER),
            "key": linear(WIDTH, 2 * POINTER),
            "nobody": linear(2 * WIDTH, 2),
            "distance": np.zeros((2, FURTHEST + AFTER + 1), np.float32),
        },
    }


def _layer_weights(encoder: Mapping[str, Any], at: int) -> Parameters:
    prefix = f"encoder.layer.{at}."

    def linear(name: str) -> dict[str, Any]:
        return {"w": encoder[f"{prefix}{name}.weight"].T.copy(), "b": encoder[f"{prefix}{name}.bias"]}

    def norm(name: str) -> dict[str, Any]:
        return {
            "w": encoder[f"{prefix}{name}.LayerNorm.weight"],
            "b": encoder[f"{prefix}{name}.LayerNorm.bias"],
        }

    return {
        "query": linear("attention.self.query"),
        "key": linear("attention.self.key"),
        "value": linear("attention.self.value"),
        "attended": linear("attention.output.dense"),
        "attended_norm": norm("attention.output"),
        "wide": linear("intermediate.dense"),
        "narrow": linear("output.dense"),
        "norm": norm("output"),
    }


def logits(
    parameters: Parameters, batch: Mapping[str, Any], key: Any = None
) -> tuple[jax.Array, jax.Array, jax.Array]:
    """Classes [batch, SENTENCES, classes], starts and ends of sources [batch, SENTENCES, pieces]."""
    heads = parameters["heads"]
    sentence = batch["sentence"]
    x = batch["states"].astype(jnp.float32) + batch["features"].astype(jnp.float32) @ heads["features"]
    mask = batch["ids"] > 0
    for at, layer in enumerate(parameters["layers"]):
        x = _layer(x, mask, layer, None if key is None else jax.random.fold_in(key, at))
    own = sentence[:, None, :] == jnp.arange(SENTENCES)[None, :, None]  # [batch, SENTENCES, pieces]
    share = own / jnp.maximum(1, own.sum(-1, keepdims=True))
    mean = share @ x
    weight = jax.nn.softmax(jnp.where(own, (x @ heads["attend"])[:, None, :, 0], -1e9)) * own
    state = jnp.concatenate([mean, weight @ x], -1)
    hidden = _dropped(jax.nn.gelu(_linear(state, heads["hidden"])), key)
    classes = _linear(hidden, heads["class"])
    asked = _linear(state, heads["ask"])
    keys = _linear(x, heads["key"])
    nobody = _linear(state, heads["nobody"])
    far = jnp.clip(sentence[:, None, :] - jnp.arange(SENTENCES)[None, :, None], -FURTHEST, AFTER) + FURTHEST
    distance = jax.nn.one_hot(far, FURTHEST + AFTER + 1) @ heads["distance"].T
    pointers = []
    for at in range(2):
        part = slice(at * POINTER, (at + 1) * POINTER)
        score = asked[..., part] @ keys[..., part].swapaxes(1, 2) / np.sqrt(POINTER) * 4 + distance[..., at]
        score = jnp.where((sentence >= 0)[:, None, :], score, -1e9)
        pointers.append(score.at[:, :, 0].set(nobody[..., at]))
    return classes, pointers[0], pointers[1]


def _layer(x: jax.Array, mask: jax.Array, p: Parameters, key: Any) -> jax.Array:
    batch, length, width = x.shape

    def split(name: str) -> jax.Array:
        return _linear(x, p[name]).reshape(batch, length, HEADS, width // HEADS)

    score = jnp.einsum("bthd,bshd->bhts", split("query"), split("key")) / np.sqrt(width // HEADS)
    weight = jax.nn.softmax(score + jnp.where(mask, 0, -1e9)[:, None, None, :])
    context = jnp.einsum("bhts,bshd->bthd", weight, split("value")).reshape(batch, length, width)
    first, second = (None, None) if key is None else jax.random.split(key)
    x = _normalised(x + _dropped(_linear(context, p["attended"]), first), p["attended_norm"])
    wide = jax.nn.gelu(_linear(x, p["wide"]), approximate=False)
    return _normalised(x + _dropped(_linear(wide, p["narrow"]), second), p["norm"])


def _linear(x: jax.Array, p: Parameters) -> jax.Array:
    found: jax.Array = x @ p["w"] + p["b"]
    return found


def _normalised(x: jax.Array, p: Parameters) -> jax.Array:
    mean = x.mean(-1, keepdims=True)
    spread = ((x - mean) ** 2).mean(-1, keepdims=True)
    found: jax.Array = (x - mean) * jax.lax.rsqrt(spread + 1e-12) * p["w"] + p["b"]
    return found


def _dropped(x: jax.Array, key: Any) -> jax.Array:
    if key is None:
        return x
    return jnp.where(jax.random.bernoulli(key, 1 - DROPOUT, x.shape), x / (1 - DROPOUT), 0)
