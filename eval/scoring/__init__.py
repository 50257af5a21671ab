"""What answers are worth: the one list of measures that tables, comparisons, reports and floors read."""

from __future__ import annotations

from collections.abc import Mapping

from eval.cases import Case
from eval.scoring.conversation import CONVERSATION
from eval.scoring.cost import COST
from eval.scoring.coverage import COVERAGE
from eval.scoring.credits import CREDITS
from eval.scoring.fidelity import FIDELITY
from eval.scoring.library import Library, Source, library
from eval.scoring.points import POINTS
from eval.scoring.score import Figure, Measure, Reply, Score
from eval.scoring.silence import SILENCE

__all__ = ["MEASURES", "Figure", "Library", "Measure", "Reply", "Score", "Source", "library", "scored"]

MEASURES: tuple[Measure, ...] = (*CREDITS, *COVERAGE, *POINTS, *SILENCE, *CONVERSATION, *FIDELITY, *COST)


def scored(case: Case, reply: Reply, articles: Library) -> Mapping[str, Score]:
    """Every measure of one answer, by name."""
    return {measure.name: measure.score(case, reply, articles) for measure in MEASURES}
