"""Questions of several parts, answered part by part."""

from __future__ import annotations

from assistant.answering.assistant import Assistant
from assistant.answers import Answer, Turn
from assistant.events import Finished, PartReady, Searched, ViewpointReady
from assistant.scopes import Scope

TWO = "What does Marrow say about the mudflats, and what does Pellworm say about the tide gauge?"
FIRST, SECOND = (
    "What does Marrow say about the mudflats?",
    "What does Pellworm say about the tide gauge?",
)


def citations(answer: Answer) -> list[int]:
    return [quote.citation for view in answer.shown for quote in view.quotes]


def people(answer: Answer) -> list[tuple[str, ...]]:
    return [part.understood.people for part in answer.parts]


def test_a_name_in_one_part_narrows_that_part_alone(assistant: Assistant) -> None:
    answer = assistant.ask(TWO)
    assert [part.question for part in answer.parts] == [FIRST, SECOND]
    assert people(answer) == [("Ottoline Marrow",), ("Thaddeus Pellworm",)]
    assert {view.record.voice for view in answer.parts[0].viewpoints} == {"Ottoline Marrow"}
    assert {view.record.voice for view in answer.parts[1].viewpoints} == {"Thaddeus Pellworm"}
    assert (answer.answered, answer.understood) == (
        True,
        Scope(people=("Ottoline Marrow", "Thaddeus Pellworm")),
    )


def test_the_views_of_all_parts_make_one_answer_with_one_count_of_citations(assistant: Assistant) -> None:
    answer = assistant.ask(TWO)
    assert answer.viewpoints == tuple(view for part in answer.parts for view in part.viewpoints)
    assert [{view.part for view in part.viewpoints} for part in answer.parts] == [{FIRST}, {SECOND}]
    assert citations(answer) == list(range(1, len(citations(answer)) + 1))
    assert Answer.from_dict(answer.to_dict()) == answer


def test_three_views_at_most_are_shown_of_each_of_two_parts(assistant: Assistant) -> None:
    answer = assistant.ask("Should the tidal barrage be built, and what does Quell say about the sluices?")
    barrage, sluices = answer.parts
    assert len(barrage.viewpoints) == 3
    assert barrage.more > 0
    assert {view.record.voice for view in sluices.viewpoints} == {"Isaura Quell"}


def test_a_part_that_names_no_matter_takes_that_of_the_part_before_it(assistant: Assistant) -> None:
    answer = assistant.ask("What does Marrow think of the barrage, and what does Pellworm?")
    assert people(answer) == [("Ottoline Marrow",), ("Thaddeus Pellworm",)]
    assert "barrage" in answer.parts[1].standalone_question
    assert answer.parts[1].answered


def test_a_part_that_nothing_answers_says_so_and_silences_no_other(assistant: Assistant) -> None:
    answer = assistant.ask("What does Marrow say about the mudflats, and who won the giraffe race in Peru?")
    told, silent = answer.parts
    assert (told.answered, silent.answered, silent.reason) == (True, False, "not_covered")
    assert (answer.answered, answer.reason) == (True, None)
    assert (
        "Who won the giraffe race in Peru?\n\nNo article here answers this directly." in answer.to_markdown()
    )


def test_where_no_part_is_answered_the_reason_is_told(assistant: Assistant) -> None:
    answer = assistant.ask("How do I bake sourdough bread, and how do I wash a giraffe?")
    assert len(answer.parts) == 2
    assert (answer.answered, answer.reason) == (False, "not_covered")


def test_the_events_of_a_part_come_before_it_is_told_as_a_whole(assistant: Assistant) -> None:
    searched, *events, finished = assistant.stream(TWO)
    assert isinstance(searched, Searched)
    assert isinstance(finished, Finished)
    told = [event.part for event in events if isinstance(event, PartReady)]
    assert tuple(told) == finished.answer.parts
    views = [event.viewpoint for event in events if isinstance(event, ViewpointReady)]
    assert tuple(views) == finished.answer.viewpoints
    first = next(number for number, event in enumerate(events) if isinstance(event, PartReady))
    assert {event.viewpoint.part for event in events[:first] if isinstance(event, ViewpointReady)} == {FIRST}


def test_a_follow_up_carries_on_from_the_last_part(assistant: Assistant) -> None:
    turn = Turn(question=TWO, answer=assistant.ask(TWO))
    answer = assistant.ask("And Marrow?", history=(turn,))
    assert answer.parts == ()
    assert answer.understood.people == ("Ottoline Marrow",)
    assert "tide gauge" in answer.standalone_question


def test_more_of_it_is_more_of_each_part_and_repeats_nothing(assistant: Assistant) -> None:
    question = "Should the tidal barrage be built, and what does Quell say about the sluices?"
    first = assistant.ask(question)
    more = assistant.ask("more", history=(Turn(question=question, answer=first),))
    assert [part.question for part in more.parts] == [part.question for part in first.parts]
    assert more.parts[0].viewpoints
    assert not {*more.parts[0].articles} & {*first.parts[0].articles}
    assert citations(more)[0] == first.last_citation + 1
    assert more.more == first.more - len(more.articles)


def test_asked_literally_it_is_one_question(assistant: Assistant) -> None:
    assert assistant.ask(TWO, understand=False).parts == ()
