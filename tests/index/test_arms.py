"""Every arm of the search obeys the same filter, whatever it is."""

import datetime
from contextlib import closing

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.articles import Record
from assistant.dates import PublicationDate
from assistant.index.build import index_articles
from assistant.index.filters import Filter, resolve
from assistant.index.index import Index
from assistant.index.snapshot import collection_name
from assistant.index.store import FOLDER, Store
from assistant.reading.article import article_of
from assistant.scopes import Extent, Scope

PEOPLE = ["Ann Ash", "Maria Ash", "Hashim Thaçi", "C. Birk", "Čedomir Šarić"]
PUBLICATIONS = ["The Tide", "Brell Tide", "Novi List", "…"]
DATES = ["2018", "2018-09", "2018-09-13", "2018-10-01", "2019-02-28", "2020"]


def record(number: int) -> Record:
    """Every combination, and each of them absent at times."""
    random = np.random.default_rng(number)
    people = tuple(random.choice(PEOPLE, random.integers(0, 3), replace=False).tolist())
    speakers = tuple(random.choice(PEOPLE, random.integers(0, 2)).tolist())
    publication = PUBLICATIONS[number % 6] if number % 6 < 4 else None
    date = PublicationDate(DATES[number % 7]) if number % 7 < 6 else None
    kind = "interview" if speakers else "article"
    return Record(
        article_id=f"town/{number}",
        title="T",
        kind=kind,
        authors=people,
        speakers=speakers,
        publication=publication,
        date=date,
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("arms")


@pytest.fixture(scope="module")
def generation(folder, hashed_words):
    # Each with words of its own: of vectors that are much alike a graph may miss some when asked for all.
    articles = [
        article_of(record(number), f"Boat {number} of Brell: pier a{number}, crew b{number}.")
        for number in range(300)
    ]
    index_articles(articles, folder, hashed_words)
    index = Index(folder, hashed_words)
    yield index.current()
    index.close()


dates = st.none() | st.sampled_from([*DATES, "2018-09-14", "2017", "2021-01"])
scopes = st.builds(
    Scope,
    people=st.lists(st.sampled_from([*PEOPLE, "Ash", "thaci", "Nobody", "Saric"]), max_size=2).map(tuple),
    publications=st.lists(st.sampled_from([*PUBLICATIONS, "tide", "Nowhere"]), max_size=2).map(tuple),
    since=dates,
    until=dates,
)
articles = st.none() | st.frozensets(st.sampled_from([f"town/{number}" for number in range(30)] + ["gone"]))


@pytest.fixture(scope="module")
def store(generation, folder):
    """The same vectors in Chroma, as large indexes and servers are read."""
    with closing(Store.open(folder / generation.name / FOLDER, collection_name(generation.name))) as opened:
        yield opened


@given(scopes, scopes, articles)
def test_every_arm_admits_the_same_rows(generation, store, reader, understood, named):
    records = generation.catalog.records
    only = resolve(reader, records).meet(resolve(understood, records)).meet(Filter(articles=named))
    expected = [row for row, record in enumerate(records) if only.admits(record)]
    admitted = generation.admitted(only)
    assert (list(range(300)) if admitted is None else np.flatnonzero(admitted).tolist()) == expected
    vector = np.zeros(32, np.float32)
    vector[0] = 1
    for arm in (generation.dense, store):
        rows, cosines = arm.nearest(vector, 300, only)
        assert sorted(rows.tolist()) == expected
        assert cosines.tolist() == sorted(cosines.tolist(), reverse=True)


@given(scopes)
def test_the_extent_of_a_scope_is_counted_as_record_by_record(generation, scope):
    only = resolve(scope, generation.catalog.records)
    admitted = [record for record in generation.catalog.records if only.admits(record)]
    dates = [record.date for record in admitted if record.date]
    undated = [
        record
        for record in generation.catalog.records
        if only.by_date and record.date is None and only.admits_source(record)
    ]
    assert generation.extent(only) == Extent(
        articles=len(admitted),
        voices=len({voice for record in admitted for voice in record.voices}),
        first=min(dates, key=lambda date: date.first, default=None),
        last=max(dates, key=lambda date: date.first, default=None),
        undated_left_out=len(undated),
    )


@given(st.dates(datetime.date(2017, 1, 1), datetime.date(2021, 1, 1)))
def test_a_day_admits_exactly_the_articles_whose_date_may_mean_it(generation, day):
    scope = Scope(since=day.isoformat(), until=day.isoformat())
    admitted = generation.admitted(resolve(scope, generation.catalog.records))
    expected = [
        record.date is not None and day.isoformat().startswith(record.date.iso[: len(record.date.iso)])
        for record in generation.catalog.records
    ]
    assert admitted.tolist() == expected
