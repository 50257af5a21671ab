"""Figures that must not fall: those of a run beside the floors of `floors.yaml`.

The file holds, by group of cases, half and measure, the value that a run has to reach; of a measure that is
better when lower, the value it must not exceed.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError

from assistant.errors import AssistantError
from eval.judging.measures import whole_run
from eval.record import RESULTS, Run, run_folder
from eval.scoring import MEASURES
from eval.scoring.score import Figure, Measure
from eval.scripted import SCRIPTED
from eval.summary import ENGINE, HALVES, summary

FLOORS = Path(__file__).with_suffix(".yaml")
_SHAPE = TypeAdapter(dict[str, dict[str, dict[str, float]]])
_ROUNDING = 1e-9


class FloorsError(AssistantError):
    """The file of floors cannot be read or names what is not measured."""


@dataclass(frozen=True, slots=True)
class Floor:
    """What a measure has to reach in one half of a group of cases."""

    group: str
    half: str
    measure: Measure
    value: float

    def holds(self, figure: Figure | None) -> bool:
        """Whether a figure reaches it; none does not."""
        if figure is None or figure.value is None:
            return False
        if self.measure.better == "lower":
            return figure.value <= self.value + _ROUNDING
        return figure.value >= self.value - _ROUNDING


def load(path: Path = FLOORS, measures: Iterable[Measure] = MEASURES) -> tuple[Floor, ...]:
    """The floors of a file, in order, each of one of the measures."""
    try:
        data = _SHAPE.validate_python(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise FloorsError(f"{path.as_posix()!r} cannot be read: {' '.join(str(error).split())}") from None
    except ValidationError:
        raise FloorsError(f"{path.name}: group, half, measure and a number are expected") from None
    sided = {measure.name: measure for measure in measures if measure.better is not None}
    found = []
    for group, halves in data.items():
        for half, floors in halves.items():
            _known(path, "half", half, HALVES)
            for name, value in floors.items():
                _known(path, "measure with a better side of this run", name, sided)
                found.append(Floor(group, half, sided[name], value))
    return tuple(found)


def _known(path: Path, what: str, given: str, known: Iterable[str]) -> None:
    if given not in known:
        raise FloorsError(f"{path.name}: {given!r} is no {what}: there are {', '.join(known)}")


def main(arguments: Sequence[str]) -> int:
    """Print each floor beside its figure; 1 where one does not hold."""
    parser = argparse.ArgumentParser(prog="python -m eval floors", description=__doc__)
    parser.add_argument("name", metavar="NAME", help="the run")
    parser.add_argument("--floors", type=Path, default=FLOORS, help="another file of floors")
    parser.add_argument("--results", type=Path, default=RESULTS, help="where runs are kept")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    run = whole_run(run_folder(options.name, options.results))
    floors = load(options.floors, run.measures)
    found = tuple(beside(floors, run))
    if options.json:
        print(json.dumps([_data(floor, figure) for floor, figure in found], indent=2))
    else:
        print("\n".join(_lines(found)))
    unfinished = run.unasked + sum(each.error is not None for each in run.outcomes)
    if unfinished:
        print(f"{unfinished} cases of the run {run.name!r} have no answer", file=sys.stderr)
    return int(bool(unfinished) or not all(floor.holds(figure) for floor, figure in found))


def beside(floors: Iterable[Floor], run: Run) -> Iterator[tuple[Floor, Figure | None]]:
    """Each floor with the figure of a run; `FloorsError` where the run has no such group of cases."""
    figures = summary(run)
    scripted = run.about.engine.startswith(SCRIPTED)
    for floor in floors:
        if (
            floor.group.startswith(ENGINE)
            and floor.group not in figures
            or scripted
            and not (floor.group.startswith(ENGINE))
        ):
            continue
        if floor.group not in figures:
            groups = ", ".join(figures)
            raise FloorsError(f"the run {run.name!r} has no group {floor.group!r}: there are {groups}")
        yield floor, figures[floor.group][floor.half][floor.measure.name]


def _lines(found: Sequence[tuple[Floor, Figure | None]]) -> Iterator[str]:
    """One line for each floor, then what fell."""
    fallen = []
    for floor, figure in found:
        measured = "none" if figure is None or figure.value is None else f"{figure.value:.4f}"
        sign = "≤" if floor.measure.better == "lower" else "≥"
        name = f"{floor.group}, {floor.half}: {floor.measure.title}"
        holds = "holds" if floor.holds(figure) else "FELL"
        yield f"{name:<68}{measured:>9}  {sign} {floor.value:<9g}{holds}"
        if not floor.holds(figure):
            fallen.append(f"{name} is {measured} instead of {sign} {floor.value:g}")
    yield ""
    yield f"{len(found) - len(fallen)} of {len(found)} floors hold"
    yield from (f"fell: {each}" for each in fallen)


def _data(floor: Floor, figure: Figure | None) -> dict[str, Any]:
    return {
        "group": floor.group,
        "half": floor.half,
        "measure": floor.measure.name,
        "floor": floor.value,
        "better": floor.measure.better,
        "value": figure and figure.value,
        "holds": floor.holds(figure),
    }
