"""Whether what is shown of an article is what its file says: its record and its words."""

from __future__ import annotations

from collections.abc import Callable

from assistant.answers import Quote, Viewpoint
from assistant.articles import Span
from eval.cases import Case
from eval.scoring.library import Library, Source
from eval.scoring.names import same
from eval.scoring.score import Measure, Reply, Score, share


def _records(
    right: Callable[[Viewpoint, Source], bool], shown: Callable[[Viewpoint], str]
) -> Callable[[Case, Reply, Library], Score]:
    """A score over the viewpoints, shown or nearest: the share of which the record is right."""

    def score(_: Case, reply: Reply, articles: Library) -> Score:
        views = (*reply.answer.viewpoints, *reply.answer.nearest)
        wrong = [view for view in views if not _of_file(view, articles, right)]
        why = "; ".join(dict.fromkeys(f"{view.record.article_id} shown as {shown(view)}" for view in wrong))
        return share((view not in wrong for view in views), why)

    return score


def _of_file(view: Viewpoint, articles: Library, right: Callable[[Viewpoint, Source], bool]) -> bool:
    source = articles.get(view.record.article_id)
    return source is not None and right(view, source)


def _same_people(view: Viewpoint, source: Source) -> bool:
    record = view.record
    return record.kind == source.kind and all(
        len(shown) == len(given) and all(map(same, shown, given))
        for shown, given in ((record.authors, source.authors), (record.speakers, source.speakers))
    )


def _same_date(view: Viewpoint, source: Source) -> bool:
    return (view.record.date and view.record.date.iso) == source.date


def _same_publication(view: Viewpoint, source: Source) -> bool:
    return view.record.publication == source.publication


def _people_shown(view: Viewpoint) -> str:
    names = ", ".join(view.record.people) or "nobody named"
    return f"{view.record.kind} by {names}"


def _quote_fidelity(_: Case, reply: Reply, articles: Library) -> Score:
    views = (*reply.answer.viewpoints, *reply.answer.nearest)
    quotes = [(view.record.article_id, quote) for view in views for quote in view.quotes]
    found = [name in articles and _stands(quote, articles[name].text) for name, quote in quotes]
    lost = (
        f"{name} [{quote.citation}]" for (name, quote), there in zip(quotes, found, strict=True) if not there
    )
    return share(found, f"not in the file as quoted: {', '.join(lost)}")


def _stands(quote: Quote, text: str) -> bool:
    """Whether a quote, its parts and the context shown with it are in the file where they say they are."""
    if not _within(quote.start, quote.end, len(text)) or text[quote.start : quote.end] != quote.text:
        return False
    if quote.context is not None and " ".join(quote.context.split()) not in " ".join(text.split()):
        return False
    return (
        quote.verdict == "verbatim" if quote.parts is None else _in_order(quote.parts, quote.start, quote.end)
    )


def _in_order(parts: tuple[Span, ...], start: int, end: int) -> bool:
    """Whether the parts of an elided quote follow one another from its start to its end."""
    bounds = [bound for part in parts for bound in part]
    apart = all(one < other for one, other in parts)
    return bool(bounds) and (bounds[0], bounds[-1]) == (start, end) and apart and bounds == sorted(bounds)


def _within(start: int, end: int, length: int) -> bool:
    # A negative offset would be counted from the end, an empty slice found anywhere.
    return 0 <= start < end <= length


_OF_RECORDS = "Share of the viewpoints, shown or nearest, whose {} in the article's file, which is read anew."
BY_CONSTRUCTION = "Printed by code, never by a model: it holds by construction and is checked all the same."

FIDELITY = (
    Measure(
        "author",
        "author accuracy",
        "higher",
        f"{_OF_RECORDS.format('authors, speakers and kind are those')} {BY_CONSTRUCTION}",
        _records(_same_people, _people_shown),
    ),
    Measure(
        "date",
        "date accuracy",
        "higher",
        f"{_OF_RECORDS.format('date is the one')} {BY_CONSTRUCTION}",
        _records(_same_date, lambda view: view.record.date_text),
    ),
    Measure(
        "publication",
        "publication accuracy",
        "higher",
        f"{_OF_RECORDS.format('publication is the one')} {BY_CONSTRUCTION}",
        _records(_same_publication, lambda view: view.record.publication or "no publication"),
    ),
    Measure(
        "quote_fidelity",
        "quote fidelity",
        "higher",
        "Share of the quotes, shown or nearest, that stand in the article's file at their offsets, letter by "
        "letter, each part of an elided one too, re-found by code that shares nothing with the assistant: "
        "the mechanical part of attribution to identified sources (AIS: Rashkin et al. 2023). A verbatim "
        "answer scores 1 by construction: read it beside coverage, key points and length.",
        _quote_fidelity,
    ),
)
