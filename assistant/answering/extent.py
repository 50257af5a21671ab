"""What a filter leaves to be searched."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.index.filters import Filter
from assistant.types import Extent, Record


def extent(only: Filter, records: Iterable[Record]) -> Extent:
    """How many of `records`, of how many voices and from when to when, `only` admits."""
    every = tuple(records)
    admitted = [record for record in every if only.admits(record)]
    dates = [record.date for record in admitted if record.date]
    return Extent(
        articles=len(admitted),
        voices=len({voice for record in admitted for voice in record.voices}),
        first=min(dates, key=lambda date: date.first, default=None),
        last=max(dates, key=lambda date: date.first, default=None),
        undated_left_out=sum(
            only.by_date and record.date is None and only.admits_source(record) for record in every
        ),
    )


def left_out(searched: Extent) -> tuple[str, ...]:
    """A sentence for readers on the undated articles that a date filter leaves out."""
    count = searched.undated_left_out
    if not count:
        return ()
    articles = "1 article without a date was" if count == 1 else f"{count} articles without a date were"
    return (f"{articles} left out by the date filter.",)
