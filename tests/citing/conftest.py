"""Records of invented articles with every hole that a record can have."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from assistant.articles import Record
from assistant.dates import PublicationDate

_PAGE = "https://lantern.example/ferry"
RECORDS = {
    record.article_id: record
    for record in (
        Record(
            article_id="whole",
            title="The Ferry Must Go On",
            authors=("Ann Ash",),
            publication="Harbour Post",
            date=PublicationDate("2018-09-13"),
            url=_PAGE,
            language="en",
        ),
        Record(article_id="bare", title="The Ferry"),
        Record(
            article_id="unsigned",
            title="What Now?",
            publication="Harbour Post",
            date=PublicationDate("2021-06"),
            url=_PAGE,
        ),
        Record(
            article_id="body",
            title="A Plan of the Board",
            authors=("Harbour Board",),
            publication="The Mole",
            date=PublicationDate("2018"),
        ),
        Record(
            article_id="cyrillic",
            title="Паром остаје",
            authors=("Јована Шкара", "Ada van der Lind Jr."),
            publication="Лука",
            date=PublicationDate("2019-05-02"),
            url="https://luka.example/паром",
            original_language="sr",
            url_kind="translation",
        ),
        Record(
            article_id="interview",
            title='Captain Lodge: "A ferry is a road"',
            kind="interview",
            authors=("Bo Birk",),
            speakers=("Perpetua Lodge",),
            publication="Radio Aster",
            date=PublicationDate("2022-11-08"),
            url=_PAGE,
            url_kind="copy",
        ),
        Record(
            article_id="interview-of-nobody",
            title="A Talk at the Quay",
            kind="interview",
            publication="Radio Aster",
            date=PublicationDate("2022-11"),
        ),
        Record(
            article_id="report",
            title="Master Warns",
            kind="report",
            speakers=("Magnus Øyfar",),
            publication="Harbour Post",
            date=PublicationDate("2020-02-11"),
            form="digest",
        ),
        Record(
            article_id="pen-name",
            title="Letters from a Buoy",
            authors=("Jean-Luc Brine",),
            pseudonym_of="Cy Cole",
            authorship="disputed",
            publication="The Mole",
            date=PublicationDate("2017-01-05"),
            also_at=("https://copy.example/buoy", "javascript:alert(1)"),
        ),
        Record(
            article_id="preface",
            title="Preface",
            authors=("Ann Ash",),
            written_by="the editor",
            date=PublicationDate("1890"),
        ),
    )
}


@pytest.fixture
def records() -> Mapping[str, Record]:
    return RECORDS
