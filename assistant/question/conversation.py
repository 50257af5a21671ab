"""What a conversation has been about: its last question, and the people, matters, places and times in it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from assistant.answers import Answer, Turn, Viewpoint
from assistant.attribution.people import Gender
from assistant.question.known_names import KnownNames
from assistant.question.matters import matter, several_things
from assistant.question.named import Named, full_names, named
from assistant.question.question import Question, read_question
from assistant.question.question_text import PERSON
from assistant.question.referents import Referent, free_names, referent

TURNS_BACK = 6
"""Turns that are looked back at."""
LONGEST_ANSWER = 1_000
"""Characters of an answer in plain text that are read."""
ANY_DAY = datetime.date(2000, 1, 1)
"""Where it does not matter what "last year" means."""
_PROPER = re.compile(r"(?<![.!?] )(?<!^)\b[A-ZÀ-Ž][\w’'-]*(?: (?:of |and )?[A-ZÀ-Ž][\w’-]*)*")


@dataclass(frozen=True)
class Conversation:
    """The turns before a question; `questions` are theirs, each made to stand alone."""

    turns: tuple[Turn, ...]
    questions: tuple[str, ...]
    known: KnownNames
    topic: str | None = None
    """What all of it is about, where that is given from outside: the title of a page being read."""
    _read: dict[str, Question] = field(default_factory=dict, repr=False, compare=False)
    _named: dict[str, Named] = field(default_factory=dict, repr=False, compare=False)

    @property
    def asked(self) -> str:
        """The last question."""
        return self.questions[-1] if self.questions else ""

    @property
    def last(self) -> Question:
        """The last question, read."""
        return self.read(self.asked)

    def read(self, text: str) -> Question:
        """`text`, read as a question; each text once."""
        if text not in self._read:
            self._read[text] = read_question(text, self.known, ANY_DAY)
        return self._read[text]

    def named(self, text: str) -> Named:
        """What `text` names."""
        if text not in self._named:
            self._named[text] = named(text, self.known, ANY_DAY)
        return self._named[text]

    @cached_property
    def matter(self) -> str:
        """What the last question is about, as words that may follow "about"; empty where not clear."""
        return matter(self.last)

    @cached_property
    def things(self) -> str:
        """The several things the last question is about, as words; empty where not clear."""
        return several_things(self.last)

    @property
    def viewpoints(self) -> tuple[Viewpoint, ...]:
        """Those of the last answer."""
        answer = self.turns[-1].answer if self.turns else ""
        return answer.viewpoints if isinstance(answer, Answer) else ()

    def person(self, gender: Gender, *, besides: tuple[str, ...] = (), certain: bool = False) -> str | None:
        """Whom "he" or "she" means: the last person named whom it fits, those asked for first.

        `certain`: only one whose gender is known.
        """
        for fits in (Referent.is_surely,) if certain else (Referent.seems, Referent.may_be):
            for people in self._people():
                fitting = [one for one in people if fits(one, gender) and one.name not in besides]
                if fitting:
                    return next((one for one in fitting if one.gender == gender), fitting[0]).name
        return None

    @cached_property
    def several(self) -> tuple[str, ...]:
        """Whom "they" means: the people of the last question and of those before it that ask the same."""
        names = _asked_of(self.last)
        if len(names) < 2:
            for asked in reversed(self.questions[:-1]):
                read = self.read(asked)
                if not _alike(read, self.last):
                    break
                names = (*_asked_of(read), *names)
        names = tuple(dict.fromkeys(names))
        return names if len(names) > 1 else ()

    @cached_property
    def people_named(self) -> frozenset[str]:
        """Everybody known whom a question has named."""
        return frozenset(
            name for asked in self.questions for name in full_names(self.read(asked).named.people)
        )

    @property
    def last_two(self) -> tuple[str, ...]:
        """The last two people asked for, whatever about; empty where there are no two."""
        latest = dict.fromkeys(
            name for asked in reversed(self.questions) for name in reversed(self.read(asked).people)
        )
        return tuple(reversed(list(latest)[:2])) if len(latest) > 1 else ()

    @property
    def times(self) -> tuple[str, ...]:
        """The times the last questions named, where they ask the same of the same people; oldest first."""
        found: list[str] = []
        for asked in reversed(self.questions):
            read = self.read(asked)
            if read.people != self.last.people or read.rest != self.last.rest:
                break
            found[:0] = [
                phrase.since for phrase in read.dates if phrase.since and phrase.since == phrase.until
            ]
        return tuple(dict.fromkeys(found))

    def articles_of(self, person: str | None) -> tuple[str, ...]:
        """Ids of the articles of the last answer, those of `person` alone where some are."""
        records = [view.record for view in self.viewpoints]
        own = [record for record in records if person in record.people]
        return tuple(dict.fromkeys(record.article_id for record in own or records))

    @property
    def place(self) -> str | None:
        """Where "there" is: the last name in the last question that is nobody's."""
        taken = [mention.span for mention in (*self.last.sources, *self.last.subjects)]
        names = [
            match.group()
            for match in _PROPER.finditer(self.asked)
            if all(match.end() <= start or end <= match.start() for start, end in taken)
        ]
        return re.sub(r"['’]s?$", "", names[-1]) if names else None

    @property
    def time(self) -> str | None:
        """The time the last question named, or that of its only answer."""
        for phrase in reversed(self.last.dates or self.last.named.dates):
            return phrase.until or phrase.since
        dates = {viewpoint.record.date.iso for viewpoint in self.viewpoints if viewpoint.record.date}
        return dates.pop() if len(dates) == 1 else None

    def _people(self) -> Iterator[list[Referent]]:
        """Those named, the nearest first, in groups of equal nearness."""
        for turn, asked in zip(reversed(self.turns), reversed(self.questions), strict=True):
            read = self.read(asked)
            yield _referents(read.people)
            yield _referents(full_names(read.subjects))
            yield _referents(_unknown(read.named))
            yield from self._answering(turn.answer)
            yield _referents(free_names(read.named.masked)[:1])

    def _answering(self, answer: Answer | str) -> Iterator[list[Referent]]:
        """The one voice of an answer, or those whom a plain answer names."""
        if isinstance(answer, Answer):
            voices = {view.record.voices for view in answer.viewpoints}
            yield _referents(voices.pop() if len(voices) == 1 else ())
            return
        found = named(answer[:LONGEST_ANSWER], self.known, ANY_DAY)
        yield _referents(full_names(found.people))
        yield _referents(_unknown(found))
        yield _referents(free_names(found.masked)[:1])


def _asked_of(read: Question) -> tuple[str, ...]:
    return read.people or full_names(read.subjects)


def _alike(one: Question, other: Question) -> bool:
    """Whether two questions ask the same of different people."""
    if one.rest and one.people and other.people:
        return one.rest == other.rest
    return _shape(one) == _shape(other)


def _shape(read: Question) -> str:
    return re.sub(rf"{PERSON}+", PERSON, read.named.masked)


def _unknown(found: Named) -> tuple[str, ...]:
    """The names of people whom no record names, the last first."""
    return tuple(mention.text for mention in reversed(found.strangers))


def _referents(names: tuple[str, ...]) -> list[Referent]:
    return [referent(name) for name in names]
