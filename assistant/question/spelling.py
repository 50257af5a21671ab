"""Spelling: which known names and words a word is spelt nearly like, and the one that is clearly meant.

Words are compared by the letters that must be changed, left out, put in or exchanged with a neighbour
(optimal string alignment: Damerau 1964, Boytsov 2011), after what languages spell differently for one sound.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from assistant.answers import Correction
from assistant.encoder.encoder import Encoder
from assistant.index.lexical import stems
from assistant.lexicon import OPENERS
from assistant.names import folded, given_name
from assistant.question.masks import Word, words

if TYPE_CHECKING:
    from assistant.question.mentions import KnownNames

_NEAR, _SHORTEST = 4, 5
"""Letters of the shortest word for which others are near, and of the shortest that is corrected: shorter ones
have too many neighbours."""
_SHORTEST_CALLED = 3
"""Letters of the shortest given name that may stand for a longer one."""
_MOST = 8
"""Odd words of a question in which slips are looked for; with more it is no English."""
_LONG = 8
"""Letters from which two slips are allowed in a name; in a shorter one, and in any other word, one is."""
_PIECES = 3
"""Word pieces from which a slip is taken for one of a word that is no name of the records; in others letters
are written once or twice alone. Of 47,500 words of old essays and speeches about 40 are so mistaken, 175
without this limit; of 400 slips made by chance 320 are seen."""
# Spellings of one sound in the alphabets that names are taken over from ("Thachi" for "Thaçi"), and letters
# written twice.
_SOUNDS = re.compile(r"(?P<first>[csz])h|c(?=k)|[dg](?=j)|(?P<twice>\w)(?=(?P=twice))")


@dataclass(frozen=True, slots=True)
class Spellings:
    """The words of a folder and of English, by which a slip is told from a word."""

    stands: Callable[[str], bool]
    """Whether a word stands in the articles, in any of its forms."""
    words: Callable[[], Mapping[str, str]]
    """The words of the articles, folded → as they are written."""
    encoder: Encoder
    """It knows everyday words of English; with one that knows none nothing is corrected."""


def corrected(text: str, known: KnownNames, spellings: Spellings) -> tuple[str, tuple[Correction, ...]]:
    """The question with each misspelt word for which one name or word is clearly meant in its place."""
    if not spellings.encoder.english_words:
        return text, ()
    found = words(text)
    capitals = any(word.capital for word in found[1:])
    made: list[Correction] = []
    odd = [at for at in range(len(found)) if _is_odd(found, at, known, spellings)]
    for at in reversed(odd if len(odd) <= _MOST else ()):  # so that the places before stay right
        word = found[at]
        if meant := _meant(found, at, known, spellings):
            meant = meant[0].upper() + meant[1:] if word.capital else meant
            written = meant if capitals or word.capital else meant.lower()
            text = text[: word.start] + written + text[word.end :]
            made.append(Correction(typed=word.text, meant=meant))
    return text, tuple(dict.fromkeys(reversed(made)))


def near(word: str, others: Iterable[str]) -> tuple[str, ...]:
    """Those of the folded `others` that are spelt nearly like `word`, nearest first.

    >>> near("Thachi", ["thaci", "tcherneva"]), near("Vučević", ["vucic"])
    (('thaci',), ())
    """
    asked = folded(word)
    length = len(_sound(asked))
    most = 2 if length >= _LONG else 1 if length >= _NEAR else 0
    scored = sorted((_slips(asked, other), other) for other in others)
    return tuple(other for slips, other in scored if slips <= most)


def _is_odd(found: Sequence[Word], at: int, known: KnownNames, spellings: Spellings) -> bool:
    """Whether a word stands neither in the articles nor among the everyday words of English.

    Behind a known given name it may also be one of these: "David Philips".
    """
    word = found[at]
    if _called(found, at, known):
        return True
    if len(_sound(word.key)) < _SHORTEST or not word.key.isalpha():
        return False
    if word.key in known.by_given_name or word.key in known.by_surname:
        return False
    if spellings.stands(word.text) and not (
        _lacks_ending(word.key, known) and word.key not in spellings.words()
    ):
        return False
    named = at > 0 and found[at - 1].key in known.by_given_name
    return named or not _is_english(word.key, spellings.encoder)


def _called(found: Sequence[Word], at: int, known: KnownNames) -> str:
    """The given name that is shortened before a surname, where only one is: "Tom Birk" for Tomas."""
    called, surname = found[at], found[at + 1].key if at + 1 < len(found) else ""
    if not called.capital or called.key in OPENERS or len(called.key) < _SHORTEST_CALLED:
        return ""
    names = known.by_surname.get(surname, ())
    given = {part for name in names for part in name.split() if folded(part) == given_name(name)}
    alike = [part for part in given if folded(part).startswith(called.key)]
    return alike[0] if len(alike) == 1 and folded(alike[0]) != called.key else ""


def _lacks_ending(key: str, known: KnownNames) -> bool:
    """Whether a surname has the stem of a word, and an ending more: "Browne"."""
    return any(f"{key}{ending}" in known.by_surname for ending in ("e", "s", "es"))


def _meant(found: Sequence[Word], at: int, known: KnownNames, spellings: Spellings) -> str:
    """What is clearly meant by an odd word, as it is to be written; empty where that is in doubt.

    A known given name before it, or a known surname behind it, tells most.
    """
    key = found[at].key
    if called := _called(found, at, known):
        return called
    before, after = (found[place].key if 0 <= place < len(found) else "" for place in (at - 1, at + 1))
    if meant := _part(key, known.by_given_name.get(before, ()), last=True):
        return meant
    if _is_english(key, spellings.encoder):
        return ""
    if meant := _part(key, known.by_surname.get(after, ()), last=False) or _part(
        key, known.by_person, last=True
    ):
        return meant
    written = spellings.words()
    meant = _nearest(key, written)
    most = 1 if spellings.encoder.count(key) >= _PIECES else 0
    return written[meant] if meant and _slips(key, meant) <= most else ""


def _part(key: str, names: Iterable[str], *, last: bool) -> str:
    """The surname or the given name that is clearly meant, as it is written in one of the full `names`."""
    written = {folded(part): part for name in names for part in [name.split()[-1 if last else 0]]}
    return written.get(_nearest(key, written), "")


def _nearest(key: str, others: Iterable[str]) -> str:
    """The only nearest one of those that begin with the same letter; empty for several and for none."""
    alike = near(key, (other for other in others if other[:1] == key[:1] and abs(len(other) - len(key)) < 4))
    clear = len(alike) == 1 or (len(alike) > 1 and _slips(key, alike[0]) < _slips(key, alike[1]))
    return alike[0] if clear else ""


def _slips(one: str, other: str) -> int:
    return OSA.distance(_sound(one), _sound(other))


@lru_cache(maxsize=200_000)
def _sound(key: str) -> str:
    """
    >>> _sound("vuchich"), _sound("ciccareli"), _sound("gjoka"), _sound("dodick")
    ('vucic', 'cicareli', 'joka', 'dodik')
    """
    return _SOUNDS.sub(lambda found: found["first"] or "", key)


def _is_english(key: str, encoder: Encoder) -> bool:
    """Whether a word is an everyday one; the smallest words have no stems."""
    own = stems(key)
    return not own or not _english(encoder).isdisjoint(own)


@lru_cache(maxsize=4)
def _english(encoder: Encoder) -> frozenset[str]:
    """The stems of the everyday words of English that the encoder knows."""
    return frozenset(stems(" ".join(encoder.english_words)))
