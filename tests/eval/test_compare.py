"""Two runs beside each other, over invented articles."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answers import Answer
from eval.__main__ import main
from eval.cases import Case, Expectation
from eval.changes import changed_lines, changes
from eval.compare import text
from eval.comparison import Comparison, LeftOut, compared
from eval.record import Run, read_run
from tests.eval.invented import (
    ASH,
    CASES_ASKED,
    DOGS,
    FERRY,
    WINTER,
    answer,
    credited_falsely,
    good,
    recorded,
    view,
)

MANY = tuple(replace(WINTER, id=f"winter-{n}") for n in range(40))
"""Of each half more than enough for an interval."""


def run(folder: Path, answers: Callable[[Case], Answer | str], cases: tuple[Case, ...] = CASES_ASKED) -> Run:
    return read_run(recorded(folder, answers, cases=cases))


def both(
    tmp_path: Path,
    first: Callable[[Case], Answer | str],
    second: Callable[[Case], Answer | str],
    cases: tuple[Case, ...] = CASES_ASKED,
) -> Comparison:
    return compared(run(tmp_path / "first", first, cases), run(tmp_path / "second", second, cases))


def right(case: Case) -> Answer:
    return good(WINTER)


def false(case: Case) -> Answer:
    return credited_falsely(WINTER)


def test_a_run_beside_itself_shows_no_difference(tmp_path: Path) -> None:
    found = both(tmp_path, right, right, MANY)
    assert (found.changed, found.conditions) == ((), ())
    assert {each.difference.value for each in found.compared} == {0.0}
    assert {each.verdict for each in found.compared} == {None}
    assert found.clearly("worse") == found.clearly("better") == found.clearly("different") == ()


def test_what_fell_is_named_in_the_direction_that_is_better(tmp_path: Path) -> None:
    found = both(tmp_path, right, false, MANY)
    assert found.clearly("worse") == ("false_credit", "point_recall", "point_recall_all")
    assert found.clearly("better") == ()
    assert found.clearly("different") == ("words",)
    (backward,) = {compared(found.second, found.first).clearly("better")}
    assert backward == found.clearly("worse")


def test_the_halves_are_compared_apart_and_the_frozen_one_first(tmp_path: Path) -> None:
    frozen = {case.id for case in MANY if case.half == "frozen"}
    found = both(tmp_path, right, lambda case: false(case) if case.id in frozen else right(case), MANY)
    assert found.cases == {"frozen": len(frozen), "open": len(MANY) - len(frozen)}
    worse = [(each.half, each.measure.name) for each in found.compared if each.verdict == "worse"]
    assert worse == [("frozen", name) for name in ("false_credit", "point_recall", "point_recall_all")]
    halves = [each.half for each in found.compared]
    assert halves == sorted(halves)


def test_cases_that_cannot_be_compared_are_told_and_left_out(tmp_path: Path) -> None:
    reworded = replace(WINTER, question="Who wants it?")
    new = Case(id="new", question="Who?", category="factual", expect=Expectation(answered="either"))
    first = run(tmp_path / "first", good)
    second = run(
        tmp_path / "second",
        lambda case: "The server is away" if case == DOGS else good(case),
        (reworded, DOGS, new),
    )
    found = compared(first, second)
    assert found.left_out == LeftOut(
        only_first=(("documents", "bridges"),),
        only_second=(("documents", "new"),),
        reworded=(("documents", "winter"),),
        failed=(("documents", "dogs"),),
    )
    assert found.cases == {"frozen": 0, "open": 0}
    assert found.compared == ()
    assert [each.first.case.id for each in found.changed] == ["dogs"]
    shown = "\n".join(text(found, frozen=True))
    assert (
        "left out, only A has: bridges\n"
        "left out, only B has: new\n"
        "left out, not worded alike in both: winter\n"
        "left out, failed in A or B: dogs\n"
    ) in shown
    assert shown.endswith(
        "dogs: How do I train a dog?\n  A   declined: not_covered\n    B failed: The server is away"
    )


def test_a_changed_case_is_shown_with_both_answers(tmp_path: Path) -> None:
    found = both(tmp_path, good, credited_falsely)
    (changed,) = found.changed
    assert list(changed_lines(changed)) == [
        "winter: Who wants the ferry in winter?",
        "      worse: false credit 0 → 1, key-point recall 1 → 0, recall of vital and okay points 1 → 0",
        "      otherwise: speaker accuracy 1 → none, words 14 → 8",
        "  A B answered",
        "  A   Ann Ash (The Skerrow Bell, March 2019) [ash-2019]: It must run in winter. “The ferry to",
        "        Skerrow must run in winter too.”",
        "    B Ann Ash (The Skerrow Bell, March 2019) [ash-2019]: “The farmers fear that it will be sold.”",
    ]


def test_times_alone_change_no_case(tmp_path: Path) -> None:
    first = run(tmp_path / "first", good).outcomes
    assert first[0].reply is not None
    slower = replace(first[0].reply, seconds=9.0)
    slow = replace(first[0], reply=replace(slower, answer=replace(slower.answer, timings_ms={"retrieve": 9})))
    assert changes([(first[0], slow)]) == ()


def test_answers_of_the_frozen_half_are_shown_only_when_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The frozen case alone changes, to an answer where a decline was right."""
    recorded(tmp_path / "first", good)
    recorded(
        tmp_path / "second",
        lambda case: answer(case.question, view(ASH, FERRY, FERRY)) if case == DOGS else good(case),
    )
    command = ["compare", "first", "second", "--results", str(tmp_path)]
    assert main(command) == 0
    hidden = capsys.readouterr().out
    assert hidden.endswith(
        "changed in the frozen half, 1 cases, not shown since nothing is tuned on it: dogs\n"
    )
    assert "train a dog" not in hidden
    assert main([*command, "--frozen"]) == 0
    assert "dogs: How do I train a dog?" in capsys.readouterr().out
    assert main([*command, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["changed"] == [{"case": "documents/dogs", "half": "frozen"}]
    assert main([*command, "--json", "--frozen"]) == 0
    (changed,) = json.loads(capsys.readouterr().out)["changed"]
    assert (changed["a"]["answered"], changed["b"]["answered"]) == (False, True)
    assert changed["measures"]["silence"] == [1.0, 0.0]


def test_the_words_at_the_top_name_what_is_clear_and_fit_the_width(tmp_path: Path) -> None:
    found = both(tmp_path, right, false, MANY)
    lines = list(text(replace(found, conditions=("seed (0, 1)", "code (a, b)"))))
    assert lines[:4] == [
        "A  first: 40 cases, extractive, 2031-05-06T07:08:09+00:00",
        "B  second: 40 cases, extractive, 2031-05-06T07:08:09+00:00",
        "made under other conditions: seed (0, 1); code (a, b)",
        f"compared: {found.cases['frozen']} frozen and {found.cases['open']} open cases",
    ]
    assert lines[5:10] == [
        "clearly worse: false credit (frozen 0.000 → 1.000, open 0.000 → 1.000); key-point recall (frozen",
        "   1.000 → 0.000, open 1.000 → 0.000); recall of vital and okay points (frozen 1.000 → 0.000, open",
        "   1.000 → 0.000)",
        "clearly better: nothing",
        "clearly different: words (frozen 14.0 → 8.000, open 14.0 → 8.000)",
    ]
    assert (
        "false credit                                0.000   1.000   +1.000  +1.000 to +1.000"
        f"{found.cases['frozen']:>6} worse"
    ) in lines
    assert max(map(len, lines)) <= 100


def test_a_run_that_is_not_there_is_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", "one", "other", "--results", str(tmp_path)]) == 1
    assert (
        capsys.readouterr().err
        == f"there is no run in '{(tmp_path / 'one').as_posix()}': it has no run.json\n"
    )
