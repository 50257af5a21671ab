"""The figures of a run: by group of cases and by half, the frozen half first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from eval.cases import CATEGORIES
from eval.record import Outcome, Run
from eval.scoring.score import Figure, Measure
from eval.scripted import SCRIPTED
from eval.suite import HELD_OUT, Part

Group = tuple[str, Callable[[Outcome], bool]]
GROUPS: tuple[Group, ...] = (
    ("every case", lambda each: True),
    ("off topic", lambda each: each.case.expect.band == "off_topic"),
    ("on the subject, unanswerable", lambda each: each.case.expect.band == "unanswerable"),
    ("answerable", lambda each: each.case.expect.answered is True),
    (
        "the listed questions",
        lambda each: each.case.id.startswith("listed-") and each.case.category == "many_authors",
    ),
    ("follow-ups", lambda each: bool(each.case.conversation)),
)
"""What is reported together; a case may belong to several."""
CATEGORY = "category: "
"""How the names of groups that are categories begin."""
ENGINE = "engine: "
"""How the name of the one group begins that a run by a script has."""
SUITE = "suite: "
"""How the names of groups that are suites begin."""
_ONCE = frozenset(
    "silence_precision author date publication quote_fidelity words seconds first_seconds tokens".split()
)
"""Measures that a table tells of every case alone: of one sort of cases they say no more, or nothing."""
HALVES: Mapping[str, tuple[Part, ...]] = {
    "frozen": ("frozen",),
    "open": ("open",),
    "all": ("open", "frozen"),
    "held-out": ("held-out",),
}
"""The columns of a table: both halves, these together, and the suite that is in neither."""
HELD_OUT_LINE = (
    f"held-out: {HELD_OUT}, written to be measured on; nothing was ever tuned on it; in no other column"
)
Figures = Mapping[str, Figure | None]
"""By measure; None where no case has a value."""
Summary = Mapping[str, Mapping[str, Figures]]
"""By group, then by half."""


def summary(run: Run, groups: Iterable[Group] | None = None) -> Summary:
    """All figures of a run; cases that failed are in none."""
    return {
        name: {
            half: figures(
                (each for each in run.outcomes if each.part in halves and belongs(each)), run.measures
            )
            for half, halves in HALVES.items()
        }
        for name, belongs in (groups_of(run) if groups is None else groups)
    }


def groups_of(run: Run) -> tuple[Group, ...]:
    """The groups that the cases of a run fall into: `GROUPS`, its suites where it has several, categories.

    What a script was asked is one group. The suite held out is no group: it has a column of its own.
    """
    names = [suite.name for suite in run.about.suites if suite.name != HELD_OUT]
    suites = names if len(names) > 1 else []
    if run.about.engine.startswith(SCRIPTED):
        return ((f"{ENGINE}{run.about.engine}", lambda each: True),)
    every = (*GROUPS, *map(_of_suite, suites), *map(_of_category, CATEGORIES))
    return tuple((name, belongs) for name, belongs in every if any(map(belongs, run.outcomes)))


def figures(outcomes: Iterable[Outcome], measures: Iterable[Measure]) -> Figures:
    """Each measure over some cases."""
    scored = [each.scores for each in outcomes if each.reply is not None]
    return {measure.name: measure.combined(scores[measure.name] for scores in scored) for measure in measures}


def table(run: Run) -> str:
    """The summary for people to read, at most 100 columns: a line for each measure that a group has.

    What a group would only repeat of every case is left out.
    """
    halves_asked = columns(run)
    width = 60 // len(halves_asked)
    lines = [f"{'':40}" + "".join(f"{half:>{width}}" for half in halves_asked)]
    shown = [group for group in groups_of(run) if not group[0].startswith(CATEGORY)]
    told = summary(run, shown)
    every = next(iter(told.values()), {})
    for name, halves in told.items():
        rows = []
        for measure in run.measures:
            cells, whole = ([each[half][measure.name] for half in halves_asked] for each in (halves, every))
            if any(cells) and (halves is every or not (measure.name in _ONCE or cells == whole)):
                rows.append(f"  {measure.title:38}" + "".join(f"{cell(figure):>{width}}" for figure in cells))
        lines += ["", name, *rows] if rows else []
    suites = ", ".join(f"{suite.count} of {suite.name}" for suite in run.about.suites)
    asked = f"run {run.name}: {len(run.outcomes)} cases asked ({suites}), engine {run.about.engine}"
    told_apart = [HELD_OUT_LINE] if "held-out" in halves_asked else []
    return "\n".join([*lines, "", asked, *told_apart, *remarks(run)])


def columns(run: Run) -> tuple[str, ...]:
    """Those of `HALVES` that a table of a run has; both halves always."""
    held_out = any(each.part == "held-out" for each in run.outcomes)
    return tuple(half for half in HALVES if half != "held-out" or held_out)


def cell(figure: Figure | None) -> str:
    """A figure with the number of its cases, and of those that could not be graded."""
    if figure is None:
        return "-"
    ungraded = f", {figure.ungraded} ungraded" if figure.ungraded else ""
    return f"{number(figure.value)} ({figure.cases}{ungraded})"


def number(value: float | None) -> str:
    """
    >>> number(0.5), number(41.25), number(-0.0004), number(None)
    ('0.500', '41.2', '-0.000', '-')
    """
    if value is None:
        return "-"
    return f"{value:.3f}" if abs(value) < 10 else f"{value:,.1f}"


def misses(run: Run) -> Iterator[str]:
    """One line for each open case that falls short, with what was shown."""
    for each in run.outcomes:
        short = [f"{m.title} ({each.scores[m.name].why})" for m in run.measures if _short(each, m.name)]
        if each.part == "open" and each.reply and short:
            shown = ", ".join(view.record.article_id for view in each.reply.answer.viewpoints) or "nothing"
            question = " / ".join((*each.case.conversation, each.case.question))
            yield f"{each.case.id}: {'; '.join(short)}: {question} [{shown}]"


def remarks(run: Run) -> Iterator[str]:
    """What must be known before a figure is read."""
    if fallen := _fallen_back(run):
        yield f"{fallen} cases were answered by extraction, wholly or in part, where a model was asked for"
    if failed := sum(each.error is not None for each in run.outcomes):
        yield f"{failed} cases failed and are in no figure"
    if ungraded := sum(score.ungraded for each in run.outcomes for score in each.scores.values()):
        yield f"{ungraded} scores are missing, since the replies of a judge could not be read"
    if run.unasked:
        yield f"{run.unasked} cases are still to be asked: the run is not complete, the same command goes on"
    if run.changed:
        yield f"the articles of {', '.join(run.changed)} have changed since: scores look into today's files"


def _fallen_back(run: Run) -> int:
    if run.about.engine != "model":
        return 0
    answers = [each.reply.answer for each in run.outcomes if each.reply]
    return sum(answer.answered and answer.engine != "model" for answer in answers)


def _short(each: Outcome, measure: str) -> bool:
    return measure in each.scores and bool(each.scores[measure].why)


def _of_suite(name: str) -> Group:
    return SUITE + name, lambda each: each.suite == name


def _of_category(name: str) -> Group:
    return CATEGORY + name.replace("_", " "), lambda each: each.case.category == name
