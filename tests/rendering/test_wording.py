import dataclasses

import pytest

from assistant.dates import PublicationDate
from assistant.rendering.wording import (
    decline_line,
    engine_line,
    extent_line,
    labels,
    quoted,
    scope_line,
    searched_lines,
    source_line,
)
from assistant.types import Answer, Extent, Record, Scope, Viewpoint

ARTICLES = Extent(53, 48, PublicationDate("2017-04-25"), PublicationDate("2025-12-24"))
ASH = Record(article_id="ash", title="The Ferry", authors=("Ann Ash",), publication="Tide")
LODGE = Record(
    article_id="lodge", title="Talk", kind="interview", authors=("Bo Birk",), speakers=("Cy Cole",)
)
DECLINED = Answer(question="Why?", standalone_question="Why?", answered=False, reason="not_covered")
NEAREST = Viewpoint(record=ASH, speaker="Ann Ash", reported=False, quotes=())


@pytest.mark.parametrize(
    ("extent", "line"),
    [
        (ARTICLES, "Searched 53 articles by 48 voices, 25 April 2017 to 24 December 2025."),
        (Extent(1, 0), "Searched 1 article."),
        (
            Extent(2, 1, PublicationDate("2018"), PublicationDate("2018")),
            "Searched 2 articles by 1 voice, 2018.",
        ),
        (Extent(), "No article lies within these filters."),
    ],
)
def test_the_extent_of_a_search_is_one_sentence(extent, line):
    assert extent_line(extent) == line


def test_filters_are_named_in_the_order_people_publications_dates():
    scope = Scope(people=("Ann Ash", "Cy Cole"), publications=("Tide",), since="2018", until="2020-06")
    assert scope_line(scope) == "Ann Ash and Cy Cole; Tide; since 2018; until 2020-06"
    assert scope_line(Scope()) is None


def test_a_declined_question_leads_over_to_the_nearest_passages_where_there_are_some():
    assert decline_line(DECLINED) == "No article here answers this directly."
    assert (
        decline_line(dataclasses.replace(DECLINED, nearest=(NEAREST,)))
        == "No article here answers this directly. The nearest passages:"
    )
    assert decline_line(dataclasses.replace(DECLINED, answered=True, reason=None)) == ""


def test_what_was_searched_says_whose_filters_and_how_the_question_was_understood():
    answer = Answer(
        question="And in 2025?",
        standalone_question="What did Ann Ash write in 2025?",
        answered=True,
        scope=Scope(publications=("Tide",)),
        understood=Scope(people=("Ann Ash",), since="2025", until="2025"),
        searched=Extent(2, 1),
        summary="Ash is for it [1].",
    )
    assert searched_lines(answer) == (
        "Searched 2 articles by 1 voice.",
        "Your filters: Tide.",
        "Taken from the question: Ann Ash; since 2025; until 2025.",
        "Understood as: What did Ann Ash write in 2025?",
    )
    assert engine_line(answer) == "Worded by a language model; the quoted passages are the articles' own."
    assert engine_line(DECLINED) == ""
    assert searched_lines(dataclasses.replace(DECLINED, reason="empty_index")) == ()


def test_only_an_authors_own_words_stand_in_quotation_marks():
    digest = dataclasses.replace(ASH, form="digest", coverage="opening")
    assert quoted("Keep the boat.", ASH) == "“Keep the boat.”"
    assert quoted("Ash would keep the boat.", digest) == "Ash would keep the boat."
    assert labels(digest) == (
        "summary, not the author's words",
        "only the opening of the article is available here",
    )
    assert labels(ASH) == ()


def test_a_source_names_the_voice_and_whoever_stands_between():
    assert source_line(ASH) == "“The Ferry”, Ann Ash (Tide, undated)"
    assert source_line(LODGE) == "“Talk”, Cy Cole, interviewed by Bo Birk (publication not named, undated)"
