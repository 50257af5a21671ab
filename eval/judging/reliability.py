"""How far a judge agrees with grades given by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from pydantic import TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from assistant.errors import AssistantError
from eval.judging.pairs import PAIRS, Pair, pairs
from eval.judging.request import SCALES, Kind
from eval.judging.verdicts import Verdicts

NOT_MEASURED = "judge: not measured"


@dataclass(frozen=True, slots=True)
class Compared:
    """A pair with both grades; the judge's is None where its reply could not be read."""

    id: str
    kind: Kind
    request: str
    """The key of what was asked, which changes with every word of pair and prompt."""
    by_hand: str
    by_judge: str | None
    why: str


@dataclass(frozen=True, slots=True)
class Reliability:
    """Everything that was compared, and what the figures depend on."""

    judge: str
    compared: tuple[Compared, ...]

    def measures(self, by_hand: Iterable[Pair]) -> bool:
        """Whether it was measured with these pairs, these grades and today's prompts."""
        today = [(pair.request.key, pair.grade) for pair in by_hand]
        return [(one.request, one.by_hand) for one in self.compared] == today

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """Those of which there are pairs."""
        return tuple(dict.fromkeys(one.kind for one in self.compared))

    def of(self, kind: Kind) -> tuple[Compared, ...]:
        return tuple(one for one in self.compared if one.kind == kind)

    def line(self, kind: Kind) -> str:
        """The agreement on one kind of pair, in one sentence."""
        graded = _graded(self.of(kind))
        unread = len(self.of(kind)) - len(graded)
        if not graded:
            return f"{kind}: none of {unread} replies of {self.judge} could be read"
        agreed, kappa = accuracy(graded), cohens_kappa(graded)
        return (
            f"{kind}: {self.judge} agrees with {round(agreed * len(graded))} of {len(graded)} grades given "
            f"by hand (accuracy {agreed:.2f}, Cohen's kappa {'-' if kappa is None else f'{kappa:.2f}'})"
            + (f"; {unread} of its replies could not be read" if unread else "")
        )


Grades = Sequence[tuple[str, str]]
"""By hand and by the judge."""


def accuracy(grades: Grades) -> float:
    """The share of pairs on which both are of one opinion."""
    return sum(one == other for one, other in grades) / len(grades)


def cohens_kappa(grades: Grades) -> float | None:
    """Agreement beyond chance, (observed - expected) / (1 - expected); None where chance explains all.

    J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological Measurement
    20 (1960), 37-46: `expected` is the sum over grades of the product of both graders' shares of it.

    >>> cohens_kappa([("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15)
    0.4
    """
    first, second = (Counter(pair[side] for pair in grades) for side in (0, 1))
    size = len(grades)
    expected = sum(first[grade] * second[grade] for grade in first) / size**2
    return None if expected == 1 else round((accuracy(grades) - expected) / (1 - expected), 12)


def compared(by_hand: Iterable[Pair], verdicts: Verdicts) -> Reliability:
    """Every pair beside what the judge said of it; all of them must have been asked."""
    rows = []
    for pair in by_hand:
        said = verdicts.of(pair.request)
        if said is None:
            raise ValueError(f"the judge was not asked {pair.id!r}")
        rows.append(Compared(pair.id, pair.kind, pair.request.key, pair.grade, said.grade, said.why))
    return Reliability(verdicts.judge or "", tuple(rows))


def result_file(file: Path) -> Path:
    """Where the agreement is kept: beside the pairs, written by `python -m eval judge` and never by hand."""
    return file.with_suffix(".result.json")


def store(reliability: Reliability, file: Path) -> None:
    """Keep it for reports to read."""
    file.write_bytes(TypeAdapter(Reliability).dump_json(reliability, indent=1) + b"\n")


def judge_line(judge: str | None = None, file: Path = PAIRS) -> str:
    """How far the judge is to be believed, in a sentence for reports; `judge` is whoever judged the run."""
    result = result_file(file)
    if not result.exists():
        return NOT_MEASURED
    try:
        reliability = TypeAdapter(Reliability).validate_json(result.read_bytes())
    except ValidationError as error:
        raise AssistantError(f"{result.name}: {error.errors()[0]['msg']}: measure it anew") from None
    if not reliability.measures(pairs(file)):
        return f"{NOT_MEASURED} since the pairs or the prompts were changed"
    if judge not in (None, reliability.judge):
        return f"{NOT_MEASURED} of {judge}, only of {reliability.judge}"
    return "judge: " + "; ".join(map(reliability.line, reliability.kinds))


def confusion(reliability: Reliability, kind: Kind) -> str:
    """How often which grade by hand met which of the judge's, as a table."""
    counts = Counter((one.by_hand, one.by_judge) for one in reliability.of(kind))
    given = (*SCALES[kind], None)
    head = "".join(f"{grade or 'unreadable':>13}" for grade in given)
    rows = (
        f"{hand:14}" + "".join(f"{counts[(hand, grade)]:>13}" for grade in given) for hand in SCALES[kind]
    )
    return "\n".join((f"{'by hand':14}{head}", *rows))


def _graded(rows: Iterable[Compared]) -> Grades:
    return [(one.by_hand, one.by_judge) for one in rows if one.by_judge is not None]
