import sqlite3
from contextlib import closing

import numpy as np
import pytest
from langchain_core.embeddings import Embeddings

from assistant.encoder.encoder import Encoder
from assistant.index import vectors
from assistant.index.vectors import VectorCache

TEXTS = ["the ferry", "the bridge", "the toll"]


@pytest.fixture
def encoder(library):
    return library.encoder


@pytest.fixture
def file(tmp_path):
    return tmp_path / "vectors.db"


def test_vectors_come_back_in_the_order_asked_in_half_precision(file, encoder):
    cache = VectorCache(file, encoder)
    cache.fill(TEXTS)
    taken = VectorCache(file, encoder).take(["the toll", "the ferry", "the toll"])
    expected = encoder.documents(["the toll", "the ferry", "the toll"]).astype(np.float16).astype(np.float32)
    np.testing.assert_array_equal(taken, expected)
    assert taken.dtype == np.float32


def test_each_text_is_missing_once_until_it_is_filled(file, encoder):
    cache = VectorCache(file, encoder)
    assert cache.missing(["b", "a", "b", ""]) == ["b", "a", ""]
    cache.fill(["a", ""])
    assert cache.missing(["b", "a", "b", ""]) == ["b"]


def test_another_encoder_finds_nothing(file, encoder):
    VectorCache(file, encoder).fill(TEXTS)
    other = Encoder(encoder.embeddings, "another")
    assert VectorCache(file, other).missing(TEXTS) == TEXTS


class TwoWays(Embeddings):
    """Encodes many texts otherwise than a few."""

    many_by = "coarse"

    def encode(self, texts, *, progress=None):
        return np.tile(np.float32([1, 0]), (len(texts), 1))

    def encode_many(self, texts, *, progress=None):
        return np.tile(np.float32([0, 1]), (len(texts), 1))

    def embed_documents(self, texts):
        raise AssertionError

    embed_query = embed_documents


def test_propositions_are_encoded_as_questions_are_and_passages_as_many_are(file):
    both = Encoder(TwoWays(), "two ways")
    cache = VectorCache(file, both, ["the toll"])
    cache.fill(TEXTS)
    assert cache.take(TEXTS).tolist() == [[0, 1], [0, 1], [1, 0]]
    assert VectorCache(file, both).missing(TEXTS) == ["the toll"]
    both.embeddings.many_by = "finer"
    assert VectorCache(file, both, ["the toll"]).missing(TEXTS) == TEXTS[:2]


def test_nothing_asked_is_nothing_taken(file, encoder):
    assert VectorCache(file, encoder).take([]).shape == (0, 0)


def test_a_run_that_dies_midway_keeps_the_chunks_it_had_done(file, library, monkeypatch):
    monkeypatch.setattr(vectors, "_CHUNK", 2)
    texts = [f"text {number}" for number in range(5)]

    def die(number):
        if len(library.embeddings.embedded) > 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        VectorCache(file, library.encoder).fill(texts, die)
    assert VectorCache(file, library.encoder).missing(texts) == texts[4:]


def test_what_is_not_kept_leaves_no_byte_behind(file, encoder):
    cache = VectorCache(file, encoder)
    cache.fill(TEXTS + [f"other {number}" for number in range(200)])
    gone = encoder.documents(["other 7"]).astype(np.float16).tobytes()
    assert gone in file.read_bytes()
    cache.keep(TEXTS, day=1, unused_for=0)
    assert gone not in file.read_bytes()
    assert cache.missing([*TEXTS, "other 7"]) == ["other 7"]


def test_a_vector_is_forgotten_when_its_text_was_not_used_for_thirty_days(file, encoder):
    cache = VectorCache(file, encoder)
    cache.fill(TEXTS)
    cache.keep(TEXTS[:1], day=100)
    cache.keep(TEXTS[:2], day=110)
    for day, missing in ((129, []), (130, TEXTS[2:])):
        cache.keep(TEXTS[:1], day=day)
        assert cache.missing(TEXTS) == missing
    cache.keep(TEXTS[:1], day=159)
    assert cache.missing(TEXTS) == TEXTS[1:]
    assert cache.missing(TEXTS[:1]) == []


def test_the_vectors_unused_longest_go_first_where_there_are_too_many(file, encoder, monkeypatch):
    monkeypatch.setattr(vectors, "_MOST_UNUSED", 1)
    cache = VectorCache(file, encoder)
    cache.fill(TEXTS)
    cache.keep(TEXTS[1:], day=100)
    assert cache.missing(TEXTS) == []
    cache.keep(TEXTS[2:], day=101)
    assert cache.missing(TEXTS) == TEXTS[:1]


def test_a_cache_of_an_earlier_version_is_used_on(file, encoder):
    VectorCache(file, encoder).fill(TEXTS)
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("ALTER TABLE vectors DROP COLUMN unused_since")
    cache = VectorCache(file, encoder)
    assert cache.missing(TEXTS) == []
    cache.keep(TEXTS[:1], day=100, unused_for=0)
    assert cache.missing(TEXTS) == TEXTS[1:]


@pytest.mark.parametrize("damage", [b"", b"no database", None])
def test_a_damaged_cache_begins_anew(file, encoder, damage):
    cache = VectorCache(file, encoder)
    cache.fill([f"text {number}" for number in range(300)])
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2] if damage is None else damage)
    again = VectorCache(file, encoder)
    assert again.missing(TEXTS) == TEXTS
    again.fill(TEXTS)
    assert again.missing(TEXTS) == []
