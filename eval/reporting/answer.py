"""An answer as an evaluator reads it: every word of it, and which articles were wanted."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.answers import Answer, Quote, Viewpoint
from assistant.rendering.escaping import escaped
from assistant.rendering.html import link, who_html
from assistant.wording.byline import PAGES, where_and_when
from assistant.wording.lines import (
    asides,
    context_line,
    decline_lines,
    marks,
    question_lines,
    quoted,
    read_line,
)
from eval.cases import Expectation


def answer_html(answer: Answer, expect: Expectation) -> str:
    """What readers saw, in its order."""
    absences, notes = asides(answer)
    declined = (answer.reason or "declined").replace("_", " ")
    lines = (*question_lines(answer), read_line(answer.understood))
    return "".join(
        (
            paragraph("aside", " ".join(filter(None, lines))),
            paragraph("declined", "" if answer.answered else f"Declined: {declined}"),
            *(paragraph("note", line) for line in (*decline_lines(answer), *absences, *notes)),
            paragraph("summary", answer.summary or ""),
            *(_view(view, expect) for view in answer.viewpoints),
            paragraph("aside", "Nearest passages, offered instead:" if answer.nearest else ""),
            *(_view(view, expect) for view in answer.nearest),
        )
    )


def paragraph(name: str, text: str) -> str:
    """`text` as a paragraph of that class, or nothing where there is none."""
    return f'<p class="{name}">{escaped(text)}</p>' if text else ""


def _view(view: Viewpoint, expect: Expectation) -> str:
    record = view.record
    page = link(record.url, PAGES[record.url_kind])
    return "".join(
        (
            f'<section class="view"><p>{who_html(view)} {"".join(_tags(view, expect))}</p>',
            f'<p class="aside">{escaped(where_and_when(record))} · <cite>{escaped(record.title)}</cite>',
            f" · <code>{escaped(record.article_id)}</code>{page and ' · ' + page}</p>",
            paragraph("claim", view.claim or ""),
            *(_quote(view, quote) for quote in view.quotes),
            "</section>",
        )
    )


def _tags(view: Viewpoint, expect: Expectation) -> Iterator[str]:
    article = view.record.article_id
    if article in expect.articles:
        yield '<span class="tag good">expected</span>'
    elif article in expect.also_relevant:
        yield '<span class="tag">also relevant</span>'
    elif expect.articles:
        yield '<span class="tag bad">not expected</span>'
    yield from (f'<span class="tag">{escaped(mark)}</span>' for mark in marks(view))


def _quote(view: Viewpoint, quote: Quote) -> str:
    place = f"[{quote.citation}] {quote.start}–{quote.end}"
    elided = " elided" if quote.verdict == "elided" else ""
    words = escaped(quoted(quote.shown, view.record))
    before = paragraph("aside", context_line(quote))
    return f'{before}<blockquote>{words} <span class="aside">{place}{elided}</span></blockquote>'
