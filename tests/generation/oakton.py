"""Oakton and its ferry: invented articles, and a model's replies about them."""

import contextlib
import json
import random
from collections.abc import Iterator
from typing import Any

from langchain_core.language_models import BaseChatModel, GenericFakeChatModel
from langchain_core.messages import AIMessage

from assistant.answers import Quote, Viewpoint
from assistant.articles import Article, Passage, Record, Span
from assistant.attribution import Attribution, attribution_at
from assistant.dates import PublicationDate
from assistant.events import SummaryReady, ViewpointReady
from assistant.generation import Further, Outcome, Writer, Written
from assistant.generation.reply import Budget
from assistant.generation.sources import Sources
from assistant.reading.article import article_of
from assistant.wording.byline import attribution

FERRY = article_of(
    Record(
        article_id="ash-2019",
        title="The ferry must go",
        authors=("Ann Ash",),
        publication="The Oakton Post",
        date=PublicationDate("2019-03"),
    ),
    "The old ferry costs Oakton more than a bridge would. I say it must go within 12 months.\n\n"
    "The ferrymen hold that a bridge would end their trade. Their speaker, Dora Dray, calls the plan a "
    "“cold robbery” of the poor. I do not believe a word of it.",
)
BRIDGE = article_of(
    Record(
        article_id="birk-2021",
        title="Leave the ferry alone",
        kind="interview",
        authors=("Rita Rowe",),
        speakers=("Bo Birk",),
        form="digest",
    ),
    "Birk tells the paper that no bridge should be built before the river is deepened. He concedes that the "
    "ferry is slow.",
)
ARTICLES = {article.id: article for article in (FERRY, BRIDGE)}


def passage(article: Article, start: int = 0, end: int | None = None) -> Passage:
    end = len(article.text) if end is None else end
    return Passage(article.id, start, end, article.text[start:end])


FIRST_END = FERRY.text.index("\n\n")
PASSAGES = (passage(FERRY, 0, FIRST_END), passage(FERRY, FIRST_END + 2), passage(BRIDGE))


def rng() -> random.Random:
    return random.Random(7)


def keys(count: int = 3) -> list[str]:
    prompted = Sources(PASSAGES[:count], ARTICLES, rng()).prompt()
    return [line[8:12] for line in prompted.splitlines() if line.startswith("<source ")]


OWN, FERRYMEN, BIRK = keys()


def view(source: str, *quotes: str, **more: Any) -> str:
    return json.dumps({"source": source, "quotes": quotes, **more}, ensure_ascii=False) + "\n"


def summary(text: str) -> str:
    return json.dumps({"summary": text}) + "\n"


def voices_own(article: Article, span: Span) -> Attribution:
    """Everything is the voice's own, for all that is known."""
    return attribution_at((), article, span)


def written(reply: str | AIMessage, **more: Any) -> list[Written]:
    return from_model(GenericFakeChatModel(messages=iter([reply])), **more)


def from_model(model: BaseChatModel, **more: Any) -> list[Written]:
    return list(from_model_lazily(model, **more))


def from_model_lazily(model: BaseChatModel, **more: Any) -> Iterator[Written]:
    question, search = more.pop("question", "Should Oakton build a bridge?"), more.pop("search", None)
    writer = Writer(model, more.pop("budget", None) or Budget(), more.pop("people", ()), rng())
    given = {"sources": PASSAGES, "articles": ARTICLES, "attribution_of": voices_own, **more}
    writing = writer.write(question, search_further=search is not None, **given)
    results = None
    with contextlib.suppress(StopIteration), contextlib.closing(writing):
        while True:
            event = writing.send(results)
            results = None
            if isinstance(event, Further):
                results = [search(query) for query in event.queries]
            else:
                yield event


def span(article: Article, words: str) -> Span:
    start = article.text.index(words)
    return start, start + len(words)


def quote(article: Article, citation: int, words: str, before: str | None, after: str | None) -> Quote:
    start, end = span(article, words)
    return Quote(
        citation=citation,
        text=words,
        start=start,
        end=end,
        before=before and span(article, before),
        after=after and span(article, after),
    )


COSTS = "The old ferry costs Oakton more than a bridge would."
GO = "I say it must go within 12 months."
TRADE = "The ferrymen hold that a bridge would end their trade."
DRAY = "Their speaker, Dora Dray, calls the plan a “cold robbery” of the poor."
NO_BRIDGE = "Birk tells the paper that no bridge should be built before the river is deepened."

ASH_VIEW = Viewpoint(
    record=FERRY.record,
    speaker="Ann Ash",
    reported=False,
    quotes=(quote(FERRY, 1, COSTS, None, GO),),
    claim="Ash finds the ferry dearer than a bridge.",
    stance="for",
)
FERRYMEN_VIEW = Viewpoint(
    record=FERRY.record,
    speaker="ferrymen",
    reported=True,
    quotes=(quote(FERRY, 2, TRADE, GO, DRAY),),
    claim="The ferrymen fear for their trade.",
    stance="against",
)
BIRK_VIEW = Viewpoint(
    record=BRIDGE.record,
    speaker="Bo Birk",
    reported=False,
    quotes=(quote(BRIDGE, 3, NO_BRIDGE, None, "He concedes that the ferry is slow."),),
    claim="Birk wants the river deepened first.",
    stance="mixed",
)
GOOD = (
    view(OWN, COSTS, claim=ASH_VIEW.claim, stance="for")
    + view(FERRYMEN, TRADE, speaker="The ferrymen", claim=FERRYMEN_VIEW.claim, stance="against")
    + view(BIRK, NO_BRIDGE, claim=BIRK_VIEW.claim, stance="mixed")
    + summary(
        f"Ash is for a bridge, the ferrymen against [{OWN}, {FERRYMEN}]. Birk sets a condition [{BIRK}]."
    )
)
ONE_VIEW = GOOD.index("\n") // 7 + 1
"""Chunks that hold the first view."""
GOOD_SUMMARY = "Ash is for a bridge, the ferrymen against [1][2]. Birk sets a condition [3]."
GOOD_EVENTS = [
    ViewpointReady(ASH_VIEW),
    ViewpointReady(FERRYMEN_VIEW),
    ViewpointReady(BIRK_VIEW),
    SummaryReady(GOOD_SUMMARY),
]


def seen(events: list[Written]) -> list[str]:
    """What a reader is shown: the views, the overview, the notes."""
    outcome = events[-1]
    assert isinstance(outcome, Outcome)
    shown = {(view.record.article_id, view.speaker, view.reported): view for view in _viewpoints(events)}
    assert tuple(shown.values()) == outcome.viewpoints
    views = [
        " | ".join(
            (
                attribution(view),
                view.claim or "-",
                *(f"[{quote.citation}] {quote.shown}" for quote in view.quotes),
            )
        )
        for view in shown.values()
    ]
    return [*views, *([f"= {outcome.summary}"] if outcome.summary else []), *outcome.notes]


def _viewpoints(events: list[Written]) -> Iterator[Viewpoint]:
    for event in events:
        if isinstance(event, ViewpointReady):
            yield event.viewpoint
            for quote in event.viewpoint.quotes:
                text = ARTICLES[event.viewpoint.record.article_id].text
                assert quote.text == text[quote.start : quote.end]
