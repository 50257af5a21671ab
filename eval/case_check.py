"""Whether cases fit the articles they speak of: names, spans and absent words looked up in the files.

The articles are read here anew, not by the assistant's reader, so that an error there shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

from assistant.dates import PublicationDate
from assistant.names import folded, names_match
from assistant.types import listed
from eval.cases import Case, Filters


class Source:
    """An article's title and body, and the people of its record."""

    def __init__(self, file: Path) -> None:
        _, front, body = file.read_text(encoding="utf-8").split("---\n", 2)
        record = yaml.safe_load(front)
        self.title = str(record["title"])
        self.text = body.strip()
        authors, speakers = (tuple(record.get(key) or ()) for key in ("authors", "speakers"))
        interviewed = speakers or record.get("kind") in ("interview", "report")
        self.people = {*authors, *speakers, listed(speakers if interviewed else authors)}
        self._publication = str(record.get("publication") or "")
        self.date = PublicationDate(str(record["date"])) if record.get("date") else None

    def names(self, speaker: str) -> bool:
        """Whether this is someone of the record, or a name that stands in the text."""
        return speaker in self.people or speaker.casefold() in self.text.casefold()

    def fits(self, filters: Filters) -> bool:
        """Whether the record lies within the filters; a month fits where one of its days does."""
        people, papers = filters.people, filters.publications
        if people and not any(names_match(asked, name) for asked in people for name in self.people):
            return False
        if papers and folded(self._publication) not in map(folded, papers):
            return False
        if not filters.since and not filters.until:
            return True
        first, last = (PublicationDate(text) if text else None for text in (filters.since, filters.until))
        return bool(
            self.date
            and (first is None or self.date.last >= first.first)
            and (last is None or self.date.first <= last.last)
        )

    def first_of(self, words: tuple[str, ...]) -> str | None:
        """The first of the words that begins a word of title or body."""
        text = f"{self.title}\n{self.text}"
        return next((word for word in words if re.search(rf"(?<!\w){re.escape(word)}", text, re.I)), None)


def sources(documents: Path) -> dict[str, Source]:
    """The articles of a folder by their id."""
    return {
        file.relative_to(documents).with_suffix("").as_posix(): Source(file)
        for file in sorted(documents.rglob("*.md"))
        if not file.name.startswith("README")
    }


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
        yield f"both expected and also_relevant: {sorted(both)}"
    if missing := {view.article for view in expect.viewpoints} - set(expect.articles):
        yield f"viewpoints of articles that are not expected: {sorted(missing)}"
    if expect.answered is False and not expect.reason:
        yield "a decline needs a reason"
    if expect.answered is True and not expect.articles:
        yield "an answer needs at least one expected article"
    if (case.category == "silence") != (expect.band is not None):
        yield "silence, and only silence, has a band"
    if case.conversation and not expect.standalone:
        yield "a follow-up needs words of the stand-alone question"


def _outer(case: Case, articles: Mapping[str, Source]) -> Iterator[str]:
    """What in a case is not borne out by the articles."""
    yield from (f"there is no article {name!r}" for name in sorted(_articles(case) - set(articles)))
    for article, name in _credits(case):
        if article in articles and not articles[article].names(name):
            yield f"{name!r} is neither a voice of {article!r} nor named in it"
    for article, span in _spans(case):
        if article in articles and span not in articles[article].text:
            yield f"not in {article!r}, word for word: {span!r}"
    for name in (*case.expect.articles, *case.expect.also_relevant):
        for filters in (case.filters, case.expect.understood):
            if name in articles and not articles[name].fits(filters):
                yield f"{name!r} lies outside the filters"
    if case.absent:
        for article in case.absent.articles or articles:
            if article in articles and (word := articles[article].first_of(case.absent.words)):
                yield f"{word!r} is said to be absent but stands in {article!r}"


def _articles(case: Case) -> set[str]:
    expect = case.expect
    named = {*expect.articles, *expect.also_relevant, *(case.absent.articles if case.absent else ())}
    return named | {article for article, _ in (*_credits(case), *_spans(case))}


def _credits(case: Case) -> Iterator[tuple[str, str]]:
    for view in case.expect.viewpoints:
        yield from ((view.article, name) for name in view.speakers)
    yield from ((credit.article, credit.speaker) for credit in case.expect.never_credited)


def _spans(case: Case) -> Iterator[tuple[str, str]]:
    for view in case.expect.viewpoints:
        yield from ((view.article, span) for point in view.points for span in point.any_of)
    for credit in case.expect.never_credited:
        yield from ((credit.article, span) for span in credit.any_of)
    yield from ((correction.article, correction.sentence) for correction in case.corrections)
