"""Matching: which of the propositions that the articles know the matter of a question is.

Two readings tell it together: how near the vectors of the matter and of the proposition are, and how many
words of the matter stand in the proposition, by themselves or by a word that means about the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from assistant.encoder.encoder import Encoder, Vectors
from assistant.index.lexical import stem_set, stems
from assistant.index.propositions import Propositions, content_words, initials, name_stems
from assistant.lexicon import FINITE_AUXILIARIES
from assistant.question.frames import frame_stems, framed, matter, stands
from assistant.question.intents import PROPOSITION, scores
from assistant.reading.quote_matching import holds_negation

_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_ALIKE = 0.5
"""Least cosine of two words that mean about the same: soldiers and troops; swap and exchange have less."""
_UNLIKE = 0.3
"""Below it a word has nothing to do with any of a proposition; between both it may be the contrary of one."""
_COVERED = 0.5
"""Weight of the mean likeness of the matter's words to those of a proposition, beside the cosine of both."""
_LEAST = 0.88
"""Least sum of both for a match…"""
_LEAST_NAMELESS = 0.7
"""…and for a matter without names, which share much with every proposition that has them."""
_KIN = 0.7
"""Least cosine of the nearest proposition with others that may answer in its place."""
_QUOTED = 0.85
"""How far a word stands in a proposition that stands in the words of a position on it."""
_SAID = 0.45
"""Least mean likeness of a proposition's words to those of the matter where it demands just that."""
_DEMANDED = 0.1
"""By how much a proposition is rather one that demands the matter than another."""
_DEMANDS = frozenset(("should", "ought", "must"))


@dataclass(frozen=True, slots=True)
class Matching:
    """The propositions that are known, and what reads a text."""

    propositions: Propositions
    encoder: Encoder
    vector: Callable[[str], Vectors]
    quoted: Callable[[str], Collection[str]]
    """The stems of the words of all positions on a proposition."""

    def nearest(self, text: str, *, literal: bool = False) -> tuple[str, ...]:
        """The propositions that the matter of a text is, or that demand it, the nearest first.

        A matter that is nothing but names is none: "Who wants Brell out of Oakton?". Of `literal` ones each
        word of the matter stands in the proposition.
        """
        own, names, short = matter(text), self._names(text), initials(text)
        if own <= names:
            return ()
        texts = self.propositions.texts
        possible = [place for place, each in enumerate(texts) if _holds(each, names, short)]
        if literal:
            stands_in = ((place, stem_set(texts[place])) for place in possible)
            possible = [place for place, held in stands_in if all(stands(stem, held) for stem in own)]
        words = self._words(text) if possible else {}
        vector = self.vector(of_matter(text)) if possible else None
        vectors = self.propositions.vectors if names else self.propositions.nameless
        least = _LEAST if names else _LEAST_NAMELESS
        found = []
        for place in possible:
            covered = _mean(self._covered(text, words, texts[place]))
            likeness = float(vectors[place] @ vector) + _COVERED * covered
            if likeness >= least and self._fits(texts[place], text, words):
                found.append((likeness, place))
        found.sort(reverse=True)
        kin = self.propositions.vectors @ self.propositions.vectors[found[0][1]] if found else ()
        return tuple(texts[place] for _, place in found if kin[place] >= _KIN)

    def surely(self, text: str, proposition: str) -> bool:
        """Whether no word of a text's matter may tell the contrary: "public" where talks are confidential."""
        covered = self._covered(text, self._words(text), proposition)
        return not any(_UNLIKE <= share < _ALIKE for share in covered)

    def held(self, text: str, proposition: str) -> frozenset[str]:
        """The stems of a text's matter that stand in a proposition, or whose like stands there.

        Of "Who says that it would harm us?" the harm is part of what is said where the proposition says it.
        """
        words, known, own = self._words(text), self._known(proposition), matter(text)
        said = stem_set(proposition)
        told = said <= self._standing(known, words)
        return (self._standing(words, known) & own) | (said if told else frozenset())

    def _names(self, text: str) -> frozenset[str]:
        """The stems of the matter that are names: capitalised words, or any known where there are none."""
        capitals = [word.group() for word in _WORD.finditer(text) if word.group()[0].isupper()]
        known = self.propositions.names
        if len(capitals) > 1:
            known &= frozenset(stem for word in capitals for stem in stems(word))
        return matter(text) & (name_stems(text) | known)

    def _covered(self, text: str, words: Mapping[str, Vectors], proposition: str) -> tuple[float, ...]:
        """How far each word of the matter that is no name stands in a proposition, 0 to 1."""
        apart = frame_stems() | self._apart(text)
        own = _beside(words, apart)
        likeness = _likeness(own, _beside(self._known(proposition), apart))
        quoted = self.quoted(proposition)
        told = (_QUOTED if any(stands(stem, quoted) for stem in stem_set(word)) else 0.0 for word in own)
        return tuple(map(max, likeness, told))

    def _says(self, proposition: str, text: str, words: Mapping[str, Vectors]) -> float:
        """How far the words of a proposition that are no names stand in the matter, 0 to 1."""
        apart = frame_stems() | self._apart(text)
        return _mean(_likeness(_beside(self._known(proposition), apart), _beside(words, apart)))

    def _apart(self, text: str) -> frozenset[str]:
        return self.propositions.names | self._names(text)

    def _fits(self, proposition: str, text: str, words: Mapping[str, Vectors]) -> bool:
        """Whether who is for a proposition is for the matter of a text.

        So it is where the text says all that it says, and, where the text itself claims nothing, where what
        it says beside is a demand for the matter. "It would ruin the town" and "The council should keep
        opposing it" are none.
        """
        known = self._known(proposition)
        told = self._standing(known, words)
        said = stem_set(proposition) - name_stems(proposition)
        if said and said <= told and holds_negation(proposition) <= holds_negation(text):
            return True
        if _claims(text):
            return False
        own = matter(text)
        asked = self._standing(known, {word: each for word, each in words.items() if stem_set(word) & own})
        if self._demands(proposition, asked):
            return True
        if self._says(proposition, text, words) < _SAID:
            return False
        return self._demands(proposition, stem_set(proposition) - frame_stems())

    def _demands(self, proposition: str, covered: Collection[str]) -> bool:
        found = scores(self.vector(framed(proposition, covered)), self.encoder, PROPOSITION)
        return found[PROPOSITION, "demand"] >= found[PROPOSITION, "other"] + _DEMANDED

    def _words(self, text: str) -> Mapping[str, Vectors]:
        """The vectors of a text's words."""
        words = content_words(text)
        known = self.propositions.words
        missing = [word for word in words if word not in known]
        found = dict(zip(missing, self.encoder.documents(missing), strict=True)) if missing else {}
        return {word: known[word] if word in known else found[word] for word in words}

    def _known(self, proposition: str) -> Mapping[str, Vectors]:
        return {word: self.propositions.words[word] for word in content_words(proposition)}

    def _standing(self, words: Mapping[str, Vectors], among: Mapping[str, Vectors]) -> frozenset[str]:
        """The stems of those words that stand among others, or whose like does."""
        alike = zip(words, _likeness(words, among), strict=True)
        return frozenset(chain.from_iterable(stem_set(word) for word, most in alike if most >= _ALIKE))


def _likeness(words: Mapping[str, Vectors], among: Mapping[str, Vectors]) -> list[float]:
    """How alike each word is to the one most like it among others: 1 where their stem is the same."""
    if not words or not among:
        return [0.0] * len(words)
    cosines = np.stack(list(words.values())) @ np.stack(list(among.values())).T
    known = frozenset(chain.from_iterable(map(stem_set, among)))
    return [
        1.0 if any(stands(stem, known) for stem in stem_set(word)) else most
        for word, most in zip(words, cosines.max(1).tolist(), strict=True)
    ]


def _mean(shares: Sequence[float]) -> float:
    """The mean; 1 of none."""
    return sum(shares) / len(shares) if shares else 1.0


def _holds(proposition: str, names: Collection[str], short: Mapping[str, str]) -> bool:
    """Whether a proposition holds every name of a matter, or the initials of a row of them, `short`."""
    held = stem_set(proposition) | frozenset(initials(proposition))
    written_out = frozenset(stem for letters, row in short.items() if letters in held for stem in stems(row))
    return all(stands(name, held) or name in written_out for name in names)


def of_matter(text: str) -> str:
    """The words of a text that name its matter."""
    own = matter(text)
    return " ".join(word.group() for word in _WORD.finditer(text) if stem_set(word.group()) & own)


def _claims(text: str) -> bool:
    """Whether something is said of the matter: "Who thinks that a toll would ruin the town?"."""
    own, words = matter(text), [word.group() for word in _WORD.finditer(text)]
    places = [at for at, word in enumerate(words) if stem_set(word) & own]
    if not places:
        return False
    between = words[places[0] + 1 : places[-1]]
    return any(_finite(word) for word in between)


def _finite(word: str) -> bool:
    return word.lower() in FINITE_AUXILIARIES and word.lower() not in _DEMANDS


def _beside(words: Mapping[str, Vectors], stems: Collection[str]) -> Mapping[str, Vectors]:
    """Those words of which no stem is among some."""
    return {word: vector for word, vector in words.items() if not stem_set(word) & frozenset(stems)}
