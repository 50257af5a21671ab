import numpy as np
import pytest

from assistant.articles import Passage, Record
from assistant.dates import PublicationDate
from assistant.index.catalog import Catalog, Places
from assistant.reading.article import article_of

FERRY = article_of(
    Record(
        article_id="brell/ferry",
        title="The Ferry",
        kind="interview",
        authors=("Ann Ash",),
        author_role="reporter",
        speakers=("Bo Birk", "Çelik Đurić"),
        publication="Tide",
        date=PublicationDate("2019-05"),
        date_basis="the page",
        url="https://tide.example/ferry",
        also_at=("https://brell.example/1", "https://brell.example/2"),
        language="en",
        form="digest",
        coverage="opening",
    ),
    "“Keep it,” he said. 🚢\n\nNobody pays.",
    topics=("ferries", "tolls"),
    extra={"rating": "5", "seen": ["2020-01-01", {"by": None}], "für": {"k": "v"}},
    warnings=("The date is partial.",),
)
BARE = article_of(Record(article_id="bare", title="Bare"), "One line")


@pytest.fixture
def catalog(tmp_path):
    places = Places(
        passages=np.array([[0, 0, 21], [0, 23, 35], [1, 0, 8]], np.int32),
        sentence_rows=np.array([0, 2, 3, 3], np.int32),
        sentences=np.array([[0, 19], [20, 21], [23, 35]], np.int32),
    )
    folder = tmp_path / "a folder with ? # %20 in its name"
    folder.mkdir()
    Catalog.build(folder, [FERRY, BARE], places)
    opened = Catalog(folder)
    yield opened
    opened.close()


def test_articles_come_back_whole(catalog):
    assert [catalog.article("brell/ferry"), catalog.article_at(1)] == [FERRY, BARE]
    assert catalog.records == (FERRY.record, BARE.record)
    assert catalog.by_id == {"brell/ferry": FERRY.record, "bare": BARE.record}
    assert catalog.article("nothing") is None


def test_passages_and_sentences_stand_where_they_were_said_to(catalog):
    assert [catalog.passage(row) for row in range(3)] == [
        Passage("brell/ferry", 0, 21, "“Keep it,” he said. 🚢"),
        Passage("brell/ferry", 23, 35, "Nobody pays."),
        Passage("bare", 0, 8, "One line"),
    ]
    assert catalog.sentences(0) == ((0, 19), (20, 21))
    assert catalog.sentences(2) == ()
    assert [catalog.sentence(row) for row in range(3)] == ["“Keep it,” he said.", "🚢", "Nobody pays."]
    assert catalog.places.sentences_of(np.array([1, 2, 0])).tolist() == [2, 0, 1]
    assert catalog.places.first_sentences(2).tolist() == [0, 3, 3]
    assert catalog.passage_counts() == {"brell/ferry": 2, "bare": 1}


def test_an_empty_catalog_opens(tmp_path):
    places = Places(
        np.empty((0, 3), np.int32),
        np.array([0], np.int32),
        np.empty((0, 2), np.int32),
    )
    Catalog.build(tmp_path, [], places)
    catalog = Catalog(tmp_path)
    assert (catalog.records, catalog.passage_counts()) == ((), {})
    catalog.close()
