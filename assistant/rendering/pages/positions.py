"""Positions as a list: the side, on what, the words that show it, and where they stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.answering.library import Held
from assistant.answers import Viewpoint
from assistant.articles import Article
from assistant.rendering.escaping import escaped
from assistant.rendering.html import english_html
from assistant.rendering.pages.frame import Site, anchor
from assistant.wording.byline import who
from assistant.wording.lines import quoted
from assistant.wording.positions import position_line

MOST = 100
"""Positions of one list."""


def positions_html(
    held: Sequence[Held], site: Site, *, article: Callable[[str], Article | None], elsewhere: bool = False
) -> str:
    """The positions, each with its quote; `elsewhere` for those of several articles. Empty for none."""
    shown = held[-MOST:]
    items = "".join(_item(each, site, article(each.record.article_id), elsewhere) for each in shown)
    newest = site.words("article.newest", most=MOST, number=len(held))
    cut = f'<p class="note">{newest}</p>' if len(held) > MOST else ""
    return items and f'{cut}<ul class="positions">{items}</ul>'


def _item(held: Held, site: Site, article: Article | None, elsewhere: bool) -> str:
    record, position = held.record, held.position
    view = Viewpoint(
        record=record,
        speaker=held.holder,
        reported=position.holder is not None,
        quotes=(),
        position=position,
    )
    span = (position.start, position.end)
    shown = quoted(article.shown(*span), record) if article else ""
    words = site.words
    publication = record.publication or words("answer.no_publication")
    where = f", {publication}, {words.date(record.date)}" if elsewhere else ""
    in_place = words("article.in_place_of", title=record.title) if elsewhere else words("article.in_place")
    link = anchor(site.article(record.article_id, span), in_place)
    told = who(view)
    name = view.speaker if view.speaker and told.startswith(view.speaker) else ""
    rest = told.removeprefix(name)
    return (
        f'<li><p class="side {position.stance}"{words.lang("en")}>{escaped(position_line(view))}</p>'
        f'<p class="who">{escaped(name)}{english_html(rest, words)}{escaped(where)}</p>'
        f'<blockquote class="{record.form}"{words.lang(record.language)}><p>{escaped(shown)}</p></blockquote>'
        f'<p class="links">{link}</p></li>'
    )
