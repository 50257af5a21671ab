"""Which arm answers a search: the two hold other vectors here, so that each can be told by what it finds."""

import shutil
from contextlib import closing
from pathlib import Path
from typing import NoReturn

import numpy as np
import pytest

from assistant.articles import Record
from assistant.errors import SearchIndexError
from assistant.index.dense import Dense
from assistant.index.exact import FILE, Exact
from assistant.index.filters import Filter
from assistant.index.store import Store

EAST, NORTH = np.eye(2, dtype=np.float32)
SINCE = Filter(first_day=1)


@pytest.fixture
def store(tmp_path: Path):
    """Row 0 points east."""
    store = Store.create(tmp_path / "chroma", "articles")
    store.add(np.stack([EAST, NORTH]), [Record(article_id=name, title=name) for name in "ab"])
    yield store
    store.close()


@pytest.fixture
def exact(tmp_path: Path) -> Exact:
    """Row 1 points east."""
    Exact.write(tmp_path, 2, [np.stack([NORTH, EAST])])
    return Exact.open(tmp_path / FILE, {Filter(): None, SINCE: np.ones(2, bool)}.__getitem__)


def first(dense: Dense, only: Filter) -> int:
    return int(dense.nearest(EAST, 1, only)[0][0])


def test_chroma_searches_the_whole_folder_and_the_map_a_part_of_it(store: Store, exact: Exact) -> None:
    dense = Dense(lambda: store, exact)
    assert (first(dense, Filter()), first(dense, SINCE)) == (0, 1)


def test_the_map_answers_alone_where_chroma_may_not_write(exact: Exact) -> None:
    assert first(Dense(None, exact), Filter()) == 1


def test_chroma_answers_alone_on_a_server(store: Store) -> None:
    dense = Dense(lambda: store, None)
    assert first(dense, Filter()) == 0
    assert dense.vectors([1]).tolist() == [NORTH.tolist()]


def test_the_map_answers_where_chromas_folder_has_vanished(tmp_path: Path, exact: Exact) -> None:
    made = Store.create(tmp_path / "lost", "articles")
    made.add(np.stack([EAST, NORTH]), [Record(article_id=name, title=name) for name in "ab"])
    made.close()
    with closing(Store.open(tmp_path / "lost", "articles")) as lost:
        dense = Dense(lambda: lost, exact, tmp_path / "lost")
        assert first(dense, Filter()) == 0
        shutil.rmtree(tmp_path / "lost")
        assert first(dense, Filter()) == 1
        (tmp_path / "lost").mkdir()
        assert first(dense, Filter()) == 1


class Failing(Store):
    def nearest(self, *given: object) -> NoReturn:
        raise SearchIndexError("the disk is full")


def test_the_map_answers_and_the_log_says_so_where_chroma_fails(
    exact: Exact, caplog: pytest.LogCaptureFixture
) -> None:
    failing = Failing("nowhere", None, None)
    assert first(Dense(lambda: failing, exact), Filter()) == 1
    assert [record.message for record in caplog.records] == [
        "the map of vectors answers instead: the disk is full"
    ]
