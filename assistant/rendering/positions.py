"""Where the views of an answer stand on the question: together by position, their voices counted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby, pairwise

from assistant.types import Key, Stance, Viewpoint

Group = tuple[str, tuple[Viewpoint, ...]]
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


def counted_positions(viewpoints: Sequence[Viewpoint]) -> str:
    """How many voices take each position, empty where none is known: "2 for, 1 against".

    A voice is counted once however many of its passages are shown, and in each position that it takes.
    """
    voices: dict[Stance, set[str | Key]] = {}
    for view in viewpoints:
        if view.stance:
            voices.setdefault(view.stance, set()).add(_holder(view) or view.key)
    return ", ".join(
        f"{len(voices[stance])} {words}" for stance, words in _COUNTED.items() if stance in voices
    )


def changes(viewpoints: Sequence[Viewpoint]) -> tuple[str, ...]:
    """Who took one position and later another, a sentence each: "Ann Ash: against in 2019, for in 2023."."""
    found = []
    for holder in dict.fromkeys(filter(None, map(_holder, viewpoints))):
        own = [view for view in viewpoints if _holder(view) == holder and view.stance and view.record.date]
        turns = [next(views) for _, views in groupby(sorted(own, key=_days), key=lambda view: view.stance)]
        if len(turns) > 1 and all(_days(one)[1] < _days(next_one)[0] for one, next_one in pairwise(turns)):
            steps = (f"{_COUNTED[view.stance]} in {view.record.date_text}" for view in turns if view.stance)
            found.append(f"{holder}: {', '.join(steps)}.")
    return tuple(found)


def _holder(view: Viewpoint) -> str | None:
    return view.speaker or (None if view.reported else view.record.voice)


def _days(view: Viewpoint) -> tuple[date, date]:
    """The first and the last day on which it may have been published."""
    known = view.record.date
    return (known.first, known.last) if known else (date.min, date.max)
