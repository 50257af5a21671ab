"""Whether a question asks who takes which side, and on which of the propositions that the articles know.

The trained model tells whether a side is asked for, whether both are, and on what. Which of both sides it is
told by example wordings, the matter masked, where they are clear; else by the model, where that is.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from assistant.encoder.cross_encoder import CrossEncoder, Shares
from assistant.encoder.encoder import Vectors
from assistant.index.lexical import stem_set, stems
from assistant.index.propositions import Propositions, initials
from assistant.lexicon import OPPOSING
from assistant.question.conversation import parted
from assistant.question.frames import Reader, framed, matter, stands
from assistant.question.intents import SIDE, SLOTS
from assistant.question.side_model import ALONE, CLASSES
from assistant.reading.quote_matching import holds_negation

_WORD = re.compile(r"\w+(?:-\w+)*")
Asks = Literal["for", "against", "both"]
NONE = CLASSES.index("none")
ASKS = 0.5
"""Least probability, of a question read alone, that it asks for a side…"""
_MAY_ASK = 0.1
"""…and that it may, so that it is read beside propositions."""
MEANT = 5.0
"""Least sum of the log odds that it asks for a side on a proposition and of `NEARNESS` times their cosine…"""
NEARNESS = 8.0
"""…of which the model alone takes too little heed: with it .77 in place of .72 of hand c, and .91 in place of
.88 of hand g, are on the right one of near propositions."""
_AHEAD = 0.9
"""How far that lies above what no other may reach…"""
_KIN = 0.8
"""…unless their cosine is this: then it may answer in its place."""
_CLEAR = 1.4
"""Least log odds of one side against the other where that one alone is asked for; below it both are. Of 462
questions for one side (hands c and g) .21 are then told rightly, .04 contrarily, the others as for both."""
_WORDINGS, _PLAIN = 2.0, 6.0
"""What adds to them by how much one side's wordings score above the other's; more where no word is left that
may be of the matter or may tell a side."""
_UNASKED = 0.5
"""Score of the wordings that ask for none above which both are not asked for, whatever the model says."""
_READ = 12
"""Propositions that are read, the nearest: the one that is meant is among them for .95 of hand c."""
_NEAR = 0.25
"""Least cosine of a proposition that is read: 5 of 187 questions told rightly (hand c) have less than .3."""

_OPPOSING = stem_set(" ".join(OPPOSING))
"""Their stems."""
_STAND_INS = frozenset(stem for text in SLOTS.values() for stem in stems(text))
"""The stems of what stands for names that are no matter: of those asked, and of where and when."""


@dataclass(frozen=True, slots=True)
class SideQuestion:
    """What a question has to do with sides."""

    asks: Asks | None = None
    """The side asked for; None where none is."""
    propositions: tuple[str, ...] = ()
    """What its matter is, of those that are known, the likeliest first."""


def side_question(
    question: str, topic: str, propositions: Propositions, reader: Reader, model: CrossEncoder
) -> SideQuestion:
    """The side that a question which stands alone asks for, and on what.

    `topic` is what is searched for: a proposition that holds all of it is met where no side is asked for.
    """
    vector = reader.vector
    [alone] = model.read(question, (ALONE,))
    asked = 1 - alone[NONE]
    if asked >= _MAY_ASK:
        masked = reader.nameless(question)
        names = _names(masked, propositions, reader.encoder.english_words)
        meant = _meant(question, vector(question), _nearest(vector(question), propositions, names), model)
        if meant or asked >= ASKS:
            proposition, shares = meant[0] if meant else ("", alone)
            rather, none = _told(masked, proposition, reader)
            turned = holds_negation(question) or _turns(proposition, question)
            asks = "both" if turned else side_of(shares, rather)
            if asks != "both" or none <= _UNASKED:
                return SideQuestion(asks, tuple(dict(meant)))
    return SideQuestion(None, tuple(_literal(topic, propositions, vector)))


def _turns(proposition: str, question: str) -> bool:
    """Whether a proposition is that something be opposed or ended, in a word that the question has not.

    Whoever is for the thing is then against the proposition, and the model does not heed it.
    """
    return not _OPPOSING.isdisjoint(stem_set(proposition) - stem_set(question))


def side_of(shares: Shares, told: float = 0.0) -> Asks:
    """The side by the model's `shares` and by what the wordings have `told`: log odds, above 0 for."""
    for_, against, both, _ = map(float, shares)
    odds = math.log((for_ + 1e-3) / (against + 1e-3)) + told
    if both >= max(for_, against) or abs(odds) < _CLEAR:
        return "both"
    return "for" if odds > 0 else "against"


def _told(masked: str, proposition: str, reader: Reader) -> tuple[float, float]:
    """The log odds of one side by the wordings, the matter masked, above 0 for; and the score of none.

    A word that stands in no proposition may say what somebody thinks of the matter, or may be the matter:
    read both ways, both must tell the same side, else it is 0.
    """
    text, _ = parted(masked)
    own, said = matter(text), stem_set(proposition)
    known = frozenset(stem for stem in stem_set(text) if stands(stem, said))
    found = [reader.scores(framed(text, covered), SIDE) for covered in (known or own, own | known)]
    first, second = (each["for"] - each["against"] for each, _ in found)
    rather = min(first, second, key=abs) if first * second > 0 else 0.0
    weight = _PLAIN if own <= known else _WORDINGS
    return weight * rather, min(none for _, none in found)


def _meant(
    question: str, vector: Vectors, near: Mapping[str, Vectors], model: CrossEncoder
) -> Sequence[tuple[str, Shares]]:
    """The proposition that is meant, and its kin, with their shares; none where another comes as near."""
    if not near:
        return ()
    texts, vectors = tuple(near), np.stack([*near.values()])
    shares = model.read(question, texts)
    likely = likelihood(shares, vectors @ vector)
    order = [int(at) for at in np.argsort(-likely)]
    kin = vectors @ vectors[order[0]] >= _KIN
    least = likely[order[0]] - _AHEAD
    if likely[order[0]] < MEANT or any(likely[at] > least for at in order if not kin[at]):
        return ()
    return [(texts[at], shares[at]) for at in order if kin[at] and likely[at] >= MEANT]


def likelihood(read: Shares, cosines: Vectors) -> Vectors:
    """How likely each proposition is meant: what `MEANT` is held against."""
    none = np.clip(read[:, NONE], 1e-4, 1 - 1e-4)
    found: Vectors = np.log((1 - none) / none) + NEARNESS * cosines
    return found


def _names(masked: str, propositions: Propositions, words: Collection[str]) -> frozenset[str]:
    """The stems of names in the matter: of capitalised words, uncommon where they begin a sentence; else of
    names that are known.
    """
    capitals = (word for word in _WORD.finditer(masked) if word.group()[0].isupper())
    found = (
        word.group()
        for word in capitals
        if word.group().lower() not in words or _within(masked, word.start())
    )
    names = frozenset(stem for word in found for stem in stems(word))
    return (names or stem_set(masked) & propositions.names) - _STAND_INS


def _within(text: str, at: int) -> bool:
    """Whether what stands at a place begins no sentence."""
    before = text[:at].rstrip(" \"“'‘(")
    return bool(before) and before[-1] not in ".?!:;"


def _nearest(vector: Vectors, propositions: Propositions, names: Collection[str]) -> Mapping[str, Vectors]:
    """The propositions near to a vector, of those that hold all names of the matter, with their vectors."""
    likeness = propositions.vectors @ vector if propositions.texts else np.empty(0)
    near = [int(at) for at in np.argsort(-likeness) if likeness[at] >= _NEAR]
    held = [at for at in near if _holds(propositions.texts[at], names)]
    return {propositions.texts[at]: propositions.vectors[at] for at in held[:_READ]}


def _holds(proposition: str, names: Collection[str]) -> bool:
    """Whether a proposition holds every one of some names, written out or by initials."""
    held = stem_set(proposition) | frozenset(initials(proposition))
    return all(stands(name, held) for name in names)


def _literal(topic: str, propositions: Propositions, vector: Callable[[str], Vectors]) -> Iterator[str]:
    """The propositions in which every word of a topic stands that is more than names, the nearest first."""
    own = stem_set(topic)
    if own <= propositions.names:
        return
    holding = [at for at, text in enumerate(propositions.texts) if own <= stem_set(text)]
    if holding:
        likeness = propositions.vectors @ vector(topic)
        yield from (propositions.texts[at] for at in sorted(holding, key=lambda at: -likeness[at]))
