"""What came of an attack: how often it was tried, how often the product held, and what did not hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Outcome:
    """The count of one attack."""

    tried: int
    held: int
    failures: tuple[str, ...] = ()
    """What did not hold, in one line each."""
    skipped: str = ""
    """Why it could not be played on this machine; nothing was tried then."""

    def to_dict(self) -> dict[str, Any]:
        return {
            "tried": self.tried,
            "held": self.held,
            "failures": list(self.failures),
            "skipped": self.skipped,
        }


@dataclass(slots=True)
class Tally:
    """Counts the tries of one attack."""

    tried: int = 0
    failures: list[str] = field(default_factory=list)

    def check(self, held: bool, failure: str) -> bool:
        """Count one try; `failure` says what was seen where it did not hold."""
        self.tried += 1
        if not held:
            self.failures.append(" ".join(failure.split())[:300])
        return held

    def outcome(self) -> Outcome:
        return Outcome(self.tried, self.tried - len(self.failures), tuple(self.failures))
