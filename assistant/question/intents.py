"""Intents: what a question asks for that no search finds, told by example wordings and the encoder.

`intents.yaml` beside this file holds the examples, by group and intent; the group `ordinary` those of
questions that are searched for. A question's score for each intent is that of kernel least squares over the
examples' vectors (Rifkin, Yeo and Poggio, 2003, "Regularized least-squares classification").
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

import numpy as np
import yaml

from assistant.encoder.encoder import Encoder, Vectors
from assistant.encoder.kept import kept
from assistant.question.masks import DATE, OTHER, PERSON, PUBLICATION, TITLE

VECTORS = Path(__file__).with_suffix(".npz")
"""The examples' vectors by the built-in encoder, and their weights: `python -m eval.kept_vectors`."""
ORDINARY = "ordinary"
"""The group of the questions that are searched for."""
SIDE = "side"
"""The group of the questions for a side: which of both is told by it, the matter masked (`frames`)."""
ORDER, BOUND = "order", "bound"
"""The groups of the questions that ask for an order of dates, and of phrases that may bound a time."""
APART = frozenset((SIDE, ORDER, BOUND))
"""The groups of which each is matched by itself."""
NEITHER = "neither"
"""The questions of `SIDE` that ask for no side, of `ORDER` for no order, and what bounds no time."""
LEAST = 0.4
"""Least score of an intent, 1 being that of its own examples: with `MARGIN`, of 126 ordinary examples each
left out in turn 1 or 2 are taken for another, and of 167 others three in four are known."""
MARGIN = 0.2
"""How far the score must lie above that of an ordinary question."""
_RIDGE = 0.1
"""Of the least squares: the least error on examples left out in turn."""

SLOTS: Mapping[str, str] = {
    "person": "John Smith",
    "publication": "the Morning Post",
    "period": "in 2010",
    "title": "“The Old Bridge”",
    "matter": "it",
}
"""What the encoder reads for a name, in the examples and in a question, so that no name counts."""
_SIGNS = {PERSON: "person", OTHER: "person", PUBLICATION: "publication", DATE: "period", TITLE: "title"}
_MASKED = re.compile("|".join(f"{sign}+" for sign in _SIGNS))
_SLOT = re.compile(r"\{(\w+)\}")
Name = tuple[str, str]
"""Group and intent."""


@dataclass(frozen=True, slots=True)
class Match:
    """The intent that a question comes nearest to, ordinary ones left aside."""

    group: str
    """The part of the table: `collection`, `service`…"""
    intent: str
    score: float
    """About 0 to 1."""
    ordinary: float
    """The score of an ordinary question."""

    @property
    def sure(self) -> bool:
        return self.score >= max(LEAST, self.ordinary + MARGIN)


def without_names(masked: str) -> str:
    """A masked question with one stand-in for every name of a kind; what intents are matched on.

    >>> without_names(f"Who is {PERSON * 4}?")
    'Who is John Smith?'
    """
    return _MASKED.sub(lambda sign: SLOTS[_SIGNS[sign.group()[0]]], masked)


def match(vector: Vectors, encoder: Encoder) -> Match:
    """The nearest intent, `sure` or not, of a question given by the unit vector of its `without_names`."""
    found = scores(vector, encoder, *together()[0])
    ordinary = found.pop((ORDINARY, ORDINARY))
    (group, intent), score = max(found.items(), key=lambda item: item[1])
    return Match(group, intent, score, ordinary)


def together() -> tuple[tuple[str, ...], ...]:
    """The groups of the table that are matched together: those not apart, then each of the others."""
    groups = tuple(dict.fromkeys(group for group, _ in examples()))
    return (tuple(group for group in groups if group not in APART), *((group,) for group in sorted(APART)))


def scores(vector: Vectors, encoder: Encoder, *groups: str) -> dict[Name, float]:
    """The score of each intent of some groups of the table, 1 being about that of its own examples."""
    names, vectors, weights = _trained(encoder, groups)
    return dict(zip(names, (_kernel(vectors @ vector) @ weights).tolist(), strict=True))


@cache
def examples() -> Mapping[Name, tuple[str, ...]]:
    """The examples of each intent, their slots filled."""
    # Where PyYAML was built with libyaml, in a fifteenth of the time.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    table = yaml.load(files(__package__).joinpath("intents.yaml").read_text(encoding="utf-8"), loader)
    groups = {group: each if isinstance(each, dict) else {group: each} for group, each in table.items()}
    return {
        (group, intent): tuple(_SLOT.sub(lambda slot: SLOTS[slot[1]], example) for example in wordings)
        for group, intents in groups.items()
        for intent, wordings in intents.items()
    }


@lru_cache(maxsize=8)
def _trained(encoder: Encoder, groups: tuple[str, ...]) -> tuple[tuple[Name, ...], Vectors, Vectors]:
    """The intents; the examples' vectors, [examples, dimension]; their weights, [examples, intents]."""
    names = tuple(name for name in examples() if name[0] in groups)
    every, weights = _kept(encoder)
    vectors = every[[name in names for name, wordings in examples().items() for _ in wordings]]
    kept_weights = weights.get(" ".join(groups))
    return names, vectors, trained(vectors, names) if kept_weights is None else kept_weights


def trained(vectors: Vectors, names: Sequence[Name]) -> Vectors:
    """The weights of the examples of some intents, [examples, intents], given by their unit vectors."""
    counts = [len(examples()[name]) for name in names]
    own = np.repeat(np.eye(len(names), dtype=np.float32), counts, 0)
    ridge = _RIDGE * np.eye(len(vectors), dtype=np.float32)
    weights: Vectors = np.linalg.solve(_kernel(vectors @ vectors.T) + ridge, own)
    return weights


@lru_cache(maxsize=4)
def _kept(encoder: Encoder) -> tuple[Vectors, Mapping[str, Vectors]]:
    """The unit vectors of all examples, [examples, dimension]; weights by groups, where they are kept."""
    found = kept(VECTORS, made_of(), encoder)
    if found is None:
        return encoder.documents([text for wordings in examples().values() for text in wordings]), {}
    return found.pop("vectors"), found


def made_of() -> tuple[str, ...]:
    """What the kept vectors and weights depend on beside the encoder."""
    rows = (f"{group} {intent} {text}" for (group, intent), each in examples().items() for text in each)
    return (str(_RIDGE), *rows)


def _kernel(cosines: Vectors) -> Vectors:
    """A Gaussian of the distance of unit vectors, of which the cosine tells the square."""
    gaussian: Vectors = np.exp(cosines - 1)
    return gaussian
