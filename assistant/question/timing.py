"""What a question asks of dates beside periods: in which order, and bounds whose date is not known here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from assistant.answers import Order
from assistant.articles import listed
from assistant.question.bounds import dated
from assistant.question.conversation import parted
from assistant.question.frames import Reader, framed, matter
from assistant.question.intents import BOUND, ORDER, SLOTS
from assistant.question.masks import PERSON, Mask, masked, without, words
from assistant.question.mentions import title_mentions, titles_masked
from assistant.question.periods import TimePhrase, period
from assistant.question.topic import is_hollow
from assistant.question.understanding import Query

_LEAST = 0.4
"""Least score of an order, and of a bound that is an event: of 86 wordings written before the table, 80 are
then taken for what they are, and 4 for an order that they do not ask for."""
_MARGIN = 0.1
"""How far that lies above the score of no order, or of a phrase that bounds no time."""
_NAME_ALONE = re.compile(r"^(\w+ )[A-ZÀ-Ž][a-zß-ž]+$")
_WORD = re.compile(r"\w+(?:['’-]\w+)*")


def timed(query: Query, reader: Reader) -> Query:
    """The query with the order of dates that it asks for, and without bounds by events without a date.

    Whoever is asked to have changed his mind is asked himself.
    """
    if query.pleasantry or query.language != "en":
        return query
    text = query.standalone_question
    titled = [text[slice(*title.span)] for title in title_mentions(words(text), reader.known)]
    bounds = tuple(bound for bound in query.bounds if not any(bound in title for title in titled))
    query = _without_events(replace(query, bounds=bounds), reader)
    # "What is said about “The Last Days of Oakton”?" asks for nothing that is last.
    text = query.standalone_question
    parts = parted(titles_masked(text, title_mentions(words(text), reader.known)))
    order = next((found for part in parts if (found := _order(part, reader))), None)
    if order is None:
        return query
    if order == "timeline" and len(query.subjects) == 1 and not (query.scope.people or query.excluded):
        scope = replace(query.scope, people=query.subjects)
        query = replace(query, scope=scope, subjects=())
    return replace(query, order=order, topic=_matter(query, reader))


def _order(text: str, reader: Reader) -> Order | None:
    """The order that a text asks for, its matter masked; None for no order."""
    if not text:
        return None
    text = reader.nameless(text)
    found, none = reader.scores(framed(text, matter(text, ORDER)), ORDER)
    alone = {order: found.get(f"{order}_one", 0.0) for order in ("newest", "oldest", "timeline")}
    nearest = max(alone, key=lambda order: found[order] + alone[order])
    if found[nearest] + alone[nearest] < max(_LEAST, none + _MARGIN):
        return None
    return cast("Order", f"{nearest}_one" if alone[nearest] > found[nearest] else nearest)


def _matter(query: Query, reader: Reader) -> str:
    """The topic from the first to the last of its words that are of no frame and no name of those asked.

    "timeline of the views on the old dam, please" → "old dam".
    """
    people = reader.named(query.topic).people
    asked = [Mask(who.span, PERSON) for who in people if {*who.names} <= {*query.scope.people}]
    words = [word for word in _WORD.finditer(masked(query.topic, asked)) if matter(word.group(), ORDER)]
    return query.topic[words[0].start() : words[-1].end()] if words else ""


def _without_events(query: Query, reader: Reader) -> Query:
    """The query without those of its bounds that are events: by their dates, or a note that asks for them."""
    events = {bound: reader.named(bound).dates for bound in query.bounds}
    events = {bound: dates for bound, dates in events.items() if _is_event(bound, dates, reader)}
    scope = query.scope
    if not events:
        return query
    standalone, topic = query.standalone_question, query.topic
    for event, dates in events.items():
        topic = _cut(topic, event)
        if not dates:
            standalone = _cut(standalone, event)
            continue
        bound = dated(event, dates[0])
        standalone = standalone.replace(event, bound, 1)
        since, until = period(reader.named(bound).dates)
        scope = replace(scope, since=since, until=until)
    asked = tuple(f"“{event}”" for event, dates in events.items() if not dates)
    note = f"Give a date or a year for {listed(asked)}, and I will look at what was written then."
    topic = "" if is_hollow(topic) else topic
    return replace(
        query,
        standalone_question=standalone,
        scope=scope,
        topic=topic,
        order=query.order if topic else "newest",
        notes=(*query.notes, note) if asked else query.notes,
        bounds=(),
    )


def _cut(text: str, part: str) -> str:
    """A text without a part of it, its first letter as it was."""
    at = text.find(part)
    if at < 0:
        return text
    rest = without(text, [(at, at + len(part))])
    return rest[:1].upper() + rest[1:] if text[:1].isupper() else rest


def _is_event(bound: str, dates: Sequence[TimePhrase], reader: Reader) -> bool:
    """Whether a phrase names an event; a name alone, "under Xanthe", is also read as somebody's.

    Its date does not tell that; what has a bound of its own beside it is none.
    """
    if any(date.word not in ("", "in", "of") for date in dates):
        return False
    text = reader.nameless(without(bound, [date.span for date in dates]))
    readings = dict.fromkeys((text, _NAME_ALONE.sub(rf"\g<1>{SLOTS['person']}", text)))
    found = (reader.scores(reading, BOUND) for reading in readings)
    return any(scored["event"] >= max(_LEAST, none + _MARGIN) for scored, none in found)


def texts_read(question: str, query: Query, reader: Reader) -> tuple[str, ...]:
    """The texts whose vectors an answer will ask for, known as soon as its question is understood.

    The question as it is searched for, and as its intent and its order are read. A question of which none of
    these is read has none.
    """
    if query.pleasantry or query.language != "en":
        return ()
    text = reader.nameless(question)
    frame = framed(text, matter(text, ORDER))
    return tuple(filter(None, (query.standalone_question, query.topic, text, frame)))
