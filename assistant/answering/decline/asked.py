"""What kind of answer a question asks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.answering.decline import forms
from assistant.answering.decline.amounts import Counted, class_of
from assistant.answering.decline.deeds import COST, GROUP, WRITING, deeds
from assistant.answering.decline.families import words_of

Kind = Literal["amount", "date", "doer", "name", "role", "several"]
"""A number, a time, who did a deed, a name, the holder of an office, a list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The kind of answer that is asked for, and the words that it must stand with."""

    kind: Kind
    deeds: frozenset[str] = frozenset()
    """Stems of deeds and measures in the question."""
    counted: Counted = "anything"
    noun: str = ""
    """What is to be counted or named."""
    qualifiers: frozenset[str] = frozenset()
    """Stems of the names that stand before it: American soldiers."""
    number: int = 0
    """Of things to be listed."""


def asked(question: str) -> Asked | None:
    """The kind of answer; None where it is an opinion, a reason, or two things at once.

    >>> asked("How many Danish soldiers stayed?").counted
    'people'
    """
    if forms.TWO.search(question):
        return None
    told = frozenset(word for word in deeds(words_of(question)) if GROUP[word] != WRITING)
    if found := forms.SEVERAL.search(question):
        word = found[1].lower()
        return Asked(kind="several", deeds=told, number=forms.NUMBERS.get(word) or int(word))
    if found := forms.HOW_MANY.search(question):
        return _many(found[1].split(), told)
    if found := forms.MEASURE.search(question):
        of_what = words_of(found[1]) - words_of(forms.ANY_SORT) if found[1] else frozenset()
        counted = forms.MEASURES[found[2].lower()]
        return Asked(kind="amount", deeds=told, counted=counted, noun=found[2], qualifiers=of_what)
    if found := forms.HOW_MUCH.search(question):
        of_what = words_of(found[2] or found[3] or "")
        return Asked(
            kind="amount", deeds=told, counted="time" if found[1] else "anything", qualifiers=of_what
        )
    if forms.MONEY.search(question):
        told = frozenset(word for word in told if GROUP[word] != COST)  # What a sum of money is of.
        return Asked(kind="amount", deeds=told, counted="money")
    if found := forms.DATE.search(question):
        noun = "year" if found[0].lower().endswith("year") else ""
        return Asked(kind="date", deeds=told, noun=noun)
    if found := forms.NAME.search(question):
        return Asked(kind="name", deeds=told, noun=found[1])
    if found := forms.ROLE.search(question):
        return Asked(kind="role", deeds=told, noun=found[1])
    if forms.DOER.search(question) and not forms.WANTED.search(question):
        did = told & words_of(forms.ADJUNCT.split(question)[0])
        return Asked(kind="doer", deeds=did) if did else None
    return None


def _many(words: list[str], told: frozenset[str]) -> Asked:
    """How many of what: the first word whose kind is known, else the last."""
    words = [
        word for word in words if word.lower() not in {"of", "the", "other", "more", "all", "its", "their"}
    ]
    kinds = [class_of(word) for word in words]
    at = next((n for n, kind in enumerate(kinds) if kind != "anything"), len(words) - 1)
    qualifiers = frozenset(
        stem for word in words[: max(0, at)] if word[0].isupper() for stem in words_of(word)
    )
    return Asked(
        kind="amount",
        deeds=told,
        counted=kinds[at] if words else "anything",
        noun=words[at] if words else "",
        qualifiers=qualifiers,
    )
