from __future__ import annotations

from typing import Any

import pytest

from assistant.answering.suggestions import follow_ups, starters
from assistant.answers import Absence, Answer, Sides, Viewpoint
from assistant.articles import Record
from assistant.dates import PublicationDate
from assistant.positions import Position


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


def answer(*views: Viewpoint, **more: Any) -> Answer:
    return Answer(question="?", standalone_question="?", answered=bool(views), viewpoints=views, **more)


def view(record: Record, speaker: str | None, *, reported: bool = False) -> Viewpoint:
    return Viewpoint(record=record, speaker=speaker, reported=reported, quotes=())


def test_somebody_unheard_with_the_rarest_topic_in_common_and_the_next_article_are_offered() -> None:
    assert follow_ups(answer(view(ASH, "Ann Ash")), RECORDS, TOPICS) == (
        "What does Cy Cole say about it?",
        "What did Ann Ash say in March 2019?",
    )


def test_after_articles_of_a_time_the_topic_is_named_because_there_is_no_it() -> None:
    newest = answer(view(ASH, "Ann Ash"), order="newest")
    assert follow_ups(newest, RECORDS, TOPICS)[0] == "What does Cy Cole say about toll of 1817?"


def test_where_nothing_is_later_the_last_before_is_offered() -> None:
    found = follow_ups(answer(view(ASH_LAST, "Ann Ash")), RECORDS, TOPICS)
    assert found == ("What did Ann Ash say in March 2019?",)


@pytest.mark.parametrize(
    ("sides", "offered"),
    [
        (Sides(on="x", asked="for", for_=1, against=2), ("And who is against it?",)),
        (Sides(on="x", asked="against", for_=1), ("And who is for it?",)),
        (Sides(on="x", asked="for", for_=1), ()),
        (Sides(on="x", for_=1, against=1), ()),
        (None, ()),
    ],
)
def test_the_other_side_is_offered_where_somebody_is_on_it(
    sides: Sides | None, offered: tuple[str, ...]
) -> None:
    assert follow_ups(answer(view(BIRK, "Bo Birk"), sides=sides), (BIRK,), TOPICS) == offered


def test_whoever_was_heard_shown_before_or_found_silent_is_not_offered() -> None:
    silent = Absence(person="Cy Cole", articles=1, first=None, last=None, text="Nothing by Cy Cole.")
    assert follow_ups(answer(view(BIRK, "Bo Birk"), absences=(silent,)), (BIRK, COLE), TOPICS) == ()
    assert follow_ups(answer(view(BIRK, "Bo Birk"), shown_before=("cole",)), (BIRK, COLE), TOPICS) == ()
    assert follow_ups(answer(view(BIRK, "Cy Cole", reported=True)), (BIRK, COLE), TOPICS) == ()


def test_of_a_reported_or_unnamed_speaker_no_article_is_offered() -> None:
    for speaker, reported in (("Ann Ash", True), (None, False)):
        found = follow_ups(answer(view(BIRK, speaker, reported=reported)), (BIRK, ASH), {})
        assert found == ()


def test_a_declined_question_has_nothing_after_it() -> None:
    assert follow_ups(answer(), RECORDS, TOPICS) == ()


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
