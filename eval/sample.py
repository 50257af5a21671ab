"""A seeded sample of an outside test set, for a figure in less time."""

from __future__ import annotations

import argparse
import random
from collections.abc import Collection
from typing import TypeVar

_Item = TypeVar("_Item")


def add_sample(parser: argparse.ArgumentParser, what: str) -> None:
    """The options by which only so many of `what` are taken."""
    parser.add_argument("--sample", type=int, metavar="N", help=f"take only so many of the {what}")
    parser.add_argument("--seed", type=int, default=0, help="which of them (default: 0)")


def sampled(items: Collection[_Item], options: argparse.Namespace) -> tuple[_Item, ...]:
    """The items in their order: all, or as many as the options ask for, the same ones for the same seed."""
    every = tuple(items)
    if options.sample is None or options.sample >= len(every):
        return every
    chosen = random.Random(options.seed).sample(range(len(every)), max(0, options.sample))
    return tuple(every[place] for place in sorted(chosen))
