"""A stand-alone question, read: which names, times and papers it holds and what part each plays."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.answering.understanding.date_phrases import DatePhrase
from assistant.answering.understanding.known_names import KnownNames
from assistant.answering.understanding.named import Named, full_names, inside, named
from assistant.answering.understanding.question_dates import is_filter
from assistant.answering.understanding.question_people import Mention
from assistant.answering.understanding.question_publications import PublicationMention
from assistant.answering.understanding.question_roles import compares, premise, source_spans
from assistant.answering.understanding.question_text import OTHER, Mask, masked
from assistant.answering.understanding.question_topic import rest, says_something
from assistant.dates import PublicationDate
from assistant.types import Record, Scope, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """The parts that what a question names plays in it."""

    named: Named
    sources: tuple[Mention, ...]
    """People whose own views are asked for."""
    subjects: tuple[Mention, ...]
    """People the question is about."""
    unknown: tuple[Mention, ...]
    """People asked for as sources whom no record names."""
    compares: bool
    publications: tuple[PublicationMention, ...]
    """Those that limit where something was written, known or not."""
    dates: tuple[DatePhrase, ...]
    """Those that limit when something was written."""
    assumed: Span | None
    """A clause that takes for granted who wrote what and where."""
    assumed_publications: tuple[PublicationMention, ...]

    @property
    def text(self) -> str:
        return self.named.text

    @property
    def people(self) -> tuple[str, ...]:
        return full_names(self.sources)

    @property
    def scope(self) -> Scope:
        since, until = _period(self.dates)
        return Scope(people=self.people, publications=full_names(self.publications), since=since, until=until)

    @property
    def rest(self) -> str:
        """What is left when sources and filters are taken out."""
        people, papers, dates = (
            [item.span for item in found] for found in (self.sources, self.publications, self.dates)
        )
        return rest(self.text, people, papers, dates)

    @property
    def topic(self) -> str:
        """What to search for; the whole question where too little is left of it."""
        return self.rest if says_something(self.rest) else self.text


def read_question(text: str, known: KnownNames, today: datetime.date) -> Question:
    """Find the names, times and papers in `text` and the part each plays."""
    found = named(text, known, today)
    assumed = premise(found.masked)
    asked = masked(found.masked, [Mask(assumed, " ")]) if assumed else found.masked
    comparing = len(found.people) > 1 and compares(asked)
    spans = [(0, len(text))] if comparing else source_spans(asked)
    sources = tuple(who for who in found.people if inside(who, spans) and not inside(who, [assumed]))
    limits = tuple(paper for paper in found.publications if not inside(paper, [assumed]))
    return Question(
        named=found,
        sources=sources,
        subjects=tuple(mention for mention in found.people if mention not in sources),
        unknown=tuple(other for other in found.strangers if inside(other, source_spans(asked, OTHER))),
        compares=comparing,
        publications=limits,
        dates=tuple(
            phrase
            for phrase in found.dates
            if _within(known.years, phrase) and is_filter(asked, phrase, sources=bool(sources or limits))
        ),
        assumed=assumed,
        assumed_publications=tuple(paper for paper in found.publications if paper not in limits),
    )


def overlaps(record: Record, since: str | None, until: str | None) -> bool:
    """Whether the record's date may lie between both."""
    if record.date is None:
        return False
    late_enough = since is None or record.date.last >= PublicationDate(since).first
    return late_enough and (until is None or record.date.first <= PublicationDate(until).last)


def _within(years: tuple[int, int] | None, phrase: DatePhrase) -> bool:
    """Whether the phrase's own dates lie within the years of the articles."""
    if years is None:
        return False
    return all(years[0] <= int(date[:4]) <= years[1] for date in (phrase.since, phrase.until) if date)


def _period(dates: Iterable[DatePhrase]) -> tuple[str | None, str | None]:
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
