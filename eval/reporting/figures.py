"""The figures as tables: the headline, what moved, and every measure by group and half."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import urlencode

from assistant.rendering.html_text import escaped
from eval.reporting.cells import Cell, Group, Row
from eval.reporting.standing import COSTS
from eval.scoring.score import Measure
from eval.summary import CATEGORY, HALVES, number

HEADLINES = (
    *("false_credit", "speaker", "coverage", "precision", "point_recall", "silence", "follow_up"),
    *("faithfulness", "agreement"),
)
"""What is shown first, and plotted by category."""
_TONES = {"better": ("good", "▲ better "), "worse": ("bad", "▼ worse "), "": ("", "")}


def headline_html(groups: Sequence[Group]) -> str:
    """The main measures over every case, the frozen half large."""
    rows = groups[0][1]
    return f'<div class="heads">{"".join(_card(rows[name]) for name in HEADLINES if name in rows)}</div>'


def moved_html(groups: Sequence[Group], other: str) -> str:
    """What clearly differs from the other run: worse first, then by measure, its frozen half first."""
    rows = [row for _, rows in groups for name, row in rows.items() if name not in COSTS]
    cells = [cell for row in rows for half, cell in row.items() if half != "all"]
    moved = [cell for cell in cells if cell.clear]
    ranks = {name: rank for rank, name in enumerate(dict.fromkeys((*HEADLINES, *groups[0][1])))}
    moved.sort(
        key=lambda cell: (
            cell.direction == "better",
            ranks[cell.measure.name],
            cell.half != "frozen",
            -cell.move,
        )
    )
    note = (
        f'<p class="aside">{len(moved)} of {len(cells)} figures differ clearly from {escaped(other)}: the '
        "95 % interval of the difference, by paired bootstrap over the same cases, leaves out 0. Of figures "
        "that do not really differ, about one in twenty would look as if it did.</p>"
    )
    if not moved:
        return note
    return note + _table(("Measure", "Before", "Now", "Difference"), map(_moved, moved))


def tables_html(groups: Sequence[Group]) -> str:
    """A table for each group; the first one, of every case, defines the measures."""
    return "".join(
        f'<details class="group"{"" if place else " open"}><summary>{escaped(name)}</summary>'
        + _table(("Measure", *HALVES), (_row(row, defined=not place) for row in rows.values()))
        + "</details>"
        for place, (name, rows) in enumerate(groups)
    )


def _table(names: Iterable[str], rows: Iterable[Sequence[str]]) -> str:
    """Cells are HTML."""
    head = "".join(f"<th>{name}</th>" for name in names)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _row(row: Row, *, defined: bool) -> tuple[str, ...]:
    measure = next(iter(row.values())).measure
    name = _defined(measure) if defined else f'<a href="#measure-{measure.name}">{escaped(measure.title)}</a>'
    return (name, *(_figure(row[half]) if half in row else "–" for half in HALVES))


def _defined(measure: Measure) -> str:
    better = f" The {measure.better}, the better." if measure.better else ""
    return (
        f'<details id="measure-{measure.name}"><summary>{escaped(measure.title)}</summary>'
        f'<p class="aside">{escaped(measure.definition + better)}</p></details>'
    )


def _figure(cell: Cell) -> str:
    return f"{number(cell.figure.value)}{_aside(_spread(cell))}{_change(cell)}"


def _spread(cell: Cell) -> str:
    """The interval, and what the figure rests on."""
    ungraded = f", {cell.figure.ungraded} ungraded" if cell.figure.ungraded else ""
    interval = f"<i>[{number(cell.interval[0])}, {number(cell.interval[1])}]</i> " if cell.interval else ""
    return f"{interval}<i>n = {cell.figure.cases}{ungraded}</i>"


def _change(cell: Cell) -> str:
    if cell.change is None:
        return ""
    tone, sign = _TONES[cell.direction]
    low, high = cell.change.low, cell.change.high
    interval = "" if low is None or high is None else f" <i>[{low:+.3f}, {high:+.3f}]</i>"
    return _aside(f"<i>{sign}{cell.change.value:+.3f}</i>{interval}", tone)


def _card(row: Row) -> str:
    measure = next(iter(row.values())).measure
    frozen, opened = row.get("frozen"), row.get("open")
    large = number(frozen.figure.value) if frozen else "–"
    return "".join(
        (
            f'<div class="head">{escaped(measure.title)}<b>{large}</b>',
            _aside(f"frozen {_spread(frozen)}") + _change(frozen) if frozen else "",
            _aside(f"open {number(opened.figure.value)} {_spread(opened)}") if opened else "",
            "</div>",
        )
    )


def _moved(cell: Cell) -> tuple[str, ...]:
    """A row; its link sets the filter of the cases."""
    change = cell.change
    assert change is not None
    wanted = {"half": cell.half, "measure": cell.measure.name, "change": cell.direction}
    if cell.group.startswith(CATEGORY):
        wanted["category"] = cell.group.removeprefix(CATEGORY).replace(" ", "_")
    link = f'<a href="#{escaped(urlencode(wanted))}">{escaped(cell.measure.title)}</a>'
    where = _aside(f"{escaped(cell.group)}, {cell.half}")
    return link + where, number(change.first), number(change.second), _change(cell)


def _aside(text: str, tone: str = "") -> str:
    return f'<span class="aside {tone}">{text}</span>'
