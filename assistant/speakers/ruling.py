"""Whether a cue rules its sentence: whether most of the sentence is what its subject says or thinks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from assistant.speakers.cues import Cue
from assistant.speakers.lexicon import RELATIVES
from assistant.speakers.nouns import DOCUMENTS, EVIDENCE
from assistant.speakers.phrases import head
from assistant.speakers.pronouns import resolved
from assistant.speakers.prose import Prose
from assistant.speakers.reach import (
    as_frame,
    covered,
    ends,
    inserted,
    is_main,
    nearly_all_beside,
    nearly_all_else,
    opens,
)
from assistant.speakers.subjects import can_hold, names_nobody, points_at_a_thing
from assistant.speakers.tokens import Tokens
from assistant.speakers.verbs import (
    ATTITUDE_CUES,
    CUES,
    FACTIVE_CUES,
    MIDDLING_CUES,
    NEUTRAL_FRAMES,
    RARE_CUES,
    SAYING_CUES,
    STRONG_CUES,
)

HALF = 0.5
NEARLY_ALL = 0.85
_SUPPOSING = {
    "if",
    "unless",
    "whether",
    "until",
    "once",
    "lest",
    "should",
    "what",
    "whom",
    "whoever",
    "whatever",
}
_BESIDE = {
    "when",
    "where",
    "because",
    "although",
    "though",
    "while",
    "after",
    "before",
    "since",
    "which",
    "whose",
}
_CONTENT = {"that", ":", "as"}
_PARTICLES = {",", "out", "clear", "plain", "known"}
_IS_THAT = {("is", "that"), ("was", "that")}
_DEEDS = {"refused", "agreed", "agree", "decided", "decide", "chose", "offered", "responded", "reacted"}
_POSSIBLY = {"could", "can", "cannot", "might"}
_OUGHT = {"should", "must", "ought", "shall"}
_MAIN_RULES = {"subject", "conjoined", "attitude"}


def rules(page: Prose, tokens: Tokens, cue: Cue, frames: Sequence[Cue]) -> bool:
    """Whether the cue reports most of the sentence; `frames` are the cues whose subject is the voice.

    What the voice argues about others' wishes and fears is the voice's own view; what it notes is theirs.
    """
    if not _reports(page, tokens, cue):
        return False
    share, low, content = covered(tokens, cue), tokens[cue.at].low, _content_follows(tokens, cue)
    asserted = any(tokens[frame.at].low not in NEUTRAL_FRAMES for frame in frames)
    if cue.rule == "view":
        return not asserted and (share >= HALF or opens(tokens, cue))
    holder = can_hold(page, cue.subject) or _somebody(page, tokens, cue)
    if as_frame(tokens, cue):
        return holder
    if cue.rule == "attitude":
        return holder and not asserted and (share >= HALF or _in_main_clause(tokens, cue, frames))
    if inserted(tokens, cue) and holder and _said(low):
        return True
    if asserted and not (holder and _said(low)):
        return False
    clause = content and ":" not in _followers(tokens, cue)
    if low in RARE_CUES and not (holder and (clause or low in ATTITUDE_CUES)):
        return False
    document = head(cue.subject).low in DOCUMENTS
    if not (holder or low in SAYING_CUES or (content and document) or cue.rule == "according"):
        return False
    if not holder and head(cue.subject).low in EVIDENCE:
        return False
    loose = cue.rule in {"participle", "infinitive"} or low in MIDDLING_CUES
    if share >= (NEARLY_ALL if loose and not content else HALF):
        return True
    if cue.rule in {"inverted", "according", "passive"}:
        return nearly_all_beside(tokens, cue)
    return (holder or content) and cue.rule in _MAIN_RULES and _in_main_clause(tokens, cue, frames)


def _in_main_clause(tokens: Tokens, cue: Cue, frames: Sequence[Cue]) -> bool:
    return is_main(tokens, cue, frames) and nearly_all_else(tokens, cue)


def _said(low: str) -> bool:
    return low in STRONG_CUES or low not in ATTITUDE_CUES | MIDDLING_CUES | RARE_CUES


def _followers(tokens: Tokens, cue: Cue) -> list[str]:
    return [token.low for token in tokens[cue.at + 1 : cue.at + 5]]


def _content_follows(tokens: Tokens, cue: Cue) -> bool:
    """Whether what is held follows at once: "hold that", "hold, rightly, that"."""
    after = _followers(tokens, cue)
    if not after or ":" in after or after[0] in _CONTENT:
        return bool(after)
    return after[0] in _PARTICLES and "that" in after


def _reports(page: Prose, tokens: Tokens, cue: Cue) -> bool:
    """Whether the construction reports at all: nothing supposed, denied, done or told of on the side."""
    if cue.relative or cue.rule == "passive-subject" or _factive(tokens, cue):
        return False
    helpers = {token.low for token in tokens[max(0, cue.at - 3) : cue.at]}
    if helpers & _OUGHT or (helpers & _POSSIBLY and not _content_follows(tokens, cue)):
        return False
    if names_nobody(cue.subject) or _acts(tokens, cue) or _on_the_side(tokens, cue):
        return False
    if points_at_a_thing(cue.subject) and not _somebody(page, tokens, cue):
        return False
    if cue.rule == "noun":
        after = [token.low for token in tokens[cue.at + 1 : cue.at + 9]]
        if after[:1] == ["that"]:  # "their claim that it leaks | is false" is the writer's judgement
            return ends(tokens, cue)[0] > 1
        return ":" in after[:5] or any(pair in _IS_THAT for pair in pairwise(after))
    return True


def _factive(tokens: Tokens, cue: Cue) -> bool:
    """Whether the verb takes for granted what follows; "puts it" does not."""
    follower = tokens[cue.at + 1].low if cue.at + 1 < len(tokens) else ""
    return tokens[cue.at].low in FACTIVE_CUES and follower != "it"


def _acts(tokens: Tokens, cue: Cue) -> bool:
    """Whether it is told what somebody did: "has refused to sign", "agreed to send troops"."""
    after = [token.low for token in tokens[cue.at + 1 : cue.at + 3] if not token.low.endswith("ly")]
    return after[:1] in (["to"], ["with"], ["by"]) and tokens[cue.at].low in _DEEDS


def _on_the_side(tokens: Tokens, cue: Cue) -> bool:
    """Whether cue and subject stand in a supposition or beside the main clause."""
    start, _ = ends(tokens, cue)
    before = [token.low for token in tokens[max(0, start - 2) : start]]
    if not before:
        return False
    if before[-1] in _SUPPOSING or (before[-1] in {"the", "a"} and before[0] in _SUPPOSING):
        return True
    if _content_follows(tokens, cue):
        return False
    relative = (
        before[-1] in RELATIVES and before[0] not in CUES | {",", "and", "but", "that"} and len(before) > 1
    )
    return relative or (before[-1] in _BESIDE and start > 1)


def _somebody(page: Prose, tokens: Tokens, cue: Cue) -> bool:
    """Whether "it" is a party or a state: found before, or shown by ", it says,"."""
    if cue.subject[0].low != "it":
        return False
    return inserted(tokens, cue) or resolved(page, "it", cue.subject[0].start) != "it"
