"""The figures as tables: the headline, what moved, and every measure by group and half."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import urlencode

from assistant.rendering.html_text import escaped
from eval.intervals import Difference
from eval.reporting.cells import Cell, Group, Row
from eval.scoring.cost import COSTS
from eval.scoring.score import Measure, Verdict
from eval.summary import CATEGORY, HALVES, SUITE, number

HEADLINES = (
    *("false_credit", "speaker", "coverage", "precision", "point_recall", "silence", "follow_up"),
    *("faithfulness", "agreement"),
)
"""What is shown first, and plotted by category."""
_TONES = {"better": ("good", "▲ better "), "worse": ("bad", "▼ worse ")}
_APART = ("frozen", "open")


def headline_html(groups: Sequence[Group]) -> str:
    """The main measures over every case, the frozen half large."""
    rows = groups[0][1]
    return f'<div class="heads">{"".join(_card(rows[name]) for name in HEADLINES if name in rows)}</div>'


def moved_html(groups: Sequence[Group], other: str) -> str:
    """What clearly differs from the other run in a half: worse first, then by measure, every case first."""
    every = groups[0][1]
    rows = [
        {half: row[half] for half in _APART if half in row}
        for place, (_, measured) in enumerate(groups)
        for name, row in measured.items()
        if name not in COSTS and not (place and _changes(row) == _changes(every[name]))
    ]
    cells = [cell for row in rows for cell in row.values()]
    clear = [cell for cell in cells if cell.verdict in _TONES]
    ranks = {name: rank for rank, name in enumerate(dict.fromkeys((*HEADLINES, *every)))}
    moved = sorted(
        (row for row in rows if any(cell in clear for cell in row.values())),
        key=lambda row: ("worse" not in map(_verdict, row.values()), ranks[_measure(row).name]),
    )
    note = (
        f'<p class="aside">{len(clear)} of {len(cells)} figures differ clearly from {escaped(other)}: the '
        "95 % interval of the difference, by paired bootstrap over the same cases, leaves out 0. Of figures "
        "that do not really differ, about one in twenty would look as if it did. A link leads to the cases "
        "of the open half that moved.</p>"
    )
    return note + (_table(("Measure", *_APART), map(_moved, moved)) if moved else "")


def _changes(row: Row) -> list[Difference | None]:
    return [row[half].change if half in row else None for half in _APART]


def _verdict(cell: Cell) -> Verdict | None:
    return cell.verdict


def _measure(row: Row) -> Measure:
    return next(iter(row.values())).measure


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
    measure = _measure(row)
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
    tone, sign = _TONES.get(cell.verdict or "", ("", ""))
    low, high = cell.change.low, cell.change.high
    interval = "" if low is None or high is None else f" <i>[{low:+.3f}, {high:+.3f}]</i>"
    return _aside(f"<i>{sign}{cell.change.value:+.3f}</i>{interval}", tone)


def _card(row: Row) -> str:
    measure = _measure(row)
    frozen, opened = row.get("frozen"), row.get("open")
    large = number(frozen.figure.value) if frozen else "–"
    return "".join(
        (
            f'<div class="head">{escaped(measure.title)}<b>{large}</b>',
            _aside(f"frozen {_spread(frozen)}") + _change(frozen) if frozen else "",
            _aside(f"open {number(opened.figure.value)} {_spread(opened)}") + _change(opened)
            if opened
            else "",
            "</div>",
        )
    )


def _moved(row: Row) -> tuple[str, ...]:
    """A row; its link sets the filter of the cases."""
    first = next(cell for cell in row.values() if cell.verdict in _TONES)
    wanted = {"half": "open", "measure": first.measure.name, "change": first.verdict}
    if first.group.startswith(CATEGORY):
        wanted["category"] = first.group.removeprefix(CATEGORY).replace(" ", "_")
    if first.group.startswith(SUITE):
        wanted["suite"] = first.group.removeprefix(SUITE)
    link = f'<a href="#{escaped(urlencode(wanted))}">{escaped(first.measure.title)}</a>'
    return link + _aside(escaped(first.group)), *(_before_and_now(row.get(half)) for half in _APART)


def _before_and_now(cell: Cell | None) -> str:
    if cell is None or cell.change is None:
        return "–"
    return f"{number(cell.change.first)} → {number(cell.change.second)}{_change(cell)}"


def _aside(text: str, tone: str = "") -> str:
    return f'<span class="aside {tone}">{text}</span>'
