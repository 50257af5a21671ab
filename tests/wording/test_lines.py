import dataclasses

import pytest

from assistant.answers import Absence, Answer, Quote, Viewpoint
from assistant.articles import Record
from assistant.dates import PublicationDate
from assistant.scopes import Extent, Scope
from assistant.wording.lines import (
    asides,
    bearing_line,
    context_line,
    counted_line,
    decline_lines,
    engine_line,
    extent_line,
    labels,
    quoted,
    searched_lines,
    source_line,
)

ARTICLES = Extent(53, 48, PublicationDate("2017-04-25"), PublicationDate("2025-12-24"))
ASH = Record(article_id="ash", title="The Ferry", authors=("Ann Ash",), publication="Tide")
LODGE = Record(
    article_id="lodge", title="Talk", kind="interview", authors=("Bo Birk",), speakers=("Cy Cole",)
)
DECLINED = Answer(question="Why?", standalone_question="Why?", answered=False, reason="not_covered")
BIRK = Absence(
    person="Bo Birk", articles=1, first=None, last=None, text="Bo Birk: 1 article here, none on this."
)
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


def test_a_declined_question_leads_over_to_the_nearest_passages_where_there_are_some():
    assert decline_lines(DECLINED) == ("No article here answers this directly.",)
    near = dataclasses.replace(DECLINED, nearest=(NEAREST,))
    assert decline_lines(near) == ("No article here answers this directly. The nearest passages:",)
    assert decline_lines(dataclasses.replace(DECLINED, answered=True, reason=None)) == ()


@pytest.mark.parametrize(
    ("reason", "line"),
    [
        ("empty_question", "There is no question here."),
        ("empty_index", "There are no articles here yet, so there is nothing to answer from."),
        ("unknown_person", "Nobody of that name writes or speaks in these articles."),
        ("person_silent", "Nothing here on this from the person asked about."),
        ("filtered_out", "Nothing within these filters answers this; without them there is an answer."),
        ("not_covered", "No article here answers this directly."),
    ],
)
def test_every_reason_has_its_words(reason, line):
    assert decline_lines(dataclasses.replace(DECLINED, reason=reason)) == (line,)


def test_who_is_silent_and_what_is_known_of_it_come_before_the_nearest_passages_of_a_declined_question():
    silent = dataclasses.replace(
        DECLINED, reason="person_silent", nearest=(NEAREST,), absences=(BIRK,), notes=("A note.",)
    )
    assert decline_lines(silent) == (
        "Nothing here on this from the person asked about.",
        "Bo Birk: 1 article here, none on this.",
        "A note.",
        "The nearest passages:",
    )
    assert asides(silent) == ((), ())
    both = dataclasses.replace(silent, absences=(BIRK, BIRK), notes=(), nearest=())
    assert decline_lines(both)[0] == "Nothing here on this from the people asked about."


def test_who_is_silent_and_the_notes_are_told_beside_an_answer():
    answer = dataclasses.replace(
        DECLINED, answered=True, reason=None, absences=(BIRK,), notes=("A note.", "Another.")
    )
    assert asides(answer) == (
        ("Bo Birk: 1 article here, none on this.",),
        ("A note.", "Another."),
    )


def test_the_articles_that_bear_on_the_question_are_counted_and_those_shown():
    other = dataclasses.replace(NEAREST, speaker="realists", reported=True)
    interview = dataclasses.replace(NEAREST, record=LODGE, speaker="Cy Cole")
    answer = dataclasses.replace(DECLINED, answered=True, reason=None, viewpoints=(NEAREST, other, interview))
    assert counted_line(answer) == "2 articles bear on this."
    more = dataclasses.replace(answer, more=3)
    assert counted_line(more) == "5 articles bear on this; 2 are shown."
    last = dataclasses.replace(answer, shown_before=("a", "b", "c"))
    assert counted_line(last) == "5 articles bear on this; 3 were shown before, 2 are shown here."
    assert counted_line(dataclasses.replace(last, viewpoints=())) == (
        "3 articles bear on this; 3 were shown before."
    )
    assert counted_line(DECLINED) == ""
    assert bearing_line(12) == "12 articles bear on this."


def test_the_sentence_before_a_quote_is_said_to_be_no_part_of_it():
    quote = Quote(citation=7, text="He rows.", start=20, end=28)
    assert context_line(quote) == ""
    assert (
        context_line(dataclasses.replace(quote, context="Cole has a boat."))
        == "(The sentence before [7]: Cole has a boat.)"
    )


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
        "Understood as: What did Ann Ash write in 2025?",
        "Filters read from the question: Ann Ash; 2025.",
    )
    assert searched_lines(answer, undo="--literal asks without")[-1] == (
        "Filters read from the question: Ann Ash; 2025 (--literal asks without)."
    )
    assert searched_lines(dataclasses.replace(answer, understood=Scope()), undo="-", literal=True)[-2:] == (
        "Understood as: What did Ann Ash write in 2025?",
        "Asked literally: nothing in the question was read as a filter.",
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
        "only the opening is available here",
    )
    assert labels(ASH) == ()


def test_a_source_names_the_voice_and_whoever_stands_between():
    assert source_line(ASH) == "“The Ferry”, Ann Ash (Tide, undated)"
    assert source_line(LODGE) == "“Talk”, Cy Cole, interviewed by Bo Birk (publication not named, undated)"
