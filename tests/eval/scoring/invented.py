"""A town with a ferry, what three articles say of it, and answers made of them by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from assistant.answers import Answer, Quote, Viewpoint
from assistant.articles import Record
from assistant.dates import PublicationDate
from eval.cases import Case, Expectation, ExpectedViewpoint, FalseCredit, Point
from eval.scoring import MEASURES
from eval.scoring.library import Library, Source
from eval.scoring.score import Reply, Score

ARTICLES: Library = {
    "ash": Source(
        text="The ferry should be kept. The mayor fears its cost, and the bakers its noise.",
        authors=("Ann Ash",),
        publication="The Skerrow Tide",
        date="2018-09",
    ),
    "joint": Source(
        text="A bridge would be cheaper. Ann Ash calls it a dream.",
        authors=("Bo Birk", "Cy Cole"),
        date="2019-01-05",
    ),
    "talk": Source(
        text="The ferry has no future, he says.",
        kind="interview",
        authors=("Ann Ash",),
        speakers=("Dag Dúrich",),
    ),
    "leaflet": Source(text="Save the ferry! It carries the doctor."),
}


def record(article: str) -> Record:
    """The record as the article's file gives it."""
    source = ARTICLES[article]
    return Record(
        article_id=article,
        title="On the ferry",
        kind="interview" if source.kind == "interview" else "article",
        authors=source.authors,
        speakers=source.speakers,
        publication=source.publication,
        date=PublicationDate(source.date) if source.date else None,
    )


def quote(article: str, *parts: str) -> Quote:
    """A quote of words of an article; elided where several parts are given."""
    text = ARTICLES[article].text
    spans = tuple((start := text.index(part), start + len(part)) for part in parts)
    start, end = spans[0][0], spans[-1][1]
    elided: dict[str, Any] = {"verdict": "elided", "parts": spans} if len(parts) > 1 else {}
    return Quote(citation=1, text=text[start:end], start=start, end=end, **elided)


def view(article: str, words: str, speaker: str | None) -> Viewpoint:
    """A viewpoint with one quote."""
    return Viewpoint(record=record(article), speaker=speaker, reported=False, quotes=(quote(article, words),))


KEPT = view("ash", "The ferry should be kept.", "Ann Ash")
FEARED = view("ash", "The mayor fears its cost", "the mayor")
CHEAPER = view("joint", "A bridge would be cheaper.", "Bo Birk and Cy Cole")


def answer(*views: Viewpoint, **fields: Any) -> Answer:
    """An answer that shows these viewpoints."""
    return Answer(
        **{"question": "?", "standalone_question": "?", "answered": True, "viewpoints": views, **fields}
    )


def declined(reason: str = "not_covered", **fields: Any) -> Answer:
    """An answer that declines."""
    return answer(answered=False, reason=reason, **fields)


def expected(article: str, speaker: str | None, *spans: str, **fields: Any) -> ExpectedViewpoint:
    """A viewpoint that a case expects, each span a point of its own."""
    points = tuple(Point(text=f"that {span}", any_of=(span,)) for span in spans)
    return ExpectedViewpoint(article=article, speaker=speaker, points=points, **fields)


def never(speaker: str, article: str, *spans: str) -> FalseCredit:
    """Words that are not this person's view."""
    return FalseCredit(speaker=speaker, article=article, any_of=spans)


def case(*, conversation: tuple[str, ...] = (), **expect: Any) -> Case:
    """A case that expects an answer unless told otherwise."""
    return Case(
        id="ferry",
        question="Should the ferry be kept?",
        category="factual",
        conversation=conversation,
        expect=Expectation(**{"answered": True, **expect}),
    )


SILENT = case(answered=False, reason=("not_covered",))
EITHER = case(answered="either")


def score(name: str, asked: Case, given: Answer, **fields: Any) -> Score:
    """One measure of one answer."""
    (measure,) = (measure for measure in MEASURES if measure.name == name)
    return measure.score(asked, replace(Reply(given, 1.5, None), **fields), ARTICLES)
