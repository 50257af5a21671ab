"""The figures as tables: the headline, and every measure by group and half."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.rendering.escaping import escaped
from eval.reporting.cells import Cell, Group, Row
from eval.scoring.score import Measure
from eval.summary import HALVES, number

HEADLINES = (
    *("false_credit", "speaker", "coverage", "precision", "point_recall", "silence", "follow_up"),
    *("faithfulness", "agreement"),
)
"""What is shown first, and plotted by category."""
TONES = {"better": ("good", "▲ better "), "worse": ("bad", "▼ worse ")}


def headline_html(groups: Sequence[Group]) -> str:
    """The main measures over every case, the frozen half large."""
    rows = groups[0][1]
    return f'<div class="heads">{"".join(_card(rows[name]) for name in HEADLINES if name in rows)}</div>'


def measure_of(row: Row) -> Measure:
    """What the cells of a row measure."""
    return next(iter(row.values())).measure


def tables_html(groups: Sequence[Group]) -> str:
    """A table for each group; the first one, of every case, defines the measures."""
    halves = [half for half in HALVES if any(half in row for row in groups[0][1].values())]
    return "".join(
        f'<details class="group"{"" if place else " open"}><summary>{escaped(name)}</summary>'
        + table(("Measure", *halves), (_row(row, halves, defined=not place) for row in rows.values()))
        + "</details>"
        for place, (name, rows) in enumerate(groups)
    )


def table(names: Iterable[str], rows: Iterable[Sequence[str]]) -> str:
    """Names and cells are HTML."""
    head = "".join(f"<th>{name}</th>" for name in names)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _row(row: Row, halves: Sequence[str], *, defined: bool) -> tuple[str, ...]:
    measure = measure_of(row)
    name = _defined(measure) if defined else f'<a href="#measure-{measure.name}">{escaped(measure.title)}</a>'
    return (name, *(_figure(row[half]) if half in row else "–" for half in halves))


def _defined(measure: Measure) -> str:
    better = f" The {measure.better}, the better." if measure.better else ""
    return (
        f'<details id="measure-{measure.name}"><summary>{escaped(measure.title)}</summary>'
        f'<p class="aside">{escaped(measure.definition + better)}</p></details>'
    )


def _figure(cell: Cell) -> str:
    return f"{number(cell.figure.value)}{aside(_spread(cell))}{change(cell)}"


def _spread(cell: Cell) -> str:
    """The interval, and what the figure rests on."""
    ungraded = f", {cell.figure.ungraded} ungraded" if cell.figure.ungraded else ""
    interval = f"<i>[{number(cell.interval[0])}, {number(cell.interval[1])}]</i> " if cell.interval else ""
    return f"{interval}<i>n = {cell.figure.cases}{ungraded}</i>"


def change(cell: Cell) -> str:
    """How far a figure has moved, with the interval of that."""
    if cell.change is None:
        return ""
    tone, sign = TONES.get(cell.verdict or "", ("", ""))
    low, high = cell.change.low, cell.change.high
    interval = "" if low is None or high is None else f" <i>[{low:+.3f}, {high:+.3f}]</i>"
    return aside(f"<i>{sign}{cell.change.value:+.3f}</i>{interval}", tone)


def _card(row: Row) -> str:
    measure = measure_of(row)
    frozen, opened, held_out = row.get("frozen"), row.get("open"), row.get("held-out")
    large = number(frozen.figure.value) if frozen else "–"
    return "".join(
        (
            f'<div class="head">{escaped(measure.title)}<b>{large}</b>',
            aside(f"frozen {_spread(frozen)}") + change(frozen) if frozen else "",
            aside(f"open {number(opened.figure.value)} {_spread(opened)}") + change(opened) if opened else "",
            aside(f"held-out {number(held_out.figure.value)} {_spread(held_out)}") + change(held_out)
            if held_out
            else "",
            "</div>",
        )
    )


def aside(text: str, tone: str = "") -> str:
    """Small words of HTML beside a figure."""
    return f'<span class="aside {tone}">{text}</span>'
