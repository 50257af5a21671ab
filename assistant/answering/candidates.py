"""The articles that may be quoted: those that bear on the question, of as many voices as there are."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass

from assistant.articles import Article
from assistant.index.search import Hit

FLOOR = 2.5
"""Least bearing of an article on the question, in units of `Hit.score`: the same in every folder and under
every filter on times and places. 99 of 100 answerable questions of the open half of `eval/cases` have an
article that reaches it, and off-topic ones that share a rare word have none."""
BEST_UNNAMED = 4.0
"""The same where no article mentions what the question names. Of 15 invented questions on like matters in
other parts of the world, "Should Belgium be partitioned?", one reaches it, and none with a name that brings
the question nearer to an article."""
FLOOR_WITHIN = 0.3
"""The same where the question is put to certain people or articles: it is answered there or nowhere."""
NEAR = 1.0
"""How far below the best of those further ones may bear, where the best itself bears little. Of what it
admits for questions put to people (open half) .75 is right, as with `FLOOR` alone, and .04 more is found."""
_FURTHER = 0.9
"""What a further article of a voice counts: other voices that bear about as much come first."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that may be quoted, and what was found in it."""

    article: Article
    hits: Sequence[Hit]
    bearing: float = 0.0
    """How much the article bears on the question: as its best passage does."""


def candidates(
    hits: Iterable[Hit],
    article: Callable[[str], Article],
    *,
    floor: float = -math.inf,
    nearest: float = -1.0,
    named: Container[str] = (),
) -> list[Candidate]:
    """The articles of `hits` that bear on the question, best first; no voice crowds out another.

    `floor` is the least bearing of the best of them, by default any; `nearest` the least cosine of the best
    sentence or passage of an article. Where that is reached, those `named` bear as well: their records name
    the matter.
    """
    by_article: dict[str, list[Hit]] = defaultdict(list)
    for hit in hits:
        if max(hit.cosine, *(sentence.cosine for sentence in hit.sentences), -1.0) >= nearest:
            by_article[hit.passage.article_id].append(hit)
    bearing = {article_id: max(hit.score for hit in own) for article_id, own in by_article.items()}
    best = max(bearing.values(), default=0.0)
    least = max(floor, min(FLOOR, best - NEAR))
    ranked = sorted(bearing, key=lambda article_id: -bearing[article_id])
    return _many_voices(
        [
            Candidate(article(name), by_article[name], bearing[name])
            for name in ranked
            if floor == -math.inf or (best >= least and (bearing[name] >= least or name in named))
        ]
    )


def _many_voices(ranked: Sequence[Candidate]) -> list[Candidate]:
    """The candidates in order, each further article of a voice at `_FURTHER` of the bearing of its place."""
    heard: Counter[str] = Counter()
    worth: dict[str, float] = {}
    for candidate, place in zip(_early_and_late(ranked), ranked, strict=True):
        voices = candidate.article.record.voices
        further = max((heard[voice] for voice in voices), default=0)
        worth[candidate.article.id] = place.bearing * _FURTHER**further
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
