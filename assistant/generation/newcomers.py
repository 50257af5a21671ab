"""Bodies, people and places that a sentence names, and whether the text it rests on names them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.generation.crediting import OPENERS
from assistant.generation.places import in_text, place_of
from assistant.lexicon import COURTESIES, DETERMINERS, PREPOSITIONS, TITLES, word_set
from assistant.names import folded

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:[’'](?!s\b)[^\W_]+)*")
_LINK = r"(?:\s+|\s+(?:of|of\s+the|de|del|der|van|von|al|for)\s+|[’']s\s+)"
_CAPITAL = r"(?:(?:[A-ZÀ-ÞĀ-Ž]\.){2,}|[A-ZÀ-ÞĀ-Ž]\.|[A-ZÀ-ÞĀ-Ž][^\W_]*(?:[’'](?!s\b)[^\W_]+)*)"
_NAME = re.compile(rf"(?<![\w’']){_CAPITAL}(?:{_LINK}{_CAPITAL}){{0,7}}")
_PLAIN_LINK = re.compile(r"\w+\s+(?:of|for)\b")
_OPENS = re.compile(r"(?:[.!?:;…]\s|\n|[\"“„«‘(\[])[\s\"“„«‘(\[—-]*$")
_BODY = re.compile(
    r"(?<![\w-])([^\W\d_A-Z][^\W\d_]*)\s+"
    r"(commission|council|court|union|bank|agency|tribunal|institute|university|assembly|parliament)s?\b"
)
_PLAIN = (
    DETERMINERS
    | PREPOSITIONS
    | word_set("""
and be central city common either first former future independent international is joint legal local
national neither new old or own public regional same second single special state such town whole your
""")
)
_LINKS = COURTESIES | {"i", "s", "the", "of", "and", "for"}
_ENDINGS = frozenset(
    """
s n ns an ans ian ians a ia o y ey ar ars in ins ish ese i is er ers ic and e es en land lander landers
lands nian man men
""".split()
) | {""}
_BY = 8
"""Words between a title and its bearer: "Dray, who has long been the mayor"."""
_GERMAN = re.compile(r"\b(?:der|das|und|ist|nicht|dem|den|eine[rnms]?|für|mit|dass|sind|wird)\b")


@dataclass(frozen=True, slots=True)
class _Named:
    """What of a text can bear a name out."""

    words: tuple[str, ...]
    all: frozenset[str]
    capital: frozenset[str]
    beginnings: frozenset[str]
    initials: frozenset[str]
    places: frozenset[str]


@lru_cache(maxsize=64)
def _named(text: str) -> _Named:
    raw = [_undotted(word) for word in _WORD.findall(text)]
    words = tuple(folded(word) for word in raw)
    return _Named(
        words,
        frozenset(words),
        frozenset(fold for word, fold in zip(raw, words, strict=True) if word[:1].isupper()),
        frozenset(word[:4] for word in words if len(word) >= 4),
        frozenset(
            letters[at:]
            for match in _NAME.finditer(text)
            for letters in (_initials(match.group()),)
            for at in range(len(letters) - 1)
        ),
        in_text(text),
    )


def names_only_what(sentence: str, text: str, people: Iterable[str]) -> bool:
    """Whether every name in the sentence stands in the text: its words side by side, or its initials.

    A word that opens a sentence may be no name: alone or before "of", only known places are looked for.
    Demonyms stand where their place does, and a state where its seat of power does. `people` may be given
    in full where their surname stands. German capitals tell nothing: there only known places are looked at.
    """
    raw = [_undotted(word) for word in _WORD.findall(sentence)]
    bodies = [body for match in _BODY.finditer(sentence) for body in _body(match)]
    names = [(match.group(), _opens(sentence, match.start())) for match in _NAME.finditer(sentence)]
    # To read a long text takes milliseconds, and most sentences that name nothing need none of it.
    if not bodies and not any(map(place_of, raw)) and all(opens and _is_plain(name) for name, opens in names):
        return True
    about = _named(text)
    if not _in_quiet(raw, about):
        return False
    known = [folded(person).split() for person in people]
    if not all(_stands(body, about) for body in bodies):
        return False
    if len(set(_GERMAN.findall(sentence))) > 1:
        return True
    surnames = frozenset(person[-1] for person in known if person)
    return all(_borne_out(name, opens, about, known, surnames) for name, opens in names)


def _is_plain(name: str) -> bool:
    """Whether a name that opens a sentence may be any word."""
    return name.isalpha() and not _is_acronym(name)


def _opens(sentence: str, start: int) -> bool:
    return start <= 1 or bool(_OPENS.search(" " + sentence[max(0, start - 12) : start]))


def _in_quiet(words: Sequence[str], about: _Named) -> bool:
    """Whether the known places named, in whatever case, are among those of the text."""
    return all(
        place in about.places or folded(word) in about.all for word in words if (place := place_of(word))
    )


def _body(match: re.Match[str]) -> tuple[str, ...]:
    return () if match[1] in _PLAIN else (match[1], match[2])


def _borne_out(
    name: str, opens: bool, about: _Named, known: Sequence[Sequence[str]], surnames: frozenset[str]
) -> bool:
    words = [_undotted(word) for word in _WORD.findall(name)]
    if opens:
        while words and folded(words[0]) in OPENERS:
            words = words[1:]
            opens = False
        if opens and (len(words) == 1 or _PLAIN_LINK.match(name)) and not _is_acronym(words[0]):
            words = words[1:]
    words = [word for word in words if folded(word) not in _LINKS]
    titles = [word for word in words if folded(word) in TITLES]
    folds = [folded(word) for word in words if folded(word) not in TITLES]
    if not all(_stands(word, about) for word in titles) or not _titled(titles, folds[-1:], about):
        return False
    if not folds or (len(folds) > 1 and _initials(" ".join(words)).lower() in about.capital):
        return True
    if all(place_of(word) and place_of(word) in about.places for word in words):
        return True
    if any(set(folds) <= set(person) and person[-1] in about.capital for person in known):
        return True
    if not all(_stands(word, about, is_person=folded(word) in surnames) for word in words):
        return False
    return len(folds) == 1 or _together(folds, about, len(titles))


def _stands(word: str, about: _Named, is_person: bool = False) -> bool:
    fold = folded(word)
    if is_person:
        return fold in about.capital
    if fold in about.all or place_of(word) in about.places:
        return True
    if fold[:4] not in about.beginnings:
        return _is_acronym(word) and word.upper() in about.initials
    return any(_akin(fold, other) for other in about.all)


@lru_cache(maxsize=20_000)
def _akin(one: str, other: str) -> bool:
    """Whether two words are forms of one name: Serbia and Serbian, Norland and Norlander.

    >>> _akin("norlanders", "norland"), _akin("austria", "australia")
    (True, False)
    """
    shared = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        shared += 1
    return any(one[length:] in _ENDINGS and other[length:] in _ENDINGS for length in range(4, shared + 1))


def _titled(titles: Sequence[str], name: Sequence[str], about: _Named) -> bool:
    """Whether the titles stand by the name somewhere in the text, where both are there."""
    spots = [index for index, word in enumerate(about.words) if word in name]
    return all(
        any(folded(title) in about.words[max(0, spot - _BY) : spot + _BY] for spot in spots)
        for title in titles
        if spots
    )


def _together(folds: Sequence[str], about: _Named, titles: int) -> bool:
    """Whether the words stand near each other in the text, in any order, with titles among them."""
    reach = len(folds) + (1 if set(folds) <= about.capital else 4) + (titles and titles + 1)
    spots = [
        [index for index, word in enumerate(about.words) if word == fold or _near(fold, word)]
        for fold in folds
    ]
    return any(
        all(any(start <= spot < start + reach for spot in others) for others in spots)
        for first in spots
        for start in (spot for spot in first)
    )


def _near(fold: str, word: str) -> bool:
    if fold[:4] == word[:4] and _akin(fold, word):
        return True
    place = place_of(fold)
    return place is not None and place == place_of(word)


def _undotted(word: str) -> str:
    return word.replace(".", "") if "." in word else word


def _is_acronym(word: str) -> bool:
    letters = word.replace(".", "")
    return len(letters) > 1 and letters.isupper()


def _initials(name: str) -> str:
    """
    >>> _initials("Organisation for the Safety of Elmford")
    'OSE'
    """
    return "".join(word[0] for word in re.findall(r"[^\W\d_]+", name) if word[0].isupper())
