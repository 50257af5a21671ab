"""When nothing here answers: gates that each need evidence before a question is declined.

The measures follow `eval`'s trials: each gate alone declines almost no answerable question.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.index.generation import Generation
from assistant.index.lexical import stems
from assistant.index.search import Ranking

NEARNESS = 0.28
"""Least mean of the best cosine and the share of BM25 for a question to be answered."""
FAR = 0.30
"""Below this best cosine not even the nearest passages are worth showing."""

_NAME = re.compile(r"(?<!^)(?<![.!?]\s)\b[A-ZÀ-ÞĀ-ſ][\w’'-]*[^\W\d_][\w’'-]*")
_NOT_NAMES = frozenset(
    "i january february march april may june july august september october november december monday "
    "tuesday wednesday thursday friday saturday sunday mr mrs ms dr president".split()
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a question is declined; falsy where it is not."""

    unknown_names: tuple[str, ...] = ()
    """Names in the question that occur nowhere in the index."""
    too_far: bool = False
    """Nothing comes near the question."""
    show_nearest: bool = True

    def __bool__(self) -> bool:
        return bool(self.unknown_names) or self.too_far


def silence(question: str, ranking: Ranking, generation: Generation) -> Evidence:
    """The evidence that nothing in `generation` answers `question`."""
    nearness = 0.5 * ranking.lexical_share + 0.5 * ranking.best_cosine
    return Evidence(
        unknown_names=unknown_names(question, generation),
        too_far=not ranking.hits or nearness < NEARNESS,
        show_nearest=ranking.best_cosine >= FAR,
    )


def unknown_names(question: str, generation: Generation) -> tuple[str, ...]:
    """Capitalised words inside the question whose stems stand in no passage and no header."""
    names = [name for name in _NAME.findall(question) if name.lower() not in _NOT_NAMES]
    return tuple(
        name
        for name in dict.fromkeys(names)
        if not all(generation.lexical.knows(word) for word in stems(name))
    )
