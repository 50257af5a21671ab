"""What clearly differs between two runs, with a way to the cases behind it."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from assistant.rendering.escaping import escaped
from eval.comparison import HALVES
from eval.reporting.cells import Cell, Group, Row
from eval.reporting.figures import HEADLINES, TONES, aside, change, measure_of, table
from eval.scoring.cost import COSTS
from eval.summary import CATEGORY, SUITE, number


def moved_html(groups: Sequence[Group], other: str) -> str:
    """What clearly differs from the other run in a half: worse first, then by measure, every case first."""
    every = groups[0][1]
    rows: list[Row] = [
        {half: row[half] for half in HALVES if half in row}
        for place, (_, measured) in enumerate(groups)
        for name, row in measured.items()
        if name not in COSTS and not (place and _told(row) == _told(every[name]))
    ]
    halves = [half for half in HALVES if any(half in row for row in rows)]
    cells = [cell for row in rows for cell in row.values()]
    clear = [cell for cell in cells if cell.verdict in TONES]
    ranks = {name: rank for rank, name in enumerate(dict.fromkeys((*HEADLINES, *every)))}
    moved = sorted(
        (row for row in rows if any(cell in clear for cell in row.values())),
        key=lambda row: (
            all(cell.verdict != "worse" for cell in row.values()),
            ranks[measure_of(row).name],
        ),
    )
    note = (
        f'<p class="aside">{len(clear)} of {len(cells)} figures differ clearly from {escaped(other)}: the '
        "95 % interval of the difference, by paired bootstrap over the same cases, leaves out 0. Of figures "
        "that do not really differ, about one in twenty would look as if it did. A link leads to the cases "
        "of the open half that moved.</p>"
    )
    return note + (table(("Measure", *halves), (_moved(row, halves) for row in moved)) if moved else "")


def _told(row: Row) -> list[object]:
    """What a row says, without its intervals, which are drawn anew for every group, and to a few digits."""
    cells = [row[half] for half in HALVES if half in row]
    return [
        (cell.figure, cell.change and (number(cell.change.first), number(cell.change.second)))
        for cell in cells
    ]


def _moved(row: Row, halves: Sequence[str]) -> tuple[str, ...]:
    """A row; its link sets the filter of the cases."""
    first = next(cell for cell in row.values() if cell.verdict in TONES)
    wanted = {"half": "open", "measure": first.measure.name, "change": first.verdict}
    if first.group.startswith(CATEGORY):
        wanted["category"] = first.group.removeprefix(CATEGORY).replace(" ", "_")
    if first.group.startswith(SUITE):
        wanted["suite"] = first.group.removeprefix(SUITE)
    link = f'<a href="#{escaped(urlencode(wanted))}">{escaped(first.measure.title)}</a>'
    return link + aside(escaped(first.group)), *(_before_and_now(row.get(half)) for half in halves)


def _before_and_now(cell: Cell | None) -> str:
    if cell is None or cell.change is None:
        return "–"
    return f"{number(cell.change.first)} → {number(cell.change.second)}{change(cell)}"
