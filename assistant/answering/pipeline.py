"""How a question becomes an answer: understand, search, weigh; then decline, extract, or let a model write.

A question about the collection itself is answered from the records, without a search.

Every search of an answer is started here. Each step returns a frozen value, and its notes travel in it.
"""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace

from assistant.answering import drafts
from assistant.answering.collection import from_records
from assistant.answering.decline.decline import Decline
from assistant.answering.drafts import Asked
from assistant.answering.evidence import CANDIDATES, PER_VOICE, Evidence, everything, reported_of, weighed
from assistant.answering.extraction import MOST_VIEWPOINTS, Choice, page, viewpoints
from assistant.answering.foreign import foreign_note, main_language, spoken, translation_note, unexamined_note
from assistant.answering.parts import part_by_part, parts_of
from assistant.answering.sides import Met, met
from assistant.answers import Answer, Edition, Reason, Turn, Viewpoint
from assistant.events import Event, Finished, SummaryReady, ViewpointReady
from assistant.generation import Nearness, Reader, Screen, Writer
from assistant.index.filters import Filter, resolve
from assistant.index.search import balanced
from assistant.index.snapshot import Snapshot
from assistant.languages import UNKNOWN, name
from assistant.question import Query, understand
from assistant.question.notes import absence, unheard
from assistant.question.side_model import load_side_model
from assistant.question.timing import texts_read, timed
from assistant.scopes import Scope
from assistant.wording.lines import NOTHING_MORE
from assistant.wording.positions import in_order

NEAREST = 3
"""Viewpoints shown with a declined question."""
_MODEL_PASSAGES = 24
"""Passages that a model is given."""
_OWN_CHOICES = 2
"""Articles added for each person asked for whom the others crowded out."""


def answer(asked: Asked, snapshot: Snapshot, writer: Writer | None = None) -> Iterator[Event]:
    """The answer as it comes about; the last event is `Finished`. The model of a `writer` words it."""
    load_side_model()
    asked = drafts.spelt(asked, snapshot)
    if parts := parts_of(asked, snapshot):
        yield from part_by_part(asked, parts, snapshot, lambda part: _answer(part, snapshot, writer))
    else:
        yield from _answer(asked, snapshot, writer)


def _answer(asked: Asked, snapshot: Snapshot, writer: Writer | None) -> Iterator[Event]:
    times = [time.perf_counter()]
    if not asked.question.strip() or not snapshot.manifest.articles:
        reason: Reason = "empty_index" if asked.question.strip() else "empty_question"
        yield Finished(replace(drafts.blank(asked), reason=reason, notes=asked.notes))
        return
    query = _read(asked.question.strip(), asked.history, asked, snapshot)
    if told := from_records(asked, query, snapshot):
        times.append(time.perf_counter())
        yield Finished(replace(told, timings_ms=_timings(times)))
        return
    if drafts.unclear(query, asked, snapshot):
        times.append(time.perf_counter())
        yield Finished(
            replace(drafts.blank(asked), reason="unclear", notes=asked.notes, timings_ms=_timings(times))
        )
        return
    query, doubts = _understood(query, asked, snapshot, writer)
    only = drafts.admitted(query, asked.scope, snapshot)
    draft = drafts.opened(query, only, snapshot, asked)
    draft = replace(draft, notes=(*asked.notes, *draft.notes), shown_before=asked.shown)
    times.append(time.perf_counter())
    text, side = query.standalone_question, asked.scope.side
    sides = Met() if draft.reason else met(text, query, only, snapshot, side=side)
    if sides.side:
        only = sides.within(only)
        draft = replace(draft, searched=snapshot.extent(only))
    evidence = Evidence() if draft.reason else _everyone(query, only, asked, snapshot)
    draft = replace(draft, notes=(*draft.notes, *evidence.notes), sides=sides.sides(evidence))
    evidence = sides.sorted(evidence, snapshot, shown=asked.shown, whole=asked.show_all)
    shown = page(evidence.choices, order=query.order, most=asked.most)
    evidence = replace(evidence, choices=shown)
    draft = replace(draft, order=query.order if evidence.may_answer else "best")
    times.append(time.perf_counter())
    if evidence.may_answer:
        draft = replace(draft, viewpoints=_extracted(draft, evidence, asked, snapshot, sides))
    yield drafts.searched(draft, evidence, len(shown))
    yield from map(ViewpointReady, draft.viewpoints)
    given = evidence if evidence.may_answer or not writer else _unruled(query, asked, snapshot)
    # What a model would credit to others in the articles on a side is on no side that is known.
    to_write = writer is not None and not sides.side and (given.may_answer or bool(given.hits))
    if writer and to_write:
        draft = yield from _written(draft, query, given, snapshot, asked, writer, sides)
    model_failed = to_write and draft.engine == "extractive"
    if draft.viewpoints:
        more = len(set(given.bearing) - set(draft.articles))
        draft = drafts.answered(replace(draft, more=more), query, only, snapshot)
        draft = replace(draft, notes=(*draft.notes, *sides.told(draft)))
    elif asked.after and asked.after.answered and not draft.reason:
        draft = replace(draft, answered=True, notes=(*draft.notes, NOTHING_MORE))
    elif not draft.reason:
        draft = _declined(draft, query, evidence, only, asked, snapshot)
    times.append(time.perf_counter())
    # What failed in the rewording has then failed here, too, and is told once.
    notes = draft.notes if model_failed else (*doubts, *draft.notes)
    usage = writer.budget.usage if writer else None
    notes = (*notes, *unexamined_note(draft))
    yield Finished(replace(draft, notes=notes, timings_ms=_timings(times), usage=usage))


def _read(text: str, history: tuple[Turn, ...], asked: Asked, snapshot: Snapshot) -> Query:
    """The query of a text by rules alone."""
    records, scoped = snapshot.catalog.records, bool(asked.scope)
    query = understand(text, history, records, filters=asked.understand, scoped=scoped)
    query = spoken(query, text, snapshot, scoped=scoped)
    if not asked.understand:
        return query
    reader = drafts.reader(snapshot)
    snapshot.vector.ahead(texts_read(text, query, reader))
    return timed(query, reader)


def _understood(
    query: Query, asked: Asked, snapshot: Snapshot, writer: Writer | None
) -> tuple[Query, tuple[str, ...]]:
    """The query that a model completes, and what failed in making the question stand alone.

    A model's wording that names nobody does not take the place of one that says whose views are asked for.
    """
    doubts = tuple[str, ...]()
    if writer:
        into = main_language(snapshot) if query.foreign else name(query.language)
        condensed = writer.standalone(asked.question.strip(), asked.history, query, into=into)
        doubts = (condensed.note,) if condensed.note else ()
        reader = condensed.language or (name(query.language) if query.foreign else into)
        alone = query if condensed.question is None else _read(condensed.question, (), asked, snapshot)
        if reader != into and not alone.foreign:
            told = translation_note(reader, snapshot)
            return replace(alone, reader=reader, notes=(told, *alone.notes)), doubts
        names_somebody = alone.scope.people or alone.subjects or alone.unknown
        query = query if query.foreign or (query.scope.people and not names_somebody) else alone
    if query.foreign:
        query = replace(query, notes=(foreign_note(query, snapshot), *query.notes))
    return query, doubts


def _unruled(query: Query, asked: Asked, snapshot: Snapshot) -> Evidence:
    """What a model is given of a declined question in another language: what declines it is for English.

    Only the reader's own filters hold; those read from a question in English are not declined with.
    """
    if not (query.reader or query.foreign):
        return Evidence()
    only = resolve(asked.scope, snapshot.catalog.records)
    topic = query.topic or query.standalone_question
    hits = snapshot.search(topic, only=only, limit=CANDIDATES, language=query.language).hits
    return Evidence(balanced(hits, snapshot.catalog.by_id, per_voice=PER_VOICE, limit=CANDIDATES))


def _search(query: Query, only: Filter, snapshot: Snapshot, most: int | None = MOST_VIEWPOINTS) -> Evidence:
    """The evidence among the articles that `only` admits, with sentences of the first `most`; None: of all.

    What would be shown without the reader's filters and those on time and place, and is admitted, is shown.
    """
    found = _within(query, only, snapshot, most)
    wider = resolve(Scope(people=query.scope.people), snapshot.catalog.records)
    if found.may_answer or only in (wider, Filter()):
        return found
    whole = _within(query, wider, snapshot, None)
    by_id = snapshot.catalog.by_id
    admitted = tuple(choice for choice in whole.choices if only.admits(choice.article.record))
    if not (whole.may_answer and admitted):
        return found
    bearing = tuple(article_id for article_id in whole.bearing if only.admits(by_id[article_id]))
    return replace(found, choices=admitted, bearing=bearing, decline=Decline(), notes=whole.notes)


def _within(query: Query, only: Filter, snapshot: Snapshot, most: int | None) -> Evidence:
    if query.everything:
        return everything(query, snapshot, only=only, most=most)
    ranking = snapshot.search(query.topic, only=only, limit=CANDIDATES, language=query.language)
    return weighed(query, ranking, snapshot, only=only, most=None if query.by_date else most)


def _everyone(query: Query, only: Filter, asked: Asked, snapshot: Snapshot) -> Evidence:
    """The evidence, first with something of everyone asked for: their own best, else what others report."""
    scope, most = asked.scope, None if asked.show_all else len(asked.shown) + asked.at_once
    found = _search(query, only, snapshot, most)
    wanted = drafts.people_asked(query, scope)
    heard = {name for choice in found.choices for name in choice.article.record.names}
    missing = unheard(wanted, heard) if found.may_answer else wanted
    each_of = [_of_one(person, query, only, scope, snapshot, own=len(wanted) > 1) for person in missing]
    extra = [each for each in each_of if each.may_answer]
    added = [choice for each in extra for choice in each.choices[:_OWN_CHOICES]]
    if not extra and (len(wanted) < 2 or not found.may_answer):
        return found
    choices = (*added, *found.choices) if found.may_answer else tuple(added)
    return Evidence(
        hits=found.hits + tuple(hit for each in extra for hit in each.hits),
        choices=_each_first(wanted, choices),
        bearing=tuple(
            dict.fromkeys((*(choice.article.id for choice in added), *found.bearing * found.may_answer))
        ),
        notes=(*found.notes, *(note for each in extra for note in each.notes)),
    )


def _each_first(wanted: Sequence[str], choices: Sequence[Choice]) -> tuple[Choice, ...]:
    """The choices, the best of each of the people asked for before all others."""
    by_id = {choice.article.id: choice for choice in choices}
    firsts = [
        next((id for id, each in by_id.items() if not unheard((person,), each.article.record.names)), None)
        for person in wanted
    ]
    first = {id: replace(by_id[id], wanted=True) for id in firsts if id is not None}
    return tuple((first | {id: each for id, each in by_id.items() if id not in first}).values())


def _of_one(
    person: str, query: Query, only: Filter, scope: Scope, snapshot: Snapshot, *, own: bool
) -> Evidence:
    """What one person says where `own`, else what others report of that person.

    A reader's own filter on people admits no reports by others.
    """
    if own:
        alone = resolve(Scope(people=(person,)), snapshot.catalog.records)
        found = _search(query, only.meet(alone), snapshot)
        if found.may_answer:
            return found
    if scope.people or not query.topic:
        return Evidence()
    everywhere = replace(only, people=())
    ranking = snapshot.search(query.topic, only=everywhere, limit=CANDIDATES, language=query.language)
    return reported_of(person, query, ranking, snapshot)


def _written(
    draft: Answer,
    query: Query,
    evidence: Evidence,
    snapshot: Snapshot,
    asked: Asked,
    writer: Writer,
    sides: Met,
) -> Generator[Event, None, Answer]:
    """The draft with what a model writes, verified: its views take the places of others, none is lost."""

    def finished(view: Viewpoint) -> Viewpoint:
        return sides.marked(_with_copies(view, snapshot))

    passages = evidence.passages(_MODEL_PASSAGES)
    outcome = writer.write(
        query.standalone_question,
        passages,
        articles={each.article_id: snapshot.article(each.article_id) for each in passages},
        attribution_of=sides.attribution(snapshot),
        nearness=Nearness(snapshot.encoder, snapshot.sentence_vectors),
        reader=_reader(query, asked),
        screen=Screen(viewpoints=draft.viewpoints, first_citation=asked.first_citation, most=asked.most),
    )
    for event in outcome.events:
        yield replace(event, viewpoint=finished(event.viewpoint))
    if outcome.summary:
        yield SummaryReady(outcome.summary)
    if outcome.viewpoints and not evidence.choices:  # declined for its words, it was searched without them
        only = resolve(asked.scope, snapshot.catalog.records)
        draft = replace(draft, reason=None, understood=Scope(), searched=snapshot.extent(only))
    return replace(
        draft,
        engine=drafts.engine(outcome),
        order="best" if outcome.written else draft.order,
        viewpoints=tuple(map(finished, outcome.viewpoints)),
        summary=outcome.summary,
        notes=(*draft.notes, *outcome.notes),
    )


def _reader(query: Query, asked: Asked) -> Reader:
    """The language in which the answer is to be; the question itself tells where it is searched as it is."""
    if query.reader:
        return Reader(query.reader, asked.question)
    return Reader(name(query.language)) if query.language != UNKNOWN else Reader()


def _extracted(
    draft: Answer, evidence: Evidence, asked: Asked, snapshot: Snapshot, sides: Met
) -> tuple[Viewpoint, ...]:
    """The views chosen without a model, in the order in which they are shown."""
    found = viewpoints(
        evidence.choices,
        sides.attribution(snapshot),
        first_citation=asked.first_citation,
        limit=asked.most,
        asks_side=sides.asks is not None,
    )
    return in_order(draft, [sides.marked(_with_copies(view, snapshot)) for view in found])


def _with_copies(viewpoint: Viewpoint, snapshot: Snapshot) -> Viewpoint:
    shown = viewpoint.record.article_id
    others = (record for record in snapshot.catalog.editions(shown) if record.article_id != shown)
    return replace(viewpoint, also_in=tuple(map(Edition.of, others)))


def _declined(
    draft: Answer, query: Query, evidence: Evidence, only: Filter, asked: Asked, snapshot: Snapshot
) -> Answer:
    """The draft with the reason why nothing answers, which two wider searches tell, and what came nearest."""
    wanted = drafts.people_asked(query, draft.scope)
    reason: Reason = "not_covered"
    # What somebody says in another language than the question's was not understood, so nobody is silent.
    if wanted and not query.foreign and not _search(query, Filter(people=only.people), snapshot).may_answer:
        reason = "person_silent"
    elif only != Filter() and _search(query, Filter(), snapshot).may_answer:
        reason = "filtered_out"
    silent = wanted if reason == "person_silent" else ()
    records, names = snapshot.catalog.records, evidence.decline.unknown_names
    chosen = evidence.choices[: min(NEAREST, asked.at_once)] if evidence.decline.show_nearest else ()
    nearest = viewpoints(chosen, snapshot.attribution, limit=NEAREST, first_citation=asked.first_citation)
    return replace(
        draft,
        reason=reason,
        nearest=in_order(draft, [_with_copies(view, snapshot) for view in nearest]),
        absences=tuple(absence(person, records, Filter(), names) for person in silent),
        notes=(*draft.notes, *filter(None, (evidence.decline.note,))),
    )


def _timings(times: list[float]) -> dict[str, float]:
    steps = zip(("understand", "retrieve", "answer"), times, times[1:], strict=False)
    return {step: round((end - start) * 1000, 1) for step, start, end in steps}
