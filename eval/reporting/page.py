"""The page: its parts in order, its style and script inside it, and nothing from elsewhere."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.rendering.escaping import escaped
from eval.record import Run
from eval.reporting.cases import cases_html
from eval.reporting.cells import grouped, paired
from eval.reporting.charts import Libraries, by_author, by_category, by_date
from eval.reporting.conditions import conditions_html, summary_html
from eval.reporting.figures import headline_html, tables_html
from eval.reporting.moved import moved_html
from eval.reporting.standing import DECISIVE, ERROR
from eval.summary import columns

_FOLDER = Path(__file__).parent
_LEGEND = "Filled: the frozen half; hollow: the open half; lines: 95 % intervals; in brackets: of how many."


@dataclass(frozen=True, slots=True)
class Contents:
    """What a report is made from."""

    run: Run
    libraries: Libraries
    judge: str
    """How far the judge is to be believed."""
    other: Run | None = None


def page(contents: Contents) -> str:
    """The whole report on a run that has answers, as one HTML document.

    Its policy lets nothing run but the one script that stands in it, known by its hash, and nothing be
    fetched: markup that slipped through from a document could do nothing.
    """
    style, script = ((_FOLDER / name).read_text(encoding="utf-8") for name in ("style.css", "script.js"))
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return "".join(
        (
            '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>Evaluation: {escaped(contents.run.name)}</title><style>{style}</style></head>\n<body>",
            *_body(contents),
            f"<script>{script}</script></body></html>\n",
        )
    )


def _body(contents: Contents) -> Iterator[str]:
    """The heading, then each section that has something to say."""
    run, other = contents.run, contents.other
    against = f" against {escaped(other.name)}" if other else ""
    sections = {name: html for name, html in _sections(contents) if html}
    links = (f'<a href="#{_place(name)}">{name}</a>' for name in sections)
    yield f"<header><h1>Evaluation: {escaped(run.name)}{against}</h1>"
    yield f"{summary_html(run)}<nav>{''.join(links)}</nav></header>\n<main>"
    for name, html in sections.items():
        yield f'<section id="{_place(name)}"><h2>{name}</h2>{html}</section>\n'
    yield "</main>"


def _sections(contents: Contents) -> Iterator[tuple[str, str]]:
    run, other = contents.run, contents.other
    groups = grouped(run, other)
    yield "In short", headline_html(groups)
    yield "What moved", moved_html(groups, other.name) if other else ""
    yield "Figures", tables_html(groups)
    plots = (by_category(groups), by_date(run, contents.libraries) + by_author(run, contents.libraries))
    drawn = "".join(f'<div class="plots">{part}</div>' for part in plots if part)
    yield "Plots", f'<p class="aside">{_LEGEND}</p>{drawn}' if drawn else ""
    yield "What was run", conditions_html(run, other, contents.judge)
    yield "Cases", _filter(run, other) + cases_html(paired(run, other), run.measures)


def _place(section: str) -> str:
    return section.lower().replace(" ", "-")


def _filter(run: Run, other: Run | None) -> str:
    suites = {each.suite: each.suite for each in run.outcomes}
    categories = {each.case.category: each.case.category.replace("_", " ") for each in run.outcomes}
    titles = {
        ERROR: "an error",
        **{measure.name: measure.title for measure in run.measures if measure.better},
    }
    decisive = [measure.title for measure in run.measures if measure.name in DECISIVE]
    selects = (
        _select("half", "every case", _halves(run), chosen="open"),
        _select("suite", "every suite", suites) if len(suites) > 1 else "",
        _select("category", "every category", dict(sorted(categories.items()))),
        _select("outcome", "passed or failed", {"failed": "failed", "passed": "passed"}),
        _select("measure", "every measure", titles),
        _select("change", "moved or not", {"worse": "worse than before", "better": "better than before"})
        if other
        else "",
    )
    return (
        f'<form id="filter" hidden>{"".join(selects)}<input name="words" type="search" '
        'placeholder="Words in the case" aria-label="Words in the case"><button type="reset">Reset</button>'
        '<output id="count"></output></form><p class="aside">The frozen half is there to be counted: whoever '
        "improves the assistant looks at the open half alone. A case has failed where no answer came, or one "
        f"that misses the best value of: {escaped('; '.join(decisive))}.</p>"
    )


def _halves(run: Run) -> Mapping[str, str]:
    halves = {"open": "open half", "frozen": "frozen half"}
    return {**halves, "held-out": "held-out"} if "held-out" in columns(run) else halves


def _select(name: str, any_: str, options: Mapping[str, str], *, chosen: str = "") -> str:
    given = (
        f'<option value="{escaped(value)}"{" selected" if value == chosen else ""}>{escaped(label)}</option>'
        for value, label in options.items()
    )
    return (
        f'<select name="{name}" aria-label="{name}"><option value="">{any_}</option>{"".join(given)}</select>'
    )


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
