"""The articles for programs: found by words, listed, read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistant.citing.cite import references
from assistant.index.filters import resolve
from assistant.rendering.data import article_data, hit_data
from assistant.scopes import Scope

if TYPE_CHECKING:
    from assistant.answering.assistant import Assistant

NO_ARTICLE = "There is no article of this id."


def found(assistant: Assistant, words: str, scope: Scope, limit: int) -> list[dict[str, Any]]:
    """The passages nearest to some words, best first."""
    hits = assistant.found(words, scope=scope, limit=limit)
    return [hit_data(rank, hit, record) for rank, (hit, record) in enumerate(hits, 1)]


def listed(assistant: Assistant, scope: Scope, limit: int, offset: int) -> dict[str, Any]:
    """How many articles pass the filters, and some of them in order of id."""
    assistant.refresh()
    records = assistant.records
    only = resolve(scope, records)
    passing = [record for record in records if only.admits(record)]
    page = passing[offset : offset + limit]
    return {"total": len(passing), "articles": [record.to_dict() for record in page]}


def read(assistant: Assistant, article_id: str) -> dict[str, Any] | None:
    """An article with its text and its references; None where there is none of this id."""
    assistant.refresh()
    article = assistant.article(article_id)
    if article is None:
        return None
    passages = assistant.passage_counts.get(article_id, 0)
    data = article_data(article, passages)
    return {**data, "text": article.text, "references": references(article.record)}
