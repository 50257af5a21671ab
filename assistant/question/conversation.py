"""The earlier questions of a conversation: what each asked for, and what its answer showed."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.answers import Answer, Viewpoint
from assistant.question.known_names import KnownNames
from assistant.question.lexicon import ACTING, STATING, VIEWS, WRITINGS
from assistant.question.masks import DATE, PERSON, Mask, masked
from assistant.question.mentions import Mention
from assistant.question.periods import TimePhrase
from assistant.question.reading import Reading, full_names, named, read, read_under
from assistant.scopes import Scope

LONGEST_ANSWER = 1_000
"""Characters of an answer in plain text that are read."""
_BESIDE = re.compile(r"(?P<own>.*?) \((?P<beside>[^()]*)\)\W*")
_ABOUT = re.compile(
    rf"(?:\b(?:{STATING.any}|{ACTING.any}|{VIEWS}|{WRITINGS}|are|is|there)|[{PERSON}]['’]?s?)"
    rf"(?:(?: \w+){{0,2}}? (?:about|on|over|regarding|concerning)| of) (?P<matter>[^?.!;:{DATE}]+?)"
    rf"(?: [{DATE}]+)?\W*$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"\b(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might|must|that|who|what|"
    r"why|how|whether|which|if)\b",
    re.IGNORECASE,
)


def parted(standalone: str) -> tuple[str, str]:
    """A stand-alone question, and the earlier question that it repeats in brackets.

    >>> parted("Is that realistic? (Why is the ferry late?)")
    ('Is that realistic?', 'Why is the ferry late?')
    """
    found = _BESIDE.fullmatch(standalone)
    return (found["own"], found["beside"]) if found else (standalone, "")


@dataclass(frozen=True)
class Earlier:
    """An earlier question with its answer; a follow-up takes from it what it does not name itself."""

    standalone: str
    scope: Scope | None
    """The filters that were read from it; None to read them here."""
    answer: Answer | str
    known: KnownNames
    today: datetime.date

    @cached_property
    def text(self) -> str:
        """The question without the one in brackets."""
        return parted(self.standalone)[0]

    @cached_property
    def reading(self) -> Reading:
        if self.scope is not None:
            return read_under(self.scope, self.text, self.known, self.today)
        return read(self.text, self.known, self.today)

    @property
    def people(self) -> tuple[str, ...]:
        """Those whose views were asked for."""
        return (self.scope or self.reading.scope).people

    @property
    def named(self) -> tuple[str, ...]:
        """The people asked for, or else those asked about."""
        return self.people or full_names(self.reading.subjects)

    @property
    def limits(self) -> Scope:
        return self.scope or self.reading.scope

    @cached_property
    def matter(self) -> str:
        """The matter as a noun phrase that may follow "about"; empty where no preposition marks it.

        "What does Birk say about the old dam?": the old dam.
        """
        signs = [Mask(who.span, PERSON) for who in self.reading.sources]
        shown = masked(self.text, [*signs, *(Mask(phrase.span, DATE) for phrase in self.reading.dates)])
        found = _ABOUT.search(shown)
        if found is None or PERSON in found["matter"] or _CLAUSE.search(found["matter"]):
            return ""
        return self.text[slice(*found.span("matter"))].strip(" ,")

    def named_in(self, text: str) -> tuple[Mention, ...]:
        """The known people named in a text of the conversation."""
        return named(text, self.known, self.today).people

    def named_dates(self, text: str) -> tuple[TimePhrase, ...]:
        """The times named in a text of the conversation."""
        return named(text, self.known, self.today).dates

    @property
    def viewpoints(self) -> tuple[Viewpoint, ...]:
        return self.answer.viewpoints if isinstance(self.answer, Answer) else ()

    @property
    def voices(self) -> tuple[str, ...]:
        """The voices of the only article shown, or the people whom an answer in plain text names."""
        if isinstance(self.answer, str):
            return full_names(named(self.answer[:LONGEST_ANSWER], self.known, self.today).people)
        voices = {view.record.voices for view in self.viewpoints}
        return voices.pop() if len(voices) == 1 else ()

    def articles(self, people: Sequence[str] = ()) -> tuple[str, ...]:
        """Ids of the articles shown, those of `people` alone where some are."""
        records = [view.record for view in self.viewpoints]
        own = [record for record in records if set(people) & set(record.people)]
        return tuple(dict.fromkeys(record.article_id for record in own or records))

    @property
    def time_asked(self) -> str | None:
        """The time that was asked for or named."""
        if limit := self.limits.until or self.limits.since:
            return limit
        for phrase in reversed(self.reading.named.dates):
            return phrase.until or phrase.since
        return None

    @property
    def time_shown(self) -> str | None:
        """The time of the only article shown."""
        dates = {view.record.date.iso for view in self.viewpoints if view.record.date}
        return dates.pop() if len(dates) == 1 else None
