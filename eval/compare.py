"""What became better or worse from one run to another, how surely, and in which cases.

The halves are kept apart, the frozen one first; of its changed cases the names alone are shown, since nothing
is tuned on it.
"""

from __future__ import annotations

import argparse
import json
import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from eval.cases import Case
from eval.changes import WIDTH, Changed, changed_lines
from eval.comparison import Compared, Comparison, compared
from eval.judging.measures import whole_run
from eval.record import RESULTS, Key, Outcome, run_folder
from eval.scoring.cost import TIMES
from eval.scoring.score import Verdict
from eval.suite import Part
from eval.summary import number

_VERDICTS: tuple[Verdict, ...] = ("worse", "better", "different")
_SIDED: tuple[Verdict, ...] = ("worse", "better")
_NAMED = 8
"""Cases of a kind that are named."""


def main(arguments: Sequence[str]) -> int:
    """Compare two runs by name."""
    parser = argparse.ArgumentParser(prog="python -m eval compare", description=__doc__)
    parser.add_argument("first", metavar="A", help="the earlier run")
    parser.add_argument("second", metavar="B", help="the later run")
    parser.add_argument(
        "--frozen", action="store_true", help="show the answers of the frozen half and of those held out too"
    )
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="of the resampling")
    parser.add_argument("--results", type=Path, default=RESULTS, help="where runs are kept")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    first, second = (whole_run(run_folder(name, options.results)) for name in (options.first, options.second))
    found = compared(first, second, seed=options.seed)
    if options.json:
        print(json.dumps(_data(found, frozen=options.frozen), indent=2, ensure_ascii=False))
    else:
        print("\n".join(text(found, frozen=options.frozen)))
    return 0


def text(found: Comparison, *, frozen: bool = False) -> Iterator[str]:
    """The whole comparison in lines of at most 100 columns."""
    for letter, run in (("A", found.first), ("B", found.second)):
        yield f"{letter}  {run.name}: {len(run.outcomes)} cases, {run.about.engine}, {run.about.started}"
    yield from _paragraph("made under other conditions: ", found.conditions)
    yield f"compared: {' and '.join(f'{count} {half}' for half, count in found.cases.items())} cases"
    yield from _left_out(found)
    yield ""
    for verdict in _VERDICTS:
        yield from _paragraph(f"clearly {verdict}: ", list(_named(found, verdict)) or ["nothing"])
    yield from _where(found)
    for half in found.cases:
        yield from ("", f"{half:<41}{'A':>8}{'B':>8}{'B - A':>9}{'95 % interval':>18}{'cases':>6}")
        yield from (_row(each) for each in found.compared if each.half == half)
    yield from ("", "Of twenty intervals of 95 %, one excludes 0 by chance.")
    yield from _changed(found, frozen=frozen)


def _left_out(found: Comparison) -> Iterator[str]:
    for words, keys in (
        ("only A has", found.left_out.only_first),
        ("only B has", found.left_out.only_second),
        ("not worded alike in both", found.left_out.reworded),
        ("failed in A or B", found.left_out.failed),
    ):
        if keys:
            yield from _paragraph(f"left out, {words}: ", [_some([id for _, id in keys])])


def _named(found: Comparison, verdict: Verdict) -> Iterator[str]:
    """Each measure that is clearly so, with the figures of the halves in which it is; times last."""
    for name in sorted(found.clearly(verdict), key=lambda name: name in TIMES):
        each = [one for one in found.compared if one.measure.name == name and one.verdict == verdict]
        doubt = ", which may be the machine's load" if name in TIMES else ""
        yield f"{each[0].measure.title} ({', '.join(f'{one.half} {_from_to(one)}' for one in each)}{doubt})"


def _where(found: Comparison) -> Iterator[str]:
    """In which cases a measure became clearly worse or better, by category; of the frozen half the count."""
    for verdict in _SIDED:
        for name in found.clearly(verdict):
            if name in TIMES:
                continue
            (title,) = {each.measure.title for each in found.compared if each.measure.name == name}
            yield from ("", f"{title}, {verdict}:")
            for half in found.cases:
                moved = (each.first for each in found.changed if name in each.names(verdict))
                yield from _cases(half, [each.case for each in moved if each.part == half])


def _cases(half: Part, cases: Sequence[Case]) -> Iterator[str]:
    """How many, by category, the most first; those of the open half by name."""
    if not cases:
        yield f"   {half}, in no case that has a value in both runs"
        return
    counts = Counter(case.category for case in cases)
    parts = []
    for category, count in counts.most_common():
        ids = [case.id for case in cases if case.category == category]
        names = f" ({_some(ids)})" if half == "open" else ""
        parts.append(f"{count} {category.replace('_', ' ')}{names}")
    yield from _paragraph(f"   {half}, in {len(cases)} cases: ", parts, indent=6)


def _some(names: Sequence[str]) -> str:
    more = [f"and {len(names) - _NAMED} more"] if len(names) > _NAMED else []
    return ", ".join((*names[:_NAMED], *more))


def _from_to(each: Compared) -> str:
    return f"{number(each.difference.first)} → {number(each.difference.second)}"


def _row(each: Compared) -> str:
    found = each.difference
    interval = "too few"
    if found.low is not None and found.high is not None:
        interval = f"{_signed(found.low)} to {_signed(found.high)}"
    figures = f"{number(found.first):>8}{number(found.second):>8}{_signed(found.value):>9}"
    return f"{each.measure.title:<41}{figures}{interval:>18}{found.cases:>6} {each.verdict or ''}".rstrip()


def _signed(value: float) -> str:
    """
    >>> _signed(0.25), _signed(-12.5), _signed(-0.0)
    ('+0.250', '-12.5', '0')
    """
    return f"{'+' if value > 0 else ''}{number(value)}" if value else "0"


def _changed(found: Comparison, *, frozen: bool) -> Iterator[str]:
    hidden = [each for each in found.changed if each.first.part != "open" and not frozen]
    shown = [each for each in found.changed if each not in hidden]
    for part, place in (("frozen", "in the frozen half"), ("held-out", "among those held out")):
        ids = [each.first.case.id for each in hidden if each.first.part == part]
        title = f"changed {place}, {len(ids)} cases, not shown since nothing is tuned on it: "
        yield from ("", *_paragraph(title, ids)) if ids else ()
    if shown:
        yield from ("", f"changed{'' if frozen else ' in the open half'}, {len(shown)} cases:")
    for each in shown:
        yield from ("", *changed_lines(each))


def _paragraph(title: str, parts: Sequence[str], *, indent: int = 3) -> list[str]:
    """Title and parts in lines; nothing where there are no parts."""
    words = title + "; ".join(parts)
    return (
        textwrap.wrap(words, WIDTH, subsequent_indent=" " * indent, break_on_hyphens=False) if parts else []
    )


def _data(found: Comparison, *, frozen: bool) -> dict[str, Any]:
    return {
        "a": found.first.name,
        "b": found.second.name,
        "conditions": list(found.conditions),
        "cases": dict(found.cases),
        "left_out": {name: [_path(key) for key in keys] for name, keys in asdict(found.left_out).items()},
        "clearly": {verdict: list(found.clearly(verdict)) for verdict in _VERDICTS},
        "measures": {
            half: {
                each.measure.name: {
                    "a": each.difference.first,
                    "b": each.difference.second,
                    "difference": each.difference.value,
                    "low": each.difference.low,
                    "high": each.difference.high,
                    "cases": each.difference.cases,
                    "verdict": each.verdict,
                }
                for each in found.compared
                if each.half == half
            }
            for half in found.cases
        },
        "changed": [_case(each, answers=frozen or each.first.part == "open") for each in found.changed],
    }


def _case(changed: Changed, *, answers: bool) -> dict[str, Any]:
    named = {"case": _path(changed.second.key), "half": changed.second.part}
    if not answers:
        return named
    return {
        **named,
        "measures": {move.measure.name: [move.first, move.second] for move in changed.moves},
        "a": _answer(changed.first),
        "b": _answer(changed.second),
    }


def _answer(outcome: Outcome) -> dict[str, Any]:
    return outcome.reply.answer.to_dict() if outcome.reply else {"error": outcome.error}


def _path(key: Key) -> str:
    return "/".join(key)
