"""A stand-alone question, read: which names, times and papers it holds and what part each plays."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.articles import Span
from assistant.question.periods import TimePhrase
from assistant.question.known_names import KnownNames
from assistant.question.named import Item, Named, full_names, inside, named
from assistant.question.others import asks_for_others, excepted, responded_to
from assistant.question.periods import Period, overlaps, period, within
from assistant.question.question_dates import is_filter, tells_when_written, told_in_month
from assistant.question.question_people import Mention
from assistant.question.question_publications import PublicationMention
from assistant.question.question_roles import compares, premise, source_spans
from assistant.question.question_text import OTHER, PERSON, Mask, masked
from assistant.question.question_topic import is_hollow, left_over, says_something
from assistant.question.unknown_people import spans_beside, unknown_sources
from assistant.scopes import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """The parts that what a question names plays in it."""

    named: Named
    sources: tuple[Mention, ...]
    """People whose own views are asked for."""
    excepted: tuple[Mention, ...]
    """People left out: "besides X"."""
    answered: tuple[Mention, ...]
    """Those of the subjects with whom others are to agree or disagree."""
    subjects: tuple[Mention, ...]
    """People the question is about."""
    unknown: tuple[Mention, ...]
    """People asked for as sources whom no record names."""
    compares: bool
    publications: tuple[PublicationMention, ...]
    """Those that limit where something was written, known or not."""
    dates: tuple[TimePhrase, ...]
    """Those that limit when something was written."""
    assumed: Span | None
    """A clause that takes for granted who wrote what, where and when."""

    @property
    def text(self) -> str:
        return self.named.text

    @property
    def people(self) -> tuple[str, ...]:
        return full_names(self.sources)

    @property
    def excluded(self) -> tuple[str, ...]:
        """The people whose own views are not asked for, since others' are."""
        names = full_names((*self.excepted, *self.answered))
        return tuple(name for name in names if name not in self.people)

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
        return left_over(
            self.text,
            self._taken(
                named.people,
                (*self.sources, *self._again, *self.excepted, *(self.unknown if self.sources else ())),
            ),
            self._taken(named.publications, self.publications),
            self._taken(named.dates, self.dates),
        )

    @property
    def _again(self) -> tuple[Mention, ...]:
        """Where the sources are named beside the place that asks for their views."""
        names = set(self.people)
        return tuple(who for who in self.named.people if set(who.names) <= names)

    def _taken(self, named: Iterable[Item], limits: Iterable[Item]) -> list[Span]:
        """Where the limits stand, and what of the same kind is taken for granted."""
        return [item.span for item in (*limits, *(one for one in named if inside(one, [self.assumed])))]

    @property
    def rest(self) -> str:
        """The matter: what is left of the sentences that name one."""
        return " ".join(part for part in self.left_over if says_something(part))

    @property
    def hollow(self) -> bool:
        """Whether it names no matter at all, not even by what somebody does."""
        return all(is_hollow(part) for part in self.left_over)


def read_question(
    text: str, known: KnownNames, today: datetime.date, scope: Scope | None = None
) -> Question:
    """Find the names, times and papers in `text` and the part each plays.

    `scope`: the filters where the conversation gives them; what stands in `text` of them is no matter.
    """
    found = named(text, known, today)
    if scope is not None:
        return _under(scope, found)
    whole = found.masked
    assumed = premise(whole)
    asked, others = _without_clause(whole, assumed), asks_for_others(whole)
    spoken = [who for who in found.people if not inside(who, [assumed])]
    comparing = len(spoken) > 1 and compares(asked)
    spans = [(0, len(text))] if comparing else source_spans(asked.replace(OTHER, PERSON))
    strange = (*found.strangers, *unknown_sources(asked, [] if comparing else spans, known))
    spans = [*spans, *spans_beside(asked, strange)]
    out = [who for who in spoken if inside(who, excepted(asked))]
    sources = tuple(who for who in spoken if who not in out and inside(who, spans))
    limits = tuple(paper for paper in found.publications if not inside(paper, [assumed]))
    subjects = tuple(
        who for who in found.people if who not in out and not set(who.names) <= set(full_names(sources))
    )
    return Question(
        named=found,
        sources=sources,
        excepted=tuple(out),
        answered=tuple(
            who for who in subjects if inside(who, responded_to(asked)) or (others and inside(who, [assumed]))
        ),
        subjects=subjects,
        unknown=tuple(sorted((who for who in strange if inside(who, spans)), key=lambda who: who.span)),
        compares=comparing,
        publications=limits,
        dates=tuple(
            phrase
            for phrase in found.dates
            if not inside(phrase, [assumed])
            and (
                _limits(asked, phrase, known, sources=bool(sources or limits))
                or _told_then(asked, phrase, known)
            )
        ),
        assumed=assumed,
    )


def _under(scope: Scope, found: Named) -> Question:
    """A question whose filters are known already."""
    sources = tuple(who for who in found.people if who.names and set(who.names) <= set(scope.people))
    ends = {end for end in (scope.since, scope.until) if end}
    return Question(
        named=found,
        sources=sources,
        excepted=(),
        answered=(),
        subjects=tuple(who for who in found.people if who not in sources),
        unknown=(),
        compares=False,
        publications=tuple(paper for paper in found.publications if {*paper.names} & {*scope.publications}),
        dates=tuple(phrase for phrase in found.dates if {phrase.since, phrase.until} & ends),
        assumed=None,
    )


def _without_clause(text: str, clause: Span | None) -> str:
    """`text` without a clause that opens a sentence; one set between commas belongs to what is around it."""
    return text if clause is None or text[clause[0]] == "," else masked(text, [Mask(clause, " ")])


def _limits(text: str, phrase: TimePhrase, known: KnownNames, *, sources: bool) -> bool:
    """Whether the phrase says when something was written, at a time that may be that of an article."""
    return is_filter(text, phrase, sources=sources) and (
        within(known.years, phrase) or tells_when_written(text, phrase)
    )


def _told_then(text: str, phrase: TimePhrase, known: KnownNames) -> bool:
    """Whether it says when something was told, and there is an article of that month."""
    return told_in_month(text, phrase) and any(
        overlaps(record, phrase.since, phrase.until) for record in known.records
    )
