"""Questions and their answers as HTML for the web chat."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from urllib.parse import quote, urlsplit

from assistant.answering.extraction import MOST_VIEWPOINTS
from assistant.answers import Answer, Quote, Viewpoint
from assistant.articles import Record
from assistant.listings import Count, Listing
from assistant.rendering.escaping import escaped
from assistant.rendering.quoted_place import at_quotes
from assistant.rendering.timeline import SIDES, timeline_html
from assistant.scopes import Extent, Scope, in_words, parts
from assistant.text import web_address
from assistant.wording.byline import PAGES, role, where_and_when, who
from assistant.wording.lines import (
    NOT_SEARCHED,
    READ,
    asides,
    context_line,
    copied,
    corrected_line,
    counted_line,
    decline_lines,
    engine_line,
    labels,
    notes,
    page_words,
    part_lines,
    question_lines,
    quoted,
    read_line,
    shortened,
    source_line,
    translation_line,
)
from assistant.wording.listings import count_facts
from assistant.wording.positions import (
    Group,
    Shared,
    columns,
    grouped,
    shared,
    shared_line,
    within,
)

_CITATION = re.compile(r"\[(\d+(?:\s*,\s*\d+)*)\]", re.ASCII)
# Words that bring their own quotation marks.
_QUOTED = re.compile('[“"][^“”"]+[”"]')
Beside = Callable[[Viewpoint], str]
"""HTML that stands beside the button which copies a viewpoint."""


HasPage = Callable[[str], bool]
"""Whether somebody of this name has a page beside the chat."""


def _nothing(_: Viewpoint) -> str:
    return ""


def _nobody(_: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class _Drawn:
    """How the views of a turn are drawn."""

    turn: int
    beside: Beside
    has_page: HasPage
    told: Shared
    level: int = 3
    """Of the headings over views, or over their groups."""

    def heading(self, name: str, content: str) -> str:
        return f'<h{self.level} class="{name}">{content}</h{self.level}>'

    @property
    def below(self) -> _Drawn:
        """How what stands under such a heading is drawn."""
        return replace(self, level=self.level + 1)


def link(url: str | None, label: str) -> str:
    """A link that opens outside the chat, or nothing where `url` is not an address of the web."""
    address = web_address(url)
    if address is None:
        return ""
    return f'<a href="{escaped(address)}" target="_blank" rel="noopener noreferrer">{escaped(label)}</a>'


def article_link(record: Record, words: str) -> str:
    """A link to the article's page; in a page of its own, so that the chat stays."""
    return _page_link(f"articles/{quote(record.article_id, errors='replace')}", words)


def _page_link(address: str, words: str) -> str:
    # Beside the chat, under whatever path a proxy serves both.
    return f'<a class="here" href="{escaped(address)}" target="_blank" rel="noopener">{escaped(words)}</a>'


def elsewhere(record: Record) -> Iterator[str]:
    """Links to where else the article was published, each named by its site."""
    for url in record.also_at:
        site = urlsplit(web_address(url) or "").hostname or ""
        yield link(url, f"Also on {site.removeprefix('www.')}")


def exchange_html(
    answer: Answer,
    *,
    turn: int,
    status: str = "",
    failure: str = "",
    whole: bool = True,
    undoable: bool = False,
    extendable: bool = False,
    dropped: Scope = Scope(),
    below: str = "",
    beside: Beside = _nothing,
    drawn: Mapping[str, str] = MappingProxyType({}),
    has_page: HasPage = _nobody,
) -> str:
    """A question and as much of its answer as there is; `turn` makes its citation links its own.

    Citation n of turn t links to `#src-t-n`, which the `Sources` of the same turn provide. `whole`: nothing
    more of it can come. `undoable` offers to ask without the filters read from the question; `dropped` are
    those already taken away. `extendable` offers the next of what bears on the question. `below` is HTML that
    stands under the question, `beside` what stands beside the button of each viewpoint, and `drawn` what
    stands in the place of a note; the name of whoever `has_page` leads there.
    """
    how = _Drawn(turn, beside, has_page, shared(answer))
    as_typed = _as_typed(answer, turn) if undoable else {}
    return "".join(
        (
            f'<article class="exchange" data-turn="{turn}">',
            f'<h2 class="question">{escaped(shortened(answer.question))}</h2>{below}',
            _searched(answer, turn, whole, undoable, dropped),
            _paragraph("shared", shared_line(how.told)),
            _told(answer, {**drawn, **as_typed}),
            *(_part(part, how) for part in answer.parts),
            _views(replace(answer, viewpoints=answer.to_come), how),
            timeline_html(answer, turn=turn) if whole else "",
            _more(answer, turn) if extendable else "",
            _paragraph("status", status),
            failure and notice_html(failure),
            "</article>",
        )
    )


def _told(answer: Answer, drawn: Mapping[str, str] = MappingProxyType({})) -> str:
    """Why there is no answer, who is silent, and the notes; `drawn` is HTML in the place of some of them."""
    absences, notes = asides(answer)
    told = [("declined", line) for line in decline_lines(answer)]
    told += [("absence", absence) for absence in absences] + [("note", note) for note in notes]
    return "".join(f'<p class="{name}">{drawn.get(text) or escaped(text)}</p>' for name, text in told)


def _as_typed(answer: Answer, turn: int) -> dict[str, str]:
    """The note on misspelt words with a button to ask with every word as it was typed."""
    line = corrected_line(answer.corrections)
    return {line: f"{escaped(line)} {_button(turn, 'exact', 'Ask as typed')}"} if line else {}


def _part(part: Answer, how: _Drawn) -> str:
    """The answer to a part of the question, under its words."""
    title = how.heading("part", escaped(part.question))
    lines = "".join(_paragraph("count", line) for line in part_lines(part))
    views = _views(part, replace(how.below, told=within(how.told, part)))
    return f'<section class="part">{title}{lines}{_told(part)}{views}</section>'


def _views(answer: Answer, how: _Drawn) -> str:
    """A listing, an overview, the views by side and the nearest passages."""
    shown = (*answer.viewpoints, *(() if answer.parts else answer.nearest))
    return "".join(
        (
            answer.listing and _listing(answer.listing) or "",
            _summary(answer, how.turn),
            _columns(answer, shown, how) or _groups(answer, shown, how),
        )
    )


def copy_html(title: str, text: str = "") -> str:
    """A button that copies a text, else the reference it stands beside, and where it is told that it did."""
    copied = f' data-copy="{escaped(text)}"' if text else ""
    return (
        f'<button type="button" class="copy"{copied} aria-label="{escaped(title)}">Copy</button> '
        '<span role="status"></span>'
    )


def _columns(answer: Answer, shown: Sequence[Viewpoint], how: _Drawn) -> str:
    """The views of several people asked about side by side, and below them those of others."""
    found = columns(answer, shown)
    drawn = "".join(
        f'<section class="side" aria-label="{escaped(person)}">{how.heading("voice", escaped(person))}'
        f"{_groups(answer, views, how.below)}</section>"
        for person, views in found
        if person
    )
    rest = "".join(_groups(answer, views, how) for person, views in found if not person)
    return drawn and f'<div class="sides">{drawn}</div>{rest}'


def _groups(answer: Answer, shown: Sequence[Viewpoint], how: _Drawn) -> str:
    return "".join(_group(group, how) for group in grouped(shown, answer.sides))


def notice_html(text: str) -> str:
    """A sentence that a screen reader says at once."""
    return f'<p class="notice" role="alert">{escaped(text)}</p>'


def labels_html(record: Record, element: str = "p") -> str:
    """The labels as one line, empty where there are none."""
    text = " · ".join(labels(record))
    return text and f'<{element} class="label">{escaped(text)}</{element}>'


def _searched(answer: Answer, turn: int, whole: bool, undoable: bool, dropped: Scope) -> str:
    if answer.answered and answer.searched == Extent() or answer.reason in NOT_SEARCHED:
        return ""  # not searched yet, or not at all
    counted = counted_line(answer) if whole else ""
    lines = " ".join(filter(None, (*question_lines(answer), engine_line(answer), counted)))
    read = _undo(answer.understood, turn) if undoable else escaped(read_line(answer.understood))
    without = dropped and f"Asked again, literally, without: {in_words(dropped)}."
    return (
        _paragraph("searched", lines)
        + (read and f'<p class="read">{read}</p>')
        + _paragraph("read", without or "")
    )


def _undo(understood: Scope, turn: int) -> str:
    """The filters read from the question, with buttons to ask without one of them or without any."""
    each = [in_words(part) for part in parts(understood)]
    if not each:
        return ""
    if len(each) == 1:
        return f"{READ} {escaped(each[0])} {_button(turn, 'all', 'Ask without it')}"
    chips = (_button(turn, number, f"{words} ×", f"Ask without {words}") for number, words in enumerate(each))
    return f"{READ} {' '.join(chips)} {_button(turn, 'all', 'Ask without these')}"


def _more(answer: Answer, turn: int) -> str:
    """A button for the next of the articles that bear on the question; empty where all are shown."""
    button = _button(turn, "more", f"Show {min(answer.more, MOST_VIEWPOINTS)} more")
    return f'<p class="more">{button}</p>' if answer.more else ""


def _button(turn: int, which: int | str, words: str, title: str = "") -> str:
    """A button to ask again: its event tells the turn and what is dropped, or "more" or "exact"."""
    more = f' title="{escaped(title)}" aria-label="{escaped(title)}"' if title else ""
    return f'<button type="button" class="again" data-again="{turn} {which}"{more}>{escaped(words)}</button>'


def _paragraph(name: str, text: str) -> str:
    return f'<p class="{name}">{escaped(text)}</p>' if text else ""


def _summary(answer: Answer, turn: int) -> str:
    if answer.summary is None:
        return ""
    citations = {quote.citation: view.record for view in answer.viewpoints for quote in view.quotes}

    def cited(numbers: str) -> str:
        found = [int(number) for number in numbers.split(",")]
        return "".join(
            cite_html(citations[n], n, turn) if n in citations else escaped(f"[{n}]") for n in found
        )

    # Odd pieces are what the pattern's group matched.
    pieces = _CITATION.split(answer.summary)
    text = "".join(cited(piece) if odd % 2 else escaped(piece) for odd, piece in enumerate(pieces))
    return f'<p class="summary">{text}</p>'


def _group(group: Group, how: _Drawn) -> str:
    """The views of one side, under its heading."""
    heading, views = group
    title = how.heading("position", heading) if heading else ""
    return title + "".join(_viewpoint(view, how.below if heading else how) for view in views)


def _viewpoint(view: Viewpoint, how: _Drawn) -> str:
    page = link(at_quotes(view.record, view.quotes), PAGES[view.record.url_kind])
    return "".join(
        (
            f'<section class="viewpoint">{how.heading("who", _named(view, how.has_page) + _chip(view))}',
            _paragraph("role", role(view)),
            f'<p class="where">{where_html(view.record)}{page and " · " + page}</p>',
            _paragraph("label", " · ".join(notes(view, how.told))),
            view.claim and f'<p class="claim">{escaped(view.claim)}</p>' or "",
            *(_quote(view, quote, how.turn) for quote in view.quotes),
            _tools(view, how.beside),
            "</section>",
        )
    )


def _named(view: Viewpoint, has_page: HasPage) -> str:
    """Who holds the view; the names of those who have a page lead there."""
    names = {name for name in (view.speaker, *view.record.people) if name and has_page(name)}
    if not names:
        return who_html(view)
    # A long name first: a short one may be a part of it.
    known = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})(?!\w)")

    def linked(text: str) -> str:
        # Odd pieces are what the pattern's group matched.
        pieces = enumerate(known.split(text))
        return "".join(_person_link(piece) if odd % 2 else escaped(piece) for odd, piece in pieces)

    return who_html(view, linked)


def _person_link(name: str) -> str:
    return _page_link(f"authors/{quote(name, safe='', errors='replace')}", name)


def _chip(view: Viewpoint) -> str:
    """The side that the view takes, told apart by a sign, too; empty where it takes none."""
    if view.stance not in SIDES:
        return ""
    sign, word = SIDES[view.stance]
    return f' <span class="chip"><span aria-hidden="true">{sign}</span> {word}</span>'


def _tools(view: Viewpoint, beside: Beside) -> str:
    button = copy_html(f"Copy this view of {who(view)}", copied(view))
    return f'<div class="tools" aria-live="off">{button}{beside(view)}</div>'


def _listing(listing: Listing) -> str:
    """The sentence, counts as a table, articles as a list."""
    counts = "".join(map(_count, listing.counts))
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("Name", "Articles"))
    articles = "".join(map(_listed, listing.articles))
    return "".join(
        (
            _paragraph("listing", listing.text),
            counts and f'<table class="listing"><tr>{heads}</tr>{counts}</table>',
            articles and f'<ul class="listing">{articles}</ul>',
        )
    )


def _count(count: Count) -> str:
    facts = " · ".join(count_facts(count))
    return f'<tr><th scope="row">{escaped(count.name)}</th><td>{escaped(facts)}</td></tr>'


def _listed(record: Record) -> str:
    page = link(record.url, PAGES[record.url_kind])
    after = source_line(record).removeprefix(f"“{record.title}")
    return f"<li>“{article_link(record, record.title)}{escaped(after)}{page and ' · ' + page}</li>"


def who_html(view: Viewpoint, words: Callable[[str], str] = escaped) -> str:
    """Who holds the view, the name itself marked as strong; `words` makes HTML of text."""
    text = who(view)
    name = view.speaker if view.speaker and text.startswith(view.speaker) else text
    return f"<strong>{words(name)}</strong>{words(text[len(name) :])}"


def where_html(record: Record) -> str:
    """Publication, date and title; how the date is known is shown on hovering."""
    basis = f' title="{escaped(record.date_basis)}"' if record.date_basis else ""
    place = escaped(where_and_when(record).removesuffix(record.date_text))
    date = f'<strong class="date">{escaped(record.date_text)}</strong>'
    return f"<span{basis}>{place}{date}</span> · <cite>{escaped(record.title)}</cite>"


def _quote(view: Viewpoint, quote: Quote, turn: int) -> str:
    record = view.record
    words = quote.shown if _QUOTED.fullmatch(quote.shown) else quoted(quote.shown, record)
    cite = f"{escaped(page_words(quote))} {cite_html(view.record, quote.citation, turn)}"
    before = _paragraph("before", context_line(quote))
    after = _paragraph("translation", translation_line(quote))
    return f'{before}<blockquote class="{record.form}"><p>{escaped(words)}{cite}</p></blockquote>{after}'


def cite_html(record: Record, citation: int, turn: int) -> str:
    """A link to the place of a citation in the panel of sources."""
    label = escaped(f"Source {citation}: {record.title}")
    return f'<a class="cite" href="#src-{turn}-{citation}" aria-label="{label}">[{citation}]</a>'
