import subprocess
import sys

import numpy as np
import pytest

from assistant.articles import Record
from assistant.errors import SearchIndexError
from assistant.index.filters import Filter
from assistant.index.store import Store, blank_unused

OPENED = """
import sys
from pathlib import Path
from assistant.index.store import Store
Store.create(Path(sys.argv[1]), "articles").close()
print([name for name in ("chromadb", "httpx", "click", "grpc") if name in sys.modules])
"""
RECORDS = [
    Record(article_id=f"a{row // 2}", title="T", authors=("Ann Ash",) * (row % 2)) for row in range(60)
]
VECTORS = np.random.default_rng(1).normal(size=(60, 8)).astype(np.float32)
VECTORS /= np.linalg.norm(VECTORS, axis=1, keepdims=True)


@pytest.fixture
def place(tmp_path):
    return tmp_path / "chroma"


@pytest.fixture
def store(place):
    store = Store.create(place, "articles")
    store.add(VECTORS, RECORDS)
    yield store
    store.close()


def test_distances_are_cosines_and_the_nearest_come_first(store):
    cosines = VECTORS @ VECTORS[7]
    expected = np.argsort(-cosines)[:10]
    rows, found = store.nearest(3 * VECTORS[7], 10, Filter())
    assert rows.tolist() == expected.tolist()
    np.testing.assert_allclose(found, cosines[expected], atol=1e-5)


def test_vectors_come_in_the_order_asked(store):
    np.testing.assert_allclose(store.vectors([9, 2, 30]), VECTORS[[9, 2, 30]], atol=1e-6)
    assert store.vectors([]).size == 0


@pytest.mark.filterwarnings("ignore:legacy embedding function")
def test_chroma_is_told_to_embed_nothing_itself(store):
    with pytest.raises(ValueError, match="must provide an embedding function"):
        store._collection.query(query_texts=["the ferry"])


def test_chroma_is_loaded_without_what_sends_traces_and_the_command_line_of_httpx(place):
    command = [sys.executable, "-c", OPENED, str(place)]
    shown = subprocess.run(command, capture_output=True, text=True, check=True)
    assert shown.stdout == "['chromadb', 'httpx']\n"


def test_a_missing_collection_says_how_to_make_it(store, place):
    with pytest.raises(SearchIndexError) as error:
        Store.open(place, "another")
    assert str(error.value) == (
        f"the vectors of this index are not in {str(place)!r}: run `assistant index --rebuild`"
    )


def test_a_question_of_another_dimension_is_one_clear_error(store):
    with pytest.raises(SearchIndexError, match=r"dimension of 8, got 3.*run `assistant index --rebuild`$"):
        store.nearest(np.ones(3, np.float32), 5, Filter())


def test_closing_one_of_two_stores_of_a_folder_leaves_the_other_open(store, place):
    Store.open(place, "articles").close()
    assert store.nearest(VECTORS[7], 1, Filter())[0].tolist() == [7]


def test_a_reader_writes_nothing_into_the_graph(store, place):
    store.nearest(VECTORS[7], 1, Filter())
    store.close()
    before = {path: path.stat().st_mtime_ns for path in place.glob("*/*")}
    reader = Store.open(place, "articles")
    reader.nearest(VECTORS[7], 1, Filter())
    reader.close()
    assert {path: path.stat().st_mtime_ns for path in place.glob("*/*")} == before


def test_what_stands_behind_the_last_vector_and_its_length_is_blanked(tmp_path):
    lengths, vectors = tmp_path / "segment" / "length.bin", tmp_path / "segment" / "data_level0.bin"
    lengths.parent.mkdir()
    lengths.write_bytes(b"11112222" + b"a former text...")
    vectors.write_bytes(b"first.second" + b"remains of other texts..")
    blank_unused(tmp_path, 2)
    expected = b"11112222" + bytes(16), b"first.second" + bytes(24)
    assert (lengths.read_bytes(), vectors.read_bytes()) == expected
    blank_unused(tmp_path, 9)
    assert (lengths.read_bytes(), vectors.read_bytes()) == expected


def test_vectors_are_found_as_before_once_the_rest_is_blanked(store, place):
    store.close()
    blank_unused(place, len(VECTORS))
    reader = Store.open(place, "articles")
    rows, _ = reader.nearest(VECTORS[7], 10, Filter())
    reader.close()
    assert list(rows) == list(np.argsort(-(VECTORS @ VECTORS[7]))[:10])
