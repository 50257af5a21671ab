"""The articles behind an answer as HTML cards, with the quoted words marked where they stand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence

from assistant.answers import Answer, Quote, Viewpoint
from assistant.articles import Article, Record, Span
from assistant.rendering.escaping import escaped
from assistant.rendering.html import (
    article_link,
    cite_html,
    elsewhere,
    labels_html,
    link,
    where_html,
    who_html,
)
from assistant.rendering.html_cite import citing_html
from assistant.rendering.quoted_place import at_quotes
from assistant.rendering.words import ENGLISH, Words
from assistant.wording.lines import basis_lines

_WHOLE = 20_000
"""Characters up to which an article is shown whole."""
_AROUND = 4_000
"""Characters shown on either side of each quote of a longer one."""


class Sources:
    """The articles behind the answer of one turn; as it grows, a card that stays the same is made once."""

    def __init__(self, turn: int, article: Callable[[str], Article | None], words: Words = ENGLISH) -> None:
        self._turn = turn
        self._words = words
        self._article = article
        self._cards: dict[str, tuple[list[Viewpoint], tuple[str, str]]] = {}

    def html(self, answer: Answer) -> str:
        """One card for each article the answer quotes; `#src-turn-n` is the place of citation n."""
        quoted: dict[str, list[Viewpoint]] = {}
        for view in (*answer.viewpoints, *answer.nearest):
            quoted.setdefault(view.record.article_id, []).append(view)
        if not quoted:
            return ""
        cards = "".join(self._card(name, quoted) for name in quoted)
        title = self._words("sources.title")
        return f'<section class="turn" data-turn="{self._turn}" aria-label="{title}">{cards}</section>'

    def _card(self, article_id: str, quoted: Mapping[str, list[Viewpoint]]) -> str:
        """An article's card; of it, only the line on other articles changes as the answer grows."""
        views = quoted[article_id]
        before, card = self._cards.get(article_id, ([], ("", "")))
        if before != views:
            card = _card(self._article(article_id), views, self._turn, self._words)
            self._cards[article_id] = views, card
        top, rest = card
        others = [other for name, other in quoted.items() if name != article_id]
        return f"{top}{_others(views[0].record, others, self._turn, self._words)}{rest}"


def _card(article: Article | None, views: list[Viewpoint], turn: int, words: Words) -> tuple[str, str]:
    """An article's card down to its links, and the rest of it."""
    record = views[0].record
    quotes = [quote for view in views for quote in view.quotes]
    voice = Viewpoint(record=record, speaker=record.voice, reported=False, quotes=())
    intact = article is not None and all(article.text[q.start : q.end] == q.text for q in quotes)
    text = _text(article, quotes, turn) if article and intact else _quotes_alone(quotes, turn, words)
    top = (
        f'<details class="source" name="turn-{turn}">'
        f'<summary><span class="who">{who_html(voice, words)}</span>'
        f'<span class="where">{where_html(record, words)}</span>'
        f"{labels_html(record, words, 'span')}</summary>"
        f'<div class="record">{_links(record, quotes, words, here=article is not None)}'
    )
    tagged = words.lang(record.language)
    about = f"{_about(record, words)}{citing_html(record, words)}"
    return top, f'{about}</div><div class="text"{tagged}>{text}</div></details>'


def _links(record: Record, quotes: list[Quote], words: Words, *, here: bool) -> str:
    """Where to read the article, on its page `here` too."""
    own = article_link(record, words("sources.article_page")) if here else ""
    original = link(at_quotes(record, quotes), words(f"open.{record.url_kind}"))
    links = " · ".join(filter(None, (own, original, *elsewhere(record, words))))
    return links and f'<p class="links">{links}</p>'


def _others(record: Record, others: Sequence[list[Viewpoint]], turn: int, words: Words) -> str:
    """Links to what the answer quotes of the same voices in other articles, a line for each voice."""
    lines = []
    for voice in record.voices:
        own = (views for views in others if voice in views[0].record.voices)
        if places := " · ".join(_cited(views, turn, words) for views in own):
            line = words("sources.elsewhere", name=escaped(voice), places=places)
            lines.append(f'<p class="passages">{line}</p>')
    return "".join(lines)


def _cited(views: list[Viewpoint], turn: int, words: Words) -> str:
    """The date of an article, and links to the places of its quotes."""
    record = views[0].record
    links = (cite_html(record, quote.citation, turn, words) for view in views for quote in view.quotes)
    return f"{escaped(words.date(record.date))} {' '.join(links)}"


def _about(record: Record, words: Words) -> str:
    """How the article's date and extent are known."""
    date = words("sources.date", date=words.date(record.date))
    basis = record.date_basis and f"{date} {record.date_basis}"
    text = record.coverage_note and words("sources.text", note=record.coverage_note)
    english = words.lang("en")
    lines = "".join(
        f"<p{more}>{escaped(note)}</p>"
        for note, more in (
            (basis, ""),
            *((line, english) for line in basis_lines(record)),
            (record.publication_note, ""),
            (text, ""),
        )
        if note
    )
    return lines and f'<details class="about"><summary>{words("sources.about")}</summary>{lines}</details>'


def _quotes_alone(quotes: list[Quote], turn: int, words: Words) -> str:
    marks = (f"<p>{_place(q, turn)}{_mark(escaped(q.shown), (q.citation,))}</p>" for q in quotes)
    return f'<p class="note">{words("sources.changed")}</p>' + "".join(marks)


def _text(article: Article, quotes: list[Quote], turn: int) -> str:
    placed: set[int] = set()
    parts: list[str] = []
    windows = _windows(len(article.text), quotes)
    for window in windows:
        if window[0] > 0:
            parts.append('<p class="gap">…</p>')
        first = bisect_right(article.blocks, window[0], key=lambda block: block.end)
        last = bisect_left(article.blocks, window[1], key=lambda block: block.start)
        for block in article.blocks[first:last]:
            span = max(block.start, window[0]), min(block.end, window[1])
            kind = "" if block.kind == "paragraph" else f' class="{block.kind}"'
            parts.append(f"<p{kind}>{''.join(_pieces(article, span, quotes, turn, placed))}</p>")
    if windows[-1][1] < len(article.text):
        parts.append('<p class="gap">…</p>')
    return "".join(parts)


def _windows(length: int, quotes: list[Quote]) -> list[Span]:
    """The parts of a text to show: all of it, or what surrounds the quotes."""
    if length <= _WHOLE:
        return [(0, length)]
    windows: list[Span] = []
    for start, end in sorted((max(q.start - _AROUND, 0), min(q.end + _AROUND, length)) for q in quotes):
        if windows and start <= windows[-1][1]:
            windows[-1] = (windows[-1][0], max(end, windows[-1][1]))
        else:
            windows.append((start, end))
    return windows


def _pieces(article: Article, span: Span, quotes: list[Quote], turn: int, placed: set[int]) -> Iterator[str]:
    """A paragraph cut where quotes and their neighbouring sentences begin and end; quotes may overlap."""
    start, end = span
    contexts = [context for q in quotes for context in (q.before, q.after) if context]
    edges = [point for q in quotes for part in _parts(q) for point in part]
    edges += [point for context in contexts for point in context]
    cuts = sorted({start, end, *(point for point in edges if start < point < end)})
    for piece in zip(cuts, cuts[1:], strict=False):
        words = escaped(article.shown(*piece))
        inside = [q for q in quotes if any(_within(piece, part) for part in _parts(q))]
        if inside:
            yield from (_place(q, turn) for q in inside if q.citation not in placed)
            placed.update(q.citation for q in inside)
            yield _mark(words, tuple(q.citation for q in inside))
        elif any(_within(piece, context) for context in contexts):
            yield f'<span class="context">{words}</span>'
        else:
            yield words


def _parts(quote: Quote) -> tuple[Span, ...]:
    return quote.parts or ((quote.start, quote.end),)


def _within(piece: Span, part: Span) -> bool:
    return part[0] <= piece[0] and piece[1] <= part[1]


def _place(quote: Quote, turn: int) -> str:
    return f'<span class="place" id="src-{turn}-{quote.citation}"></span>'


def _mark(words: str, citations: tuple[int, ...]) -> str:
    return f'<mark data-cites="{" ".join(map(str, citations))}">{words}</mark>'
