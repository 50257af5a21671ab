"""Content over several sentences: how far a reported view continues without a cue of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.attribution.cases import announced_case
from assistant.attribution.prose import Prose
from assistant.attribution.reports import Report
from assistant.attribution.voice import Voice
from assistant.lexicon import word_set

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
_WRITER = re.compile(r"\b(?:I|my|me|we|our)\b")


def expounded(found: Sequence[Report], voice: Voice) -> list[Report | None]:
    """For each sentence, the report that it continues, or None.

    A paragraph is given to a source's case where it opens with "his answer is that", or with a claim that
    the voice answers in the next one, or with "they say" where the voice answers further on. It stays the
    source's until the voice comes up, turns or points at it; so does an announced plan or objection.
    """
    cases: list[Report | None] = []
    before: Report | None = None
    paragraphs = _paragraphs(found, voice.page)
    for paragraph, following in zip(paragraphs, [*paragraphs[1:], ()], strict=True):
        opening = paragraph[0]
        given = opening.case in _CASES or (opening.claimed and _answers(following, voice))
        given = given or (_by_them(opening) and any(_ends(each, voice) for each in paragraph[1:]))
        case = opening if given and opening.speaker else None
        for each in paragraph:
            case = None if case and _ends(each, voice) else case
            announced = announced_case(each, before, voice)
            passed_on = each.reported and not _by_them(each)
            cases.append(None if passed_on or announced else case)
            case = announced or case
            before = each
    return cases


def _by_them(found: Report) -> bool:
    """Whether the source is only "they", as in "A town, they say, is no theatre"."""
    return found.speaker is not None and found.speaker.name.lower() == "they"


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
    """Whether a sentence ends the report: it names the voice, contrasts ("But") or points ("This")."""
    if found.reported:
        return False
    sentence = voice.page.text[slice(*found.span)]
    comes_up = (found.framed and not found.aside) or voice.is_mentioned(sentence) or _WRITER.search(sentence)
    return bool(comes_up or _TURNS.match(sentence) or _POINTS.match(sentence))
