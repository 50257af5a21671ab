"""The search as a LangChain retriever, and the passages for a vector store of the user's own."""

from __future__ import annotations

from collections.abc import Callable

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_core.vectorstores import VectorStore

from assistant.articles import Passage, Record
from assistant.index.search import Hit
from assistant.index.snapshot import Snapshot
from assistant.scopes import Scope

_BATCH = 1_000
"""Passages given to a store at once: Chroma takes 5,461 at most."""


class PassageRetriever(BaseRetriever):
    """Passages as `Document`s: the text, and in `metadata` the article's record and the offsets.

    `invoke(text, scope=Scope(since="2018"), k=5)` narrows one search.
    """

    retrieve: Callable[[str, Scope, int], tuple[tuple[Hit, Record], ...]]
    """The best passages for a text within filters, so many at most, each with its article's record."""
    scope: Scope = Scope()
    k: int = 10

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,
        scope: Scope | None = None,
        k: int | None = None,
    ) -> list[Document]:
        found = self.retrieve(query, scope or self.scope, k or self.k)
        return [document(hit.passage, record, score=hit.score) for hit, record in found]


def document(passage: Passage, record: Record | None = None, **more: object) -> Document:
    """A passage for LangChain, with its article's record where that is given; its id is its place."""
    known = record.to_dict() if record else {"article_id": passage.article_id}
    place = {"start": passage.start, "end": passage.end}
    name = f"{passage.article_id}:{passage.start}-{passage.end}"
    return Document(passage.text, id=name, metadata=known | place | more)


def fill(store: VectorStore, snapshot: Snapshot) -> int:
    """Give every passage of the index to a store, each with its article's id and its place; how many."""
    rows = range(snapshot.manifest.passages)
    for first in rows[::_BATCH]:
        documents = [document(snapshot.catalog.passage(row)) for row in rows[first : first + _BATCH]]
        store.add_documents(documents, ids=[str(each.id) for each in documents])
    return len(rows)
