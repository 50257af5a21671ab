"""The stance under which a view is shown, beside the one that the case knows."""

from __future__ import annotations

from dataclasses import replace

from eval.scoring.score import NOTHING, Score
from tests.eval.scoring.invented import CHEAPER, KEPT, answer, case, declined, expected, score

FERRY = case(
    articles=("ash", "joint"),
    viewpoints=(
        expected("ash", "Ann Ash", stance="for"),
        expected("joint", "Bo Birk and Cy Cole", stance="against"),
    ),
)
FOR = tuple(replace(view, stance="for") for view in (KEPT, CHEAPER))
AGAINST = tuple(replace(view, stance="against") for view in (KEPT, CHEAPER))


def test_the_share_of_views_with_the_right_stance_counts() -> None:
    assert score("stance", FERRY, answer(FOR[0], AGAINST[1])) == Score(1.0)
    assert score("stance", FERRY, answer(FOR[0], FOR[1])) == Score(
        0.5, "Bo Birk and Cy Cole in joint shown as for instead of against"
    )


def test_without_stances_or_without_a_known_one_nothing_is_measured() -> None:
    unknown = case(articles=("ash",), viewpoints=(expected("ash", "Ann Ash"),))
    for asked, given in ((FERRY, answer(KEPT, CHEAPER)), (FERRY, declined()), (unknown, answer(FOR[0]))):
        assert score("stance", asked, given) == NOTHING


def test_a_view_left_without_a_stance_or_shown_as_somebody_elses_is_not_asked_for_one() -> None:
    other = replace(AGAINST[0], speaker="the mayor")
    assert score("stance", FERRY, answer(FOR[0], CHEAPER, other)) == Score(1.0)


def test_the_view_of_a_voice_that_nobody_names_has_its_stance_too() -> None:
    asked = case(articles=("ash",), viewpoints=(expected("ash", None, stance="mixed"),))
    unnamed = replace(FOR[0], speaker=None)
    assert score("stance", asked, answer(unnamed)) == Score(
        0.0, "nobody named in ash shown as for instead of mixed"
    )
