"""The library: the articles and the people of an index as readers browse them, found by words, in order."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from assistant.answering.listing import newest_first, roles
from assistant.articles import Record
from assistant.attribution.people import People
from assistant.dates import PublicationDate
from assistant.index.snapshot import Snapshot
from assistant.names import folded, is_surname, meant, surname, surnames
from assistant.positions import Position
from assistant.reading.duplicates import copy_line
from assistant.reading.spellings import lookalikes

_Item = TypeVar("_Item")
_Key = Callable[[_Item], object]


Taken = tuple[Record, Position]
"""A position and the record of its article."""


@dataclass(frozen=True, slots=True)
class Held:
    """A position, the article it is taken in, and by whom."""

    record: Record
    position: Position
    holder: str | None
    """Joint voices as one string; None where it is not known."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who writes or speaks in the articles."""

    name: str
    records: tuple[Record, ...]
    """The oldest first, those without a date last."""
    roles: tuple[str, ...]
    """What the records say of the person, the newest first."""

    @property
    def first(self) -> PublicationDate | None:
        """When first heard."""
        return min(self._dates, key=lambda date: date.first, default=None)

    @property
    def last(self) -> PublicationDate | None:
        """When last heard."""
        return max(self._dates, key=lambda date: date.last, default=None)

    @property
    def publications(self) -> tuple[tuple[str, int], ...]:
        """The publications of the articles, those with most first."""
        return tuple(Counter(each.publication for each in self.records if each.publication).most_common())

    @property
    def _dates(self) -> list[PublicationDate]:
        return [record.date for record in self.records if record.date]


class Library:
    """The articles and people of one state of the index."""

    def __init__(
        self,
        records: tuple[Record, ...],
        *,
        warnings: Mapping[str, tuple[str, ...]],
        taken: Iterable[Taken] = (),
        voice: Callable[[Record, Position], str | None] = lambda record, _: record.voice,
    ) -> None:
        """`taken` are all positions; `voice` tells which of several voices takes one, or all together."""
        self.records = records
        self.warnings = warnings
        """What is missing or doubtful in each record, by id."""
        self._people = _people(records)
        self._voice = voice
        self._taken: dict[str, list[Taken]] = defaultdict(list)
        self._by_key: dict[str, list[Taken]] = defaultdict(list)
        sources = _Sources(self._people)
        for record, position in taken:
            self._taken[record.article_id].append((record, position))
            holder = position.holder
            for key in map(_key, record.voices) if holder is None else sources.keys(holder, record):
                self._by_key[key].append((record, position))
        self._words = {record.article_id: _words(record) for record in records}

    def articles(self, find: str = "", *, by: str = "date", down: bool = True) -> tuple[Record, ...]:
        """The articles whose record holds every word to `find`, at the beginning of one of its own.

        `by` is one of `ARTICLE_ORDERS`.
        """
        found = (record for record in self.records if _holds(self._words[record.article_id], find))
        return _ordered(sorted(found, key=lambda record: folded(record.title)), ARTICLE_ORDERS[by], down)

    def people(self, find: str = "", *, by: str = "name", down: bool = False) -> tuple[Person, ...]:
        """The people whose name, role or publications hold every word; `by` one of `PERSON_ORDERS`."""
        found = (person for person in self._people.values() if _holds(_words_of(person), find))
        return _ordered(sorted(found, key=_by_name), PERSON_ORDERS[by], down)

    def person(self, name: str) -> Person | None:
        """The person of this name, whatever its capitals and accents."""
        return self._people.get(_key(name))

    def positions(self, person: Person) -> tuple[Held, ...]:
        """The sides that a person takes, in own and in others' articles, the oldest first."""
        held = (self._held(*each) for each in self._by_key.get(_key(person.name), ()))
        own = (
            each
            for each in held
            if each.position.holder is not None
            or each.holder == each.record.voice
            or _key(each.holder or "") == _key(person.name)
        )
        return _ordered(own, lambda each: _days(each.record), down=False)

    def positions_in(self, article_id: str) -> tuple[Held, ...]:
        """The sides that are taken in an article."""
        return tuple(self._held(*each) for each in self._taken.get(article_id, ()))

    def _held(self, record: Record, position: Position) -> Held:
        several = position.holder is None and len(record.voices) > 1
        holder = self._voice(record, position) if several else position.holder or record.voice
        return Held(record, position, holder)

    def others(self, record: Record) -> tuple[Record, ...]:
        """Further articles by or with the people of one, the newest first."""
        people = filter(None, map(self.person, record.people))
        found = {each.article_id: each for person in people for each in person.records}
        return newest_first(each for each in found.values() if each != record)


def library(snapshot: Snapshot, voice: Callable[[Record, Position], str | None]) -> Library:
    """The library of a state of the index, which it does not keep open; `voice` as `Library` has it."""
    catalog = snapshot.catalog
    warnings = dict(catalog.warnings())
    for article_id, line in (*lookalikes(catalog.records), *_copies(snapshot)):
        warnings[article_id] += (line,)
    return Library(catalog.records, warnings=warnings, taken=_taken(snapshot), voice=voice)


def _taken(snapshot: Snapshot) -> Iterator[Taken]:
    people: dict[str, People] = {}
    for article_id, position in snapshot.catalog.sides:
        holder = position.holder
        if holder is not None and is_surname(holder) and holder != holder.lower():
            if article_id not in people:
                people[article_id] = People.of(snapshot.article(article_id).plain.text)
            position = in_full(position, people[article_id])
        yield snapshot.catalog.by_id[article_id], position


def in_full(position: Position, people: People) -> Position:
    """A position whose holder has the full name that a text gives to the surname, if it gives one."""
    name = people.named(position.holder or "")
    return position if is_surname(name) else replace(position, holder=name)


def _copies(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    for record in snapshot.catalog.records:
        editions = snapshot.catalog.editions(record.article_id)
        if editions and editions[0] != record:
            yield record.article_id, copy_line(editions[0].article_id)


def _people(records: Sequence[Record]) -> dict[str, Person]:
    own: dict[str, list[tuple[str, Record]]] = defaultdict(list)
    for record in newest_first(records):
        for name in record.people:
            own[_key(name)].append((name, record))
    return {key: _person(named[0][0], [record for _, record in named]) for key, named in own.items()}


def _person(name: str, records: Sequence[Record]) -> Person:
    return Person(name, _ordered(records, _days, down=False), roles(name, records))


class _Sources:
    """People by the names that sources of positions have in the words that show them."""

    def __init__(self, people: Mapping[str, Person]) -> None:
        self._people = people
        self._by_surname: dict[str, list[str]] = defaultdict(list)
        for key, person in people.items():
            for last in surnames(person.name):
                self._by_surname[last].append(key)

    def keys(self, holder: str, record: Record) -> list[str]:
        """Of the one person whom the name can mean in an article; none where it may be several.

        A surname alone may be that of somebody who is nowhere here, unless it is one of the article's people.
        """
        near = {self._people[key].name: key for key in self._by_surname.get(surname(holder), ())}
        if is_surname(holder):
            own = {*map(_key, record.people), _key(holder)}
            near = {name: key for name, key in near.items() if key in own}
        keys = [near[name] for name in meant(holder, near)]
        return keys if len(keys) == 1 else []


def _key(name: str) -> str:
    return folded(name) or name


def _words(record: Record) -> str:
    """The words by which an article is found."""
    date = (record.date.iso, record.date.text) if record.date else ("undated",)
    return _joined(record.title, *record.names, record.publication or "", *date)


def _words_of(person: Person) -> str:
    return _joined(person.name, *person.roles, *(name for name, _ in person.publications))


def _joined(*texts: str) -> str:
    return "".join(f" {folded(text)}" for text in texts)


def _holds(words: str, find: str) -> bool:
    return all(f" {word}" in words for word in folded(find).split())


def _ordered(items: Iterable[_Item], key: _Key[_Item], down: bool) -> tuple[_Item, ...]:
    """The items by a key, `down` from the last; those without it come last in any case."""
    every = list(items)
    known = [item for item in every if key(item) is not None]
    known.sort(key=key, reverse=down)  # type: ignore[arg-type]
    return (*known, *(item for item in every if key(item) is None))


def _days(record: Record) -> tuple[date, date] | None:
    return (record.date.first, record.date.last) if record.date else None


def _by_name(person: Person) -> tuple[str, str]:
    return surname(person.name), folded(person.name)


def _first_name(record: Record) -> tuple[str, str] | None:
    return next(((surname(name), folded(name)) for name in record.people), None)


ARTICLE_ORDERS: Mapping[str, _Key[Record]] = {
    "date": _days,
    "author": _first_name,
    "publication": lambda record: folded(record.publication) if record.publication else None,
    "title": lambda record: folded(record.title),
}
PERSON_ORDERS: Mapping[str, _Key[Person]] = {
    "name": _by_name,
    "articles": lambda person: len(person.records),
    "first": lambda person: person.first and person.first.first,
    "last": lambda person: person.last and person.last.last,
}
