"""The pages on which a reader adds an article: what to add, what was read of it, and that it is there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.articles import Article, Record
from assistant.reading.adding import Addition
from assistant.reading.corrections import FIELDS, typed
from assistant.reading.folder import SUFFIXES
from assistant.rendering.escaping import escaped
from assistant.rendering.pages.article import text_html
from assistant.rendering.pages.articles import Warnings, doubts_html, rows_html
from assistant.rendering.pages.frame import ADD, Site, anchor, notes_html, page_html
from assistant.wording.lines import counted

TITLE = "Add an article"
_READ = "The text as read"
_MOST_SHOWN = 1_500
"""Characters of the text within which the blocks begin that are shown."""
_MOST_ARTICLES = 20
_FORM = '<form class="add" method="post" enctype="multipart/form-data" action="{}">'
_LABELS = {
    "title": "Title",
    "authors": "Authors, one on each line",
    "date": "Date of publication",
    "publication": "Publication",
    "url": "Link to it",
    "language": "Language",
}
_HINTS = {
    "date": "As much as is known: 2018, 2018-09 or 2018-09-13.",
    "language": "Its two letters, such as en or de. Left empty, it is detected.",
}
_KINDS = {"contribution": "a contribution", "interview": "an interview", "report": "a report"}
_MOST_TYPED = {"title": 300, "authors": 4_000, "date": 40, "publication": 300, "url": 2_000, "language": 40}


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a reader has typed of an article to be added."""

    text: str = ""
    markdown: bool = False
    address: str = ""


def start_html(site: Site, *, token: str, most: int, given: Given = Given(), error: str = "") -> str:
    """The page that asks for a file of at most `most` bytes, a text or an address."""
    kinds = ", ".join(suffix.removeprefix(".") for suffix in SUFFIXES)
    body = (
        f"<h1>{TITLE}</h1><p>Give one of these. Nothing is kept before you have seen what was read, and have "
        f"confirmed it.</p>{_error(error)}{_FORM.format(site.root + ADD)}{_token(token)}"
        f'<div class="field"><label for="file">A file</label><input id="file" name="file" type="file" '
        f'accept="{",".join(SUFFIXES)}" aria-describedby="file-hint">'
        f'<p class="basis" id="file-hint">At most {most // 1_000_000} MB: {kinds}.</p></div>'
        f'<div class="field"><label for="text">Or its text</label><textarea id="text" name="text" rows="8"'
        f' spellcheck="false">{_inside(given.text)}</textarea><label class="check"><input type="checkbox" '
        f'name="markdown" value="1"{" checked" if given.markdown else ""}> It is Markdown</label></div>'
        f'<div class="field"><label for="address">Or its web address</label><input id="address" '
        f'name="address" type="text" inputmode="url" maxlength="2000" autocomplete="off" '
        f'value="{escaped(given.address)}" aria-describedby="address-hint">'
        '<p class="basis" id="address-hint">The page is fetched once, as it is without a login.</p>'
        '</div><p class="acts"><button class="main">Read it</button></p></form>'
    )
    return page_html(_titled(error), body, site, here=ADD)


def review_html(
    site: Site,
    addition: Addition,
    *,
    token: str,
    key: str,
    given: Mapping[str, str] | None = None,
    wrong: Mapping[str, str] | None = None,
    error: str = "",
) -> str:
    """The page that shows what was read of an addition, for its reader to correct and confirm.

    `given` is what was typed before, and `wrong` says by field what of it cannot be used.
    """
    article, several = addition.articles[0], len(addition.articles)
    told = " ".join(filter(None, (error, *(wrong or {}).values())))
    what = _fields(article.record, given, wrong or {}) if addition.correctable else _listed(addition)
    save = "Add it" if several == 1 else f"Add {counted(several, 'article')}"
    head = "Is this right?" if several == 1 else f"{counted(several, 'article')} in this file"
    body = (
        f'<h1>{head}</h1><p class="where">This was read, and is not kept yet. Correct what is wrong; leave '
        f"empty what is not known.</p>{_error(told)}{_FORM.format(f'{site.root}{ADD}/{key}')}{_token(token)}"
        f'{what}<p class="acts"><button class="main" name="act" value="save">{save}</button> '
        '<button name="act" value="drop" formnovalidate>Do not add it</button></p></form>'
        f'{doubts_html(article.warnings)}<section id="read" aria-label="{_READ}"><h2>{_READ}</h2>'
        f'<p class="note">{_extent(article, several)}</p>{text_html(article, most=_MOST_SHOWN)}</section>'
    )
    return page_html(_titled(told), body, site, here=ADD)


def added_html(site: Site, records: Sequence[Record], *, warnings: Warnings, notes: Sequence[str]) -> str:
    """The page that says that articles are there; with none, that they are being brought in."""
    one = records[0] if len(records) == 1 else None
    chat = site.question_on(one) if one else site.chat()
    told = (
        f"{counted(len(records), 'article')} added. Every answer may quote from it now."
        if records
        else "It is kept, and is being brought in. Load this page anew to see it."
    )
    links = f"{anchor(chat, 'Ask about it in the chat')} · {anchor(site.root + ADD, 'Add another')}"
    body = (
        f'<h1>Added</h1><p role="status">{told}</p>{notes_html(notes)}'
        f"{rows_html(records[:_MOST_ARTICLES], site, warnings=warnings)}"
        f'<p class="links">{links}</p>'
    )
    return page_html("Added", body, site, here=ADD)


def _titled(error: str) -> str:
    """The page's title, by which screen readers say first that something is wrong."""
    return f"Error: {TITLE}" if error else TITLE


def _fields(record: Record, given: Mapping[str, str] | None, wrong: Mapping[str, str]) -> str:
    read = typed(record)
    focus = next((field for field in FIELDS if field in wrong), "")
    shown = (
        _field(
            record, field, read[field], (given or read).get(field, ""), wrong.get(field, ""), field == focus
        )
        for field in FIELDS
    )
    return "".join(shown) + _also_read(record)


def _field(record: Record, field: str, read: str, value: str, wrong: str, focused: bool) -> str:
    basis = _basis(record, field, read) if value.strip() == read else "As you wrote it."
    hint = "" if wrong else " ".join(filter(None, (basis, _HINTS.get(field, ""))))
    flagged = ' aria-invalid="true"' if wrong else ""
    more = (
        f'id="{field}" name="{field}" maxlength="{_MOST_TYPED[field]}" '
        f'aria-describedby="{field}-basis"{flagged}'
        f"{' required' if field == 'title' else ''}{' autofocus' if focused else ''}"
    )
    box = (
        f'<textarea {more} rows="{max(2, value.count(chr(10)) + 1)}">{_inside(value)}</textarea>'
        if field == "authors"
        else f'<input {more} type="text" autocomplete="off" value="{escaped(value)}">'
    )
    told = f"<strong>{escaped(wrong)}</strong> " if wrong else ""
    return (
        f'<div class="field"><label for="{field}">{_LABELS[field]}</label>{box}'
        f'<p class="basis" id="{field}-basis">{told}{escaped(hint)}</p></div>'
    )


def _basis(record: Record, field: str, read: str) -> str:
    """From where it is known, in words."""
    if not read:
        return "Nothing tells it."
    place = record.basis.get(field, "the record at the head of the file")
    return "Detected from its words." if place == "detected" else f"Read from: {place}."


def _also_read(record: Record) -> str:
    """That it holds somebody else's views than its authors', and whose."""
    named = f", with {', '.join(record.speakers)}" if record.speakers else ""
    return notes_html([f"It is read as {_KINDS[record.kind]}{named}."]) if record.kind in _KINDS else ""


def _listed(addition: Addition) -> str:
    articles = addition.articles[:_MOST_ARTICLES]
    rows = "".join(f"<li>{escaped(_line(article.record))}</li>" for article in articles)
    rest = len(addition.articles) - len(articles)
    more = f"<li>… and {counted(rest, 'more article')}</li>" if rest else ""
    return f'<ul class="read">{rows}{more}</ul>'


def _line(record: Record) -> str:
    who = ", ".join(record.people) or "author not named"
    return f"{record.title} ({', '.join((who, *filter(None, (record.publication,)), record.date_text))})"


def _extent(article: Article, several: int) -> str:
    words = counted(len(article.text.split()), "word")
    return (
        f"Its beginning; {words} in all." if several == 1 else f"The beginning of the first; {words} in all."
    )


def _error(told: str) -> str:
    return f'<p class="error" id="error" role="alert">{escaped(told)}</p>' if told else ""


def _token(token: str) -> str:
    return f'<input type="hidden" name="token" value="{token}">'


def _inside(text: str) -> str:
    """A text as it stands in a box; browsers take a first line break away."""
    return "\n" + escaped(text)
