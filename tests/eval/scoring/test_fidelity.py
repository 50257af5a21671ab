"""What is shown beside what the files say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answers import Quote
from assistant.articles import Record
from assistant.dates import PublicationDate
from eval.scoring.score import NOTHING, Score
from tests.eval.scoring.invented import FEARED, KEPT, answer, case, declined, quote, record, score, view

RECORDS = ("author", "date", "publication")
ALL = (*RECORDS, "quote_fidelity")
TALK = view("talk", "The ferry has no future", "Dag Dúrich")
LEAFLET = view("leaflet", "Save the ferry!", None)


@pytest.mark.parametrize("name", ALL)
def test_what_the_files_say_is_right_shown_or_nearest(name: str) -> None:
    assert score(name, case(), answer(KEPT, FEARED, TALK, LEAFLET)) == Score(1.0)
    assert score(name, case(), declined(nearest=(KEPT,))) == Score(1.0)


@pytest.mark.parametrize("name", ALL)
def test_where_nothing_is_shown_there_is_nothing_to_check(name: str) -> None:
    assert score(name, case(), declined()) == NOTHING


@pytest.mark.parametrize(
    ("wrong", "at_fault", "why"),
    [
        (replace(record("ash"), authors=("Bo Birk",)), "author", "ash shown as article by Bo Birk"),
        (replace(record("ash"), authors=()), "author", "ash shown as article by nobody named"),
        (replace(record("ash"), speakers=("Bo Birk",)), "author", "ash shown as article by Bo Birk, Ann Ash"),
        (replace(record("ash"), kind="report"), "author", "ash shown as report by Ann Ash"),
        (
            replace(record("ash"), date=PublicationDate("2019-09")),
            "date",
            "ash shown as September 2019",
        ),
        (
            replace(record("ash"), date=PublicationDate("2018-09-01")),
            "date",
            "ash shown as 1 September 2018",
        ),
        (replace(record("ash"), date=None), "date", "ash shown as undated"),
        (replace(record("ash"), publication="The Tide"), "publication", "ash shown as The Tide"),
        (replace(record("ash"), publication=None), "publication", "ash shown as no publication"),
    ],
)
def test_a_wrong_fact_shows_in_its_own_measure_alone(wrong: Record, at_fault: str, why: str) -> None:
    given = answer(replace(KEPT, record=wrong), TALK)
    assert {name: score(name, case(), given) for name in ALL} == {
        name: Score(0.5, why) if name == at_fault else Score(1.0) for name in ALL
    }


@pytest.mark.parametrize("name", ALL)
def test_all_is_wrong_of_an_article_that_no_file_holds(name: str) -> None:
    unknown = replace(KEPT, record=replace(KEPT.record, article_id="gone"))
    assert score(name, case(), answer(unknown)).value == 0.0


ELIDED = quote("ash", "The ferry should", "be kept.")


@pytest.mark.parametrize(
    "right",
    [
        quote("ash", "The ferry should be kept."),
        ELIDED,
        replace(quote("ash", "be kept."), context="The mayor fears\n its cost"),
    ],
)
def test_a_quote_that_stands_where_it_says_is_found(right: Quote) -> None:
    assert score("quote_fidelity", case(), answer(replace(KEPT, quotes=(right,)))) == Score(1.0)


VERBATIM = quote("ash", "The ferry should be kept.")


@pytest.mark.parametrize(
    "wrong",
    [
        replace(VERBATIM, text="The ferry should be kent."),
        replace(VERBATIM, text="the ferry should be kept."),
        replace(VERBATIM, start=1, end=26),
        replace(VERBATIM, end=24),
        replace(VERBATIM, text="", start=5, end=5),
        replace(VERBATIM, text=" noise.", start=-7, end=-1),
        replace(VERBATIM, end=10_000),
        replace(VERBATIM, verdict="elided"),
        replace(VERBATIM, context="The mayor loves its cost"),
        replace(ELIDED, parts=()),
        replace(ELIDED, parts=((0, 16), (16, 24))),
        replace(ELIDED, parts=((17, 25), (0, 16))),
        replace(ELIDED, parts=((0, 20), (17, 25))),
        replace(ELIDED, parts=((0, 16), (20, 20), (17, 25))),
    ],
)
def test_one_letter_or_offset_that_is_wrong_is_found_out(wrong: Quote) -> None:
    given = answer(replace(KEPT, quotes=(VERBATIM, wrong)))
    assert score("quote_fidelity", case(), given) == Score(0.5, "not in the file as quoted: ash [1]")


def test_the_words_of_another_article_are_not_those_of_this_one() -> None:
    moved = replace(KEPT, record=record("joint"))
    assert score("quote_fidelity", case(), answer(moved)).value == 0.0
