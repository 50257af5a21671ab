"""The extent of the content: how much of its sentence a cue reports."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.attribution.cues import Cue
from assistant.attribution.tokens import Token, Tokens
from assistant.attribution.verbs import CUES, PLAIN_VERBS, SAYING_CUES
from assistant.lexicon import AUXILIARIES, PRONOUNS

_CLOSING = {",", "”", '"', "''", "?", "!"}
_SUBORDINATORS = {"because", "although", "though", "while", "when", "since", "after", "before", "whereas"}
_VERBS = PLAIN_VERBS | (CUES - {"according"})
_LONGEST_OPENING = 8
_REST = 0.8
_MOST = 0.6
_NEAR_START = 3
_CLOSING_SHARE = 0.25


def covered(tokens: Tokens, cue: Cue) -> float:
    """The share of the sentence's words that the cue reports."""
    return len(_reported_words(tokens, cue)) / max(1, sum(token.word for token in tokens))


def nearly_all_else(tokens: Tokens, cue: Cue) -> bool:
    """Whether the content is nearly all of what follows the cue, or its subject where that is far off."""
    _, high = ends(tokens, cue)
    last = cue.subject[-1].start if cue.rule == "conjoined" else tokens[high].start
    words = sum(token.word and token.low not in AUXILIARIES for token in tokens if token.start > last)
    words -= cue.rule == "conjoined"
    return len(_reported_words(tokens, cue)) >= _REST * words  # of "Ash disagrees", nothing is left


def nearly_all_beside(tokens: Tokens, cue: Cue) -> bool:
    """Whether the content is nearly all of the sentence without cue and subject."""
    low, high = ends(tokens, cue)
    words = sum(token.word for at, token in enumerate(tokens) if not low <= at <= high)
    return words > 0 and len(_reported_words(tokens, cue)) >= _MOST * words


def opens(tokens: Tokens, cue: Cue) -> bool:
    """Whether the cue's phrase opens the sentence, ends it, or is set off by a comma."""
    at = min(cue.at, ends(tokens, cue)[0])
    last = ends(tokens, cue)[1] >= len(tokens) - _NEAR_START
    return at < _NEAR_START or tokens[at - 1].text == "," or last


def closing_clause(tokens: Tokens, cue: Cue) -> bool:
    """Whether the content closes the sentence after a deed or an occasion: "… and said that …"."""
    announced = [token.low for token in tokens[cue.at + 1 : cue.at + 2]] == ["that"]
    own = any(
        PRONOUNS.get(token.low) == "writer" for token in tokens[: cue.at]
    )  # "I laughed when Ash said …"
    return (
        announced
        and not own
        and cue.rule in {"subject", "conjoined"}
        and tokens[cue.at].low in SAYING_CUES
        and covered(tokens, cue) >= _CLOSING_SHARE
    )


def inserted(tokens: Tokens, cue: Cue) -> bool:
    """Whether cue and subject stand between commas: "The plan, they said, failed."."""
    low, high = ends(tokens, cue)
    return low > 0 and high + 1 < len(tokens) and tokens[low - 1].text == "," == tokens[high + 1].text


def is_main(tokens: Tokens, cue: Cue, frames: Sequence[Cue]) -> bool:
    """Whether cue and subject make the main clause: a few words before them at most, and no other verb."""
    low, _ = ends(tokens, cue)
    start = max((frame.at + 1 for frame in frames if frame.at < low), default=0)
    start = max([start, *(at + 1 for at in range(low) if tokens[at].text == ":")])
    commas = [at + 1 for at in range(start, low) if tokens[at].text in {",", ";"}]
    start = max([start, *commas]) if low - start > _LONGEST_OPENING else start
    before = [token for token in tokens[start:low] if token.word and not token.mask]
    if any(token.low in _SUBORDINATORS for token in before):
        return False
    return len(before) <= _LONGEST_OPENING and not any(
        token.low in _VERBS and not token.capital for token in before if token.low not in {"to"}
    )


def ends(tokens: Tokens, cue: Cue) -> tuple[int, int]:
    """First and last of the tokens that cue and subject take up."""
    starts = [token.start for token in tokens]
    first, last = starts.index(cue.subject[0].start), starts.index(cue.subject[-1].start)
    return min(cue.at, first), max(cue.at, last)


def _reported_words(tokens: Tokens, cue: Cue) -> list[Token]:
    """The words before or after cue and subject, whichever the construction reports."""
    low, high = ends(tokens, cue)
    before = [token for token in tokens[:low] if token.word]
    after = [token for token in tokens[high + 1 :] if token.word]
    if cue.rule == "passive":
        return _clause(tokens, low, high)
    if cue.rule == "view" or as_frame(tokens, cue):
        return before + after
    if tokens[low - 1 : low] and tokens[low - 1].low == "so":  # "or so they claim"
        return before
    if cue.rule == "according":
        return after if len(after) > len(before) else before
    if tokens[0].low in _SUBORDINATORS and not any(token.text == "," for token in tokens[:high]):
        # "When Ash says so, …": no more than this
        comma = next((at for at in range(high, len(tokens)) if tokens[at].text == ","), len(tokens))
        return [token for token in tokens[high + 1 : comma] if token.word]
    return _by_punctuation(tokens, cue, low, high, before, after)


def _clause(tokens: Tokens, low: int, high: int) -> list[Token]:
    """The other words of the clause: "the bridge | was called a wonder by all |, which …"."""
    signs = [at for at, token in enumerate(tokens) if token.text in {",", ";", ":"} or token.low == "that"]
    first = max((at + 1 for at in signs if at < low), default=0)
    last = min((at for at in signs if at > high), default=len(tokens))
    return [
        token
        for at, token in enumerate(tokens[:last])
        if at >= first and token.word and not low <= at <= high
    ]


def _by_punctuation(
    tokens: Tokens, cue: Cue, low: int, high: int, before: list[Token], after: list[Token]
) -> list[Token]:
    closed = low > 0 and (tokens[low - 1].text in _CLOSING or tokens[low - 1].mask > 0)
    if closed and tokens[high + 1 : high + 2] and tokens[high + 1].text == "," and before and after:
        return before + after
    statement_first = len(before) > 1 and low > 2 and (len(after) <= len(before) or tokens[low - 1].mask > 0)
    if cue.rule == "inverted" or (closed and statement_first):
        return before + [token for token in after if token.mask]
    return after


def as_frame(tokens: Tokens, cue: Cue) -> bool:
    """Whether the cue is in an opening "as" clause: "As Ash has shown, …"."""
    low, high = ends(tokens, cue)
    before = tokens[low - 1] if low else None
    if before is None or before.low != "as" or tokens[low].low in AUXILIARIES:
        return False
    if low > 1 and tokens[low - 2].low in {"not", "n't"}:  # "not as the council had hoped, …"
        return False
    return any(token.text == "," for token in tokens[high + 1 : high + 4])
