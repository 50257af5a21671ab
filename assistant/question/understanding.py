"""A question understood: on its own, with the filters it names and the topic that is left to search for."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answers import Turn
from assistant.articles import Record
from assistant.question.follow_up import Resolved, resolve
from assistant.question.known_names import KnownNames, known_names
from assistant.question.named import full_names, inside
from assistant.question.people import suggestion
from assistant.question.periods import overlaps
from assistant.question.pleasantries import is_pleasantry
from assistant.question.premises import Premise
from assistant.question.question import Question, read_question
from assistant.question.question_publications import PublicationMention
from assistant.question.question_topic import asks_for_articles
from assistant.scopes import Scope

_JUDGEMENT = re.compile(
    r"\W*(?:should|ought|must|would it be|(?:is|was) it (?:right|wrong|wise|good|better|fair|just))\b",
    re.IGNORECASE,
)
_OVER_TIME = re.compile(
    r"\b(?:chang|develop|evolv|shift|soften|harden|revis|reconsider|consistent|wavered?)\w*|"
    r"\bover (?:the )?(?:years|time)\b|\bstill\b|\bno longer\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Query:
    """What a question asks for."""

    standalone_question: str
    """The question, clear without the conversation before it."""
    scope: Scope = Scope()
    """Filters named in the question, by full known names."""
    subjects: tuple[str, ...] = ()
    """Known people the question is about, not for."""
    compared: tuple[str, ...] = ()
    """People it sets side by side; they are in `scope.people` too."""
    excluded: tuple[str, ...] = ()
    """People whose own views it does not ask for, since it asks for others'; never in `scope.people`."""
    articles: tuple[str, ...] = ()
    """Ids of the articles it is limited to: those of an earlier answer, or of the several times it names."""
    notes: tuple[str, ...] = ()
    """Sentences for readers: names not known here, wrong assumptions about who wrote what."""
    unknown: tuple[str, ...] = ()
    """People asked for as sources whom no record names."""
    topic: str = ""
    """What to search for; empty where `everything` is asked for, and for an empty question."""
    over_time: bool = False
    """Whether it asks how somebody's view changed, so that the earlier and the later one are wanted."""
    pleasantry: bool = False
    """Whether nothing is asked: "Thanks!"."""

    @property
    def asks_judgement(self) -> bool:
        """Whether it asks what is to be done, so for the writers' own views before what they report."""
        return bool(_JUDGEMENT.match(self.standalone_question))

    @property
    def everything(self) -> bool:
        """Whether no matter is named, so that all articles the filters admit are asked for."""
        return bool(self.standalone_question) and not self.topic


def understand(
    question: str,
    history: tuple[Turn, ...],
    records: Sequence[Record],
    *,
    filters: bool = True,
    scoped: bool = False,
    today: datetime.date | None = None,
) -> Query:
    """Make `question` stand alone, then read its filters, unless `filters` is false.

    `scoped`: whether the reader has set filters, all of whose articles a question without a matter then asks
    for. `today` is the day on which "last year" is asked; by default the day it is.
    """
    if is_pleasantry(question):
        return Query(question.strip(), topic=question.strip(), pleasantry=True)
    known = known_names(records)
    today = today or datetime.datetime.now(datetime.UTC).date()
    resolved = resolve(_calmed(question), history, known, today)
    if not filters:
        return Query(resolved.standalone, articles=resolved.articles, topic=resolved.standalone)
    read = read_question(resolved.question, known, today, resolved.scope)
    beside = read_question(resolved.beside, known, today, resolved.scope)
    scope = read.scope if resolved.scope is None else resolved.scope
    return Query(
        standalone_question=resolved.standalone,
        scope=scope,
        subjects=full_names(read.subjects),
        compared=read.people if read.compares and len(read.people) > 1 else (),
        excluded=resolved.excluded or read.excluded,
        articles=resolved.articles or _at_several_times(read, known),
        notes=tuple(dict.fromkeys(_notes(read, known))),
        unknown=tuple(mention.text for mention in read.unknown),
        topic=_topic(read, beside.rest, resolved, scoped=scoped or bool(scope)),
        over_time=bool(scope.people) and bool(_OVER_TIME.search(read.text)),
    )


def _calmed(question: str) -> str:
    """A question in capitals alone as it is otherwise written, so that capitals tell names again."""
    return question.lower() if question.isupper() and len(question.split()) > 3 else question


def _topic(read: Question, beside: str, resolved: Resolved, *, scoped: bool) -> str:
    if matter := " ".join(filter(None, (read.rest, beside))):
        return matter
    if resolved.about:
        return resolved.about
    limited = scoped or resolved.articles
    everything = (
        read.hollow and (read.people or not read.unknown) and (limited or asks_for_articles(read.text))
    )
    return "" if everything else read.text


def _at_several_times(read: Question, known: KnownNames) -> tuple[str, ...]:
    """Ids of the articles from the times named one by one, where the question does."""
    if not read.periods:
        return ()
    admitted = [record for name in read.people for record in known.by_person[name]] or known.records
    return tuple(
        dict.fromkeys(
            record.article_id
            for record in admitted
            if any(overlaps(record, *period) for period in read.periods)
        )
    )


def _notes(read: Question, known: KnownNames) -> Iterator[str]:
    yield from (suggestion(mention.text, known.records) for mention in read.unknown)
    for mention in read.sources:
        if len(mention.names) > 1:
            yield f"{mention.text!r} may be {' or '.join(mention.names)}: all of them were searched."
    for paper in read.named.publications:
        if not paper.names:
            yield f"No article here is from {paper.text!r}{_meant(paper)}"
    for premise in _premises(read):
        yield from premise.contradictions(known)


def _meant(paper: PublicationMention) -> str:
    return f"; did you mean {' or '.join(paper.near)}?" if paper.near else "."


def _premises(read: Question) -> Iterator[Premise]:
    """What the question takes for granted: in the clause that says so, and by what it limits itself to."""
    if read.assumed:
        start = read.assumed[0]
        told = [mention for mention in read.named.people if inside(mention, [read.assumed])]
        told = told or [mention for mention in read.named.people if mention.span[1] <= start][-1:]
        where = [paper for paper in read.named.publications if inside(paper, [read.assumed])]
        when = [phrase for phrase in read.named.dates if inside(phrase, [read.assumed])]
        period = (when[0].since, when[0].until) if len(when) == 1 else (None, None)
        yield Premise(full_names(told), full_names(where), period)
    limits = read.periods or ((read.scope.since, read.scope.until),)
    yield from (Premise(read.people, read.scope.publications, period) for period in limits)
