"""Names compared as readers write them: without case, accents, one script or one fixed spelling."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from assistant.lexicon import (
    COURTESIES,
    FEMALE_COURTESIES,
    FEMALE_NAMES,
    MALE_COURTESIES,
    MALE_NAMES,
    NAMES_OF_BOTH,
)

_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'"})
# Letters without a plain one inside ("đ", "ß"), Greek and Cyrillic; other scripts are compared as they are.
_FOREIGN = re.compile("[\u00c0-\u024f\u0370-\u052f\u1e00-\u1fff]+")
# A word of Latin and Cyrillic or Greek letters is made to look like a name, and stays itself.
_MIXED_OR_FOREIGN = re.compile(rf"(\b(?=\w*[\u0370-\u052f])(?=\w*[a-z])\w+)|{_FOREIGN.pattern}")
# A mark after a letter of these scripts is an accent: Latin, Greek, Cyrillic, Hebrew and Arabic.
_ACCENTED = re.compile(
    "[\u0000-\u06ff\u0750-\u077f\u08a0-\u08ff\u1c80-\u1c8f\u1d00-\u1fff\u2c60-\u2c7f\ua640-\ua69f"
    "\ua720-\ua7ff\uab30-\uab6f]"
)
_ASCII_WORD = re.compile(r"\w+(?:'\w+)*")
_LOOSE_APOSTROPHE = re.compile(r"'{2,}|(?<!\S)'|'(?!\S)")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_TRANSLITERATED = re.compile("[\u0370-\u052f\u1f00-\u1fff]")
# What two Greek letters sound like together (ELOT 743, the standard of Greek passports).
_GREEK = {"ου": "ou", "αυ": "av", "ευ": "ev", "γγ": "ng", "γχ": "nch", "μπ": "b", "ντ": "nt"}

# Spellings of one name in several languages, folded; the first of each is the one compared.
_SPELLINGS = (
    ("pristina", "prishtina", "prishtine", "pristine"),
    ("presevo", "presheva", "preshevo", "presheve"),
    ("kosovo", "kosova"),
    ("mitrovica", "mitrovice", "mitrovicë"),
    ("aleksandar", "aleksander", "alexander", "aleksandr"),
)
_SPELLING = {other: names[0] for names in _SPELLINGS for other in names}

_LEADING_ARTICLES = frozenset("the a der die das le la les el los las il lo het de".split())
_PARTS = re.compile(r"[/()]| – | - ")
_BEHIND = re.compile(r", |: ")
"""Before what is no name of its own: "The Times, London", "The Times: Opinion"."""
_OF_ADDRESS = re.compile(r"^www\.|(?:\.[a-z]{2,})+$", re.IGNORECASE)

_TITLES = COURTESIES | {"president"}
_OF_A_HUSBAND = frozenset(("mrs", "lady"))
"""Courtesies that stand before a husband's given name, too."""
_GENERATIONS = frozenset("jr sr ii iii iv".split())
_SUFFIXES = _GENERATIONS | {"phd"}
_WITHOUT_STROKE = str.maketrans({"đ": "dj", "Đ": "Dj", "ђ": "дј", "Ђ": "Дј"})


@lru_cache(maxsize=20_000)
def folded(text: str) -> str:
    """Lower case, Latin letters for Greek and Cyrillic, no accents, one spelling of each known name.

    >>> folded("Hashim Thaçi"), folded("Prishtina"), folded("Јована Петровић")
    ('hashim thaci', 'pristina', 'jovana petrovic')
    """
    return _folded(text, serbian=True)


def _folded(text: str, *, serbian: bool) -> str:
    """The folded text, its Cyrillic as Serbian writes it in Latin letters, else as English does."""
    return " ".join(_SPELLING.get(word, word) for word in _words(text, serbian=serbian))


def same_letters(one: str, other: str) -> bool:
    """Whether two names differ by case, accents and script alone.

    >>> same_letters("THAÇI", "Thaci"), same_letters("Aleksandar", "Alexander")
    (True, False)
    """
    return _words(one, serbian=True) == _words(other, serbian=True)


def _words(text: str, *, serbian: bool) -> list[str]:
    lower = text.casefold()
    if lower.isascii():
        return _ASCII_WORD.findall(lower)
    # Composed first: "й" is a letter, not "и" with an accent. Folded twice, since each of the two steps of
    # `_normal` can undo what the other did ("™", "ŉ").
    latin = unicodedata.normalize("NFC", lower).translate(_APOSTROPHES)
    latin = _MIXED_OR_FOREIGN.sub(lambda found: found[0] if found[1] else _latin(found[0], serbian), latin)
    return _LOOSE_APOSTROPHE.sub(" ", _without_accents(_normal(_normal(latin)))).split()


def _without_accents(text: str) -> str:
    """Letters, digits and apostrophes, a space for all else, and the marks without which a letter is another.

    Those of Latin, Greek, Cyrillic, Hebrew and Arabic letters are accents; "ी" and "゙" are none.
    """
    kept: list[str] = []
    base = " "
    for char in text:
        if unicodedata.category(char)[0] != "M":
            base = char if char.isalnum() or char in "_'" else " "
            kept.append(base)
        elif base.isalnum() and not _ACCENTED.match(base):
            kept.append(char)
    return unicodedata.normalize("NFC", "".join(kept))


def _latin(letters: str, serbian: bool) -> str:
    from anyascii import anyascii
    from cyrtranslit import to_latin

    if serbian:
        letters = to_latin(letters, "sr")
    plain = "".join(char for char in unicodedata.normalize("NFD", letters) if char != "\u0301")
    for pair, sound in _GREEK.items():
        plain = plain.replace(pair, sound)
    return anyascii(unicodedata.normalize("NFC", plain)).lower().replace("'", "")


def _normal(text: str) -> str:
    return unicodedata.normalize("NFKD", text.casefold())


def is_transliterated(name: str) -> bool:
    """Whether a name stands in Greek or Cyrillic letters, for which others are compared."""
    return bool(_TRANSLITERATED.search(name))


def names_match(asked: str, name: str) -> bool:
    """Whether `asked` names the person or publication `name`: in full, by surname, or by its last words.

    Titles and a middle initial that `name` lacks do not matter, nor does "dj" for "đ"; nor does "Jr." unless
    the other has another suffix.

    >>> names_match("thaci", "Hashim Thaçi"), names_match("C. Kupchan", "Charles A. Kupchan")
    (True, True)
    >>> names_match("Prof. Andjelic", "Neven Anđelić"), names_match("Ann C. Birk", "Ann Birk")
    (True, True)
    >>> names_match("Ivan Zhukov", "Иван Жуков"), names_match("Anđelić", "Невен Анђелић")
    (True, True)
    """
    alike = any(_words_match(one, other) for one in _name_words(asked) for other in _name_words(name))
    suffixes = {_generation(asked), _generation(name)} - {""}
    return alike and len(suffixes) < 2 and not of_unlike_sex(asked, name)


def of_unlike_sex(one: str, other: str) -> bool:
    """Whether the courtesy of one name contradicts the other's courtesy, or else its given name.

    >>> of_unlike_sex("Mr. Birk", "Mrs. Birk"), of_unlike_sex("Mr. Birk", "Ann Birk")
    (True, True)
    >>> of_unlike_sex("John Birk", "Mrs. John Birk"), of_unlike_sex("Dr. Birk", "Mrs. Ann Birk")
    (True, False)
    """
    (courtesy, given), (other_courtesy, other_given) = _addressed(one), _addressed(other)
    if courtesy and other_courtesy:
        return (courtesy in MALE_COURTESIES) != (other_courtesy in MALE_COURTESIES)
    if other_courtesy:
        courtesy, given, other_given = other_courtesy, other_given, given
    if given == other_given and courtesy not in _OF_A_HUSBAND:
        return False  # "Ms. Pat Lind": the courtesy says more than the name
    unlike = FEMALE_NAMES if courtesy in MALE_COURTESIES else MALE_NAMES if courtesy else ()
    return other_given in unlike and other_given not in NAMES_OF_BOTH


def is_of_a_husband(name: str) -> bool:
    """Whether a name may be the husband's but for its courtesy: "Mrs. Birk"."""
    courtesy, given = _addressed(name)
    return courtesy in _OF_A_HUSBAND and not given


@lru_cache(maxsize=20_000)
def _addressed(name: str) -> tuple[str, str]:
    """The courtesy of a name that is said of one sex alone, and the given name; "" for none."""
    words = folded(name).split()
    courtesy = ""
    while len(words) > 1 and words[0] in _TITLES:
        if words[0] in MALE_COURTESIES | FEMALE_COURTESIES:
            courtesy = words[0]
        words = words[1:]
    return courtesy, words[0] if len(words) > 1 else ""


def meant(asked: str, names: Iterable[str]) -> tuple[str, ...]:
    """Those of `names` that `asked` may mean; the one that it writes in full, where there is one.

    >>> meant("Birk", ["Ann Birk", "Ann Eva Birk"]), meant("Ann Birk", ["Ann Birk", "Ann Eva Birk"])
    (('Ann Birk', 'Ann Eva Birk'), ('Ann Birk',))
    >>> meant("Bo Birk Jr.", ["Bo Birk", "Bo Birk Jr."]), meant("Bo Birk", ["Bo Birk", "Bo Birk Jr."])
    (('Bo Birk Jr.',), ('Bo Birk',))
    """
    found = tuple(name for name in names if names_match(asked, name))
    in_full = tuple(name for name in found if not set(_name_words(asked)).isdisjoint(_name_words(name)))
    if not in_full and not _generation(asked):
        return found
    return (
        tuple(name for name in in_full or found if _generation(name) == _generation(asked))
        or in_full
        or found
    )


def _words_match(asked_words: tuple[str, ...], words: tuple[str, ...]) -> bool:
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
    return surnames(name)[0]


def given_name(name: str) -> str:
    """The first word of a name that is no courtesy, folded; empty for none.

    >>> given_name("Dr. Ann Birk")
    'ann'
    """
    return next((word for word in folded(name).split() if word not in COURTESIES), "")


def is_surname(name: str) -> bool:
    """Whether a name is a surname alone, but for its titles: "Mr. Birk"."""
    return all(len(words) < 2 for words in _name_words(name))


def surnames(name: str) -> tuple[str, ...]:
    """The same in each spelling that a name in Cyrillic or with "đ" or "dj" may have.

    >>> surnames("Иван Жуков"), surnames("Nadja Andjelić")
    (('zukov', 'zhukov'), ('andjelic', 'andelic'))
    """
    last = [(words or ("",))[-1] for words in _name_words(name)]
    return tuple(dict.fromkeys((*last, *(word.replace("dj", "d") for word in last))))


def publications_match(asked: str, name: str) -> bool:
    """Whether `asked` names the publication `name` whole, or one of the whole names of which it is made.

    An article that leads it does not matter, nor does the ending of an address, a place or a section.

    >>> publications_match("the Guardian", "The Guardian"), publications_match("The Times", "Sunday Times")
    (True, False)
    >>> publications_match("Harbour Post", "Harbour Post: Views"), publications_match("Quay", "quay.example")
    (True, True)
    """
    wanted = without_article(asked)
    parts = (name, _BEHIND.split(name)[0], *publication_parts(name))
    spelt = (spelling for part in parts for spelling in (part, _OF_ADDRESS.sub("", part)))
    return bool(wanted) and wanted in map(without_article, spelt)


def publications_meant(asked: str, names: Iterable[str]) -> tuple[str, ...]:
    """Those of `names` that `asked` may mean; where there are any, those without another article.

    >>> publications_meant("Der Standard", ["Der Standard", "The Standard"])
    ('Der Standard',)
    """
    found = tuple(name for name in names if publications_match(asked, name))
    if _article(asked) in ("", "the") and "the" not in map(_article, found):
        return found  # "Spiegel" is "Der Spiegel", too
    fitting = {"", _article(asked) or "the"}
    return tuple(name for name in found if _article(name) in fitting) or found


def _article(publication: str) -> str:
    """The article that leads a publication's name; "" for none."""
    first, _, rest = folded(publication).partition(" ")
    return first if rest and first in _LEADING_ARTICLES else ""


def without_article(publication: str) -> str:
    """A publication's folded name without the article that may lead it.

    >>> without_article("The Times"), without_article("Die Zeit")
    ('times', 'zeit')
    """
    return folded(publication).removeprefix(f"{_article(publication)} ")


def publication_parts(name: str) -> list[str]:
    """The names of which a publication's is made: "Radio Lund/Lund Online"."""
    return [part for part in _PARTS.split(name) if part.strip()]


@lru_cache(maxsize=20_000)
def _name_words(name: str) -> tuple[tuple[str, ...], ...]:
    """The words that count of a name, once for each Latin spelling of it."""
    in_serbian = (True, False) if _CYRILLIC.search(name) else (True,)
    written = dict.fromkeys((name, name.translate(_WITHOUT_STROKE)))
    folds = (_folded(spelling, serbian=serbian) for spelling in written for serbian in in_serbian)
    return tuple(dict.fromkeys(map(_counting, folds)))


@lru_cache(maxsize=20_000)
def _generation(name: str) -> str:
    """What tells father and son apart: "jr", "ii"; "" where a name does not say it."""
    words = folded(name).split()
    while len(words) > 1 and words[-1] in _SUFFIXES - _GENERATIONS:
        words = words[:-1]
    return words[-1] if len(words) > 1 and words[-1] in _GENERATIONS else ""


def _counting(name: str) -> tuple[str, ...]:
    words = name.split()
    while len(words) > 1 and words[0] in _TITLES:
        words = words[1:]
    while len(words) > 1 and words[-1] in _SUFFIXES:
        words = words[:-1]
    return tuple(words)


def _initials_fit(given: Sequence[str], known: Sequence[str]) -> bool:
    """Whether words, or their initials, stand in `known` in that order.

    Between them words may be left out, but an initial does not stand for the second: "Lena M." is not
    "Lena K. M.".
    """
    at = 0
    for number, word in enumerate(given):
        place = next((place for place in range(at, len(known)) if _stands_for(word, known[place])), None)
        if place is None or (number and place > at and 1 in (len(word), len(known[place]))):
            return False
        at = place + 1
    return True


def _stands_for(word: str, other: str) -> bool:
    return word == other or (1 in (len(word), len(other)) and word[0] == other[0])
