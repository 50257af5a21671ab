"""The source of given words: by the cue of their sentence, else by the sentences around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.articles import Span
from assistant.attribution.clauses import clause_subject, sentence_subject
from assistant.attribution.cues import Cue, cues, cues_of
from assistant.attribution.noun_phrases import trimmed
from assistant.attribution.phrases import phrase_after, phrase_ending
from assistant.attribution.pronouns import resolved
from assistant.attribution.prose import Prose, within
from assistant.attribution.tokens import Tokens

LONGEST_NAME = 8
"""A speaker is one stretch of at most so many words."""
_DASHES = {"—", "–", "―"}
_SENTENCES_BACK = 4

# Share of right speakers by rule and distance (near: up to 2 words from the statement, middle: up to 8) on
# the 538 training articles of PolNeAR not set aside; .5 for what occurred fewer than ten times.
_TRUST = {
    **{("subject", "near"): 0.99, ("subject", "middle"): 0.93, ("subject", "far"): 0.61},
    **{("inverted", "near"): 0.99, ("according", "near"): 0.90, ("according", "middle"): 0.93},
    **{("participle", "near"): 0.90, ("participle", "middle"): 0.75, ("conjoined", "near"): 0.90},
    **{("infinitive", "middle"): 0.75, ("noun", "middle"): 0.73, ("main subject", "near"): 0.87},
    **{("colon", "near"): 0.71, ("carried", "near"): 0.64, ("carried subject", "near"): 0.25},
}


@dataclass(frozen=True, slots=True)
class Speaker:
    """The source of a statement: the words that name it, and the rule that found it."""

    start: int
    end: int
    surface: str
    """The words as they stand in the text."""
    name: str
    """The same, pronouns and surnames resolved where that is safe."""
    rule: str
    distance: int = 0

    @property
    def trust(self) -> float:
        """Share of right speakers among those found this way in the training articles."""
        band = "near" if self.distance <= 2 else "middle" if self.distance <= 8 else "far"
        return _TRUST.get((self.rule, band), 0.5)


def speaker_in(page: Prose, spans: Sequence[Span]) -> Speaker | None:
    """The source of the statement at `spans`; None where none can be named."""
    spans = sorted(spans)
    numbers = page.sentences_of(min(span[0] for span in spans), max(span[1] for span in spans))
    if not numbers:
        return None
    start, end = page.sentences[numbers[0]][0], page.sentences[numbers[-1]][1]
    other = [quoted for quoted in within(page.quotations, start, end) if not within(spans, *quoted)]
    tokens = page.tokens(start, end, statement=spans, other=other)
    subject, rule, distance = _in_sentence(tokens)
    if subject:
        return named(page, subject, rule, distance)
    return _carried(page, numbers[0], numbers[-1])


def named(page: Prose, subject: Tokens, rule: str, distance: int = 0) -> Speaker:
    """The source named by `subject`, cut to the length of a name."""
    words = [token for token in subject if token.word][:LONGEST_NAME]
    start, end = words[0].start, words[-1].end
    if "(" in page.text[start:end] and page.text[end : end + 1] == ")":
        end += 1
    surface = page.text[start:end]
    return Speaker(start, end, surface, resolved(page, surface, start), rule, distance)


def by_cue(page: Prose, cue: Cue) -> Speaker:
    """The source named by a cue."""
    return named(page, cue.subject, cue.rule, cue.distance)


def _in_sentence(tokens: Tokens) -> tuple[Tokens, str, int]:
    """The speaker named in the statement's own sentences: words, rule, distance."""
    if signature := _signature(tokens):
        return signature, "signed", 0
    masked = next((at for at, token in enumerate(tokens) if token.mask), len(tokens))
    before_colon = _before_colon(tokens, masked)
    found = cues(tokens)
    if found and not (before_colon and found[0].relative and found[0].rule == "passive-subject"):
        return found[0].subject, found[0].rule, found[0].distance
    if before_colon:
        return before_colon, "colon", 0
    if not any(token.word and not token.mask for token in tokens):
        return (), "", 0
    dashes = [
        at for at, token in enumerate(tokens) if at and token.text in _DASHES | {"-"} and tokens[at - 1].mask
    ]
    if dashes and (after := phrase_after(tokens, dashes[-1])) and after[0].capital:
        return after, "signed", 0
    before = tokens[:masked] if masked else tokens
    return clause_subject(before) or sentence_subject(tokens), "main subject", 0


def _signature(tokens: Tokens) -> Tokens:
    """The signature after a quotation: “…” — Ann Ash (@annash)."""
    signed = [
        at
        for at, token in enumerate(tokens[:-1])
        if at and token.text in _DASHES and tokens[at - 1].mask and tokens[at + 1].capital
    ]
    if signed and any(token.text == "(" for token in tokens[signed[-1] : signed[-1] + 6]):
        return phrase_after(tokens, signed[-1])
    return ()


def _before_colon(tokens: Tokens, masked: int) -> Tokens:
    colons = [at for at, token in enumerate(tokens[:masked]) if token.text == ":"]
    if not colons:
        return ()
    before = tokens[: colons[-1]]
    label = len(before) < 7 and not any(token.text == "," for token in before)
    phrase = trimmed(phrase_ending(tokens, colons[-1] - 1)) if label else ()
    return phrase or clause_subject(before)


def _carried(page: Prose, first: int, last: int) -> Speaker | None:
    """The source of a quotation that fills its sentences, from the sentences around it."""
    following = page.sentence_tokens(last + 1) if last + 1 < len(page.sentences) else []
    if following and following[0].text in _DASHES | {"-"} and (signature := phrase_after(following, 0)):
        return named(page, signature, "signed")
    if speaker := announced_before(page, first):
        return speaker
    found = page.once(cues_of, last + 1) if following else []
    return named(page, found[0].subject, "next", found[0].distance) if found else None


def announced_before(page: Prose, first: int) -> Speaker | None:
    """The source named by the sentences before sentence `first`."""
    for number in range(first - 1, max(-1, first - 1 - _SENTENCES_BACK), -1):
        if speaker := _from_sentence_before(page, number, directly=number == first - 1):
            return speaker
    return None


def _from_sentence_before(page: Prose, number: int, *, directly: bool) -> Speaker | None:
    tokens = page.sentence_tokens(number)
    announces = tokens[-1].text == ":"
    sure = [cue for cue in page.once(cues_of, number) if _strong(cue)]
    if sure and (announces or directly or any(token.mask for token in tokens)):
        return named(page, sure[0].subject, "carried")
    if not announces and not (directly and any(token.word and not token.mask for token in tokens)):
        return None
    subject = sentence_subject(tokens)
    return named(page, subject, "carried colon" if announces else "carried subject") if subject else None


def _strong(cue: Cue) -> bool:
    return not cue.weak and not cue.relative
