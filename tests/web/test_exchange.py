from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assistant.answers import Answer, Turn
from assistant.database import DatabaseError
from assistant.errors import (
    APOLOGY,
    ChatModelError,
    DocumentsError,
    InvalidDate,
    ModelMissing,
    SearchIndexError,
    SettingsError,
)
from assistant.events import (
    Finished,
    PartReady,
    Searched,
    SummaryReady,
    ViewpointReady,
    ViewpointReplaced,
)
from assistant.scopes import Extent, Scope
from assistant.web.exchange import Asked, Exchange, exchanges, history, last_shown
from assistant.web.monitor import Monitor

if TYPE_CHECKING:
    from conftest import ScriptedAssistant

QUESTION = "Should the barrage be built?"
OPEN = Answer(question=QUESTION, standalone_question=QUESTION, answered=True)
ASKED = Asked(question=QUESTION)


@pytest.fixture
def answer(scripted: ScriptedAssistant) -> Answer:
    return scripted.script(
        QUESTION,
        scripted.viewpoint("quell-2024", "The sluices should be public.", first=1),
        scripted.viewpoint("lodge-interview-2022", "A ferry is a road.", first=2),
    )


def test_an_exchange_grows_with_each_event_until_it_holds_the_whole_answer(
    scripted: ScriptedAssistant, answer: Answer
) -> None:
    grown = list(exchanges(scripted, ASKED, Monitor()))
    searched = replace(OPEN, searched=answer.searched)
    assert grown == [
        Exchange(ASKED, OPEN, "searching"),
        Exchange(ASKED, searched, "answering"),
        Exchange(ASKED, replace(searched, viewpoints=answer.viewpoints[:1]), "answering"),
        Exchange(ASKED, replace(searched, viewpoints=answer.viewpoints), "answering"),
        Exchange(ASKED, answer, "finished"),
    ]


def test_more_of_an_answer_is_asked_for_with_that_answer(scripted: ScriptedAssistant, answer: Answer) -> None:
    *_, last = exchanges(scripted, replace(ASKED, after=OPEN), Monitor())
    assert last.progress == "finished"
    assert scripted.after == [OPEN]


def test_a_question_is_asked_as_it_was_typed(scripted: ScriptedAssistant, answer: Answer) -> None:
    for exact in (False, True):
        *_, last = exchanges(scripted, replace(ASKED, exact=exact), Monitor())
        assert last.answer == answer
    assert scripted.exactly == [False, True]


def test_the_parts_of_a_question_come_in_one_by_one(answer: Answer) -> None:
    exchange = Exchange(ASKED, OPEN)
    for event in (ViewpointReady(answer.viewpoints[0]), PartReady(answer), PartReady(OPEN)):
        exchange = exchange.after(event)
    assert exchange.answer.parts == (answer, OPEN)
    assert exchange.progress == "answering"


def test_a_button_pressed_twice_goes_on_after_what_it_brought(answer: Answer) -> None:
    other = replace(answer, question="Is the ferry missed?")
    second = replace(answer, shown_before=answer.articles, viewpoints=())
    past = (
        Exchange(ASKED, answer, "finished"),
        Exchange(replace(ASKED, question=other.question), other, "finished"),
        Exchange(replace(ASKED, after=answer), second, "finished"),
    )
    assert [last_shown(past, turn) for turn in (1, 2, 3)] == [second, other, second]


def test_a_viewpoint_of_the_same_article_and_speaker_replaces_the_earlier_one(answer: Answer) -> None:
    first, second = answer.viewpoints
    longer = replace(first, claim="The sluices belong to everyone.")
    exchange = Exchange(ASKED, OPEN)
    for viewpoint in (first, second, longer):
        exchange = exchange.after(ViewpointReady(viewpoint))
    assert exchange.answer.viewpoints == (longer, second)


def test_a_models_viewpoint_stands_where_the_one_stood_that_it_replaces(answer: Answer) -> None:
    first, second = answer.viewpoints
    worded = replace(first, speaker="Somebody", claim="The sluices belong to everyone.")
    numbers = tuple(quote.citation for quote in first.quotes)
    exchange = Exchange(ASKED, replace(OPEN, viewpoints=(first, second)))
    assert exchange.after(ViewpointReplaced(numbers, worded)).answer.viewpoints == (worded, second)


def test_what_was_understood_and_the_summary_are_taken_in() -> None:
    understood = Scope(since="2018")
    exchange = Exchange(ASKED, OPEN).after(Searched("Is it good?", understood, Extent(2, 1)))
    assert exchange.after(SummaryReady("Views differ.")).answer == replace(
        OPEN,
        standalone_question="Is it good?",
        understood=understood,
        searched=Extent(2, 1),
        summary="Views differ.",
    )


def test_the_assistant_hears_the_filters_and_the_earlier_turns(
    scripted: ScriptedAssistant, answer: Answer
) -> None:
    turns = (Turn(question="What is a barrage?", answer=answer),)
    scope = Scope(people=("Isaura Quell",))
    list(exchanges(scripted, Asked(question=QUESTION, history=turns, scope=scope), Monitor()))
    assert (scripted.heard, scripted.literal) == ([(QUESTION, turns, scope)], [False])


def test_the_turns_of_a_conversation_are_those_answered_at_least_in_part(answer: Answer) -> None:
    open_ = Exchange(ASKED, OPEN)
    conversation = (open_.after(Finished(answer)), open_.failed("no"), open_.settled())
    assert history(conversation) == (Turn(question=QUESTION, answer=answer),)


def test_a_question_asked_without_one_of_its_filters_tells_those_kept_from_the_readers_own(
    scripted: ScriptedAssistant, answer: Answer
) -> None:
    own, quell, dates = (
        Scope(publications=("Sundmark Post",)),
        Scope(people=("Isaura Quell",)),
        Scope(since="2024"),
    )
    asked = Asked(question=QUESTION, scope=own).without(replace(quell, since="2024"), 1)
    *_, growing, last = exchanges(scripted, asked, Monitor())
    assert scripted.heard == [(QUESTION, (), replace(own, people=quell.people))]
    assert scripted.literal == [True]
    assert (growing.answer.scope, growing.answer.understood) == (own, quell)
    assert last == Exchange(asked, replace(answer, scope=own, understood=quell), "finished")
    assert last.asked.dropped == dates


def test_a_stopped_exchange_that_found_something_counts_as_a_turn(answer: Answer) -> None:
    exchange = Exchange(ASKED, OPEN).after(ViewpointReady(answer.viewpoints[0])).settled()
    assert exchange.progress == "stopped"
    assert history((exchange,)) == (Turn(question=QUESTION, answer=exchange.answer),)


def test_an_error_meant_for_readers_is_shown_as_it_is(scripted: ScriptedAssistant, answer: Answer) -> None:
    scripted.failure = InvalidDate("'yore' is no date: write 2018, 2018-09 or 2018-09-13")
    *_, last = exchanges(scripted, ASKED, Monitor())
    kept = replace(OPEN, searched=answer.searched, viewpoints=answer.viewpoints[:1])
    assert last == Exchange(ASKED, kept, "failed", "'yore' is no date: write 2018, 2018-09 or 2018-09-13")


@pytest.mark.parametrize(
    "kind", [DocumentsError, SearchIndexError, DatabaseError, SettingsError, ModelMissing, ChatModelError]
)
def test_an_error_that_may_name_files_of_the_server_is_logged_under_an_apology(
    scripted: ScriptedAssistant, answer: Answer, caplog: pytest.LogCaptureFixture, kind: type[Exception]
) -> None:
    scripted.failure = kind("'/srv/team/documents' cannot be read")
    *_, last = exchanges(scripted, ASKED, Monitor())
    assert last.failure == APOLOGY
    assert "'/srv/team/documents' cannot be read" in caplog.text


def test_any_other_error_is_logged_with_its_traceback_under_an_apology(
    scripted: ScriptedAssistant, answer: Answer, caplog: pytest.LogCaptureFixture
) -> None:
    scripted.failure = ZeroDivisionError("deep inside")
    *_, last = exchanges(scripted, ASKED, Monitor())
    assert (last.progress, last.failure) == ("failed", APOLOGY)
    [record] = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert record.exc_info and record.exc_info[1] is scripted.failure


def test_leaving_an_exchange_ends_the_assistants_work(scripted: ScriptedAssistant, answer: Answer) -> None:
    growing = exchanges(scripted, ASKED, Monitor())
    for _ in range(3):
        next(growing)
    assert scripted.left == []
    growing.close()
    assert scripted.left == [QUESTION]
