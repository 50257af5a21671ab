"""References as HTML: of an article in three styles, of an answer as a list; buttons that copy and export."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.answers import Answer
from assistant.articles import Record
from assistant.citing.cite import cited, styled
from assistant.citing.forms import Style
from assistant.citing.styles import Runs
from assistant.rendering.escaping import escaped
from assistant.rendering.export import ExportForm
from assistant.rendering.html import copy_html

_STYLES: tuple[tuple[Style, str], ...] = (("chicago", "Chicago"), ("apa", "APA"), ("mla", "MLA"))
_FILES: tuple[tuple[ExportForm, str], ...] = (
    ("markdown", "Markdown"),
    ("html", "Web page"),
    ("json", "JSON"),
    ("bibtex", "BibTeX"),
    ("ris", "RIS"),
    ("csl", "CSL-JSON"),
)


def citing_html(record: Record) -> str:
    """An article's reference in each style, each with a button that copies it, folded away."""
    each = []
    for style, name in _STYLES:
        runs = styled(record, style)
        button = copy_html(f"Copy the {name} reference")
        each.append(f'<dt>{name}</dt><dd><span class="reference">{runs_html(runs)}</span> {button}</dd>')
    return f'<details class="citing"><summary>Cite</summary><dl>{"".join(each)}</dl></details>'


def runs_html(runs: Runs) -> str:
    """A reference with its italics."""
    return "".join(f"<cite>{escaped(text)}</cite>" if italic else escaped(text) for text, italic in runs)


def references_html(answers: Sequence[Answer], *, first_turn: int | None = None) -> str:
    """The list of references to what the answers show; empty where they show nothing.

    With a `first_turn` each is the place that the answers' citations link to.
    """
    records = {record.article_id: record for answer in answers for record in cited(answer)}
    if not records:
        return ""
    places = dict.fromkeys(records, "")
    if first_turn is not None:
        for turn, answer in enumerate(answers, first_turn):
            for view in answer.shown:
                marks = (f'<span id="src-{turn}-{quote.citation}"></span>' for quote in view.quotes)
                places[view.record.article_id] += "".join(marks)
    lines = ((places[name], styled(record, "chicago")) for name, record in records.items())
    items = "".join(f"<li>{place}{runs_html(runs)}</li>" for place, runs in lines)
    return f'<section class="references"><h3>References</h3><ul>{items}</ul></section>'


def export_html(answer: Answer, *, turn: int) -> str:
    """What is printed and exported of a finished answer; empty where it shows nothing."""
    if not cited(answer):
        return ""
    whole = _row("Whole conversation", "0") if turn > 1 else ""
    return (
        '<details class="export" aria-live="off"><summary>Cite or export</summary>'
        f"{_row('This answer', str(turn))}{whole}"
        '<p><button type="button" class="print">Print</button> <span role="status"></span></p></details>'
        f"{references_html((answer,))}"
    )


def _row(title: str, turn: str) -> str:
    buttons = _buttons(title, turn)
    return f'<p role="group" aria-label="{title}"><span>{title}:</span> {" ".join(buttons)}</p>'


def _buttons(title: str, turn: str) -> Iterable[str]:
    for form, name in _FILES:
        yield (
            f'<button type="button" class="file" data-file="{turn} {form}" '
            f'aria-label="{name}: {title.lower()}">{name}</button>'
        )
