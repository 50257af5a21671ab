"""What is plotted: the main measures by category, and what was found of each author and year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from eval.cases import Half
from eval.record import Run
from eval.reporting.cells import Group
from eval.reporting.figures import HEADLINES
from eval.reporting.plots import Mark, Row, dot_plot
from eval.scoring.library import Library, Source
from eval.summary import CATEGORY

_HALVES: tuple[Half, ...] = ("frozen", "open")
_LONGEST = 26
"""Rows of one plot."""
Libraries = Mapping[str, Library]
"""By suite."""


def by_category(groups: Sequence[Group]) -> str:
    """A plot for each main measure, with a row for each category that has it."""
    return "".join(_measure(name, groups) for name in HEADLINES)


def _measure(name: str, groups: Sequence[Group]) -> str:
    rows, title = [], ""
    for group, measures in groups:
        if group.startswith(CATEGORY) and (cells := measures.get(name)):
            measure = next(iter(cells.values())).measure
            title = f"{measure.title} ({measure.better} is better)"
            marks = (
                Mark(half, value, cells[half].figure.cases, cells[half].interval)
                for half in _HALVES
                if half in cells and (value := cells[half].figure.value) is not None
            )
            rows.append(Row(group.removeprefix(CATEGORY), tuple(marks)))
    return dot_plot(f"category-{name}", title, rows)


def by_author(run: Run, libraries: Libraries) -> str:
    """Of the articles expected of each voice, the share shown; the least found first."""
    rows = sorted(_found(run, libraries, _voices), key=lambda row: (_share(row), row.label))
    parts = -(-len(rows) // _LONGEST) or 1
    size = -(-len(rows) // parts)
    return "".join(
        dot_plot(
            f"author-{part}",
            "Expected articles shown, by voice" + (f" ({part + 1} of {parts})" if parts > 1 else ""),
            rows[part * size : (part + 1) * size],
        )
        for part in range(parts)
    )


def by_date(run: Run, libraries: Libraries) -> str:
    """Of the articles expected of each year, the share shown."""
    rows = sorted(_found(run, libraries, _year), key=lambda row: row.label)
    return dot_plot("date", "Expected articles shown, by year", rows)


def _found(run: Run, libraries: Libraries, labels: Callable[[Source], Sequence[str]]) -> Iterator[Row]:
    """For each label the share of its expected articles that are shown, over answerable questions."""
    shown: dict[str, dict[Half, list[bool]]] = defaultdict(lambda: defaultdict(list))
    for each in run.outcomes:
        if each.reply is None or each.case.expect.answered is not True or each.part == "held-out":
            continue
        there = {view.record.article_id for view in each.reply.answer.viewpoints}
        for article in each.case.expect.articles:
            if source := libraries[each.suite].get(article):
                for label in labels(source):
                    shown[label][each.case.half].append(article in there)
    for label, halves in shown.items():
        marks = (
            Mark(half, sum(values) / len(values), len(values)) for half in _HALVES if (values := halves[half])
        )
        yield Row(label, tuple(marks))


def _voices(source: Source) -> Sequence[str]:
    return source.voices or ("(nobody named)",)


def _year(source: Source) -> Sequence[str]:
    return (source.date[:4] if source.date else "undated",)


def _share(row: Row) -> float:
    return sum(mark.value * mark.count for mark in row.marks) / sum(mark.count for mark in row.marks)
