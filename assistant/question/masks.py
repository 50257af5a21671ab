"""A question with its names, publications and dates masked, so that patterns see places, not spellings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assistant.articles import Span
from assistant.names import folded
from assistant.patterns import Pattern

# One private character for each kind of thing masked; a mask is as long as what it hides.
PERSON, PUBLICATION, DATE, OTHER, TITLE = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004"
# Possessive, since a list of names that could be taken in parts would be tried in all of them.
ONE = rf"(?<!{PERSON}){PERSON}++(?:['’]s?+)?+"
THE = rf"(?:(?:both the|the two|both|all the|the) )?+(?:{PUBLICATION}++['’]s?+ )?+"
"""What may lead a name: "the Toll League", "both Birks", "the Courier's Birk"."""
PAPER = rf"(?:the )?{PUBLICATION}++"
PEOPLE = rf"{THE}{ONE}(?:(?:,|,? and|,? or|,? &| nor) {THE}{ONE})*+"
"""One person or several listed, possibly in the genitive."""

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_GENITIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the question, without its genitive ending."""

    text: str
    start: int
    end: int
    key: str
    """Folded: what names are compared by."""

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class Mask:
    """A stretch of the question and the character that stands for it."""

    span: Span
    sign: str


def pattern(shape: str, parts: Mapping[str, str], flags: int = re.IGNORECASE) -> Pattern:
    """`shape` with each <part> replaced by its expression.

    >>> pattern("does <who> <verb>", {"who": "birk", "verb": "(?:say|think)"}).compiled.pattern
    'does birk (?:say|think)'
    """
    return Pattern(re.sub(r"(?<!\?P)<(\w+)>", lambda part: parts[part[1]], shape), flags)


def words(text: str) -> tuple[Word, ...]:
    """
    >>> [word.key for word in words("Vučić's Kosovo-Serbia op-ed")]
    ['vucic', 'kosovo', 'serbia', 'op', 'ed']
    """
    found = []
    for match in _WORD.finditer(text):
        bare = _GENITIVE.sub("", match.group())
        found.append(Word(bare, match.start(), match.start() + len(bare), folded(bare)))
    return tuple(found)


def masked(text: str, masks: Iterable[Mask]) -> str:
    """`text` with every masked stretch replaced by signs; offsets stay as they are.

    >>> masked("Is Birk right?", [Mask((3, 7), "#")])
    'Is #### right?'
    """
    for mask in masks:
        start, end = mask.span
        text = text[:start] + mask.sign * (end - start) + text[end:]
    return text


def without(text: str, spans: Iterable[Span]) -> str:
    """`text` without some stretches and the white space and commas they leave behind.

    >>> without("In 2018, what was said of Oyfar?", [(0, 8)])
    'what was said of Oyfar?'
    """
    kept = list(text)
    for start, end in spans:
        kept[start:end] = " " * (end - start)
    text = " ".join("".join(kept).split())
    text = re.sub(r"\s+([?!.,;:)])", r"\1", re.sub(r"\(\s+", "(", text))
    return re.sub(r"([,;:])(?=[,;:?!.])", "", text).strip(" ,;:–—")


def with_end(text: str, what: str) -> str:
    """`text` with `what` before its closing punctuation.

    >>> with_end("What did Birk write?", "in 2025")
    'What did Birk write in 2025?'
    """
    body = text.rstrip(" ?!.")
    return f"{body} {what}{text[len(body) :].strip() or '?'}"
