"""A measured number and what was aimed at."""

from __future__ import annotations

import os
import platform
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Options:
    """What a measurement may need to know of the command line."""

    rounds: int
    """A time is the shortest of so many rounds."""
    torch: Path
    """The environment with torch and sentence-transformers, made where it is missing."""
    passages: int = 50_000
    """The size of the library whose answers are timed at scale."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One line of the report."""

    name: str
    value: float
    unit: str
    at_least: float | None = None
    at_most: float | None = None

    @property
    def target(self) -> str:
        bounds = {"≥": self.at_least, "≤": self.at_most}
        return " ".join(f"{sign} {bound:g}" for sign, bound in bounds.items() if bound is not None)

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None where nothing was aimed at."""
        if not self.target:
            return None
        too_small = self.at_least is not None and self.value < self.at_least
        too_large = self.at_most is not None and self.value > self.at_most
        return not (too_small or too_large)

    def to_dict(self) -> dict[str, Any]:
        return {**asdict(self), "met": self.met}


def machine() -> dict[str, Any]:
    """Where and how busily it was measured: a load above 0 at the start makes every figure worse."""
    return {
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 2),
        "processor": platform.processor() or platform.machine(),
        "python": platform.python_version(),
        "system": platform.system(),
    }
