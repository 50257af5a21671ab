"""Publication dates as precise as the record: a year, a month or a day."""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass
from typing import Self

from assistant.errors import InvalidDate
from assistant.lexicon import MONTHS

_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class PublicationDate:
    """A date of 4, 7 or 10 characters (YYYY, YYYY-MM, YYYY-MM-DD); what is missing stays missing."""

    iso: str

    def __post_init__(self) -> None:
        _ = self.first  # a wrong date fails here, not where it is used

    @classmethod
    def read(cls, iso: str | None) -> Self | None:
        """The date of an ISO string; None for None and an empty string."""
        return cls(iso) if iso else None

    @property
    def _numbers(self) -> list[int]:
        match = _FORM.fullmatch(self.iso)
        if match is None:
            raise InvalidDate(f"{self.iso!r} is not a date: write YYYY, YYYY-MM or YYYY-MM-DD")
        return [int(part) for part in match.groups() if part]

    @property
    def first(self) -> datetime.date:
        """The first day the date may mean."""
        year, month, day = (*self._numbers, 1, 1)[:3]
        try:
            return datetime.date(year, month, day)
        except ValueError as error:
            raise InvalidDate(f"{self.iso!r} is not a date: {error}") from None

    @property
    def last(self) -> datetime.date:
        """The last day the date may mean."""
        year, *rest = self._numbers
        if not rest:
            return datetime.date(year, 12, 31)
        if len(rest) == 1:
            return datetime.date(year, rest[0], calendar.monthrange(year, rest[0])[1])
        return self.first

    @property
    def text(self) -> str:
        """The date in words: "2018", "September 2018" or "13 September 2018"."""
        year, *rest = self._numbers
        if not rest:
            return str(year)
        month = f"{MONTHS[rest[0] - 1]} {year}"
        return f"{rest[1]} {month}" if len(rest) == 2 else month

    def __str__(self) -> str:
        return self.iso
