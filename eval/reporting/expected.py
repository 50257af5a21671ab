"""What a case expects, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.rendering.escaping import escaped
from assistant.scopes import in_words
from eval.cases import Case, Expectation, ExpectedViewpoint, FalseCredit, Point

_WANTED = {True: "An answer", False: "No answer", "either": "An answer or none: both are right"}


def expected_html(case: Case) -> str:
    """The expectation as a list, each line with its label."""
    lines = (f"<li><b>{label}</b> {text}</li>" for label, text in _lines(case) if text)
    return f"<ul>{''.join(lines)}</ul>"


def _lines(case: Case) -> Iterator[tuple[str, str]]:
    expect = case.expect
    yield "Wanted:", escaped(_wanted(expect))
    yield "Filters set:", escaped(in_words(case.filters.scope))
    yield "Articles:", _codes(expect.articles)
    yield "Also relevant:", _codes(expect.also_relevant)
    for view in expect.viewpoints:
        yield "View:", _view(view)
    for credit in expect.never_credited:
        yield "Never credited to", _credit(credit)
    yield "The whole question holds:", escaped("; ".join(" or ".join(group) for group in expect.standalone))
    yield "Filters to be understood:", escaped(in_words(expect.understood.scope))
    yield "Notes mention:", escaped(", ".join(expect.mentions))
    yield "Why:", escaped(case.note or "")


def _wanted(expect: Expectation) -> str:
    reasons = " or ".join(expect.reason).replace("_", " ")
    wanted = _WANTED[expect.answered]
    return f"{wanted} ({reasons})" if reasons else wanted


def _view(view: ExpectedViewpoint) -> str:
    names = " or ".join(view.speakers)
    stance = f", {view.stance}" if view.stance else ""
    points = "".join(map(_point, view.points))
    return f"{escaped(names + stance)} in {_codes((view.article,))}" + (
        f"<ul>{points}</ul>" if points else ""
    )


def _point(point: Point) -> str:
    okay = " (welcome, not vital)" if point.importance == "okay" else ""
    return f"<li>{escaped(point.text + okay)}{_spans(point.any_of)}</li>"


def _credit(credit: FalseCredit) -> str:
    return f"{escaped(credit.speaker)} in {_codes((credit.article,))}:{_spans(credit.any_of)}"


def _spans(spans: Iterable[str]) -> str:
    return "".join(f' <q class="aside">{escaped(span)}</q>' for span in spans)


def _codes(names: Iterable[str]) -> str:
    return ", ".join(f"<code>{escaped(name)}</code>" for name in names)
