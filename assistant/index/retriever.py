"""The search as a LangChain retriever, for those who build chains of their own."""

from __future__ import annotations

from collections.abc import Callable

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from assistant.index.search import Hit


class PassageRetriever(BaseRetriever):
    """Passages as `Document`s: the text, and in `metadata` the article's record and the offsets."""

    search: Callable[[str, int], tuple[Hit, ...]]
    describe: Callable[[str], dict[str, object]]
    """The record of an article id, as metadata."""
    k: int = 10

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        return [
            Document(
                page_content=hit.passage.text,
                metadata={
                    **self.describe(hit.passage.article_id),
                    "start": hit.passage.start,
                    "end": hit.passage.end,
                    "score": hit.score,
                },
            )
            for hit in self.search(query, self.k)
        ]
