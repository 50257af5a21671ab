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
from assistant.rendering.words import Words

_MOST_SHOWN = 1_500
"""Characters of the text within which the blocks begin that are shown."""
_MOST_ARTICLES = 20
_FORM = '<form class="add" method="post" enctype="multipart/form-data" action="{}">'
_HINTED = ("date", "language")
_MOST_TYPED = {"title": 300, "authors": 4_000, "date": 40, "publication": 300, "url": 2_000, "language": 40}


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a reader has typed of an article to be added."""

    text: str = ""
    markdown: bool = False
    address: str = ""


def start_html(site: Site, *, token: str, most: int, given: Given = Given(), error: str = "") -> str:
    """The page that asks for a file of at most `most` bytes, a text or an address."""
    words = site.words
    kinds = ", ".join(suffix.removeprefix(".") for suffix in SUFFIXES)
    file_hint = words("adding.file_hint", most=most // 1_000_000, kinds=kinds)
    body = (
        f"<h1>{words('adding.title')}</h1><p>{words('adding.intro')}</p>"
        f"{_error(error)}{_FORM.format(site.root + ADD)}{_token(token)}"
        f'<div class="field"><label for="file">{words("adding.file")}</label>'
        f'<input id="file" name="file" type="file" '
        f'accept="{",".join(SUFFIXES)}" aria-describedby="file-hint">'
        f'<p class="basis" id="file-hint">{file_hint}</p></div>'
        f'<div class="field"><label for="text">{words("adding.text")}</label>'
        f'<textarea id="text" name="text" rows="8"'
        f' spellcheck="false">{_inside(given.text)}</textarea><label class="check"><input type="checkbox" '
        f'name="markdown" value="1"{" checked" if given.markdown else ""}> {words("adding.markdown")}'
        f'</label></div><div class="field"><label for="address">{words("adding.address")}</label>'
        f'<input id="address" '
        f'name="address" type="text" inputmode="url" maxlength="2000" autocomplete="off" '
        f'value="{escaped(given.address)}" aria-describedby="address-hint">'
        f'<p class="basis" id="address-hint">{words("adding.address_hint")}</p>'
        f'</div><p class="acts"><button class="main">{words("adding.read")}</button></p></form>'
    )
    return page_html(_titled(error, words), body, site, here=ADD)


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
    article, several, words = addition.articles[0], len(addition.articles), site.words
    articles = words("count.article", number=several)
    told = " ".join(filter(None, (error, *(wrong or {}).values())))
    correctable = addition.correctable
    what = _fields(article.record, given, wrong or {}, words) if correctable else _listed(addition, words)
    save = words("adding.save") if several == 1 else words("adding.save_several", articles=articles)
    head = words("adding.right") if several == 1 else words("adding.several", articles=articles)
    read = words("adding.as_read")
    body = (
        f'<h1>{head}</h1><p class="where">{words("adding.review")}</p>'
        f"{_error(told)}{_FORM.format(f'{site.root}{ADD}/{key}')}{_token(token)}"
        f'{what}<p class="acts"><button class="main" name="act" value="save">{save}</button> '
        f'<button name="act" value="drop" formnovalidate>{words("adding.drop")}</button></p></form>'
        f'{doubts_html(article.warnings, words)}<section id="read" aria-label="{read}"><h2>{read}</h2>'
        f'<p class="note">{_extent(article, several, words)}</p>'
        f"{text_html(article, words, most=_MOST_SHOWN)}</section>"
    )
    return page_html(_titled(told, words), body, site, here=ADD)


def added_html(site: Site, records: Sequence[Record], *, warnings: Warnings, notes: Sequence[str]) -> str:
    """The page that says that articles are there; with none, that they are being brought in."""
    words = site.words
    one = records[0] if len(records) == 1 else None
    chat = site.question_on(one) if one else site.chat()
    told = (
        words("adding.added_now", articles=words("count.article", number=len(records)))
        if records
        else words("adding.coming")
    )
    title = words("adding.added")
    another = anchor(site.root + ADD, words("adding.another"))
    links = f"{anchor(chat, words('article.ask'))} · {another}"
    body = (
        f'<h1>{title}</h1><p role="status">{told}</p>{notes_html(notes, words)}'
        f"{rows_html(records[:_MOST_ARTICLES], site, warnings=warnings)}"
        f'<p class="links">{links}</p>'
    )
    return page_html(title, body, site, here=ADD)


def _titled(error: str, words: Words) -> str:
    """The page's title, by which screen readers say first that something is wrong."""
    title = words("adding.title")
    return words("adding.error", title=title) if error else title


def _fields(record: Record, given: Mapping[str, str] | None, wrong: Mapping[str, str], words: Words) -> str:
    read = typed(record)
    focus = next((field for field in FIELDS if field in wrong), "")
    shown = (
        _field(
            field,
            (given or read).get(field, ""),
            words,
            basis=_basis(record, field, read[field], words),
            is_read=(given or read).get(field, "").strip() == read[field],
            wrong=wrong.get(field, ""),
            focused=field == focus,
        )
        for field in FIELDS
    )
    return "".join(shown) + _also_read(record, words)


def _field(
    field: str, value: str, words: Words, *, basis: str, is_read: bool, wrong: str, focused: bool
) -> str:
    """A box; `basis` tells from where its value is known, where that `is_read` and not typed."""
    known = basis if is_read else words("adding.as_written")
    form = words(f"hint.{field}") if field in _HINTED else ""
    hint = "" if wrong else " ".join(filter(None, (known, form)))
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
        f'<div class="field"><label for="{field}">{words(f"field.{field}")}</label>{box}'
        f'<p class="basis" id="{field}-basis">{told}{escaped(hint)}</p></div>'
    )


def _basis(record: Record, field: str, read: str, words: Words) -> str:
    """From where it is known, in words."""
    if not read:
        return words("adding.nothing_tells")
    place = record.basis.get(field) or words("adding.head_of_file")
    return words("adding.detected") if place == "detected" else words("adding.read_from", place=place)


def _also_read(record: Record, words: Words) -> str:
    """That it holds somebody else's views than its authors', and whose."""
    if record.kind == "article":
        return ""
    names = ", ".join(record.speakers)
    kind = record.kind
    told = words(f"read_as_with.{kind}", names=names) if names else words(f"read_as.{kind}")
    return f'<p class="note">{escaped(told)}</p>'


def _listed(addition: Addition, words: Words) -> str:
    articles = addition.articles[:_MOST_ARTICLES]
    rows = "".join(f"<li>{escaped(_line(article.record, words))}</li>" for article in articles)
    rest = words("count.more_article", number=len(addition.articles) - len(articles))
    more = f"<li>{words('adding.and_more', articles=rest)}</li>"
    return f'<ul class="read">{rows}{more if len(articles) < len(addition.articles) else ""}</ul>'


def _line(record: Record, words: Words) -> str:
    who = ", ".join(record.people) or words("adding.no_author")
    date = words.date(record.date)
    return f"{record.title} ({', '.join((who, *filter(None, (record.publication,)), date))})"


def _extent(article: Article, several: int, words: Words) -> str:
    count = words("count.word", number=len(article.text.split()))
    return words("adding.beginning" if several == 1 else "adding.beginning_of_first", words=count)


def _error(told: str) -> str:
    return f'<p class="error" id="error" role="alert">{escaped(told)}</p>' if told else ""


def _token(token: str) -> str:
    return f'<input type="hidden" name="token" value="{token}">'


def _inside(text: str) -> str:
    """A text as it stands in a box; browsers take a first line break away."""
    return "\n" + escaped(text)
