"""The decision to decline a question. Limits were chosen on the open half of `eval/cases`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assistant.answering.decline.gates import unsaid_by, without_position
from assistant.answering.decline.kinds import unmet
from assistant.answering.decline.sought import Sought, not_mentioned, unknown_names
from assistant.index.search import Ranking
from assistant.index.snapshot import Snapshot

FAR = 0.30
"""Below this best cosine not even the nearest passages are worth showing."""
_GATES: tuple[Callable[[Sought], str], ...] = (unsaid_by, unmet, without_position)


@dataclass(frozen=True, slots=True)
class Decline:
    """Why a question is declined; falsy where it is not."""

    unknown_names: tuple[str, ...] = ()
    """Names in the question that occur nowhere in the index."""
    too_far: bool = False
    """No article bears on the question."""
    lacking: str = ""
    """What the passages found, though near, do not tell: a sentence for the reader."""
    show_nearest: bool = True

    def __bool__(self) -> bool:
        return bool(self.unknown_names or self.too_far or self.lacking)

    @property
    def note(self) -> str:
        """Why, for the reader; empty where there is no more to say than that nothing answers."""
        if self.unknown_names:
            return not_mentioned(self.unknown_names, "any article here")
        return self.lacking


def decline(
    question: str, topic: str, ranking: Ranking, snapshot: Snapshot, *, bearing: bool, of_a_person: bool
) -> Decline:
    """Why nothing that was searched answers `question`; falsy where something may.

    `bearing` tells whether any article bears on it; `topic` is what was searched for.
    """
    sought = Sought.read(question, topic, ranking, snapshot, of_a_person=of_a_person)
    lacking = next(filter(None, (gate(sought) for gate in _GATES)), "")
    return Decline(
        unknown_names=unknown_names(question, snapshot.lexical),
        too_far=not bearing,
        lacking=lacking,
        show_nearest=ranking.best_cosine >= FAR,
    )
