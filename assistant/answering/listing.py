"""Listings made of records: what is counted and which articles are named for each kind of question."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from assistant.articles import Record
from assistant.listings import Count, Listing, ListingKind
from assistant.names import folded
from assistant.scopes import Extent
from assistant.text import one_line
from assistant.wording.lines import extent_words
from assistant.wording.listings import (
    about_words,
    asking,
    end_words,
    link_words,
    most_words,
    people_words,
    person_words,
    publications_words,
    years_words,
)

Topics = Mapping[str, Sequence[str]]
"""What each record names as its topics, by id of the article."""


def listing(
    kind: ListingKind,
    records: Iterable[Record],
    extent: Extent,
    topics: Topics,
    *,
    people: Sequence[str] = (),
) -> Listing:
    """The listing of some records, `extent` being theirs; `people` are those asked about."""
    known = newest_first(records)
    match kind:
        case "about":
            counts = by_topic(known, topics)
            return Listing(
                kind=kind,
                text=about_words(extent, counts),
                counts=counts,
                articles=() if counts else known,
            )
        case "articles":
            return Listing(kind=kind, text=extent_words(extent), articles=known)
        case "people" | "most":
            counts = by_person(known)
            most = tuple(count for count in counts if count.articles == counts[0].articles)
            if kind == "people" or most == counts:
                return Listing(kind=kind, text=people_words(counts, len(known)), counts=counts)
            names = {folded(count.name) for count in most}
            own = tuple(each for each in known if names & set(map(folded, each.people)))
            return Listing(kind=kind, text=most_words(most), articles=own)
        case "publications":
            counts = _counted((record.publication, record) for record in known)
            unnamed = sum(record.publication is None for record in known)
            return Listing(kind=kind, text=publications_words(counts, unnamed), counts=counts)
        case "newest" | "oldest":
            ends = _newest(known) if kind == "newest" else _oldest(known)
            return Listing(kind=kind, text=end_words(kind, ends), articles=ends)
        case "years":
            undated = sum(record.date is None for record in known)
            return Listing(kind=kind, text=years_words(extent, undated), counts=_by_year(known))
        case "person":
            text = " ".join(_card(name, known) for name in people)
            return Listing(kind=kind, text=text, articles=known)
        case "link":
            return Listing(kind=kind, text=link_words(known), articles=known)
        case _:
            return Listing(kind=kind, text=asking(kind, extent, by_person(known), by_topic(known, topics)))


def newest_first(records: Iterable[Record]) -> tuple[Record, ...]:
    """The records by date, those without one last."""
    return tuple(sorted(records, key=lambda record: -record.date.first.toordinal() if record.date else 0))


def by_person(records: Sequence[Record]) -> tuple[Count, ...]:
    """The people who write or speak in the records, most articles first, each with the newest role."""
    counts = _counted((person, record) for record in records for person in record.people)
    return tuple(replace(count, role=next(iter(roles(count.name, records)), None)) for count in counts)


def by_topic(records: Sequence[Record], topics: Topics) -> tuple[Count, ...]:
    """The topics that the records name, most articles first."""
    return _counted((topic, record) for record in records for topic in topics.get(record.article_id, ()))


def roles(name: str, records: Sequence[Record]) -> tuple[str, ...]:
    """What the records call a person, in their order, each once."""
    told = (
        record.speaker_role if name in record.speakers else record.author_role
        for record in records
        if name in record.people
    )
    return tuple(dict.fromkeys(one_line(role) for role in told if role))


def _card(name: str, records: Sequence[Record]) -> str:
    """What the records tell of a person, who may be meant under a pseudonym."""
    own = [record for record in records if name in record.names]
    (count,) = _counted((name, record) for record in own)
    return person_words(count, roles(name, own))


def _counted(pairs: Iterable[tuple[str | None, Record]]) -> tuple[Count, ...]:
    """How many records each name has, most first; spellings that differ in capitals alone are one name."""
    together = defaultdict[str, list[tuple[str, Record]]](list)
    for name, record in pairs:
        if name:
            together[folded(name)].append((name, record))
    counts = (_count(named[0][0], [record for _, record in named]) for named in together.values())
    return tuple(sorted(counts, key=lambda count: (-count.articles, folded(count.name))))


def _count(name: str, records: Sequence[Record]) -> Count:
    dates = [record.date for record in records if record.date]
    return Count(
        name=name,
        articles=len(records),
        first=min(dates, key=lambda date: date.first, default=None),
        last=max(dates, key=lambda date: date.last, default=None),
    )


def _by_year(records: Sequence[Record]) -> tuple[Count, ...]:
    return tuple(
        Count(name=year, articles=number)
        for year, number in sorted(Counter(record.date.iso[:4] for record in records if record.date).items())
    )


def _newest(records: Sequence[Record]) -> tuple[Record, ...]:
    """The records that may be the newest: one of "May 2020" may be as new as one of 10 May 2020."""
    firsts = [record.date.first for record in records if record.date]
    return tuple(record for record in records if record.date and record.date.last >= max(firsts))


def _oldest(records: Sequence[Record]) -> tuple[Record, ...]:
    lasts = [record.date.last for record in records if record.date]
    return tuple(record for record in records if record.date and record.date.first <= min(lasts))
