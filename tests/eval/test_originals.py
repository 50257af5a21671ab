"""The invented originals and their cases: that they hold what they are there for, and fit each other."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from assistant.articles import Article
from assistant.reading.folder import read_folder
from eval.cases import CATEGORIES, Case, ExpectedViewpoint, load

ROOT = Path(__file__).parents[2]
ORIGINALS = ROOT / "eval" / "originals"


@pytest.fixture(scope="module")
def articles() -> dict[str, Article]:
    return {article.id: article for article in read_folder(ORIGINALS).articles}


@pytest.fixture(scope="module")
def cases() -> tuple[Case, ...]:
    return load(ORIGINALS / "cases")


def spans(view: ExpectedViewpoint) -> list[str]:
    return [span for point in view.points for span in point.any_of]


def test_there_are_enough_cases_of_each_category(cases: tuple[Case, ...]) -> None:
    counts = Counter(case.category for case in cases)
    floors = {"speaker_vs_author": 15, "date_and_filter": 8, "follow_up": 8, "silence": 20}
    assert {name: counts[name] for name in CATEGORIES if counts[name] < floors.get(name, 5)} == {}


def test_both_halves_hold_cases_of_each_category(cases: tuple[Case, ...]) -> None:
    found = {(case.half, case.category) for case in cases}
    assert found == {(half, name) for half in ("open", "frozen") for name in CATEGORIES}
    assert Counter(case.half for case in cases) == {"frozen": 86, "open": 68}


def test_most_questions_of_speakers_name_a_view_that_the_writer_only_reports(cases: tuple[Case, ...]) -> None:
    traps = [c.id for c in cases if c.category == "speaker_vs_author" and c.expect.never_credited]
    assert len(traps) >= 25


def test_each_kind_of_silence_is_asked_for(cases: tuple[Case, ...]) -> None:
    silent = [case for case in cases if case.category == "silence"]
    kinds = Counter(reason for case in silent for reason in case.expect.reason)
    assert set(kinds) == {"not_covered", "person_silent", "filtered_out", "unknown_person"}
    assert Counter(case.expect.band for case in silent) == {"off_topic": 9, "unanswerable": 27}


def test_words_expected_of_someone_are_denied_to_him_in_no_other_case(cases: tuple[Case, ...]) -> None:
    denied = {
        (credit.article, credit.speaker, span)
        for case in cases
        for credit in case.expect.never_credited
        for span in credit.any_of
    }
    both = [
        (case.id, article, name, span)
        for case in cases
        for view in case.expect.viewpoints
        for wanted in spans(view)
        for article, name, span in denied
        if article == view.article and name in view.speakers and (span in wanted or wanted in span)
    ]
    assert both == []


def test_every_article_is_an_original_of_the_length_of_a_newspaper_article(
    articles: dict[str, Article],
) -> None:
    assert {name: len(article.text.split()) for name, article in articles.items()} == {
        name: pytest.approx(700, abs=200) for name in articles
    }
    assert {(article.record.form, article.record.coverage) for article in articles.values()} == {
        ("original", "whole")
    }


def test_only_what_is_left_out_on_purpose_is_missed_by_the_reading() -> None:
    folder = read_folder(ORIGINALS)
    assert folder.problems == ()
    assert {article.id: article.warnings for article in folder.articles if article.warnings} == {
        "achterberg-letter": ("The article is undated: the copy carries neither date nor issue number.",),
        "gate-leader-2021": ("The author is not named.",),
        "varnholm-2019": ("Of the date only the month is known (March 2019).",),
    }


@pytest.mark.parametrize(
    ("later", "earlier", "words"),
    [
        ("quillon-2022", "quillon-2017", "A town that cannot bear its own darkness is hiding from itself"),
        ("halloun-2021", "varnholm-2019", "should have to give a reason for itself, street by street"),
        ("halloun-2021", "varnholm-2019", "Nobody was ever lit into safety"),
        ("kittredge-2019", "renn-2019", "may find that a bed includes the gate"),
        ("tancred-h-2023", "renn-2019", "do you want to be here?"),
        ("oduya-2022", "fenwick-brae-2022", "Give them the Friday"),
        ("sool-report-2021", "thaw-2018", "would not put a price on a howl"),
    ],
)
def test_an_article_that_quotes_an_earlier_one_quotes_it_word_for_word(
    articles: dict[str, Article], later: str, earlier: str, words: str
) -> None:
    assert words in articles[later].text
    assert words in articles[earlier].text
    dates = [articles[name].record.date for name in (earlier, later)]
    assert dates[0] and dates[1] and dates[0] < dates[1]
