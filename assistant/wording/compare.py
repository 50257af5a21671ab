"""Which views of an answer stand together: by the people asked about, otherwise by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.names import names_match
from assistant.wording.positions import Group, grouped

if TYPE_CHECKING:
    from assistant.answers import Answer, Viewpoint

_OTHERS = "Others"
Column = tuple[str, tuple["Viewpoint", ...]]
"""A person, and the views by or in an article of that person."""


def columns(answer: Answer, views: Sequence[Viewpoint]) -> tuple[Column, ...]:
    """A column for each person asked about; none where fewer than two have any.

    A view stands with its speaker, else with the voice or author of its article. What is of none of
    them, or of several together, stands under "".
    """
    people = tuple(dict.fromkeys((*answer.understood.people, *answer.scope.people)))
    if len(people) < 2:
        return ()
    whose = [_whose(view, people) for view in views]
    if len(set(whose) - {""}) < 2:
        return ()
    return tuple(
        (person, own)
        for person in (*people, "")
        if (own := tuple(view for view, name in zip(views, whose, strict=True) if name == person))
    )


def arranged(answer: Answer) -> tuple[Group, ...]:
    """The views as text shows them: by person where several are asked about, otherwise by side.

    Each group stands under its heading, which is empty where there is nothing to tell apart. Those of a
    question of several parts are so within each.
    """
    if answer.parts:
        return tuple(group for part in answer.parts for group in arranged(part))
    by_person = columns(answer, answer.shown)
    if not by_person:
        return grouped(answer.shown, answer.sides)
    return tuple((person or _OTHERS, views) for person, views in by_person)


def in_order(answer: Answer, views: Sequence[Viewpoint]) -> tuple[Viewpoint, ...]:
    """The views as they stand together, by person, then by side; their citation numbers ascend so."""
    numbers = iter(sorted(quote.citation for view in views for quote in view.quotes))
    together = columns(answer, views) or (("", tuple(views)),)
    ordered = (view for _, own in together for _, group in grouped(own, answer.sides) for view in group)
    return tuple(
        replace(view, quotes=tuple(replace(quote, citation=next(numbers)) for quote in view.quotes))
        for view in ordered
    )


def _whose(view: Viewpoint, people: Sequence[str]) -> str:
    record = view.record
    together = not view.reported and view.speaker in (None, record.voice)
    speakers = record.voices if together or view.speaker is None else (view.speaker,)
    for names in (speakers, record.voices, record.names):
        meant = [person for person in people if any(_same(person, name) for name in names)]
        if meant:
            return meant[0] if len(meant) == 1 else ""
    return ""


def _same(person: str, name: str) -> bool:
    """Whether two names mean one person, where either may be the surname alone."""
    return names_match(person, name) or names_match(name, person)
