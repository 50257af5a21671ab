"""The search as a LangChain retriever, for those who build chains of their own."""

from __future__ import annotations

from collections.abc import Callable

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from assistant.articles import Record
from assistant.index.search import Hit
from assistant.scopes import Scope


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
        return [document(hit, record) for hit, record in found]


def document(hit: Hit, record: Record | None = None) -> Document:
    """A passage found, with its article's record where that is given; its id is its place."""
    passage = hit.passage
    known = record.to_dict() if record else {"article_id": passage.article_id}
    place = {"start": passage.start, "end": passage.end, "score": hit.score}
    name = f"{passage.article_id}:{passage.start}-{passage.end}"
    return Document(passage.text, id=name, metadata=known | place)
