"""Long tables: found by words, sorted by their heads, a hundred rows to a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.rendering.escaping import escaped
from assistant.rendering.pages.frame import Site, anchor
from assistant.rendering.words import Words

ROWS = 100
"""Rows of a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """How a list is to be shown."""

    path: str
    by: str
    """The key of the column that it is sorted by."""
    down: bool
    find: str = ""
    page: int = 1

    def address(self, site: Site) -> str:
        page = str(self.page) if self.page > 1 else ""
        return site.listing(self.path, find=self.find, sort=f"{'-' * self.down}{self.by}", page=page)

    def pager(self, site: Site, total: int) -> str:
        """The way to its pages before and after."""
        return pager_html(self.page, total, lambda page: replace(self, page=page).address(site), site.words)


@dataclass(frozen=True, slots=True)
class Column:
    """A column's head."""

    head: str
    """The key of its words."""
    key: str = ""
    """By which a list is sorted; empty where it is not by this column."""
    down: bool = False
    """Whether its last come first, at the first click."""


def pages(rows: int) -> int:
    """How many pages so many rows take."""
    return max(1, -(-rows // ROWS))


def found_html(view: View, site: Site, *, label: str, found: str, total: int) -> str:
    """The search box, and how much was `found`, in words too."""
    words, last = site.words, pages(total)
    if view.find:
        found = words("table.found_for", found=found, words=view.find)
    if last > 1:
        found = words("table.on_page", found=found, page=view.page, pages=last)
    clear = anchor(replace(view, find="", page=1).address(site), words("table.all")) if view.find else ""
    return (
        f'<form role="search" action="{site.root}{view.path}"><label for="find">{label}</label>'
        f'<div class="box"><input id="find" name="find" type="search" maxlength="200" '
        f'value="{escaped(view.find)}"><input type="hidden" name="sort" value="{"-" * view.down}{view.by}">'
        f"<button>{words('table.find')}</button></div></form>"
        f'<p class="count" role="status">{escaped(found)}. {clear}</p>'
    )


def table_html(
    columns: Sequence[Column], rows: str, site: Site, *, caption: str, view: View | None = None
) -> str:
    """A table of rows that are HTML; where a `view` is given, its heads sort it."""
    heads = "".join(_head(column, view, site) for column in columns)
    return (
        f'<table class="list"><caption class="unseen">{escaped(caption)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def pager_html(page: int, total: int, address: Callable[[int], str], words: Words) -> str:
    """The way to the pages before and after one; empty where there is one only."""
    last = pages(total)
    if last == 1:
        return ""
    steps = ((page - 1, words("table.previous")), (page + 1, words("table.next")))
    links = "".join(anchor(address(other), step) for other, step in steps if 1 <= other <= last)
    return f'<nav class="pager" aria-label="{words("table.more")}">{links}</nav>'


def _head(column: Column, view: View | None, site: Site) -> str:
    head = site.words(column.head)
    if view is None or not column.key:
        return f'<th scope="col">{head}</th>'
    sorted_by = view.by == column.key
    down = not view.down if sorted_by else column.down
    link = anchor(replace(view, by=column.key, down=down, page=1).address(site), head)
    state = f' aria-sort="{"descending" if view.down else "ascending"}"' if sorted_by else ""
    mark = f'<span aria-hidden="true"> {"▾" if view.down else "▴"}</span>' if sorted_by else ""
    return f'<th scope="col"{state}>{link}{mark}</th>'
