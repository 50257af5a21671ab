"""Whom a model's sentence credits, and whether the passages it cites are theirs and say its numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.answering.writing.credit_lexicon import (
    AFTER,
    BEFORE,
    CAPITAL,
    INSTITUTION,
    INVERTED,
    NOBODY,
    RETELLING,
    SUBJECT,
)
from assistant.answering.writing.verification import Text
from assistant.names import folded
from assistant.types import Viewpoint

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_LINK = re.compile(r"https?:|www\.|!\[|\]\(|<\w", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“„«»”]([^\"“”„«»]*)[\"“”»«]")
_QUOTATION_MARK = re.compile(r"[\"“”„«»]")
_WORD = re.compile(r"[^\W\d_]+(?:['’-](?!s\b)[^\W\d_]+)*")
_GIVEN = re.compile(r"(?:[^\W\d_a-z][\w.-]*\s+){0,6}$")


@dataclass(frozen=True, slots=True)
class Backing:
    """What a sentence rests on: whose words it cites, who passes them on, and the cited text."""

    owners: frozenset[str]
    tellers: frozenset[str]
    """Those who only report: they may be named as reporting."""
    text: str

    @classmethod
    def of(cls, viewpoint: Viewpoint, text: str) -> Backing:
        """The backing of a viewpoint's quotes, with the `text` around them."""
        record = viewpoint.record
        owners = {viewpoint.speaker} if viewpoint.speaker else set()
        if not viewpoint.reported:
            owners |= set(record.voices)
        tellers = frozenset(record.people) - owners
        quotes = (quote.text for quote in viewpoint.quotes)
        return cls(frozenset(owners), tellers, "\n".join((text, *quotes)))

    @classmethod
    def joined(cls, backings: Sequence[Backing]) -> Backing:
        """The backing of a sentence that rests on several viewpoints."""
        return cls(
            frozenset().union(*(backing.owners for backing in backings)),
            frozenset().union(*(backing.tellers for backing in backings)),
            "\n".join(backing.text for backing in backings),
        )

    def proves(self, sentence: str, known: Iterable[str]) -> bool:
        """Whether everyone credited owns cited words, and numbers and quotations stand in them.

        `known` are the people whose names are recognised wherever they stand; others are recognised as
        subjects of a verb of saying or holding. A sentence with a link proves nothing.
        """
        quoted = _QUOTED.findall(sentence)
        if _LINK.search(sentence) or 2 * len(quoted) != len(_QUOTATION_MARK.findall(sentence)):
            return False
        return self._holds((*_NUMBER.findall(sentence), *quoted)) and self._credits(sentence, known)

    def _credits(self, sentence: str, known: Iterable[str]) -> bool:
        surnames = frozenset(map(_surname, known))
        subjects, mentions = _subjects(sentence), _mentions(sentence, surnames)
        if not all(self._allows(name, sentence, _surname(name) in surnames) for name, _ in subjects):
            return False
        # "Ash warns that Birk would gain": what comes after an owner's verb is the owner's.
        first = min((end for name, end in subjects if self.owns(name)), default=len(sentence))
        return all(
            end > first and ";" not in sentence[first:end] or self._allows(name, sentence, True)
            for name, end in mentions
        )

    def _holds(self, stated: Sequence[str]) -> bool:
        text = Text(self.text) if stated else None
        return text is None or all(text.holds(words) for words in stated)

    def owns(self, name: str) -> bool:
        return _among(name, self.owners)

    def _allows(self, name: str, sentence: str, is_known: bool) -> bool:
        if self.owns(name) or (RETELLING.search(sentence) and _among(name, self.tellers)):
            return True
        bare = name.removeprefix("The ")
        return not is_known and not self._is_person(bare) and Text(self.text).holds(bare)

    def _is_person(self, name: str) -> bool:
        """Whether an unknown name is a person's, not a country's or an institution's: it has a given name."""
        if INSTITUTION.search(name):
            return False
        return " " in name or bool(re.search(rf"{CAPITAL}\s+{re.escape(name)}\b", self.text))


def _among(name: str, people: Iterable[str]) -> bool:
    words = {word for word in folded(name).split() if word not in ("the", "mr", "mrs", "ms", "dr")}
    return any(words <= set(folded(person).split()) for person in people)


def credited(sentence: str, known: Iterable[str]) -> tuple[str, ...]:
    """The names a sentence credits with a view.

    >>> credited("Ash argues that Birk’s plan fails, and Cy Cole agrees.", ("Ann Ash", "Bo Birk"))
    ('Ash', 'Cy Cole')
    """
    found = (*_subjects(sentence), *_mentions(sentence, frozenset(map(_surname, known))))
    return tuple(dict.fromkeys(name for name, _ in found))


def _subjects(sentence: str) -> list[tuple[str, int]]:
    """Names that are subjects of a verb of saying or holding, or said to hold a view; their ends."""
    found = [match for match in SUBJECT.finditer(sentence) if _is_name(match[1], match.start())]
    return [(match[1], match.end(1)) for match in (*found, *INVERTED.finditer(sentence))]


def _is_name(name: str, start: int) -> bool:
    """Not a pronoun, and no plain word that only opens the sentence: "Critics say"."""
    words = folded(name).split()
    if not words or words[0] in NOBODY and len(words) == 1:
        return False
    return start > 0 or len(words) > 1 or not words[0].endswith("s")


def _surname(person: str) -> str:
    return folded(person).rpartition(" ")[2]


def _mentions(sentence: str, surnames: frozenset[str]) -> list[tuple[str, int]]:
    """Surnames, with the given names before them, where they are more than mentioned; their ends."""
    found = []
    for match in _WORD.finditer(sentence):
        if not match.group()[0].isupper() or folded(match.group()) not in surnames:
            continue
        before = sentence[max(0, match.start() - 100) : match.start()]
        given = _GIVEN.search(before)
        assert given is not None
        if not (BEFORE.search(before[: given.start()]) or AFTER.match(sentence, match.end())):
            found.append((given.group() + match.group(), match.end()))
    return found
