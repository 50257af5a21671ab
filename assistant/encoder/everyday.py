"""Everyday questions: a kind that opinion articles do not answer, and the measure of what is far apart."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from assistant.encoder.encoder import Encoder, Vectors
from assistant.encoder.kept import kept

KINDS = (
    "Who won the football match?",
    "What was the score of the game?",
    "How do I cook this dish? A recipe.",
    "What will the weather be like tomorrow? Rain and temperature.",
    "When does the bus or train leave? A timetable.",
    "How do I write this in Python? Programming help.",
    "How do I set up my computer, disk or server?",
    "Which hotel or restaurant is the best?",
    "Where can I buy this and what does it cost in the shop?",
    "What is the capital of this country?",
    "What is the highest mountain or the longest river?",
    "What is the population of this city?",
    "Who directed the film and who played in it?",
    "Who wrote the novel or the song?",
    "Who won the song contest?",
    "What is the boiling point of this substance? Physics and chemistry.",
    "How do I solve this equation? Mathematics.",
    "Which medicine helps against this illness?",
    "How do I train my dog or cat?",
    "Tell me a joke.",
    "What is the best move in chess?",
    "How old is this celebrity and whom did they marry?",
    "Translate this sentence.",
    "How do I register my car, house or company?",
    "What is the exchange rate of the currency today?",
    "Which plants grow in my garden?",
    "How do I learn a foreign language?",
    "What time is it there, and what is the time difference?",
    "What is the plot of the novel?",
    "Which style of art and architecture is this?",
)
VECTORS = Path(__file__).with_suffix(".npz")
"""Their vectors by the built-in encoder."""


@dataclass(frozen=True, slots=True)
class Background:
    """The cosines of an encoder between texts that have nothing to do with each other."""

    mean: float
    spread: float
    """Their standard deviation."""


def everyday_nearness(vector: Vectors, encoder: Encoder) -> float:
    """How near a question, given by its unit vector, comes to the nearest everyday kind: a cosine."""
    return float((_kinds(encoder) @ vector).max())


@lru_cache(maxsize=4)
def background(encoder: Encoder) -> Background:
    """The background figures of an encoder, measured between the everyday kinds.

    So a cosine means the same in a folder of two articles as in one of fifty, and with any encoder. MiniLM's
    are .110 and .094; those between the kinds and the passages of 28 invented articles .08 and .076.
    """
    vectors = _kinds(encoder)
    cosines = (vectors @ vectors.T)[np.triu_indices(len(vectors), 1)]
    return Background(float(cosines.mean()), max(float(cosines.std()), 1e-6))


@lru_cache(maxsize=4)
def _kinds(encoder: Encoder) -> Vectors:
    found = kept(VECTORS, KINDS, encoder)
    return found["vectors"] if found else encoder.documents(KINDS)
