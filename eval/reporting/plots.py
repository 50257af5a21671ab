"""Dot plots as inline SVG: a line for each row and half, with its value in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.rendering.escaping import escaped

# In units of the drawing, which is scaled to the width at hand.
_WIDTH, _LEFT, _RIGHT, _LANE, _GAP, _TOP = 360, 142, 270, 14, 7, 20
_LONGEST_LABEL = 25
_TICKS = (0.0, 0.5, 1.0)


@dataclass(frozen=True, slots=True)
class Mark:
    """A share between 0 and 1, of how many, and where known its interval."""

    half: Literal["frozen", "open"]
    value: float
    count: int
    interval: tuple[float, float] | None = None

    @property
    def words(self) -> str:
        return f"{self.half} {self.value:.2f} of {self.count}"


@dataclass(frozen=True, slots=True)
class Row:
    """What one line of a plot is about, with a mark for each half that has one."""

    label: str
    marks: tuple[Mark, ...]


def dot_plot(name: str, title: str, rows: Iterable[Row]) -> str:
    """The rows as a figure of its own; `name` keeps its ids apart from those of other plots.

    Empty where no row has a mark. The description holds every value, for those who cannot see the dots.
    """
    drawn = [row for row in rows if row.marks]
    if not drawn:
        return ""
    height = _TOP + sum(_height(row) for row in drawn)
    words = "; ".join(f"{row.label}: {', '.join(mark.words for mark in row.marks)}" for row in drawn)
    return "".join(
        (
            f'<figure class="plot"><figcaption>{escaped(title)}</figcaption>',
            f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" aria-labelledby="{name}-title {name}-words">',
            f'<title id="{name}-title">{escaped(title)}</title>',
            f'<desc id="{name}-words">{escaped(words)}</desc>',
            *_ticks(height),
            *_rows(drawn),
            "</svg></figure>",
        )
    )


def _height(row: Row) -> int:
    return _LANE * len(row.marks) + _GAP


def _x(value: float) -> str:
    return f"{_LEFT + (_RIGHT - _LEFT) * min(max(value, 0.0), 1.0):.1f}"


def _ticks(height: int) -> Iterator[str]:
    for tick in _TICKS:
        yield f'<line class="tick" x1="{_x(tick)}" x2="{_x(tick)}" y1="{_TOP - 5}" y2="{height}"/>'
        yield f'<text class="scale" x="{_x(tick)}" y="10" text-anchor="middle">{tick:g}</text>'


def _rows(rows: Sequence[Row]) -> Iterator[str]:
    top = _TOP
    for row in rows:
        middle = top + _LANE * len(row.marks) / 2
        label = row.label if len(row.label) <= _LONGEST_LABEL else f"{row.label[: _LONGEST_LABEL - 1]}…"
        yield f'<text x="{_LEFT - 8}" y="{middle + 4:g}" text-anchor="end">{escaped(label)}'
        yield f"<title>{escaped(row.label)}</title></text>"
        for lane, mark in enumerate(row.marks):
            yield from _mark(mark, top + _LANE * (lane + 0.5))
        top += _height(row)


def _mark(mark: Mark, y: float) -> Iterator[str]:
    yield f'<g class="{mark.half}">'
    if mark.interval:
        low, high = mark.interval
        yield f'<line x1="{_x(low)}" x2="{_x(high)}" y1="{y:g}" y2="{y:g}"/>'
    yield f'<circle cx="{_x(mark.value)}" cy="{y:g}" r="4"/>'
    yield f'<text x="{_RIGHT + 10}" y="{y + 4:g}">{mark.value:.2f} ({mark.count})</text></g>'
