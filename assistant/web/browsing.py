"""The pages beside the chat: every article and everybody who writes or speaks in them, as plain HTML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from assistant.answering.library import ARTICLE_ORDERS, PERSON_ORDERS
from assistant.articles import Span
from assistant.rendering.pages.article import article_html
from assistant.rendering.pages.articles import articles_html
from assistant.rendering.pages.frame import ARTICLES, AUTHORS, Site
from assistant.rendering.pages.people import people_html, person_html
from assistant.rendering.pages.table import ROWS, View
from assistant.web.perimeter import Refusal
from assistant.web.plain_pages import check_page, page_number

if TYPE_CHECKING:
    from collections.abc import Collection

    from starlette.requests import Request

    from assistant.answering.assistant import Assistant
    from assistant.rendering.words import Words
    from assistant.web.plain_pages import PlainPages

_LONGEST = 200
"""Characters of what is searched for."""
_SORT = re.compile(r"(-?)([a-z]+)")
_SPAN = re.compile(r"(\d{1,9})-(\d{1,9})", re.ASCII)


def add_pages(pages: PlainPages, assistant: Assistant) -> None:
    """Let readers browse the articles."""
    browsing = _Browsing(assistant)
    pages.add(ARTICLES, browsing.articles)
    pages.add(f"{ARTICLES}/{{name:path}}", browsing.article)
    pages.add(AUTHORS, browsing.people)
    pages.add(f"{AUTHORS}/{{name:path}}", browsing.person)


class _Browsing:
    """What each address shows; raises `Refusal` where it is none."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def articles(self, request: Request, site: Site) -> str:
        notes = self._assistant.refresh()
        library = self._assistant.library
        view = _view(request, ARTICLES, ARTICLE_ORDERS, site.words, usual="-date")
        found = library.articles(view.find, by=view.by, down=view.down)
        shown = _page(found, view, site.words)
        return articles_html(shown, view, site, total=len(found), warnings=library.warnings, notes=notes)

    def article(self, request: Request, site: Site) -> str:
        self._assistant.refresh()
        library = self._assistant.library
        article = self._assistant.article(request.path_params["name"])
        if article is None:
            raise Refusal(404, site.words("articles.unknown"))
        return article_html(
            article,
            site,
            warnings=library.warnings,
            held=library.positions_in(article.id),
            others=library.others(article.record)[:ROWS],
            marked=_marked(request),
        )

    def people(self, request: Request, site: Site) -> str:
        notes = self._assistant.refresh()
        view = _view(request, AUTHORS, PERSON_ORDERS, site.words, usual="name")
        found = self._assistant.library.people(view.find, by=view.by, down=view.down)
        return people_html(_page(found, view, site.words), view, site, total=len(found), notes=notes)

    def person(self, request: Request, site: Site) -> str:
        self._assistant.refresh()
        library = self._assistant.library
        person = library.person(request.path_params["name"])
        if person is None:
            raise Refusal(404, site.words("people.unknown"))
        return person_html(
            person,
            library.positions(person),
            site,
            warnings=library.warnings,
            article=self._assistant.article,
        )


def _view(request: Request, path: str, orders: Collection[str], words: Words, *, usual: str) -> View:
    """How a list is asked for; raises `Refusal`."""
    asked = request.query_params
    find, sort = asked.get("find", "").strip(), asked.get("sort") or usual
    match = _SORT.fullmatch(sort)
    if len(find) > _LONGEST:
        raise Refusal(400, words("table.too_long", most=_LONGEST))
    if match is None or match[2] not in orders:
        raise Refusal(400, words("table.no_order", orders=", ".join(orders)))
    return View(path=path, by=match[2], down=bool(match[1]), find=find, page=page_number(request, words))


def _page(found: tuple[Any, ...], view: View, words: Words) -> tuple[Any, ...]:
    check_page(view.page, len(found), words)
    return found[(view.page - 1) * ROWS : view.page * ROWS]


def _marked(request: Request) -> Span | None:
    """The passage that an address names."""
    match = _SPAN.fullmatch(request.query_params.get("quote", ""))
    start, end = (int(match[1]), int(match[2])) if match else (0, 0)
    return (start, end) if start < end else None
