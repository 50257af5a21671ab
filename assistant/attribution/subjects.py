"""Subjects of verbs of saying that open or interrupt a sentence: "Ash answers that …", "…, Ash says, …"."""

from __future__ import annotations

import re

from assistant.articles import Span
from assistant.lexicon import COURTESIES, NAME_PARTICLES, OPINION_VERBS, SPEECH_VERBS, either, forms

_WORD = r"[A-ZÀ-ÞĀ-Ž][\w’'\-]+"
_TITLE = rf"(?:(?i:{either(COURTESIES)})\.? )?"
_NAME = rf"{_TITLE}(?:{_WORD} |[A-Z]\. |(?:{either(NAME_PARTICLES)}) )*{_WORD}(?:,? [JS]r\.?)?"
_ASIDE = r"(?:, [^,;:“”\"]{1,60},)?"
_ADVERB = r"(?:\w+ly |also |then |has |had |once |herself |himself )*"


def _finite(verbs: frozenset[str]) -> str:
    """The forms that follow a name: third person and past."""
    return either(form for verb in verbs for form in forms(verb)[1:3])


_SAYS = _finite(SPEECH_VERBS | OPINION_VERBS | {"hold", "say", "think", "write"})
_SAYS_A_CLAUSE = _finite(frozenset(("argue", "believe", "claim", "insist", "say", "think")))
"""Verbs after which a clause needs no "that"."""
_CLAUSE = r"(?:the|an?|it|he|she|they|his|her|their|there|no|this|these|such)\b"
_OPENS = re.compile(
    rf"(?P<name>{_NAME}){_ASIDE} {_ADVERB}"
    rf"(?:(?:{_SAYS})(?:(?: (?:me|us|him|her|them))?,? that\b|[:,]? [“\"])|(?:{_SAYS_A_CLAUSE}) {_CLAUSE})"
)
_WITHIN = re.compile(rf", (?P<name>{_NAME}|the [a-z]+) {_ADVERB}(?:{_SAYS}),")
"""What interrupts a sentence: "A ferry, | Ash maintains, | is a road"."""


def subject(sentence: str) -> Span | None:
    """Where the words stand that a sentence gives as the subject of its verb of saying.

    None inside a quotation, where somebody else may speak.

    >>> subject("Ash answers that the ferry leaks."), subject("I asked whether Ash knew.")
    ((0, 3), None)
    """
    found = _OPENS.match(sentence) or _WITHIN.search(sentence)
    if found is None or _opens_a_quotation(sentence) or _opens_a_quotation(sentence[: found.start()]):
        return None
    return found.span("name")


def _opens_a_quotation(text: str) -> bool:
    """Whether a quotation in a text is not closed there, or one is closed that opened before it."""
    return text.count("“") != text.count("”") or text.count('"') % 2 == 1
