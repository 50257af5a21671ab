"""Paragraphs given to somebody else's case: how far a reported view goes on without a word of saying."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.attribution.cases import Case, opened
from assistant.attribution.lexicon import word_set
from assistant.attribution.prose import Prose
from assistant.attribution.reports import Report
from assistant.attribution.voice import Voice

_CASES = word_set("answer reply response argument case reasoning message account story statement")
"""Nouns for what takes more than a sentence to tell: "their answer is that …"."""
_ANSWERS = re.compile(
    r"\b(?:repl(?:y|ies|ied)|answer(?:s|ed)?|respond(?:s|ed)?|retort(?:s|ed)?|counter(?:s|ed)?|object(?:s|ed)?"
    r"|disagree(?:s|d)?|grant(?:s|ed)?|concede(?:s|d)?|admit(?:s|ted)?|accept(?:s|ed)?|reject(?:s|ed)?"
    r"|dismiss(?:es|ed)?|den(?:y|ies|ied)|doubt(?:s|ed)?|refute(?:s|d)?|unconvinced|unpersuaded)\b"
)
_TURNS = re.compile(r"(?:But|Yet|However|Still|Nevertheless|Nonetheless|In fact|In truth|In reality)\b")
_POINTS = re.compile(
    r"(?:This|That|These|Those|Such|Neither|Both|Perhaps (?:he|she|they) (?:is|are)"
    r"|It is (?:\w+ )?(?:false|wrong|true|untrue|nonsense|absurd)|(?:Tell|Say) (?:that|this) to)\b"
)
_SUPPOSED = re.compile(
    r"(?:If|Should|Were|With|Once|Then)\b[^,]*\b(?:could|would|might|were|had)\b[^,]*, "
    r"[^,]*\b(?:could|would|might)\b"
)
_WRITER = re.compile(r"\b(?:I|my|me|we|our)\b")


def expounded(found: Sequence[Report], voice: Voice) -> list[Report | None]:
    """For each sentence, the report whose case it goes on with, if any.

    A paragraph is given to somebody's case where it opens with "his answer is that", or with any claim of his
    that the voice answers in the next one, or with "they say" where the voice answers further on. It stays
    his until the voice comes up, turns or points at it. So does what follows an announced plan or objection,
    what would follow if somebody's wish came true, and free indirect speech while it shows itself to be that.
    """
    cases: list[Report | None] = []
    before: Report | None = None
    paragraphs = _paragraphs(found, voice.page)
    for paragraph, following in zip(paragraphs, [*paragraphs[1:], ()], strict=True):
        opening = paragraph[0]
        given = opening.case in _CASES or (opening.claimed and _answers(following, voice))
        given = given or (_by_them(opening) and any(_ends(each, voice) for each in paragraph[1:]))
        case = Case(opening) if given and opening.speaker else None
        for each in paragraph:
            case = None if case and (_ends(each, voice) or not case.reaches(voice.page, each)) else case
            supposed = before is not None and each is not opening and _supposes(before, each, voice)
            next_case = opened(each, before, voice)
            going_on = case.report if case and not next_case else None
            passed_on = each.reported and not _by_them(each)
            cases.append(None if passed_on else before if supposed else going_on)
            case = next_case or case
            before = each
    return cases


def _by_them(found: Report) -> bool:
    """Whether nobody but "they" is named, as in "A town, they say, is no theatre": those whose case it is."""
    return found.speaker is not None and found.speaker.name.lower() == "they"


def _supposes(before: Report, found: Report, voice: Voice) -> bool:
    """Whether a sentence thinks on what the one before wished for: "If it had a bridge, it could …"."""
    if not (voice.told and before.wished and before.speaker) or _ends(found, voice):
        return False
    return bool(_SUPPOSED.match(voice.page.text[slice(*found.span)]))


def _paragraphs(found: Sequence[Report], page: Prose) -> list[Sequence[Report]]:
    starts = [at for at, each in enumerate(found) if at == 0 or page.opens_paragraph(each.span[0])]
    return [found[start:end] for start, end in zip(starts, [*starts[1:], len(found)], strict=True)]


def _answers(paragraph: Sequence[Report], voice: Voice) -> bool:
    """Whether a paragraph opens with the voice's reply to the one before."""
    if not paragraph:
        return False
    sentence = voice.page.text[slice(*paragraph[0].span)]
    if voice.told:
        voiced = paragraph[0].framed or voice.is_mentioned(sentence)
        return voiced and bool(_ANSWERS.search(sentence))
    return bool(_TURNS.match(sentence))


def _ends(found: Report, voice: Voice) -> bool:
    """Whether the voice comes up in a sentence, turns from the case or points at it."""
    if found.reported:
        return False
    sentence = voice.page.text[slice(*found.span)]
    comes_up = (found.framed and not found.aside) or voice.is_mentioned(sentence) or _WRITER.search(sentence)
    return bool(comes_up or _TURNS.match(sentence) or _POINTS.match(sentence))
