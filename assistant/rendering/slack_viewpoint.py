"""A viewpoint in Slack: who holds it, where and when, linked to the article, with the numbered quotes."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.answers import Viewpoint
from assistant.rendering.slack_text import Block, Line, Words, line, rich_text
from assistant.text import one_line
from assistant.wording.address import web_address
from assistant.wording.byline import attribution, heading
from assistant.wording.lines import context_line, marks, page_note, quoted

_SHORT_QUOTE = 300


def viewpoint_blocks(viewpoint: Viewpoint) -> tuple[Block, ...]:
    """One block, more where the text is long; a long quote is divided over them, never cut."""
    return rich_text(_lines(viewpoint))


def spoken(viewpoint: Viewpoint) -> str:
    """Who says what on one line, for those who hear it: the claim, or the first quote where it is short.

    A quote is never cut: where it is long, the attribution stands alone.
    """
    first = quoted(viewpoint.quotes[0].shown, viewpoint.record) if viewpoint.quotes else ""
    said = viewpoint.claim or (first if len(first) <= _SHORT_QUOTE else "")
    return one_line(": ".join(filter(None, (attribution(viewpoint), said))))


def _lines(viewpoint: Viewpoint) -> Iterator[Line]:
    yield Line(tuple(Words(words, "bold" if bold else "") for words, bold in heading(viewpoint)))
    address = web_address(viewpoint.record.url)
    title = Words(one_line(viewpoint.record.title) or address or "", "italic", address)
    note = page_note(viewpoint.record) if address else ""
    yield Line((title, *([Words(note)] if note else [])))
    yield line(" · ".join(marks(viewpoint)), "italic")
    yield line(viewpoint.claim or "")
    for quote in viewpoint.quotes:
        yield line(context_line(quote))
        words = one_line(quoted(quote.shown, viewpoint.record))
        yield Line((Words(f"{words} [{quote.citation}]"),), quoted=True)
