"""One question being answered: understood, searched, answered or declined."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from assistant.answering import people
from assistant.answering.events import Event, Finished, Searched, SummaryReady, ViewpointReady
from assistant.answering.everyday import Everyday
from assistant.answering.extraction import MOST_VIEWPOINTS, Choice, Holding, choose, viewpoints
from assistant.answering.silence import Evidence, silence
from assistant.answering.understanding import Understood, understand
from assistant.answering.writing import Outcome, write
from assistant.index.balance import balanced
from assistant.index.filters import Filter, resolve
from assistant.index.lexical import stems
from assistant.index.search import Hit
from assistant.names import names_match
from assistant.speakers import Holder
from assistant.types import (
    Absence,
    Answer,
    Article,
    Engine,
    Extent,
    Reason,
    Record,
    Scope,
    Span,
    Turn,
    Viewpoint,
    listed,
)

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from assistant.index.generation import Generation
    from assistant.index.index import Index

LONGEST_QUESTION = 2_000
"""Characters of a question that are read."""
CANDIDATES = 120
"""Passages looked at."""
PER_VOICE = 8
"""Passages of one voice among them."""
SOURCES = 16
"""Passages a model is given."""
NEAREST = 3
"""Viewpoints shown with a declined question."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gave: sentences to quote, and the evidence against answering with them."""

    hits: tuple[Hit, ...]
    choices: tuple[Choice, ...]
    evidence: Evidence

    @property
    def answers(self) -> bool:
        return bool(self.choices) and not self.evidence


@dataclass(kw_only=True)
class Inquiry:
    """One question on its way to an answer."""

    index: Index
    generation: Generation
    holders: Callable[[Article], tuple[Holder, ...]]
    """Whose view each sentence of an article is."""
    everyday: Everyday
    model: BaseChatModel | None
    seconds: float
    """What the model may take."""
    question: str
    history: tuple[Turn, ...]
    scope: Scope
    reads_filters: bool
    notes: tuple[str, ...] = ()
    _timings: dict[str, float] = field(default_factory=dict)
    _since: float = field(default_factory=time.perf_counter)

    def run(self) -> Iterator[Event]:
        """The events of this question; the last is `Finished`."""
        if not self.question.strip():
            yield Finished(self._answer(answered=False, reason="empty_question"))
        elif not self.generation.manifest.articles:
            yield Finished(self._answer(answered=False, reason="empty_index"))
        else:
            yield from self._answered(self._understood())

    def _understood(self) -> Understood:
        question = self.question.strip()
        if len(question) > LONGEST_QUESTION:
            question = question[:LONGEST_QUESTION]
            self.notes += (f"Only the first {LONGEST_QUESTION:,} characters of the question were read.",)
        understood = understand(question, self.history, self._records, filters=self.reads_filters)
        self.notes += tuple(note for note in understood.notes if note not in self._answerable(understood))
        self.notes += tuple(
            f"No article here is by or with {person}; what others report is shown."
            for person in understood.unknown
            if self._is_mentioned(person)
        )
        self._lap("understand")
        return understood

    def _answered(self, understood: Understood) -> Iterator[Event]:
        unknown = people.unknown(self.scope.people, self._records)
        self.notes += tuple(people.suggestion(person, self._records) for person in unknown)
        only = self._filter(understood)
        shared: dict[str, Any] = {
            "standalone_question": understood.standalone_question,
            "understood": understood.scope,
            "searched": self._extent(only),
        }
        since, until = only.first_day, only.last_day
        if since is not None and until is not None and since > until:
            self.notes += ("The dates asked for end before they begin, so no article lies between them.",)
        yield Searched(understood.standalone_question, understood.scope, shared["searched"])
        if unknown or any(not self._is_mentioned(person) for person in understood.unknown):
            yield Finished(self._answer(answered=False, reason="unknown_person", **shared))
            return
        found = self._everyone_heard(understood, only, self._search(understood, only))
        self._lap("retrieve")
        if found.answers:
            yield from self._viewpoints(understood, only, found, shared)
        else:
            yield Finished(self._declined(understood, only, found, shared))

    def _viewpoints(
        self, understood: Understood, only: Filter, found: Found, shared: dict[str, Any]
    ) -> Iterator[Event]:
        shown: dict[tuple[str, str | None, bool], Viewpoint] = {}
        written: dict[str, Any] = {"engine": "extractive"}
        complete = False
        for event in self._written(understood, found):
            if isinstance(event, Outcome):
                complete, self.notes = event.complete, self.notes + event.notes
                written["usage"] = event.usage
                written["engine"] = _engine(complete, bool(shown))
                continue
            if isinstance(event, SummaryReady):
                written["summary"] = event.summary
            else:
                shown[_key(event.viewpoint)] = event.viewpoint
            yield event
        if not complete:
            for viewpoint in self._extracted(found, shown.values()):
                shown[_key(viewpoint)] = viewpoint
                yield ViewpointReady(viewpoint)
        self._lap("answer")
        if shown:
            views = tuple(shown.values())
            absences = self._absences(understood, views)
            yield Finished(
                self._answer(answered=True, viewpoints=views, absences=absences, **written, **shared)
            )
        else:
            yield Finished(self._declined(understood, only, found, {**written, **shared}))

    def _written(
        self, understood: Understood, found: Found
    ) -> Iterator[ViewpointReady | SummaryReady | Outcome]:
        """What the model writes, verified; nothing where there is no model."""
        if self.model is None:
            return
        sources = tuple(hit.passage for hit in found.hits[:SOURCES])
        articles = {source.article_id: self._article(source.article_id) for source in sources}
        yield from write(
            question=understood.standalone_question,
            sources=sources,
            articles=articles,
            model=self.model,
            seconds=self.seconds,
            people=tuple({name for record in self._records for name in record.people}),
            speaker_of=self._certain_holding,
        )

    def _extracted(self, found: Found, shown: Iterable[Viewpoint]) -> Iterator[Viewpoint]:
        """Viewpoints by extraction of the articles that `shown` leaves out."""
        views = tuple(shown)
        covered = {viewpoint.record.article_id for viewpoint in views}
        last = max((quote.citation for view in views for quote in view.quotes), default=0)
        rest = [choice for choice in found.choices if choice.article.id not in covered]
        room = MOST_VIEWPOINTS - len(views)
        return viewpoints(rest[:room], self._holding, limit=room, first_citation=last + 1)

    def _declined(self, understood: Understood, only: Filter, found: Found, shared: dict[str, Any]) -> Answer:
        asked = self._people_asked(understood)
        reason: Reason = "not_covered"
        if asked and not self._search(understood, Filter(people=only.people)).answers:
            reason = "person_silent"
        elif only != Filter() and self._search(understood, Filter()).answers:
            reason = "filtered_out"
        nearest: tuple[Viewpoint, ...] = ()
        if found.evidence.show_nearest:
            nearest = tuple(viewpoints(found.choices[:NEAREST], self._holding, limit=NEAREST))
        if found.evidence.unknown_names:
            self.notes += (_not_named(found.evidence.unknown_names),)
        self._lap("answer")
        return self._answer(
            answered=False,
            reason=reason,
            nearest=nearest,
            absences=tuple(people.absence(person, self._records) for person in asked)
            if reason == "person_silent"
            else (),
            **shared,
        )

    def _absences(self, understood: Understood, shown: Sequence[Viewpoint]) -> tuple[Absence, ...]:
        """The people asked for who have no viewpoint among those shown."""
        heard = {name for viewpoint in shown for name in viewpoint.record.people}
        silent = [
            person
            for person in self._people_asked(understood)
            if not any(names_match(person, name) for name in heard)
        ]
        return tuple(people.absence(person, self._records) for person in silent)

    def _people_asked(self, understood: Understood) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self.scope.people, *understood.scope.people)))

    def _filter(self, understood: Understood) -> Filter:
        asked = resolve(self.scope, self._records).meet(resolve(understood.scope, self._records))
        if understood.articles:
            asked = asked.meet(Filter(articles=frozenset(understood.articles)))
        return asked

    def _search(self, understood: Understood, only: Filter) -> Found:
        ranking = self.index.search(self.generation, understood.topic, only=only, limit=CANDIDATES)
        cap = CANDIDATES if only.people else PER_VOICE
        hits = balanced(ranking.hits, self._by_id, per_voice=cap, limit=CANDIDATES)
        question = understood.standalone_question
        evidence = silence(
            question,
            ranking,
            self.generation.lexical,
            everyday=self.everyday.nearness(question),
            of_a_person=bool(only.people),
        )
        return Found(hits, choose(ranking, hits, self._article, self._holding), evidence)

    def _everyone_heard(self, understood: Understood, only: Filter, found: Found) -> Found:
        """What was found, and for each of several people asked for who is not in it, their own best."""
        asked = self._people_asked(understood)
        if len(asked) < 2:
            return found
        heard = {name for choice in found.choices for name in choice.article.record.people}
        hits, choices = found.hits, list[Choice]()
        for person in asked:
            if not any(names_match(person, name) for name in heard):
                alone = resolve(Scope(people=(person,)), self._records)
                own = self._search(understood, only.meet(alone))
                if own.answers:
                    hits, choices = hits + own.hits, [*choices, *own.choices[:2]]
        first = found.choices[: max(0, MOST_VIEWPOINTS - len(choices))]
        return Found(hits, (*first, *choices), found.evidence)

    def _extent(self, only: Filter) -> Extent:
        records = [record for record in self._records if only.admits(record)]
        dates = [record.date for record in records if record.date]
        undated = sum(
            only.by_date and record.date is None and only.admits_source(record) for record in self._records
        )
        if undated:
            articles = (
                "1 article without a date was" if undated == 1 else f"{undated} articles without a date were"
            )
            self.notes += (f"{articles} left out by the date filter.",)
        return Extent(
            articles=len(records),
            voices=len({voice for record in records for voice in record.voices}),
            first=min(dates, key=lambda date: date.first, default=None),
            last=max(dates, key=lambda date: date.first, default=None),
            undated_left_out=undated,
        )

    def _answer(self, **parts: Any) -> Answer:
        parts.setdefault("standalone_question", self.question.strip())
        return Answer(
            question=self.question,
            scope=self.scope,
            notes=self.notes,
            timings_ms=dict(self._timings),
            **parts,
        )

    def _holding(self, article: Article, span: Span) -> Holding:
        holder = self._holder(article, span)
        return (holder.speaker, holder.reported) if holder else (article.record.voice, False)

    def _certain_holding(self, article: Article, span: Span) -> Holding | None:
        """Whose view it is where that is sure enough to overrule a model."""
        holder = self._holder(article, span)
        return (holder.speaker, holder.reported) if holder and holder.certain else None

    def _holder(self, article: Article, span: Span) -> Holder | None:
        return next((one for one in self.holders(article) if one.start <= span[0] < one.end), None)

    def _answerable(self, understood: Understood) -> tuple[str, ...]:
        """Notes on people who are unknown as voices, but whom articles may report."""
        reported = (person for person in understood.unknown if self._is_mentioned(person))
        return tuple(people.suggestion(person, self._records) for person in reported)

    def _is_mentioned(self, person: str) -> bool:
        """Whether an article may report a person who is no one's author or voice here."""
        return all(self.generation.lexical.knows(word) for word in stems(person))

    def _article(self, article_id: str) -> Article:
        return self.generation.catalog.article_at(self.generation.catalog.positions[article_id])

    @property
    def _records(self) -> tuple[Record, ...]:
        return self.generation.catalog.records

    @property
    def _by_id(self) -> dict[str, Record]:
        return self.generation.catalog.by_id

    def _lap(self, name: str) -> None:
        now = time.perf_counter()
        self._timings[name] = self._timings.get(name, 0) + round((now - self._since) * 1000, 1)
        self._since = now


def _key(viewpoint: Viewpoint) -> tuple[str, str | None, bool]:
    return viewpoint.record.article_id, viewpoint.speaker, viewpoint.reported


def _engine(complete: bool, any_written: bool) -> Engine:
    if complete:
        return "model"
    return "model+extractive" if any_written else "extractive"


def _not_named(names: tuple[str, ...]) -> str:
    verb = "is" if len(names) == 1 else "are"
    return f"{listed(tuple(repr(name) for name in names))} {verb} not mentioned in any article here."
