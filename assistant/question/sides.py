"""Whether a question asks who takes which side, and on which of the propositions that the articles know."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, cast

import numpy as np

from assistant.encoder.encoder import Vectors
from assistant.index.lexical import stem_set
from assistant.index.propositions import Propositions, initials, name_stems
from assistant.question.frames import stands
from assistant.question.side_model import ALONE, CLASSES, Shares, SideModel

Asks = Literal["for", "against", "both"]
NONE = CLASSES.index("none")
ASKS = 0.5
"""Least probability, of a question read alone, that it asks for a side…"""
_MAY_ASK = 0.1
"""…and that it may, so that it is read beside propositions."""
MEANT = 0.8
"""Least probability that it asks for a side on a proposition…"""
_KIN = 0.8
"""…and on another that may answer in its place."""
_CLEAR = 0.75
"""Least share of the likelier side, of both; below it both are asked for."""
_READ = 12
"""Propositions that are read, the nearest: the one that is meant is among them for .95 of hand c."""
_NEAR = 0.15
"""Least cosine of a proposition that is read."""


@dataclass(frozen=True, slots=True)
class SideQuestion:
    """What a question has to do with sides."""

    asks: Asks | None = None
    """The side asked for; None where none is."""
    propositions: tuple[str, ...] = ()
    """What its matter is, of those that are known, the likeliest first."""


def side_question(
    question: str,
    topic: str,
    propositions: Propositions,
    *,
    names: Collection[str],
    vector: Callable[[str], Vectors],
    model: SideModel,
) -> SideQuestion:
    """The side that a question which stands alone asks for, and on what.

    `topic` is what is searched for: a proposition that holds all of it is met where no side is asked for.
    `names` are the stems of names that the matter has: a proposition without one of them is none that is
    meant. `vector` encodes a text.
    """
    [alone] = model.read(question, (ALONE,))
    if 1 - alone[NONE] < _MAY_ASK:
        return SideQuestion(None, tuple(_literal(topic, propositions, vector)))
    near = _nearest(vector(question), propositions, names)
    read = model.read(question, near) if near else np.empty((0, len(CLASSES)), np.float32)
    odds = 1 - read[:, NONE]
    order = [int(at) for at in np.argsort(-odds) if odds[at] >= _KIN]
    if order and odds[order[0]] >= MEANT:
        asks = side_of(read[order[0]])
        return SideQuestion(asks, tuple(near[at] for at in order if side_of(read[at]) == asks))
    if 1 - alone[NONE] < ASKS:
        return SideQuestion(None, tuple(_literal(topic, propositions, vector)))
    return SideQuestion(side_of(alone))


def side_of(shares: Shares) -> Asks:
    """The likeliest side; both where neither is clear."""
    found = {name: float(share) for name, share in zip(CLASSES, shares, strict=True) if name != "none"}
    likeliest = max(found, key=found.__getitem__)
    if likeliest != "both" and found[likeliest] < _CLEAR * sum(found.values()):
        return "both"
    return cast("Asks", likeliest)


def matter_names(text: str, propositions: Propositions) -> frozenset[str]:
    """The stems of a text that are names: capitalised, or of names that the propositions have."""
    capitals = name_stems(text)
    return capitals or (stem_set(text) & propositions.names)


def _nearest(vector: Vectors, propositions: Propositions, names: Collection[str]) -> Sequence[str]:
    if not propositions.texts:
        return ()
    likeness = propositions.vectors @ vector
    near = [propositions.texts[at] for at in np.argsort(-likeness) if likeness[at] >= _NEAR]
    return [text for text in near if _holds(text, names)][:_READ]


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
