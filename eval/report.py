"""A run as one HTML page that can be read offline: figures, plots, and every case with its answer."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from eval.judging.measures import asked, whole_run
from eval.judging.reliability import judge_line
from eval.judging.verdicts import JUDGED, Verdicts
from eval.record import REPORT, RESULTS, RecordError, Run, read_run, run_folder
from eval.reporting.page import Contents, page
from eval.sources import sources
from eval.suite import ROOT


def main(arguments: Sequence[str]) -> int:
    """Write the page and say where."""
    options = _options(arguments)
    folder = run_folder(options.run, options.results)
    other = run_folder(options.against, options.results) if options.against else None
    output: Path = options.output or folder / REPORT
    output.write_text(report(folder, other), encoding="utf-8")
    print(f"{output.as_posix()} ({output.stat().st_size / 1e6:.1f} MB)")
    return 0


def report(folder: Path, other: Path | None = None) -> str:
    """The page on the run in a folder, beside another run of the same cases."""
    run = whole_run(folder)
    if not run.outcomes:
        raise RecordError(f"the run {run.name!r} has no answers yet: go on with it first")
    return page(
        Contents(
            run=run,
            libraries={suite.name: sources(ROOT / suite.documents) for suite in run.about.suites},
            judge=_judge(run, folder),
            other=_beside(run, other) if other else None,
        )
    )


def _judge(run: Run, folder: Path) -> str:
    """How far the judge is to be believed, and what it has not been asked yet."""
    waiting = len(Verdicts(folder / JUDGED).missing(asked(run))) if run.judge else 0
    more = f". Claims and points still to be judged: {waiting} (python -m eval judge {run.name} goes on)"
    return judge_line(run.judge) + (more if waiting else "")


def _beside(run: Run, folder: Path) -> Run:
    """The other run; what another judge said of it cannot be compared."""
    other = whole_run(folder)
    return other if other.judge == run.judge else read_run(folder)


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m eval report", description=__doc__)
    add = parser.add_argument
    add("run", metavar="NAME", help="the run")
    add("--against", metavar="OTHER", help="an earlier run to compare it with")
    add("--output", type=Path, metavar="FILE", help=f"default: {REPORT} in the folder of the run")
    add("--results", type=Path, default=RESULTS, help="where runs are kept (default: eval/results)")
    return parser.parse_args(arguments)
