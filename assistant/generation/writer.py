"""The chat model's part in one answer: the question made to stand alone, and the views put into words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.answering.finding import Finder, Found
from assistant.answers import Turn
from assistant.articles import Article, Passage, Record
from assistant.generation import Written, write
from assistant.generation.budget import Budget
from assistant.generation.condensing import Condensed, condensed, points_back
from assistant.index.filters import Filter
from assistant.question import Understood

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

SOURCES = 16
"""Passages a model is given."""


@dataclass(frozen=True)
class Writer:
    """A model with what it may take for one answer, and the people it may be about."""

    model: BaseChatModel
    budget: Budget
    records: tuple[Record, ...]

    def standalone(self, question: str, history: tuple[Turn, ...], understood: Understood) -> Condensed:
        """The question in words of its own, asked for only where it leans on the conversation.

        Not where `understood` limits it to articles that were shown, since no words could say that as well.
        """
        leans = understood.standalone_question != question or points_back(question)
        if not history or not leans or understood.pleasantry or understood.articles:
            return Condensed()
        return condensed(question, history, self.model, self.budget, self._people)

    def write(self, finder: Finder, found: Found, only: Filter, *, further: bool) -> Iterator[Written]:
        """What the model writes on what was found, verified; `further`: missing sides are searched for."""
        sources = _sources(found)

        def search(query: str) -> list[tuple[Passage, Article]]:
            asked = replace(finder.understood, topic=query, standalone_question=query)
            hits = replace(finder, understood=asked).find(only).hits[:SOURCES]
            return [(hit.passage, finder.article(hit.passage.article_id)) for hit in hits]

        yield from write(
            question=finder.understood.standalone_question,
            sources=sources,
            articles={source.article_id: finder.article(source.article_id) for source in sources},
            model=self.model,
            budget=self.budget,
            search=search if further else None,
            people=self._people,
            holdings=finder.holdings,
        )

    @property
    def _people(self) -> tuple[str, ...]:
        return tuple({name for record in self.records for name in record.people})


def _sources(found: Found) -> tuple[Passage, ...]:
    """The best passages, one of each article among them that would be quoted without a model."""
    passages = tuple(dict.fromkeys(hit.passage for hit in found.hits))
    best = {passage.article_id: passage for passage in reversed(passages)}
    quoted = [best[choice.article.id] for choice in found.choices if choice.article.id in best]
    kept = set(tuple(dict.fromkeys((*quoted, *passages)))[:SOURCES])
    return tuple(passage for passage in passages if passage in kept)
