"""How well each sentence of an article answers a question by itself."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from itertools import pairwise

from assistant.answering.candidates import Candidate
from assistant.articles import Record, Span
from assistant.attribution import Attribution, AttributionOf
from assistant.index.lexical import stem_set, words_in
from assistant.lexicon import VIEW_NOUNS, either, with_plurals
from assistant.names import names_match
from assistant.reading.quoting import stands_alone

MOST_QUOTES = 3
"""Of one article."""
_DEPENDENT_COST = 0.05
"""What a sentence loses that cannot be understood alone, in units of cosine."""
_REPORTED_COST = 0.05
"""What a sentence loses that reports someone else's view…"""
_OWN_ASKED_COST = 0.15
"""…and one where the question asks what the article's voice thinks."""
_ASKED_GAIN = 0.15
"""What a sentence gains that reports the view of somebody asked for."""
_NARRATED_COST = 0.15
"""What a sentence of an interview or a report loses that is its writer's, not the person's."""
_FRAME_COST = 0.1
"""What a sentence loses that only asks, or tells about the article instead of what it says."""
_QUESTION = re.compile(r"[?？؟][\"”’]?$")
_ASKS = re.compile(
    rf"{_QUESTION.pattern}|\b(?:is|was|are|were) asked (?:whether|why|what|how|if|about)\b|"
    r"\bopens? by asking\b|\basks (?:whether|why|what|how|if|which|when)\b"
)
_SAME_QUESTION = 0.7
"""Share of two questions' stems in common from which they ask the same (Jaccard)."""
_TELLS_OF_ITSELF = re.compile(
    r"\b(?:article|essay|post|interview|study|summary|heading|headline|report|column|commentary|piece|blog|text|"
    r"contribution)\b[^.,;:]{0,40} (?:lists|discusses|examines|responds|traces|asks|describes|comments|deals|"
    r"surveys|explores|considers|reviews|presents|sums|follows|reacts|replies|opens)\b|"
    r"\banswers? questions\b|^This is an? (?:reported|interview|summary|statement|report)\b"
)
_COMMENT = re.compile(
    rf"[\"“]?(?:This|That|These|Those|Such)(?: \w+)? (?:{either(with_plurals(VIEW_NOUNS))})\b"
)
_COMMENT_SHARE = 0.95
"""What a comment on a sentence takes over of its score."""

_FEWEST_WORDS = 5


def scores(
    candidate: Candidate,
    rarities: Mapping[str, float],
    attribution_of: AttributionOf,
    *,
    own_views: bool,
    asked: Sequence[str] = (),
) -> dict[Span, float]:
    """The score of each sentence that was found and may be quoted, in units of cosine.

    `own_views` prefers what the article's voice thinks to what it reports; what it reports of the people
    `asked` for comes first.
    """
    article = candidate.article
    spans = sorted({sentence.span for hit in candidate.hits for sentence in hit.sentences})
    words = {span: article.plain.words(*span) for span in spans}
    found = {
        sentence.span: 0.6 * sentence.cosine
        + 0.2 * hit.cosine
        + 0.2 * coverage(words[sentence.span], rarities, article.record.language)
        for hit in candidate.hits
        for sentence in hit.sentences
    }
    reported_cost = _OWN_ASKED_COST if own_views else _REPORTED_COST

    def cost(attribution: Attribution) -> float:
        of_asked = attribution.reported and is_of(attribution, asked)
        return -_ASKED_GAIN if of_asked else _cost_of(attribution, article.record, reported_cost)

    _pass_on(found, words)
    return {
        span: found[span] - _cost_alone(text) - cost(attribution_of(article, span))
        for span, text in words.items()
        if words_in(text) >= _FEWEST_WORDS
        and not _asks_the_same(text, rarities.keys(), article.record.language)
    }


def is_of(attribution: Attribution, people: Sequence[str]) -> bool:
    """Whether a sentence is the view of one of these people."""
    speaker = attribution.speaker
    return speaker is not None and any(names_match(speaker, person) for person in people)


def coverage(text: str, rarities: Mapping[str, float], language: str | None = None) -> float:
    """Share of a question's stems, each weighed by its rarity, that stand in `text`, 0 to 1.

    `language` is that of the text.
    """
    total = sum(rarities.values())
    return (
        sum(rarities[word] for word in rarities.keys() & stem_set(text, language)) / total if total else 0.0
    )


def _asks_the_same(text: str, question: Set[str], language: str | None) -> bool:
    """Whether a sentence is the reader's own question, by its stems, and so no answer to it."""
    words = stem_set(text, language) if _QUESTION.search(text) else frozenset[str]()
    return len(words & question) > _SAME_QUESTION * len(words | question)


def _pass_on(scores: dict[Span, float], words: Mapping[Span, str]) -> None:
    """A comment that names what was just said, "These fears are groundless", answers what that answers.

    `words` are those of each sentence, in their order.
    """
    for before, span in pairwise(words):
        if _COMMENT.match(words[span]) and scores[before] > 0:
            scores[span] = max(scores[span], _COMMENT_SHARE * scores[before])


def _cost_alone(text: str) -> float:
    """What a sentence loses that needs the one before, or says nothing itself."""
    frame = _FRAME_COST if _ASKS.search(text) or _TELLS_OF_ITSELF.search(text) else 0.0
    dependent = not stands_alone(text) and not _COMMENT.match(text)
    return frame + (_DEPENDENT_COST if dependent else 0.0)


def _cost_of(attribution: Attribution, record: Record, reported_cost: float) -> float:
    """What a sentence loses that is not the voice's own, and one that only tells about the voice."""
    if attribution.reported:
        return reported_cost
    return 0.0 if attribution.speaker == record.voice else _NARRATED_COST
