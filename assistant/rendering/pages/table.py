"""Long tables: found by words, sorted by their heads, a hundred rows to a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.rendering.escaping import escaped
from assistant.rendering.pages.frame import Site, anchor
from assistant.wording.lines import counted

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
        return pager_html(self.page, total, lambda page: replace(self, page=page).address(site))


@dataclass(frozen=True, slots=True)
class Column:
    """A column's head."""

    words: str
    key: str = ""
    """By which a list is sorted; empty where it is not by this column."""
    down: bool = False
    """Whether its last come first, at the first click."""


def pages(rows: int) -> int:
    """How many pages so many rows take."""
    return max(1, -(-rows // ROWS))


def found_html(view: View, site: Site, *, label: str, total: int, noun: str) -> str:
    """The search box, and how much was found."""
    shown = counted(total, noun) + (f" for “{view.find}”" if view.find else "")
    where = f", page {view.page} of {pages(total)}" if pages(total) > 1 else ""
    clear = anchor(replace(view, find="", page=1).address(site), "Show all") if view.find else ""
    return (
        f'<form role="search" action="{site.root}{view.path}"><label for="find">{label}</label>'
        f'<div class="box"><input id="find" name="find" type="search" maxlength="200" '
        f'value="{escaped(view.find)}"><input type="hidden" name="sort" value="{"-" * view.down}{view.by}">'
        f"<button>Find</button></div></form>"
        f'<p class="count" role="status">{escaped(shown + where)}. {clear}</p>'
    )


def table_html(
    columns: Sequence[Column], rows: str, *, caption: str, view: View | None = None, site: Site | None = None
) -> str:
    """A table of rows that are HTML; where a `view` is given, its heads sort it."""
    heads = "".join(_head(column, view, site) for column in columns)
    return (
        f'<table class="list"><caption class="unseen">{escaped(caption)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def pager_html(page: int, total: int, address: Callable[[int], str]) -> str:
    """The way to the pages before and after one; empty where there is one only."""
    last = pages(total)
    if last == 1:
        return ""
    steps = ((page - 1, "Previous page"), (page + 1, "Next page"))
    links = "".join(anchor(address(other), words) for other, words in steps if 1 <= other <= last)
    return f'<nav class="pager" aria-label="More of the list">{links}</nav>'


def _head(column: Column, view: View | None, site: Site | None) -> str:
    if view is None or site is None or not column.key:
        return f'<th scope="col">{column.words}</th>'
    sorted_by = view.by == column.key
    down = not view.down if sorted_by else column.down
    link = anchor(replace(view, by=column.key, down=down, page=1).address(site), column.words)
    state = f' aria-sort="{"descending" if view.down else "ascending"}"' if sorted_by else ""
    mark = f'<span aria-hidden="true"> {"▾" if view.down else "▴"}</span>' if sorted_by else ""
    return f'<th scope="col"{state}>{link}{mark}</th>'
