"""The chat model's part in one answer: the question made to stand alone, and the views put into words."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.answers import Turn
from assistant.articles import Article, Passage, Record
from assistant.attribution import AttributionOf
from assistant.generation.budget import Budget
from assistant.generation.condensing import Condensed, condensed, points_back
from assistant.generation.further import Further, Passages
from assistant.generation.writing import Written, write
from assistant.question import Query

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel


@dataclass(frozen=True)
class Writer:
    """A model with what it may take for one answer, and the people it may be about."""

    model: BaseChatModel
    budget: Budget
    records: tuple[Record, ...]

    def standalone(self, question: str, history: tuple[Turn, ...], query: Query) -> Condensed:
        """The question in words of its own, asked for only where it leans on the conversation.

        Not where `query` is limited to articles that were shown, since no words could say that as well.
        """
        leans = query.standalone_question != question or points_back(question)
        if not history or not leans or query.pleasantry or query.articles:
            return Condensed()
        return condensed(question, history, self.model, self.budget, self._people)

    def write(
        self,
        question: str,
        sources: Sequence[Passage],
        *,
        articles: Mapping[str, Article],
        attribution_of: AttributionOf,
        search_further: bool,
    ) -> Generator[Written | Further, Sequence[Passages] | None, None]:
        """What the model writes on the passages, verified; see `writing.write`."""
        return write(
            question=question,
            sources=sources,
            articles=articles,
            model=self.model,
            budget=self.budget,
            search_further=search_further,
            people=self._people,
            attribution_of=attribution_of,
        )

    @property
    def _people(self) -> tuple[str, ...]:
        return tuple({name for record in self.records for name in record.people})
