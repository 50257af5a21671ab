"""References as HTML: of an article in three styles, of an answer as a list; buttons that copy and export."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, get_args

from assistant.answers import Answer
from assistant.articles import Record
from assistant.citing.cite import cited, styled
from assistant.citing.forms import Style
from assistant.citing.styles import Runs
from assistant.rendering.escaping import escaped
from assistant.rendering.export import ExportForm
from assistant.rendering.html import copy_html
from assistant.rendering.words import ENGLISH, Words

_STYLES: tuple[tuple[Style, str], ...] = (("chicago", "Chicago"), ("apa", "APA"), ("mla", "MLA"))


def citing_html(record: Record, words: Words = ENGLISH) -> str:
    """An article's reference in each style, each with a button that copies it, folded away."""
    each = []
    for style, name in _STYLES:
        runs = styled(record, style)
        button = copy_html(words("copy.reference", style=name), words)
        each.append(f'<dt>{name}</dt><dd><span class="reference">{runs_html(runs)}</span> {button}</dd>')
    return (
        f'<details class="citing"><summary>{words("citing.cite")}</summary><dl>{"".join(each)}</dl></details>'
    )


def runs_html(runs: Runs) -> str:
    """A reference with its italics."""
    return "".join(f"<cite>{escaped(text)}</cite>" if italic else escaped(text) for text, italic in runs)


def references_html(
    answers: Sequence[Answer], *, first_turn: int | None = None, words: Words = ENGLISH
) -> str:
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
    return f'<section class="references"><h3>{words("citing.references")}</h3><ul>{items}</ul></section>'


def export_html(answer: Answer, *, turn: int, words: Words = ENGLISH) -> str:
    """What is printed and exported of a finished answer; empty where it shows nothing."""
    if not cited(answer):
        return ""
    whole = _row("conversation", 0, words) if turn > 1 else ""
    return (
        f'<details class="export" aria-live="off"><summary>{words("citing.cite_or_export")}</summary>'
        f"{_row('answer', turn, words)}{whole}"
        f'<p><button type="button" class="print">{words("citing.print")}</button> '
        '<span role="status"></span></p></details>'
        f"{references_html((answer,), words=words)}"
    )


def _row(what: Literal["answer", "conversation"], turn: int, words: Words) -> str:
    title = words("citing.this_answer" if what == "answer" else "citing.whole_conversation")
    buttons = " ".join(_button(form, what, turn, words) for form in get_args(ExportForm))
    return f'<p role="group" aria-label="{title}"><span>{title}:</span> {buttons}</p>'


def _button(form: ExportForm, what: str, turn: int, words: Words) -> str:
    name = words(f"form.{form}")
    label = words(f"citing.save_{what}", form=name)
    return (
        f'<button type="button" class="file" data-file="{turn} {form}" aria-label="{label}">{name}</button>'
    )
