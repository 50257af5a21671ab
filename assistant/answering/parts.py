"""A question of several parts: each is understood and answered by itself, and all make one answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import zip_longest

from assistant.answering.drafts import Asked, blank
from assistant.answering.extraction import MOST_VIEWPOINTS
from assistant.answers import Answer, Turn
from assistant.events import Event, Finished, PartReady, Searched, ViewpointReady, ViewpointReplaced
from assistant.index.filters import resolve
from assistant.index.snapshot import Snapshot
from assistant.question.mentions import known_names
from assistant.question.parts import divided
from assistant.question.periods import current_date
from assistant.scopes import Scope

_MOST = 3
"""Viewpoints shown of a part at once; fewer where all parts would show more than one question does."""


def parts_of(asked: Asked, snapshot: Snapshot) -> tuple[str, ...]:
    """The parts of a question; empty for one question, and for one that is asked literally."""
    if not asked.understand:
        return ()
    today = current_date()
    return divided(asked.question, known_names(snapshot.catalog.records), today)


def part_by_part(
    asked: Asked, parts: tuple[str, ...], snapshot: Snapshot, answered: Callable[[Asked], Iterator[Event]]
) -> Iterator[Event]:
    """The events of the whole answer; `answered` gives those of a part.

    A part takes what it leaves out from those before it, as a follow-up does, and nothing else: no name in
    one narrows another.
    """
    extent = snapshot.extent(resolve(asked.scope, snapshot.catalog.records))
    yield Searched(asked.question.strip(), Scope(), extent)
    each = min(_MOST, max(1, MOST_VIEWPOINTS // len(parts)))
    before = asked.after.parts if asked.after else ()
    whole = replace(
        blank(asked), standalone_question=asked.question.strip(), searched=extent, notes=asked.notes
    )
    for words, after in zip_longest(parts, before[: len(parts)]):
        history = (*asked.history, *(Turn(question=part.question, answer=part) for part in whole.parts))
        own = Asked(
            question=words,
            history=history,
            scope=asked.scope,
            exact=asked.exact,
            after=after,
            show_all=asked.show_all,
            at_once=each,
            cited=max(whole.last_citation, asked.after.last_citation if asked.after else 0),
        )
        for event in answered(own):
            if isinstance(event, ViewpointReady | ViewpointReplaced):
                yield replace(event, viewpoint=replace(event.viewpoint, part=words))
            elif isinstance(event, Finished):
                part = _marked(event.answer, words)
                whole = _with_part(whole, part)
                yield PartReady(part)
    yield Finished(whole)


def _marked(answer: Answer, words: str) -> Answer:
    return replace(
        answer,
        viewpoints=tuple(replace(view, part=words) for view in answer.viewpoints),
        nearest=tuple(replace(view, part=words) for view in answer.nearest),
    )


def _with_part(whole: Answer, part: Answer) -> Answer:
    read = whole.understood, part.understood
    engines = {whole.engine, part.engine} if whole.parts else {part.engine}
    answered = whole.answered or part.answered
    times = {step: whole.timings_ms.get(step, 0) + took for step, took in part.timings_ms.items()}
    return replace(
        whole,
        parts=(*whole.parts, part),
        answered=answered,
        reason=None if answered else whole.reason or part.reason,
        engine=part.engine if len(engines) == 1 else "model+extractive",
        understood=Scope(
            people=tuple(dict.fromkeys(name for scope in read for name in scope.people)),
            publications=tuple(dict.fromkeys(name for scope in read for name in scope.publications)),
        ),
        viewpoints=(*whole.viewpoints, *part.viewpoints),
        nearest=(*whole.nearest, *part.nearest),
        absences=tuple(dict.fromkeys((*whole.absences, *part.absences))),
        more=whole.more + part.more,
        shown_before=tuple(dict.fromkeys((*whole.shown_before, *part.shown_before))),
        timings_ms={step: round(took, 1) for step, took in times.items()},
        usage=part.usage or whole.usage,
    )
