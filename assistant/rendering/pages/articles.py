"""The list of all articles, and the rows in which any page lists some."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.answers import Viewpoint
from assistant.articles import Record
from assistant.rendering.escaping import escaped
from assistant.rendering.html import labels_html
from assistant.rendering.pages.frame import ARTICLES, Site, anchor, notes_html, page_html
from assistant.rendering.pages.table import Column, View, found_html, table_html
from assistant.wording.byline import who
from assistant.wording.lines import counted

Warnings = Mapping[str, tuple[str, ...]]
COLUMNS = (
    Column("Article", "title"),
    Column("Author", "author"),
    Column("Publication", "publication"),
    Column("Date", "date", down=True),
)
_FIND = "Find articles by words of their title, people, publication or date"


def articles_html(
    records: Sequence[Record],
    view: View,
    site: Site,
    *,
    total: int,
    warnings: Warnings,
    notes: Sequence[str] = (),
) -> str:
    """A page of the list; `records` are those on it, `total` is how many were found."""
    found = found_html(view, site, label=_FIND, total=total, noun="article")
    body = (
        f"<h1>Articles</h1>{notes_html(notes)}{found}"
        f"{rows_html(records, site, warnings=warnings, view=view)}"
        f"{view.pager(site, total)}"
    )
    return page_html("Articles", body, site, here=ARTICLES)


def rows_html(records: Sequence[Record], site: Site, *, warnings: Warnings, view: View | None = None) -> str:
    """A table of articles; empty for none."""
    rows = "".join(_row(record, warnings.get(record.article_id, ()), site) for record in records)
    return rows and table_html(COLUMNS, rows, caption="Articles", view=view, site=site)


def _row(record: Record, warnings: Sequence[str], site: Site) -> str:
    title = anchor(site.article(record.article_id), record.title)
    return (
        f'<tr><th scope="row">{title}{labels_html(record, "span")}{doubts_html(warnings)}</th>'
        f"<td>{byline_html(record, site)}</td><td>{known_html(record, 'publication')}</td>"
        f'<td class="date">{known_html(record, "date")}</td></tr>'
    )


def byline_html(record: Record, site: Site) -> str:
    """Whose views the article holds and who wrote them down, each person linked, and how that is known."""
    words = who(Viewpoint(record=record, speaker=record.voice, reported=False, quotes=()))
    names = sorted(record.people, key=len, reverse=True)
    pieces = re.split(rf"(?<!\w)({'|'.join(map(re.escape, names))})(?!\w)", words) if names else [words]
    linked = (
        anchor(site.person(piece), piece) if odd % 2 else escaped(piece) for odd, piece in enumerate(pieces)
    )
    return "".join(linked) + _basis(record, "authors", "speakers")


def known_html(record: Record, field: str) -> str:
    """The publication or the date, or that it is not known, and how that is known."""
    named = record.publication or "not named"
    return escaped(record.date_text if field == "date" else named) + _basis(record, field)


def _basis(record: Record, *names: str) -> str:
    """From where it is known, where that is not the record itself."""
    places = dict.fromkeys(record.basis[name] for name in names if name in record.basis)
    return "".join(f' <span class="basis">({escaped(place)})</span>' for place in places)


def doubts_html(warnings: Sequence[str]) -> str:
    """What is missing or doubtful, folded away under its number; empty for nothing."""
    lines = "".join(f"<li>{escaped(line)}</li>" for line in warnings)
    number = counted(len(warnings), "warning")
    return lines and f'<details class="doubts"><summary>{number}</summary><ul>{lines}</ul></details>'
