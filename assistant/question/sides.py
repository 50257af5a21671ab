"""Whether a question asks who takes which side, and on which of the propositions that the articles know.

The trained model tells whether a side is asked for, whether both are, and on what. Which of both sides it is
told by example wordings, the matter masked, where they are clear; else by the model, where that is.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from assistant.encoder.cross_encoder import CrossEncoder, Shares
from assistant.encoder.encoder import Vectors
from assistant.index.lexical import stem_set, stems
from assistant.index.propositions import Propositions, initials
from assistant.lexicon import OPPOSING
from assistant.question.conversation import parted
from assistant.question.frames import LINKS, Reader, framed, matter, stands
from assistant.question.intents import SIDE, SLOTS
from assistant.question.side_model import ALONE, CLASSES
from assistant.reading.quote_matching import holds_negation

_WORD = re.compile(r"\w+(?:-\w+)*")
Asks = Literal["for", "against", "both"]
NONE = CLASSES.index("none")
ASKS = 0.5
"""Least probability, of a question read alone, that it asks for a side…"""
_MAY_ASK = 0.3
"""…and that it may, so that it is read beside propositions."""
MEANT = 5.5
"""Least sum of the log odds that it asks for a side on a proposition and of `NEARNESS` times their cosine…"""
NEARNESS = 8.0
"""…of which the model alone takes too little heed: with it .77 in place of .72 of hand c, and .91 in place of
.88 of hand g, are on the right one of near propositions."""
_PLAINLY, _AT_MOST = 0.5, 0.1
"""Wordings that ask for one side rather than both by so much, and for none by no more, ask for a side
whatever the model says of the question alone: 38 of 168 do, and none of 167 that ask for nobody's."""
_ASKED = 1.0
"""What is added to the likelihood then."""
_LACKING = 4.0
"""What is taken off where a name of the question does not stand in the proposition."""
_AHEAD = 0.9
"""How far that lies above what no other may reach…"""
_KIN = 0.8
"""…unless their cosine is this: then it may answer in its place."""
_BY = 3.0
"""The least at which a proposition is told to be near to the question, where none is meant."""
_CLEAR = 1.4
"""Least log odds of one side against the other where that one alone is asked for; below it both are."""
_WORDINGS, _PLAIN = 2.0, 6.0
"""What adds to them by how much one side's wordings score above the other's; more where no word is left that
may be of the matter or may tell a side."""
_ONE = 0.3
"""How far that difference lies above the score of the wordings for both where one alone is asked for, even if
the model says both: "What are the arguments against it?"."""
_UNASKED = 0.5
"""Score of the wordings that ask for none above which both are not asked for, whatever the model says."""
_READ = 12
"""Propositions that are read, the nearest: the one that is meant is among them for .95 of hand c."""
_NEAR = 0.25
"""Least cosine of a proposition that is read: 5 of 187 questions told rightly (hand c) have less than .3."""
_BEHIND = 5.6
"""How far a proposition that is read may lie behind another by what is known before, its cosine and whether
it lacks names. Of 2,264 questions (hands c, g, k, open ones over documents/) none is read otherwise so."""
_TOLD = 2
"""Propositions that are told to be near, at most."""

_NO_LINKS = frozenset(("no", "not", "never"))
_OPPOSING = stem_set(" ".join(OPPOSING))
"""Their stems."""
_DENYING = _OPPOSING | stem_set("contest deny disagree dispute disbelieve doubt object question")
"""The stems of words that, with a negation beside them, are for what they name: "Who does not doubt it?"."""
_STAND_INS = frozenset(stem for text in SLOTS.values() for stem in stems(text))
"""The stems of what stands for names that are no matter: of those asked, and of where and when."""


@dataclass(frozen=True, slots=True)
class SideQuestion:
    """What a question has to do with sides."""

    asks: Asks | None = None
    """The side asked for; None where none is."""
    propositions: tuple[str, ...] = ()
    """What its matter is, of those that are known, the likeliest first."""
    near: tuple[str, ...] = ()
    """Where it is none of them: those that come near to it."""


@dataclass(frozen=True, slots=True)
class _Beside:
    """A proposition that a question was read beside."""

    proposition: str
    vector: Vectors
    shares: Shares
    likely: float
    """What `MEANT` is held against."""


def side_question(
    question: str, topic: str, propositions: Propositions, reader: Reader, model: CrossEncoder
) -> SideQuestion:
    """The side that a question which stands alone asks for, and on what.

    `topic` is what is searched for: a proposition that holds all of it is met where no side is asked for.
    """
    [alone] = model.read(question, (ALONE,))
    asked = 1 - alone[NONE]
    if asked >= _MAY_ASK:
        masked = reader.nameless(question)
        names = _names(masked, propositions, reader.encoder.english_words)
        told = _told(masked, "", reader)
        plainly = told[1] >= _PLAINLY and told[2] <= _AT_MOST
        beside = _read_beside(question, reader.vector(question), propositions, names, model)
        beside = [replace(each, likely=each.likely + _ASKED * plainly) for each in beside]
        # "Who opposes Brell?" is on nothing that is said of Brell.
        meant = _meant(beside) if matter(masked) - propositions.names else ()
        if meant or plainly or asked >= ASKS:
            first, shares = (meant[0].proposition, meant[0].shares) if meant else ("", alone)
            told = _told(masked, first, reader) if meant else told
            if asks := _asked_side(question, first, shares, told):
                near = () if meant else [each.proposition for each in beside if each.likely >= _BY]
                return SideQuestion(asks, tuple(each.proposition for each in meant), tuple(near[:_TOLD]))
    return SideQuestion(None, tuple(_literal(topic, propositions, reader.vector)))


def _asked_side(
    question: str, proposition: str, shares: Shares, told: tuple[float, float, float]
) -> Asks | None:
    """The side asked for on a proposition, by what the wordings have `told`; None where they ask for none.

    Of a negation the model takes too little heed: then the wordings alone tell that it is against.
    """
    rather, one, none = told
    asks: Asks = "both"
    if not _turns(proposition, question):
        if not holds_negation(question):
            asks = side_of(shares, rather, plainly_one=one >= _ONE)
        elif rather <= -_CLEAR and not _opposes(question):
            asks = "against"
    return asks if none <= _UNASKED else None


def _opposes(question: str) -> bool:
    """Whether a word of a question is against something: with a negation it may be for it."""
    return "against" in _WORD.findall(question.lower()) or not _DENYING.isdisjoint(stem_set(question))


def _turns(proposition: str, question: str) -> bool:
    """Whether a proposition is that something be opposed or ended, in a word that the question has not.

    Whoever is for the thing is then against the proposition, and the model does not heed it.
    """
    return not _OPPOSING.isdisjoint(stem_set(proposition) - stem_set(question))


def side_of(shares: Shares, told: float = 0.0, *, plainly_one: bool = False) -> Asks:
    """The side by the model's `shares` and by what the wordings have `told`: log odds, above 0 for.

    Where these ask `plainly_one` way for one side, it is not for both, whatever the model says.
    """
    for_, against, both, _ = map(float, shares)
    odds = math.log((for_ + 1e-3) / (against + 1e-3)) + told
    if abs(odds) < _CLEAR or (both >= max(for_, against) and not plainly_one):
        return "both"
    return "for" if odds > 0 else "against"


def _told(masked: str, proposition: str, reader: Reader) -> tuple[float, float, float]:
    """The log odds of one side by the wordings, the matter masked, above 0 for; how far they ask for one side
    rather than both; and the score of none.

    A word that stands in no proposition may say what somebody thinks of the matter, or may be the matter:
    read both ways, both must tell the same side, else the odds are 0.
    """
    text, _ = parted(masked)
    own, said = matter(text), stem_set(proposition) | initials(proposition).keys()
    known = frozenset(stem for stem in stem_set(text) if stands(stem, said))
    links = LINKS | {word.lower() for word in _WORD.findall(proposition)} - _NO_LINKS
    found = [reader.scores(framed(text, covered, links), SIDE) for covered in (known or own, own | known)]
    rather = [each["for"] - each["against"] for each, _ in found]
    odds = min(rather, key=abs) if rather[0] * rather[1] > 0 else 0.0
    one = min(abs(by) - max(each["both"], 0.0) for by, (each, _) in zip(rather, found, strict=True))
    return odds * (_PLAIN if own <= known else _WORDINGS), one, min(none for _, none in found)


def _read_beside(
    question: str, vector: Vectors, propositions: Propositions, names: Collection[str], model: CrossEncoder
) -> Sequence[_Beside]:
    """The question read beside the propositions nearest to it, the likeliest first."""
    likeness = propositions.vectors @ vector if propositions.texts else np.empty(0)
    near = [int(at) for at in np.argsort(-likeness) if likeness[at] >= _NEAR][:_READ]
    if not near:
        return ()
    lacking = np.array([not _holds(propositions.texts[at], names) for at in near])
    known = NEARNESS * likeness[near] - _LACKING * lacking
    kept = np.flatnonzero(known >= known.max() - _BEHIND)
    near, lacking = [near[at] for at in kept], lacking[kept]
    texts = tuple(propositions.texts[at] for at in near)
    shares = model.read(question, texts)
    likely = likelihood(shares, likeness[near].astype(np.float32)) - _LACKING * lacking
    beside = zip(texts, propositions.vectors[near], shares, map(float, likely), strict=True)
    return sorted((_Beside(*each) for each in beside), key=lambda each: -each.likely)


def _meant(beside: Sequence[_Beside]) -> Sequence[_Beside]:
    """The proposition that is meant, and its kin; none where another comes as near."""
    if not beside or beside[0].likely < MEANT:
        return ()
    first = beside[0]
    kin = [each for each in beside if each.vector @ first.vector >= _KIN]
    if any(each.likely > first.likely - _AHEAD for each in beside if each not in kin):
        return ()
    return [each for each in kin if each.likely >= MEANT]


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
