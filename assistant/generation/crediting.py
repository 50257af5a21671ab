"""Whom a sentence credits with a view, and whom it only mentions."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.generation.credit_lexicon import (
    AFTER,
    BEFORE,
    BESIDE_AFTER,
    BESIDE_BEFORE,
    ELLIPSIS,
    HE_HOLDS,
    HELD_BY,
    HOLDING,
    IN_THE_EYES,
    INVERTED,
    JOINED,
    NAME,
    OPENERS,
    PRONOUN,
    SUBJECT,
)
from assistant.names import folded

_WORD = re.compile(r"[^\W\d_]+(?:['’-](?!s\b)[^\W\d_]+)*")
_GIVEN = re.compile(r"(?:[^\W\d_a-z][\w.-]*\s+){0,6}$")
_HOLDER = re.compile(r"\b(?:by|according to|says|said|argues|warns|writes)(?: [A-ZÀ-Ž][\w’.-]*)+$")


def credited(sentence: str, known: Iterable[str]) -> tuple[str, ...]:
    """The names a sentence credits with a view.

    >>> credited("Ash argues that Birk’s plan fails, and Cy Cole agrees.", ("Ann Ash", "Bo Birk"))
    ('Ash', 'Cy Cole')
    """
    said = (name for name, *_ in subjects(sentence))
    named = (name for name, *_ in mentions(sentence, frozenset(map(surname, known))))
    return tuple(dict.fromkeys((*said, *named)))


def leans_on_another(sentence: str) -> bool:
    """Whether the sentence begins with a "he" or "she" that only the sentence before can explain."""
    return bool(PRONOUN.match(sentence))


def subjects(sentence: str) -> list[tuple[str, int, str]]:
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


def told_from(sentence: str, owners: Iterable[str]) -> int:
    """Where it has been said that the owners say or hold something: what comes after is theirs."""
    ends = [match.end() for match in (HE_HOLDS.match(sentence),) if match]
    for owner in owners:
        # "Realists", "the ferrymen": names without a capital are no subjects otherwise.
        for match in re.finditer(rf"(?<!\w){re.escape(owner)}(?!\w)", sentence, re.IGNORECASE):
            ends += [held.end() for held in (HOLDING.match(sentence, match.end()),) if held]
    return min(ends, default=len(sentence))


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


def surname(person: str) -> str:
    """The last word of a name, folded."""
    return folded(person).rpartition(" ")[2]


def mentions(sentence: str, surnames: frozenset[str]) -> list[tuple[str, int, bool]]:
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
