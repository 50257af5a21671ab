"""Cases: what opens somebody's case without telling it, and how far the case then reaches."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from assistant.attribution.free_speech import is_finding, is_thought, opens_findings, opens_thought
from assistant.attribution.objections import raises
from assistant.attribution.prose import Prose
from assistant.attribution.reports import Report
from assistant.attribution.speaker import named
from assistant.attribution.tokens import Tokens
from assistant.attribution.voice import Voice

_SHORT = 60
_TOLD = re.compile(
    r"\b(?:objection|repl[yi]|answer|retort|rejoinder|counterargument|excuse|defence|argument|reason|case"
    r"|what|finding|conclusion|verdict|result|report)"
)
Kind = Literal["argued", "thought", "findings"]


@dataclass(frozen=True, slots=True)
class Case:
    """A report whose case the sentences after it may go on with."""

    report: Report
    kind: Kind = "argued"
    """What somebody argues reaches until something ends it; thoughts and findings as long as they show it."""

    def reaches(self, page: Prose, found: Report) -> bool:
        """Whether a sentence without a cue of its own still looks like a part of the case."""
        sentence = page.text[slice(*found.span)]
        if found.reported or self.kind == "argued":
            return True
        return is_thought(sentence) if self.kind == "thought" else is_finding(sentence)


def opened(found: Report, before: Report | None, voice: Voice) -> Case | None:
    """The case a sentence opens: a plan, an objection, thoughts or findings announced but not yet told."""
    if found.announces:
        planned = _planned(found, before)
        return Case(planned) if planned else None
    page = voice.page
    if not _may_open(page.text[slice(*found.span)]):
        return None
    tokens = page.sentence_tokens(page.number_at(found.span[0]))
    if any(token.mask for token in tokens):
        return None
    owner = raises(page, tokens)
    if owner is not None:
        return Case(_held(found, owner, page))
    if thinker := opens_thought(page, tokens):
        return None if voice.is_meant_by(thinker) else Case(_held(found, thinker, page), "thought")
    finder = opens_findings(page, tokens)
    return Case(_held(found, finder, page), "findings") if finder and not voice.is_meant_by(finder) else None


def _may_open(sentence: str) -> bool:
    """Whether a closer look is worth its time: a mood takes few words, all else a noun for what is told."""
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
