"""Key points: shown whole, in their article, vital or okay."""

from __future__ import annotations

from dataclasses import replace

from eval.cases import ExpectedViewpoint, Point
from eval.scoring.score import NOTHING, Score
from tests.eval.scoring.invented import FEARED, KEPT, answer, case, declined, expected, quote, score, view

ASKED = case(viewpoints=(expected("ash", "Ann Ash", "should be kept"), expected("ash", "mayor", "its cost")))


def test_every_point_that_a_quote_carries_is_recalled() -> None:
    assert score("point_recall", ASKED, answer(KEPT, FEARED)) == Score(1.0)


def test_a_point_that_is_not_shown_is_named() -> None:
    assert score("point_recall", ASKED, answer(KEPT)) == Score(0.5, "missing: ash: that its cost")


def test_a_declined_question_shows_no_point() -> None:
    missing = "missing: ash: that should be kept; ash: that its cost"
    assert score("point_recall", ASKED, declined(nearest=(KEPT,))) == Score(0.0, missing)


def test_a_case_without_points_says_nothing() -> None:
    assert score("point_recall", case(), answer(KEPT)) == NOTHING


def test_okay_points_count_only_in_the_recall_of_all() -> None:
    okay = Point(text="that it is loud", any_of=("its noise",), importance="okay")
    vital = Point(text="that it should stay", any_of=("should be kept",))
    asked = case(viewpoints=(ExpectedViewpoint(article="ash", speaker="Ann Ash", points=(vital, okay)),))
    assert score("point_recall", asked, answer(KEPT)) == Score(1.0)
    assert score("point_recall_all", asked, answer(KEPT)) == Score(0.5, "missing: ash: that it is loud")
    only = case(viewpoints=(ExpectedViewpoint(article="ash", speaker="Ann Ash", points=(okay,)),))
    assert (
        score("point_recall", only, answer(KEPT)),
        score("point_recall_all", only, answer(KEPT)).value,
    ) == (
        NOTHING,
        0.0,
    )


def test_one_of_several_wordings_is_enough() -> None:
    point = Point(text="that it stays", any_of=("not in any quote", "should be kept"))
    asked = case(viewpoints=(ExpectedViewpoint(article="ash", speaker="Ann Ash", points=(point,)),))
    assert score("point_recall", asked, answer(KEPT)) == Score(1.0)


def test_half_a_wording_is_not_the_point_nor_are_its_halves_in_two_quotes() -> None:
    halves = replace(KEPT, quotes=(quote("ash", "The ferry should"), quote("ash", "be kept.")))
    assert score("point_recall", ASKED, answer(halves)).value == 0.0


def test_an_elided_quote_carries_what_its_parts_hold_and_not_what_it_leaves_out() -> None:
    elided = replace(KEPT, quotes=(quote("ash", "The ferry should be kept.", "and the bakers its noise"),))
    assert score("point_recall", ASKED, answer(elided)) == Score(0.5, "missing: ash: that its cost")
    across = replace(KEPT, quotes=(quote("ash", "The ferry should", "be kept."),))
    assert score("point_recall", ASKED, answer(across)).value == 0.0


def test_the_words_count_only_in_their_own_article() -> None:
    elsewhere = replace(KEPT, record=view("joint", "A bridge", "Bo Birk").record)
    assert score("point_recall", ASKED, answer(elsewhere)).value == 0.0
