"""What a LangChain vector store, or another retriever, of the user's own finds, as rows of the index.

It only points at passages: what is scored, filtered, quoted and attributed is the text of the index.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from assistant.articles import Article, Span
from assistant.errors import SearchIndexError
from assistant.reading.quote_matching import LONGEST, find

if TYPE_CHECKING:
    from langchain_core.documents import Document
    from langchain_core.retrievers import BaseRetriever
    from langchain_core.vectorstores import VectorStore

    from assistant.index.snapshot import Snapshot

    Retriever = VectorStore | BaseRetriever

_LIKELY = 8
"""Passages of the index in whose articles words without the name of theirs are looked for."""
_SHARE = 0.5
"""Of the shorter of two spans that both must hold to be about the same words."""

_logger = logging.getLogger(__name__)


def retrieved(retriever: Retriever, text: str, snapshot: Snapshot, *, limit: int) -> NDArray[np.int64]:
    """The rows of the passages found for a text, each once, in order; of a store `limit` at most.

    Raises `SearchIndexError` where it fails, or finds nothing that stands in the articles of the index.
    """
    documents, is_store = _documents(retriever, text, limit)
    rows = [list(_rows(each, snapshot)) for each in documents]
    strange = sum(not each for each in rows)
    if strange == len(documents) and (documents or is_store):
        name = type(retriever).__name__
        raise SearchIndexError(
            f"nothing that {name!r} finds stands in the articles of the index: fill it with Assistant.fill"
        )
    if strange:
        _logger.warning("%d of %d passages found stand in no article of the index", strange, len(rows))
    return np.unique(np.asarray([row for each in rows for row in each], np.int64))


def _documents(retriever: Retriever, text: str, limit: int) -> tuple[Sequence[Document], bool]:
    """What is found for a text, and whether in a store, which gives the nearest however far they are."""
    from langchain_core.vectorstores import VectorStore

    try:
        if isinstance(retriever, VectorStore):
            return retriever.similarity_search(text, k=limit), True
        return retriever.invoke(text), False
    except Exception as error:  # whatever a store of somebody else's making raises
        name = type(retriever).__name__
        raise SearchIndexError(f"{name!r} could not be searched: {type(error).__name__}: {error}") from error


def _rows(found: Document, snapshot: Snapshot) -> Iterator[int]:
    """The rows of the passages that hold the words of a document; none where they stand in no article."""
    catalog = snapshot.catalog
    for article_id in _articles(found, snapshot):
        article = catalog.article(article_id)
        if article is None or (span := _place(found, article)) is None:
            continue
        passages = catalog.places.passages
        first, last = np.searchsorted(passages[:, 0], [(at := catalog.positions[article_id]), at + 1])
        for row in range(int(first), int(last)):
            start, end = map(int, passages[row, 1:])
            shared = min(end, span[1]) - max(start, span[0])
            if shared >= _SHARE * min(end - start, span[1] - span[0]):
                yield row
        return


def _articles(found: Document, snapshot: Snapshot) -> Sequence[str]:
    """Ids of the articles in which a document may stand: the one it names, else those with its words."""
    if (named := found.metadata.get("article_id")) is not None:
        return (str(named),)
    scores = snapshot.lexical.scores(snapshot.lexical.words(found.page_content), None)
    best = np.argsort(-scores, kind="stable")[:_LIKELY]
    passages = (snapshot.catalog.passage(int(row)) for row in best)
    return tuple(dict.fromkeys(passage.article_id for passage in passages))


def _place(found: Document, article: Article) -> Span | None:
    """Where a document stands in an article: where it says, if its words do, else where they are found."""
    text = found.page_content
    start, end = found.metadata.get("start"), found.metadata.get("end")
    if isinstance(start, int) and isinstance(end, int) and article.plain.words(start, end) == text:
        return start, end
    for words in (text, " ".join(text.split()[1:-1])):  # another splitter may have cut words
        head = words[:LONGEST].rpartition(" ")[0] if len(words) > LONGEST else words
        if place := find(head, article.plain.text):
            return article.plain.stored(place.start, max(place.end, place.start + len(words)))
        if place := find(head, article.text):  # with its headings and markup
            return place.start, max(place.end, place.start + len(words))
    return None
