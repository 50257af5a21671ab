"""The attribution model in JAX: the encoder, adapted, and the heads.

Layers as in BERT (Devlin et al. 2018, arXiv 1810.04805): the upper ones are trained whole, to the matrices of
the lower ones products of low rank are added (Hu et al. 2021, arXiv 2106.09685). The source of a reported
sentence is a pair of pointers into the window (Vinyals et al. 2015, arXiv 1506.03134), asked by the state of
the sentence.
Matrices are multiplied in bfloat16 and summed in float32: twice as fast on processors that can.
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
from eval.encoder_graph import HEADS, LAYERS, WIDTH, weights

Parameters = dict[str, Any]
HIDDEN = 128
DROPOUT = 0.1
LOWER, RANK = 3, 16
"""Layers of which the matrices are only added to, and the rank of what is added."""
MATRICES = ("query", "key", "value", "attended", "wide", "narrow")


def encoder() -> Parameters:
    """What is not trained: the embeddings and the lower layers of the encoder."""
    found = weights(model_folder() / "model.safetensors")
    return {
        "words": found["embeddings.word_embeddings.weight"],
        "places": found["embeddings.position_embeddings.weight"]
        + found["embeddings.token_type_embeddings.weight"][0],
        "norm": _norm(found, "embeddings."),
        "layers": [_layer_weights(found, at) for at in range(LOWER)],
    }


def initial(seed: int) -> Parameters:
    """What is trained: additions of nothing to the lower layers, the encoder's own upper ones, new heads."""
    found = weights(model_folder() / "model.safetensors")
    draw = np.random.default_rng(seed)

    def addition(shape: tuple[int, int]) -> dict[str, Any]:
        first = draw.normal(size=(shape[0], RANK), scale=1 / np.sqrt(shape[0])).astype(np.float32)
        return {"first": first, "second": np.zeros((RANK, shape[1]), np.float32)}

    def linear(inputs: int, outputs: int) -> dict[str, Any]:
        scale = 1 / np.sqrt(inputs)
        return {
            "w": draw.normal(size=(inputs, outputs), scale=scale).astype(np.float32),
            "b": np.zeros(outputs, np.float32),
        }

    lower = [_layer_weights(found, at) for at in range(LOWER)]
    return {
        "additions": [{name: addition(layer[name]["w"].shape) for name in MATRICES} for layer in lower],
        "layers": [_layer_weights(found, at) for at in range(LOWER, LAYERS)],
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

    return {
        "query": linear("attention.self.query"),
        "key": linear("attention.self.key"),
        "value": linear("attention.self.value"),
        "attended": linear("attention.output.dense"),
        "attended_norm": _norm(encoder, f"{prefix}attention.output."),
        "wide": linear("intermediate.dense"),
        "narrow": linear("output.dense"),
        "norm": _norm(encoder, f"{prefix}output."),
    }


def _norm(encoder: Mapping[str, Any], prefix: str) -> Parameters:
    return {"w": encoder[f"{prefix}LayerNorm.weight"], "b": encoder[f"{prefix}LayerNorm.bias"]}


def logits(
    parameters: Parameters, frozen: Parameters, batch: Mapping[str, Any], key: Any = None
) -> tuple[jax.Array, jax.Array, jax.Array]:
    """Classes [batch, SENTENCES, classes], starts and ends of sources [batch, SENTENCES, pieces].

    `frozen` is the `encoder`; a `key` draws what is dropped in training.
    """
    heads = parameters["heads"]
    ids, sentence = batch["ids"], batch["sentence"]
    x = _normalised(frozen["words"][ids] + frozen["places"][: ids.shape[1]], frozen["norm"])
    x = x + batch["features"].astype(jnp.float32) @ heads["features"]
    mask = ids > 0
    lower = [
        {**layer, **{name: _sum(layer[name], addition[name]) for name in MATRICES}}
        for layer, addition in zip(frozen["layers"], parameters["additions"], strict=True)
    ]
    for at, layer in enumerate([*lower, *parameters["layers"]]):
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


def _sum(layer: Parameters, addition: Parameters) -> Parameters:
    return {"w": layer["w"] + addition["first"] @ addition["second"], "b": layer["b"]}


def _linear(x: jax.Array, p: Parameters) -> jax.Array:
    found: jax.Array = _product(x, p["w"]) + p["b"]
    return found


def _half(x: jax.Array, w: jax.Array) -> jax.Array:
    half = jnp.bfloat16
    found: jax.Array = jnp.matmul(x.astype(half), w.astype(half), preferred_element_type=jnp.float32)
    return found


@jax.custom_vjp
def _product(x: jax.Array, w: jax.Array) -> jax.Array:
    """`x @ w` for a matrix w, in bfloat16 forwards and backwards."""
    return _half(x, w)


def _forwards(x: jax.Array, w: jax.Array) -> tuple[jax.Array, tuple[jax.Array, jax.Array]]:
    return _half(x, w), (x, w)


def _backwards(kept: tuple[jax.Array, jax.Array], change: jax.Array) -> tuple[jax.Array, jax.Array]:
    x, w = kept
    return _half(change, w.T), _half(x.reshape(-1, x.shape[-1]).T, change.reshape(-1, change.shape[-1]))


_product.defvjp(_forwards, _backwards)


def _normalised(x: jax.Array, p: Parameters) -> jax.Array:
    mean = x.mean(-1, keepdims=True)
    spread = ((x - mean) ** 2).mean(-1, keepdims=True)
    found: jax.Array = (x - mean) * jax.lax.rsqrt(spread + 1e-12) * p["w"] + p["b"]
    return found


def _dropped(x: jax.Array, key: Any) -> jax.Array:
    if key is None:
        return x
    return jnp.where(jax.random.bernoulli(key, 1 - DROPOUT, x.shape), x / (1 - DROPOUT), 0)
