"""How well the assistant answers its cases: the open and the frozen half apart, always.

The scores are those of `eval/scores.py`. Only misses of the open half can be listed.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from assistant.answering.assistant import Assistant
from assistant.types import Answer, Turn
from eval.case_check import sources
from eval.cases import Case, Half, load
from eval.relevance import Judgements, unjudged
from eval.relevance import load as read_judgements
from eval.scores import Scores, means, scored

CASES = Path(__file__).parent / "cases"
DOCUMENTS = Path(__file__).parent.parent / "documents"
HALVES: Mapping[str, tuple[Half, ...]] = {"open": ("open",), "frozen": ("frozen",), "all": ("open", "frozen")}


@dataclass(frozen=True, slots=True)
class Result:
    """A case, its answer, and what that is worth."""

    case: Case
    answer: Answer
    scores: Scores


Group = tuple[str, Callable[[Case], bool]]
GROUPS: tuple[Group, ...] = (
    ("off topic", lambda case: case.expect.band == "off_topic"),
    ("on the subject, unanswerable", lambda case: case.expect.band == "unanswerable"),
    ("answerable", lambda case: case.expect.answered is True),
    ("the listed questions", lambda case: case.category == "many_authors"),
    ("follow-ups", lambda case: bool(case.conversation)),
)
"""What is reported together; a case may belong to several."""


def main(argv: Sequence[str] | None = None) -> int:
    """Command line: [--cases PATH] [--documents DIR] [--misses] [--unjudged] [--json]."""
    parser = argparse.ArgumentParser(prog="python -m eval run", description=__doc__)
    parser.add_argument("--cases", type=Path, default=CASES, help="a file or a folder of cases")
    parser.add_argument("--documents", type=Path, default=DOCUMENTS, help="the articles they speak of")
    parser.add_argument("--unjudged", action="store_true", help="list shown quotes that were never judged")
    parser.add_argument("--misses", action="store_true", help="list the misses of the open half")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(argv)
    judgements = read_judgements()
    results = list(run(load(options.cases), options.documents, judgements))
    print(json.dumps(summary(results), indent=2) if options.json else table(results))
    if options.misses:
        print("\n".join(["", *misses(results)]))
    new = [
        (each.case.id, *quote)
        for each in results
        for quote in unjudged(each.case.id, each.answer, judgements)
    ]
    if new and not options.json:
        print(f"{len(new)} of the quotes shown were never judged and count as not bearing on the question.")
    if options.unjudged:
        print("\n".join(" | ".join(quote) for quote in new))
    return 0


def run(cases: Iterable[Case], documents: Path, judgements: Judgements) -> Iterator[Result]:
    """Each case with its answer, from a fresh index of the documents."""
    articles = sources(documents)
    with tempfile.TemporaryDirectory() as folder:
        assistant = Assistant.open(documents=documents, index=folder)
        try:
            for case in cases:
                answer = asked(assistant, case)
                yield Result(case, answer, scored(case, answer, articles, judgements))
        finally:
            assistant.close()


def asked(assistant: Assistant, case: Case) -> Answer:
    """The answer to the last question of a case, after its conversation."""
    history: tuple[Turn, ...] = ()
    for question in case.conversation:
        answer = assistant.ask(question, history=history, scope=case.filters.scope)
        history += (Turn(question=question, answer=answer),)
    return assistant.ask(case.question, history=history, scope=case.filters.scope)


def summary(results: Sequence[Result]) -> dict[str, dict[str, dict[str, tuple[float, int] | None]]]:
    """Group, half (or "all") and score: the mean, and over how many cases."""
    return {
        name: {
            name_of_half: means(
                result.scores for result in results if result.case.half in halves and belongs(result.case)
            )
            for name_of_half, halves in HALVES.items()
        }
        for name, belongs in GROUPS
    }


def table(results: Sequence[Result]) -> str:
    """The summary for people to read: a line for each score that a group has."""
    lines = [f"{'':32}" + "".join(f"{half:>16}" for half in HALVES)]
    for name, halves in summary(results).items():
        lines.append(name)
        for score in (field.name for field in fields(Scores)):
            if any(halves[half][score] for half in HALVES):
                cells = "".join(f"{_cell(halves[half][score]):>16}" for half in HALVES)
                lines.append(f"  {score.replace('_', ' '):30}{cells}")
    return "\n".join(lines)


def _cell(figure: tuple[float, int] | None) -> str:
    return f"{figure[0]:.3f} ({figure[1]})" if figure else "-"


def misses(results: Iterable[Result]) -> Iterator[str]:
    """One line for each open case that falls short, with what was shown."""
    for result in results:
        if result.case.half == "open" and (short := _short(result)):
            shown = ", ".join(view.record.article_id for view in result.answer.viewpoints) or "nothing"
            question = " / ".join((*result.case.conversation, result.case.question))
            yield f"{result.case.id}: {', '.join(short)}: {question} [{shown}]"


def _short(result: Result) -> list[str]:
    scores, expect = result.scores, result.case.expect
    found = []
    if scores.declined is not None and bool(scores.declined) == bool(expect.answered):
        found.append("answered" if result.answer.answered else f"declined ({result.answer.reason})")
    found += [
        f"{name.replace('_', ' ')} {value:.2f}"
        for name in ("coverage", "points", "speaker", "right_person", "resolved", "as_recorded")
        if (value := getattr(scores, name)) is not None and value < 1
    ]
    return found + (["credited falsely"] if scores.credited_falsely else [])
