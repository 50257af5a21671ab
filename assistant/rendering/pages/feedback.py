"""What readers said, for an admin to read and to mark."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from assistant.remarks import COMPLAINTS, LONGEST_REPLY, OUTCOMES, Feedback, Selection, State
from assistant.rendering.escaping import escaped
from assistant.rendering.pages.frame import FEEDBACK, Site, anchor, page_html
from assistant.rendering.pages.table import pager_html
from assistant.rendering.remarks import about_words, asked_words, headline, marked_words
from assistant.wording.lines import quoted
from assistant.wording.positions import position_line

OPEN = "open"
"""The choice that takes an outcome away."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which remarks are shown, and which page of them."""

    selection: Selection
    page: int = 1

    def address(self, site: Site) -> str:
        return site.listing(FEEDBACK, **self.fields)

    @property
    def fields(self) -> dict[str, str]:
        """As they stand in an address and in a form."""
        page = str(self.page) if self.page > 1 else ""
        return {"kind": self.selection.kind or "", "state": self.selection.state or "", "page": page}


def feedback_html(entries: Sequence[Feedback], chosen: Chosen, site: Site, *, total: int, left: int) -> str:
    """A page of the list; `total` is how many remarks were chosen, `left` how many of all are open."""
    rows = "".join(_entry(entry, chosen, site) for entry in entries)
    kind, state = chosen.selection.kind or "", chosen.selection.state or ""
    words = site.words
    pager = pager_html(chosen.page, total, lambda page: replace(chosen, page=page).address(site), words)
    every, title = ("", words("remarks.all")), words("remarks.title")
    kinds = [("helpful", words.capital("feedback.said_helpful"))]
    kinds += [(each, words.capital(f"complaint.{each}")) for each in COMPLAINTS]
    states = [(each, words(f"state.{each}")) for each in get_args(State)]
    count = words("remarks.listed", remarks=words("count.remark", number=total))
    body = (
        f'<h1>{title}</h1><form class="choosing" action="{site.root}{FEEDBACK}">'
        f"{_select(words('remarks.kind'), 'kind', [every, *kinds], kind)}"
        f"{_select(words('remarks.state'), 'state', [every, *states], state)}"
        f"<button>{words('remarks.show')}</button></form>"
        f'<p class="count" role="status">{count} {words("remarks.left", number=left)}</p>'
        f'<ol class="remarks">{rows}</ol>{pager}'
    )
    return page_html(title, body, site, here=FEEDBACK)


def _entry(entry: Feedback, chosen: Chosen, site: Site) -> str:
    return "".join(
        (
            f'<li id="{entry.id}"><h2>{escaped(headline(entry, site.words))}</h2>',
            _line("question", asked_words(entry.answer, site.words)),
            _line("who", about_words(entry)),
            _words(entry, site),
            _line("comment", entry.comment and site.words("remarks.reader", comment=entry.comment)),
            _line("outcome", marked_words(entry, site.words)),
            "" if entry.helpful else _form(entry, chosen, site),
            "</li>",
        )
    )


def _words(entry: Feedback, site: Site) -> str:
    """The quotes of the view that it was said of, each linked to its place in the article."""
    if entry.view is None:
        return ""
    record, here = entry.view.record, site.words("remarks.in_article")
    quotes = "".join(
        f'<blockquote class="{record.form}">{escaped(quoted(quote.shown, record))} '
        f"{anchor(site.article(record.article_id, (quote.start, quote.end)), here)}</blockquote>"
        for quote in entry.view.quotes
    )
    return _line("side", position_line(entry.view)) + quotes


def _form(entry: Feedback, chosen: Chosen, site: Site) -> str:
    hidden = {"id": entry.id, **chosen.fields}
    kept = "".join(f'<input type="hidden" name="{name}" value="{value}">' for name, value in hidden.items())
    words = site.words
    outcomes = [(each, words.capital(f"outcome.{each}")) for each in (OPEN, *OUTCOMES)]
    return (
        f'<form method="post" action="{site.root}{FEEDBACK}">{kept}'
        f"{_select(words('remarks.outcome'), 'outcome', outcomes, entry.outcome or OPEN)}"
        f'<label>{words("remarks.reply")}<input name="reply" maxlength="{LONGEST_REPLY}" '
        f'value="{escaped(entry.reply)}"></label><button>{words("remarks.save")}</button></form>'
    )


def _select(label: str, name: str, choices: Iterable[tuple[str, str]], chosen: str) -> str:
    options = "".join(
        f'<option value="{value}"{" selected" * (value == chosen)}>{escaped(words)}</option>'
        for value, words in choices
    )
    return f'<label>{label}<select name="{name}">{options}</select></label>'


def _line(name: str, text: str) -> str:
    return f'<p class="{name}">{escaped(text)}</p>' if text else ""
