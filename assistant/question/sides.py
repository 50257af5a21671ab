"""Whether a question asks who takes which side, and on which of the propositions that the articles know."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.encoder.encoder import Encoder, Vectors
from assistant.index.propositions import Propositions, name_stems
from assistant.question.frames import framed, matter, stands
from assistant.question.intents import NEITHER, SIDE, scores
from assistant.question.matching import Matching
from assistant.question.mentions import KnownNames
from assistant.question.periods import current_date
from assistant.question.reading import nameless
from assistant.reading.quote_matching import holds_negation

Asks = Literal["for", "against", "both"]
_NONE = 0.55
"""Most score of no side at which a question asks for one…"""
_NONE_ALONE = 0.25
"""…and where no proposition is near that would show what its matter is."""
_CLEAR = 0.25
"""By how much the score of one side lies above that of the other where that side alone is asked for: of 72
wordings tried after the table none is then taken for its contrary."""


@dataclass(frozen=True, slots=True)
class SideQuestion:
    """What a question has to do with sides."""

    asks: Asks | None = None
    """The side asked for; None where none is."""
    propositions: tuple[str, ...] = ()
    """What its matter is, of those that are known, the nearest first."""


def side_question(
    question: str,
    standalone: str,
    known: KnownNames,
    propositions: Propositions,
    *,
    encoder: Encoder,
    vector: Callable[[str], Vectors],
    quoted: Callable[[str], Collection[str]],
) -> SideQuestion:
    """The side that a question, by itself or as a follow-up, asks for, and on what.

    What is asked is read apart from the matter that it is asked about: both masked from each other. `vector`
    encodes a text, by the `encoder`; `quoted` gives the stems of the words of all positions on a proposition.
    """
    matching = Matching(propositions, encoder, vector, quoted)
    today = current_date()
    parts = [nameless(part, known, today) for part in _parts(question.strip(), standalone)]
    about = next((part for part in parts if matter(part)), "")
    near = matching.nearest(about, literal=not any(_may_ask(part, matching) for part in parts))
    asks = next((found for part in parts if (found := _asked(part, near[:1], matching))), None)
    sure = all(matching.surely(about, proposition) for proposition in near[:1])
    return SideQuestion(asks if sure and not holds_negation(question) else asks and "both", near)


def _parts(question: str, standalone: str) -> tuple[str, ...]:
    """The question, and of a follow-up the earlier one that completes it."""
    if not standalone.startswith(question):
        return (question, standalone)
    earlier = standalone[len(question) :].strip(" ()")
    return (question, earlier) if earlier else (question,)


def _may_ask(text: str, matching: Matching) -> bool:
    return _asks(framed(text, matter(text)), matching, _NONE) is not None


def _asked(text: str, near: Sequence[str], matching: Matching) -> Asks | None:
    """The side that a text asks for, its matter masked.

    A word that stands in no proposition and is no name may say what somebody thinks of the matter, or may be
    the matter: both readings must tell that a side is asked for. Where they differ in it, both are.
    """
    own, known_stems = matter(text), matching.propositions.stems
    known = frozenset(stem for stem in own if stands(stem, known_stems)) | (name_stems(text) & own)
    known = known if known_stems else own
    for proposition in near:
        known |= matching.held(text, proposition)
    most = _NONE if near else _NONE_ALONE
    asks, masked = (_asks(framed(text, covered), matching, most) for covered in (known, own | known))
    if asks is None or masked is None:
        return None
    return "both" if near and asks != masked else asks


def _asks(frame: str, matching: Matching, most: float) -> Asks | None:
    scored = scores(matching.vector(frame), matching.encoder, SIDE)
    found = {intent: score for (_, intent), score in scored.items()}
    if found.pop(NEITHER) > most:
        return None
    if found["both"] >= max(found["for"], found["against"]):
        return "both"
    if abs(found["for"] - found["against"]) < _CLEAR:
        return "both"
    return "for" if found["for"] > found["against"] else "against"
