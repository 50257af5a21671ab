"""The list of all articles, and the rows in which any page lists some."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.answers import Viewpoint
from assistant.articles import Record
from assistant.rendering.escaping import escaped
from assistant.rendering.html import english_html, labels_html
from assistant.rendering.pages.frame import ARTICLES, Site, anchor, notes_html, page_html
from assistant.rendering.pages.table import Column, View, found_html, table_html
from assistant.rendering.words import Words
from assistant.wording.byline import who

Warnings = Mapping[str, tuple[str, ...]]
COLUMNS = (
    Column("articles.article", "title"),
    Column("articles.author", "author"),
    Column("articles.publication", "publication"),
    Column("articles.date", "date", down=True),
)


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
    words = site.words
    title, count = words("articles.title"), words("count.article", number=total)
    found = found_html(view, site, label=words("articles.find"), found=count, total=total)
    body = (
        f"<h1>{title}</h1>{notes_html(notes, words)}{found}"
        f"{rows_html(records, site, warnings=warnings, view=view)}"
        f"{view.pager(site, total)}"
    )
    return page_html(title, body, site, here=ARTICLES)


def rows_html(records: Sequence[Record], site: Site, *, warnings: Warnings, view: View | None = None) -> str:
    """A table of articles; empty for none."""
    rows = "".join(_row(record, warnings.get(record.article_id, ()), site) for record in records)
    return rows and table_html(COLUMNS, rows, site, caption=site.words("articles.title"), view=view)


def _row(record: Record, warnings: Sequence[str], site: Site) -> str:
    title, words = anchor(site.article(record.article_id), record.title), site.words
    return (
        f'<tr><th scope="row">{title}{labels_html(record, words, "span")}{doubts_html(warnings, words)}</th>'
        f"<td>{byline_html(record, site)}</td><td>{known_html(record, 'publication', words)}</td>"
        f'<td class="date">{known_html(record, "date", words)}</td></tr>'
    )


def byline_html(record: Record, site: Site) -> str:
    """Whose views the article holds and who wrote them down, each person linked, and how that is known."""
    words = who(Viewpoint(record=record, speaker=record.voice, reported=False, quotes=()))
    names = sorted(record.people, key=len, reverse=True)
    pieces = re.split(rf"(?<!\w)({'|'.join(map(re.escape, names))})(?!\w)", words) if names else [words]
    linked = (
        anchor(site.person(piece), piece) if odd % 2 else english_html(piece, site.words)
        for odd, piece in enumerate(pieces)
    )
    return "".join(linked) + basis_html(record, site.words, "authors", "speakers")


def known_html(record: Record, field: str, words: Words) -> str:
    """The publication or the date, or that it is not known, and how that is known."""
    named = record.publication or words("articles.not_named")
    known = words.date(record.date) if field == "date" else named
    return escaped(known) + basis_html(record, words, field)


def basis_html(record: Record, words: Words, *names: str) -> str:
    """From where it is known, where that is not the record itself."""
    places = dict.fromkeys(record.basis[name] for name in names if name in record.basis)
    return "".join(f' <span class="basis"{words.lang("en")}>({escaped(place)})</span>' for place in places)


def doubts_html(warnings: Sequence[str], words: Words) -> str:
    """What is missing or doubtful, folded away under its number; empty for nothing."""
    lines = "".join(f"<li>{escaped(line)}</li>" for line in warnings)
    number, english = words("count.warning", number=len(warnings)), words.lang("en")
    return lines and f'<details class="doubts"><summary>{number}</summary><ul{english}>{lines}</ul></details>'
