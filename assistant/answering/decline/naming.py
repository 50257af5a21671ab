"""Names in a question, and those that no article mentions."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.articles import listed
from assistant.index.lexical import Lexical, stems
from assistant.index.metonyms import STATE
from assistant.lexicon import COURTESIES, DATE_WORDS, word_set

_LEAST = 6
"""Letters of a name in which one slip still leaves it this name."""
_ROOT = 5
"""Letters that a people and its country share at least: Kosovo, Kosovar."""
_ENDINGS = frozenset(
    "- a an ian n ia ya e en ene es ese i ic o in ish ar er ov s nian landic lander land y ija".split()
) | {""}
"""Of peoples, their members and their countries, once stemmed."""
_NAME = re.compile(r"(?<!^)(?<![.!?]\s)(?<!\w)[A-ZÀ-ÞĀ-ſ][\w’'-]*[^\W\d_][\w’'-]*")
_SEVERAL_WORDS = re.compile(r"[A-ZÀ-ÞĀ-ſ][\w’'-]+(?: (?:[a-zà-ÿ]{1,3} )?[A-ZÀ-ÞĀ-ſ][\w’'-]+)+")
_NOT_NAMES = DATE_WORDS | COURTESIES | word_set("i president western eastern northern southern")
_SHORT_FOR = frozenset("id ids tv pm mp mps mep meps fm ceo gdp ngo ngos pr hq q a asap vs ok".split())
"""Capitals that stand for common words, not for a name."""


def resembles(name: str, words: Iterable[str]) -> bool:
    """Whether a stem is, but for one slip or the ending of a people's name, among `words` or a capital.

    >>> resembles("washingtn", ["washington"]), resembles("sloven", ["slovenia"]), resembles("oslo", ["also"])
    (True, True, False)
    """
    known = (*words, *STATE)
    if any(word.startswith(name[:_ROOT]) and _same_people(name, word) for word in known):
        return True
    slip = process.extractOne(name, known, scorer=OSA.distance, score_cutoff=1)
    return len(name) >= _LEAST and slip is not None


def _same_people(name: str, other: str) -> bool:
    shared = len(os.path.commonprefix([name, other]))
    return shared >= _ROOT and name[shared:] in _ENDINGS and other[shared:] in _ENDINGS


def names(question: str) -> tuple[str, ...]:
    """Capitalised words inside the question, each once.

    None in a question that is all capitals, where they are no sign of a name.
    """
    if question.isupper():
        return ()
    found = (name for name in _NAME.findall(question) if name.lower() not in _NOT_NAMES | _SHORT_FOR)
    return tuple(dict.fromkeys(found))


def not_mentioned(names: tuple[str, ...], where: str) -> str:
    """>>> not_mentioned(("Ash", "Birk"), "any article here")
    "'Ash' and 'Birk' are not mentioned in any article here."
    """
    verb = "is" if len(names) == 1 else "are"
    return f"{listed(tuple(repr(name) for name in names))} {verb} not mentioned in {where}."


def unknown_names(question: str, lexical: Lexical) -> tuple[str, ...]:
    """The names whose stems stand in no passage and no header, nor anything that resembles them.

    A name of several words may stand there by its initials: the European Union as the EU.
    """
    shortened = " ".join(
        run[0]
        for run in _SEVERAL_WORDS.finditer(question)
        if lexical.knows("".join(word[0] for word in run[0].split() if word[0].isupper()).lower())
    )
    return tuple(
        name
        for name in names(question)
        if name not in shortened
        and not lexical.mentions(name)
        and not all(lexical.knows(word) or resembles(word, lexical.vocabulary) for word in stems(name))
    )
