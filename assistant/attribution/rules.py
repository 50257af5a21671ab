"""Attribution by rules: cues of reporting, with their subjects, and the structure of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby, zip_longest

from assistant.articles import Article, Block
from assistant.attribution.attribution import Attribution, voice_labelled
from assistant.attribution.exposition import expounded
from assistant.attribution.narration import Part, narrated
from assistant.attribution.prose import Prose, prose
from assistant.attribution.reports import Report, report
from assistant.attribution.speaker import Speaker
from assistant.attribution.subjects import shown
from assistant.attribution.voice import Voice
from assistant.lexicon import POSSESSIVES, PRONOUNS
from assistant.reading.turns import is_named

_SOMEBODY = {"them", "those", "someone", "somebody"}
_THERE = re.compile(r" (?:say|think|believe|answer|hold|claim)s? (?:in|at) (?:the )?(?P<place>\w+)(?=[,.;:])")
_OPENING = ("“", "„", "«", "»", '"', "‘")
_CLOSING = ("”", "»", "’ ")
_SURE = 0.8
_SURE_RULES = {"subject", "inverted", "according", "view", "attitude", "passive"}


def by_rules(article: Article) -> tuple[Attribution, ...]:
    """The attribution of each sentence of `article.sentences`, in order, by cues and structure.

    What an interviewer or reporter says in his own words is not reported; its speaker is the author, or None.
    """
    page = _page(article)
    voice = Voice(article.record, page)
    found = _reports(page, voice)
    blocks = [block for block in article.blocks for _ in block.sentences]
    parts = _parts(article, found, voice)
    told = [
        _labelled(each, None if block.asks else block.speaker, voice) or _holder(each, part, voice)
        for each, block, part in zip(found, blocks, parts, strict=True)
    ]
    if "voice" in parts:
        cases = expounded(found, voice)
        told = [
            _going_on(each, _holder(case, "voice", voice))
            if case and part == "voice" and not block.speaker
            else each
            for each, case, part, block in zip(told, cases, parts, blocks, strict=True)
        ]
    return tuple(
        replace(each, start=start, end=end)
        for each, (start, end) in zip(told, article.sentences, strict=True)
    )


def _page(article: Article) -> Prose:
    """The article's plain text with its sentences and block quotations."""
    quotes = [
        article.plain.place(block.start, block.end) if goes_on and not block.speaker else None
        for block, goes_on in _quotations(article)
    ]
    set_off = (
        (stretch[0][0], stretch[-1][1])  # a quotation of several paragraphs has one source
        for quoted, group in groupby(quotes, key=bool)
        if quoted and (stretch := [span for span in group if span])
    )
    return prose(article.plain.text, article.plain.sentences, tuple(set_off))


def _quotations(article: Article) -> Iterator[tuple[Block, bool]]:
    """The blocks of prose, and whether each is a quotation set off, or one of several paragraphs."""
    opened = False
    prose = [block for block in article.blocks if block.sentences]
    for block, following in zip_longest(prose, prose[1:]):
        words = article.shown(block.start, block.end)
        opens = block.kind == "paragraph" and words.startswith(_OPENING)
        closes = max(map(words.rfind, _CLOSING)) > 0 if words[:1] != '"' else words.count('"') > 1
        goes_on = following is not None and article.shown(*following.sentences[0]).startswith(_OPENING)
        yield block, block.kind == "quote" or (opens and (opened or (not closes and goes_on)))
        opened = opens and not closes


def _labelled(found: Report, label: str | None, voice: Voice) -> Attribution | None:
    """The attribution to the speaker on the label of a turn; None where the sentence reports another."""
    start, end = found.span
    here = found.speaker if found.reported and found.speaker and found.speaker.start >= start else None
    if label is None or (here and here.start < end and not is_named(label, here.name)):
        return None
    if not label:  # who answers is not named
        return Attribution(start=start, end=end, speaker=None, reported=True, certain=True)
    person = voice_labelled(voice.record, label)
    known = voice.page.people.named(label.title() if label.isupper() else label).name
    return Attribution(
        start=found.span[0],
        end=found.span[1],
        speaker=person or known or label,
        reported=person is None,
        certain=True,
    )


def _going_on(holder: Attribution, case: Attribution) -> Attribution:
    """The attribution of a sentence that continues a source's case."""
    return replace(holder, speaker=case.speaker, reported=case.reported, certain=False)


def _reports(page: Prose, voice: Voice) -> list[Report]:
    """The report of each sentence; in the third person, an assertion of the voice reaches one sentence on."""
    found: list[Report] = []
    for number, (start, _) in enumerate(page.sentences):
        asserted = number > 0 and found[-1].asserted
        reached = voice.told and asserted and not page.opens_paragraph(start)
        found.append(report(page, number, is_voice=voice.is_meant_by, after_assertion=reached))
    return found


def _parts(article: Article, found: list[Report], voice: Voice) -> list[Part]:
    """The speaker of each sentence in an interview or a report: the voice, or the interviewer or reporter."""
    record = article.record
    if record.kind == "interview" and record.form != "digest":
        first = next((at for at, block in enumerate(article.blocks) if block.asks or block.speaker), None)
        if first is not None:
            return [
                "narrator" if block.asks or at < first else "voice"
                for at, block in enumerate(article.blocks)
                for _ in block.sentences
            ]
    if record.form == "digest" and record.kind in ("interview", "report"):
        return narrated(found, voice)
    told = record.kind in ("interview", "report")
    voiced = any(each.framed or _is_voice(each.speaker, voice) for each in found)
    return ["narrator" if told and voiced else "voice"] * len(found)


def _holder(found: Report, part: Part, voice: Voice) -> Attribution:
    speaker = found.speaker
    if found.reported and _is_voice(speaker, voice):
        return _own(found, voice.name)
    if found.reported and (voice.is_narrator(found.subject) or (found.asked and voice.is_questioned)):
        return _own(found, voice.narrator)
    if found.reported and speaker and speaker.surface.lower() == "it" and voice.names(speaker.name):
        return _own(found, voice.name)
    if found.reported:
        name = (_name(speaker, voice) or _whereabouts(speaker, voice.page)) if speaker else None
        certain = bool(name) and speaker is not None and _certain(speaker)
        return Attribution(
            start=found.span[0], end=found.span[1], speaker=name, reported=True, certain=certain
        )
    if (found.framed and not (found.aside and part == "narrator")) or part == "voice":
        return _own(found, voice.name)
    return _own(found, voice.narrator if part == "narrator" else None)


def _whereabouts(speaker: Speaker, page: Prose) -> str | None:
    """The place of people not named further: "they say in the | capital |"; None where none follows."""
    found = _THERE.match(page.text, speaker.end)
    return found.group("place") if found and speaker.surface.lower() in {"they", "people"} else None


def _certain(speaker: Speaker) -> bool:
    """Whether the source is named beside its cue or its quotation, not by a pronoun."""
    named = speaker.surface.lower() not in PRONOUNS and speaker.surface.lower() not in POSSESSIVES
    return named and (speaker.rule in _SURE_RULES or speaker.trust >= _SURE)


def _own(found: Report, name: str | None) -> Attribution:
    return Attribution(start=found.span[0], end=found.span[1], speaker=name, reported=False, certain=True)


def _is_voice(speaker: Speaker | None, voice: Voice) -> bool:
    """Whether words in quotation marks are the voice's."""
    if speaker is None:
        return False
    tokens = voice.page.tokens(speaker.start, speaker.end)
    return voice.is_meant_by(tokens)


def _name(speaker: Speaker, voice: Voice) -> str | None:
    """The source's name as readers see it; None for a pronoun without antecedent."""
    if other := voice.someone_else(voice.page.tokens(speaker.start, speaker.end)):
        return voice.spelled(shown(voice.page, other, at_start=True))
    words = speaker.name.lower().split()
    alone = len(words) == 1 or words[-2] == "of"  # "they", "many of them"
    if alone and words[-1] in {*PRONOUNS, *POSSESSIVES, *_SOMEBODY}:
        return None
    if speaker.name != speaker.surface and voice.names(speaker.name) and not voice.names(speaker.surface):
        return None  # a pronoun that was seen to mean somebody else
    at_start = voice.page.opens_sentence(speaker.start)
    return voice.spelled(
        shown(voice.page, speaker.name, at_start=at_start or speaker.name != speaker.surface)
    )
