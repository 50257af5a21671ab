"""One article whole: its text, what is known of it and from where, its positions, its people's others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from assistant.answering.library import Held
from assistant.articles import PROSE, Article, Block, Record, Span
from assistant.languages import name as language_name
from assistant.rendering.escaping import escaped
from assistant.rendering.html import elsewhere, labels_html, link
from assistant.rendering.pages.articles import (
    Warnings,
    basis_html,
    byline_html,
    doubts_html,
    known_html,
    rows_html,
)
from assistant.rendering.pages.frame import ARTICLES, Site, anchor, page_html, sections_html
from assistant.rendering.pages.positions import positions_html
from assistant.rendering.words import Words
from assistant.text import web_address

_ELEMENTS = {"heading": "h3", "quote": "blockquote", "item": "li"}
_FIELDS = (
    *("title", "authors", "author_role", "written_by", "pseudonym_of", "speakers", "speaker_role"),
    *("publication", "publication_note", "date", "date_basis", "language", "original_language"),
    "coverage_note",
)
_UNKNOWN = ("authors", "publication", "date")
"""Fields of which it is told that they are not known."""


def article_html(
    article: Article,
    site: Site,
    *,
    warnings: Warnings,
    held: Sequence[Held],
    others: Sequence[Record],
    marked: Span | None = None,
) -> str:
    """The page of an article; `held` are its positions, `others` further articles of its people.

    `marked` is a passage to show.
    """
    record, words = article.record, site.words
    asked = anchor(site.question_on(record), words("article.ask"))
    doubts = doubts_html(warnings.get(article.id, ()), words)
    parts = (
        ("text", words("article.text"), text_html(article, words, marked)),
        ("record", words("article.record"), _record(article, words) + doubts),
        ("positions", words("article.positions"), positions_html(held, site, article=lambda _: article)),
        ("others", words("article.others"), rows_html(others, site, warnings=warnings)),
    )
    links = " · ".join(filter(None, (*_links(record, words), asked)))
    body = (
        f'<h1>{escaped(record.title)}</h1><p class="who">{byline_html(record, site)}</p>'
        f'<p class="where">{known_html(record, "publication", words)}, <strong class="date">'
        f"{known_html(record, 'date', words)}</strong></p>{labels_html(record, words)}"
        f'<p class="links">{links}</p>{sections_html(parts, words)}'
    )
    return page_html(record.title, body, site, here=ARTICLES)


def _links(record: Record, words: Words) -> tuple[str, ...]:
    """Where the article stands on the web, by what stands there."""
    return link(record.url, words.capital(f"page.{record.url_kind}")), *elsewhere(record, words)


def _record(article: Article, words: Words) -> str:
    rows = "".join(
        f"<div><dt>{words(f'fact.{name}')}</dt><dd>{value}</dd></div>"
        for name, value in _facts(article, words)
        if value
    )
    return f'<p class="note">{words("article.as_recorded")}</p><dl>{rows}</dl>'


def _facts(article: Article, words: Words) -> Iterator[tuple[str, str]]:
    """What is known, in the order of a reference; each value as HTML, with its basis."""
    record = article.record
    for field in _FIELDS:
        value = _value(record, field, words) or (words("article.not_known") if field in _UNKNOWN else "")
        yield field, value and escaped(value) + basis_html(record, words, field)
    yield "words", words("article.digest") if record.form == "digest" else ""
    for url in (record.url, *record.also_at):
        yield "address", escaped(web_address(url) or "")
    yield "topics", escaped(", ".join(article.topics))
    yield "id", escaped(record.article_id)


def _value(record: Record, field: str, words: Words) -> str:
    value = getattr(record, field)
    if field in ("language", "original_language"):
        return language_name(value) if value else ""
    if field == "date":
        return words.date(record.date) if record.date else ""
    return ", ".join(value) if isinstance(value, tuple) else value or ""


def text_html(article: Article, words: Words, marked: Span | None = None, *, most: int | None = None) -> str:
    """The text of an article, or its first blocks, as many as begin within `most` characters."""
    shown = [block for block in article.blocks if most is None or block.start < most]
    parts: list[str] = []
    placed: set[str] = set()
    for is_item, blocks in groupby(shown, key=lambda block: block.kind == "item"):
        drawn = "".join(_block(article, block, marked, placed) for block in blocks)
        parts.append(f"<ul>{drawn}</ul>" if is_item else drawn)
    return f'<div class="text"{words.lang(article.record.language)}>{"".join(parts)}</div>'


def _block(article: Article, block: Block, marked: Span | None, placed: set[str]) -> str:
    """A part of the text; what is no prose of the article, such as a caption, is set apart."""
    element = _ELEMENTS.get(block.kind, "p")
    aside = "" if block.kind in PROSE or block.kind == "heading" else "aside "
    asks = "asks" if block.asks else ""
    name = f"{aside}{block.kind} {asks}".strip()
    own = "" if name == "paragraph" else f' class="{name}"'
    words = "".join(_pieces(article, (block.start, block.end), marked, placed))
    return f"<{element}{own}>{words}</{element}>" if words.strip() else ""


def _pieces(article: Article, span: Span, marked: Span | None, placed: set[str]) -> Iterator[str]:
    """A part of the text, with what lies in the marked passage marked."""
    start, end = span
    first, last = (min(max(point, start), end) for point in marked or (start, start))
    yield escaped(article.shown(start, first))
    if first < last:
        place = "" if "quote" in placed else ' id="quote"'
        placed.add("quote")
        yield f"<mark{place}>{escaped(article.shown(first, last))}</mark>"
    yield escaped(article.shown(last, end))
