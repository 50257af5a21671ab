"""The articles that may be quoted: those that bear on the question, of as many voices as there are."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from assistant.articles import Article
from assistant.index.search import Hit

_NEAR = 0.4
"""An article is shown when it comes this near to the best of all…"""
_BROAD = 5
_WORTH = 0.3
"""…and this near when the question is a broad one, that is where so many articles come nearer."""
WORTH_OF_A_PERSON = 0.1
"""The same where one is asked for who wrote few articles: early and late ones are all of interest."""
EVERY = -math.inf
"""The same where all articles are wanted that were found."""
_PASSAGES = 3
_BREADTH = 0.25
"""Share of an article's `_PASSAGES` best passages in its score; the rest is the best one's alone."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that may be quoted, and what was found in it."""

    article: Article
    hits: Sequence[Hit]


def candidates(
    hits: Iterable[Hit], article: Callable[[str], Article], *, worth: float | None = None
) -> list[Candidate]:
    """The articles of `hits` that bear on the question, best first; no voice crowds out another.

    `worth` is the share of the best article's bearing that each must reach; by default the question's
    breadth decides.
    """
    by_article: dict[str, list[Hit]] = defaultdict(list)
    for hit in hits:
        by_article[hit.passage.article_id].append(hit)
    bearing = {article_id: _bearing(own) for article_id, own in by_article.items()}
    best = max(bearing.values(), default=0.0)
    least = (_worth(bearing.values(), best) if worth is None else worth) * max(best, 0.0)
    return _many_voices(
        [
            Candidate(article(article_id), by_article[article_id])
            for article_id in sorted(bearing, key=lambda article_id: -bearing[article_id])
            if worth == EVERY or bearing[article_id] >= least
        ]
    )


def _worth(bearing: Iterable[float], best: float) -> float:
    """How near an article has to come to the best, by the number of those that come near."""
    near = sum(own >= _NEAR * best for own in bearing)
    return _WORTH if near >= _BROAD else _NEAR


def _bearing(hits: Sequence[Hit]) -> float:
    """How much an article bears on the question: its best passage, and its best few together."""
    best = sorted((hit.score for hit in hits), reverse=True)[:_PASSAGES]
    # A passage that was not found counts as an average one, at 0, or as the worst found.
    best += [min(0.0, best[-1])] * (_PASSAGES - len(best))
    return (1 - _BREADTH) * best[0] + _BREADTH * sum(best) / _PASSAGES


def _many_voices(ranked: Sequence[Candidate]) -> list[Candidate]:
    """The candidates in order, those of a voice that has had its place put last."""
    heard: set[str] = set()
    first: list[Candidate] = []
    later: list[Candidate] = []
    for candidate in _early_and_late(ranked):
        voices = candidate.article.record.voices
        (later if heard.intersection(voices) else first).append(candidate)
        heard.update(voices)
    return first + later


def _early_and_late(ranked: Sequence[Candidate]) -> list[Candidate]:
    """The candidates in order; a voice's second place goes to its article farthest in time from its first.

    So of a voice heard at several dates the earlier and the later position are both shown.
    """
    own: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, candidate in enumerate(ranked):
        if candidate.article.record.voices and candidate.article.record.date:
            own[candidate.article.record.voices].append(place)
    order = list(ranked)
    for first, *others in own.values():
        if len(others) > 1:
            farthest = max(others, key=lambda place: _years_apart(ranked[first], ranked[place]))
            moved = [farthest, *(place for place in others if place != farthest)]
            for place, taken in zip(others, moved, strict=True):
                order[place] = ranked[taken]
    return order


def _years_apart(one: Candidate, other: Candidate) -> int:
    dates = (one.article.record.date, other.article.record.date)
    years = [date.first.year for date in dates if date]
    return abs(years[0] - years[1])
