"""One question being answered: understood, searched, answered or declined."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from assistant.answering import people
from assistant.answering.events import Event, Finished, Searched, SummaryReady, ViewpointReady, grown
from assistant.answering.extraction import MOST_VIEWPOINTS, in_order, viewpoints
from assistant.answering.finding import Finder, Found
from assistant.answering.understanding import Understood, understand
from assistant.answering.writer import Writer
from assistant.answering.writing import Outcome
from assistant.answering.writing.condensing import Condensed
from assistant.index.filters import Filter, resolve
from assistant.index.lexical import stems
from assistant.types import Absence, Answer, Engine, Extent, Reason, Record, Scope, Turn, Viewpoint

if TYPE_CHECKING:
    from assistant.answering.everyday import Everyday
    from assistant.answering.holdings import Holdings
    from assistant.index.generation import Generation
    from assistant.index.index import Index

LONGEST_QUESTION = 2_000
"""Characters of a question that are read: the last, as a question stands after the text it is about."""
NEAREST = 3
"""Viewpoints shown with a declined question."""


@dataclass(kw_only=True)
class Inquiry:
    """One question on its way to an answer."""

    index: Index
    generation: Generation
    holdings: Holdings
    everyday: Everyday
    writer: Writer | None
    """The chat model, where there is one."""
    question: str
    history: tuple[Turn, ...]
    scope: Scope
    reads_filters: bool
    notes: tuple[str, ...] = ()
    _doubts: tuple[str, ...] = ()
    """What failed in making the question stand alone."""
    _timings: dict[str, float] = field(default_factory=dict)
    _since: float = field(default_factory=time.perf_counter)

    def __post_init__(self) -> None:
        whole, self.question = self.question.strip(), read_part(self.question)
        read = len(self.question.strip())
        if read < len(whole):
            self.notes += (f"Only the last {read:,} of the question's {len(whole):,} characters were read.",)

    def run(self) -> Iterator[Event]:
        """The events of this question; the last is `Finished`."""
        blank = Answer(
            question=self.question,
            standalone_question=self.question.strip(),
            answered=False,
            scope=self.scope,
        )
        if not self.question.strip():
            yield self._finished(replace(blank, reason="empty_question"))
        elif not self.generation.manifest.articles:
            yield self._finished(replace(blank, reason="empty_index"))
        else:
            understood = self._understood()
            if understood.pleasantry:
                yield self._finished(replace(blank, reason="empty_question"))
            else:
                yield from self._answered(blank, understood)

    def _answered(self, blank: Answer, understood: Understood) -> Iterator[Event]:
        only = self._filter(understood)
        draft = replace(
            blank,
            standalone_question=understood.standalone_question,
            understood=understood.scope,
            searched=self.generation.extent(only),
        )
        self.notes += _left_out(draft.searched)
        if understood.everything and draft.searched.articles > MOST_VIEWPOINTS:
            self.notes += (
                f"Only the {MOST_VIEWPOINTS} newest of {draft.searched.articles} articles are shown.",
            )
        yield Searched(draft.standalone_question, draft.understood, draft.searched)
        unknown = people.unknown(self.scope.people, self._records)
        self.notes += tuple(people.suggestion(person, self._records) for person in unknown)
        nobody = understood.unknown and not understood.scope.people
        if unknown or (nobody and not any(map(self._is_mentioned, understood.unknown))):
            yield self._finished(replace(draft, reason="unknown_person"))
            return
        finder = Finder(self.index, self.generation, self.holdings, self.everyday, self.scope, understood)
        found = finder.everyone(self._asked(draft), only)
        self.notes += found.notes
        self._lap("retrieve")
        if found.answers:
            draft = yield from self._with_viewpoints(draft, finder, found, only)
        if draft.viewpoints:
            self.notes += tuple(
                f"No article here is by or with {person}; what others report is shown."
                for person in self._mentioned(understood)
            )
            yield self._finished(replace(draft, answered=True, absences=self._absences(draft, only)))
        else:
            yield self._finished(self._declined(draft, finder, only, found))

    def _understood(self) -> Understood:
        question = self.question.strip()
        understood = self._alone(question, self._read(question, self.history))
        answerable = [people.suggestion(person, self._records) for person in self._mentioned(understood)]
        self.notes += tuple(note for note in understood.notes if note not in answerable)
        self._lap("understand")
        return understood

    def _read(self, question: str, history: tuple[Turn, ...]) -> Understood:
        filters, scoped = self.reads_filters, bool(self.scope)
        return understand(question, history, self._records, filters=filters, scoped=scoped)

    def _alone(self, question: str, understood: Understood) -> Understood:
        """The question as the model makes it stand alone; as `understood` where that is no better.

        A wording that names nobody does not take the place of one that says whose views are asked for.
        """
        condensed = self.writer.standalone(question, self.history, understood) if self.writer else Condensed()
        self._doubts = (condensed.note,) if condensed.note else ()
        if condensed.question is None:
            return understood
        alone = self._read(condensed.question, ())
        names_somebody = alone.scope.people or alone.subjects or alone.unknown
        return understood if understood.scope.people and not names_somebody else alone

    def _with_viewpoints(
        self, draft: Answer, finder: Finder, found: Found, only: Filter
    ) -> Generator[Event, None, Answer]:
        """The draft with what a model writes, verified, and what extraction adds to it."""
        complete = False
        written = (
            self.writer.write(finder, found, only, further=not self._asked(draft)) if self.writer else ()
        )
        for event in written:
            if isinstance(event, Outcome):
                complete = event.complete
                # What broke the answer too is said once.
                self._doubts = self._doubts if complete else ()
                self.notes += event.notes
                draft = replace(draft, engine=_engine(complete, bool(draft.viewpoints)))
                continue
            if isinstance(event, SummaryReady):
                draft = replace(draft, summary=event.summary)
            else:
                draft = replace(draft, viewpoints=grown(draft.viewpoints, event.viewpoint))
            yield event
        if not complete:
            for viewpoint in self._extracted(found, draft.viewpoints):
                draft = replace(draft, viewpoints=grown(draft.viewpoints, viewpoint))
                yield ViewpointReady(viewpoint)
        return draft

    def _extracted(self, found: Found, shown: tuple[Viewpoint, ...]) -> Iterator[Viewpoint]:
        """Viewpoints by extraction of the articles that those `shown` leave out."""
        covered = {viewpoint.record.article_id for viewpoint in shown}
        last = max((quote.citation for view in shown for quote in view.quotes), default=0)
        rest = [choice for choice in found.choices if choice.article.id not in covered]
        room = MOST_VIEWPOINTS - len(shown)
        return viewpoints(in_order(rest[:room]), self.holdings.of, limit=room, first_citation=last + 1)

    def _declined(self, draft: Answer, finder: Finder, only: Filter, found: Found) -> Answer:
        asked = self._asked(draft)
        reason: Reason = "not_covered"
        if asked and not finder.find(Filter(people=only.people)).answers:
            reason = "person_silent"
        elif only != Filter() and finder.find(Filter()).answers:
            reason = "filtered_out"
        silent = asked if reason == "person_silent" else ()
        nearest: tuple[Viewpoint, ...] = ()
        if found.evidence.show_nearest:
            nearest = tuple(viewpoints(found.choices[:NEAREST], self.holdings.of, limit=NEAREST))
        if found.evidence.note:
            self.notes += (found.evidence.note,)
        on = found.evidence.unknown_names
        absences = tuple(people.absence(person, self._records, Filter(), on) for person in silent)
        return replace(draft, reason=reason, nearest=nearest, absences=absences)

    def _absences(self, draft: Answer, only: Filter) -> tuple[Absence, ...]:
        """The people asked for who have no viewpoint among those shown."""
        heard = {name for viewpoint in draft.viewpoints for name in viewpoint.record.people}
        silent = people.unheard(self._asked(draft), heard)
        others = replace(only, people=())
        return tuple(people.absence(person, self._records, others) for person in silent)

    def _asked(self, draft: Answer) -> tuple[str, ...]:
        """The people filtered for, by the reader or in the question."""
        return tuple(dict.fromkeys((*draft.scope.people, *draft.understood.people)))

    def _filter(self, understood: Understood) -> Filter:
        only = resolve(self.scope, self._records).meet(resolve(understood.scope, self._records))
        if understood.articles:
            only = only.meet(Filter(articles=frozenset(understood.articles)))
        since, until = only.first_day, only.last_day
        if since is not None and until is not None and since > until:
            self.notes += ("The dates asked for end before they begin, so no article lies between them.",)
        return only

    def _mentioned(self, understood: Understood) -> list[str]:
        """Those of the unknown people asked for whom articles may report."""
        return [person for person in understood.unknown if self._is_mentioned(person)]

    def _is_mentioned(self, person: str) -> bool:
        """Whether an article may report a person who is no one's author or voice here."""
        return all(self.generation.lexical.knows(word) for word in stems(person))

    def _finished(self, answer: Answer) -> Finished:
        self._lap("answer")
        usage = self.writer.budget.usage if self.writer else None
        notes = (*self._doubts, *self.notes)
        return Finished(replace(answer, notes=notes, timings_ms=dict(self._timings), usage=usage))

    @property
    def _records(self) -> tuple[Record, ...]:
        return self.generation.catalog.records

    def _lap(self, name: str) -> None:
        now = time.perf_counter()
        self._timings[name] = self._timings.get(name, 0) + round((now - self._since) * 1000, 1)
        self._since = now


def read_part(question: str) -> str:
    """The question as it is where it is short; of a longer one the end, from the start of a word.

    >>> read_part(" Why? "), read_part("pasted " * 300 + "Why?")[-12:]
    (' Why? ', ' pasted Why?')
    """
    if len(question) <= LONGEST_QUESTION:
        return question
    end = question.strip()[-LONGEST_QUESTION - 1 :]
    if len(end) <= LONGEST_QUESTION:
        return end
    _, *rest = end.split(maxsplit=1)
    return rest[0] if rest else end[1:]


def _engine(complete: bool, any_written: bool) -> Engine:
    if complete:
        return "model"
    return "model+extractive" if any_written else "extractive"


def _left_out(searched: Extent) -> tuple[str, ...]:
    """A sentence for readers on the undated articles that a date filter leaves out."""
    count = searched.undated_left_out
    if not count:
        return ()
    articles = "1 article without a date was" if count == 1 else f"{count} articles without a date were"
    return (f"{articles} left out by the date filter.",)
