"""For each sentence of a text: is it somebody's statement or view, and whose."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assistant.speakers.cues import Cue, cues
from assistant.speakers.opinions import impersonal, opinions
from assistant.speakers.pronouns import resolved
from assistant.speakers.prose import Prose, prose, within
from assistant.speakers.reach import covered, is_main, nearly_all_else
from assistant.speakers.speaker import Speaker, by_cue, speaker_in
from assistant.speakers.subjects import can_hold, names_nobody, points_at_a_thing
from assistant.speakers.tokens import Tokens
from assistant.speakers.verbs import ATTITUDE_CUES, MIDDLING_CUES, RARE_CUES, STRONG_CUES
from assistant.types import Span

HALF = 0.5
NEARLY_ALL = 0.85
_SUPPOSING = {"if", "unless", "whether", "until", "once", "lest", "should"}
_DEEDS = {"refused", "agreed", "agree", "decided", "decide", "chose", "offered"}
_IS_THAT = {("is", "that"), ("was", "that")}
_CONTENT = {"that", ":", "as"}


@dataclass(frozen=True, slots=True)
class Report:
    """A sentence, and who states what it says where it is not the writer."""

    span: Span
    reported: bool
    speaker: Speaker | None = None
    """None where nobody is named."""
    subject: Tokens = ()
    """The words of a cue that name the speaker."""
    framed: bool = False
    """Whether the voice itself is named as the one who says it."""


def _never(_: Tokens) -> bool:
    return False


def reports(text: str) -> tuple[Report, ...]:
    """One report for each sentence, in order."""
    page = prose(text)
    return tuple(report(page, number) for number in range(len(page.sentences)))


def report(page: Prose, number: int, *, is_voice: Callable[[Tokens], bool] = _never) -> Report:
    """Whose statement sentence `number` is; what the voice says of others is the others'."""
    span = page.sentences[number]
    tokens = page.sentence_tokens(number)
    if quoted_share(tokens) >= HALF:
        return Report(span, True, speaker_in(page, within(page.quotations, *span)))
    every = [*opinions(page, tokens), *cues(tokens)]
    frames = [cue for cue in every if is_voice(cue.subject)]
    others = [cue for cue in every if cue not in frames and _carries(page, tokens, cue, frames)]
    if others:
        widest = max(others, key=lambda cue: covered(tokens, cue))
        return Report(span, True, by_cue(page, widest), widest.subject, bool(frames))
    if not frames and impersonal(page.text[slice(*span)]):
        return Report(span, True)
    return Report(span, False, framed=bool(frames))


def quoted_share(tokens: Tokens) -> float:
    """The share of the words that stand in quotation marks."""
    words = [token for token in tokens if token.word]
    return sum(token.mask > 0 for token in words) / max(1, len(words))


def _carries(page: Prose, tokens: Tokens, cue: Cue, frames: list[Cue]) -> bool:
    """Whether the cue reports most of the sentence."""
    if not _reporting(page, tokens, cue):
        return False
    share, low = covered(tokens, cue), tokens[cue.at].low
    if cue.rule == "view":
        return share >= HALF
    holder = can_hold(page, cue.subject) or _institution(page, cue.subject)
    content = cue.at + 1 < len(tokens) and tokens[cue.at + 1].low in _CONTENT
    if low in RARE_CUES and not (holder and (content or low in ATTITUDE_CUES)):
        return False
    if not holder and not (low in STRONG_CUES or content or cue.rule == "according"):
        return False
    if _acts(tokens, cue):
        return False
    loose = cue.rule in {"participle", "infinitive"} or low in MIDDLING_CUES
    if share >= (NEARLY_ALL if loose else HALF):
        return True
    return holder and is_main(tokens, cue, frames) and nearly_all_else(tokens, cue)


def _acts(tokens: Tokens, cue: Cue) -> bool:
    """Whether it is told what somebody did: "has refused to sign", "agreed to send troops"."""
    follower = tokens[cue.at + 1].low if cue.at + 1 < len(tokens) else ""
    return follower == "to" and tokens[cue.at].low in _DEEDS


def _institution(page: Prose, subject: Tokens) -> bool:
    """Whether "it" is somebody: a party, a state."""
    return subject[0].low == "it" and resolved(page, "it", subject[0].start) != "it"


def _reporting(page: Prose, tokens: Tokens, cue: Cue) -> bool:
    """Whether the construction reports at all: no supposition, no denial, no bare "his view"."""
    if cue.relative or cue.rule == "passive-subject" or names_nobody(cue.subject):
        return False
    if points_at_a_thing(cue.subject) and not _institution(page, cue.subject):
        return False
    start = next(at for at, token in enumerate(tokens) if token.start == cue.subject[0].start)
    before = [token.low for token in tokens[max(0, start - 2) : start]]
    if before and (before[-1] in _SUPPOSING or (before[-1] in {"the", "a"} and before[0] in _SUPPOSING)):
        return False
    if cue.rule == "noun":
        after = [token.low for token in tokens[cue.at + 1 : cue.at + 9]]
        return (
            after[:1] == ["that"] or ":" in after[:1] or (after[:1] in (["is"], ["was"]) and "that" in after)
        )
    return True
