"""Answers without a model: the sentences of each article that bear most on the question."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from assistant.answering.holdings import Holding, HoldingOf
from assistant.answering.quoting import quoted, stands_alone
from assistant.index.lexical import stems
from assistant.index.search import Hit, Ranking
from assistant.types import Article, Record, Span, Viewpoint

MOST_VIEWPOINTS = 12
MOST_QUOTES = 3
_KEPT = 0.80
"""A further sentence of an article is quoted when it comes this near to the article's best."""
_WORTH = 0.3
"""An article is shown when it comes this near to the best of all."""
_PASSAGES = 3
_BREADTH = 0.5
"""Share of an article's `_PASSAGES` best passages in its score; the rest is the best one's alone."""
_ARTICLES_A_VOICE = 2
"""Articles of one voice before all other voices have had a place."""
_DEPENDENT_COST = 0.15
"""What a sentence loses that cannot be understood alone, in units of cosine."""
_REPORTED_COST = 0.05
"""What a sentence loses that reports someone else's view."""
_NARRATED_COST = 0.15
"""What a sentence of an interview or a report loses that is its writer's, not the person's."""

_BOILERPLATE = re.compile(
    r"comments are closed|all rights reserved|subscribe|sign up for|follow us on|read more|share this|"
    r"originally (?:published|appeared)|click here|newsletter",
    re.IGNORECASE,
)
_FEWEST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Choice:
    """The sentences to quote of one article, best first."""

    article: Article
    spans: tuple[Span, ...]


def choose(
    ranking: Ranking, hits: Iterable[Hit], article: Callable[[str], Article], holding_of: HoldingOf
) -> tuple[Choice, ...]:
    """The best articles among `hits` of `ranking`, each with its best one to three sentences."""
    by_article: dict[str, list[Hit]] = {}
    for hit in hits:
        by_article.setdefault(hit.passage.article_id, []).append(hit)
    bearing = {article_id: _bearing(own) for article_id, own in by_article.items()}
    best = max(bearing.values(), default=0.0)
    worth = [
        Candidate(article(article_id), by_article[article_id])
        for article_id in sorted(bearing, key=lambda article_id: -bearing[article_id])
        if bearing[article_id] >= _WORTH * best
    ]
    choices = (
        Choice(candidate.article, spans)
        for candidate in _many_voices(worth)
        if (spans := _best_sentences(candidate, ranking.rarities, holding_of))
    )
    return tuple(islice(choices, MOST_VIEWPOINTS))


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that may be quoted, and what was found in it."""

    article: Article
    hits: Sequence[Hit]


def _many_voices(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates in order, those of a voice that already has `_ARTICLES_A_VOICE` put last."""
    taken: Counter[str] = Counter()
    first: list[Candidate] = []
    later: list[Candidate] = []
    for candidate in candidates:
        voices = candidate.article.record.voices
        crowded = any(taken[voice] >= _ARTICLES_A_VOICE for voice in voices)
        taken.update(voices)
        (later if crowded else first).append(candidate)
    return first + later


def _bearing(hits: Sequence[Hit]) -> float:
    """How much an article bears on the question: its best passage, and its best few together."""
    best = sorted((hit.score for hit in hits), reverse=True)[:_PASSAGES]
    # A passage that was not found counts as an average one, at 0, or as the worst found.
    best += [min(0.0, best[-1])] * (_PASSAGES - len(best))
    return (1 - _BREADTH) * best[0] + _BREADTH * sum(best) / _PASSAGES


def _best_sentences(
    candidate: Candidate, rarities: Mapping[str, float], holding_of: HoldingOf
) -> tuple[Span, ...]:
    """The sentences to quote, best first; the article's own voice goes before those it reports."""
    article = candidate.article
    scores = {
        sentence.span: score - _cost(article.record, holding_of(article, sentence.span))
        for hit in candidate.hits
        for sentence in hit.sentences
        if (score := _score(article.text[slice(*sentence.span)], sentence.cosine, hit.cosine, rarities))
        is not None
    }
    ranked = sorted(scores, key=lambda span: -scores[span])[:MOST_QUOTES]
    return tuple(span for span in ranked if span == ranked[0] or scores[span] >= _KEPT * scores[ranked[0]])


def _cost(record: Record, holding: Holding) -> float:
    """What a sentence loses that is not the voice's own, and one that only tells about the voice."""
    speaker, reported = holding
    if reported:
        return _REPORTED_COST
    return 0.0 if speaker == record.voice else _NARRATED_COST


def _score(text: str, cosine: float, around: float, rarities: Mapping[str, float]) -> float | None:
    """How well a sentence answers by itself; None for what is not a sentence to quote.

    `cosine` is the sentence's with the question, `around` its passage's.
    """
    if len(text.split()) < _FEWEST_WORDS or _BOILERPLATE.search(text) or text.startswith("#"):
        return None
    cost = _DEPENDENT_COST if not stands_alone(text) else 0.0
    return 0.6 * cosine + 0.2 * around + 0.2 * coverage(text, rarities) - cost


def coverage(text: str, rarities: Mapping[str, float]) -> float:
    """Share of a question's stems, each weighed by its rarity, that stand in `text`, 0 to 1."""
    total = sum(rarities.values())
    return sum(rarities[word] for word in rarities.keys() & set(stems(text))) / total if total else 0.0


def viewpoints(
    choices: Sequence[Choice],
    holding_of: HoldingOf,
    *,
    limit: int,
    first_citation: int = 1,
) -> Iterator[Viewpoint]:
    """At most `limit` viewpoints, one for each speaker in each choice, with citation numbers counted on.

    Every choice gets its first; what is left of the limit goes to further speakers in the same articles.
    """
    room = limit - len(choices)
    citation = first_citation
    for choice in choices[:limit]:
        by_holding: dict[Holding, list[Span]] = {}
        for span in choice.spans:
            by_holding.setdefault(holding_of(choice.article, span), []).append(span)
        main, *others = by_holding.items()
        named = [(holding, spans) for holding, spans in others if holding[0]][: max(0, room)]
        room -= len(named)
        for (speaker, reported), spans in (main, *named):
            quotes = tuple(
                quoted(choice.article.text, *span, citation=number)
                for number, span in enumerate(sorted(spans), citation)
            )
            citation += len(quotes)
            yield Viewpoint(record=choice.article.record, speaker=speaker, reported=reported, quotes=quotes)
