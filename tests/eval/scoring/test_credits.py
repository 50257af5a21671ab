"""Who is credited with what: the right speaker, and the headline error."""

from __future__ import annotations

from dataclasses import replace

import pytest

from eval.scoring.score import NOTHING, Score
from tests.eval.scoring.invented import (
    CHEAPER,
    FEARED,
    KEPT,
    answer,
    case,
    declined,
    expected,
    never,
    quote,
    score,
    view,
)

ASKED = case(
    viewpoints=(expected("ash", "Ann Ash", "should be kept"), expected("ash", "mayor", "its cost")),
    never_credited=(never("Ann Ash", "ash", "fears its cost"),),
)
MISCREDITED = replace(FEARED, speaker="Ann Ash")


def test_each_view_under_its_own_name_is_no_false_credit() -> None:
    assert score("false_credit", ASKED, answer(KEPT, FEARED)) == Score(0.0, weight=2)
    assert score("speaker", ASKED, answer(KEPT, FEARED)) == Score(1.0)


def test_a_reported_view_under_the_authors_name_is_one() -> None:
    given = answer(KEPT, MISCREDITED)
    why = "credited to Ann Ash: 'The mayor fears its cost'"
    assert score("false_credit", ASKED, given) == Score(0.5, why, weight=2)
    assert score("speaker", ASKED, given) == Score(0.5, "mayor shown as Ann Ash")


def test_an_expected_point_under_any_other_name_is_one_whether_or_not_a_case_forbids_it() -> None:
    given = answer(replace(KEPT, speaker="Bo Birk"))
    why = "credited to Bo Birk: 'The ferry should be kept.'"
    assert score("false_credit", ASKED, given) == Score(1.0, why, weight=1)


def test_who_is_not_named_is_credited_with_nothing_and_is_not_the_right_speaker() -> None:
    given = answer(replace(FEARED, speaker=None))
    assert score("false_credit", ASKED, given) == NOTHING
    assert score("speaker", ASKED, given) == Score(0.0, "mayor shown as nobody named")


def test_a_view_shown_twice_is_falsely_credited_once_and_yet_shown_under_its_speaker() -> None:
    given = answer(FEARED, MISCREDITED, MISCREDITED)
    assert score("false_credit", ASKED, given) == Score(
        0.5, "credited to Ann Ash: 'The mayor fears its cost'", weight=2
    )
    assert score("speaker", ASKED, given) == Score(1.0)


def test_words_of_which_a_case_says_nothing_are_not_checked() -> None:
    assert score("false_credit", ASKED, answer(CHEAPER)) == NOTHING
    assert score("false_credit", case(), answer(KEPT, FEARED)) == NOTHING
    assert score("speaker", ASKED, answer(CHEAPER)) == NOTHING


def test_the_same_words_of_another_article_are_not_checked() -> None:
    other = replace(MISCREDITED, record=CHEAPER.record)
    assert score("false_credit", ASKED, answer(other)) == NOTHING


def test_half_the_words_are_not_the_view() -> None:
    half = replace(FEARED, speaker="Ann Ash", quotes=(quote("ash", "The mayor fears its"),))
    trap = case(never_credited=(never("Ann Ash", "ash", "fears its cost"),))
    assert score("false_credit", trap, answer(half)) == NOTHING


def test_words_that_an_elided_quote_leaves_out_are_not_shown() -> None:
    around = replace(KEPT, quotes=(quote("ash", "The ferry should be kept.", "and the bakers"),))
    assert score("false_credit", ASKED, answer(around)) == Score(0.0, weight=1)
    within = replace(KEPT, quotes=(quote("ash", "The ferry", "The mayor fears its cost"),))
    why = "credited to Ann Ash: 'The ferry … The mayor fears its cost'"
    assert score("false_credit", ASKED, answer(within)) == Score(1.0, why, weight=1)


def test_nearest_passages_are_shown_under_names_too() -> None:
    assert score("false_credit", ASKED, declined(nearest=(MISCREDITED,))).value == 1.0


@pytest.mark.parametrize(
    "name", ["Ash", "ANN ASH", "Ann B. Ash", "Ann Ash and Bo Birk", "Bo Birk and Ann Ash"]
)
def test_a_forbidden_name_is_found_in_every_form(name: str) -> None:
    trap = case(never_credited=(never("Ann Ash", "ash", "fears its cost"),))
    assert score("false_credit", trap, answer(replace(FEARED, speaker=name))).value == 1.0


@pytest.mark.parametrize("name", ["the mayor", "Mayor", "her mayor", "The town hall"])
def test_every_acceptable_name_is_right(name: str) -> None:
    asked = case(viewpoints=(expected("ash", "mayor", "its cost", also_named=("town hall",)),))
    given = answer(replace(FEARED, speaker=name))
    assert (score("false_credit", asked, given).value, score("speaker", asked, given).value) == (0.0, 1.0)


@pytest.mark.parametrize(
    ("name", "false", "right"),
    [
        ("Bo Birk and Cy Cole", 0.0, 1.0),
        ("Cole and Birk", 0.0, 1.0),
        ("Bo Birk", 0.0, 0.0),
        ("Bo Birk and Ann Ash", 1.0, 0.0),
        ("Bo Birk, Cy Cole and Ann Ash", 1.0, 0.0),
    ],
)
def test_one_of_two_authors_holds_the_view_but_is_not_its_whole_speaker(
    name: str, false: float, right: float
) -> None:
    asked = case(viewpoints=(expected("joint", "Bo Birk and Cy Cole", "would be cheaper"),))
    given = answer(replace(CHEAPER, speaker=name))
    assert (score("false_credit", asked, given).value, score("speaker", asked, given).value) == (false, right)


def test_a_quote_that_holds_the_words_of_two_is_right_only_where_both_may_be_named() -> None:
    words = "The mayor fears its cost, and the bakers its noise."
    asked = case(viewpoints=(expected("ash", "mayor", "its cost"), expected("ash", "bakers", "its noise")))
    assert score("false_credit", asked, answer(view("ash", words, "mayor"))).value == 1.0
    both = case(viewpoints=(expected("ash", "mayor", "fears its"), expected("ash", "bakers", "fears its")))
    assert score("false_credit", both, answer(view("ash", words, "bakers"))).value == 0.0


@pytest.mark.parametrize(
    ("name", "false", "right"),
    [(None, None, Score(1.0)), ("Ann Ash", 1.0, Score(0.0, "nobody named shown as Ann Ash"))],
)
def test_the_words_of_an_article_without_author_belong_to_nobody_named(
    name: str | None, false: float | None, right: Score
) -> None:
    asked = case(viewpoints=(expected("leaflet", None, "Save the ferry"),))
    given = answer(view("leaflet", "Save the ferry!", name))
    assert (score("false_credit", asked, given).value, score("speaker", asked, given)) == (false, right)


def test_long_words_are_cut_for_the_reader() -> None:
    words = "The ferry should be kept. The mayor fears its cost, and the bakers its noise."
    given = answer(view("ash", words, "Bo Birk"))
    assert score("false_credit", ASKED, given).why == (
        "credited to Bo Birk: 'The ferry should be kept. The mayor fears its cost, and the …'"
    )
