"""Answers without a model: the sentences of each article that bear most on the question."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.index.search import Hit, Sentence
from assistant.reading.sentences import sentences
from assistant.types import Article, Quote, Span, Viewpoint

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
_DEPENDENT_COST = 0.1
"""What a sentence loses that cannot be understood alone, in units of cosine."""
_REPORTED_COST = 0.05
"""What a sentence loses that is not the voice's own."""

_DEPENDENT = re.compile(
    r"[\"“‘«(]?(?:He|She|It|They|This|That|These|Those|Such|Here|There|Then|Thus|Hence|Both|Neither|Either|"
    r"His|Her|Its|Their|But|And|Or|Nor|Yet|So|Also|First|Second|Secondly|Third|Thirdly|Fourth|Finally|Next|"
    r"Instead|Otherwise|However|Moreover|Still|Similarly|Likewise|The latter|The former|One of them|None)\b"
)
_BOILERPLATE = re.compile(
    r"comments are closed|all rights reserved|subscribe|sign up for|follow us on|read more|share this|"
    r"originally (?:published|appeared)|click here|newsletter",
    re.IGNORECASE,
)
_FEWEST_WORDS = 5

Holding = tuple[str | None, bool]
"""Who holds the view of a sentence, and whether it is reported."""
Holder = Callable[[Article, Span], Holding]


@dataclass(frozen=True, slots=True)
class Choice:
    """The sentences to quote of one article, best first, and how much it bears on the question."""

    article: Article
    spans: tuple[Span, ...]
    score: float


def choose(
    hits: Iterable[Hit], article: Callable[[str], Article], holder: Holder, limit: int
) -> tuple[Choice, ...]:
    """For each article among `hits`, its best one to three sentences; the best `limit` articles."""
    by_article: dict[str, list[Hit]] = {}
    for hit in hits:
        by_article.setdefault(hit.passage.article_id, []).append(hit)
    candidates = [
        Candidate(article(article_id), scores, _bearing(own))
        for article_id, own in by_article.items()
        if (scores := _sentence_scores(own))
    ]
    candidates.sort(key=lambda candidate: -candidate.score)
    best = candidates[0].score if candidates else 0.0
    worth = [candidate for candidate in candidates if candidate.score >= _WORTH * best]
    return tuple(
        Choice(candidate.article, _best_sentences(candidate, holder), candidate.score)
        for candidate in _many_voices(worth)[:limit]
    )


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that may be quoted: how well each of its sentences answers, and how much it bears."""

    article: Article
    sentences: Mapping[Span, float]
    score: float


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


def _sentence_scores(hits: Iterable[Hit]) -> dict[Span, float]:
    return {
        sentence.span: score
        for hit in hits
        for sentence in hit.sentences
        if (score := _score(sentence, hit)) is not None
    }


def _best_sentences(candidate: Candidate, holder: Holder) -> tuple[Span, ...]:
    """The sentences to quote, best first; the article's own voice goes before those it reports."""
    voice = candidate.article.record.voice
    scores = {
        span: score if holder(candidate.article, span) == (voice, False) else score - _REPORTED_COST
        for span, score in candidate.sentences.items()
    }
    ranked = sorted(scores, key=lambda span: -scores[span])[:MOST_QUOTES]
    return tuple(span for span in ranked if span == ranked[0] or scores[span] >= _KEPT * scores[ranked[0]])


def _score(sentence: Sentence, hit: Hit) -> float | None:
    """How well a sentence answers by itself; None for what is not a sentence to quote."""
    start, end = sentence.span
    text = hit.passage.text[start - hit.passage.start : end - hit.passage.start]
    if len(text.split()) < _FEWEST_WORDS or _BOILERPLATE.search(text) or text.startswith("#"):
        return None
    cost = _DEPENDENT_COST if _DEPENDENT.match(text) else 0.0
    return 0.6 * sentence.cosine + 0.2 * hit.cosine + 0.2 * sentence.coverage - cost


def viewpoints(
    choices: Sequence[Choice],
    holder: Holder,
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
            by_holding.setdefault(holder(choice.article, span), []).append(span)
        main, *others = by_holding.items()
        named = [(holding, spans) for holding, spans in others if holding[0]][: max(0, room)]
        room -= len(named)
        around = sentences(choice.article.text)
        for (speaker, reported), spans in (main, *named):
            quotes = tuple(
                _quote(choice.article, span, number, around)
                for number, span in enumerate(sorted(spans), citation)
            )
            citation += len(quotes)
            yield Viewpoint(record=choice.article.record, speaker=speaker, reported=reported, quotes=quotes)


def _quote(article: Article, span: Span, citation: int, around: Sequence[Span]) -> Quote:
    start, end = span
    before = [other for other in around if other[1] <= start]
    after = [other for other in around if other[0] >= end]
    return Quote(
        citation=citation,
        text=article.text[start:end],
        start=start,
        end=end,
        before=before[-1] if before else None,
        after=after[0] if after else None,
    )
