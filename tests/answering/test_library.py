from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.answering.library import Library, in_full
from assistant.articles import Record
from assistant.attribution.people import People
from assistant.dates import PublicationDate
from assistant.positions import Position

if TYPE_CHECKING:
    from assistant.answering.assistant import Assistant


def record(name: str, *authors: str, date: str | None = None, title: str = "") -> Record:
    return Record(article_id=name, title=title or name, authors=authors, date=PublicationDate.read(date))


def position(holder: str | None = None) -> Position:
    return Position(on="The quay should be built", stance="for", start=0, end=9, holder=holder)


def test_a_real_library_knows_every_article_person_and_warning(assistant: Assistant) -> None:
    library = assistant.library
    assert library.articles() == tuple(sorted(library.articles(), key=lambda each: -ordinal(each)))
    assert {each.article_id for each in library.articles()} == {each.article_id for each in assistant.records}
    assert assistant.library is library
    for each in assistant.records:
        article = assistant.article(each.article_id)
        assert article and set(article.warnings) <= set(library.warnings[each.article_id])
        assert all(library.person(name) for name in each.people)


def ordinal(each: Record) -> int:
    return each.date.first.toordinal() if each.date else 0


def test_articles_without_a_date_or_a_name_come_last_both_ways() -> None:
    records = (record("a"), record("b", "Bo Birk", date="2018"), record("c", "Ann Ash", date="2019"))
    library = Library(records, warnings={})
    for by, order in (("date", "bca"), ("author", "cba")):
        assert "".join(each.article_id for each in library.articles(by=by, down=False)) == order
        assert library.articles(by=by, down=True)[-1].article_id == "a"


def test_every_word_to_find_begins_a_word_in_any_script_and_without_accents() -> None:
    library = Library((record("a", "Невен Анђелић", title="The Škoda Quay"),), warnings={})
    for find in ("andel", "skoda andelic", "qua", "undated", ""):
        assert library.articles(find), find
    for find in ("uay", "skoda nobody"):
        assert not library.articles(find), find


def test_a_position_is_of_the_voice_who_takes_it_and_of_both_where_that_is_not_told() -> None:
    joint = record("j", "Ann Ash", "Bo Birk")
    for taker, own in (("Ann Ash", (1, 0)), ("Ann Ash and Bo Birk", (1, 1)), (None, (0, 0))):
        library = Library(
            (joint,), warnings={}, taken=[(joint, position())], voice=lambda *_, taker=taker: taker
        )
        people = [library.person(name) for name in ("Ann Ash", "Bo Birk")]
        assert tuple(len(library.positions(each)) for each in people if each) == own


def test_a_source_is_the_one_person_whom_its_name_can_mean_and_by_surname_one_of_its_article() -> None:
    records = (record("a", "Ann Ash"), record("b", "Bo Birk"), record("c", "Cy Birk"))
    taken = [(records[1], position("A. Ash")), (records[2], position("Ash")), (records[0], position("Birk"))]
    library = Library(records, warnings={}, taken=taken)
    heard = {each.name: [it.record.article_id for it in library.positions(each)] for each in library.people()}
    assert heard == {"Ann Ash": ["b"], "Bo Birk": [], "Cy Birk": []}


@pytest.mark.parametrize(
    ("text", "holder", "name"),
    [
        ("Ann Ash came. Ash wants it.", "Ash", "Ann Ash"),
        ("Ash wants it.", "Ash", "Ash"),
        ("Ann Ash came. Mr. Ash wants it.", "Mr. Ash", "Mr. Ash"),
    ],
)
def test_a_source_by_surname_is_the_one_whom_the_text_has_in_full(text: str, holder: str, name: str) -> None:
    assert in_full(position(holder), People.of(text)).holder == name
