"""The encoder's layers in JAX, with additions of low rank: parts of the models trained on it.

Layers as in BERT (Devlin et al. 2018, arXiv 1810.04805), additions to their matrices as in Hu et al. 2021,
arXiv 2106.09685. Matrices are multiplied in bfloat16 and summed in float32 on processors that can: twice as
fast there, half as slow again elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from eval.encoder_graph import HEADS

Parameters = dict[str, Any]
DROPPED = 26
"""Of 256 states, in training."""
MATRICES = ("query", "key", "value", "attended", "wide", "narrow")


def _multiplied() -> Any:
    """In what matrices are multiplied on this processor."""
    try:
        return jnp.bfloat16 if "bf16" in Path("/proc/cpuinfo").read_text(encoding="utf-8") else jnp.float32
    except OSError:  # no Linux
        return jnp.float32


MULTIPLIED = _multiplied()


def embeddings(encoder: Mapping[str, Any]) -> Parameters:
    """Those of words and places, the segment in these, and their norm."""
    places = encoder["embeddings.position_embeddings.weight"]
    return {
        "words": encoder["embeddings.word_embeddings.weight"],
        "places": places + encoder["embeddings.token_type_embeddings.weight"][0],
        "norm": norm_weights(encoder, "embeddings."),
    }


def addition(layer: Parameters, rank: int, draw: np.random.Generator) -> Parameters:
    """For each matrix of a layer a product of low rank that adds nothing yet."""

    def product(shape: tuple[int, int]) -> dict[str, Any]:
        first = draw.normal(size=(shape[0], rank), scale=1 / np.sqrt(shape[0])).astype(np.float32)
        return {"first": first, "second": np.zeros((rank, shape[1]), np.float32)}

    return {name: product(layer[name]["w"].shape) for name in MATRICES}


def fresh(inputs: int, outputs: int, draw: np.random.Generator) -> Parameters:
    """A linear map that is not trained yet."""
    w = draw.normal(size=(inputs, outputs), scale=1 / np.sqrt(inputs)).astype(np.float32)
    return {"w": w, "b": np.zeros(outputs, np.float32)}


def frozen(layer: Parameters) -> Parameters:
    """A layer that is not trained, its matrices as they are multiplied."""
    half = {name: jnp.asarray(layer[name]["w"], MULTIPLIED) for name in MATRICES}
    return {**layer, **{name: {**layer[name], "w": w, "transposed": w.T} for name, w in half.items()}}


def layer_weights(encoder: Mapping[str, Any], at: int) -> Parameters:
    """The layer of this number, matrices [inputs, outputs]."""
    prefix = f"encoder.layer.{at}."

    def linear(name: str) -> dict[str, Any]:
        return {"w": encoder[f"{prefix}{name}.weight"].T.copy(), "b": encoder[f"{prefix}{name}.bias"]}

    return {
        "query": linear("attention.self.query"),
        "key": linear("attention.self.key"),
        "value": linear("attention.self.value"),
        "attended": linear("attention.output.dense"),
        "attended_norm": norm_weights(encoder, f"{prefix}attention.output."),
        "wide": linear("intermediate.dense"),
        "narrow": linear("output.dense"),
        "norm": norm_weights(encoder, f"{prefix}output."),
    }


def norm_weights(encoder: Mapping[str, Any], prefix: str) -> Parameters:
    """Scale and shift of a layer norm."""
    return {"w": encoder[f"{prefix}LayerNorm.weight"], "b": encoder[f"{prefix}LayerNorm.bias"]}


def added(layer: Parameters, additions: Parameters) -> Parameters:
    """A layer with additions to its matrices."""
    return {**layer, **{name: {**layer[name], **addition} for name, addition in additions.items()}}


def layer(x: jax.Array, mask: jax.Array, p: Parameters, key: Any) -> jax.Array:
    """States after a layer, [texts, pieces, width]; a `key` draws what is dropped in training."""
    batch, length, width = x.shape

    def split(name: str) -> jax.Array:
        return linear(x, p[name]).reshape(batch, length, HEADS, width // HEADS)

    score = jnp.einsum("bthd,bshd->bhts", split("query"), split("key")) / np.sqrt(width // HEADS)
    weight = jax.nn.softmax(score + jnp.where(mask, 0, -1e9)[:, None, None, :])
    context = jnp.einsum("bhts,bshd->bthd", weight, split("value")).reshape(batch, length, width)
    first, second = (None, None) if key is None else jax.random.split(key)
    x = normalised(x + dropped(linear(context, p["attended"]), first), p["attended_norm"])
    wide = jax.nn.gelu(linear(x, p["wide"]), approximate=False)
    return normalised(x + dropped(linear(wide, p["narrow"]), second), p["norm"])


def linear(x: jax.Array, p: Parameters) -> jax.Array:
    """The linear map `p`, with the product of low rank that is added to its matrix, where there is one."""
    product = _frozen_product(x, p["w"], p["transposed"]) if "transposed" in p else _product(x, p["w"])
    found: jax.Array = product + p["b"]
    return found + _product(_product(x, p["first"]), p["second"]) if "first" in p else found


def _multiply(x: jax.Array, w: jax.Array) -> jax.Array:
    x, w = x.astype(MULTIPLIED), w.astype(MULTIPLIED)
    found: jax.Array = jnp.matmul(x, w, preferred_element_type=jnp.float32)
    return found


@jax.custom_vjp
def _product(x: jax.Array, w: jax.Array) -> jax.Array:
    """`x @ w` for a matrix w, the same forwards and backwards."""
    return _multiply(x, w)


def _forwards(x: jax.Array, w: jax.Array) -> tuple[jax.Array, tuple[jax.Array, jax.Array]]:
    return _multiply(x, w), (x, w)


def _backwards(kept: tuple[jax.Array, jax.Array], change: jax.Array) -> tuple[jax.Array, jax.Array]:
    x, w = kept
    return _multiply(change, w.T), _multiply(
        x.reshape(-1, x.shape[-1]).T, change.reshape(-1, change.shape[-1])
    )


_product.defvjp(_forwards, _backwards)


@jax.custom_vjp
def _frozen_product(x: jax.Array, w: jax.Array, transposed: jax.Array) -> jax.Array:
    """`x @ w` for a matrix that is not trained: to transpose it backwards takes twice the time."""
    return _multiply(x, w)


def _frozen_forwards(x: jax.Array, w: jax.Array, transposed: jax.Array) -> tuple[jax.Array, jax.Array]:
    return _multiply(x, w), transposed


def _frozen_backwards(transposed: jax.Array, change: jax.Array) -> tuple[jax.Array, None, None]:
    return _multiply(change, transposed), None, None


_frozen_product.defvjp(_frozen_forwards, _frozen_backwards)


def normalised(x: jax.Array, p: Parameters) -> jax.Array:
    """Layer norm."""
    mean = x.mean(-1, keepdims=True)
    spread = ((x - mean) ** 2).mean(-1, keepdims=True)
    found: jax.Array = (x - mean) * jax.lax.rsqrt(spread + 1e-12) * p["w"] + p["b"]
    return found


def dropped(x: jax.Array, key: Any) -> jax.Array:
    """The states without some, drawn by `key`; all of them without it."""
    if key is None:
        return x
    kept = jax.random.bits(key, x.shape, jnp.uint8) >= DROPPED
    return jnp.where(kept, x / (1 - DROPPED / 256), 0)
