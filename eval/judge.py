"""A chat model as judge: how far it agrees with grades given by hand, and what it says of a run.

Without NAME the pairs of `eval/judged_pairs.yaml` are graded, and the agreement is stored beside them, where
reports find it. With NAME the claims and points of that run are graded; what was graded is not asked again.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import track

from assistant.errors import ChatModelError
from assistant.generation.chat_model import DEFAULT_MODEL, chat_model
from assistant.settings import Settings
from eval.judging.measures import asked, judge_measures, judged
from eval.judging.pairs import PAIRS, pairs
from eval.judging.reliability import compared, confusion, judge_line, result_file, store
from eval.judging.request import Request
from eval.judging.verdicts import JUDGED, Judge, Verdicts
from eval.record import RESULTS, read_run, run_folder
from eval.summary import GROUPS, cell, columns, remarks, summary


def main(arguments: Sequence[str]) -> int:
    """Grade, store, print."""
    options = _options(arguments)
    settings = Settings.read()
    model = chat_model(settings)
    if model is None:
        raise ChatModelError(
            "The judge is a chat model: set OPENAI_API_KEY, or ASSISTANT_MODEL and OPENAI_BASE_URL"
        )
    judge = Judge(settings.model or DEFAULT_MODEL, model, settings.timeout, options.jobs)
    if options.run is None:
        lines = _pairs(options.pairs, judge)
    else:
        lines = _run(run_folder(options.run, options.results), judge)
    print("\n".join(lines))
    return 0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m eval judge", description=__doc__)
    add = parser.add_argument
    add("run", nargs="?", metavar="NAME", help="the run to judge (default: the pairs graded by hand)")
    add("--pairs", type=Path, default=PAIRS, help="pairs of your own, graded by hand")
    add("--jobs", type=int, choices=range(1, 65), default=4, metavar="N", help="requests at a time")
    add("--results", type=Path, default=RESULTS, help="where runs are kept (default: eval/results)")
    return parser.parse_args(arguments)


def _pairs(file: Path, judge: Judge) -> Iterator[str]:
    """The agreement with grades given by hand, measured anew and stored."""
    by_hand = pairs(file)
    with tempfile.TemporaryDirectory() as folder:
        verdicts = Verdicts(Path(folder) / JUDGED, judge.name)
        _ask([pair.request for pair in by_hand], verdicts, judge)
        reliability = compared(by_hand, verdicts)
    store(reliability, result_file(file))
    for kind in reliability.kinds:
        yield from (reliability.line(kind), confusion(reliability, kind), "")
    for one in reliability.compared:
        if one.by_judge != one.by_hand:
            yield f"{one.id}: {one.by_hand} by hand, {one.by_judge or 'unreadable'} by the judge: {one.why}"
    yield f"stored in {result_file(file).as_posix()}"


def _run(folder: Path, judge: Judge) -> Iterator[str]:
    """The judge's measures of a run, the frozen half first."""
    run = read_run(folder)
    verdicts = Verdicts(folder / JUDGED, judge.name)
    _ask(asked(run), verdicts, judge)
    graded = judged(run, verdicts)
    ((_, figures),) = summary(graded, GROUPS[:1]).items()
    yield f"{'':32}" + "".join(f"{half:>20}" for half in columns(graded))
    for measure in judge_measures(verdicts):
        cells = (cell(figures[half][measure.name]) for half in columns(graded))
        yield f"{measure.title:32}" + "".join(f"{text:>20}" for text in cells)
    yield from remarks(graded)
    yield judge_line(judge.name)


def _ask(wanted: Sequence[Request], verdicts: Verdicts, judge: Judge) -> None:
    """Ask what was never asked, with a bar on a terminal."""
    replies, new = verdicts.ask(wanted, judge), len(verdicts.missing(wanted))
    console = Console(stderr=True)
    for _ in track(replies, "Judging", new, console=console, transient=True, disable=not console.is_terminal):
        pass
