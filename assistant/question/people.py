"""People asked for: who is not here at all, and what those who are silent have here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.answers import Absence
from assistant.articles import Record, listed
from assistant.index.filters import Filter
from assistant.names import folded, names_match, surname

_NEAR = 75.0
"""Percent of their letters in common at which a name is suggested for another."""


def unknown(people: Iterable[str], records: Sequence[Record]) -> tuple[str, ...]:
    """Those of `people` who are neither voice nor author of any record."""
    return unheard(people, {name for record in records for name in record.people})


def unheard(people: Iterable[str], heard: Iterable[str]) -> tuple[str, ...]:
    """Those of `people` whom none of the names `heard` means."""
    names = tuple(heard)
    return tuple(person for person in people if not any(names_match(person, name) for name in names))


def suggestion(person: str, records: Sequence[Record]) -> str:
    """A sentence for an unknown person, with the nearest known names."""
    from rapidfuzz import fuzz

    asked = folded(person)
    names = {name for record in records for name in record.people}
    scores = {
        name: max(fuzz.ratio(asked, folded(name)), fuzz.ratio(asked.split(" ")[-1], surname(name)))
        for name in names
    }
    near = sorted((name for name in names if scores[name] >= _NEAR), key=lambda name: (-scores[name], name))
    said = f"No author or speaker named {person!r} is in these articles"
    return f"{said}; did you mean {' or '.join(near[:3])}?" if near else f"{said}."


def absence(person: str, records: Sequence[Record], only: Filter, on: Sequence[str] = ()) -> Absence:
    """What a silent person has here, worded with care where only openings are available.

    `only` are the other filters in force, `on` the names in the question that stand nowhere here.
    """
    own = [record for record in records if any(names_match(person, name) for name in record.people)]
    names = [name for record in own for name in record.people if names_match(person, name)]
    dates = sorted((record.date for record in own if record.date), key=lambda date: date.first)
    first, last = (dates[0], dates[-1]) if dates else (None, None)
    if first is None or last is None:
        when = "undated"
    else:
        when = first.text if first == last else f"{first.text} to {last.text}"
    count = "1 article" if len(own) == 1 else f"{len(own)} articles"
    name = names[0] if names else person
    return Absence(
        person=name,
        articles=len(own),
        first=first,
        last=last,
        text=f"{name}: {count} here ({when}), {_nothing(own, only, on)}.",
    )


def _nothing(own: Sequence[Record], only: Filter, on: Sequence[str]) -> str:
    """In what way the articles of a person do not answer."""
    if not any(only.admits(record) for record in own):
        return "outside the other filters"
    part = " in the part available here" if any(record.coverage == "opening" for record in own) else ""
    return f"nothing on {listed(tuple(on)) or 'this'}{part}"
