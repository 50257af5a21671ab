"""Notes for readers: people who are not here or silent, and wrong premises about who wrote what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.answers import Absence
from assistant.articles import Record, listed
from assistant.dates import PublicationDate
from assistant.index.filters import Filter
from assistant.names import meant, names_match, surname
from assistant.question.mentions import KnownNames, known_names
from assistant.question.periods import Period, TimePhrase, overlaps
from assistant.question.reading import Reading, full_names, inside
from assistant.question.spelling import near
from assistant.wording.lines import counted, source_line, time_span


def unheard(people: Iterable[str], heard: Iterable[str]) -> tuple[str, ...]:
    """Those of `people` whom none of the names `heard` means."""
    names = tuple(heard)
    return tuple(person for person in people if not any(names_match(person, name) for name in names))


def suggestion(person: str, records: Sequence[Record]) -> str:
    """A sentence for an unknown person, with the names that are spelt nearly alike."""
    said = f"No author or speaker named {person!r} is in these articles"
    alike = names_alike(person, records)
    return f"{said}; did you mean {' or '.join(alike)}?" if alike else f"{said}."


def names_alike(person: str, records: Sequence[Record]) -> tuple[str, ...]:
    """The names that an unknown person's may be a misspelling of, at most three."""
    by_surname = known_names(records).by_surname
    return tuple(name for last in near(surname(person), by_surname) for name in by_surname[last])[:3]


def paper_suggestion(paper: str, near: Sequence[str]) -> str:
    """A sentence for an unknown publication, with the names that may be meant."""
    meant = f"; did you mean {' or '.join(near)}?" if near else "."
    return f"No article here is from {paper!r}{meant}"


def left_out(papers: Sequence[str]) -> tuple[str, ...]:
    """A sentence for the publications whose articles a question leaves out."""
    return (f"Articles from {listed(tuple(papers))} were left out.",) if papers else ()


def absence(person: str, records: Sequence[Record], only: Filter, on: Sequence[str] = ()) -> Absence:
    """What a silent person has here, worded with care where only openings are available.

    `only` are the other filters in force, `on` the names in the question that stand nowhere here.
    """
    names = meant(person, dict.fromkeys(name for record in records for name in record.names))
    own = [record for record in records if not set(names).isdisjoint(record.names)]
    dates = sorted((record.date for record in own if record.date), key=lambda date: date.first)
    first, last = (dates[0], dates[-1]) if dates else (None, None)
    when = time_span(first, last) or "undated"
    name = names[0] if names else person
    return Absence(
        person=name,
        articles=len(own),
        first=first,
        last=last,
        text=f"{name}: {counted(len(own), 'article')} here ({when}), {_nothing(own, only, on)}.",
    )


def _nothing(own: Sequence[Record], only: Filter, on: Sequence[str]) -> str:
    """In what way the articles of a person do not answer."""
    if not any(only.admits(record) for record in own):
        return "outside the other filters"
    part = " in the part available here" if any(record.coverage == "opening" for record in own) else ""
    return f"nothing on {listed(tuple(on)) or 'this'}{part}"


def notes(reading: Reading, known: KnownNames) -> tuple[str, ...]:
    """Sentences for the reader, each once."""
    return tuple(dict.fromkeys(_each(reading, known)))


def _each(reading: Reading, known: KnownNames) -> Iterator[str]:
    yield from (suggestion(mention.text, known.records) for mention in reading.unknown)
    for mention in reading.sources:
        if len(mention.names) > 1 and all(names_match(mention.text, name) for name in mention.names):
            yield f"{mention.text!r} may be {' or '.join(mention.names)}: all of them were searched."
    for paper in reading.named.publications:
        if len(paper.names) > 1 and paper in reading.publications:
            yield f"{paper.text!r} may be {' or '.join(paper.names)}: all of them were searched."
        if not paper.names:
            yield paper_suggestion(paper.text, paper.near)
    for phrase in reading.dates:
        if phrase.record:
            yield _bound(reading.text[slice(*phrase.span)], phrase, known)
    if reading.dates and (reading.scope.since, reading.scope.until) == (None, None):
        times = listed(tuple(f"“{reading.text[slice(*phrase.span)]}”" for phrase in reading.dates))
        yield f"Articles of all times were searched: no single time is meant by {times}."
    for premise in _premises(reading):
        yield from premise.contradictions(known)


def _bound(words: str, phrase: TimePhrase, known: KnownNames) -> str:
    record = next(each for each in known.records if each.article_id == phrase.record)
    return f"“{words}” is read as {phrase.word} {record.date_text}, the date of {source_line(record)}."


def _premises(reading: Reading) -> Iterator[Premise]:
    """What is taken for granted: in the clause that says so, and by what the question limits itself to."""
    if reading.assumed:
        start = reading.assumed[0]
        people = [mention for mention in reading.named.people if inside(mention, [reading.assumed])]
        people = people or [mention for mention in reading.named.people if mention.span[1] <= start][-1:]
        where = [paper for paper in reading.named.publications if inside(paper, [reading.assumed])]
        when = [phrase for phrase in reading.named.dates if inside(phrase, [reading.assumed])]
        period = (when[0].since, when[0].until) if len(when) == 1 else (None, None)
        yield Premise(full_names(people), full_names(where), period)
    for period in reading.periods or ((reading.scope.since, reading.scope.until),):
        yield Premise(reading.people, reading.scope.publications, period)


@dataclass(frozen=True, slots=True)
class Premise:
    """That each of `people`, or anybody where none is named, was heard there and then."""

    people: tuple[str, ...]
    publications: tuple[str, ...]
    period: Period = (None, None)

    def contradictions(self, known: KnownNames) -> Iterator[str]:
        """A sentence for each of the people of whom no article here bears it out."""
        if not self.publications and self.period == (None, None):
            return
        for person in self.people:
            if not any(map(self._fits, known.by_person[person])):
                asked, here = self._asked, _places(known.by_person[person])
                yield f"No article here by or with {person} is from {asked}; those here are from {here}."
        if not self.people and not any(map(self._fits, known.records)):
            yield f"No article here is from {self._asked}{self._otherwise(known)}."

    def _fits(self, record: Record) -> bool:
        there = not self.publications or record.publication in self.publications
        return there and (self.period == (None, None) or overlaps(record, *self.period))

    @property
    def _asked(self) -> str:
        return ", ".join(filter(None, (listed(self.publications), _when(self.period))))

    def _otherwise(self, known: KnownNames) -> str:
        """Where or when the articles are from instead."""
        if self.publications:
            own = [record for record in known.records if record.publication in self.publications]
            return f"; those of {listed(self.publications)} are from {_times(own)}"
        if known.years is None:
            return ""
        first, last = known.years
        return f"; they are from {first}" + (f" to {last}" if last != first else "")


def _when(period: Period) -> str:
    """The time in words.

    >>> _when(("2018", "2018")), _when((None, "2018-05")), _when(("2018", "2019"))
    ('2018', 'a time until May 2018', 'the time from 2018 to 2019')
    """
    since, until = (PublicationDate(date).text if date else "" for date in period)
    if since and until:
        return since if since == until else f"the time from {since} to {until}"
    if since:
        return f"a time since {since}"
    return f"a time until {until}" if until else ""


def _times(records: Sequence[Record]) -> str:
    dated = sorted((record.date for record in records if record.date), key=lambda date: date.first)
    return listed(tuple(dict.fromkeys(date.text for date in dated))) or "no known time"


def _places(records: Sequence[Record]) -> str:
    ordered = sorted(records, key=lambda record: record.date.first.isoformat() if record.date else "")
    shown = [f"{record.publication or 'a publication not named'} ({record.date_text})" for record in ordered]
    return listed(tuple(dict.fromkeys(shown)))
