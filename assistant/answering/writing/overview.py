"""The overview a model wrote: source keys become citation numbers; sentences without proof are left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from assistant.answering.writing.credit import Backing, credited
from assistant.reading.sentences import sentences

CITATION = re.compile(r"(?:\s*(?:\[+[^\[\]]*\]+|【[^【】]*】))+")
"""Source keys in brackets, with the space before them."""
_AFTER_THE_STOP = re.compile(rf"([.!?…]+[\"”’]?)({CITATION.pattern})")
_BARE_KEY = re.compile(r"\b[a-z]\d[a-z]\d\b")


@dataclass(frozen=True, slots=True)
class Cited:
    """A quote as a sentence may cite it."""

    citation: int
    backing: Backing


def overview(text: str, cited: Callable[[str], tuple[Cited, ...]], known: Iterable[str]) -> tuple[str, int]:
    """The sentences that are proved, with citation numbers; how many were not.

    `cited` gives the quotes shown for a source key. A sentence must cite, cite nothing unknown, and credit
    no one but those whose words it cites.
    """
    prepared = _AFTER_THE_STOP.sub(r"\2\1", " ".join(text.split()))
    spans = sentences(prepared)
    kept = [_cited(prepared[start:end], cited, tuple(known)) for start, end in spans]
    proved = [sentence for sentence in kept if sentence]
    return " ".join(proved), len(spans) - len(proved)


def _cited(sentence: str, cited: Callable[[str], tuple[Cited, ...]], known: Iterable[str]) -> str | None:
    plain = CITATION.sub("", sentence)
    by_key = {key: cited(key) for marks in CITATION.finditer(sentence) for key in _keys(marks)}
    quotes = [quote for group in by_key.values() for quote in group]
    wordless = not any(char.isalpha() for char in plain)
    if wordless or not by_key or not all(by_key.values()) or _BARE_KEY.search(plain):
        return None
    if not Backing.joined([quote.backing for quote in quotes]).proves(plain, known):
        return None
    names = credited(plain, known)

    def numbered(marks: re.Match[str]) -> str:
        numbers = {quote.citation: None for key in _keys(marks) for quote in _meant(by_key[key], names)}
        return " " + "".join(f"[{number}]" for number in numbers)

    return CITATION.sub(numbered, sentence)


def _keys(marks: re.Match[str]) -> list[str]:
    return re.findall(r"[^\s,;\[\]【】]+", marks.group()) or [""]


def _meant(quotes: tuple[Cited, ...], names: Iterable[str]) -> tuple[Cited, ...]:
    """Of several speakers in one passage, those whom the sentence names; all where it names none."""
    named = tuple(quote for quote in quotes if any(quote.backing.owns(name) for name in names))
    return named or quotes
