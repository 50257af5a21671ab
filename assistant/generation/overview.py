"""The overview a model wrote: source keys become citation numbers; sentences without proof are left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from assistant.answers import Viewpoint
from assistant.generation.credit import Backing
from assistant.generation.crediting import credited, leans_on_another
from assistant.generation.sides import Segment
from assistant.generation.voices import Voices, without_counts
from assistant.reading.sentences import sentences

CITATION = re.compile(r"(?:\s*(?:\[+[^\[\]]*\]+|【[^【】]*】))+")
"""Source keys in brackets, with the space before them."""
_AFTER_THE_STOP = re.compile(rf"([.!?…]+[\"”’]?)({CITATION.pattern})")
_BESIDE_KEYS = frozenset("source sources key keys and see &".split())
_BARE_KEY = re.compile(r"\b[a-z]\d[a-z]\d\b")


@dataclass(frozen=True, slots=True)
class Cited:
    """A quote as a sentence may cite it."""

    citation: int
    backing: Backing
    view: Viewpoint


Look = Callable[[str], tuple[Cited, ...]]
"""The quotes shown for a source key."""


def overview(
    text: str, cited: Look, known: Iterable[str], views: Sequence[Viewpoint], question: str = ""
) -> tuple[str, int]:
    """The sentences that are proved, with citation numbers; how many were not.

    A sentence must cite, cite nothing unknown, credit no one but those whose words it cites, and count the
    voices as the `views` do. One that begins with "he" or "she" falls with the sentence before it, and with
    whom that credits.
    """
    prepared = _AFTER_THE_STOP.sub(r"\2\1", " ".join(text.split()))
    spans = sentences(prepared)
    people, voices = tuple(known), Voices(views, question)
    proved: list[str] = []
    meant: tuple[str, ...] | None = None
    for start, end in spans:
        sentence = prepared[start:end]
        leans = leans_on_another(sentence)
        shown = _cited(sentence, cited, people, voices, meant) if not leans or meant else None
        if shown:
            proved.append(shown)
        if not (leans and shown):
            meant = credited(_plain(sentence), people)[-1:] if shown else None
    return " ".join(proved), len(spans) - len(proved)


def _plain(sentence: str) -> str:
    return CITATION.sub("", sentence)


def _cited(
    sentence: str, cited: Look, known: Iterable[str], voices: Voices, meant: Sequence[str] | None
) -> str | None:
    plain = _plain(sentence)
    by_key = {key: cited(key) for marks in CITATION.finditer(sentence) for key in _keys(marks)}
    quotes = [quote for group in by_key.values() for quote in group]
    wordless = not any(char.isalpha() for char in plain)
    if wordless or not by_key or not all(by_key.values()) or _BARE_KEY.search(plain):
        return None
    backing, names = Backing.joined([quote.backing for quote in quotes]), credited(plain, known)
    if leans_on_another(sentence) and not all(backing.owns(name) for name in meant or ()):
        return None
    if not voices.bear_out(_segments(sentence, by_key, names), backing.text):
        return None
    if not backing.proves(without_counts(plain), known):
        return None

    def numbered(marks: re.Match[str]) -> str:
        numbers = {quote.citation: None for key in _keys(marks) for quote in _meant(by_key[key], names)}
        return " " + "".join(f"[{number}]" for number in numbers)

    return CITATION.sub(numbered, sentence)


def _segments(sentence: str, by_key: dict[str, tuple[Cited, ...]], names: Iterable[str]) -> list[Segment]:
    """The sentence parted at its citations, each part with what it cites."""
    segments, start = [], 0
    for marks in CITATION.finditer(sentence):
        quotes = (quote for key in _keys(marks) for quote in _meant(by_key[key], names))
        views = dict.fromkeys(quote.view.key for quote in quotes)
        found = {quote.view.key: quote.view for group in by_key.values() for quote in group}
        segments.append(Segment(sentence[start : marks.start()], tuple(found[key] for key in views)))
        start = marks.end()
    return segments


def _keys(marks: re.Match[str]) -> list[str]:
    words = re.findall(r"[^\s,;:\[\]【】]+", marks.group())
    return [word for word in words if word.lower() not in _BESIDE_KEYS] or [""]


def _meant(quotes: tuple[Cited, ...], names: Iterable[str]) -> tuple[Cited, ...]:
    """Of several speakers in one passage, those whom the sentence names; all where it names none."""
    named = tuple(quote for quote in quotes if any(quote.backing.owns(name) for name in names))
    return named or quotes
