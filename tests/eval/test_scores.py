"""Each score, on answers made by hand over invented articles."""

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.dates import PublicationDate
from assistant.types import Answer, Quote, Record, Viewpoint
from eval.case_check import Source, sources
from eval.cases import Case, Expectation, ExpectedViewpoint, FalseCredit, Point
from eval.scores import Scores, means, scored

FILE = """---
title: The Ferry
authors: [Ann Ash]
date: 2018-09
---

The ferry should be kept. The mayor fears its cost.
"""
ASH = Record(article_id="ash", title="The Ferry", authors=("Ann Ash",), date=PublicationDate("2018-09"))
OWN = Quote(citation=1, text="The ferry should be kept.", start=0, end=25)
REPORTED = Quote(citation=2, text="The mayor fears its cost.", start=26, end=51)
KEPT = Viewpoint(record=ASH, speaker="Ann Ash", reported=False, quotes=(OWN,))
FEARED = Viewpoint(record=ASH, speaker="the mayor", reported=True, quotes=(REPORTED,))
CASE = Case(
    id="ferry",
    question="Should the ferry be kept?",
    category="factual",
    expect=Expectation(
        answered=True,
        articles=("ash", "birk"),
        viewpoints=(
            ExpectedViewpoint(
                article="ash",
                speaker="Ann Ash",
                points=(Point(text="It should.", any_of=("should be kept",)),),
            ),
            ExpectedViewpoint(
                article="ash", speaker="mayor", points=(Point(text="It costs.", any_of=("its cost",)),)
            ),
        ),
        never_credited=(FalseCredit(speaker="Ann Ash", article="ash", any_of=("fears its cost",)),),
    ),
)
GOOD = Answer(
    question=CASE.question, standalone_question=CASE.question, answered=True, viewpoints=(KEPT, FEARED)
)
DECLINED = Answer(question="", standalone_question="", answered=False, reason="not_covered")


@pytest.fixture
def articles(tmp_path: Path) -> dict[str, Source]:
    (tmp_path / "ash.md").write_text(FILE, encoding="utf-8")
    return sources(tmp_path)


def test_a_good_answer_has_good_scores(articles: dict[str, Source]) -> None:
    assert scored(CASE, GOOD, articles) == Scores(
        declined=0.0,
        passage_at_hand=None,
        coverage=0.5,
        precision=1.0,
        bearing=None,
        viewpoints=2.0,
        points=1.0,
        speaker=1.0,
        credited_falsely=0.0,
        right_person=None,
        resolved=None,
        as_recorded=1.0,
    )


def test_a_reported_view_under_the_authors_name_is_a_false_credit_and_a_wrong_speaker(
    articles: dict[str, Source],
) -> None:
    wrong = replace(GOOD, viewpoints=(KEPT, replace(FEARED, speaker="Ann Ash", reported=False)))
    found = scored(CASE, wrong, articles)
    assert (found.credited_falsely, found.speaker, found.points) == (1.0, 0.5, 1.0)


@pytest.mark.parametrize(
    "changed",
    [
        replace(KEPT, record=replace(ASH, authors=("Bo Birk",))),
        replace(KEPT, record=replace(ASH, date=PublicationDate("2019-09"))),
        replace(KEPT, quotes=(replace(OWN, text="The ferry should be kent."),)),
        replace(KEPT, quotes=(replace(OWN, start=1, end=26),)),
    ],
)
def test_a_changed_name_date_or_word_shows(changed: Viewpoint, articles: dict[str, Source]) -> None:
    assert scored(CASE, replace(GOOD, viewpoints=(changed,)), articles).as_recorded == 0.0


def test_a_wrong_article_costs_precision_and_coverage(articles: dict[str, Source]) -> None:
    other = replace(KEPT, record=replace(ASH, article_id="cole"))
    found = scored(CASE, replace(GOOD, viewpoints=(KEPT, other)), articles)
    assert (found.precision, found.coverage, found.as_recorded) == (0.5, 0.5, 0.5)


def test_a_wrong_decline_counts_and_may_still_have_the_passage_at_hand(articles: dict[str, Source]) -> None:
    found = scored(CASE, DECLINED, articles)
    assert (found.declined, found.passage_at_hand, found.coverage, found.points) == (1.0, 0.0, 0.0, 0.0)
    assert scored(CASE, replace(DECLINED, nearest=(KEPT,)), articles).passage_at_hand == 1.0


def test_where_both_are_right_declining_is_not_scored(articles: dict[str, Source]) -> None:
    either = replace(CASE, expect=Expectation(answered="either"))
    found = scored(either, GOOD, articles)
    assert (found.declined, found.coverage, found.precision, found.viewpoints) == (None, None, None, None)


def test_a_follow_up_is_resolved_when_its_words_stand_in_the_question_and_the_person_is_shown(
    articles: dict[str, Source],
) -> None:
    view = ExpectedViewpoint(article="ash", speaker="Ann Ash")
    expect = Expectation(
        answered=True, articles=("ash",), viewpoints=(view,), standalone=(("Ash",), ("ferry", "boat"))
    )
    case = replace(CASE, conversation=("What does Ash say?",), expect=expect)
    resolved = replace(GOOD, standalone_question="What does Ann Ash say about the ferry?")
    of = [
        scored(case, answer, articles) for answer in (resolved, GOOD, replace(resolved, viewpoints=(FEARED,)))
    ]
    assert [(each.resolved, each.right_person) for each in of] == [(1.0, 1.0), (0.0, 0.0), (1.0, 0.0)]


def test_means_say_over_how_many_cases(articles: dict[str, Source]) -> None:
    found = means([scored(CASE, GOOD, articles), scored(CASE, DECLINED, articles)])
    assert (found["declined"], found["precision"], found["right_person"]) == ((0.5, 2), (1.0, 1), None)
