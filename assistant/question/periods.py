"""The time a question limits itself to: what its phrases mean together, and which articles lie in it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from assistant.articles import Record
from assistant.dates import PublicationDate
from assistant.question.date_phrases import DatePhrase

Period = tuple[str | None, str | None]
"""The first and the last date meant, both included, None if open."""


def overlaps(record: Record, since: str | None, until: str | None) -> bool:
    """Whether the record's date may lie between both."""
    if record.date is None:
        return False
    late_enough = since is None or record.date.last >= PublicationDate(since).first
    return late_enough and (until is None or record.date.first <= PublicationDate(until).last)


def within(years: tuple[int, int] | None, phrase: DatePhrase) -> bool:
    """Whether the phrase's own dates lie within `years`, those of the articles."""
    if years is None:
        return False
    return all(years[0] <= int(date[:4]) <= years[1] for date in (phrase.since, phrase.until) if date)


def period(dates: Iterable[DatePhrase]) -> Period:
    """What all phrases leave together: the times named side by side joined, the limits met."""
    named = [phrase for phrase in dates if phrase.since and phrase.until]
    since = [phrase.since for phrase in dates if phrase.since and not phrase.until]
    until = [phrase.until for phrase in dates if phrase.until and not phrase.since]
    if named:
        since.append(min((phrase.since or "" for phrase in named), key=_first))
        until.append(max((phrase.until or "" for phrase in named), key=_last))
    return max(since, key=_first, default=None), min(until, key=_last, default=None)


def _first(iso: str) -> datetime.date:
    return PublicationDate(iso).first


def _last(iso: str) -> datetime.date:
    return PublicationDate(iso).last
