"""What was run: name, engine, revision, packages, prompts, and what to know of the figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assistant.rendering.escaping import escaped
from eval.about import About, SuiteAsked
from eval.comparison import conditions
from eval.record import Run
from eval.reporting.answer import paragraph
from eval.summary import remarks


def summary_html(run: Run) -> str:
    """In one line what was run, and what must be known before a figure is read."""
    line = f"{len(run.outcomes)} cases, engine {run.about.engine}, {_revision(run.about)}"
    return paragraph("aside", line) + "".join(
        paragraph("note bad", f"{remark[0].upper()}{remark[1:]}.") for remark in remarks(run)
    )


def conditions_html(run: Run, other: Run | None, judge: str) -> str:
    """The conditions as a list, long ones closed, after what bears on a comparison."""
    about = run.about
    facts = {
        "Run": f"{run.name}, {len(run.outcomes)} cases",
        "Suites": "; ".join(map(_suite, about.suites)),
        "Engine": about.engine,
        "Code": _revision(about),
        "Started": about.started,
        "Seed": f"{about.seed}, {about.jobs} at a time",
        "Python": about.python,
    }
    long = {
        "Settings": {name: "–" if value is None else str(value) for name, value in about.settings.items()},
        "Prompt fingerprints": about.prompts,
        "Packages": about.packages,
    }
    remarks = (judge, *(_others(run, other) if other else ()))
    return "".join(
        (
            *(paragraph("note", remark) for remark in remarks),
            _list(facts),
            *(
                f"<details><summary>{name}</summary>{_list(values)}</details>"
                for name, values in long.items()
            ),
        )
    )


def _others(run: Run, other: Run) -> Iterator[str]:
    """What must be known before two runs are compared."""
    if found := conditions(other, run):
        yield f"Made under other conditions than {other.name} (there, here): {', '.join(found)}."
    known = {(each.suite, each.case) for each in other.outcomes}
    if new := sum((each.suite, each.case) not in known for each in run.outcomes):
        yield f"{new} cases were not asked, or not in the same words, in {other.name} and are not compared."


def _suite(suite: SuiteAsked) -> str:
    return (
        f"{suite.count} of {suite.name} ({suite.cases_fingerprint}, articles {suite.documents_fingerprint})"
    )


def _revision(about: About) -> str:
    if about.revision is None:
        return f"code {about.code}"
    changed = " with changed files" if about.dirty else ""
    return f"revision {about.revision[:12]}{changed}, code {about.code}"


def _list(values: Mapping[str, str]) -> str:
    rows = (f"<dt>{escaped(name)}</dt><dd>{escaped(value)}</dd>" for name, value in values.items())
    return f"<dl>{''.join(rows)}</dl>"
