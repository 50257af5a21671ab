from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from assistant.answering.assistant import Assistant
from assistant.answering.suggestions import follow_ups, starters
from assistant.answers import Absence, Answer, Sides, Turn, Viewpoint
from assistant.articles import Article, Record
from assistant.dates import PublicationDate
from assistant.listings import Count, Listing, ListingKind
from assistant.positions import Position
from assistant.scopes import Scope


def record(name: str, *authors: str, date: str | None = None) -> Record:
    return Record(article_id=name, title=name, authors=authors, date=PublicationDate.read(date))


ASH = record("ash", "Ann Ash", date="2018-05-01")
ASH_LATER, ASH_LAST = record("later", "Ann Ash", date="2019-03-02"), record("last", "Ann Ash", date="2024")
BIRK, COLE, NOBODY = record("birk", "Bo Birk"), record("cole", "Cy Cole"), record("nobody")
RECORDS = (ASH, ASH_LATER, ASH_LAST, BIRK, COLE, NOBODY)
TOPICS = {
    "ash": ("ferry", "toll of 1817"),
    "later": ("ferry",),
    "birk": ("ferry",),
    "cole": ("ferry", "toll of 1817"),
}
BIRK_HEARD = "What does Bo Birk say about ferry?"


def answer(*views: Viewpoint, **more: Any) -> Answer:
    return Answer(question="?", standalone_question="?", answered=bool(views), viewpoints=views, **more)


def view(record: Record, speaker: str | None, *, reported: bool = False) -> Viewpoint:
    return Viewpoint(record=record, speaker=speaker, reported=reported, quotes=())


def test_somebody_unheard_with_the_rarest_topic_in_common_and_the_next_article_are_offered() -> None:
    assert follow_ups(answer(view(ASH, "Ann Ash")), RECORDS, TOPICS) == (
        "What does Cy Cole say about toll of 1817?",
        "What did Ann Ash say about ferry in March 2019?",
    )


def test_where_nothing_is_later_the_last_before_is_offered() -> None:
    found = follow_ups(answer(view(ASH_LAST, "Ann Ash")), RECORDS, TOPICS)
    assert found[0] == "What did Ann Ash say about ferry in March 2019?"


def test_without_topics_a_month_alone_is_asked_for_in_the_word_that_no_last_question_is_carried_into() -> (
    None
):
    interview = replace(ASH_LATER, kind="interview", authors=("Bo Birk",), speakers=("Ann Ash",))
    for later, verb in ((ASH_LATER, "write"), (interview, "say")):
        found = follow_ups(answer(view(ASH, "Ann Ash")), (ASH, later), {})
        assert found[0] == f"What did Ann Ash {verb} in March 2019?"


@pytest.mark.parametrize(
    ("sides", "offered"),
    [
        (Sides(on="x", asked="for", for_=1, against=2), "And who is against it?"),
        (Sides(on="x", asked="against", for_=1), "And who is for it?"),
        (Sides(on="x", asked="for", for_=1), BIRK_HEARD),
        (Sides(on="x", for_=1, against=1), BIRK_HEARD),
        (None, BIRK_HEARD),
    ],
)
def test_the_other_side_is_offered_where_somebody_is_on_it(sides: Sides | None, offered: str) -> None:
    assert follow_ups(answer(view(BIRK, "Bo Birk"), sides=sides), (BIRK,), TOPICS)[0] == offered


def test_whoever_was_heard_shown_before_or_found_silent_is_not_offered_before_others() -> None:
    silent = Absence(person="Cy Cole", articles=1, first=None, last=None, text="Nothing by Cy Cole.")
    for shown in (
        answer(view(BIRK, "Bo Birk"), absences=(silent,)),
        answer(view(BIRK, "Bo Birk"), shown_before=("cole",)),
        answer(view(BIRK, "Cy Cole", reported=True)),
    ):
        assert follow_ups(shown, (BIRK, COLE), TOPICS)[0] == BIRK_HEARD


def test_each_voice_has_its_other_article_offered_a_reported_one_too() -> None:
    birk_later = record("birk-later", "Bo Birk", date="2020-01")
    reported = view(record("dell", "Di Dell", date="2019-05"), "Bo Birk", reported=True)
    assert follow_ups(answer(view(ASH, "Ann Ash"), reported), (ASH, ASH_LATER, birk_later), {}) == (
        "What did Ann Ash write in March 2019?",
        "What did Bo Birk write in January 2020?",
    )


def listing(kind: ListingKind, *articles: Record, counts: tuple[Count, ...] = ()) -> Answer:
    return answer(listing=Listing(kind=kind, text="", articles=articles, counts=counts))


def test_after_a_listing_whoever_is_listed_is_offered() -> None:
    counts = (Count(name="Bo Birk", articles=1), Count(name="Aster Weekly", articles=1))
    assert follow_ups(listing("people", counts=counts), RECORDS, TOPICS)[0] == BIRK_HEARD
    assert follow_ups(listing("newest", COLE, BIRK), RECORDS, TOPICS)[:2] == (
        "What does Cy Cole say about ferry?",
        BIRK_HEARD,
    )
    assert follow_ups(listing("person", ASH_LATER, ASH), RECORDS, TOPICS) == (
        "What does Ann Ash say about ferry?",
        "What did Ann Ash say about ferry in March 2019?",
    )


def test_after_a_declined_question_who_is_silent_or_near_is_offered_on_another_matter() -> None:
    silent = Absence(person="Bo Birk", articles=1, first=None, last=None, text="Nothing by Bo Birk.")
    assert follow_ups(answer(absences=(silent,)), RECORDS, TOPICS)[0] == BIRK_HEARD
    assert follow_ups(answer(nearest=(view(BIRK, "Bo Birk"),)), RECORDS, TOPICS)[0] == BIRK_HEARD


def test_where_nothing_else_is_known_first_questions_follow() -> None:
    assert follow_ups(answer(), (BIRK, COLE), TOPICS) == (BIRK_HEARD, "What does Cy Cole say about ferry?")
    on = Position(on="The ferry of Brell should be kept", stance="for", start=0, end=1)
    assert follow_ups(answer(), (BIRK,), TOPICS, positions=(on,)) == (
        "Should the ferry of Brell be kept?",
        BIRK_HEARD,
    )
    assert follow_ups(answer(), (), {}) == ()


def test_what_was_asked_is_not_offered_again() -> None:
    assert follow_ups(answer(), (BIRK, COLE), TOPICS, asked=(BIRK_HEARD,)) == (
        "What does Cy Cole say about ferry?",
    )


def test_nobody_whom_the_readers_filters_leave_out_is_offered() -> None:
    found = follow_ups(answer(view(ASH, "Ann Ash"), scope=Scope(people=("Ann Ash",))), RECORDS, TOPICS)
    assert found == (
        "What did Ann Ash say about ferry in March 2019?",
        "What does Ann Ash say about ferry?",
    )


def test_only_a_topic_that_stands_in_the_text_and_is_nobodys_name_is_asked_for() -> None:
    topics = {"cole": ("barge", "Birk", "ferry")}
    article = Article(record=COLE, text="Birk sold the Ferry.")
    assert starters((COLE, BIRK), topics, (), {"cole": article}.get) == (
        "What does Cy Cole say about ferry?",
        "What does Bo Birk say?",
    )


def test_first_questions_come_from_positions_then_from_those_most_heard() -> None:
    positions = [
        Position(on=on, stance="for", start=0, end=1)
        for on in (
            *["The ferry of Brell should be kept"] * 3,
            *["Brell should charge a toll"] * 2,
            "Boats should be free",
            *["Tolls are fair"] * 4,
        )
    ]
    assert starters(RECORDS, TOPICS, positions) == (
        "Should the ferry of Brell be kept?",
        "Should Brell charge a toll?",
        "What does Ann Ash say about ferry?",
        "What does Bo Birk say about ferry?",
    )
    assert starters((BIRK, NOBODY), {}, ()) == ("What does Bo Birk say?",)
    assert starters((), {}, ()) == ()


@pytest.mark.parametrize(
    "question",
    [
        "Should the barrage be built?",
        "Who is Ottoline Marrow?",
        "List all authors",
        "What is the newest article?",
        "What does Ottoline Marrow say about chess?",
        "Who won the world cup?",
    ],
)
def test_what_is_offered_after_any_answer_leads_to_one(assistant: Assistant, question: str) -> None:
    first = assistant.ask(question)
    offered = follow_ups(
        first, assistant.records, assistant.topics, positions=assistant.positions, article=assistant.article
    )
    history = (Turn(question=question, answer=first),)
    assert len(offered) >= 2
    answered = {each: assistant.ask(each, history=history).answered for each in offered}
    assert answered == dict.fromkeys(offered, True)
