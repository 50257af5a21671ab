"""Which of the title, authors, date and publication that a text's edges mention are its own: a trained model.

The candidates of one field and "none of them" share one probability (a conditional logit); `bylines.json`
has the weights, `CARD.md` tells what they were trained on and how they do.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.articles import Span
from assistant.lexicon import TITLES
from assistant.names import folded
from assistant.reading.lines import Sheet, sheet
from assistant.reading.mentions import Field, Mention, dates, names, papers, titles

LEAST: Mapping[Field, float] = {"title": 0.35, "authors": 0.9, "date": 0.9, "publication": 0.9}
"""The least probability of what is taken: so high that nothing was invented on texts not trained on."""
_TOGETHER = 0.2
"""Of the odds of the likeliest author, the least that those of a joint one have."""
_ODDS = 30.0

Weights = Mapping[str, Mapping[str, float]]
"""By field and feature; that of every candidate under the empty name."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The mentions of one value, or of the authors of one byline, and how likely they are the text's own."""

    probability: float
    mentions: tuple[Mention, ...]


@lru_cache
def weights() -> Weights:
    """The weights that lie beside this module."""
    found: Weights = json.loads(Path(__file__).with_name("bylines.json").read_text(encoding="utf-8"))
    return found


@dataclass(frozen=True, slots=True)
class Edges:
    """What the first and last lines of a text most likely say of it."""

    sheet: Sheet
    title: Choice | None
    authors: Choice | None
    date: Choice | None
    publication: Choice | None


def edges(text: str, language: str | None, heads: Sequence[Span] = (), *, by: Weights | None = None) -> Edges:
    """The likeliest title, authors, date and publication, whatever their probability."""
    given = by or weights()
    lines = sheet(text, heads, language)
    title = chosen(titles(lines), given["title"])
    place = title.mentions[0] if title and title.probability >= LEAST["title"] else None
    return Edges(
        lines,
        title,
        together(names(lines, place), given["authors"]),
        chosen(dates(lines, place), given["date"]),
        chosen(papers(lines, place), given["publication"]),
    )


def key(mention: Mention) -> str:
    """What mentions of the same value have in common: of a person the name without its titles."""
    words = folded(mention.value).split()
    if mention.field == "authors":
        while len(words) > 1 and words[0].strip(".") in TITLES:
            words = words[1:]
    return "".join(char for char in "".join(words) if char.isalnum())


def chosen(mentions: Iterable[Mention], by: Mapping[str, float]) -> Choice | None:
    """The likeliest value, with the mention that is its likeliest place first."""
    odds = _odds(mentions, by)
    if not odds:
        return None
    shares: defaultdict[str, float] = defaultdict(float)
    for each, value in odds:
        shares[key(each)] += value
    best = max(shares, key=lambda name: shares[name])
    places = sorted((pair for pair in odds if key(pair[0]) == best), key=lambda pair: -pair[1])
    return Choice(shares[best] / (1 + sum(shares.values())), tuple(each for each, _ in places))


def together(mentions: Iterable[Mention], by: Mapping[str, float]) -> Choice | None:
    """The likeliest person, with those named in the same line or in the lines around, in their order."""
    odds = _odds(mentions, by)
    if not odds:
        return None
    best = chosen((each for each, _ in odds), by)
    assert best is not None
    first, highest = best.mentions[0], max(value for each, value in odds if each is best.mentions[0])
    places = {first.first}
    near = [
        (each, value) for each, value in odds if value >= _TOGETHER * highest and each.whole == first.whole
    ]
    for _ in range(2):
        for each, _ in near:
            if any(abs(each.first - place) <= (2 if first.whole else 0) for place in places):
                places.add(each.first)
    joint = [each for each, _ in near if each.first in places]
    wanted = {key(each) for each in joint}
    share = sum(value for each, value in odds if key(each) in wanted)
    unique = {key(each): each for each in reversed(joint)}
    ordered = [each for each in joint if unique[key(each)] is each]
    return Choice(share / (1 + sum(value for _, value in odds)), tuple(ordered))


def _odds(mentions: Iterable[Mention], by: Mapping[str, float]) -> list[tuple[Mention, float]]:
    """Each mention with its odds against none."""
    found = []
    for each in mentions:
        score = by[""] + sum(by.get(name, 0.0) for name in each.features)
        found.append((each, math.exp(max(-_ODDS, min(_ODDS, score)))))
    return found
