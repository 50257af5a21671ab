"""The right articles, and many voices."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from eval.judgements import judged_by_hand
from eval.scoring.score import NOTHING, Score
from tests.eval.scoring.invented import (
    CHEAPER,
    EITHER,
    FEARED,
    KEPT,
    SILENT,
    answer,
    case,
    declined,
    score,
    view,
)

ASKED = case(articles=("ash", "joint"), also_relevant=("talk",))
TALK = view("talk", "The ferry has no future", "Dag Dúrich")
LEAFLET = view("leaflet", "Save the ferry!", None)
OF_ANSWERABLE = (
    "coverage",
    "coverage_with_more",
    "precision",
    "bearing",
    "viewpoints",
    "passage_at_hand",
    "balance",
)


def test_all_expected_articles_and_no_other_are_shown() -> None:
    given = answer(KEPT, FEARED, CHEAPER, TALK)
    assert [score(name, ASKED, given) for name in ("coverage", "precision")] == [Score(1.0), Score(1.0)]
    assert score("viewpoints", ASKED, given) == Score(4.0)


def test_what_is_missing_and_what_is_not_expected_is_named() -> None:
    given = answer(KEPT, LEAFLET)
    assert score("coverage", ASKED, given) == Score(0.5, "missing: joint")
    assert score("precision", ASKED, given) == Score(0.5, "not expected: leaflet")


def test_precision_counts_viewpoints_and_names_an_article_once() -> None:
    given = answer(KEPT, LEAFLET, replace(LEAFLET, speaker="doctor"))
    assert score("precision", ASKED, given) == Score(1 / 3, "not expected: leaflet")


def test_a_wrong_decline_shows_nothing_and_may_have_the_passage_at_hand() -> None:
    assert score("coverage", ASKED, declined()) == Score(0.0, "missing: ash, joint")
    assert [score(name, ASKED, declined()) for name in ("precision", "viewpoints")] == [NOTHING, NOTHING]
    assert [
        score("passage_at_hand", ASKED, declined(nearest=near)) for near in ((TALK,), (LEAFLET,), ())
    ] == [
        Score(1.0),
        Score(0.0, "the nearest passages are of: leaflet"),
        Score(0.0, "the nearest passages are of: nothing"),
    ]


def test_of_more_articles_than_are_shown_at_once_six_are_all_that_can_be_shown() -> None:
    names = tuple(f"a{number}" for number in range(8))
    views = [replace(KEPT, record=replace(KEPT.record, article_id=name)) for name in names]
    asked = case(articles=names)
    assert score("coverage", asked, answer(*views[:3])).value == 3 / 6
    assert score("coverage", asked, answer(*views[:6])) == Score(1.0)


def test_with_more_the_articles_shown_on_request_count_too() -> None:
    given = answer(KEPT)
    assert score("coverage_with_more", ASKED, given, further=("leaflet",)) == Score(0.5, "missing: joint")
    assert score("coverage_with_more", ASKED, given, further=("joint",)) == Score(1.0)
    assert score("coverage", ASKED, given, further=("joint",)).value == 0.5


@pytest.mark.parametrize("name", OF_ANSWERABLE)
def test_cases_to_be_declined_or_open_to_both_say_nothing_of_articles(name: str) -> None:
    given = answer(KEPT, CHEAPER)
    assert [score(name, asked, given) for asked in (SILENT, EITHER)] == [NOTHING, NOTHING]


def test_views_judged_by_hand_to_bear_on_the_question_count() -> None:
    judged_id, articles = next(iter(judged_by_hand().items()))
    article, judged = next((name, each) for name, each in articles.items() if each.answers and each.bears)
    texts = [str(words) for words in (judged.answers[0], judged.bears[0])]
    one, other = (
        replace(
            KEPT,
            record=replace(KEPT.record, article_id=article),
            quotes=(replace(KEPT.quotes[0], text=text, start=0, end=len(text)),),
        )
        for text in texts
    )
    asked = replace(ASKED, id=judged_id)
    assert score("bearing", asked, answer(one, other, CHEAPER)).value == 2 / 3
    assert score("bearing", ASKED, answer(one)) == NOTHING


def balance(*articles: str, wanted: tuple[str, ...] = ("ash", "talk")) -> Score:
    shown = {"ash": KEPT, "joint": CHEAPER, "talk": TALK, "leaflet": LEAFLET}
    return score("balance", case(articles=wanted), answer(*(shown[name] for name in articles)))


def test_voices_heard_alike_are_in_balance() -> None:
    assert balance("ash", "talk") == Score(1.0)
    assert balance("ash", "ash", "talk", "talk").value == pytest.approx(1)


def test_one_voice_alone_where_two_are_expected_is_no_balance() -> None:
    assert balance("ash", "ash") == Score(0.0, "2 of 2 viewpoints are Ann Ash's")


def test_a_voice_with_most_of_the_places_costs_evenness() -> None:
    entropy = -(0.75 * math.log(0.75) + 0.25 * math.log(0.25))
    found = balance("ash", "ash", "ash", "talk", wanted=("ash", "talk"))
    assert (found.value, found.why) == (
        pytest.approx(entropy / math.log(2)),
        "3 of 4 viewpoints are Ann Ash's",
    )


def test_joint_authors_are_one_voice_and_an_unnamed_voice_is_one_of_its_own() -> None:
    assert balance("joint", "ash", wanted=("joint", "ash")) == Score(1.0)
    assert balance("joint", "joint").why == "2 of 2 viewpoints are Bo Birk and Cy Cole's"
    assert balance("joint", "joint", wanted=("joint",)) == NOTHING
    assert balance("leaflet", "ash") == Score(1.0)


def test_voices_that_were_expected_and_not_heard_count() -> None:
    found = balance("ash", "ash", "talk", "talk", wanted=("ash", "joint", "talk"))
    assert found.value == pytest.approx(math.log(2) / math.log(3))


@pytest.mark.parametrize(
    ("articles", "wanted"), [(("ash",), ("ash", "joint")), (("ash", "ash"), ("ash",)), ((), ("ash", "joint"))]
)
def test_one_view_or_one_voice_expected_says_nothing_of_balance(
    articles: tuple[str, ...], wanted: tuple[str, ...]
) -> None:
    assert balance(*articles, wanted=wanted) == NOTHING
