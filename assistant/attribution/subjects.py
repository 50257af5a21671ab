"""Subjects of verbs of saying that open or interrupt a sentence: "Ash answers that …", "…, Ash says, …"."""

from __future__ import annotations

import re

from assistant.articles import Span
from assistant.lexicon import (
    ATTITUDE_VERBS,
    AUXILIARIES,
    CLAUSE_OPENERS,
    COURTESIES,
    DEMONSTRATIVES,
    DETERMINERS,
    LINKERS,
    NAME_PARTICLES,
    OPINION_VERBS,
    PREPOSITIONS,
    PRONOUNS,
    REPORTING_VERBS,
    SPEECH_VERBS,
    either,
    finite_forms,
    singular_or_past,
    word_set,
)
from assistant.patterns import Pattern

_WORD = r"[A-ZÀ-ÞĀ-Ž][\w’'\-]+"
_TITLE = rf"(?:(?i:{either(COURTESIES)})\.? )?"
_NAME = rf"{_TITLE}(?:{_WORD} |[A-Z]\. |(?:{either(NAME_PARTICLES)}) )*{_WORD}(?:,? [JS]r\.?)?"
_ASIDE = r"(?:, (?P<aside>[^,;:“”\"]{1,60}),)?"
_ADVERB = r"(?:\w+ly |also |then |has |had |once |herself |himself )*"
SAYS = either(finite_forms(SPEECH_VERBS | ATTITUDE_VERBS | {"say", "tell", "think", "write"}))
"""Forms of the verbs by which somebody says, judges or wants something."""
_ACTS = word_set("""
assess calculate demonstrate discover foresee imagine indicate judge note prove recall remember remind reveal
""")
"""Verbs of knowing and finding: what somebody "proved" the writer holds, too."""
_SAYS = singular_or_past((SPEECH_VERBS | OPINION_VERBS | {"hold", "say", "think", "write"}) - _ACTS)
_SAYS_A_CLAUSE = singular_or_past(frozenset(("argue", "believe", "claim", "insist", "say", "think")))
"""Verbs after which a clause needs no "that"."""
_IS = r"(?:is|are|was|were|has|had|will|would|can|could|should|must)\b"
_CLAUSE = (
    rf"(?:(?:it|he|she|they|there|this) {_IS}"
    rf"|(?:the|his|her|its|their|this|these) (?:(?!(?:and|but|or|that|who|which)\b)[\w’'\-]+ ){{1,4}}{_IS})"
)
_SUBJECTS = (DETERMINERS | PRONOUNS.keys()) - DEMONSTRATIVES
_WHAT = (
    rf"(?:{_CLAUSE}|(?!(?:one|same|much|little|all|day|way)\b)(?:{either(_SUBJECTS)}|I|{_WORD}|[\w’'\-]+s)\b"
    rf"|[\w’'\-]+ [\w’'\-]+(?:s|ed)\b|(?:[\w’'\-]+ ){{1,4}}{_IS})"
)
"""What follows "that": a clause, and no noun as in "Ash wrote that letter"."""
_OPENS = Pattern(
    rf"(?P<name>{_NAME}){_ASIDE} {_ADVERB}"
    rf"(?:(?:{_SAYS})(?:(?: (?:me|us|him|her|them))?,? that {_WHAT}|[:,]? [“\"])"
    rf"|(?:{_SAYS_A_CLAUSE}) {_CLAUSE})"
)
_WITHIN = Pattern(rf", (?P<name>{_NAME}|the [a-z]+) {_ADVERB}(?:{_SAYS}),")
"""What interrupts a sentence: "A ferry, | Ash maintains, | is a road"."""
_TOLD = Pattern(rf"\b(?:{either(finite_forms(REPORTING_VERBS))})\b")
_NO_NAME = (
    AUXILIARIES
    | CLAUSE_OPENERS
    | DETERMINERS
    | LINKERS
    | PREPOSITIONS
    | PRONOUNS.keys()
    | {"only", "suppose"}
)
_QUESTION = re.compile(r"\?[”\"’')]*\s*$")


def subject(sentence: str) -> Span | None:
    """Where the words stand that a sentence gives as the subject of its verb of saying.

    None in a question, and inside a quotation, where somebody else may speak.

    >>> subject("Ash answers that the ferry leaks."), subject("I asked whether Ash knew.")
    ((0, 3), None)
    """
    found = _OPENS.match(sentence) or _WITHIN.search(sentence)
    if found is None or _opens_a_quotation(sentence) or _opens_a_quotation(sentence[: found.start()]):
        return None
    first = found["name"].split()[0].lower()
    opens = first in _NO_NAME and found.start("name") == 0  # "If Ash says that …"
    aside = found.groupdict().get("aside") or ""
    told = not aside.startswith("who ") and _TOLD.search(aside)  # "Ash, critics say, thinks that …"
    return None if opens or told or _QUESTION.search(sentence) else found.span("name")


def _opens_a_quotation(text: str) -> bool:
    """Whether a quotation in a text is not closed there, or one is closed that opened before it."""
    return text.count("“") != text.count("”") or text.count('"') % 2 == 1
