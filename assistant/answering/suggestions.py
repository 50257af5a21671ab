"""Questions that are offered to a reader: the first ones on a folder, and what to ask after an answer.

They are made from records and positions alone; what a record does not say is not asked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice

from assistant.answers import Answer, Viewpoint
from assistant.articles import Record
from assistant.dates import PublicationDate
from assistant.positions import Position

MOST_FOLLOW_UPS = 3
MOST_STARTERS = 4
_OTHER_SIDE = {"for": ("against", "And who is against it?"), "against": ("for_", "And who is for it?")}


Topics = Mapping[str, tuple[str, ...]]
"""What each record names as its topics, by id of the article."""


def starters(records: Sequence[Record], topics: Topics, positions: Iterable[Position]) -> tuple[str, ...]:
    """First questions on any folder: on what sides are taken, and of whom most is heard.

    At most two of the one, so that there is room for the other; each proposition and person once.
    """
    taken = Counter(position.on for position in positions)
    sides = filter(None, (as_question(on) for on, _ in taken.most_common()))
    heard = Counter(voice for record in records for voice in record.voices)
    people = (_of_person(name, records, topics) for name, _ in heard.most_common(MOST_STARTERS))
    return tuple(dict.fromkeys(islice(chain(islice(sides, 2), people), MOST_STARTERS)))


def follow_ups(answer: Answer, records: Sequence[Record], topics: Topics) -> tuple[str, ...]:
    """What to ask after an answer: the other side, somebody not heard, another article of its first voice."""
    if not answer.viewpoints:
        return ()
    shown = {*answer.articles, *answer.shown_before}
    others = [record for record in records if record.article_id not in shown]
    heard = {
        name
        for view in answer.viewpoints
        for name in (view.speaker or "", *view.record.people, *(each.person for each in answer.absences))
    }
    found = (
        *_other_side(answer),
        *_unheard(answer, others, topics, heard),
        *_another_article(answer.viewpoints[0], others),
    )
    return tuple(dict.fromkeys(found))[:MOST_FOLLOW_UPS]


def _other_side(answer: Answer) -> Iterator[str]:
    if answer.sides and answer.sides.asked in _OTHER_SIDE:
        side, question = _OTHER_SIDE[answer.sides.asked]
        if getattr(answer.sides, side):
            yield question


def _unheard(
    answer: Answer, others: Sequence[Record], topics: Topics, heard: Collection[str]
) -> Iterator[str]:
    """Of a person whose article shares the rarest topics with those shown.

    A question about a time, whose articles are ordered by date, may name no matter that "it" could mean:
    then the rarest topic is named.
    """
    often = _often(topics)
    spoken_of = {topic for name in answer.articles for topic in topics.get(name, ())}

    def shared(record: Record) -> set[str]:
        return spoken_of.intersection(topics.get(record.article_id, ()))

    def likeness(record: Record) -> tuple[float, str]:
        return sum(1 / often[topic] for topic in shared(record)), record.article_id

    silent = [record for record in others if len(record.voices) == 1 and record.voices[0] not in heard]
    best = max(silent, key=likeness, default=None)
    if best and shared(best):
        rarest = min(shared(best), key=lambda topic: (often[topic], topic))
        yield f"What does {best.voices[0]} say about {'it' if answer.order == 'best' else rarest}?"


def _another_article(view: Viewpoint, others: Sequence[Record]) -> Iterator[str]:
    """Of the view's holder at another time: the next time later, or else the last before."""
    here = view.record.date
    own = [each for each in others if view.speaker in each.voices and each.date]
    if view.reported or not view.speaker or not here:
        return
    dates = sorted({PublicationDate(each.date.iso[:7]) for each in own if each.date}, key=lambda it: it.first)
    later = [date for date in dates if date.first > here.last]
    earlier = [date for date in dates if date.last < here.first]
    for date in (*later[:1], *earlier[::-1])[:1]:
        yield f"What did {view.speaker} say in {date.text}?"


def as_question(proposition: str) -> str:
    """A proposition on what should be as a question; empty for any other.

    >>> as_question("The ferry of Brell should be kept"), as_question("Tolls are fair")
    ('Should the ferry of Brell be kept?', '')
    """
    subject, should, rest = proposition.rstrip(".").partition(" should ")
    first, space, others = subject.partition(" ")
    subject = f"{first.lower()}{space}{others}" if first in ("The", "A", "An") else subject
    return f"Should {subject} {rest}?" if should and not rest.startswith("not ") else ""


def _of_person(name: str, records: Sequence[Record], topics: Topics) -> str:
    """On what is most spoken of among the topics of the person's articles."""
    own = {it for record in records if name in record.voices for it in topics.get(record.article_id, ())}
    if not own:
        return f"What does {name} say?"
    often = _often(topics)
    return f"What does {name} say about {max(own, key=lambda topic: (often[topic], topic))}?"


def _often(topics: Topics) -> Counter[str]:
    """In how many articles each topic is named."""
    return Counter(topic for each in topics.values() for topic in each)
