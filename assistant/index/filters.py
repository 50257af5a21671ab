"""A reader's filters, resolved against the records: one object that both search arms obey."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.articles import Record
from assistant.dates import PublicationDate
from assistant.names import folded, meant, publications_meant
from assistant.scopes import Scope


@dataclass(frozen=True, slots=True)
class Filter:
    """Which articles may be searched; None means that all may.

    Days are proleptic ordinals (`datetime.date.toordinal`), both ends included; an article passes when
    any day its date may mean lies between them.
    """

    people: tuple[frozenset[str], ...] = ()
    """Folded full names of voices and authors: of each set one must be among the article's."""
    publications: frozenset[str] | None = None
    first_day: int | None = None
    last_day: int | None = None
    articles: frozenset[str] | None = None

    def meet(self, other: Filter) -> Filter:
        """What passes both."""
        return Filter(
            people=tuple(dict.fromkeys(self.people + other.people)),
            publications=_both(self.publications, other.publications),
            first_day=max((day for day in (self.first_day, other.first_day) if day), default=None),
            last_day=min((day for day in (self.last_day, other.last_day) if day), default=None),
            articles=_both(self.articles, other.articles),
        )

    @property
    def nothing(self) -> bool:
        """Whether no article can pass."""
        turned = self.first_day is not None and self.last_day is not None and self.first_day > self.last_day
        return turned or not all(
            (*self.people, *(s for s in (self.publications, self.articles) if s is not None))
        )

    @property
    def by_date(self) -> bool:
        return self.first_day is not None or self.last_day is not None

    def admits(self, record: Record) -> bool:
        return not self.nothing and self.admits_source(record) and self._admits_date(record.date)

    def admits_source(self, record: Record) -> bool:
        """Whether the record passes all but the dates."""
        return (
            all(any(folded(name) in group for name in record.names) for group in self.people)
            and (self.publications is None or folded(record.publication or "") in self.publications)
            and (self.articles is None or record.article_id in self.articles)
        )

    def _admits_date(self, date: PublicationDate | None) -> bool:
        if not self.by_date:
            return True
        if date is None:
            return False
        since = self.first_day is None or date.last.toordinal() >= self.first_day
        return since and (self.last_day is None or date.first.toordinal() <= self.last_day)


def resolve(scope: Scope, records: Sequence[Record]) -> Filter:
    """The filter that `scope` means among `records`: names by surname or in full, accents folded.

    Which articles are on its side depends on the question, and is told with that.
    """
    people = {name for record in records for name in record.names} if scope.people else ()
    publications = {record.publication or "" for record in records} - {""} if scope.publications else ()
    return Filter(
        articles=frozenset(record.article_id for record in records if record.kind in scope.kinds)
        if scope.kinds
        else None,
        people=(_folded(name for asked in scope.people for name in meant(asked, people)),)
        if scope.people
        else (),
        publications=_folded(
            name for asked in scope.publications for name in publications_meant(asked, publications)
        )
        if scope.publications
        else None,
        first_day=PublicationDate(scope.since).first.toordinal() if scope.since else None,
        last_day=PublicationDate(scope.until).last.toordinal() if scope.until else None,
    )


def _both(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    return other if one is None else one if other is None else one & other


def _folded(names: Iterable[str]) -> frozenset[str]:
    return frozenset(map(folded, names))
