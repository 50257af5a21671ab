"""A request for a shorter answer or another form: the same views, and the conversation goes on after it."""

import pytest

from assistant.answering.assistant import Assistant
from assistant.answers import Answer, Turn

QUESTION = "Should the barrage be built?"


def _after(assistant: Assistant, *questions: str) -> list[Answer]:
    history: tuple[Turn, ...] = ()
    for question in questions:
        history = (*history, Turn(question=question, answer=assistant.ask(question, history=history)))
    return [turn.answer for turn in history if isinstance(turn.answer, Answer)]


@pytest.mark.parametrize(
    "words", ["shorter please", "Could you put that more briefly?", "Too long! Just the essence."]
)
def test_each_view_is_shown_once_more_with_its_best_sentence(assistant: Assistant, words: str) -> None:
    whole, brief = _after(assistant, QUESTION, words)
    assert (brief.question, brief.standalone_question, brief.shortened) == (words, QUESTION, True)
    assert [view.key for view in brief.viewpoints] == [view.key for view in whole.viewpoints]
    assert all(len(view.quotes) == 1 for view in brief.viewpoints)
    for view, before in zip(brief.viewpoints, whole.viewpoints, strict=True):
        (quote,) = view.quotes
        around = next(each for each in before.quotes if each.citation == quote.citation)
        assert around.start <= quote.start < quote.end <= around.end
    assert len(brief.to_markdown()) < len(whole.to_markdown())
    assert Answer.from_dict(brief.to_dict()) == brief


def test_more_after_a_shorter_answer_goes_on_with_the_question(assistant: Assistant) -> None:
    whole, brief, typed = _after(assistant, QUESTION, "shorter please", "more")
    pressed = assistant.ask("shorter please", history=(Turn(question=QUESTION, answer=whole),), after=brief)
    expected = assistant.ask(QUESTION, after=whole)
    assert whole.more and expected.viewpoints
    assert typed.viewpoints == pressed.viewpoints == expected.viewpoints
    assert not typed.shortened


def test_a_fragment_after_a_shorter_answer_goes_on_with_the_question(assistant: Assistant) -> None:
    *_, answer = _after(
        assistant, "What does Thrale say about the barrage?", "in short, please", "And Marrow?"
    )
    assert {view.record.voice for view in answer.viewpoints} == {"Ottoline Marrow"}


def test_a_request_for_another_form_asks_the_same_once_more(assistant: Assistant) -> None:
    whole, again = _after(assistant, QUESTION, "put it in a table for me")
    assert (again.standalone_question, again.viewpoints) == (QUESTION, whole.viewpoints)


def test_where_no_views_came_before_there_is_nothing_to_shorten(assistant: Assistant) -> None:
    *_, answer = _after(assistant, "List all authors", "shorter please")
    assert (answer.answered, answer.reason, answer.viewpoints) == (False, "empty_question", ())
    assert answer.listing and answer.listing.text.startswith("There are no views before this")


def test_of_a_question_of_several_parts_every_part_is_shortened(assistant: Assistant) -> None:
    whole, brief = _after(
        assistant, "Should the barrage be built? Who pays for the Skerrow ferry?", "shorter please"
    )
    assert len(brief.parts) == len(whole.parts) == 2
    assert [view.key for view in brief.viewpoints] == [view.key for view in whole.viewpoints]
    assert tuple(view for part in brief.parts for view in part.viewpoints) == brief.viewpoints
