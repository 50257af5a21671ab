"""Articles on a line of time, drawn as SVG: as exact as their dates are, as wide as the page lets it be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from assistant.answers import Answer, Viewpoint
from assistant.dates import PublicationDate
from assistant.positions import Stance
from assistant.rendering.escaping import escaped
from assistant.rendering.words import ENGLISH, Words
from assistant.wording.byline import who

_MARKS: dict[Stance | None, str] = {
    "for": "M0-6 6 5H-6z",
    "against": "M0 6 6-5H-6z",
    "mixed": "M0-6 6 0 0 6-6 0z",
}
"""Shapes around the point of a date, which tell sides apart without colours."""
_DOT = "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0"
SIGNS: Mapping[Stance | None, str] = {"for": "▲", "against": "▼", "mixed": "◆"}
"""The sign for each."""
_LEFT, _RIGHT = 3.0, 97.0
"""Where the first and the last day stand, in % of the width."""
_APART = 4.5
"""Marks nearer to each other, in %, stand one above the other."""
_ROW = 15
"""Height of a mark, in pixels."""
_MOST_ROWS = 24
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)
"""Steps of the scale; labels with a month are wider than those of years."""
_MOST_LABELS = {True: 4, False: 7}


@dataclass(frozen=True, slots=True)
class Point:
    """What stands at a date."""

    date: PublicationDate
    words: str
    """Shown on hovering."""
    address: str
    """Where its mark leads to: whoever uses no pointer is led there by a table beside the line."""
    stance: Stance | None = None


Dated = tuple[PublicationDate, str, Viewpoint]
"""A date, who speaks, and the first view that is shown of the article."""


def timeline_html(answer: Answer, *, turn: int, words: Words = ENGLISH) -> str:
    """The articles of an answer by date, open where a timeline is asked for.

    Empty where fewer than two dates are known. Each leads to its first citation's place in the panel of
    sources.
    """
    if not (found := dated(answer)):
        return ""
    points = [
        Point(
            known,
            f"{words.date(known)}: {name}, {view.record.title}{_side(view, words)}",
            f"#src-{turn}-{view.quotes[0].citation}",
            view.stance,
        )
        for known, name, view in found
    ]
    rows = "".join(
        f'<tr><th scope="row">{words.date(known)}</th><td>{escaped(name)}{_side(view, words)}</td>'
        f'<td><a href="{point.address}">{escaped(view.record.title)}</a></td></tr>'
        for (known, name, view), point in zip(found, points, strict=True)
    )
    heads = "".join(
        f'<th scope="col">{words(head)}</th>'
        for head in ("timeline.date", "timeline.who", "timeline.article")
    )
    opened = " open" if answer.order == "timeline" else ""
    return (
        f'<details class="timeline"{opened}><summary>{words("timeline.title")}</summary>'
        f'{timeline_svg(points, words)}<table class="listing"><tr>{heads}</tr>{rows}</table></details>'
    )


def timeline_lines(answer: Answer) -> tuple[str, ...]:
    """The same as text, a line for each date: "September 2018: Timothy Less, “Fixing Kosovo” (for)"."""
    return tuple(
        f"{day}: " + "; ".join(f"{name}, “{view.record.title}”{_side(view)}" for _, name, view in group)
        for day, group in groupby(dated(answer), key=lambda each: each[0].text)
    )


def dated(answer: Answer) -> tuple[Dated, ...]:
    """The articles of an answer by date; none where fewer than two dates are known."""
    views = {view.record.article_id: view for view in reversed(answer.shown) if view.quotes}.values()
    found = sorted(
        ((known, who(view), view) for view in views if (known := view.record.date)),
        key=lambda each: (each[0].first, each[0].last),
    )
    return tuple(found) if len({known for known, _, _ in found}) > 1 else ()


def _side(view: Viewpoint, words: Words = ENGLISH) -> str:
    """The side that a view takes, in brackets; empty where none is known."""
    return f" ({words(f'side.{view.stance}')})" if view.stance in _MARKS else ""


def timeline_svg(points: Sequence[Point], words: Words = ENGLISH, *, on: str = "") -> str:
    """The points on a line of time; of a month or a year the whole of it is drawn. There has to be one.

    `on` is the proposition on which they take sides, where no words beside the line tell it.
    """
    dates = [point.date for point in points]
    first, last = min(dates, key=lambda it: it.first), max(dates, key=lambda it: it.last)
    scale = _Scale(first.first, last.last)
    marks, rows = _marks(points, scale)
    base = rows * _ROW + 8
    span = words.span(first, last)
    shown = [side for side in SIGNS if any(it.stance == side for it in points)]
    legend = "".join(f" · {SIGNS[side]} {words(f'side.{side}')}" for side in shown)
    if legend and on:
        legend = words("timeline.sides_on", sides=legend, proposition=escaped(on))
    label = words("timeline.label", articles=words("count.article", number=len(points)), span=span)
    return (
        f'<figure class="line"><svg role="group" aria-label="{label}" width="100%" height="{base + 22}">'
        f'<line class="axis" x1="0" x2="100%" y1="{base}" y2="{base}"/>'
        f"{_ticks(scale, base, words)}{marks}</svg><figcaption>{span}{legend}</figcaption></figure>"
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    """Days in % of the width."""

    first: date
    last: date

    def at(self, day: date) -> float:
        share = (day - self.first).days / ((self.last - self.first).days or 1)
        return round(_LEFT + share * (_RIGHT - _LEFT), 2)


def _marks(points: Sequence[Point], scale: _Scale) -> tuple[str, int]:
    """The marks from left to right, each in the lowest row that is free there; how many rows there are."""
    ends: list[float] = []
    placed: list[tuple[Point, float, float, int]] = []
    for point in sorted(points, key=lambda it: (it.date.first, it.date.last)):
        start, end = scale.at(point.date.first), scale.at(point.date.last)
        free = next((row for row, taken in enumerate(ends) if taken + _APART <= start), len(ends))
        row = free % _MOST_ROWS
        ends[row : row + 1] = [end]
        placed.append((point, start, end, row))
    drawn = (
        _mark(point, start, end, y=(len(ends) - 1 - row) * _ROW + 10) for point, start, end, row in placed
    )
    return "".join(drawn), len(ends)


def _mark(point: Point, start: float, end: float, *, y: int) -> str:
    whole = f'<line class="span" x1="{start}%" x2="{end}%" y1="{y}" y2="{y}"/>' if end - start > 1 else ""
    shape = _MARKS.get(point.stance, _DOT)
    return (
        f'<a href="{escaped(point.address)}" tabindex="-1"><title>{escaped(point.words)}</title>{whole}'
        f'<svg x="{round((start + end) / 2, 2)}%" y="{y}" overflow="visible"><path d="{shape}"/></svg></a>'
    )


def _ticks(scale: _Scale, base: int, words: Words) -> str:
    """Lines and labels at the beginnings of years or months, as many as a narrow page has room for."""
    for step in _MONTHS:
        days = list(_beginnings(scale.first, scale.last, step))
        if len(days) <= _MOST_LABELS[step < 12]:
            return "".join(_tick(_label(day, words, step), scale.at(day), base) for day in days)
    return ""


def _label(day: date, words: Words, step: int) -> str:
    """The year, where the scale has steps of months with the month."""
    month = words(f"month_short.{day.month}")
    return words("date.month", month=month, year=day.year) if step < 12 else str(day.year)


def _tick(label: str, x: float, base: int) -> str:
    return (
        f'<line class="axis" x1="{x}%" x2="{x}%" y1="{base}" y2="{base + 5}"/>'
        f'<text x="{x}%" y="{base + 18}">{label}</text>'
    )


def _beginnings(first: date, last: date, step: int) -> Iterator[date]:
    """The first days of every so many months between two days."""
    months = first.year * 12 + first.month - 1 + (first.day > 1)
    for number in range(-(-months // step) * step, last.year * 12 + last.month, step):
        yield date(number // 12, number % 12 + 1, 1)
