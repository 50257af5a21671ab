"""Coreference in a text about its voice: whether "he", "she" or "they" is the voice or another person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from assistant.attribution.clauses import sentence_subject
from assistant.attribution.cues import cues
from assistant.attribution.noun_phrases import head, is_plural
from assistant.attribution.nouns import is_one_person
from assistant.attribution.prose import Prose
from assistant.attribution.subjects import can_hold
from assistant.attribution.tokens import Token, Tokens
from assistant.attribution.verbs import CUES
from assistant.lexicon import POSSESSIVES, PRONOUNS

_SENTENCES_BACK = 12
_LONGEST_INSERTION = 6
_GAP = 20
"""Characters before a pronoun in which a comma is looked for."""


class Told(Protocol):
    """The voice of a text in the third person."""

    def is_meant_by(self, subject: Tokens) -> bool:
        """Whether a subject is the voice."""

    def is_mentioned(self, sentence: str) -> bool:
        """Whether the voice's surname stands in a sentence."""


def antecedent(page: Prose, pronoun: Token, voice: Told) -> Tokens:
    """The antecedent of a pronoun in its paragraph; nothing where it is the voice.

    Sentences about "he" or about a thing leave it to the one before. In "The ford, Ash says, was Birk's", the
    voice only tells.
    """
    kind = PRONOUNS.get(pronoun.low) or POSSESSIVES.get(pronoun.low) or ""
    before = page.text[max(0, pronoun.start - _GAP) : pronoun.start]
    if before.rstrip().endswith(","):  # "The ford, he claims, is safe"
        return ()
    for number in _sentences_before(page, pronoun.start):
        told, subjects = page.once(_told_of, number)
        mentioned = voice.is_mentioned(page.text[slice(*page.sentences[number])])
        if mentioned and not told:
            return ()
        for subject in subjects:
            if voice.is_meant_by(subject):
                return ()
            if _fits(page, subject, kind, told=told):
                return subject
        if mentioned:
            return ()
    return ()


def _told_of(page: Prose, number: int) -> tuple[bool, tuple[Tokens, ...]]:
    """Whether a sentence says in passing who holds it, and whom it may be about."""
    tokens = page.tokens_beside(number)
    bare = without_insertions(tokens)
    return len(bare) < len(tokens), tuple(_subjects(bare))


def without_insertions(tokens: Tokens) -> Tokens:
    """A sentence without its inserted cue: "The ford, | he says, | is safe"."""
    kept: list[Token] = []
    at = 0
    while at < len(tokens):
        end = _insertion_end(tokens, at)
        at = end or at
        kept.append(tokens[at])
        at += 1
    return kept


def _insertion_end(tokens: Tokens, comma: int) -> int:
    """Index of the comma that closes an insertion with a cue, which the comma at `comma` opens; else 0."""
    if tokens[comma].text != ",":
        return 0
    commas = (at for at in range(comma + 1, len(tokens)) if tokens[at].text == ",")
    end = next(commas, 0)
    short = 0 < end <= comma + _LONGEST_INSERTION
    return end if short and any(token.low in CUES for token in tokens[comma + 1 : end]) else 0


def _sentences_before(page: Prose, at: int) -> Iterator[int]:
    """The numbers of the sentences of the paragraph before the one at an offset, backwards."""
    paragraph, _ = page.line(at)
    last = page.number_at(at)
    for number in range(last - 1, max(-1, last - 1 - _SENTENCES_BACK), -1):
        if page.sentences[number][0] < paragraph:
            return
        yield number


def _subjects(tokens: Tokens) -> Iterator[Tokens]:
    """Candidate antecedents: the owner of the "answer" that opens the sentence, and its subject."""
    subject = sentence_subject(tokens)
    found = cues(tokens)
    opening = [cue.subject for cue in found if cue.rule == "noun" and cue.subject[0].start == tokens[0].start]
    for each in (*opening, subject):
        if each and each[0].low not in PRONOUNS and each[0].low not in POSSESSIVES:
            yield each


def _fits(page: Prose, subject: Tokens, kind: str, *, told: bool) -> bool:
    if kind == "several":
        return is_plural(subject) and can_hold(page, subject)
    if is_plural(subject):
        return False
    text = page.text[subject[0].start : subject[-1].end]
    person = page.people.named(text)
    if not person.name:
        return is_one_person(head(subject).low)
    known = " " in person.name or person.name in page.people.by_surname
    bare_name = told and text == person.name and not _is_place(page, text)
    return person.gender in ("", kind) and (known or bare_name)


def _is_place(page: Prose, name: str) -> bool:
    """Whether a single name is an abbreviation, or the text says "in" or "to" before it."""
    return name.isupper() or name in page.places
