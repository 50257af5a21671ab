"""Where the views of an answer stand on the question: together by position, their voices counted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.answers import Key, Stance, Viewpoint

Group = tuple[str, tuple["Viewpoint", ...]]
"""A heading and the views under it."""
_HEADINGS: dict[Stance | None, str] = {
    "for": "For",
    "against": "Against",
    "conditional": "On conditions",
    "describes": "Describing, without taking sides",
    None: "Without a position",
}
_COUNTED: dict[Stance, str] = {
    "for": "for",
    "against": "against",
    "conditional": "on conditions",
    "describes": "describing",
}
_SIDES = ("for", "against", "conditional")
"""Positions between which one can change."""


def grouped(viewpoints: Sequence[Viewpoint]) -> tuple[Group, ...]:
    """The views by position, in the order in which the positions first come; no heading where none is known.

    The order within a position, and so the order of what is added while an answer grows, stays as it is.
    """
    stances = dict.fromkeys(view.stance for view in viewpoints)
    if not any(stances):
        return (("", tuple(viewpoints)),) if viewpoints else ()
    return tuple(
        (_HEADINGS[stance], tuple(view for view in viewpoints if view.stance == stance)) for stance in stances
    )


def positions_line(viewpoints: Sequence[Viewpoint]) -> str:
    """How many voices take each position and who changed; empty where none is known.

    A voice is counted once however many of its passages are shown, and in each position that it takes.
    Positions are a model's reading, which code cannot prove as it proves words: the line says so.
    """
    voices: dict[Stance, set[str | Key]] = {}
    for view in viewpoints:
        if view.stance:
            voices.setdefault(view.stance, set()).add(_holder(view) or view.key)
    if not voices:
        return ""
    counts = ", ".join(
        f"{len(voices[stance])} {word}" for stance, word in _COUNTED.items() if stance in voices
    )
    return f"Positions, as the model reads them, by voices: {'; '.join((counts, *changes(viewpoints)))}."


def changes(viewpoints: Sequence[Viewpoint]) -> tuple[str, ...]:
    """Who took one position and later another: "Ann Ash against in 2019, for in May 2023"."""
    found = []
    for holder in dict.fromkeys(filter(None, map(_holder, viewpoints))):
        own = [view for view in viewpoints if _holder(view) == holder and view.stance in _SIDES]
        turns = [next(views) for _, views in groupby(sorted(own, key=_days), key=lambda view: view.stance)]
        if len(turns) > 1 and all(_days(one)[1] < _days(next_one)[0] for one, next_one in pairwise(turns)):
            found.append(f"{holder} {', '.join(map(_step, turns))}")
    return tuple(found)


def _holder(view: Viewpoint) -> str | None:
    return view.speaker or (None if view.reported else view.record.voice)


def _step(view: Viewpoint) -> str:
    day = view.record.date is not None and view.record.date.first == view.record.date.last
    return f"{_COUNTED[view.stance or 'describes']} {'on' if day else 'in'} {view.record.date_text}"


def _days(view: Viewpoint) -> tuple[date, date]:
    """The first and the last day on which it may have been published."""
    known = view.record.date
    return (known.first, known.last) if known else (date.min, date.max)
