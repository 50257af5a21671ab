"""The search as a LangChain retriever, for those who build chains of their own."""

from __future__ import annotations

from collections.abc import Callable

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from assistant.articles import Record
from assistant.index.search import Hit


class PassageRetriever(BaseRetriever):
    """Passages as `Document`s: the text, and in `metadata` the article's record and the offsets."""

    retrieve: Callable[[str, int], tuple[tuple[Hit, Record], ...]]
    """The best passages for a text, so many at most, each with its article's record."""
    k: int = 10

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        return [
            Document(
                page_content=hit.passage.text,
                metadata={
                    **record.to_dict(),
                    "start": hit.passage.start,
                    "end": hit.passage.end,
                    "score": hit.score,
                },
            )
            for hit, record in self.retrieve(query, self.k)
        ]
