"""A question understood: on its own, with the filters it names and the topic that is left to search for."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answering.people import suggestion
from assistant.answering.understanding.follow_up import resolve
from assistant.answering.understanding.known_names import KnownNames, known_names
from assistant.answering.understanding.named import full_names
from assistant.answering.understanding.premises import not_then, not_there
from assistant.answering.understanding.question import Question, overlaps, read_question
from assistant.answering.understanding.question_topic import says_something
from assistant.types import Record, Scope, Turn, listed


@dataclass(frozen=True, slots=True)
class Understood:
    """What a question asks for."""

    standalone_question: str
    """The question, clear without the conversation before it."""
    scope: Scope = Scope()
    """Filters named in the question, by full known names."""
    subjects: tuple[str, ...] = ()
    """Known people the question is about, not for."""
    compared: tuple[str, ...] = ()
    """People it sets side by side; they are in `scope.people` too."""
    articles: tuple[str, ...] = ()
    """Ids of the articles of an earlier answer it is limited to."""
    notes: tuple[str, ...] = ()
    """Sentences for readers: names not known here, wrong assumptions about who wrote what."""
    unknown: tuple[str, ...] = ()
    """People asked for as sources whom no record names."""
    topic: str = ""
    """What to search for; never empty for a question that is not."""


def understand(
    question: str,
    history: tuple[Turn, ...],
    records: Sequence[Record],
    *,
    filters: bool = True,
    today: datetime.date | None = None,
) -> Understood:
    """Make `question` stand alone, then read its filters, unless `filters` is false.

    `today` is the day on which "last year" is asked; by default the day it is.
    """
    known = known_names(records)
    resolved = resolve(question, history, known)
    if not filters:
        return Understood(resolved.standalone, articles=resolved.articles, topic=resolved.question)
    read = read_question(resolved.question, known, today or datetime.datetime.now(datetime.UTC).date())
    return Understood(
        standalone_question=resolved.standalone,
        scope=read.scope,
        subjects=full_names(read.subjects),
        compared=read.people if read.compares else (),
        articles=resolved.articles,
        notes=tuple(_notes(read, known)),
        unknown=tuple(mention.text for mention in read.unknown),
        topic=read.topic if says_something(read.rest) else resolved.about or read.text,
    )


def _notes(read: Question, known: KnownNames) -> Iterator[str]:
    yield from (suggestion(mention.text, known.records) for mention in read.unknown)
    for mention in read.sources:
        if len(mention.names) > 1:
            yield f"{mention.text!r} may be {' or '.join(mention.names)}: all of them were searched."
    for paper in (*read.publications, *read.assumed_publications):
        if not paper.names:
            yield f"No article here is from {paper.text!r}."
    yield from _premises(read, known)


def _premises(read: Question, known: KnownNames) -> Iterator[str]:
    """Who was not heard where or when the question says."""
    taken = [mention for mention in read.subjects if read.assumed and mention.span[0] < read.assumed[1]]
    for names, papers in (
        (read.people, read.publications),
        (full_names(taken), read.assumed_publications),
    ):
        publications = full_names(papers)
        if publications:
            yield from not_there(names, publications, listed(publications), known)
    if read.dates:
        scope = read.scope
        yield from not_then(
            read.people,
            lambda record: overlaps(record, scope.since, scope.until),
            "the time asked for",
            known,
        )
