"""One suite being asked: conversations, times, and errors that belong to their case."""

import threading
from collections.abc import Iterator

import pytest

from assistant.answering.assistant import Assistant
from assistant.answers import Answer, Turn
from assistant.errors import ChatModelError
from assistant.events import Finished, Searched, ViewpointReady
from assistant.scopes import Extent, Scope
from eval.asking import asked, each_asked
from eval.cases import Case, Expectation, Filters
from eval.suite import SuiteCase
from tests.eval.invented import ASH, FERRY, answer, view

SHOWN = view(ASH, FERRY, FERRY)


class Scripted(Assistant):
    """Answers with one view, fails where the question says so, and keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, tuple[Turn, ...], Scope]] = []
        self.meeting = threading.Barrier(2, timeout=30)

    def stream(
        self,
        question: str,
        *,
        history: tuple[Turn, ...] = (),
        scope: Scope = Scope(),
        understand: bool = True,
        exact: bool = False,
        after: Answer | None = None,
        show_all: bool = False,
    ) -> Iterator[Searched | ViewpointReady | Finished]:
        self.asked.append((question, history, scope))
        if question == "unset":
            raise ChatModelError("The model is not set up")
        if question == "broken":
            raise KeyError("ferry\nboat")
        if question == "meet":
            self.meeting.wait()
        yield Searched(question, Scope(), Extent())
        if question != "nothing":
            yield ViewpointReady(SHOWN)
        yield Finished(answered(question))


def answered(question: str) -> Answer:
    return answer(question, *([] if question == "nothing" else [SHOWN]))


def case(name: str, question: str, **more: object) -> SuiteCase:
    expect = Expectation(answered="either")
    return SuiteCase("own", Case(id=name, question=question, category="factual", expect=expect, **more))


def test_a_conversation_is_asked_turn_by_turn_under_its_filters() -> None:
    scripted, filters = Scripted(), Filters(people=("Ann Ash",))
    each = case("a", "And then?", conversation=("One?", "Two?"), filters=filters)
    reply = asked(scripted, each.case)
    one, two = (Turn(question=question, answer=answered(question)) for question in ("One?", "Two?"))
    assert scripted.asked == [
        ("One?", (), filters.scope),
        ("Two?", (one,), filters.scope),
        ("And then?", (one, two), filters.scope),
    ]
    assert reply.answer == answered("And then?")
    assert reply.first_seconds is not None
    assert 0 < reply.first_seconds <= reply.seconds


def test_an_answer_without_a_view_has_no_first_one() -> None:
    assert asked(Scripted(), case("a", "nothing").case).first_seconds is None


def test_an_error_belongs_to_its_case_and_ends_nothing(caplog: pytest.LogCaptureFixture) -> None:
    cases = [case("a", "unset"), case("b", "broken"), case("c", "Why?")]
    found = {
        each.case.id: (reply and reply.answer, error)
        for each, reply, error in each_asked(Scripted(), cases, 1)
    }
    assert found == {
        "a": (None, "The model is not set up"),
        "b": (None, r"KeyError: 'ferry\nboat'"),
        "c": (answered("Why?"), None),
    }
    assert [record.message for record in caplog.records if record.name == "eval.asking"] == ["case b"]


def test_as_many_cases_as_jobs_are_asked_at_the_same_time() -> None:
    cases = [case("a", "meet"), case("b", "meet")]
    assert [error for _, _, error in each_asked(Scripted(), cases, 2)] == [None, None]
