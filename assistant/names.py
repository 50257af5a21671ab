"""Names compared as readers write them: without case, accents or one fixed spelling."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from assistant.lexicon import COURTESIES

# Letters that Unicode does not decompose, and one apostrophe.
_LETTERS = str.maketrans(
    {"đ": "d", "ð": "d", "ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i", "’": "'", "ʼ": "'"}
)

# Spellings of one name in several languages, folded; the first of each is the one compared.
_SPELLINGS = (
    ("pristina", "prishtina", "prishtine", "pristine"),
    ("presevo", "presheva", "preshevo", "presheve"),
    ("kosovo", "kosova"),
    ("mitrovica", "mitrovice", "mitrovicë"),
    ("aleksandar", "aleksander", "alexander", "aleksandr"),
)
_SPELLING = {other: names[0] for names in _SPELLINGS for other in names}

_TITLES = COURTESIES | {"president"}
_SUFFIXES = frozenset("jr sr ii iii iv phd".split())


@lru_cache(maxsize=20_000)
def folded(text: str) -> str:
    """Lower case, no accents, one spelling of each known name, words separated by one space.

    >>> folded("Hashim Thaçi"), folded("Prishtina")
    ('hashim thaci', 'pristina')
    """
    # Twice, since each of the two steps can undo what the other did ("™", "ŉ").
    plain = _normal(_normal(text)).translate(_LETTERS)
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    words = re.findall(r"\w+(?:'\w+)*", letters)
    return " ".join(_SPELLING.get(word, word) for word in words)


def _normal(text: str) -> str:
    return unicodedata.normalize("NFKD", text.casefold())


def names_match(asked: str, name: str) -> bool:
    """Whether `asked` names the person or publication `name`: in full, by surname, or by its last words.

    Titles, "Jr." and a middle initial that `name` lacks do not matter, nor does "dj" for "đ".

    >>> names_match("thaci", "Hashim Thaçi"), names_match("C. Kupchan", "Charles A. Kupchan")
    (True, True)
    >>> names_match("Prof. Andjelic", "Neven Anđelić"), names_match("Ann C. Birk", "Ann Birk")
    (True, True)
    """
    asked_words, words = _name_words(asked), _name_words(name)
    if not asked_words or not words or asked_words[-1] != words[-1]:
        return False
    given, known = asked_words[:-1], words[:-1]
    if len(known) == 1:
        given = given[:1] + tuple(word for word in given[1:] if len(word) > 1)
    return _initials_fit(given, known)


def surname(name: str) -> str:
    """The last word of a name, as `names_match` compares it; empty for no name.

    >>> surname("Neven Anđelić"), surname("Bo Birk Jr.")
    ('andelic', 'birk')
    """
    return (_name_words(name) or ("",))[-1]


def publications_match(asked: str, name: str) -> bool:
    """Whether `asked` names the publication `name`: its words stand there, side by side.

    >>> publications_match("the Guardian", "The Guardian"), publications_match("RFE", "Radio Free Europe")
    (True, False)
    """
    wanted = re.sub(r"^the ", "", folded(asked))
    return bool(wanted) and f" {wanted} " in f" {folded(name)} "


@lru_cache(maxsize=20_000)
def _name_words(name: str) -> tuple[str, ...]:
    words = folded(name).replace("dj", "d").split()
    while len(words) > 1 and words[0] in _TITLES:
        words = words[1:]
    while len(words) > 1 and words[-1] in _SUFFIXES:
        words = words[:-1]
    return tuple(words)


def _initials_fit(given: Sequence[str], known: Sequence[str]) -> bool:
    rest = iter(known)
    return all(
        any(word == other or (1 in (len(word), len(other)) and word[0] == other[0]) for other in rest)
        for word in given
    )
