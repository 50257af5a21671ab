"""Whether a cue reports most of its sentence."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.attribution.construction import (
    DEEDS,
    content_follows,
    followers,
    may_report,
    on_the_side,
    somebody,
    states_clause,
)
from assistant.attribution.cues import Cue
from assistant.attribution.noun_phrases import head
from assistant.attribution.nouns import DOCUMENTS, EVIDENCE
from assistant.attribution.prose import Prose
from assistant.attribution.reach import (
    as_frame,
    closing_clause,
    covered,
    ends,
    inserted,
    is_main,
    nearly_all_beside,
    nearly_all_else,
    opens,
)
from assistant.attribution.subjects import can_hold
from assistant.attribution.tokens import Tokens
from assistant.attribution.verbs import (
    ATTITUDE_CUES,
    CLAUSE_CUES,
    MIDDLING_CUES,
    NEUTRAL_FRAMES,
    OUTCRIES,
    RARE_CUES,
    SAYING_CUES,
    STRONG_CUES,
    VERDICTS,
)
from assistant.lexicon import PRONOUNS

HALF = 0.5
NEARLY_ALL = 0.85
_MAIN_RULES = {"subject", "conjoined", "attitude"}


def asserts(tokens: Tokens, frames: Sequence[Cue]) -> bool:
    """Whether the voice, by its cues `frames`, asserts the content rather than noting it."""
    return any(
        tokens[frame.at].low not in NEUTRAL_FRAMES and not on_the_side(tokens, frame) for frame in frames
    )


def rules(
    page: Prose,
    tokens: Tokens,
    cue: Cue,
    frames: Sequence[Cue],
    *,
    asserted: bool,
    after_assertion: bool = False,
) -> bool:
    """Whether the cue reports most of the sentence; `asserted` is what `asserts` says of the frames.

    What the voice argues about others' wishes and fears is the voice's own view; what it notes is theirs.
    So it is in the sentence after an assertion, where "it" or "they" goes on with it.
    """
    if cue.relative and cue.subject[0].low == "who" and frames and not asserted:
        return _said(tokens[cue.at].low) or _judges(tokens, cue)  # "Ash quotes Birk, who says …"
    if not may_report(page, tokens, cue):
        return False
    asserted = asserted or (after_assertion and cue.subject[0].low in PRONOUNS and not frames)
    if cue.rule == "view":
        return not asserted and opens(tokens, cue)
    holder = can_hold(page, cue.subject) or somebody(page, tokens, cue)
    said = _said(tokens[cue.at].low) and cue.rule != "attitude"
    if asserted and not (holder and said and not _told_as_fact(tokens, cue)):
        return False
    if as_frame(tokens, cue) or (inserted(tokens, cue) and said):
        return holder
    if cue.rule == "noun" and ends(tokens, cue)[0] <= 1:
        return holder  # "the pilots' answer is that …"
    return _fits(tokens, cue, holder=holder) and _wide_enough(tokens, cue, frames, holder=holder)


def _told_as_fact(tokens: Tokens, cue: Cue) -> bool:
    """Whether the voice tells the content as a fact, as a deed or a forecast: "refused", "will object"."""
    foreseen = any(token.low in {"will", "would"} for token in tokens[max(0, cue.at - 3) : cue.at])
    return foreseen or tokens[cue.at].low in DEEDS


def _judges(tokens: Tokens, cue: Cue) -> bool:
    return tokens[cue.at].low in VERDICTS


def _said(low: str) -> bool:
    return low in STRONG_CUES or low not in ATTITUDE_CUES | MIDDLING_CUES | RARE_CUES


def _fits(tokens: Tokens, cue: Cue, *, holder: bool) -> bool:
    """Whether this cue can report a view of this subject."""
    low, noun, content = tokens[cue.at].low, head(cue.subject).low, content_follows(tokens, cue)
    if cue.rule in {"attitude", "noun"}:
        return holder
    outcry = low in OUTCRIES and cue.rule == "inverted"
    if (
        low in RARE_CUES
        and not outcry
        and not (holder and (low in ATTITUDE_CUES or _clause_follows(tokens, cue)))
    ):
        return False
    if low in CLAUSE_CUES and not (content or states_clause(tokens, cue)):
        return False
    if holder or cue.rule == "according":
        return True
    if "question" in followers(tokens, cue):  # a figure of speech: "A small price asks a small question"
        return False
    return noun not in EVIDENCE and (low in SAYING_CUES or (content and noun in DOCUMENTS))


def _clause_follows(tokens: Tokens, cue: Cue) -> bool:
    after = followers(tokens, cue)
    if after[:1] == [":"] and tokens[cue.at + 2 : cue.at + 3] and tokens[cue.at + 2].mask:
        return True  # "A board reads: “…”"
    return content_follows(tokens, cue) and (":" not in after or after[0] == "it")


def _wide_enough(tokens: Tokens, cue: Cue, frames: Sequence[Cue], *, holder: bool) -> bool:
    """Whether the content is enough of the sentence."""
    content = content_follows(tokens, cue)
    loose = cue.rule in {"participle", "infinitive"} or tokens[cue.at].low in MIDDLING_CUES
    if covered(tokens, cue) >= (NEARLY_ALL if loose and not content else HALF):
        return True
    if cue.rule in {"inverted", "according"}:
        return nearly_all_beside(tokens, cue)
    if holder and closing_clause(tokens, cue):
        return True
    able = (holder or content) and cue.rule in _MAIN_RULES
    return able and is_main(tokens, cue, frames) and nearly_all_else(tokens, cue)
