"""What the trainings of models on the encoder have in common: their options, their loop, their file."""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np

Batch = dict[str, Any]
Parameters = dict[str, Any]
Loss = Callable[[Parameters, Parameters, Batch, Any], tuple[Any, Any]]
"""Of parameters, of what is not trained, of a batch and a key: the loss, and its parts."""


def options(prog: str, description: str | None, *, steps: int) -> argparse.ArgumentParser:
    """A parser of --out FILE [--steps N] [--seed N]."""
    parser = argparse.ArgumentParser(prog=f"python -m eval {prog}", description=description)
    parser.add_argument("--steps", type=int, default=steps)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, required=True, help="the model, an ONNX file")
    return parser


def write(file: Path, model: bytes) -> None:
    """Write a model, and print its size and hash."""
    file.write_bytes(model)
    print(f"{file}: {len(model):,} bytes, SHA-256 {hashlib.sha256(model).hexdigest()}")


def rates(highest: float, *, steps: int, warm_up: int) -> Callable[[Any], Any]:
    """The learning rate of each step: it rises for a tenth of the steps, `warm_up` at most, then falls along
    a cosine.
    """
    import optax

    found: Callable[[Any], Any] = optax.warmup_cosine_decay_schedule(
        0, highest, min(warm_up, steps // 10), steps, highest * 0.02
    )
    return found


def adam(rate: Callable[[Any], Any], share: float = 1.0) -> Any:
    """Adam with decay of weights, at a share of the rate."""
    import optax

    return optax.chain(
        optax.scale_by_adam(b2=0.98),
        optax.add_decayed_weights(0.01),
        optax.scale_by_learning_rate(lambda step: rate(step) * share),
    )


def fitted(
    loss: Loss,
    start: Parameters,
    given: Parameters,
    data: Iterable[Batch],
    *,
    optimiser: Any,
    steps: int,
    seed: int,
    parts: tuple[str, str],
) -> Parameters:
    """The parameters after `steps` batches, gradients clipped; `parts` names those of the loss, printed."""
    import jax
    import jax.numpy as jnp
    import optax

    clipped = optax.chain(optax.clip_by_global_norm(1.0), optimiser)

    @jax.jit
    def step(parameters: Parameters, state: Any, frozen: Parameters, batch: Batch, key: Any) -> Any:
        (_, losses), gradient = jax.value_and_grad(loss, has_aux=True)(parameters, frozen, batch, key)
        updates, state = clipped.update(gradient, state, parameters)
        return optax.apply_updates(parameters, updates), state, losses

    parameters = jax.tree.map(jnp.asarray, start)
    state = clipped.init(parameters)
    frozen = jax.tree.map(jnp.asarray, given)
    key = jax.random.key(seed)
    seen = []
    for at, batch in zip(range(steps), data, strict=False):
        parameters, state, losses = step(parameters, state, frozen, batch, jax.random.fold_in(key, at))
        seen.append(np.asarray(losses))
        if at % 100 == 99:
            means = zip(parts, np.mean(seen[-100:], 0), strict=True)
            told = ", ".join(f"of {name} {mean:.3f}" for name, mean in means)
            print(f"{at + 1} of {steps}: loss {told}", flush=True)
    found: Parameters = jax.tree.map(np.asarray, parameters)
    return found
