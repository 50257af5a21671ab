"""A conversation: questions and follow-ups, typed until an empty line, or the lines of a text."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from rich.console import Console

from assistant.answers import Turn
from assistant.rendering.terminal import show, write
from assistant.scopes import Scope

if TYPE_CHECKING:
    from assistant.answering.assistant import Assistant

GREETING = "Ask a question, then follow-ups. An empty line ends the conversation."
_PROMPT = "\n> "
_FAREWELLS = ("", "quit", "exit")
_LITERALLY, _EXACTLY = "literally", "exactly"
_UNDO = f"type {_LITERALLY} to ask without"
_AS_TYPED = f"type {_EXACTLY} to ask as typed"
_MORE = "type more for the next, show all for everything"


def converse(
    assistant: Assistant,
    console: Console,
    read: Callable[[], str],
    *,
    scope: Scope = Scope(),
    understand: bool = True,
    exact: bool = False,
    greets: bool = True,
) -> None:
    """Answer each question that `read` returns in the light of those before, until it returns a farewell.

    "literally" asks the last question once more, in the light of the same, with no filters read from it,
    "exactly" with every word as it was typed.
    """
    if greets:
        write(console, GREETING, style="dim")
    history: tuple[Turn, ...] = ()
    before: tuple[Turn, ...] = ()
    while (question := read().strip()).lower() not in _FAREWELLS:
        wanted = question.lower() if history else ""
        if wanted in (_LITERALLY, _EXACTLY):
            question = history[-1].question
        else:
            before = history
        literal = wanted == _LITERALLY or not understand
        as_typed = wanted == _EXACTLY or exact
        events = assistant.stream(
            question, history=before, scope=scope, understand=not literal, exact=as_typed
        )
        answer = show(
            events,
            console,
            question=question,
            scope=scope,
            undo=_UNDO,
            as_typed=_AS_TYPED,
            more=_MORE,
            literal=literal,
        )
        history = (*history, Turn(question=question, answer=answer))


def typed() -> str:
    """The next line typed, empty at the end of input; earlier lines come back with the arrow keys."""
    with contextlib.suppress(ImportError):  # not everywhere; without it lines are typed plainly
        import readline  # noqa: F401
    try:
        return input(_PROMPT)
    except EOFError:
        return ""


def given(lines: Iterable[str], console: Console) -> Callable[[], str]:
    """What returns a line at each call, shown as if it were typed, and at last an empty one."""
    left = iter(lines)

    def read() -> str:
        line = next(left, "")
        if line:
            console.print()
            write(console, f"> {line.strip()}")
        return line

    return read
