"""Whether a question asks who takes which side, and on which of the propositions that the articles know."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.encoder.encoder import Encoder, Vectors
from assistant.index.lexical import stem_set
from assistant.index.propositions import Propositions, name_stems
from assistant.question.frames import framed, matter, stands
from assistant.question.intents import NEITHER, PROPOSITION, SIDE, Name, scores, without_names
from assistant.question.mentions import KnownNames
from assistant.question.reading import named
from assistant.reading.quote_matching import holds_negation

Asks = Literal["for", "against", "both"]
_NONE = 0.55
"""Most score of no side at which a question asks for one…"""
_NONE_ALONE = 0.25
"""…and where no proposition is near that would show what its matter is."""
_CLEAR = 0.25
"""By how much the score of one side lies above that of the other where that side alone is asked for: of 72
wordings tried after the table none is then taken for its contrary."""
_NEAR = 0.35
"""Least cosine of a question with a proposition that holds all words of its matter…"""
_SAME = 0.8
"""…and with one that does not, as "redrawn" for "changed"; then it is not told which side is asked for."""
_DEMANDED = 0.1
"""By how much a proposition is rather one that demands the matter than another."""


@dataclass(frozen=True, slots=True)
class SideQuestion:
    """What a question has to do with sides."""

    asks: Asks | None = None
    """The side asked for; None where none is."""
    proposition: str = ""
    """What its matter is, of those that are known; empty where none is near."""


@dataclass(frozen=True, slots=True)
class _Matters:
    """The propositions that are known, and what reads a text."""

    propositions: Propositions
    encoder: Encoder
    vector: Callable[[str], Vectors]


def side_question(
    question: str,
    standalone: str,
    known: KnownNames,
    propositions: Propositions,
    *,
    encoder: Encoder,
    vector: Callable[[str], Vectors],
) -> SideQuestion:
    """The side that a question, by itself or as a follow-up, asks for, and on what.

    What is asked is read apart from the matter that it is asked about: both masked from each other. `vector`
    encodes a text, by the `encoder`.
    """
    known_matters = _Matters(propositions, encoder, vector)
    parts = [_nameless(part, known) for part in _parts(question.strip(), standalone)]
    about = next((part for part in parts if matter(part)), "")
    near = _near(about, known_matters)
    asks = next((found for part in parts if (found := _asked(part, near, known_matters))), None)
    # What is not worded alike may be the contrary: abolished, kept; and so is what is denied.
    loose = (bool(near) and not _holds(near, about)) or holds_negation(question)
    return SideQuestion("both" if asks and loose else asks, near)


def _parts(question: str, standalone: str) -> tuple[str, ...]:
    """The question, and of a follow-up the earlier one that completes it."""
    if not standalone.startswith(question):
        return (question, standalone)
    earlier = standalone[len(question) :].strip(" ()")
    return (question, earlier) if earlier else (question,)


def _nameless(text: str, known: KnownNames) -> str:
    today = datetime.datetime.now(datetime.UTC).date()
    return without_names(named(text, known, today).masked)


def _asked(text: str, near: str, matters: _Matters) -> Asks | None:
    """The side that a text asks for, its matter masked.

    A word that stands in no proposition and is no name may say what somebody thinks of the matter. Where no
    proposition is near, it may as well be the matter, and both readings must tell that a side is asked for.
    """
    own = matter(text)
    known = frozenset(stem for stem in own if stands(stem, matters.propositions.stems)) | (
        name_stems(text) & own
    )
    known = known if matters.propositions.texts else own
    # Of "Who says that it would harm us?" the harm is part of what is said where a proposition says it.
    told = frozenset(stem_set(near) if near and _is_whole(near, text) else ())
    most = _NONE if near else _NONE_ALONE
    asks = _asks(framed(text, known | told), matters, most)
    return asks if near or asks is None or _asks(framed(text, own), matters, most) else None


def _asks(frame: str, matters: _Matters, most: float) -> Asks | None:
    scored = scores(matters.vector(frame), matters.encoder, SIDE)
    found = {intent: score for (_, intent), score in scored.items()}
    if found.pop(NEITHER) > most:
        return None
    if found["both"] >= max(found["for"], found["against"]):
        return "both"
    if abs(found["for"] - found["against"]) < _CLEAR:
        return "both"
    return "for" if found["for"] > found["against"] else "against"


def _near(text: str, matters: _Matters) -> str:
    """The nearest proposition that the matter of a text is, or that demands it; empty where none is near.

    A matter that is nothing but names is none.
    """
    own, propositions = matter(text), matters.propositions
    names = own & (name_stems(text) | propositions.names)
    possible = [
        (place, proposition)
        for place, proposition in enumerate(propositions.texts)
        if all(stands(name, stem_set(proposition)) for name in names)
        and any(stands(stem, stem_set(proposition)) for stem in own)
    ]
    if not possible or own == names:
        return ""
    vector = matters.vector(text)
    near: list[tuple[float, str]] = []
    for place, proposition in possible:
        cosine = float(propositions.vectors[place] @ vector)
        if cosine >= (_NEAR if _holds(proposition, text) else _SAME):
            near.append((cosine, proposition))
    fit = _fit([proposition for _, proposition in near], text, matters)
    return max((each for each in near if each[1] in fit), default=(0.0, ""))[1]


def _holds(proposition: str, text: str) -> bool:
    """Whether a proposition holds every word of the matter of a text."""
    return all(stands(stem, stem_set(proposition)) for stem in matter(text))


def _is_whole(proposition: str, text: str) -> bool:
    """Whether a text says all that a proposition says, but for names."""
    said = stem_set(proposition) - name_stems(proposition)
    whole = bool(said) and all(stands(stem, stem_set(text)) for stem in said)
    return whole and holds_negation(proposition) <= holds_negation(text)


def _fit(propositions: Sequence[str], text: str, matters: _Matters) -> frozenset[str]:
    """Those propositions of which who is for them is for the matter of the text.

    So it is where the text says all that they say, and where what they say beside is a demand for the
    matter. "It would ruin the town" and "The council should keep opposing it" are none.
    """
    whole = [proposition for proposition in propositions if _is_whole(proposition, text)]
    others = [proposition for proposition in propositions if proposition not in whole]
    if not others:
        return frozenset(whole)
    demands = [
        proposition
        for proposition in others
        if _is_demand(scores(matters.vector(framed(proposition, matter(text))), matters.encoder, PROPOSITION))
    ]
    return frozenset((*whole, *demands))


def _is_demand(found: Mapping[Name, float]) -> bool:
    return found[PROPOSITION, "demand"] >= found[PROPOSITION, "other"] + _DEMANDED
