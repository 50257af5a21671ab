"""Understanding: small talk, the conversation, the reading, the topic, the notes, in that order."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answers import Order, Turn
from assistant.articles import Record
from assistant.question.bounds import event_bounds
from assistant.question.carry_over import Resolved, resolve
from assistant.question.mentions import KnownNames, known_names
from assistant.question.notes import left_out, notes
from assistant.question.periods import current_date, overlaps
from assistant.question.reading import Reading, full_names, named, read, read_under
from assistant.question.topic import asks_for_articles, is_small_talk
from assistant.scopes import Scope

_JUDGEMENT = re.compile(
    r"\W*(?:should|ought|must|would it be|(?:is|was) it (?:right|wrong|wise|good|better|fair|just))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Query:
    """What a question asks for."""

    standalone_question: str
    """The question, clear without the conversation before it."""
    scope: Scope = Scope()
    """Filters named in the question or carried over, by full known names."""
    subjects: tuple[str, ...] = ()
    """Known people the question is about, not for."""
    excluded: tuple[str, ...] = ()
    """People whose own views it does not ask for, since it asks for others'; never in `scope.people`."""
    unwanted: tuple[str, ...] = ()
    """Publications whose articles it asks to leave out."""
    articles: tuple[str, ...] | None = None
    """Ids of the articles it is limited to: those of an earlier answer, or of the several times it names."""
    notes: tuple[str, ...] = ()
    """Sentences for readers: names not known here, wrong assumptions about who wrote what."""
    unknown: tuple[str, ...] = ()
    """People asked for as sources whom no record names."""
    topic: str = ""
    """What to search for; empty where `everything` is asked for, and for an empty question."""
    order: Order = "best"
    """How the answer is ordered: by dates where that is asked for; the newest first where no matter is."""
    bounds: tuple[str, ...] = ()
    """Phrases that may bound when something was written by an event: "since the war began"."""
    language: str = "en"
    """The code of the question's language."""
    foreign: bool = False
    """Whether no article is in that language, so that only names and numbers can be searched for."""
    reader: str = ""
    """The reader's language by its name, where a model put the question into the articles' language."""
    pleasantry: bool = False
    """Whether nothing is asked: "Thanks!"."""

    @property
    def asks_judgement(self) -> bool:
        """Whether it asks what is to be done, so for the writers' own views before what they report."""
        return bool(_JUDGEMENT.match(self.standalone_question))

    @property
    def by_date(self) -> bool:
        """Whether dates tell which of the articles that bear on it are shown, not only in which order."""
        return self.order not in ("best", "timeline")

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
    if is_small_talk(question):
        return Query(question.strip(), topic=question.strip(), pleasantry=True)
    known, today = known_names(records), today or current_date()
    resolved = resolve(_without_capitals(question), history, known, today)
    if not filters:
        return Query(resolved.standalone, articles=resolved.articles or None, topic=resolved.standalone)
    scope = resolved.scope
    reading = _read(resolved.question, scope, known, today)
    topic = _topic(reading, _beside(reading, resolved, known, today), resolved, scoped=scoped)
    limits = reading.scope if scope is None else scope
    unwanted = full_names(named(resolved.standalone, known, today).unwanted)
    return Query(
        standalone_question=resolved.standalone,
        scope=limits,
        subjects=full_names(reading.subjects),
        excluded=resolved.excluded or reading.excluded,
        unwanted=unwanted,
        articles=resolved.articles or _at_several_times(reading, known),
        notes=(*notes(reading, known), *left_out(unwanted)),
        unknown=tuple(mention.text for mention in reading.unknown),
        topic=topic,
        order="best" if topic else "newest",
        bounds=(resolved.bound,) if resolved.bound else _events(reading),
    )


def _events(reading: Reading) -> tuple[str, ...]:
    """What may bound when something was written by an event."""
    return event_bounds(reading.named.masked, reading.text, sources=bool(reading.sources))


def _without_capitals(question: str) -> str:
    """A question in capitals alone as it is otherwise written, so that capitals tell names again."""
    return question.lower() if question.isupper() and len(question.split()) > 3 else question


def _read(text: str, scope: Scope | None, known: KnownNames, today: datetime.date) -> Reading:
    return read(text, known, today) if scope is None else read_under(scope, text, known, today)


def _beside(reading: Reading, resolved: Resolved, known: KnownNames, today: datetime.date) -> str:
    """The matter of the earlier question in brackets; none where articles were chosen by it already."""
    if resolved.articles and reading.matter:
        return ""
    repeated = _read(resolved.beside, resolved.scope, known, today)
    return (repeated if repeated.sources else read(resolved.beside, known, today)).matter


def _topic(reading: Reading, beside: str, resolved: Resolved, *, scoped: bool) -> str:
    """The matter, or the words quoted before where no question named one; empty where all is asked for."""
    if resolved.record:
        return ""
    if matter := " ".join(filter(None, (reading.matter, beside))):
        return matter
    if resolved.about:
        return resolved.about
    limited = scoped or resolved.scope or reading.scope or resolved.articles
    everything = reading.hollow and (limited or asks_for_articles(reading.text))
    return "" if everything and (reading.people or not reading.unknown) else reading.text


def _at_several_times(reading: Reading, known: KnownNames) -> tuple[str, ...] | None:
    """Ids of the articles from the times named one by one; None where the question names none so."""
    if not reading.periods:
        return None
    admitted = [record for name in reading.people for record in known.by_person[name]] or known.records
    fitting = (
        record.article_id
        for record in admitted
        if any(overlaps(record, *period) for period in reading.periods)
    )
    return tuple(dict.fromkeys(fitting))
