"""What a conversation has been about: its last question, and the people, matters, places and times in it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from assistant.answering.known_names import KnownNames
from assistant.answering.matters import matter
from assistant.answering.named import full_names
from assistant.answering.question import Question, read_question
from assistant.answering.question_people import mentions, named_people
from assistant.answering.question_text import words
from assistant.answering.referents import Gender, Referent, referent
from assistant.types import Answer, Turn, Viewpoint

TURNS_BACK = 6
"""Turns that are looked back at."""
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

    @property
    def asked(self) -> str:
        """The last question."""
        return self.questions[-1] if self.questions else ""

    @cached_property
    def read(self) -> Question:
        return read_question(self.asked, self.known, ANY_DAY)

    @cached_property
    def matter(self) -> str:
        """What the last question is about, as words that may follow "about"; empty where not clear."""
        return matter(self.read)

    @property
    def viewpoints(self) -> tuple[Viewpoint, ...]:
        """Those of the last answer."""
        answer = self.turns[-1].answer if self.turns else ""
        return answer.viewpoints if isinstance(answer, Answer) else ()

    def person(self, gender: Gender) -> str | None:
        """Whom "he" or "she" means: the last person named whom it fits, those asked for first."""
        for people in self._people():
            fitting = [person for person in people if person.fits(gender)]
            if fitting:
                return next((one for one in fitting if one.gender == gender), fitting[0]).name
        return None

    @property
    def pair(self) -> tuple[str, ...]:
        """The people the last question names, where there are several."""
        names = self.read.people or full_names(self.read.subjects)
        return names if len(names) > 1 else ()

    @property
    def place(self) -> str | None:
        """Where "there" is: the last name in the last question that is nobody's."""
        taken = [mention.span for mention in (*self.read.sources, *self.read.subjects)]
        names = [
            match.group()
            for match in _PROPER.finditer(self.asked)
            if all(match.end() <= start or end <= match.start() for start, end in taken)
        ]
        return re.sub(r"['’]s?$", "", names[-1]) if names else None

    @property
    def year(self) -> str | None:
        """The time the last question asked about, or that of its only answer."""
        scope = self.read.scope
        dates = {viewpoint.record.date.iso for viewpoint in self.viewpoints if viewpoint.record.date}
        return scope.until or scope.since or (dates.pop() if len(dates) == 1 else None)

    def _people(self) -> Iterator[list[Referent]]:
        """Those named, the nearest first, in groups of equal nearness."""
        for turn, asked in zip(reversed(self.turns), reversed(self.questions), strict=True):
            read = read_question(asked, self.known, ANY_DAY)
            yield _referents(read.people)
            yield _referents(full_names(read.subjects))
            yield _referents(named_people(asked, self.known))
            yield _referents(self._answering(turn))

    def _answering(self, turn: Turn) -> tuple[str, ...]:
        """The one voice of an answer, or whoever a plain answer names."""
        if isinstance(turn.answer, Answer):
            voices = {view.record.voices for view in turn.answer.viewpoints}
            return voices.pop() if len(voices) == 1 else ()
        found = mentions(turn.answer, words(turn.answer), self.known)
        return full_names(found) or named_people(turn.answer, self.known)


def _referents(names: tuple[str, ...]) -> list[Referent]:
    return [referent(name) for name in names]
