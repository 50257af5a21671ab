"""What may be searched: a reader's filters, in words too, and the extent of a search under them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal, get_args

from assistant.articles import Kind, listed
from assistant.data import Data
from assistant.dates import PublicationDate
from assistant.errors import AssistantError

Side = Literal["for", "against"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope(Data):
    """Filters: empty means no filter. Dates are YYYY, YYYY-MM or YYYY-MM-DD, both ends included."""

    people: tuple[str, ...] = ()
    publications: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    kinds: tuple[Kind, ...] = ()
    """Forms of text, as records have them."""
    side: Side | None = None
    """On what a question is about: only views whose position on it is known to be on this side. A question
    on which no position is known is answered as without it."""

    def __post_init__(self) -> None:
        for date in filter(None, (self.since, self.until)):
            PublicationDate(date)
        for kind in self.kinds:
            _check(kind, "form of text", get_args(Kind))
        if self.side is not None:
            _check(self.side, "side", get_args(Side))

    def __bool__(self) -> bool:
        return self != Scope()

    def over(self, before: Scope) -> Scope:
        """Each kind of filter its own, or where it has none that of another; both dates are one kind."""
        times = self if self.since or self.until else before
        return replace(
            times,
            people=self.people or before.people,
            publications=self.publications or before.publications,
            kinds=self.kinds or before.kinds,
            side=self.side or before.side,
        )


@dataclass(frozen=True, slots=True)
class Extent(Data):
    """What was searched, once every filter had been applied."""

    articles: int = 0
    voices: int = 0
    first: PublicationDate | None = field(default=None, metadata={"key": "from"})
    last: PublicationDate | None = field(default=None, metadata={"key": "to"})
    undated_left_out: int = 0


def parts(scope: Scope) -> tuple[Scope, ...]:
    """Each filter alone: every person, publication and form, the side, and the dates as one."""
    people = (Scope(people=(person,)) for person in scope.people)
    publications = (Scope(publications=(publication,)) for publication in scope.publications)
    dates = Scope(since=scope.since, until=scope.until)
    kinds = (Scope(kinds=(kind,)) for kind in scope.kinds)
    return (*people, *publications, *kinds, *filter(None, (Scope(side=scope.side), dates)))


def together(filters: Iterable[Scope]) -> Scope:
    """The scope that `parts` took apart."""
    scopes = tuple(filters)
    return Scope(
        people=tuple(person for scope in scopes for person in scope.people),
        publications=tuple(publication for scope in scopes for publication in scope.publications),
        since=next((scope.since for scope in scopes if scope.since), None),
        until=next((scope.until for scope in scopes if scope.until), None),
        kinds=tuple(kind for scope in scopes for kind in scope.kinds),
        side=next((scope.side for scope in scopes if scope.side), None),
    )


def in_words(scope: Scope) -> str:
    """Filters in words, empty where there are none.

    >>> in_words(Scope(people=("Ann Ash",), kinds=("interview", "report"), side="against"))
    'Ann Ash; interviews and reports; the side against'
    """
    kinds = listed(tuple(f"{kind}s" for kind in scope.kinds))
    side = scope.side and f"the side {scope.side}"
    return "; ".join(
        filter(None, (listed(scope.people), listed(scope.publications), kinds, side, _dates(scope)))
    )


def _check(value: str, what: str, known: tuple[str, ...]) -> None:
    if value not in known:
        raise AssistantError(f"{value!r} is no {what}: there are {', '.join(known)}")


def _dates(scope: Scope) -> str:
    first, last = (iso and PublicationDate(iso).text for iso in (scope.since, scope.until))
    if first and last:
        return " to ".join(dict.fromkeys((first, last)))
    return f"since {first}" if first else f"until {last}" if last else ""
