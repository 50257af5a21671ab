"""One finished state of the index, opened: never changed, replaced as a whole."""

from __future__ import annotations

import shutil
import sqlite3
import weakref
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from contextvars import ContextVar
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from assistant.articles import Article, Record, Span
from assistant.attribution import Attribution, attribute, attribution_at
from assistant.encoder.encoder import Encoder, QueryVectors, Vectors
from assistant.index.admission import Admission
from assistant.index.attributions import rules
from assistant.index.catalog import Catalog
from assistant.index.central import by_date
from assistant.index.dense import Dense, SentenceVectors
from assistant.index.filters import Filter
from assistant.index.folder import reading, unread
from assistant.index.lexical import Lexical
from assistant.index.manifest import damaged, read_manifest, refuse_broken_seals
from assistant.index.propositions import Propositions
from assistant.index.search import Hit, Ranking, read, search
from assistant.index.store import drop_collection
from assistant.index.vocabulary import Vocabulary
from assistant.scopes import Extent

if TYPE_CHECKING:
    from assistant.index.retrieved import Retriever

Around = Callable[[str, Callable[[], Ranking]], Ranking]
"""Given the words searched for and the search: runs it, and gives what it found."""
AROUND_SEARCH: ContextVar[Around] = ContextVar("around_search", default=lambda text, run: run())
"""Where whoever runs an answer may stand around each of its searches."""


class Snapshot:
    """An opened state: the catalog, the lexical arm and the dense arm.

    It closes by itself when the last who holds it lets go of it, so that an answer under way can finish
    with the state it began with; until then its files are not deleted.
    """

    def __init__(
        self, folder: Path, encoder: Encoder, chroma_url: str | None, retriever: Retriever | None = None
    ) -> None:
        """Open the state in `folder`; raise `SearchIndexError` where it is damaged or made by another.

        With a `retriever`, what that finds takes the place of a search here.
        """
        self.name = folder.name
        self.retriever = retriever
        self.encoder = encoder
        self.vector = QueryVectors(encoder)
        with ExitStack() as opened:
            self.manifest = read_manifest(folder)
            self.manifest.refuse_others(encoder)
            try:
                opened.enter_context(reading(folder))
                refuse_broken_seals(folder, self.manifest)
                self.catalog = opened.enter_context(closing(Catalog(folder)))
                # Not by a method of this object: it would keep itself from closing.
                self.sentences = SentenceVectors(folder, partial(_embedded, encoder, self.catalog))
                self.propositions = Propositions.open(folder, self.catalog.sides)
                self.lexical = Lexical.open(
                    folder / "bm25", [record.language for record in self.catalog.records]
                )
                self.vocabulary = Vocabulary(folder)
                self._admission = Admission(self.catalog.records)
                self._admitted = lru_cache(maxsize=64)(
                    partial(_rows_admitted, self._admission, self.catalog.places.passages[:, 0])
                )
                self._attribute = lru_cache(maxsize=1_000)(attribute)
                self.dense = opened.enter_context(closing(self._dense_arm(folder, chroma_url)))
            except (OSError, ValueError, TypeError, KeyError, sqlite3.Error) as error:
                raise damaged(folder, error) from error
            self.close = weakref.finalize(self, opened.pop_all().close)

    def search(self, text: str, *, only: Filter, limit: int, language: str = "en") -> Ranking:
        """The `limit` best passages for the words of a question, among the articles that `only` admits."""

        def run() -> Ranking:
            return search(self, text, self.vector(text), only=only, limit=limit, language=language)

        return AROUND_SEARCH.get()(text, run)

    def read(self, hits: Sequence[Hit], vector: Vectors) -> tuple[Hit, ...]:
        """The hits, the sentences of all of them compared with the unit vector of a question."""
        return read(self, hits, vector)

    def by_date(self, only: Filter, limit: int, *, oldest: bool = False) -> Ranking:
        """The `limit` newest or oldest articles that `only` admits, whatever they say."""
        return by_date(self, only, limit, oldest=oldest)

    def article(self, article_id: str) -> Article:
        """The article of this id; `KeyError` where there is none."""
        return self.catalog.article_at(self.catalog.positions[article_id])

    def admitted(self, only: Filter) -> NDArray[np.bool_] | None:
        """Which rows may be searched, [rows]; None where all may."""
        return self._admitted(only)

    def records(self, only: Filter) -> tuple[Record, ...]:
        """The records that `only` admits, in order of id."""
        return tuple(
            self.catalog.records[position] for position in np.flatnonzero(self._admission.articles(only))
        )

    def attributions(self, article: Article) -> tuple[Attribution, ...]:
        """The attribution of each sentence: as it was indexed, or found now if the rules changed."""
        if self.manifest.rules == rules():
            return self.catalog.attributions(article.id)
        return self._attribute(article)

    def attribution(self, article: Article, span: Span) -> Attribution:
        """The attribution of the sentence in which a span begins."""
        return attribution_at(self.attributions(article), article, span)

    def sentence_vectors(self, places: Sequence[tuple[str, Span]]) -> list[Vectors]:
        """Of each place, a span of an article by its id, the unit vectors of the sentences that it meets.

        Each is [n, dimension]; those that no question has reached yet are embedded together.
        """
        rows = [self.catalog.sentence_rows(*place) for place in places]
        if not rows:
            return []
        vectors = self.sentences.take(np.concatenate(rows))
        return np.split(vectors, np.cumsum([len(each) for each in rows[:-1]]))

    def extent(self, only: Filter) -> Extent:
        """How much `only` admits, and how much it leaves out for want of a date."""
        return self._admission.extent(only)

    def _dense_arm(self, folder: Path, chroma_url: str | None) -> Dense:
        if chroma_url:
            return Dense.on_server(chroma_url, collection_name(folder.name))
        return Dense.open(folder, collection_name(folder.name), self._admitted)


def _embedded(encoder: Encoder, catalog: Catalog, rows: Sequence[int]) -> Vectors:
    """The vectors of sentences, by their rows."""
    return encoder.documents([catalog.sentence(row) for row in rows])


def discard(folder: Path, chroma_url: str | None) -> bool:
    """Delete a state that is not current, on the server too, unless somebody reads it; whether it is gone."""
    try:
        with unread(folder) as free:
            if free:
                if chroma_url:
                    drop_collection(chroma_url, collection_name(folder.name))
                shutil.rmtree(folder)
            return free
    except FileNotFoundError:
        return True


def collection_name(snapshot: str) -> str:
    """The Chroma collection that belongs to a snapshot."""
    return f"articles-{snapshot}"


def _rows_admitted(
    admission: Admission, articles: NDArray[np.int32], only: Filter
) -> NDArray[np.bool_] | None:
    return None if only == Filter() else np.asarray(admission.articles(only)[articles], bool)
