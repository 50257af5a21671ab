"""Follow-ups in many wordings, and what a conversation holds beside its questions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answers import Answer, Quote, Turn, Viewpoint
from assistant.articles import Record
from assistant.names import folded
from assistant.question import Query, understand
from assistant.scopes import Scope
from tests.question.conversations import (
    BIRK,
    DAM,
    HERALD,
    IN_2018,
    MARROW,
    QUELL,
    RECORDS,
    TALKS,
    WHO,
    Talk,
    record,
)

FLOOR = 0.95
"""Least share of the wordings that are understood; no single one is worth a rule."""


def turn(question: str, *records: Record, alone: Query | None = None) -> Turn:
    quote = Quote(citation=1, text="The dam will drown the marsh.", start=0, end=29)
    views = tuple(
        Viewpoint(record=found, speaker=found.voice, reported=False, quotes=(quote,)) for found in records
    )
    answer = Answer(
        question=question,
        standalone_question=alone.standalone_question if alone else question,
        answered=bool(views),
        understood=alone.scope if alone else Scope(),
        viewpoints=views,
    )
    return Turn(question=question, answer=answer)


def history(*questions: str) -> tuple[Turn, ...]:
    """Questions answered with all that the people they ask for have here."""
    turns: tuple[Turn, ...] = ()
    for question in questions:
        found = understand(question, turns, RECORDS)
        own = [record for record in RECORDS if set(record.people) & set(found.scope.people)]
        turns += (turn(question, *own, alone=found),)
    return turns


def is_understood(talk: Talk) -> bool:
    found = understand(talk.question, history(*talk.turns), RECORDS)
    alone = folded(found.standalone_question)
    right = (found.scope, set(found.excluded)) == (talk.scope, set(talk.excluded))
    return right and all(folded(word) in alone for word in talk.holds)


def test_follow_ups_are_understood_in_most_wordings() -> None:
    missed = {kind: [talk for talk in talks if not is_understood(talk)] for kind, talks in TALKS.items()}

    rate = 1 - sum(map(len, missed.values())) / sum(map(len, TALKS.values()))
    assert rate >= FLOOR, missed


@pytest.mark.parametrize("talk", TALKS["a full question takes nothing"], ids=lambda talk: talk.question)
def test_a_full_question_is_left_as_it_is(talk: Talk) -> None:
    found = understand(talk.question, history(*talk.turns), RECORDS)

    assert talk.question.endswith(found.standalone_question)


def test_words_put_into_a_slot_of_the_last_question_give_a_readable_question() -> None:
    asked = {
        "And Quell?": "What does Greta Quell say about the dam?",
        "And Marrow and Quell?": "What do Ottoline Marrow and Greta Quell say about the dam?",
        "And since 2020?": "What does Birk say about the dam since 2020?",
        "And the ferry?": "What does Birk say about the ferry?",
        "Why does he fear it?": "Why does George Birk fear the dam?",
        "Does Quell agree?": "Does Quell agree about the dam?",
        "Why?": "Why? (What does Birk say about the dam?)",
    }

    found = {question: understand(question, history(*DAM), RECORDS) for question in asked}

    assert {question: query.standalone_question for question, query in found.items()} == asked


@pytest.mark.parametrize(
    ("first", "follow_up", "expected"),
    [
        ("Does Birk fear it?", "And Marrow and Quell?", "Do Ottoline Marrow and Greta Quell fear it?"),
        ("Do Birk and Quell fear the dam?", "And Marrow?", "Does Ottoline Marrow fear the dam?"),
        ("What does Birk say about Cannes?", "And Nice?", "What does Birk say about Nice?"),
    ],
)
def test_names_put_into_a_slot_of_the_last_question_keep_their_capitals(
    first: str, follow_up: str, expected: str
) -> None:
    assert understand(follow_up, history(first), RECORDS).standalone_question == expected


def test_a_question_in_brackets_is_not_repeated_in_brackets() -> None:
    turns = history("Should Oyfar be drained?", "Why?", "And why not?")

    assert turns[-1].answer.standalone_question == "And why not? (Should Oyfar be drained?)"  # type: ignore[union-attr]


def test_turns_answered_in_plain_text_are_resolved_too() -> None:
    turns = (
        Turn(question="What does Birk say about the dam?", answer="Birk fears it."),
        Turn(question="And Quell?", answer="She does not."),
    )

    found = understand("Why does she think so?", turns, RECORDS)

    assert (found.scope, found.topic) == (Scope(people=(QUELL,)), "the dam?")


def test_some_of_those_answered_with_are_looked_for_in_their_articles_alone() -> None:
    before = turn("Which authors wrote about the dam?", RECORDS[0], RECORDS[2])

    found = understand("Which of them fear for the ferry?", (before,), RECORDS)

    assert found.articles == ("marrow", "birk")


@pytest.mark.parametrize(
    "question", ["Where did she write that?", "When was that?", "Does that article mention the toll?"]
)
def test_a_question_about_an_article_is_limited_to_those_shown(question: str) -> None:
    turns = (turn("What does Marrow say about the dam?", RECORDS[0], RECORDS[2]),)

    found = understand(question, turns, RECORDS)

    assert (found.articles, found.scope.people) == (("marrow",), (MARROW,))


def test_an_opinion_whose_matter_no_question_named_is_searched_by_the_words_quoted() -> None:
    turns = (turn("What did Marrow write in September 2018?", RECORDS[0]),)

    found = understand("Was she still of that opinion seven years later?", turns, RECORDS)

    assert (found.scope, found.topic) == (
        Scope(people=(MARROW,), since="2025", until="2025"),
        "The dam will drown the marsh.",
    )


def test_the_distance_is_counted_from_the_only_answer_where_no_question_named_a_time() -> None:
    turns = (turn("What does Marrow say about the dam?", RECORDS[0]),)

    assert understand("A year later?", turns, RECORDS).scope.since == "2019"


def test_a_filter_whose_words_are_swapped_is_dropped() -> None:
    turns = history("What did Birk say in the Oyfar Herald about the dam?")

    assert understand("And Marrow?", turns, RECORDS).scope == Scope(people=(MARROW,), publications=(HERALD,))


@pytest.mark.parametrize(
    ("asked", "then", "standalone"),
    [
        (
            "What did Birk say about the dam in 2018?",
            "And Greta Quell in 2022?",
            "What did Greta Quell say about the dam in 2022?",
        ),
        (
            "In 2018, what did Birk say in the Oyfar Herald about the dam?",
            "And Greta Quell in 2022?",
            "In 2022, what did Greta Quell say in the Oyfar Herald about the dam?",
        ),
        (
            "What was said about the dam in 2018?",
            "And Greta Quell in 2022?",
            "According to Greta Quell, what was said about the dam in 2022?",
        ),
    ],
)
def test_several_words_are_swapped_each_in_its_place(asked: str, then: str, standalone: str) -> None:
    assert understand(then, history(asked), RECORDS).standalone_question == standalone


def test_taken_literally_a_follow_up_has_no_filters_but_its_words() -> None:
    found = understand("And Quell?", history(*DAM), RECORDS, filters=False)

    assert (found.scope, found.standalone_question) == (Scope(), "What does Greta Quell say about the dam?")


@pytest.mark.parametrize("question", ["And Birk?", "Why?", "Which of them agree?", "Thanks!", ""])
def test_without_a_conversation_nothing_is_changed(question: str) -> None:
    assert understand(question, (), RECORDS).standalone_question == question


@given(
    st.lists(
        st.sampled_from(
            """What does Marrow Birk's Quell and or say think about on of in the Oyfar Herald 2018 since
            it he her their there this both others who , . ? ( )
            seven years later Which And back to again first""".split()
        ),
        max_size=12,
    )
)
def test_any_follow_up_has_filters_that_are_names_and_dates_of_the_records(words: list[str]) -> None:
    found = understand(" ".join(words), history(*DAM, "And Quell?"), RECORDS)

    assert set(found.scope.people) <= {BIRK, MARROW, QUELL}
    assert bool(found.standalone_question.strip()) == (bool(found.topic.strip()) or found.everything)
    assert not set(found.excluded) & set(found.scope.people)


def test_where_or_when_something_was_said_is_told_by_the_record_of_what_was_shown() -> None:
    shown = next(record for record in RECORDS if record.article_id == "birk")
    asked = turn(DAM[0], shown, alone=understand(DAM[0], (), RECORDS))

    found = understand("Which newspaper was that in?", (asked,), RECORDS)

    assert (found.scope.people, found.articles, found.topic) == ((BIRK,), ("birk",), "")


def test_the_opinion_of_somebody_is_asked_of_that_person() -> None:
    found = understand("What is the opinion of Birk on the dam?", (), RECORDS)

    assert found.scope == Scope(people=(BIRK,))


def test_afterwards_is_not_counted_from_the_day_of_an_article_shown() -> None:
    shown = next(record for record in RECORDS if record.article_id == "birk")
    asked = turn("Why was the mill closed?", shown)

    found = understand("What did Birk do afterwards?", (asked,), RECORDS)

    assert (found.scope.since, found.scope.until) == (None, None)


def test_a_month_without_a_year_is_of_the_year_that_was_asked_for() -> None:
    found = understand("and in March?", history("What did Marrow write about the dam in 2018?"), RECORDS)

    assert (found.scope.since, found.scope.until) == ("2018-03", "2018-03")
    assert found.standalone_question == "What did Marrow write about the dam in March 2018?"


def test_a_time_that_holds_a_month_of_a_modal_verbs_spelling_is_a_fragment() -> None:
    found = understand("since May 2019", history(*DAM), RECORDS)

    assert found.standalone_question == "What does Birk say about the dam since May 2019?"
    assert found.scope == Scope(people=(BIRK,), since="2019-05")


def test_what_somebody_wrote_before_that_is_all_of_it() -> None:
    turns = history("What did Marrow say about the dam in 2025?")

    written = understand("What did she write before that?", turns, RECORDS)
    said = understand("What did she say before that?", turns, RECORDS)

    assert written.everything and written.scope == Scope(people=(MARROW,), until="2024")
    assert "dam" in said.topic and said.scope == written.scope


def test_a_bare_bound_without_a_date_takes_the_place_of_the_times_asked_for() -> None:
    found = understand("and under the old mayor?", history(*IN_2018), RECORDS)

    assert found.standalone_question == "What did Marrow write about the dam under the old mayor?"
    assert found.bounds == ("under the old mayor",) and found.scope == Scope(people=(MARROW,))


def test_a_bare_bound_with_a_date_beside_it_is_that_date() -> None:
    found = understand("and under the old mayor, since May 2019?", history(*IN_2018), RECORDS)

    assert (found.scope.since, found.scope.until, found.bounds) == ("2019-05", None, ())


def carried(before: str, question: str) -> Query:
    first = understand(before, (), RECORDS)
    answer = Answer(
        question=before,
        standalone_question=first.standalone_question,
        answered=True,
        understood=first.scope,
    )
    return understand(question, (Turn(question=before, answer=answer),), RECORDS)


def test_where_no_matter_was_asked_about_what_somebody_said_at_a_time_is_all_of_it() -> None:
    found = carried("What did Skarn say in 2018?", "What did Quell say in 2020?")

    assert found.standalone_question == "What did Quell say in 2020?"
    assert found.everything and found.scope == Scope(people=(QUELL,), since="2020", until="2020")


def test_a_matter_asked_about_before_is_carried_to_what_somebody_said_at_another_time() -> None:
    found = carried("What did Birk say about the dam in 2019?", "What did Quell say in 2020?")

    assert found.standalone_question == "What did Quell say in 2020 about the dam?"
    assert found.scope == Scope(people=(QUELL,), since="2020", until="2020")


def test_a_time_asked_for_before_is_kept_where_another_is_asked_without_one() -> None:
    assert carried("What did Birk say in 2019?", "What did Quell say?").scope == Scope(
        people=(QUELL,), since="2019", until="2019"
    )


@pytest.mark.parametrize("who", ["Birk", "Skarn"])
def test_a_bare_matter_keeps_whoever_is_asked_even_if_no_record_names_him(who: str) -> None:
    found = carried(f"What does {who} think of the ferry?", "What of the toll?")

    assert found.standalone_question == f"What does {who} think of the toll?"


def test_who_interviewed_somebody_asks_of_no_matter_before() -> None:
    found = carried("Does any writer of Oyfar oppose the dam?", "Who interviewed Quell?")

    assert (found.standalone_question, found.scope) == ("Who interviewed Quell?", Scope())


def test_a_name_brought_up_before_a_question_is_what_its_pronoun_stands_for() -> None:
    records = (*RECORDS, record("initials", "P. Q. Fennick", "2020"))
    before = (Turn(question=DAM[0], answer="It leaks."),)

    found = understand("And Fennick? What does he say?", before, records)

    assert found.standalone_question == "And Fennick? What does he say about the dam?"


def test_the_other_of_a_surname_is_the_one_not_asked_before() -> None:
    records = (*RECORDS, record("ann", "Ann Birk", "2020"), record("bo", "Bo Quell", "2020"))
    before = understand("What does George Birk say about the dam?", (), records)
    turns = (turn(DAM[0], alone=before),)

    assert understand("no, the other Birk", turns, records).scope == Scope(people=("Ann Birk",))
    assert understand("I meant Bo", turns, records).scope == Scope(people=("Bo Quell",))


def test_somebody_unknown_in_the_place_of_the_last_person_is_told_to_be_missing() -> None:
    found = understand("and Henrik Maas?", history(*DAM), RECORDS)

    assert (found.scope, found.unknown) == (Scope(), ("Henrik Maas",))
    assert found.notes == ("No author or speaker named 'Henrik Maas' is in these articles.",)


def test_somebody_with_the_name_of_a_month_takes_the_place_of_the_last_person() -> None:
    records = (*RECORDS, record("may", "Theodora May", "2017"))
    turns = (turn(DAM[0], alone=understand(DAM[0], (), records)),)

    found = understand("How about May?", turns, records)

    assert found.standalone_question == "What does Theodora May say about the dam?"
    assert found.scope == Scope(people=("Theodora May",))


def test_what_was_not_answered_is_asked_again_too() -> None:
    asked = "Who fears the dam?"

    assert understand("as a table", (turn(asked),), RECORDS).standalone_question == asked


@pytest.mark.parametrize(
    ("turns", "question", "unwanted", "standalone"),
    [
        ((), "leave out the Oyfar Herald", (HERALD,), "Who writes about the dam except in Oyfar Herald?"),
        (("not the Herald",), "again", (HERALD,), "Who writes about the dam except in Oyfar Herald?"),
        (
            ("not the Herald",),
            "And the toll?",
            (HERALD,),
            "Who writes about the toll except in Oyfar Herald?",
        ),
        (("not the Herald",), "any paper", (), "Who writes about the dam?"),
        (("not the Herald",), "only the Herald", (), "Who writes about the dam in Oyfar Herald?"),
    ],
)
def test_a_paper_left_out_stays_out_until_it_is_asked_for(
    turns: tuple[str, ...], question: str, unwanted: tuple[str, ...], standalone: str
) -> None:
    found = understand(question, history(*WHO, *turns), RECORDS)

    assert (found.unwanted, found.standalone_question) == (unwanted, standalone)


def test_what_is_lifted_leaves_the_words_of_the_question_too() -> None:
    asked = {
        "any year": "What did Marrow write about the dam?",
        "not just Marrow": "What did people write about the dam in 2018?",
    }

    found = {question: understand(question, history(*IN_2018), RECORDS) for question in asked}

    assert {question: query.standalone_question for question, query in found.items()} == asked


def test_a_number_of_things_in_a_fragment_is_no_year() -> None:
    assert understand("Even for 2000 crowns a day?", history(*DAM), RECORDS).scope == Scope(people=(BIRK,))
