"""Reports: for each sentence of a text, whether it is reported, and its source."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice

from assistant.articles import Span
from assistant.attribution.announcing import announces
from assistant.attribution.attitudes import attitudes
from assistant.attribution.construction import content_follows, on_the_side
from assistant.attribution.cues import MOST_CUES, Cue, cues_of
from assistant.attribution.opinions import impersonal, opinions
from assistant.attribution.prose import Prose, within
from assistant.attribution.questioning import is_question_to
from assistant.attribution.reach import covered
from assistant.attribution.ruling import HALF, asserts, rules
from assistant.attribution.speaker import Speaker, announced_before, by_cue, named, speaker_in
from assistant.attribution.subjects import can_hold
from assistant.attribution.tokens import Tokens

_PERSONAL = {"he", "she", "they", "his", "her", "their"}


@dataclass(frozen=True, slots=True)
class Report:
    """A sentence, whether it is reported, and its source."""

    span: Span
    reported: bool
    speaker: Speaker | None = None
    """None where nobody is named."""
    subject: Tokens = ()
    """The words of a cue that name the speaker."""
    framed: bool = False
    """Whether the voice itself is named as the one who says it."""
    asserted: bool = False
    """Whether the voice, so named, argues it rather than noting it."""
    claimed: bool = False
    """Whether a clause says what is held: "they believe that …"."""
    aside: bool = False
    """Whether the voice is named beside the main clause only: ", which he calls a wonder,"."""
    announces: bool = False
    """Whether the voice announces a summary of somebody's plan or claim."""
    planner: Speaker | None = None
    """The owner of that plan; None for the source that is reported before."""
    asked: bool = False
    """Whether somebody asks the voice something."""
    case: str = ""
    """The noun that opens the sentence with somebody's case: "their | answer | is that …"."""


def _never(_: Tokens) -> bool:
    return False


def report(
    page: Prose,
    number: int,
    *,
    is_voice: Callable[[Tokens], bool] = _never,
    after_assertion: bool = False,
) -> Report:
    """The report of sentence `number`; what the voice only notes of a source is the source's.

    `after_assertion` says that the voice argued the sentence before.
    """
    span = page.sentences[number]
    tokens = page.sentence_tokens(number)
    if quotation := page.set_off_at(span[0]):
        return Report(span, True, page.once(_announced, page.sentences_of(*quotation)[0]))
    if quoted_share(tokens) >= HALF:
        return Report(span, True, speaker_in(page, within(page.quotations, *span)))
    every = [
        *islice(opinions(page, tokens), MOST_CUES),
        *islice(attitudes(tokens), MOST_CUES),
        *page.once(cues_of, number),
    ]
    frames = [cue for cue in every if cue.rule != "passive-subject" and is_voice(cue.subject)]
    framed, asserted = bool(frames), asserts(tokens, frames)
    aside = framed and all(on_the_side(tokens, cue) for cue in frames)
    others = [
        cue
        for cue in every
        if cue not in frames
        and rules(page, tokens, cue, frames, asserted=asserted, after_assertion=after_assertion)
    ]
    if others:
        widest = _widest(tokens, others)
        case = tokens[widest.at].low if widest.rule == "noun" and widest.subject[0] is tokens[0] else ""
        claimed = bool(case) or content_follows(tokens, widest)
        return Report(
            span,
            True,
            by_cue(page, widest),
            widest.subject,
            framed=framed,
            asserted=asserted,
            claimed=claimed,
            case=case,
        )
    if not frames and is_question_to(tokens, is_voice):
        return Report(span, True, asked=True)
    if not frames and impersonal(page.text[slice(*span)]):
        return Report(span, True)
    owner = announces(page, tokens, is_voice)
    return Report(
        span,
        False,
        framed=framed,
        asserted=asserted,
        aside=aside,
        announces=owner is not None,
        planner=named(page, owner, "announced") if owner else None,
    )


def _announced(page: Prose, first: int) -> Speaker | None:
    """The source that a quotation set off names itself, “…, said Ash”, or the sentences before it."""
    quotation = page.set_off_at(page.sentences[first][0])
    for number in page.sentences_of(*quotation) if quotation else ():
        tags = (cue for cue in page.once(cues_of, number) if cue.rule == "inverted")
        if tag := next((cue for cue in tags if cue.subject[0].capital), None):
            return by_cue(page, tag)
    found = announced_before(page, first)
    if found and found.rule == "carried subject" and not can_hold(page, page.tokens(found.start, found.end)):
        return None  # "The cannery is old." announces nobody
    return found


def _widest(tokens: Tokens, found: Sequence[Cue]) -> Cue:
    """The cue with the widest content; a cue with a name as subject before one with a pronoun."""
    widest = max(found, key=lambda cue: (cue.rule == "view", covered(tokens, cue)))
    if widest.subject[0].low not in _PERSONAL:
        return widest
    by_name = (cue for cue in found if cue.rule == "subject" and cue.subject[0].capital)
    return next((cue for cue in by_name if cue.subject[0].low not in _PERSONAL), widest)


def quoted_share(tokens: Tokens) -> float:
    """The share of the words that stand in quotation marks."""
    words = [token for token in tokens if token.word]
    return sum(token.mask > 0 for token in words) / max(1, len(words))
