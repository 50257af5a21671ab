"""Coreference: the antecedent of a pronoun, the full name for a bare surname."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from assistant.attribution.clauses import clause_subject, sentence_subject
from assistant.attribution.cues import MOST_CUES, cues
from assistant.attribution.noun_phrases import head, is_plural, trimmed
from assistant.attribution.nouns import is_one_person
from assistant.attribution.opinions import opinions
from assistant.attribution.people import NOBODY, Person
from assistant.attribution.phrases import phrase_ending
from assistant.attribution.prose import Prose
from assistant.attribution.subjects import can_hold, names_nobody
from assistant.attribution.tokens import Tokens
from assistant.lexicon import POSSESSIVES, PREPOSITIONS, PRONOUNS

_SENTENCES_BACK = 12
_NEAR = 3
_FULL_NAME = r"(?:[A-ZÀ-ÞĀ-Ž][\w’'\-]+ ){1,3}[A-ZÀ-ÞĀ-Ž][\w’'\-]+"
_APPOSED = re.compile(rf", ({_FULL_NAME}(?: and {_FULL_NAME})?)(?=,)")


def resolved(page: Prose, surface: str, at: int) -> str:
    """`surface`, which stands at `at`, by name: a pronoun's person, a surname's full name, else itself.

    "He" is the last speaker of fitting gender before it; failing that, the subject of a sentence before.
    """
    words = surface.lower().split()
    if words[-2:] == ["of", "them"]:
        return _last_group(page, at, several=True) or surface
    kind = PRONOUNS.get(surface.lower()) or POSSESSIVES.get(surface.lower())
    if kind is None and (name := _apposed(page, surface, at)):
        return name
    if kind is None:
        surface = surface.split(" (")[0]
        return (page.people.named(surface).name or surface) if " " not in surface else surface
    if kind == "relative":
        return _relative(page, at) or surface
    if kind in {"male", "female"}:
        return _last_of_gender(page, kind, at) or surface
    if kind in {"thing", "several"}:
        return _last_group(page, at, several=kind == "several") or surface
    return surface


def _apposed(page: Prose, surface: str, at: int) -> str:
    """The name that follows a description: "the mayor, | Ann Ash |, said"."""
    if page.people.knows(surface):
        return ""
    found = _APPOSED.match(page.text, at + len(surface))
    return found.group(1) if found else ""


def _relative(page: Prose, at: int) -> str:
    """The noun before "who"."""
    start, _ = page.sentences[max(0, page.number_at(at))]
    tokens = page.tokens(start, at, other=page.quotations)
    while tokens and tokens[-1].text not in ")'" and (not tokens[-1].word or tokens[-1].low in PREPOSITIONS):
        tokens.pop()
    return _text(page, trimmed(phrase_ending(tokens, len(tokens) - 1)))


def _last_of_gender(page: Prose, gender: str, at: int) -> str:
    for candidate in _candidates(page, at):
        person = _person(page, candidate, before=at)
        known = " " in person.name or person.name in page.people.by_surname
        if person.gender == gender or (person.name and not person.gender and known):
            return person.name
        if candidate and not person.name and candidate[0].start < at and is_one_person(head(candidate).low):
            described = _text(page, candidate)
            return _apposed(page, described, candidate[0].start) or described
    return ""


def _last_group(page: Prose, at: int, *, several: bool) -> str:
    """The group or institution that was the subject last, where the sentence before or this one has one."""
    start, _ = page.line(at)
    for candidate in _candidates(page, at, back=_NEAR):
        if (
            not candidate
            or not start <= candidate[0].start < at
            or candidate[0].low in PRONOUNS
            or names_nobody(candidate)
        ):
            continue
        person = (
            page.people.named(_text(page, candidate)).gender or head(candidate).text in page.people.by_surname
        )
        if not person and can_hold(page, candidate):
            return _text(page, candidate) if is_plural(candidate) == several else ""
    return ""


def _candidates(page: Prose, at: int, *, back: int = _SENTENCES_BACK) -> Iterator[Tokens]:
    """Subjects before `at`, backwards by sentence: speakers first, then the sentence's own subject."""
    here = max(0, page.number_at(at))
    for number in range(here, max(-1, here - back), -1):
        speakers = (one for one in page.once(_speakers, number) if one[0].start < at)
        yield from sorted(speakers, key=lambda subject: subject[0].start, reverse=number == here)
        if number == here:
            yield clause_subject([token for token in page.tokens_beside(number) if token.start < at])
        else:
            yield page.once(_subject, number)


def _speakers(page: Prose, number: int) -> list[Tokens]:
    """The subjects of the cues of a sentence that are not weak."""
    tokens = page.tokens_beside(number)
    found = [*cues(tokens), *islice(opinions(page, tokens), MOST_CUES)]
    return [cue.subject for cue in found if not cue.weak]


def _subject(page: Prose, number: int) -> Tokens:
    return sentence_subject(page.tokens_beside(number))


def _person(page: Prose, subject: Tokens, *, before: int) -> Person:
    if not subject or subject[0].start >= before:
        return NOBODY
    return page.people.named(_text(page, subject))


def _text(page: Prose, phrase: Tokens) -> str:
    return page.text[phrase[0].start : phrase[-1].end] if phrase else ""
