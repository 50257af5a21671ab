import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from rich.console import Console

from assistant.answers import Answer, Turn
from assistant.commands.conversation import GREETING, converse, given
from assistant.events import Event, Finished
from assistant.scopes import Scope


@dataclass
class Silent:
    """Answers every question with its own number."""

    heard: list[tuple[str, tuple[Turn, ...], Scope, bool]] = field(default_factory=list)
    exactly: list[bool] = field(default_factory=list)
    """Of each question, whether its words were to be taken as typed."""

    def stream(
        self, question: str, *, history: tuple[Turn, ...], scope: Scope, understand: bool, exact: bool
    ) -> Iterator[Event]:
        self.heard.append((question, history, scope, understand))
        self.exactly.append(exact)
        yield Finished(answer(question, number=len(self.heard)))


def answer(question: str, *, number: int) -> Answer:
    return Answer(
        question=question,
        standalone_question=question,
        answered=False,
        reason="empty_index",
        notes=(f"Answer {number}.",),
    )


def test_follow_ups_are_asked_in_the_light_of_what_came_before():
    assistant, file, scope = Silent(), io.StringIO(), Scope(since="2018")
    questions = iter(["First?", " And then? ", "Quit", "Never asked?"])
    converse(assistant, Console(file=file), lambda: next(questions), scope=scope, understand=False)
    first = Turn(question="First?", answer=answer("First?", number=1))
    assert assistant.heard == [("First?", (), scope, False), ("And then?", (first,), scope, False)]
    declined = "There are no articles here yet, so there is nothing to answer from."
    assert file.getvalue() == f"{GREETING}\n{declined}\n\nAnswer 1.\n{declined}\n\nAnswer 2.\n"


def test_the_last_question_is_asked_literally_in_the_light_of_the_same_turns():
    assistant, file = Silent(), io.StringIO()
    questions = iter(["literally", "And Ash?", "Literally", "literally", ""])
    converse(assistant, Console(file=file), lambda: next(questions))
    turns = [
        Turn(question=question, answer=answer(question, number=number))
        for number, question in enumerate(("literally", "And Ash?", "And Ash?"), 1)
    ]
    assert assistant.heard == [
        ("literally", (), Scope(), True),
        ("And Ash?", (turns[0],), Scope(), True),
        ("And Ash?", (turns[0],), Scope(), False),
        ("And Ash?", (turns[0],), Scope(), False),
    ]


def test_the_last_question_is_asked_as_it_was_typed_in_the_light_of_the_same_turns():
    assistant, file = Silent(), io.StringIO()
    questions = iter(["First?", "And Asch?", "exactly", ""])
    converse(assistant, Console(file=file), lambda: next(questions))
    first = Turn(question="First?", answer=answer("First?", number=1))
    assert assistant.heard[1:] == [("And Asch?", (first,), Scope(), True)] * 2
    assert assistant.exactly == [False, False, True]


def test_the_lines_of_a_text_are_turns_shown_before_their_answers():
    assistant, file = Silent(), io.StringIO()
    console = Console(file=file)
    converse(assistant, console, given(["First?", "And then?"], console), greets=False)
    assert [(question, len(before)) for question, before, *_ in assistant.heard] == [
        ("First?", 0),
        ("And then?", 1),
    ]
    declined = "There are no articles here yet, so there is nothing to answer from."
    assert file.getvalue() == (
        f"\n> First?\n{declined}\n\nAnswer 1.\n\n> And then?\n{declined}\n\nAnswer 2.\n"
    )
