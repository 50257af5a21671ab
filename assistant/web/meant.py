"""Names that a filter may have meant, as buttons in the sentence that asks whether they were."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from assistant.index.filters import resolve
from assistant.question.mentions import known_names
from assistant.question.notes import names_alike, paper_suggestion, suggestion
from assistant.question.publications import near_names
from assistant.rendering.escaping import escaped
from assistant.scopes import Scope

if TYPE_CHECKING:
    from assistant.answers import Answer
    from assistant.articles import Record


def meant_html(answer: Answer, question: str, records: Sequence[Record]) -> dict[str, str]:
    """The notes of an answer that name what its filters may have meant, by their words.

    A button puts the name into the filter (filters.js) and asks the `question` again.
    """
    return {
        note: _clickable(note, typed, names, question)
        for note, typed, names in _doubtful(answer.scope, records)
        if names and note in answer.notes
    }


def _doubtful(scope: Scope, records: Sequence[Record]) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Each name of a filter that nobody and nothing here has, with its note and the names that are near."""
    for person in scope.people:
        if resolve(Scope(people=(person,)), records).nothing:
            yield suggestion(person, records), person, names_alike(person, records)
    for paper in scope.publications:
        if resolve(Scope(publications=(paper,)), records).nothing:
            near = near_names(paper, known_names(records), within=True)
            yield paper_suggestion(paper, near), paper, near


def _clickable(note: str, typed: str, names: tuple[str, ...], question: str) -> str:
    """The note, which ends with the names, with a button for each."""
    asks = f'data-typed="{escaped(typed)}" data-question="{escaped(question)}"'
    buttons = (
        f'<button type="button" class="again" {asks} data-meant="{escaped(name)}">{escaped(name)}</button>'
        for name in names
    )
    before = note.removesuffix(f"{' or '.join(names)}?")
    return f"{escaped(before)}{' or '.join(buttons)}?"
