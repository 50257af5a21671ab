"""What may be searched: a reader's filters, in words too, and the extent of a search under them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from assistant.articles import listed
from assistant.data import Data
from assistant.dates import PublicationDate


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope(Data):
    """Filters: empty means no filter. Dates are YYYY, YYYY-MM or YYYY-MM-DD, both ends included."""

    people: tuple[str, ...] = ()
    publications: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None

    def __post_init__(self) -> None:
        for date in filter(None, (self.since, self.until)):
            PublicationDate(date)

    def __bool__(self) -> bool:
        return self != Scope()

    def over(self, before: Scope) -> Scope:
        """Each kind of filter its own, or where it has none that of another; both dates are one kind."""
        times = self if self.since or self.until else before
        people, publications = self.people or before.people, self.publications or before.publications
        return replace(times, people=people, publications=publications)


@dataclass(frozen=True, slots=True)
class Extent(Data):
    """What was searched, once every filter had been applied."""

    articles: int = 0
    voices: int = 0
    first: PublicationDate | None = field(default=None, metadata={"key": "from"})
    last: PublicationDate | None = field(default=None, metadata={"key": "to"})
    undated_left_out: int = 0


def parts(scope: Scope) -> tuple[Scope, ...]:
    """Each filter alone: every person, every publication, and the dates as one."""
    people = (Scope(people=(person,)) for person in scope.people)
    publications = (Scope(publications=(publication,)) for publication in scope.publications)
    dates = Scope(since=scope.since, until=scope.until)
    return (*people, *publications, *((dates,) if dates else ()))


def together(filters: Iterable[Scope]) -> Scope:
    """The scope that `parts` took apart."""
    scopes = tuple(filters)
    return Scope(
        people=tuple(person for scope in scopes for person in scope.people),
        publications=tuple(publication for scope in scopes for publication in scope.publications),
        since=next((scope.since for scope in scopes if scope.since), None),
        until=next((scope.until for scope in scopes if scope.until), None),
    )


def in_words(scope: Scope) -> str:
    """Filters in words, empty where there are none."""
    return "; ".join(filter(None, (listed(scope.people), listed(scope.publications), _dates(scope))))


def _dates(scope: Scope) -> str:
    first, last = (iso and PublicationDate(iso).text for iso in (scope.since, scope.until))
    if first and last:
        return " to ".join(dict.fromkeys((first, last)))
    return f"since {first}" if first else f"until {last}" if last else ""
