"""The filters of a scope in words, one by one and together."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.articles import listed
from assistant.dates import PublicationDate
from assistant.scopes import Scope


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
    """Filters in words, empty where there are none.

    >>> in_words(Scope(people=("Ann Ash", "Bo Birk"), since="2018-09", until="2018-09"))
    'Ann Ash and Bo Birk; September 2018'
    """
    return "; ".join(filter(None, (listed(scope.people), listed(scope.publications), _dates(scope))))


def _dates(scope: Scope) -> str:
    first, last = (iso and PublicationDate(iso).text for iso in (scope.since, scope.until))
    if first and last:
        return " to ".join(dict.fromkeys((first, last)))
    return f"since {first}" if first else f"until {last}" if last else ""
