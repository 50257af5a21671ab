"""How well the assistant answers its cases: asked, written down, and measured by `eval/scoring`.

A run that was stopped goes on when it is started again under its name, and only under what it was begun
under. Both halves are reported apart, the frozen one first; only misses of the open half can be listed.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from assistant.settings import Settings
from eval.about import EngineName, about
from eval.asking import each_asked, model_of, opened
from eval.case_check import problems
from eval.cases import CaseError
from eval.judgements import judged_by_hand, never_judged
from eval.judging.measures import whole_run
from eval.judging.reliability import judge_line
from eval.record import RESULTS, Run, run_folder
from eval.recording import Recording, compress, recording
from eval.scripted import SCRIPTED
from eval.sources import sources
from eval.suite import ROOT, Suite, SuiteCase, cases_of, chosen, written_path
from eval.summary import columns, misses, summary, table

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_JOBS = {"model": 4}
"""1 of others: extraction keeps two cores busy by itself (392 cases: 7.2 s alone, 9.1 s two at a time)."""

_SCRIPTED_CASES = 40
"""What a script writes depends little on the question."""
_ENGINES = "'model': the one that is configured; 'scripted:…': a script that writes as some models do"

_WARNINGS = 10
"""Of one kind that are printed."""


def main(arguments: Sequence[str]) -> int:
    """Ask, write down, print; 1 where a case failed."""
    options = _options(arguments)
    suites = chosen(options.cases, options.documents)
    cases = _asked_of(options.engine, _confirmed(cases_of(suites)))
    name = options.name or datetime.now(UTC).strftime("%Y-%m-%d-%H%M%S")
    folder = run_folder(name, options.results)
    settings = Settings.read()
    jobs = options.jobs or _JOBS.get(options.engine, 1)
    told = about(folder.name, suites, cases, settings, engine=options.engine, seed=options.seed, jobs=jobs)
    model = model_of(options.engine, settings)
    _warn([f"a case does not fit the articles: {each}" for each in _unfit(suites, cases)])
    with recording(folder, told, cases, fresh=options.fresh) as record:
        _ask(suites, cases, record, settings, model, jobs=jobs, seed=options.seed)
        if options.compress:
            compress(folder)
    run = whole_run(folder)
    print(json.dumps(_data(run), indent=2) if options.json else "\n".join(_lines(run, options)))
    return int(any(each.error for each in run.outcomes))


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m eval run", description=__doc__)
    add = parser.add_argument
    add("--cases", type=Path, help="a file or a folder of cases of your own")
    add("--documents", type=Path, help="the folder of articles they speak of (default: documents)")
    add("--engine", choices=get_args(EngineName), default="extractive", help=_ENGINES)
    add("--jobs", type=_count, metavar="N", help="cases asked at a time (default: 1, with a model 4)")
    add("--name", metavar="NAME", help="what to call the run, and to go on with it (default: date and time)")
    add("--fresh", action="store_true", help="begin anew whatever has that name")
    add("--seed", type=int, default=0, metavar="N", help="of the order in which cases are asked")
    add("--compress", action="store_true", help="compress the answers once all are there")
    add("--results", type=Path, default=RESULTS, help="where runs are kept (default: eval/results)")
    add("--misses", action="store_true", help="list what falls short in the open half")
    add("--json", action="store_true", help="figures by group, half and measure")
    return parser.parse_args(arguments)


def _confirmed(cases: tuple[SuiteCase, ...]) -> tuple[SuiteCase, ...]:
    """The cases without the drafts, whose number is told; `CaseError` where there are only drafts."""
    found = tuple(each for each in cases if each.case.confirmed)
    if drafts := len(cases) - len(found):
        told = f"{drafts} of {len(cases)} cases are drafts, which are not asked: a person who has read one "
        told += "deletes its line 'confirmed: false'"
        if not found:
            raise CaseError(told)
        _warn([told])
    return found


def _asked_of(engine: EngineName, cases: tuple[SuiteCase, ...]) -> tuple[SuiteCase, ...]:
    """The cases that an engine is asked: a script those that it can show something with, and not all."""
    if not engine.startswith(SCRIPTED):
        return cases
    fit = (
        c for c in cases if c.part == "open" and c.case.expect.answered is True and not c.case.conversation
    )
    return tuple(islice(fit, _SCRIPTED_CASES))


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 on")
    return int(text)


def _ask(
    suites: Sequence[Suite],
    cases: Sequence[SuiteCase],
    record: Recording,
    settings: Settings,
    model: BaseChatModel | None,
    *,
    jobs: int,
    seed: int,
) -> None:
    """Ask what has not been asked, in an order that depends on the seed alone."""
    order = random.Random(seed).sample(cases, len(cases))
    waiting = [each for each in order if each.key not in record.asked]
    with _progress() as bar:
        task = bar.add_task("Indexing", total=len(cases), completed=len(cases) - len(waiting))
        for suite in suites:
            if not (mine := [each for each in waiting if each.suite == suite.name]):
                continue
            bar.update(task, description="Indexing")
            with opened(suite.documents, settings, model) as assistant:
                _warn([reason for _, reason in assistant.problems])
                bar.update(task, description=f"Asking {suite.name}")
                with closing(each_asked(assistant, mine, jobs)) as replies:
                    for each, reply, error in replies:
                        record.add(each, reply, error)
                        bar.advance(task)


def _unfit(suites: Sequence[Suite], cases: Sequence[SuiteCase]) -> list[str]:
    """What in the cases is not borne out by the articles: such a case cannot be answered as it expects."""
    return [
        problem
        for suite in suites
        for problem in problems(tuple(c.case for c in cases if c.suite == suite.name), suite.documents)
    ]


def _warn(lines: Sequence[str]) -> None:
    """Print the first of them beside the figures, and how many more there are."""
    more = [f"… and {len(lines) - _WARNINGS} more"] if len(lines) > _WARNINGS else []
    for line in (*lines[:_WARNINGS], *more):
        print(line, file=sys.stderr)


def _progress() -> Progress:
    """On a terminal a bar, otherwise nothing; never between the figures."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=console, disable=not console.is_terminal, transient=True)


def _data(run: Run) -> dict[str, Any]:
    return {
        "run": asdict(run.about),
        "failed": {each.case.id: each.error for each in run.outcomes if each.error is not None},
        "figures": {
            group: {
                half: {name: figure and asdict(figure) for name, figure in halves[half].items()}
                for half in columns(run)
            }
            for group, halves in summary(run).items()
        },
    }


def _lines(run: Run, options: argparse.Namespace) -> Iterator[str]:
    yield table(run)
    yield f"kept in {written_path(run_folder(run.name, options.results))}"
    yield from _as_read(run)
    if run.judge:
        yield judge_line(run.judge)
    yield from (f"failed: {each.case.id}: {each.error}" for each in run.outcomes if each.error is not None)
    if options.misses:
        yield from ("", *misses(run))
    known = judged_by_hand()
    new = sum(
        never_judged(each.reply.answer, known[each.case.id])
        for each in run.outcomes
        if each.reply and each.case.id in known
    )
    if new:
        yield f"{new} of the quotes shown were never judged and count as not bearing on the question: see "
        yield "python -m eval relevance --unjudged FILE"


def _as_read(run: Run) -> Iterator[str]:
    """Of how many articles what is shown can only be held against the assistant's own reading."""
    for suite in run.about.suites:
        found = sources(ROOT / suite.documents).values()
        if read := sum(not source.independent for source in found):
            yield f"{read} of {len(found)} articles of {suite.name} have no complete record in plain form:"
            yield "author, date and publication are held against the file as `assistant check` reads it"
