"""The cases of every suite: that they fit their articles, and what holds of all of them."""

from __future__ import annotations

from collections import Counter

import pytest

from eval.case_check import problems
from eval.cases import Case, load
from eval.scoring.library import library
from eval.suite import HELD_OUT, SUITES, Suite, cases_of

pytestmark = pytest.mark.parametrize("suite", SUITES, ids=[suite.name for suite in SUITES])


def spans(case: Case) -> set[tuple[str, str]]:
    """The words that a case expects or denies, each with its article."""
    expected = {(v.article, span) for v in case.expect.viewpoints for p in v.points for span in p.any_of}
    return expected | {(n.article, span) for n in case.expect.never_credited for span in n.any_of}


def test_the_cases_fit_the_articles(suite: Suite) -> None:
    assert problems(load(suite.cases), suite.documents) == ()


def test_no_case_shares_its_id_with_another(suite: Suite) -> None:
    ids = Counter(each.case.id for each in cases_of(SUITES))
    assert [case.id for case in load(suite.cases) if ids[case.id] > 1] == []


def test_no_question_is_asked_twice(suite: Suite) -> None:
    asked = Counter((*case.conversation, case.question, case.filters) for case in load(suite.cases))
    assert [question for question, times in asked.items() if times > 1] == []


def test_an_unanswerable_case_says_why(suite: Suite) -> None:
    cases = load(suite.cases)
    assert [case.id for case in cases if case.expect.band == "unanswerable" and not case.note] == []


def test_every_article_is_expected_by_some_case(suite: Suite) -> None:
    if suite.name != HELD_OUT:
        expected = {name for case in load(suite.cases) for name in case.expect.articles}
        assert set(library(suite.documents)) - expected == set()


def test_a_span_stands_once_in_its_article(suite: Suite) -> None:
    if suite.documents.name != "documents":
        articles = library(suite.documents)
        found = {each: articles[each[0]].text.count(each[1]) for c in load(suite.cases) for each in spans(c)}
        assert {key: times for key, times in found.items() if times != 1} == {}
