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
from assistant.dates import PublicationDate
from assistant.listings import Count, Listing
from assistant.rendering.escaping import escaped
from assistant.rendering.quoted_place import at_quotes
from assistant.rendering.timeline import SIGNS, timeline_html
from assistant.rendering.words import ENGLISH, Words
from assistant.scopes import Extent, Scope, parts
from assistant.text import web_address
from assistant.wording.byline import role, who
from assistant.wording.lines import (
    NOT_SEARCHED,
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
    words: Words
    level: int = 3
    """Of the headings over views, or over their groups."""

    def heading(self, name: str, content: str, more: str = "") -> str:
        return f'<h{self.level} class="{name}"{more}>{content}</h{self.level}>'

    @property
    def english(self) -> str:
        """The attribute of lines that `wording` composes, in English for every door."""
        return self.words.lang("en")

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


def elsewhere(record: Record, words: Words) -> Iterator[str]:
    """Links to where else the article was published, each named by its site."""
    for url in record.also_at:
        site = urlsplit(web_address(url) or "").hostname or ""
        yield link(url, words("answer.also_on", site=site.removeprefix("www.")))


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
    words: Words = ENGLISH,
) -> str:
    """A question and as much of its answer as there is; `turn` makes its citation links its own.

    Citation n of turn t links to `#src-t-n`, which the `Sources` of the same turn provide. `whole`: nothing
    more of it can come. `undoable` offers to ask without the filters read from the question; `dropped` are
    those already taken away. `extendable` offers the next of what bears on the question. `below` is HTML that
    stands under the question, `beside` what stands beside the button of each viewpoint, and `drawn` what
    stands in the place of a note; the name of whoever `has_page` leads there.
    """
    how = _Drawn(turn, beside, has_page, shared(answer), words)
    as_typed = _as_typed(answer, how) if undoable else {}
    return "".join(
        (
            f'<article class="exchange" data-turn="{turn}">',
            f'<h2 class="question">{escaped(shortened(answer.question))}</h2>{below}',
            _searched(answer, how, whole, undoable, dropped),
            _paragraph("shared", shared_line(how.told), how.english),
            _told(answer, how, {**drawn, **as_typed}),
            *(_part(part, how) for part in answer.parts),
            _views(replace(answer, viewpoints=answer.to_come), how),
            timeline_html(answer, turn=turn, words=words) if whole else "",
            _more(answer, how) if extendable else "",
            _paragraph("status", status),
            failure and notice_html(failure),
            "</article>",
        )
    )


def _told(answer: Answer, how: _Drawn, drawn: Mapping[str, str] = MappingProxyType({})) -> str:
    """Why there is no answer, who is silent, and the notes; `drawn` is HTML in the place of some of them."""
    absences, notes = asides(answer)
    told = [("declined", line) for line in decline_lines(answer)]
    told += [("absence", absence) for absence in absences] + [("note", note) for note in notes]
    return "".join(
        f'<p class="{name}"{how.english}>{drawn.get(text) or escaped(text)}</p>' for name, text in told
    )


def _as_typed(answer: Answer, how: _Drawn) -> dict[str, str]:
    """The note on misspelt words with a button to ask with every word as it was typed."""
    line = corrected_line(answer.corrections)
    return {line: f"{escaped(line)} {_button(how, 'exact', how.words('answer.as_typed'))}"} if line else {}


def _part(part: Answer, how: _Drawn) -> str:
    """The answer to a part of the question, under its words."""
    title = how.heading("part", escaped(part.question))
    lines = "".join(_paragraph("count", line, how.english) for line in part_lines(part))
    views = _views(part, replace(how.below, told=within(how.told, part)))
    return f'<section class="part">{title}{lines}{_told(part, how)}{views}</section>'


def _views(answer: Answer, how: _Drawn) -> str:
    """A listing, an overview, the views by side and the nearest passages."""
    shown = (*answer.viewpoints, *(() if answer.parts else answer.nearest))
    return "".join(
        (
            answer.listing and _listing(answer.listing, how) or "",
            _summary(answer, how),
            _columns(answer, shown, how) or _groups(answer, shown, how),
        )
    )


def copy_html(title: str, words: Words, text: str = "") -> str:
    """A button that copies a text, else the reference it stands beside, and where it is told that it did."""
    copied = f' data-copy="{escaped(text)}"' if text else ""
    return (
        f'<button type="button" class="copy"{copied} aria-label="{escaped(title)}">'
        f"{words('copy.button')}</button> "
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


def labels_html(record: Record, words: Words, element: str = "p") -> str:
    """The labels as one line, empty where there are none."""
    text = " · ".join(labels(record))
    return text and f'<{element} class="label"{words.lang("en")}>{escaped(text)}</{element}>'


def _searched(answer: Answer, how: _Drawn, whole: bool, undoable: bool, dropped: Scope) -> str:
    if answer.answered and answer.searched == Extent() or answer.reason in NOT_SEARCHED:
        return ""  # not searched yet, or not at all
    counted = counted_line(answer) if whole else ""
    lines = " ".join(filter(None, (*question_lines(answer), engine_line(answer), counted)))
    read = _read(answer.understood, how, undoable)
    without = dropped and how.words("answer.asked_without", words=filter_words(dropped, how.words))
    return (
        _paragraph("searched", lines, how.english)
        + (read and f'<p class="read">{read}</p>')
        + _paragraph("read", without or "")
    )


def _read(understood: Scope, how: _Drawn, undoable: bool) -> str:
    """The filters read from the question; `undoable` ones with buttons to ask without one of them or any."""
    words = how.words
    each = [filter_words(part, words) for part in parts(understood)]
    if not each:
        return ""
    read = words("answer.read")
    if not undoable:
        return escaped(f"{read} {filter_words(understood, words)}.")
    if len(each) == 1:
        return f"{read} {escaped(each[0])} {_button(how, 'all', words('answer.without_it'))}"
    chips = (
        _button(how, number, f"{one} ×", words("answer.without", words=one))
        for number, one in enumerate(each)
    )
    return f"{read} {' '.join(chips)} {_button(how, 'all', words('answer.without_these'))}"


def _more(answer: Answer, how: _Drawn) -> str:
    """A button for the next of the articles that bear on the question; empty where all are shown."""
    button = _button(how, "more", how.words("answer.more", number=min(answer.more, MOST_VIEWPOINTS)))
    return f'<p class="more">{button}</p>' if answer.more else ""


def _button(how: _Drawn, which: int | str, words: str, title: str = "") -> str:
    """A button to ask again: its event tells the turn and what is dropped, or "more" or "exact"."""
    more = f' title="{escaped(title)}" aria-label="{escaped(title)}"' if title else ""
    return (
        f'<button type="button" class="again" data-again="{how.turn} {which}"{more}>{escaped(words)}</button>'
    )


def _paragraph(name: str, text: str, more: str = "") -> str:
    """A line; `more` is HTML of further attributes."""
    return f'<p class="{name}"{more}>{escaped(text)}</p>' if text else ""


def _summary(answer: Answer, how: _Drawn) -> str:
    if answer.summary is None:
        return ""
    citations = {quote.citation: view.record for view in answer.viewpoints for quote in view.quotes}

    def cited(numbers: str) -> str:
        found = [int(number) for number in numbers.split(",")]
        return "".join(
            cite_html(citations[n], n, how.turn, how.words) if n in citations else escaped(f"[{n}]")
            for n in found
        )

    # Odd pieces are what the pattern's group matched.
    pieces = _CITATION.split(answer.summary)
    text = "".join(cited(piece) if odd % 2 else escaped(piece) for odd, piece in enumerate(pieces))
    return f'<p class="summary">{text}</p>'


def _group(group: Group, how: _Drawn) -> str:
    """The views of one side, under its heading."""
    heading, views = group
    title = how.heading("position", heading, how.english) if heading else ""
    return title + "".join(_viewpoint(view, how.below if heading else how) for view in views)


def _viewpoint(view: Viewpoint, how: _Drawn) -> str:
    page = link(at_quotes(view.record, view.quotes), how.words(f"page.{view.record.url_kind}"))
    return "".join(
        (
            f'<section class="viewpoint">{how.heading("who", _named(view, how) + _chip(view, how.words))}',
            _paragraph("role", role(view)),
            f'<p class="where">{where_html(view.record, how.words)}{page and " · " + page}</p>',
            _paragraph("label", " · ".join(notes(view, how.told)), how.english),
            view.claim and f'<p class="claim">{escaped(view.claim)}</p>' or "",
            *(_quote(view, quote, how) for quote in view.quotes),
            _tools(view, how),
            "</section>",
        )
    )


def _named(view: Viewpoint, how: _Drawn) -> str:
    """Who holds the view; the names of those who have a page lead there."""
    names = {name for name in (view.speaker, *view.record.people) if name and how.has_page(name)}
    if not names:
        return who_html(view, how.words)
    # A long name first: a short one may be a part of it.
    known = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})(?!\w)")

    def linked(text: str) -> str:
        # Odd pieces are what the pattern's group matched.
        pieces = enumerate(known.split(text))
        return "".join(_person_link(piece) if odd % 2 else escaped(piece) for odd, piece in pieces)

    return who_html(view, how.words, linked)


def _person_link(name: str) -> str:
    return _page_link(f"authors/{quote(name, safe='', errors='replace')}", name)


def _chip(view: Viewpoint, words: Words) -> str:
    """The side that the view takes, told apart by a sign, too; empty where it takes none."""
    if view.stance not in SIGNS:
        return ""
    word = words(f"side.{view.stance}")
    return f' <span class="chip"><span aria-hidden="true">{SIGNS[view.stance]}</span> {word}</span>'


def _tools(view: Viewpoint, how: _Drawn) -> str:
    button = copy_html(how.words("copy.view", who=who(view)), how.words, copied(view))
    return f'<div class="tools" aria-live="off">{button}{how.beside(view)}</div>'


def _listing(listing: Listing, how: _Drawn) -> str:
    """The sentence, counts as a table, articles as a list."""
    words = how.words
    counts = "".join(_count(count, how) for count in listing.counts)
    heads = "".join(
        f'<th scope="col">{head}</th>' for head in (words("answer.name"), words("answer.articles"))
    )
    articles = "".join(_listed(record, how) for record in listing.articles)
    return "".join(
        (
            _paragraph("listing", listing.text, how.english),
            counts and f'<table class="listing"><tr>{heads}</tr>{counts}</table>',
            articles and f'<ul class="listing">{articles}</ul>',
        )
    )


def _count(count: Count, how: _Drawn) -> str:
    facts = " · ".join(count_facts(count))
    return f'<tr><th scope="row">{escaped(count.name)}</th><td{how.english}>{escaped(facts)}</td></tr>'


def _listed(record: Record, how: _Drawn) -> str:
    page = link(record.url, how.words(f"page.{record.url_kind}"))
    after = source_line(record).removeprefix(f"“{record.title}")
    return f"<li>“{article_link(record, record.title)}{escaped(after)}{page and ' · ' + page}</li>"


def who_html(view: Viewpoint, words: Words = ENGLISH, drawn: Callable[[str], str] = escaped) -> str:
    """Who holds the view, the name itself marked as strong; `drawn` makes HTML of text."""
    text = who(view)
    if not view.speaker or not text.startswith(view.speaker):
        return f"<strong{words.lang('en')}>{drawn(text)}</strong>"
    return f"<strong>{drawn(view.speaker)}</strong>{english_html(text[len(view.speaker) :], words, drawn)}"


def english_html(text: str, words: Words, drawn: Callable[[str], str] = escaped) -> str:
    """What `wording` says, marked as English on a page in another language; `drawn` makes HTML of text."""
    english = words.lang("en")
    return f"<span{english}>{drawn(text)}</span>" if english and text else drawn(text)


def where_html(record: Record, words: Words) -> str:
    """Publication, date and title; how the date is known is shown on hovering."""
    basis = f' title="{escaped(record.date_basis)}"' if record.date_basis else ""
    place = escaped(record.publication or words("answer.no_publication"))
    date = f'<strong class="date">{escaped(words.date(record.date))}</strong>'
    return f"<span{basis}>{place}, {date}</span> · <cite>{escaped(record.title)}</cite>"


def filter_words(scope: Scope, words: Words) -> str:
    """Filters in words, empty where there are none."""
    since, until = PublicationDate.read(scope.since), PublicationDate.read(scope.until)
    dates = ""
    if since and until:
        dates = words.span(since, until)
    elif since:
        dates = words("filter.since", date=words.date(since))
    elif until:
        dates = words("filter.until", date=words.date(until))
    kinds = words.listed([words(f"kinds.{kind}") for kind in scope.kinds])
    side = scope.side and words("filter.side", side=words(f"side.{scope.side}"))
    each = (words.listed(scope.people), words.listed(scope.publications), kinds, side, dates)
    return "; ".join(filter(None, each))


def _quote(view: Viewpoint, quote: Quote, how: _Drawn) -> str:
    record = view.record
    words = quote.shown if _QUOTED.fullmatch(quote.shown) else quoted(quote.shown, record)
    cite = f"{escaped(page_words(quote))} {cite_html(record, quote.citation, how.turn, how.words)}"
    before = _paragraph("before", context_line(quote), how.english)
    after = _paragraph("translation", translation_line(quote))
    tagged = how.words.lang(record.language)
    return (
        f'{before}<blockquote class="{record.form}"{tagged}><p>{escaped(words)}{cite}</p></blockquote>{after}'
    )


def cite_html(record: Record, citation: int, turn: int, words: Words) -> str:
    """A link to the place of a citation in the panel of sources."""
    label = escaped(words("answer.source", number=citation, title=record.title))
    return f'<a class="cite" href="#src-{turn}-{citation}" aria-label="{label}">[{citation}]</a>'
