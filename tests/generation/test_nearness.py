"""Claims without a grader: near the sentences they rest on, and embedded while the model writes on."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pytest
from langchain_core.embeddings import Embeddings
from langchain_core.language_models import GenericFakeChatModel
from langchain_core.messages import AIMessageChunk
from langchain_core.outputs import ChatGenerationChunk

from assistant.encoder.encoder import Encoder, Vectors
from assistant.generation import Outcome
from assistant.generation.nearness import Nearness, Place
from assistant.generation.protocol import REFUSAL
from tests.generation.oakton import BIRK, OWN, citing, from_model, summary

DEAR, DEEP, FAR = "Ash finds the ferry dear.", "Birk wants the river deep.", "Ash keeps bees."
TOLD = "Ash finds it dear."
BETWEEN = "Both cost money."
NEAR = {DEAR: 0.0, DEEP: 0.0, TOLD: 0.0, FAR: 1.5, BETWEEN: float(np.pi / 4)}
"""The angle of each claim to the sentences it cites."""


class Angles(Embeddings):
    """Unit vectors of claims, in batches as the built-in embedder makes them."""

    def __init__(self) -> None:
        self.batches: list[list[str]] = []
        self.embedded = threading.Semaphore(0)

    def encode(self, texts: list[str], progress: Any = None) -> Vectors:
        self.batches.append(list(texts))
        self.embedded.release()
        return np.asarray([[np.cos(NEAR[text]), np.sin(NEAR[text])] for text in texts], np.float32)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        raise AssertionError("batches are encoded")

    def embed_query(self, text: str) -> list[float]:
        raise AssertionError("no question is encoded")


class Patient(GenericFakeChatModel):
    """Sends a piece when something of the one before was embedded."""

    pieces: tuple[str, ...]
    embedded: Any

    def _stream(self, messages: Any, *args: Any, **options: Any) -> Iterator[ChatGenerationChunk]:
        for number, piece in enumerate(self.pieces):
            assert number == 0 or self.embedded.acquire(timeout=10), "nothing was embedded meanwhile"
            yield ChatGenerationChunk(message=AIMessageChunk(content=piece))


def stored(places: Sequence[Place]) -> list[Vectors]:
    return [np.asarray([[1.0, 0.0]], np.float32) for _ in places]


@pytest.fixture
def angles() -> Angles:
    return Angles()


def from_pieces(angles: Angles, *pieces: str) -> Outcome:
    model = Patient(messages=iter(()), pieces=pieces, embedded=angles.embedded)
    return from_model(model, nearness=Nearness(Encoder(angles, "angles"), stored))


def test_each_claim_and_sentence_is_embedded_once_while_the_model_writes_the_next(angles: Angles) -> None:
    outcome = from_pieces(
        angles,
        citing(f"{OWN}.1", claim=DEAR),
        citing(f"{BIRK}.1", claim=DEEP),
        f'{{"summary": "{TOLD[:-1]} [{OWN}.1]. {BETWEEN[:-1]} [{BIRK}.1]',
        '."}',
    )
    assert [view.claim for view in outcome.viewpoints] == [DEAR, DEEP]
    assert outcome.summary == "Ash finds it dear [1]. Both cost money [2]."
    assert angles.batches == [[DEAR], [DEEP], [TOLD], [BETWEEN]]


def test_of_a_model_that_writes_without_end_no_more_is_embedded_than_an_answer_shows(angles: Angles) -> None:
    near = Nearness(Encoder(angles, "angles"), stored)
    many = [f"Claim {number}." for number in range(100)]
    NEAR.update(dict.fromkeys(many, 0.0))
    for text in many[:10]:
        near.hear([text])
    near.hear(many)
    assert sum(map(len, angles.batches)) == 60


def test_a_claim_that_has_nothing_to_do_with_its_words_is_not_shown(angles: Angles) -> None:
    far, near = citing(f"{OWN}.1", claim=FAR), citing(f"{BIRK}.1", claim=DEEP) + summary(REFUSAL)
    assert [view.claim for view in from_pieces(angles, far, near).viewpoints] == [None, DEEP]


def test_of_several_sentences_the_nearest_counts_or_their_mean() -> None:
    sentences = {"both": [[1.0, 0.0], [0.0, 1.0]], "none": np.empty((0, 2))}
    near = Nearness(
        Encoder(Angles(), "angles"),
        lambda places: [np.asarray(sentences[article_id], np.float32) for article_id, _ in places],
    )
    both, none = [("both", (0, 9))], [("none", (0, 9))]
    found = near.cosines([BETWEEN, DEAR, DEAR], [both, both, none])
    assert found == pytest.approx([1.0, 1.0, -1.0], abs=1e-6)
