"""`assistant ask`: one question, or a conversation."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.citing.forms import CiteForm
from assistant.commands.command import console, print_json
from assistant.commands.options import (
    AsJson,
    Cite,
    Documents,
    Forms,
    IndexFolder,
    OfSide,
    People,
    Publications,
    Since,
    Until,
    opened,
    readable,
    scope,
)
from assistant.errors import AssistantError

if TYPE_CHECKING:
    from assistant.answers import Answer
    from assistant.events import Event

_MOST_BYTES = 1_000_000
_ALL = "--all shows everything"


def ask(
    question: Annotated[
        list[str] | None, typer.Argument(help="Without it: a conversation, typed or the lines of stdin.")
    ] = None,
    person: People = None,
    publication: Publications = None,
    since: Since = None,
    until: Until = None,
    form: Forms = None,
    side: OfSide = None,
    literal: Annotated[bool, typer.Option("--literal", help="Read no filters from the question.")] = False,
    exact: Annotated[bool, typer.Option("--exact", help="Correct no word of the question.")] = False,
    more: Annotated[
        bool, typer.Option("--more", help="What bears on it beyond the answer without this option.")
    ] = False,
    show_all: Annotated[bool, typer.Option("--all", help="Everything that bears on it, at once.")] = False,
    as_json: AsJson = False,
    as_markdown: Annotated[
        bool, typer.Option("--markdown", help="Print Markdown, with references at its end.")
    ] = False,
    cite_as: Cite = None,
    documents: Documents = None,
    index: IndexFolder = None,
) -> None:
    """Answer a question: who says what about it, where and when."""
    filters = scope(person, publication, since, until, form, side)
    if [as_json, as_markdown, cite_as is not None].count(True) > 1:
        raise AssistantError("--json, --markdown and --cite exclude each other: choose one")
    as_data = as_json or as_markdown or cite_as is not None
    talk = not question and not as_data and sys.stdin.isatty() and sys.stdout.isatty()
    if talk and (more or show_all):
        raise AssistantError("--more and --all need a question; in a conversation, type more or show all")
    if more and show_all:
        raise AssistantError("--more and --all exclude each other: choose one")
    asked = "" if talk else _question(question)
    plain = not (question or as_data or more or show_all)
    lines = _turns(asked) if plain else []
    with opened(documents, index, once=not talk) as assistant:
        if talk or len(lines) > 1:
            from assistant.commands.conversation import converse, given, typed

            shown = console()
            read = typed if talk else given(lines, shown)
            converse(assistant, shown, read, scope=filters, understand=not literal, exact=exact, greets=talk)
            return
        stream = partial(assistant.stream, asked, scope=filters, understand=not literal, exact=exact)
        events = stream(after=_answer(stream()) if more else None, show_all=show_all)
        if as_json:
            print_json(_answer(events).to_dict())
        elif as_markdown:
            from assistant.rendering.export import with_references

            typer.echo(with_references([_answer(events)]), nl=False)
        elif cite_as:
            _cite(_answer(events), cite_as)
        else:
            from assistant.rendering.terminal import show

            undo = "--literal asks without"
            how = _ALL if more else f"--more shows the next, {_ALL}"
            show(
                events,
                console(),
                question=asked,
                scope=filters,
                undo=undo,
                as_typed="--exact asks as typed",
                more=how,
                literal=literal,
            )


def _cite(answer: Answer, form: CiteForm) -> None:
    from assistant.citing.cite import cite, cited

    if not answer.answered or not cited(answer):
        typer.echo("No article here answers this directly.", err=True)
    typer.echo(cite(answer, form), nl=False)


def _answer(events: Iterator[Event]) -> Answer:
    from assistant.events import Finished

    *_, last = events
    assert isinstance(last, Finished)
    return last.answer


def _question(words: list[str] | None) -> str:
    if words:
        question = readable(" ".join(words))
    else:
        question = sys.stdin.buffer.read(_MOST_BYTES).decode("utf-8", "replace")
    if not question.strip():
        raise AssistantError("the question is empty: write one after `assistant ask`")
    return question


def _turns(text: str) -> list[str]:
    """The lines of a text, each a turn; none of one too long, which is a text with a question behind it."""
    from assistant.answering.drafts import LONGEST_QUESTION

    return [line for line in text.splitlines() if line.strip()] if len(text) <= LONGEST_QUESTION else []
