"""Positions as a list: the side, on what, the words that show it, and where they stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.answering.library import Held
from assistant.answers import Viewpoint
from assistant.articles import Article
from assistant.rendering.escaping import escaped
from assistant.rendering.pages.frame import Site, anchor
from assistant.wording.byline import where_and_when, who
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
    cut = f'<p class="note">The newest {MOST} of {len(held):,} are shown.</p>' if len(held) > MOST else ""
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
    words = quoted(article.shown(*span), record) if article else ""
    where = f", {where_and_when(record)}" if elsewhere else ""
    title = f": {record.title}" if elsewhere else ""
    in_place = anchor(site.article(record.article_id, span), f"In its place{title}")
    return (
        f'<li><p class="side {position.stance}">{escaped(position_line(view))}</p>'
        f'<p class="who">{escaped(who(view))}{escaped(where)}</p>'
        f'<blockquote class="{record.form}"><p>{escaped(words)}</p></blockquote>'
        f'<p class="links">{in_place}</p></li>'
    )
