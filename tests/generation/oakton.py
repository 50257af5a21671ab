"""Oakton and its ferry: invented articles, and a model's replies about them."""

import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from langchain_core.language_models import BaseChatModel, GenericFakeChatModel
from langchain_core.messages import AIMessage

from assistant.answers import Quote, Viewpoint
from assistant.articles import Article, Passage, Record, Span
from assistant.attribution import Attribution, attribution_at
from assistant.dates import PublicationDate
from assistant.generation import Outcome, Writer
from assistant.generation.reply import Budget
from assistant.generation.sources import Sources
from assistant.generation.verifying import Grade, Statement
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
    """A record that quotes words of a source."""
    return json.dumps({"source": source, "quotes": quotes, **more}, ensure_ascii=False) + "\n"


def citing(*ids: str, **more: Any) -> str:
    """A record that cites sentences."""
    return json.dumps({"cite": ids, **more}, ensure_ascii=False) + "\n"


def summary(text: str) -> str:
    return json.dumps({"summary": text}) + "\n"


def voices_own(article: Article, span: Span) -> Attribution:
    """Everything is the voice's own, for all that is known."""
    return attribution_at((), article, span)


def written(reply: str | AIMessage, **more: Any) -> Outcome:
    return from_model(GenericFakeChatModel(messages=iter([reply])), **more)


def from_model(model: BaseChatModel, **more: Any) -> Outcome:
    question = more.pop("question", "Should Oakton build a bridge?")
    own = {name: more.pop(name) for name in ("verifier", "server") if name in more}
    writer = Writer(model, more.pop("budget", None) or Budget(), more.pop("people", ()), rng=rng(), **own)
    passages = more.pop("passages", PASSAGES)
    return writer.write(question, passages, **{"articles": ARTICLES, "attribution_of": voices_own, **more})


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
    claim_check="supported",
    stance="for",
)
FERRYMEN_VIEW = Viewpoint(
    record=FERRY.record,
    speaker="ferrymen",
    reported=True,
    quotes=(quote(FERRY, 2, TRADE, GO, DRAY),),
    claim="The ferrymen fear for their trade.",
    claim_check="supported",
    stance="against",
)
BIRK_VIEW = Viewpoint(
    record=BRIDGE.record,
    speaker="Bo Birk",
    reported=False,
    quotes=(quote(BRIDGE, 3, NO_BRIDGE, None, "He concedes that the ferry is slow."),),
    claim="Birk wants the river deepened first.",
    claim_check="supported",
    stance="mixed",
)
GOOD = (
    citing(f"{OWN}.1", claim=ASH_VIEW.claim, stance="for")
    + citing(f"{FERRYMEN}.1", speaker="The ferrymen", claim=FERRYMEN_VIEW.claim, stance="against")
    + citing(f"{BIRK}.1", claim=BIRK_VIEW.claim, stance="mixed")
    + summary(
        f"Ash is for a bridge, the ferrymen against [{OWN}.1, {FERRYMEN}.1]. "
        f"Birk sets a condition [{BIRK}.1]."
    )
)
ONE_VIEW = GOOD.index("\n") // 7 + 1
"""Chunks that hold the first view."""
GOOD_SUMMARY = "Ash is for a bridge, the ferrymen against [1][2]. Birk sets a condition [3]."
ALL = (ASH_VIEW, FERRYMEN_VIEW, BIRK_VIEW)


@dataclass(frozen=True)
class Grader:
    """A verifier of one's own."""

    grade: Callable[[str], Grade | None] = lambda statement: "supported"

    def grades(self, question: str, statements: Sequence[Statement]) -> list[Grade | None]:
        return [self.grade(statement.text) for statement in statements]


def seen(outcome: Outcome) -> list[str]:
    """What a reader is shown: the views, the overview, the notes."""
    for each in outcome.viewpoints:
        text = ARTICLES[each.record.article_id].text
        assert all(quote.text == text[quote.start : quote.end] for quote in each.quotes)
    views = [
        " | ".join(
            (
                attribution(each),
                each.claim or "-",
                *(f"[{quote.citation}] {quote.shown}" for quote in each.quotes),
            )
        )
        for each in outcome.viewpoints
    ]
    return [*views, *([f"= {outcome.summary}"] if outcome.summary else []), *outcome.notes]
