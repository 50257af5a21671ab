"""What answers are worth: the one list of measures that tables, comparisons, reports and floors read."""

from __future__ import annotations

from eval.scoring.claims import CLAIMS
from eval.scoring.conversation import CONVERSATION
from eval.scoring.cost import COST
from eval.scoring.coverage import COVERAGE
from eval.scoring.credits import CREDITS
from eval.scoring.fidelity import FIDELITY
from eval.scoring.points import POINTS
from eval.scoring.score import Measure
from eval.scoring.silence import SILENCE
from eval.scoring.stance import STANCE

MEASURES: tuple[Measure, ...] = (
    *CREDITS,
    *STANCE,
    *COVERAGE,
    *POINTS,
    *SILENCE,
    *CONVERSATION,
    *FIDELITY,
    *CLAIMS,
    *COST,
)
"""In the order in which tables show them."""
