"""What a filter admits of a whole index, found without looking at each record again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.articles import Record
from assistant.index.filters import Filter
from assistant.names import folded
from assistant.scopes import Extent

Mask = NDArray[np.bool_]
_NEVER = np.iinfo(np.int32).max
"""The first day of an undated article; its last is 0: it overlaps with no interval."""


class Admission:
    """The records of an index, arranged by what filters ask for; admits what `Filter.admits` does."""

    def __init__(self, records: Sequence[Record]) -> None:
        self._records = records
        self._people = _positions([folded(name) for name in record.names] for record in records)
        self._publications = _positions([folded(record.publication or "")] for record in records)
        self._ids = _positions([record.article_id] for record in records)
        heard = [(position, voice) for position, record in enumerate(records) for voice in record.voices]
        numbers = {voice: number for number, voice in enumerate(dict.fromkeys(voice for _, voice in heard))}
        self._heard = np.asarray([(position, numbers[voice]) for position, voice in heard], int).reshape(
            -1, 2
        )
        dates = [record.date for record in records]
        self._first = np.asarray([date.first.toordinal() if date else _NEVER for date in dates], np.int32)
        self._last = np.asarray([date.last.toordinal() if date else 0 for date in dates], np.int32)

    def articles(self, only: Filter) -> Mask:
        """Which articles `only` admits, by position."""
        mask = self._sources(only) & (not only.nothing)
        if only.first_day is not None:
            mask &= self._last >= only.first_day
        if only.last_day is not None:
            mask &= self._first <= only.last_day
        return mask

    def extent(self, only: Filter) -> Extent:
        """How much `only` admits, and how much it leaves out for want of a date."""
        mask = self.articles(only)
        voices = self._heard[mask[self._heard[:, 0]], 1]
        dated = np.flatnonzero(mask & (self._last > 0))
        undated = self._sources(only) & (self._last == 0)
        return Extent(
            articles=int(mask.sum()),
            voices=len(np.unique(voices)),
            first=self._records[dated[self._first[dated].argmin()]].date if len(dated) else None,
            last=self._records[dated[self._first[dated].argmax()]].date if len(dated) else None,
            undated_left_out=int(undated.sum()) if only.by_date else 0,
        )

    def _sources(self, only: Filter) -> Mask:
        """What passes all but the dates."""
        mask = np.ones(len(self._records), bool)
        wanted = [(self._people, names) for names in only.people]
        wanted += [
            (positions, names)
            for positions, names in ((self._publications, only.publications), (self._ids, only.articles))
            if names is not None
        ]
        for positions, names in wanted:
            mask &= self._any(positions, names)
        return mask

    def _any(self, positions: dict[str, list[int]], names: Iterable[str]) -> Mask:
        mask = np.zeros(len(self._records), bool)
        for name in names:
            mask[positions.get(name, [])] = True
        return mask


def _positions(names: Iterable[Iterable[str]]) -> dict[str, list[int]]:
    """Where each name stands."""
    positions: dict[str, list[int]] = {}
    for position, own in enumerate(names):
        for name in own:
            positions.setdefault(name, []).append(position)
    return positions
