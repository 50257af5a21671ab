"""Announced cases, told only after: "There is a serious objection.", "He describes the guild's plan."."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.attribution.objections import raises
from assistant.attribution.prose import Prose
from assistant.attribution.reports import Report
from assistant.attribution.speaker import named
from assistant.attribution.tokens import Tokens
from assistant.attribution.voice import Voice

_SHORT = 60
_TOLD = re.compile(
    r"\b(?:objection|repl[yi]|answer|retort|rejoinder|counterargument|excuse|defence|argument|reason|case|what)"
)


def announced_case(found: Report, before: Report | None, voice: Voice) -> Report | None:
    """The report whose case the sentences after it tell: of an announced plan or objection."""
    if found.announces:
        return _planned(found, before)
    page = voice.page
    if not _may_announce(page.text[slice(*found.span)]):
        return None
    tokens = page.sentence_tokens(page.number_at(found.span[0]))
    if any(token.mask for token in tokens):
        return None
    owner = raises(page, tokens)
    return _held(found, owner, page) if owner is not None else None


def _may_announce(sentence: str) -> bool:
    """Whether a closer look is worth its time: the sentence is short or has a noun for what is told."""
    return len(sentence) <= _SHORT or bool(_TOLD.search(sentence))


def _held(found: Report, owner: Tokens, page: Prose) -> Report:
    """What the words `owner` name hold; nobody is named where there are none."""
    return replace(
        found, reported=True, speaker=named(page, owner, "announced") if owner else None, subject=owner
    )


def _planned(announcing: Report, before: Report | None) -> Report | None:
    """The report whose case an announced summary tells: of the plan's owner, else of the sentence before."""
    if announcing.planner:
        return replace(announcing, reported=True, speaker=announcing.planner)
    return before if before and before.reported and before.speaker else None
