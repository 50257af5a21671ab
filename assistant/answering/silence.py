"""When nothing here answers: gates that each need evidence before a question is declined.

Limits were chosen on the open half of `eval/cases`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.index.lexical import Lexical, stems
from assistant.index.search import Ranking

NEAREST_ANSWER = 0.345
"""Least nearness, a cosine less what the question's unknown words take off, of a question with an answer."""
NEAREST_OF_A_PERSON = 0.25
"""The same where a person is asked for who stands in the index: whatever is asked, they wrote here."""
UNKNOWN_COST = 0.2
"""What a question loses whose words all stand nowhere here, in units of cosine."""
EVERYDAY = 0.45
"""A question this near to an everyday kind is of that kind…"""
CLEARLY_NEARER = 0.1
"""…unless something here is nearer by so much."""
FAR = 0.30
"""Below this best cosine not even the nearest passages are worth showing."""

_NAME = re.compile(r"(?<!^)(?<![.!?]\s)(?<!\w)[A-ZÀ-ÞĀ-ſ][\w’'-]*[^\W\d_][\w’'-]*")
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
    everyday: bool = False
    """It asks for a recipe, a timetable, a score: for what no article here comes clearly nearer to."""
    show_nearest: bool = True

    def __bool__(self) -> bool:
        return bool(self.unknown_names) or self.too_far or self.everyday


def silence(
    question: str, ranking: Ranking, lexical: Lexical, *, everyday: float, of_a_person: bool
) -> Evidence:
    """The evidence that nothing that was searched answers `question`.

    `everyday` is the question's nearness to the everyday kinds, a cosine.
    """
    nearness = ranking.best_cosine - UNKNOWN_COST * ranking.unknown_share
    limit = NEAREST_OF_A_PERSON if of_a_person else NEAREST_ANSWER
    return Evidence(
        unknown_names=unknown_names(question, lexical),
        too_far=not ranking.hits or nearness < limit,
        everyday=everyday >= EVERYDAY and ranking.best_cosine - everyday < CLEARLY_NEARER,
        show_nearest=ranking.best_cosine >= FAR,
    )


def unknown_names(question: str, lexical: Lexical) -> tuple[str, ...]:
    """Capitalised words inside the question whose stems stand in no passage and no header.

    None in a question that is all capitals, where they are no sign of a name.
    """
    if question.isupper():
        return ()
    names = [name for name in _NAME.findall(question) if name.lower() not in _NOT_NAMES]
    return tuple(
        name for name in dict.fromkeys(names) if not all(lexical.knows(word) for word in stems(name))
    )
