import numpy as np
import pytest
from langchain_core.embeddings import Embeddings

from assistant.encoder.encoder import Encoder, encoder
from assistant.encoder.minilm import MiniLM
from assistant.errors import EmbeddingsError, SearchIndexError
from assistant.settings import Settings
from tests.model_server import ModelServer, Reply


class Foreign(Embeddings):
    """Remembers the batches; its vectors are not of unit length, one is zero."""

    def __init__(self) -> None:
        self.batches: list[list[str]] = []

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        self.batches.append(texts)
        return [[3.0 * len(text), 4.0 * len(text)] for text in texts]

    def embed_query(self, text: str) -> list[float]:
        return [0.0, 2.0]


def test_foreign_vectors_become_unit_vectors_in_batches_with_progress():
    embeddings, done = Foreign(), []
    texts = ["x" * (number % 5) for number in range(150)]
    vectors = Encoder(embeddings, "foreign").documents(texts, done.append)
    expected = [[0.0, 0.0] if not text else [0.6, 0.8] for text in texts]
    np.testing.assert_allclose(vectors, expected, rtol=1e-6)
    assert vectors.dtype == np.float32
    assert [text for batch in embeddings.batches for text in batch] == texts
    assert done == [len(batch) for batch in embeddings.batches] == [64, 64, 22]


def test_a_question_becomes_a_unit_vector():
    np.testing.assert_array_equal(Encoder(Foreign(), "foreign").query("why"), np.array([0, 1], np.float32))


def test_no_text_gives_no_vector():
    assert len(Encoder(Foreign(), "foreign").documents([])) == 0


@pytest.mark.parametrize(
    ("text", "least"),
    [("", 0), ("three short words", 4), ("x" * 6_000, 1_000), ("渡し船を守れ" * 100, 100)],
)
def test_word_pieces_are_estimated_where_the_model_does_not_count_them(text, least):
    assert least <= Encoder(Foreign(), "foreign").count(text) <= 2 * least


@pytest.mark.parametrize(
    ("fields", "identifier"),
    [
        ({}, "Foreign:"),
        ({"model": "small"}, "Foreign:small"),
        ({"model_name": "large"}, "Foreign:large"),
        ({"identifier": "own", "model": "small"}, "Foreign:own"),
    ],
)
def test_an_encoder_is_known_by_its_class_and_model(fields, identifier):
    embeddings = Foreign()
    vars(embeddings).update(fields)
    assert encoder(Settings(), embeddings).identifier == identifier


def test_the_settings_name_the_encoder():
    assert encoder(Settings()).identifier == f"MiniLM:{MiniLM.identifier}"
    named = encoder(Settings(embeddings="openai:text-embedding-3-small", openai_api_key="none"))
    assert named.identifier == "OpenAIEmbeddings:text-embedding-3-small"


def openai_embeddings(url: str) -> Encoder:
    named = Settings(embeddings="openai:small", openai_api_key="sk-secret", openai_base_url=url, retries=0)
    return encoder(named)


def refusals(encoding: Encoder) -> set[str]:
    """What is said of a failing server, the same for articles and for a question."""
    said = set()
    for ask in (lambda: encoding.documents(["one", "two"]), lambda: encoding.query("why")):
        with pytest.raises(EmbeddingsError) as error:
            ask()
        said.add(str(error.value))
    return said


def test_an_embeddings_server_that_is_down_is_one_clear_error():
    assert refusals(openai_embeddings("http://127.0.0.1:1/v1")) == {
        "the embeddings server cannot be reached: see that it runs, and check OPENAI_BASE_URL"
    }


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        (Reply(status=401), "the embeddings server refused the key: check OPENAI_API_KEY"),
        (Reply(status=403), "the embeddings server refused the key: check OPENAI_API_KEY"),
        (
            Reply(status=404),
            "the embeddings server has no such model: check ASSISTANT_EMBEDDINGS and OPENAI_BASE_URL",
        ),
        (
            Reply(status=429),
            "the embeddings server has had too many requests, or the quota is used: try again later",
        ),
        (Reply(status=500), "the embeddings server rejected the request or failed: see its log"),
        *(
            (Reply(raw=raw), "the embeddings server did not answer with vectors: check OPENAI_BASE_URL")
            for raw in (
                "{}",
                "[]",
                '{"object": "list", "data": []}',
                '{"object": "list", "data": [{"embedding": [NaN], "index": 0}]}',
            )
        ),
    ],
)
def test_an_embeddings_server_that_refuses_is_one_clear_error(reply, message):
    with ModelServer() as server:
        server.plays(reply)
        assert refusals(openai_embeddings(server.url)) == {message}


@pytest.mark.parametrize("name", ["word2vec", "openai", "openai:"])
def test_unknown_embeddings_are_refused_with_what_to_write(name):
    with pytest.raises(SearchIndexError) as error:
        encoder(Settings(embeddings=name))
    assert str(error.value) == (
        f"unknown embeddings {name!r}: set ASSISTANT_EMBEDDINGS to 'minilm' or 'openai:MODEL'"
    )


def test_words_of_english_are_known_only_where_the_embeddings_tell_them():
    assert Encoder(Foreign(), "foreign").english_words == frozenset()
    assert "ferry" in encoder(Settings()).english_words
