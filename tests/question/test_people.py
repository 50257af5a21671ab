"""How those who say nothing are told."""

import pytest

from assistant.answers import Absence
from assistant.articles import Coverage, Record
from assistant.dates import PublicationDate
from assistant.index.filters import Filter, resolve
from assistant.question.notes import absence, suggestion, unheard
from assistant.scopes import Scope


def record(name: str, date: str, coverage: Coverage = "whole") -> Record:
    return Record(
        article_id=name, title="T", authors=("Ann Ash",), date=PublicationDate(date), coverage=coverage
    )


RECORDS = (record("ferry", "2018-09"), record("toll", "2025"))


def test_a_silent_person_is_told_with_what_is_here_and_what_it_is_silent_on() -> None:
    assert absence("ash", RECORDS, Filter(), ("Skerrow",)) == Absence(
        person="Ann Ash",
        articles=2,
        first=PublicationDate("2018-09"),
        last=PublicationDate("2025"),
        text="Ann Ash: 2 articles here (September 2018 to 2025), nothing on Skerrow.",
    )


@pytest.mark.parametrize(
    ("records", "since", "text"),
    [
        (RECORDS[:1], None, "Ann Ash: 1 article here (September 2018), nothing on this."),
        (
            (record("ferry", "2018", "opening"),),
            None,
            "Ann Ash: 1 article here (2018), nothing on this in the part available here.",
        ),
        (RECORDS[:1], "2020", "Ann Ash: 1 article here (September 2018), outside the other filters."),
    ],
)
def test_silence_is_worded_by_its_cause(records: tuple[Record, ...], since: str | None, text: str) -> None:
    assert absence("Ash", records, resolve(Scope(since=since), records)).text == text


def test_those_whom_no_name_means_are_unheard() -> None:
    assert unheard(("Ash", "Birk"), ("Ann Ash", "Cy Cole")) == ("Birk",)


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("Anne Ash", "No author or speaker named 'Anne Ash' is in these articles; did you mean Ann Ash?"),
        ("Quell", "No author or speaker named 'Quell' is in these articles."),
        ("", "No author or speaker named '' is in these articles."),
    ],
)
def test_an_unknown_name_is_met_with_those_spelt_nearly_like_it(asked: str, text: str) -> None:
    assert suggestion(asked, RECORDS) == text
