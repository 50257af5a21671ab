"""`python -m eval.bench [MEASUREMENT …]`: a table, or JSON; without a name everything is measured."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from eval.bench.figure import Figure, Options, machine

FEWEST = 500
"""Passages of a library with sentences enough to ask about."""
MEASUREMENTS = ("commands", "answers", "writing", "web", "slack", "scale", "embedding", "indexing")
"""Modules of this package, each with `measure(options) -> tuple[Figure, ...]`."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure what is named and print it."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench", description="Measure speed.")
    parser.add_argument("measurements", nargs="*", metavar="MEASUREMENT", help=", ".join(MEASUREMENTS))
    parser.add_argument(
        "--rounds", type=int, default=5, help="a time is the shortest of so many (default: 5)"
    )
    parser.add_argument(
        "--env",
        type=Path,
        default=Path(".venv-torch"),
        help="the environment for torch and sentence-transformers, made on demand (default: .venv-torch)",
    )
    parser.add_argument(
        "--passages", type=int, default=50_000, help="size of the library of `scale` (default: 50,000)"
    )
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    given = parser.parse_args(arguments)
    unknown = set(given.measurements) - set(MEASUREMENTS)
    if unknown:
        parser.error(
            f"no such measurement: {', '.join(sorted(unknown))}; there are {', '.join(MEASUREMENTS)}"
        )
    if given.rounds < 1 or given.passages < FEWEST:
        parser.error(f"at least one round and {FEWEST} passages are needed")
    where = machine()
    options = Options(rounds=given.rounds, torch=given.env, passages=given.passages)
    figures = [
        figure
        for name in given.measurements or MEASUREMENTS
        for figure in import_module(f"eval.bench.{name}").measure(options)
    ]
    if given.json:
        print(report(where, figures))
    else:
        console = Console(width=None if sys.stdout.isatty() else 120)
        console.print(table(figures))
        console.print(", ".join(f"{key} {value}" for key, value in where.items()), style="dim")


def report(where: Mapping[str, Any], figures: Sequence[Figure]) -> str:
    """The figures with their targets as JSON, and where they were measured."""
    whole = {"machine": where, "figures": [figure.to_dict() for figure in figures]}
    return json.dumps(whole, indent=2, ensure_ascii=False)


def table(figures: Sequence[Figure]) -> Table:
    """The figures with their targets, for a terminal."""
    shown = Table("measured", "value", "unit", "target", "met")
    shown.columns[1].justify = "right"
    words = {None: "", True: "yes", False: "no"}
    for figure in figures:
        shown.add_row(figure.name, f"{figure.value:.3g}", figure.unit, figure.target, words[figure.met])
    return shown


if __name__ == "__main__":
    main()
