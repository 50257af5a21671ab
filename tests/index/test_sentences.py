"""Vectors of sentences: embedded when a question reaches them, once, and kept."""

import multiprocessing
import threading
from pathlib import Path

import numpy as np
import pytest

from assistant.index.dense import SENTENCES, SentenceVectors, packed, present
from tests.index.conftest import Library

TEXT = "The ferry of Brell must stay. A toll helps nobody."
SAID = ["The ferry of Brell must stay.", "A toll helps nobody."]


def sentences_embedded(library: Library) -> list[str]:
    return [text for text in library.embeddings.embedded if text in SAID]


@pytest.fixture
def ferry(new_library):
    """An article of two sentences, and another, indexed."""
    library = new_library()
    library.write("ferry", TEXT)
    library.write("mill", "An old mill turns slowly. Nobody repairs the roof.")
    library.update()
    return library


def test_indexing_embeds_no_sentence_and_the_first_question_those_it_reaches(ferry):
    assert sentences_embedded(ferry) == []
    ferry.search("toll")
    assert sentences_embedded(ferry) == SAID
    ferry.search("ferry")
    assert sentences_embedded(ferry) == SAID


def test_a_question_reaches_the_sentences_of_the_best_passages_alone(ferry, monkeypatch):
    monkeypatch.setattr("assistant.index.search.DEEP", 1)
    first, second = ferry.search("toll").hits
    assert (first.passage.article_id, first.unread, second.unread) == ("ferry", None, 1)
    assert {sentence.cosine for sentence in second.sentences} == {second.cosine}
    assert "An old mill turns slowly." not in ferry.embeddings.embedded
    snapshot = ferry.open().current()
    whole = snapshot.read((first, second), snapshot.vector("toll"))
    assert whole[0] == first
    assert whole[1].unread is None
    vectors = ferry.encoder.documents(["An old mill turns slowly.", "Nobody repairs the roof."])
    expected = vectors @ ferry.encoder.query("toll")
    assert [each.cosine for each in whole[1].sentences] == pytest.approx(expected.tolist(), abs=1e-3)


def test_the_sentences_that_a_span_meets_are_given_without_embedding_them_again(ferry):
    ferry.search("toll")
    snapshot = ferry.open().current()
    inside = TEXT.index("toll")
    for span, said in (((inside, inside + 4), SAID[1:]), ((0, len(TEXT)), SAID), ((0, 0), [])):
        [vectors] = snapshot.sentence_vectors([("ferry", span)])
        expected = ferry.encoder.documents(said) if said else np.empty((0, 32))
        np.testing.assert_allclose(vectors, expected, atol=1e-3)
    before = len(ferry.embeddings.embedded)
    some = snapshot.sentence_vectors([("ferry", (0, 5)), ("ferry", (0, 0)), ("ferry", (0, len(TEXT)))])
    assert [each.shape for each in some] == [(1, 32), (0, 32), (len(SAID), 32)]
    assert snapshot.sentence_vectors([]) == []
    assert len(ferry.embeddings.embedded) == before


def test_vectors_of_sentences_outlive_the_process_that_embedded_them(ferry):
    ferry.search("toll")
    before = ferry.search("toll").hits
    again = Library(ferry.documents, ferry.folder)
    assert again.search("toll").hits == before
    assert sentences_embedded(again) == []
    again.close()


def test_an_update_keeps_those_of_unchanged_articles_alone(ferry):
    ferry.write("bridge", "The bridge must come. It costs little.")
    ferry.update()
    ferry.search("toll bridge")
    ferry.embeddings.embedded.clear()
    ferry.write("bridge", "The bridge must wait. It costs too much.")
    ferry.write("aa", "A new road is built.")
    ferry.update()
    ferry.search("toll bridge mill")
    embedded = ferry.embeddings.embedded
    assert sentences_embedded(ferry) == []
    assert {"The bridge must wait.", "It costs too much."} <= set(embedded)
    (hit,) = (hit for hit in ferry.search("bridge").hits if hit.passage.article_id == "bridge")
    expected = ferry.encoder.documents(["The bridge must wait."]) @ ferry.encoder.query("bridge")
    assert hit.sentences[0].cosine == pytest.approx(expected[0], abs=1e-3)


def test_vectors_of_another_encoder_are_not_kept(ferry):
    ferry.search("toll")
    ferry.embeddings = type(ferry.embeddings)("other")
    ferry.update(rebuild=True)
    ferry.close()
    ferry.opened.clear()
    ferry.search("toll")
    assert sentences_embedded(ferry) == SAID


def test_a_damaged_vector_is_embedded_again(ferry):
    before = ferry.search("toll").hits
    ferry.close()
    ferry.opened.clear()
    (file,) = ferry.folder.rglob(SENTENCES)
    content = bytearray(file.read_bytes())
    content[-9] ^= 0x40
    file.write_bytes(content)
    ferry.embeddings.embedded.clear()
    assert ferry.search("toll").hits == before
    assert "Nobody repairs the roof." in ferry.embeddings.embedded
    assert sentences_embedded(ferry) == []


def vectors_of(rows: list[int]) -> np.ndarray:
    return np.stack([np.eye(8, dtype=np.float32)[row % 8] for row in rows])


def test_a_row_half_written_counts_as_absent():
    rows = packed(vectors_of([0, 1, 2, 3]))
    rows[1, 4:] = 0
    rows[2] = 0
    assert present(rows).tolist() == [True, False, False, True]


@pytest.mark.parametrize("most", [3, 100])
def test_where_the_folder_cannot_be_written_the_last_ones_are_remembered(tmp_path, monkeypatch, most, caplog):
    monkeypatch.setattr("assistant.index.dense._MOST_HELD", most)
    asked = []

    def embed(rows):
        asked.extend(rows)
        return vectors_of(rows)

    SentenceVectors.create(tmp_path, 10, 8)
    vectors = SentenceVectors(tmp_path, embed)
    (tmp_path / SENTENCES).unlink()
    for _ in range(2):
        np.testing.assert_array_equal(vectors.take(np.arange(10)), vectors_of(list(range(10))))
    assert len(asked) == (17 if most == 3 else 10)
    assert "kept in memory alone" in caplog.text


def _ask(folder: Path, begin, results) -> None:
    asked: list[int] = []

    def embed(rows):
        asked.extend(rows)
        return vectors_of(rows)

    vectors = SentenceVectors(folder, embed)
    begin.wait()
    for start in range(0, 400, 20):
        rows = np.arange(start, start + 100)
        results.put(bool((vectors.take(rows) == vectors_of(rows.tolist())).all()))
    results.put(asked == sorted(set(asked)))


def test_two_processes_that_ask_at_once_over_a_fresh_index_get_the_same_vectors(tmp_path):
    SentenceVectors.create(tmp_path, 500, 8)
    context = multiprocessing.get_context("forkserver")
    begin, results = context.Barrier(2), context.Queue()
    processes = [context.Process(target=_ask, args=(tmp_path, begin, results)) for _ in range(2)]
    for process in processes:
        process.start()
    assert all([results.get(timeout=60) for _ in range(42)])
    for process in processes:
        process.join()
    left = []
    SentenceVectors(tmp_path, lambda rows: left.extend(rows) or vectors_of(rows)).take(np.arange(480))
    assert left == []


def test_threads_embed_each_sentence_once(tmp_path):
    SentenceVectors.create(tmp_path, 100, 8)
    asked = []

    def embed(rows):
        asked.extend(rows)
        return vectors_of(rows)

    vectors = SentenceVectors(tmp_path, embed)
    threads = [threading.Thread(target=vectors.take, args=(np.arange(100),)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert asked == list(range(100))


def test_a_fresh_file_takes_no_room(tmp_path):
    SentenceVectors.create(tmp_path, 100_000, 384)
    assert (tmp_path / SENTENCES).stat().st_blocks * 512 < 100_000
