"""How well a side model reads the questions of a hand: `python -m eval side-model FILE`.

Of the questions on a proposition: whether the right one of its family is the likeliest, and read as asking
for the right side, and how many are told at all; of the others, how many are taken for a side question on one
of the family's. A question is also read alone.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.encoder.cross_encoder import CrossEncoder, Shares
from assistant.encoder.encoder import Vectors
from assistant.encoder.minilm import MiniLM
from assistant.question.side_model import ALONE, LONGEST
from assistant.question.sides import ASKS, MEANT, NONE, likelihood, side_of
from eval.side_model.examples import Asked, families


@dataclass(frozen=True, slots=True)
class Read:
    """A labelled question, read alone and beside each proposition of its family."""

    asked: Asked
    alone: float
    """Probability that it asks for a side."""
    shares: Shares
    likely: Vectors
    """How likely each proposition is meant."""

    @property
    def nearest(self) -> int:
        return int(np.argmax(self.likely))

    @property
    def told(self) -> bool:
        """Whether it is taken for a question on a proposition."""
        return bool(self.likely[self.nearest] >= MEANT)

    @property
    def on_right(self) -> bool:
        return self.nearest == self.asked.on

    @property
    def right(self) -> bool:
        return self.on_right and side_of(self.shares[self.nearest]) == self.asked.side

    @property
    def contrary(self) -> bool:
        sides = {side_of(self.shares[self.nearest]), self.asked.side}
        return self.on_right and sides == {"for", "against"}


def read(model: CrossEncoder, hand: str) -> list[Read]:
    """Every question of a hand."""
    found, encoder = [], MiniLM.open()
    for family in families(hand):
        vectors = encoder.encode(list(family.propositions))
        for asked in family.questions:
            alone, *shares = model.read(asked.text, (ALONE, *family.propositions))
            [vector] = encoder.encode([asked.text])
            likely = likelihood(np.stack(shares), vectors @ vector)
            found.append(Read(asked, 1 - float(alone[NONE]), np.stack(shares), likely))
    return found


def table(found: Sequence[Read]) -> Iterator[str]:
    """The shares for people to read."""
    on = [each for each in found if each.asked.on is not None]
    told = [each for each in on if each.told]
    off = [each for each in found if each.asked.on is None]
    asks = [each for each in found if each.asked.side != "none"]
    none = [each for each in found if each.asked.side == "none"]
    yield f"on a proposition: {len(on)}"
    yield f"  the right one is the likeliest of its family  {_mean(each.on_right for each in on):.3f}"
    yield f"  …and its side is right                        {_mean(each.right for each in on):.3f}"
    yield f"  told by the limits                            {_mean(each.told for each in on):.3f}"
    yield f"  of those told: right in both                  {_mean(each.right for each in told):.3f}"
    yield f"  of those told: for taken for against, or so   {_mean(each.contrary for each in told):.3f}"
    yield f"on none of them: {len(off)}"
    yield f"  told to be on one                             {_mean(each.told for each in off):.3f}"
    yield f"alone: {len(asks)} for a side, {len(none)} for none"
    yield f"  known to ask for a side                       {_mean(each.alone >= ASKS for each in asks):.3f}"
    yield f"  wrongly taken for one                         {_mean(each.alone >= ASKS for each in none):.3f}"


def _mean(values: Iterable[bool]) -> float:
    found = [*values]
    return sum(found) / len(found) if found else float("nan")


def main(arguments: Sequence[str]) -> int:
    """Read the questions and print."""
    parser = argparse.ArgumentParser(prog="python -m eval side-model", description=__doc__)
    parser.add_argument("file", type=Path, help="the model, as `python -m eval train-sides` wrote it")
    parser.add_argument("--hand", default="c", help="of eval/labels/sides (default: c)")
    options = parser.parse_args(arguments)
    print("\n".join(table(read(CrossEncoder.open(options.file, LONGEST), options.hand))))
    return 0
