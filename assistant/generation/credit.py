"""Whom a model's sentence credits, and whether the passages it cites are theirs and bear it out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.answers import Viewpoint
from assistant.articles import Record
from assistant.generation.crediting import (
    AUTHOR,
    CAPITAL,
    DISPOSED,
    INSTITUTION,
    OPENERS,
    PASSING_ON,
    RETELLING,
    mentions,
    subjects,
    surname,
    told_from,
)
from assistant.generation.figures import states_all
from assistant.generation.newcomers import names_only_what
from assistant.generation.places import names_place, place_of, times_stand
from assistant.generation.sides import contradicts
from assistant.lexicon import TITLES
from assistant.names import folded
from assistant.reading.quote_matching import Text

_LINK = re.compile(r"https?:|www\.|!\[|\]\(|<\w", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“”„«»]([^\"“”„«»]*)[\"“”»«]")
_QUOTATION_MARK = re.compile(r"[\"“”„«»]")
_TOLD = re.compile(r"\s+that\s+(?:[Tt]he\s+|[A-Z]\w+[’']s?\s+)?|\s+(?=[A-Z])")
_PASSED_ON = re.compile(rf"\s+(?:also\s+)?(?:{PASSING_ON.pattern})(?:{_TOLD.pattern})")


@dataclass(frozen=True, slots=True)
class Backing:
    """What a sentence rests on: whose words it cites, who passes them on, and the cited text."""

    owners: frozenset[str]
    tellers: frozenset[str]
    """Those who only report: they may be named as reporting."""
    text: str
    quotes: str = ""
    about: str = ""
    """What else may be named: of the record, the rest of the article, the question. It proves no number."""
    roles: frozenset[str] = frozenset()
    """Words of what the owners are described as: "Prime Minister of Norland"."""
    is_authors: bool = False
    """Whether "the author" may be said to hold it."""

    @classmethod
    def of(cls, viewpoint: Viewpoint, text: str, about: str = "") -> Backing:
        """The backing of a viewpoint's quotes in the `text` around them; `about` may be named beside it."""
        record = viewpoint.record
        owners = {viewpoint.speaker} if viewpoint.speaker else set()
        if not viewpoint.reported:
            owners |= set(record.voices)
        tellers = frozenset(record.people) - owners
        quotes = "\n".join(quote.shown for quote in viewpoint.quotes)
        about = "\n".join((*_names(record), viewpoint.speaker or "", about))
        is_authors = not viewpoint.reported and set(record.authors) == set(record.voices)
        role = (record.speaker_role or "") if record.speakers else (record.author_role or "")
        roles = frozenset() if viewpoint.reported else frozenset(folded(role).split())
        return cls(frozenset(owners), tellers, f"{text}\n{quotes}", quotes, about, roles, is_authors)

    @classmethod
    def joined(cls, backings: Sequence[Backing]) -> Backing:
        """The backing of a sentence that rests on several viewpoints."""
        text, quotes, about = (
            "\n".join(dict.fromkeys(parts)) for parts in zip(*map(_texts, backings), strict=True)
        )
        return cls(
            frozenset().union(*(backing.owners for backing in backings)),
            frozenset().union(*(backing.tellers for backing in backings)),
            text,
            quotes,
            about,
            frozenset().union(*(backing.roles for backing in backings)),
            any(backing.is_authors for backing in backings),
        )

    def proves(self, sentence: str, known: Iterable[str]) -> bool:
        """Whether everyone credited owns cited words, and what is named, counted, dated, quoted stands there.

        `known` are the people whose names are recognised wherever they stand; others are recognised as
        subjects of a verb of saying or holding. A sentence with a link proves nothing. Numbers and times
        must stand in the cited text: that of the publication is printed from the record, never stated.
        """
        quoted = _QUOTED.findall(sentence)
        if _LINK.search(sentence) or 2 * len(quoted) != len(_QUOTATION_MARK.findall(sentence)):
            return False
        people = tuple(known)
        return (
            all(_read(self.text).holds(words) for words in quoted)
            and states_all(sentence, self.text)
            and times_stand(sentence, self.text)
            and names_only_what(sentence, self._named, (*people, *self.owners))
            and not contradicts(sentence, self.quotes, self.owners, around=self.text)
            and self._credits(sentence, people)
        )

    @property
    def _named(self) -> str:
        """The text and what may be named beside it, each line once."""
        return "\n".join(dict.fromkeys(f"{self.text}\n{self.about}".split("\n")))

    def _credits(self, sentence: str, known: Iterable[str]) -> bool:
        surnames = frozenset(map(surname, known))
        said, named = subjects(sentence), mentions(sentence, surnames)
        if AUTHOR.search(sentence) and not (self.is_authors or RETELLING.search(sentence)):
            return False
        # "Ash warns that Birk would gain": what comes after an owner's verb is the owner's.
        first = min((end for name, end, _ in said if self.owns(name)), default=len(sentence))
        first = min(first, told_from(sentence, self.owners))
        if not all(
            (end > first and DISPOSED.fullmatch(verb))
            or self._passes_on(name, verb, sentence[end:])
            or self._allows(name, sentence, surname(name) in surnames)
            for name, end, verb in said
        ):
            return False
        return all(
            end > first
            and ";" not in sentence[first:end]
            and not beside
            or self._passes_on(name, "", sentence[end:])
            or self._allows(name, sentence, True)
            for name, end, beside in named
        )

    def _passes_on(self, name: str, verb: str, rest: str) -> bool:
        """Whether one who reports is said to say what the owner holds: "Ash says that the ferrymen fear…"."""
        if not _among(name, self.tellers) or (verb and not PASSING_ON.fullmatch(verb)):
            return False
        told = (_TOLD if verb else _PASSED_ON).match(rest)
        return told is not None and self._is_owner(rest[told.end() :])

    def _is_owner(self, text: str) -> bool:
        """Whether a text begins with an owner's name."""
        words = folded(text[:200]).split()
        owners = (folded(owner).removeprefix("the ").split() for owner in self.owners)
        return any(words[: len(owner)] == owner for owner in owners)

    def owns(self, name: str) -> bool:
        return _among(name, self.owners)

    def _allows(self, name: str, sentence: str, is_known: bool) -> bool:
        if (
            self.owns(name)
            or self._describes(name)
            or (RETELLING.search(sentence) and _among(name, self.tellers))
        ):
            return True
        bare = name.removeprefix("The ")
        if is_known or self._is_person(bare):
            return False
        return _read(self.text).holds(bare) or names_place(bare, self.text)

    def _describes(self, name: str) -> bool:
        """Whether the name is an owner's office: "The Norland Prime Minister"."""
        words = folded(name).removeprefix("the ").split()
        return words[-1] in TITLES and set(words) <= self.roles

    def _is_person(self, name: str) -> bool:
        """Whether an unknown name is a person's, not a country's or an institution's: it has a given name."""
        if INSTITUTION.search(name) or place_of(name.split()[-1]):
            return False
        given = re.findall(rf"({CAPITAL})\s+{re.escape(name)}\b", self.text)
        return " " in name or any(folded(word) not in OPENERS for word in given)


@lru_cache(maxsize=64)
def _read(text: str) -> Text:
    return Text(text)


def _texts(backing: Backing) -> tuple[str, str, str]:
    return backing.text, backing.quotes, backing.about


def _names(record: Record) -> tuple[str, ...]:
    authors, speakers = ", ".join(record.authors), ", ".join(record.speakers)
    described = (f"{authors} {record.author_role or ''}", f"{speakers} {record.speaker_role or ''}")
    return (record.title, *described, record.publication or "")


def _among(name: str, people: Iterable[str]) -> bool:
    words = folded(name).split()
    titles = max((place for place, word in enumerate(words[:-1], 1) if word in (*TITLES, "the")), default=0)
    return any(set(words[titles:]) <= set(folded(person).split()) for person in people)
