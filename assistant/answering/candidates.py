"""The articles that may be quoted: those that bear on the question, of as many voices as there are."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from assistant.articles import Article
from assistant.index.search import Hit

FLOOR = 2.2
"""Least bearing of an article that is shown, in units of `Hit.score`: the same in every folder and under
every filter. Chosen on the open half of `eval/cases`."""
BEST = 2.5
"""Least bearing of the best article where a question is answered at all: 99 of 100 answerable ones of the
open half reach it, and off-topic ones that share a rare word do not."""
BEST_UNNAMED = 4.0
"""The same where no article mentions what the question names. Of 15 invented questions on like matters in
other parts of the world, "Should Belgium be partitioned?", one reaches it, and none with a name that brings
the question nearer to an article."""
FLOOR_WITHIN = 0.3
"""The same where the question is put to certain people or articles: it is answered there or nowhere."""
GAP = 2.5
"""How far below the best article another may bear and still be shown. In units, not a share: where the best
meets the question nearly word for word little else is an answer, and a broad question has many that bear
about alike. The best that a narrower filter admits is no better, so it never hides what a wider one shows."""
_FURTHER = 0.9
"""What a further article of a voice counts: other voices that bear about as much come first."""
EVERY = -math.inf
"""The floor where all articles are wanted that were found; then no gap counts."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that may be quoted, and what was found in it."""

    article: Article
    hits: Sequence[Hit]


def candidates(
    hits: Iterable[Hit],
    article: Callable[[str], Article],
    *,
    floor: float = FLOOR,
    gap: float = GAP,
    nearest: float = -1.0,
) -> list[Candidate]:
    """The articles of `hits` that bear on the question, best first; no voice crowds out another.

    An article bears on it as its best passage does. `nearest` is the least cosine of its best sentence or
    passage.
    """
    by_article: dict[str, list[Hit]] = defaultdict(list)
    for hit in hits:
        if max(hit.cosine, *(sentence.cosine for sentence in hit.sentences), -1.0) >= nearest:
            by_article[hit.passage.article_id].append(hit)
    bearing = {article_id: max(hit.score for hit in own) for article_id, own in by_article.items()}
    least = max(floor, max(bearing.values(), default=0.0) - gap)
    ranked = sorted((name for name in bearing if bearing[name] >= least), key=lambda name: -bearing[name])
    return _many_voices(
        [Candidate(article(name), by_article[name]) for name in ranked], [bearing[name] for name in ranked]
    )


def _many_voices(ranked: Sequence[Candidate], bearing: Sequence[float]) -> list[Candidate]:
    """The candidates in order, each further article of a voice at `_FURTHER` of the bearing of its place."""
    heard: Counter[str] = Counter()
    worth: dict[str, float] = {}
    for candidate, own in zip(_early_and_late(ranked), bearing, strict=True):
        voices = candidate.article.record.voices
        worth[candidate.article.id] = own * _FURTHER ** max((heard[voice] for voice in voices), default=0)
        heard.update(voices)
    return sorted(ranked, key=lambda candidate: -worth[candidate.article.id])


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
