"""Answers written by a chat model: its records read as they stream, verified, and only then shown."""

from __future__ import annotations

import random
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.answers import Turn, Usage, Viewpoint
from assistant.articles import Article, Passage
from assistant.attribution import AttributionOf
from assistant.events import SummaryReady, ViewpointReady
from assistant.generation.chat_model import PromptTooLong
from assistant.generation.condensing import Condensed, condensed, points_back
from assistant.generation.draft import Draft
from assistant.generation.drafting import drafted, messages, room
from assistant.generation.further import Further, Passages, further
from assistant.generation.reply import CHARACTERS, Budget
from assistant.generation.sources import Sources, fitting
from assistant.question import Query

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How the writing ended; always the last of what is written."""

    complete: bool
    """Whether the model answered to the end; if not, the rest is left to extraction."""
    declined: bool = False
    """Whether the model found no answer in the passages; there are no viewpoints then."""
    viewpoints: tuple[Viewpoint, ...] = ()
    summary: str | None = None
    notes: tuple[str, ...] = ()
    """Sentences for readers: why the model broke off, and what was dropped."""
    usage: Usage | None = None
    """Of all calls under the budget so far."""


Written = ViewpointReady | SummaryReady | Outcome


@dataclass(frozen=True)
class Writer:
    """The chat model's part in one answer: a question made to stand alone, and views put into words."""

    model: BaseChatModel
    budget: Budget
    people: tuple[str, ...] = ()
    """Persons whom a sentence may credit, beside those of the articles it is given."""
    rng: random.Random = field(default_factory=random.SystemRandom)

    def standalone(
        self, question: str, history: tuple[Turn, ...], query: Query, *, into: str | None = None
    ) -> Condensed:
        """The question in words of its own, asked for only where it leans on the conversation.

        `into` is the language to translate it into, in any case. Otherwise not where `query` is limited to
        articles that were shown, since no words could say that as well.
        """
        leans = query.standalone_question != question or points_back(question)
        if not into and (not history or not leans or query.pleasantry or query.articles):
            return Condensed()
        return condensed(question, history, self.model, self.budget, self.people, into=into)

    def write(
        self,
        question: str,
        sources: Sequence[Passage],
        *,
        articles: Mapping[str, Article],
        attribution_of: AttributionOf,
        search_further: bool = False,
        most: int | None = None,
        first_citation: int = 1,
    ) -> Generator[Written | Further, Sequence[Passages] | None, None]:
        """Viewpoints and a summary from the model's records, as each is verified; last an `Outcome`.

        Nothing is raised for what a server or a model does: the outcome tells. `articles` holds the articles
        of all sources. With `search_further` the model may name queries for what the sources leave open: to a
        `Further` the caller sends what it found. Where the sources do not fit into the model or the budget,
        the first of them are sent, and once more fewer where the server refuses those. At most `most`
        viewpoints are written, their quotes numbered from `first_citation`.
        """
        model, budget = self.model, self.budget
        given, tries = len(sources), 2
        while tries:
            tries -= 1
            given = _given(sources[:given], articles, room(question, budget))
            keyed = Sources(sources[:given], articles, self.rng)
            draft = Draft(
                keyed,
                people=self.people,
                attribution_of=attribution_of,
                question=question,
                most=most,
                first_citation=first_citation,
            )
            try:
                failure = yield from drafted(messages(question, keyed), model, budget, draft)
            except PromptTooLong as error:
                failure = str(error)
                tries = min(tries, given - 1)
                given = _fewer(sources[:given], articles, error.limit, room(question, budget), budget)
            else:
                break
        notes: tuple[str, ...] = ()
        if failure is None and given < len(sources):
            notes = (f"The chat model could read only {given} of the {len(sources)} passages found.",)
        if failure is None and search_further:
            notes += yield from further(question, draft, keyed, model, budget)
        yield Outcome(
            complete=failure is None,
            declined=failure is None and not draft.viewpoints,
            viewpoints=draft.viewpoints,
            summary=draft.summary,
            notes=(*_failed(failure, draft), *notes, *draft.notes),
            usage=budget.usage,
        )


def _given(sources: Sequence[Passage], articles: Mapping[str, Article], characters: int) -> int:
    """How many sources fit; at least one, since only the call itself can say that none does."""
    return max(1, fitting(sources, articles, characters)) if sources else 0


def _fewer(
    sources: Sequence[Passage],
    articles: Mapping[str, Article],
    limit: int | None,
    characters: int,
    budget: Budget,
) -> int:
    """How many to send once more: what fits into the limit the server named, else a quarter."""
    if limit is None:
        return max(1, len(sources) // 4)
    most = characters - budget.room + (limit - budget.limits.written) * CHARACTERS
    return min(max(1, len(sources) // 2), _given(sources, articles, most))


def _failed(failure: str | None, draft: Draft) -> tuple[str, ...]:
    if failure is None:
        return ()
    return (f"{failure}, so the {'rest' if draft.viewpoints else 'answer'} was chosen without it.",)
