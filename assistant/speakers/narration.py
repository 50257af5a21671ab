"""What the digest of an interview or report tells on its own: neither the voice's view nor anybody's."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.speakers.antecedents import without_insertions
from assistant.speakers.clauses import sentence_subject
from assistant.speakers.reports import Report
from assistant.speakers.tokens import Tokens
from assistant.speakers.turns import Part
from assistant.speakers.voice import Voice


def narrated(found: Sequence[Report], voice: Voice) -> list[Part]:
    """Whose words each sentence is in.

    Before the voice first comes up, the text tells of its occasion. A sentence about the reporter or
    interviewer tells too, and so does its paragraph after it, until the voice comes up again.
    """
    met = [_meets(each, voice) for each in found]
    if True not in met:
        return ["voice"] * len(found)
    first = met.index(True)
    parts: list[Part] = ["nobody"] * first
    part: Part = "voice"
    for each, comes_up in zip(found[first:], met[first:], strict=True):
        if comes_up or voice.page.opens_paragraph(each.span[0]):
            part = "voice"
        if _narrates(each, voice):
            part = "narrator"
        parts.append(part)
    return parts


def _meets(found: Report, voice: Voice) -> bool:
    """Whether the voice is named, or is whom the sentence says something of."""
    if found.framed or voice.is_mentioned(voice.page.text[slice(*found.span)]):
        return True
    subject = _subject(found, voice)
    return bool(subject) and voice.is_meant_by(subject)


def _narrates(found: Report, voice: Voice) -> bool:
    """Whether the sentence is about what the narrator says or asks, and holds no view of the voice."""
    subject = _subject(found, voice)
    return bool(subject) and not found.asserted and voice.is_narrator(subject)


def _subject(found: Report, voice: Voice) -> Tokens:
    tokens = voice.page.tokens(*found.span, other=voice.page.quotations)
    return sentence_subject(without_insertions(tokens))
