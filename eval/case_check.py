"""Whether cases fit the articles they speak of: names, spans and absent words looked up in the files.

The articles are read by `eval.sources`: those of the project by code that shares nothing with the assistant,
so that an error of its reader shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from assistant.dates import PublicationDate
from assistant.names import folded, names_match
from eval.cases import Case, Expectation, ExpectedViewpoint, Filters
from eval.scoring.library import Library, Source
from eval.scoring.names import fits
from eval.sources import sources


def problems(cases: tuple[Case, ...], documents: Path) -> tuple[str, ...]:
    """Where the cases contradict themselves or the articles of a folder, one sentence each."""
    articles = sources(documents)
    return tuple(
        f"{case.id}: {problem}" for case in cases for problem in (*_inner(case), *_outer(case, articles))
    )


def _inner(case: Case) -> Iterator[str]:
    """What is wrong with a case whatever the articles say."""
    expect = case.expect
    if both := set(expect.articles) & set(expect.also_relevant):
        yield f"both expected and also_relevant: {', '.join(sorted(both))}"
    if missing := {view.article for view in expect.viewpoints if not _optional(view, expect)} - {
        *expect.articles
    }:
        yield f"viewpoints of articles that are not among the expected ones: {', '.join(sorted(missing))}"
    if expect.answered is False and not expect.reason:
        yield "a decline needs a reason"
    if expect.answered is True and not expect.articles:
        yield "an answer needs at least one expected article"
    if (case.category == "silence") != (expect.band is not None):
        yield "silence, and only silence, has a band"
    if case.conversation and not expect.standalone:
        yield "a follow-up needs words of the stand-alone question"
    yield from (f"both expected and denied for {name!r}: {span!r}" for name, span in _both(expect))


def _optional(view: ExpectedViewpoint, expect: Expectation) -> bool:
    """Whether a view may be left out: all its points, in an article that bears on the question too."""
    okay = bool(view.points) and all(point.importance == "okay" for point in view.points)
    return okay and view.article in expect.also_relevant


def _both(expect: Expectation) -> Iterator[tuple[str, str]]:
    """Whoever is expected and denied with the same words of an article."""
    for view in expect.viewpoints:
        for denied in expect.never_credited:
            if denied.article == view.article and denied.speaker in view.speakers:
                spans = {span for point in view.points for span in point.any_of}
                yield from ((denied.speaker, span) for span in sorted(spans & set(denied.any_of)))


def _outer(case: Case, articles: Library) -> Iterator[str]:
    """What in a case is not borne out by the articles."""
    yield from (f"there is no article {name!r}" for name in sorted(_articles(case) - set(articles)))
    yield from _strangers(case, articles)
    for article, span in _spans(case):
        if article in articles and span not in articles[article].text:
            yield f"not in {article!r}, word for word: {span!r}"
    for name in (*case.expect.articles, *case.expect.also_relevant):
        for filters in (case.filters, case.expect.understood):
            if name in articles and not _fits(articles[name], filters):
                yield f"{name!r} lies outside the filters"
    if case.absent:
        for article in case.absent.articles or articles:
            if article in articles and (word := _first_of(articles[article], case.absent.words)):
                yield f"{word!r} is said to be absent but stands in {article!r}"


def _strangers(case: Case, articles: Library) -> Iterator[str]:
    """Speakers whom the articles do not know; whoever is denied may be a person of any article."""
    for view in case.expect.viewpoints:
        source = articles.get(view.article)
        if source and (unknown := [name for name in view.speakers if not _names(source, name)]):
            yield f"{', '.join(map(repr, unknown))} is neither a voice of {view.article!r} nor named in it"
    for denied in case.expect.never_credited:
        if not any(_names(source, denied.speaker) for source in articles.values()):
            yield f"{denied.speaker!r} is neither a voice nor named in any article"


def _articles(case: Case) -> set[str]:
    expect = case.expect
    named = {*expect.articles, *expect.also_relevant, *(case.absent.articles if case.absent else ())}
    return named | {view.article for view in expect.viewpoints} | {article for article, _ in _spans(case)}


def _spans(case: Case) -> Iterator[tuple[str, str]]:
    for view in case.expect.viewpoints:
        yield from ((view.article, span) for point in view.points for span in point.any_of)
    for credit in case.expect.never_credited:
        yield from ((credit.article, span) for span in credit.any_of)
    yield from ((correction.article, correction.sentence) for correction in case.corrections)


def _names(source: Source, speaker: str) -> bool:
    """Whether this is someone of the record, or a name that stands in the text."""
    return any(fits(speaker, name) for name in source.people) or speaker.casefold() in source.text.casefold()


def _fits(source: Source, filters: Filters) -> bool:
    """Whether the record lies within the filters; a month fits where one of its days does."""
    people, papers = filters.people, filters.publications
    if people and not any(names_match(asked, name) for asked in people for name in source.people):
        return False
    if papers and folded(source.publication or "") not in map(folded, papers):
        return False
    date = PublicationDate(source.date) if source.date else None
    first, last = (PublicationDate(text) if text else None for text in (filters.since, filters.until))
    if first is None and last is None:
        return True
    after = first is None or (date is not None and date.last >= first.first)
    before = last is None or (date is not None and date.first <= last.last)
    return after and before


def _first_of(source: Source, words: tuple[str, ...]) -> str | None:
    """The first of the words that begins a word of title or body."""
    text = f"{source.title}\n{source.text}"
    return next((word for word in words if re.search(rf"(?<!\w){re.escape(word)}", text, re.I)), None)
