"""Questions that are offered to a reader: the first ones on a folder, and what to ask after an answer.

They are made from records and positions alone; what a record does not say is not asked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from heapq import nlargest
from itertools import chain, islice

from assistant.answers import Answer
from assistant.articles import Article, Record
from assistant.dates import PublicationDate
from assistant.index.filters import resolve
from assistant.positions import Position

LEAST_FOLLOW_UPS, MOST_FOLLOW_UPS = 2, 3
MOST_STARTERS = 4
_OTHER_SIDE = {"for": ("against", "And who is against it?"), "against": ("for_", "And who is for it?")}
_MOST_READ = 5
"""Articles of which the text is looked into for a topic, for one question."""


Topics = Mapping[str, tuple[str, ...]]
"""What each record names as its topics, by id of the article."""
Texts = Callable[[str], Article | None]
"""Gives an article by its id."""


def starters(
    records: Sequence[Record], topics: Topics, positions: Iterable[Position], article: Texts | None = None
) -> tuple[str, ...]:
    """First questions on any folder: on what sides are taken, and of whom most is heard.

    At most two of the one, so that there is room for the other; each proposition and person once.
    """
    return tuple(islice(_Index(records, topics, article).starters(positions), MOST_STARTERS))


def follow_ups(
    answer: Answer,
    records: Sequence[Record],
    topics: Topics,
    *,
    positions: Iterable[Position] = (),
    article: Texts | None = None,
    asked: Collection[str] = (),
) -> tuple[str, ...]:
    """What to ask after an answer: the other side, somebody not heard, a voice at another time.

    After a listing or a declined question: who is named there. First questions follow where there are too
    few. What was `asked` before is not offered.
    """
    if answer.scope:
        # What is asked next is asked under the same filters, whoever else takes a side.
        only = resolve(answer.scope, records)
        records, positions = [record for record in records if only.admits(record)], ()
    index = _Index(records, topics, article)
    known = {*asked, answer.question, answer.standalone_question}
    own = chain(
        _other_side(answer), index.unheard(answer), index.other_times(answer), index.of_those_named(answer)
    )
    found = list(islice(_new(own, known), MOST_FOLLOW_UPS))
    missing = max(LEAST_FOLLOW_UPS - len(found), 0)
    return (*found, *islice(_new(index.starters(positions), {*known, *found}), missing))


def _new(questions: Iterable[str], known: Collection[str]) -> Iterator[str]:
    """The questions that are not known, each once."""
    seen = set(known)
    for question in questions:
        if question not in seen:
            seen.add(question)
            yield question


def _other_side(answer: Answer) -> Iterator[str]:
    if answer.sides and answer.sides.asked in _OTHER_SIDE:
        side, question = _OTHER_SIDE[answer.sides.asked]
        if getattr(answer.sides, side):
            yield question


class _Index:
    """What the records hold: makes questions that they answer."""

    def __init__(self, records: Sequence[Record], topics: Topics, article: Texts | None) -> None:
        """Where `article` is given, one is asked only for topics that stand in its text."""
        self.records = records
        self.topics = topics
        self.article = article

    def starters(self, positions: Iterable[Position]) -> Iterator[str]:
        taken = Counter(position.on for position in positions)
        sides = filter(None, (as_question(on) for on, _ in taken.most_common()))
        heard = Counter(voice for record in self.records for voice in record.voices)
        people = (self._of_person(name) for name, _ in heard.most_common(MOST_STARTERS))
        yield from _new(chain(islice(sides, 2), people), ())

    def unheard(self, answer: Answer) -> Iterator[str]:
        """Of a person whose article shares the rarest topics with those shown."""
        heard = {
            name
            for view in answer.viewpoints
            for name in (view.speaker or "", *view.record.people, *(each.person for each in answer.absences))
        }
        matter = self._matter(answer)
        silent = (
            (sum(1 / self._often[topic] for topic in shared), record.article_id, record)
            for record in self._others(answer)
            if len(record.voices) == 1 and record.voices[0] not in heard
            if (shared := matter.keys() & self.topics.get(record.article_id, ()))
        )
        best = (record for _, _, record in nlargest(_MOST_READ, silent, key=lambda each: each[:2]))
        asked = ((record.voices[0], topic) for record in best for topic in self._told((record,), matter)[:1])
        yield from (f"What does {voice} say about {topic}?" for voice, topic in islice(asked, 1))

    def other_times(self, answer: Answer) -> Iterator[str]:
        """Of each voice that is shown, its own article of the next time later, or else of the last before."""
        shown = {view.speaker: view.record.date for view in reversed(answer.viewpoints) if view.speaker}
        own: dict[str, list[Record]] = {voice: [] for voice in reversed(shown)}
        for record in self._others(answer):
            for voice in own.keys() & record.voices:
                own[voice].append(record)
        for voice, records in own.items():
            for record in _next(records, shown[voice]):
                yield from self._at(voice, record, self._matter(answer))

    def of_those_named(self, answer: Answer) -> Iterator[str]:
        """Of those that an answer without views names: found silent, listed, or nearest to the question."""
        if answer.viewpoints:
            return
        listed = answer.listing.articles if answer.listing else ()
        counts = answer.listing.counts if answer.listing else ()
        near = (*listed, *(view.record for view in answer.nearest))
        people = (
            *(absence.person for absence in answer.absences),
            *(voice for each in near for voice in each.voices),
            *(count.name for count in counts),
        )
        voices = {voice for record in self.records for voice in record.voices}
        named = [name for name in dict.fromkeys(people) if name in voices]
        yield from map(self._of_person, named[:MOST_FOLLOW_UPS])
        if len(named) == 1:
            for record in listed[:1]:
                yield from self._at(named[0], record)

    def _of_person(self, name: str) -> str:
        """On what is most spoken of among the topics of the person's articles."""
        own = [record for record in self.records if name in record.voices]
        topics = self._told(own, self._often)
        return f"What does {name} say about {topics[0]}?" if topics else f"What does {name} say?"

    def _at(self, voice: str, record: Record, matter: Counter[str] | None = None) -> Iterator[str]:
        """What a voice says in the month of an article, on a topic of it rather than of the last question."""
        if not record.date:
            return
        when = PublicationDate(record.date.iso[:7]).text
        topics = self._told((record,), matter) or self._told((record,))
        if topics:
            yield f"What did {voice} say about {topics[0]} in {when}?"
        else:
            yield f"What did {voice} {'write' if voice in record.authors else 'say'} in {when}?"

    def _told(self, records: Sequence[Record], matter: Counter[str] | None = None) -> list[str]:
        """Topics of some articles, only those of a `matter` where it is given: its most frequent come first.

        The rarest come before those that many articles name.
        """
        found = {topic for record in records[:_MOST_READ] for topic in self._standing(record, matter)}
        named = matter or Counter[str]()
        order = {topic: (-named[topic], self._often[topic], topic) for topic in found - self._surnames}
        return sorted(order, key=lambda topic: order[topic])

    def _standing(self, record: Record, matter: Counter[str] | None) -> list[str]:
        """Topics of an article that stand in its text."""
        topics = self.topics.get(record.article_id, ())
        own = [topic for topic in topics if matter is None or topic in matter]
        if not self.article or not own:
            return own
        article = self.article(record.article_id)
        text = article.text.casefold() if article else ""
        return [topic for topic in own if topic.casefold() in text]

    def _matter(self, answer: Answer) -> Counter[str]:
        """How many of the articles shown name each topic."""
        return Counter(topic for name in answer.articles for topic in self.topics.get(name, ()))

    def _others(self, answer: Answer) -> list[Record]:
        """The articles not shown."""
        shown = {*answer.articles, *answer.shown_before}
        return [record for record in self.records if record.article_id not in shown]

    @cached_property
    def _surnames(self) -> set[str]:
        """Of the voices: a topic that is one would be read as a filter on people."""
        return {voice.split()[-1] for record in self.records for voice in record.voices if voice.strip()}

    @cached_property
    def _often(self) -> Counter[str]:
        """In how many articles each topic is named."""
        return Counter(topic for each in self.topics.values() for topic in each)


def _next(records: Iterable[Record], here: PublicationDate | None) -> list[Record]:
    """The article of the next time later, or else of the last before; none where a date is not known."""
    dated = sorted(
        (
            (record.date.first, record.date.last, record.article_id, record)
            for record in records
            if record.date
        ),
        key=lambda each: each[:3],
    )
    later = [record for first, _, _, record in dated if here and first > here.last]
    earlier = [record for _, last, _, record in dated if here and last < here.first]
    return [*later[:1], *earlier[::-1]][:1]


def as_question(proposition: str) -> str:
    """A proposition on what should be as a question; empty for any other.

    >>> as_question("The ferry of Brell should be kept"), as_question("Tolls are fair")
    ('Should the ferry of Brell be kept?', '')
    """
    subject, should, rest = proposition.rstrip(".").partition(" should ")
    first, space, others = subject.partition(" ")
    subject = f"{first.lower()}{space}{others}" if first in ("The", "A", "An") else subject
    return f"Should {subject} {rest}?" if should and not rest.startswith("not ") else ""
