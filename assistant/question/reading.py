"""Reading of a stand-alone question: the people, publications and times in it, and the part each plays."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.articles import Span
from assistant.question.known_names import KnownNames
from assistant.question.masks import DATE, OTHER, PERSON, PUBLICATION, Mask, masked, words
from assistant.question.mentions import Mention, mentions, strangers
from assistant.question.periods import Period, TimePhrase, period, time_phrases
from assistant.question.publications import PublicationMention, publication_mentions
from assistant.question.sources import compares, excluded_spans, premise, source_spans
from assistant.question.time_filters import limits_writing
from assistant.question.topic import is_hollow, left_over, says_something
from assistant.scopes import Scope

Item = Mention | PublicationMention | TimePhrase


@dataclass(frozen=True, slots=True)
class Named:
    """What a text names, in order, each kind apart."""

    text: str
    masked: str
    people: tuple[Mention, ...]
    publications: tuple[PublicationMention, ...]
    dates: tuple[TimePhrase, ...]
    strangers: tuple[Mention, ...]
    """People whom no record names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A question read: what limits the search, and whom it is about."""

    named: Named
    sources: tuple[Mention, ...]
    """People whose own views are asked for."""
    others: tuple[Mention, ...] = ()
    """People whose own views are not asked for, since others' are: "Who disagrees with Birk?"."""
    subjects: tuple[Mention, ...]
    """People the question is about."""
    unknown: tuple[Mention, ...] = ()
    """People asked for as sources whom no record names."""
    publications: tuple[PublicationMention, ...]
    """Those that limit where something was written, known or not."""
    dates: tuple[TimePhrase, ...]
    """Those that limit when something was written."""
    assumed: Span | None = None
    """A clause that takes for granted who wrote what, where and when."""

    @property
    def text(self) -> str:
        return self.named.text

    @property
    def people(self) -> tuple[str, ...]:
        return full_names(self.sources)

    @property
    def excluded(self) -> tuple[str, ...]:
        return tuple(name for name in full_names(self.others) if name not in self.people)

    @property
    def scope(self) -> Scope:
        since, until = period(self.dates)
        return Scope(people=self.people, publications=full_names(self.publications), since=since, until=until)

    @property
    def periods(self) -> tuple[Period, ...]:
        """The times named one by one, where articles between them are not asked for."""
        named = [(phrase.since, phrase.until) for phrase in self.dates if phrase.since and phrase.until]
        return tuple(dict.fromkeys(named)) if len(named) == len(self.dates) and len(set(named)) > 1 else ()

    @property
    def left_over(self) -> tuple[str, ...]:
        """What is left of each sentence when sources and filters are taken out."""
        named = self.named
        sources = [who for who in named.people if set(who.names) <= {*self.people}]
        return left_over(
            self.text,
            self._taken(named.people, (*sources, *(self.unknown if self.sources else ()))),
            self._taken(named.publications, self.publications),
            self._taken(named.dates, self.dates),
        )

    def _taken(self, named: Iterable[Item], limits: Iterable[Item]) -> list[Span]:
        """Where the limits stand, and what of the same kind is taken for granted."""
        return [item.span for item in (*limits, *(one for one in named if inside(one, [self.assumed])))]

    @property
    def matter(self) -> str:
        """What is left of the sentences that name a matter."""
        return " ".join(part for part in self.left_over if says_something(part))

    @property
    def hollow(self) -> bool:
        """Whether it names no matter at all, not even by what somebody does."""
        return all(is_hollow(part) for part in self.left_over)


def named(text: str, known: KnownNames, today: datetime.date, *, fragment: bool = False) -> Named:
    """Find the names, publications and times in `text`; a `fragment` may be nothing but a name."""
    found = words(text)
    people = mentions(text, found, known, fragment=fragment)
    taken = [who.span for who in people]
    papers = tuple(
        paper
        for paper in publication_mentions(text, found, known, fragment=fragment)
        if all(paper.span[1] <= start or end <= paper.span[0] for start, end in taken)
    )
    dates = time_phrases(text, today)
    shown = masked(text, [*_masks(people, PERSON), *_masks(papers, PUBLICATION), *_masks(dates, DATE)])
    unknown = strangers(shown, known)
    return Named(text, masked(shown, _masks(unknown, OTHER)), people, papers, dates, unknown)


def read(text: str, known: KnownNames, today: datetime.date) -> Reading:
    """The parts that the names, publications and times in `text` play."""
    found = named(text, known, today)
    assumed = premise(found.masked)
    # A clause that opens a sentence asks for nothing; one set between commas belongs to what is around it.
    apart = assumed is not None and text[assumed[0]] != ","
    asked = masked(found.masked, [Mask(assumed, " ")]) if assumed and apart else found.masked
    spoken = [who for who in found.people if not inside(who, [assumed])]
    comparing = len(spoken) > 1 and compares(asked)
    spans = [(0, len(text))] if comparing else source_spans(asked.replace(OTHER, PERSON))
    others = [who for who in found.people if inside(who, excluded_spans(found.masked))]
    sources = tuple(who for who in spoken if inside(who, spans) and (comparing or who not in others))
    papers = tuple(paper for paper in found.publications if not inside(paper, [assumed]))
    names = set(full_names(sources))
    return Reading(
        named=found,
        sources=sources,
        others=tuple(others),
        subjects=tuple(who for who in found.people if not set(who.names) <= names),
        unknown=tuple(who for who in found.strangers if inside(who, spans)),
        publications=papers,
        dates=tuple(
            phrase
            for phrase in found.dates
            if not inside(phrase, [assumed])
            and limits_writing(asked, phrase, known.years, sources=bool(sources or papers))
        ),
        assumed=assumed,
    )


def read_under(scope: Scope, text: str, known: KnownNames, today: datetime.date) -> Reading:
    """A question whose filters the conversation gives; what stands in `text` of them is no matter."""
    found = named(text, known, today)
    sources = tuple(who for who in found.people if set(who.names) <= {*scope.people})
    ends = {end for end in (scope.since, scope.until) if end}
    return Reading(
        named=found,
        sources=sources,
        others=tuple(who for who in found.people if inside(who, excluded_spans(found.masked))),
        subjects=tuple(who for who in found.people if who not in sources),
        publications=tuple(paper for paper in found.publications if {*paper.names} & {*scope.publications}),
        dates=tuple(phrase for phrase in found.dates if {phrase.since, phrase.until} & ends),
    )


def full_names(found: Iterable[Mention | PublicationMention]) -> tuple[str, ...]:
    """The full known names of what was found, each once."""
    return tuple(dict.fromkeys(name for mention in found for name in mention.names))


def inside(item: Item, spans: Iterable[Span | None]) -> bool:
    """Whether `item` stands within one of `spans`."""
    return any(span and span[0] <= item.span[0] and item.span[1] <= span[1] for span in spans)


def _masks(found: Iterable[Item], sign: str) -> list[Mask]:
    return [Mask(item.span, sign) for item in found]
