"""Narration in the digest of an interview or report: sentences that are nobody's view."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from assistant.attribution.antecedents import without_insertions
from assistant.attribution.clauses import sentence_subject
from assistant.attribution.prose import Prose
from assistant.attribution.reports import Report
from assistant.attribution.tokens import Tokens
from assistant.attribution.voice import Voice

Part = Literal["voice", "narrator", "nobody"]
"""Who speaks in a sentence. Nobody: what a digest says of its own text."""
_JUDGING = re.compile(
    r"\b(?:must|should|ought|would|could|may|might|will|shall|he|she|they|I|we)\b", re.IGNORECASE
)
"""What shows that a sentence goes on with somebody's view."""


def narrated(found: Sequence[Report], voice: Voice) -> list[Part]:
    """The speaker of each sentence.

    Before the voice first comes up, the text tells of its occasion. A sentence about the reporter or
    interviewer tells too, and so does its paragraph after it, until the voice comes up again. Where it opens
    the paragraph after the voice's first, the plain facts beside the news there are the reporter's already.
    """
    met = [_meets(each, voice) for each in found]
    if True not in met:
        return ["voice"] * len(found)
    first = met.index(True)
    parts: list[Part] = ["nobody"] * first
    part: Part = "voice"
    facts = {each.span for each in _beside_the_news(found, first, voice)}
    for each, comes_up in zip(found[first:], met[first:], strict=True):
        if comes_up or voice.page.opens_paragraph(each.span[0]):
            part = "voice"
        if _narrates(each, voice):
            part = "narrator"
        parts.append("narrator" if each.span in facts and not comes_up else part)
    return parts


def _beside_the_news(found: Sequence[Report], first: int, voice: Voice) -> Sequence[Report]:
    """Plain facts in the paragraph that first names the voice, if the narrator opens the next one."""
    opening = [at for at in range(first + 1, len(found)) if voice.page.opens_paragraph(found[at].span[0])]
    if not opening or not _narrates(found[opening[0]], voice):
        return ()
    rest = found[first + 1 : opening[0]]
    return [each for each in rest if not _JUDGING.search(voice.page.text[slice(*each.span)])]


def _meets(found: Report, voice: Voice) -> bool:
    """Whether the sentence names the voice or has it as its subject."""
    if found.framed or voice.is_mentioned(voice.page.text[slice(*found.span)]):
        return True
    subject = _subject(found, voice)
    return bool(subject) and voice.is_meant_by(subject)


def _narrates(found: Report, voice: Voice) -> bool:
    """Whether the sentence tells what the narrator says or asks, without a view of the voice."""
    subject = _subject(found, voice)
    return bool(subject) and not found.asserted and voice.is_narrator(subject)


def _subject(found: Report, voice: Voice) -> Tokens:
    return voice.page.once(_told_of, voice.page.number_at(found.span[0]))


def _told_of(page: Prose, number: int) -> Tokens:
    return sentence_subject(without_insertions(page.tokens_beside(number)))
