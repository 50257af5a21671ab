"""For each sentence of a text: is it somebody's statement, and whose."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.speakers.cues import Cue, cues
from assistant.speakers.lexicon import MIDDLING_CUES, RARE_CUES
from assistant.speakers.prose import Prose, prose, within
from assistant.speakers.speaker import Speaker, by_cue, speaker_in
from assistant.speakers.tokens import Token, Tokens
from assistant.types import Span

HALF = 0.5
NEARLY_ALL = 0.85
_CLOSING = {",", "”", '"', "''", "?", "!"}


@dataclass(frozen=True, slots=True)
class Report:
    """A sentence, and who states what it says where it is not the writer."""

    span: Span
    reported: bool
    speaker: Speaker | None
    cue: Cue | None = None


def reports(text: str) -> tuple[Report, ...]:
    """One report for each sentence, in order."""
    page = prose(text)
    return tuple(report(page, number) for number in range(len(page.sentences)))


def report(page: Prose, number: int) -> Report:
    """Whether sentence `number` is mostly quoted, or mostly stands under a cue."""
    span = page.sentences[number]
    tokens = page.sentence_tokens(number)
    if quoted_share(tokens) >= HALF:
        return Report(span, True, speaker_in(page, within(page.quotations, *span)))
    widest = max(
        ((covered(tokens, cue), cue) for cue in reporting(tokens)), key=lambda pair: pair[0], default=None
    )
    if widest and widest[0] >= _needed(tokens, widest[1]):
        return Report(span, True, by_cue(page, widest[1]), widest[1])
    return Report(span, False, None)


def quoted_share(tokens: Tokens) -> float:
    """The share of the words that stand in quotation marks."""
    words = [token for token in tokens if token.word]
    return sum(token.mask > 0 for token in words) / max(1, len(words))


def reporting(tokens: Tokens) -> list[Cue]:
    """The cues that can carry a whole sentence."""
    return [cue for cue in cues(tokens) if _carries(tokens, cue)]


def covered(tokens: Tokens, cue: Cue) -> float:
    """The share of the sentence's words that the cue reports."""
    return len(_reported_words(tokens, cue)) / max(1, sum(token.word for token in tokens))


def _carries(tokens: Tokens, cue: Cue) -> bool:
    follower = tokens[min(cue.at + 1, len(tokens) - 1)]
    if tokens[cue.at].low in RARE_CUES or cue.rule == "passive-subject" or cue.relative:
        return False
    return cue.rule != "noun" or follower.low == "that"


def _needed(tokens: Tokens, cue: Cue) -> float:
    loose = cue.rule in {"participle", "infinitive"} or tokens[cue.at].low in MIDDLING_CUES
    return NEARLY_ALL if loose else HALF


def _reported_words(tokens: Tokens, cue: Cue) -> list[Token]:
    """The words before or after cue and subject, whichever the construction reports."""
    starts = [token.start for token in tokens]
    low = min(cue.at, starts.index(cue.subject[0].start))
    high = max(cue.at, starts.index(cue.subject[-1].start))
    before = [token for token in tokens[:low] if token.word]
    after = [token for token in tokens[high + 1 :] if token.word]
    if cue.rule == "according":
        return after if len(after) > len(before) else before
    closed = low > 0 and (tokens[low - 1].text in _CLOSING or tokens[low - 1].mask > 0)
    statement_first = len(before) > 3 and low > 2 and (len(after) <= len(before) or tokens[low - 1].mask > 0)
    if cue.rule == "inverted" or (closed and statement_first):
        return before + [token for token in after if token.mask]
    inserted = closed and high + 1 < len(tokens) and tokens[high + 1].text == ","
    if inserted and before and after:  # "The plan, they said, failed."
        return before + after
    return after
