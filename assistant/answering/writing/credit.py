"""Whom a model's sentence credits, and whether the passages it cites are theirs and bear it out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.answering.writing.attitudes import contradicts
from assistant.answering.writing.credit_lexicon import (
    AFTER,
    AUTHOR,
    BEFORE,
    BESIDE_AFTER,
    BESIDE_BEFORE,
    CAPITAL,
    ELLIPSIS,
    HELD_BY,
    IN_THE_EYES,
    INSTITUTION,
    INVERTED,
    JOINED,
    NAME,
    OPENERS,
    PASSING_ON,
    PRONOUN,
    RETELLING,
    SUBJECT,
    TITLES,
)
from assistant.answering.writing.figures import states_all
from assistant.answering.writing.moments import moments
from assistant.answering.writing.newcomers import names_only_what
from assistant.answering.writing.places import names_place, place_of
from assistant.answering.writing.verification import Text
from assistant.names import folded
from assistant.types import Record, Viewpoint

_LINK = re.compile(r"https?:|www\.|!\[|\]\(|<\w", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“”„«»]([^\"“”„«»]*)[\"“”»«]")
_QUOTATION_MARK = re.compile(r"[\"“”„«»]")
_WORD = re.compile(r"[^\W\d_]+(?:['’-](?!s\b)[^\W\d_]+)*")
_GIVEN = re.compile(r"(?:[^\W\d_a-z][\w.-]*\s+){0,6}$")
_HOLDER = re.compile(r"\b(?:by|according to|says|said|argues|warns|writes)(?: [A-ZÀ-Ž][\w’.-]*)+$")
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
        quotes = "\n".join(quote.text for quote in viewpoint.quotes)
        about = "\n".join((*_names(record), viewpoint.speaker or "", about))
        is_authors = not viewpoint.reported and set(record.authors) == set(record.voices)
        return cls(frozenset(owners), tellers, f"{text}\n{quotes}", quotes, about, is_authors)

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
            and moments(sentence) <= moments(self.text)
            and names_only_what(sentence, f"{self.text}\n{self.about}", (*people, *self.owners))
            and not contradicts(sentence, self.quotes, self.owners, around=self.text)
            and self._credits(sentence, people)
        )

    def _credits(self, sentence: str, known: Iterable[str]) -> bool:
        surnames = frozenset(map(_surname, known))
        subjects, mentions = _subjects(sentence), _mentions(sentence, surnames)
        if AUTHOR.search(sentence) and not (self.is_authors or RETELLING.search(sentence)):
            return False
        if not all(
            self._passes_on(name, verb, sentence[end:])
            or self._allows(name, sentence, _surname(name) in surnames)
            for name, end, verb in subjects
        ):
            return False
        # "Ash warns that Birk would gain": what comes after an owner's verb is the owner's.
        first = min((end for name, end, _ in subjects if self.owns(name)), default=len(sentence))
        return all(
            end > first
            and ";" not in sentence[first:end]
            and not beside
            or self._passes_on(name, "", sentence[end:])
            or self._allows(name, sentence, True)
            for name, end, beside in mentions
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
        if self.owns(name) or (RETELLING.search(sentence) and _among(name, self.tellers)):
            return True
        bare = name.removeprefix("The ")
        if is_known or self._is_person(bare):
            return False
        return _read(self.text).holds(bare) or names_place(bare, self.text)

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


def credited(sentence: str, known: Iterable[str]) -> tuple[str, ...]:
    """The names a sentence credits with a view.

    >>> credited("Ash argues that Birk’s plan fails, and Cy Cole agrees.", ("Ann Ash", "Bo Birk"))
    ('Ash', 'Cy Cole')
    """
    subjects = (name for name, *_ in _subjects(sentence))
    mentions = (name for name, *_ in _mentions(sentence, frozenset(map(_surname, known))))
    return tuple(dict.fromkeys((*subjects, *mentions)))


def leans_on_another(sentence: str) -> bool:
    """Whether the sentence begins with a "he" or "she" that only the sentence before can explain."""
    return bool(PRONOUN.match(sentence))


def _subjects(sentence: str) -> list[tuple[str, int, str]]:
    """Names said to say or hold something; where that is said, and the verb whose subjects they are."""
    found = [
        (_bare(name.group()), match.end(), match["verb"])
        for match in SUBJECT.finditer(sentence)
        for name in NAME.finditer(match[1])
        if _is_name(_bare(name.group()), match.start() + name.start())
    ]
    for match in (*INVERTED.finditer(sentence), *HELD_BY.finditer(sentence)):
        held = match.group(match.lastindex or 1)
        found += [(name.group(), match.end(match.lastindex or 1), "") for name in NAME.finditer(held)]
    return found + [(match[1], match.end(), "") for match in IN_THE_EYES.finditer(sentence)]


def _bare(name: str) -> str:
    """The name without a word that only opens the sentence: "Only Ash", "Unlike Bo Birk"."""
    words = name.split()
    while words and folded(words[0]) in OPENERS and folded(words[0]) != "the":
        words = words[1:]
    return " ".join(words)


def _is_name(name: str, start: int) -> bool:
    """Not a pronoun, and no plain word that only opens the sentence: "Critics say"."""
    words = folded(name).split()
    if not words or words == ["the"]:
        return False
    return start > 0 or len(words) > 1 or not words[0].endswith("s")


def _surname(person: str) -> str:
    return folded(person).rpartition(" ")[2]


def _mentions(sentence: str, surnames: frozenset[str]) -> list[tuple[str, int, bool]]:
    """Surnames, with the given names before them, where they are more than mentioned.

    With each its end, and whether it stands beside a holder of the view, wherever that is said.
    """
    found = []
    for match in _WORD.finditer(sentence):
        if not match.group()[0].isupper() or folded(match.group()) not in surnames:
            continue
        before = sentence[max(0, match.start() - 100) : match.start()]
        given = _GIVEN.search(before)
        assert given is not None
        opening = given.group().removesuffix(
            _bare(given.group()) + given.group()[len(given.group().rstrip()) :]
        )
        before, name = before[: given.start()] + opening, given.group()[len(opening) :] + match.group()
        beside = _beside(before, sentence, match.end())
        if beside or not (BEFORE.search(before) or AFTER.match(sentence, match.end())):
            found.append((name, match.end(), beside))
    return found


def _beside(before: str, sentence: str, end: int) -> bool:
    if BESIDE_BEFORE.search(before) or BESIDE_AFTER.match(sentence, end):
        return True
    if ELLIPSIS[0].search(before) and ELLIPSIS[1].match(sentence, end):
        return True
    joined = JOINED.search(before)
    return bool(joined and _HOLDER.search(before[: joined.start()]))
