"""What a question takes for granted about who wrote what and where, held against the records."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from assistant.answering.understanding.known_names import KnownNames
from assistant.types import Record, listed


def not_there(
    people: Sequence[str], publications: Sequence[str], asked: str, known: KnownNames
) -> Iterator[str]:
    """A sentence for each of `people` whom no article here shows in any of `publications`."""
    for person in people:
        records = known.by_person[person]
        if not any(record.publication in publications for record in records):
            yield _elsewhere(person, asked, records)


def not_then(
    people: Sequence[str], during: Callable[[Record], bool], when: str, known: KnownNames
) -> Iterator[str]:
    """A sentence for each of `people` who has no article here from the time asked for."""
    for person in people:
        records = known.by_person[person]
        if not any(during(record) for record in records):
            yield _elsewhere(person, when, records)


def _elsewhere(person: str, asked: str, records: Sequence[Record]) -> str:
    here = _places(records)
    return f"No article here by or with {person} is from {asked}; those here are from {here}."


def _places(records: Sequence[Record]) -> str:
    """Where and when somebody's articles appeared, in order of time."""
    ordered = sorted(records, key=lambda record: record.date.first.isoformat() if record.date else "")
    shown = [f"{record.publication or 'a publication not named'} ({record.date_text})" for record in ordered]
    return listed(tuple(dict.fromkeys(shown)))
