"""The assistant: a question, its conversation and its filters in, an attributed answer out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Self

from assistant.answering.events import Event, Finished
from assistant.answering.everyday import Everyday
from assistant.answering.holdings import Holdings
from assistant.answering.inquiry import Inquiry, read_part
from assistant.answering.writer import Writer
from assistant.answering.writing.budget import Budget, Limits
from assistant.answering.writing.chat_model import chat_model
from assistant.errors import IndexBusy, IndexMismatch, SearchIndexError
from assistant.index.build import Progress, TooLong, Update, fingerprint, is_current, update
from assistant.index.encoder import encoder
from assistant.index.filters import Filter, resolve
from assistant.index.folder import read_pointer
from assistant.index.index import Index
from assistant.index.search import Hit
from assistant.settings import Settings
from assistant.types import Answer, Article, Record, Scope, Turn

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings
    from langchain_core.language_models import BaseChatModel
    from langchain_core.retrievers import BaseRetriever

SECONDS_TO_UPDATE = 8.0
"""A change of the folder is indexed before answering when that takes no longer."""
_SECONDS_TO_WAIT = 600.0
_OUTDATED = "Articles have changed since they were indexed; run `assistant index` to bring them in."


class Assistant:
    """Answers questions from one index; safe to share between threads and users."""

    def __init__(self, index: Index, settings: Settings, model: BaseChatModel | None = None) -> None:
        self._index = index
        self._settings = settings
        self._model = model
        self._put_off: str | None = None
        """State of the documents that would take too long to index before an answer."""
        self._everyday = Everyday(index.encoder)

    @classmethod
    def open(
        cls,
        *,
        documents: Path | str | None = None,
        index: Path | str | None = None,
        model: BaseChatModel | None = None,
        embeddings: Embeddings | None = None,
        progress: Progress | None = None,
    ) -> Self:
        """Open the index of a documents folder, building it where there is none.

        What is not given comes from the environment. Raises `AssistantError`: the folder is missing, the
        index was made by another embedder or version, the embedding model is not installed.
        """
        settings = Settings.read(documents=documents, index=index)
        used = encoder(settings, embeddings)
        folder = Index(settings.index_folder, used, settings.chroma_url)
        opened = cls(folder, settings, model or chat_model(settings))
        if read_pointer(settings.index_folder) is None:
            opened.update(progress=progress, wait=_SECONDS_TO_WAIT)
        opened._index.current()
        return opened

    def ask(
        self,
        question: str,
        *,
        history: tuple[Turn, ...] = (),
        scope: Scope = Scope(),
        understand: bool = True,
    ) -> Answer:
        """The whole answer. `understand=False` reads no filters from the question."""
        *_, last = self.stream(question, history=history, scope=scope, understand=understand)
        assert isinstance(last, Finished)
        return last.answer

    def stream(
        self,
        question: str,
        *,
        history: tuple[Turn, ...] = (),
        scope: Scope = Scope(),
        understand: bool = True,
    ) -> Iterator[Event]:
        """The answer as it comes about; the last event is always `Finished`."""
        notes = self.refresh()
        generation = self._index.current()
        inquiry = Inquiry(
            index=self._index,
            generation=generation,
            holdings=Holdings(generation.holders),
            everyday=self._everyday,
            writer=self._writer(generation.catalog.records),
            question=question,
            history=history,
            scope=scope,
            reads_filters=understand,
            notes=notes,
        )
        yield from inquiry.run()

    def search(self, text: str, *, scope: Scope = Scope(), limit: int = 10) -> tuple[Hit, ...]:
        """The passages that come nearest to `text`, best first, whatever they say."""
        self.refresh()
        generation = self._index.current()
        only = resolve(scope, generation.catalog.records)
        return self._index.search(generation, read_part(text), only=only, limit=limit).hits

    def article(self, article_id: str) -> Article | None:
        """The article as it is indexed, or None."""
        return self._index.current().catalog.article(article_id)

    @property
    def records(self) -> tuple[Record, ...]:
        """The record of every article, in order of id."""
        return self._index.current().catalog.records

    @property
    def passage_counts(self) -> Mapping[str, int]:
        """How many passages each article was cut into, by id."""
        return self._index.current().catalog.passage_counts()

    @property
    def retriever(self) -> BaseRetriever:
        """A LangChain retriever over the same search."""
        from assistant.index.retriever import PassageRetriever

        return PassageRetriever(retrieve=self._retrieve)

    @property
    def problems(self) -> tuple[tuple[str, str], ...]:
        """Files that could not be read: path, reason."""
        return self._index.current().manifest.problems

    def update(self, *, progress: Progress | None = None, rebuild: bool = False, wait: float = 0.0) -> Update:
        """Bring the index up to date with the documents folder, however long that takes."""
        return self._update(progress=progress, rebuild=rebuild, wait=wait)

    def close(self) -> None:
        self._index.close()

    def refresh(self) -> tuple[str, ...]:
        """Bring the index up to date where that takes seconds; otherwise say why not, for readers."""
        state = fingerprint(self._settings.documents)
        if is_current(self._index.folder, state):
            return ()
        if state == self._put_off:
            return (_OUTDATED,)
        try:
            self._update(at_most=SECONDS_TO_UPDATE)
        except TooLong:
            self._put_off = state
            return (_OUTDATED,)
        except IndexBusy:
            return ("The articles have changed; their index is being brought up to date.",)
        except IndexMismatch:
            raise
        except SearchIndexError as error:
            return (f"The articles have changed, but not their index: {error}.",)
        return ()

    def _writer(self, records: tuple[Record, ...]) -> Writer | None:
        if self._model is None:
            return None
        return Writer(self._model, Budget(Limits.of(self._settings)), records)

    def _retrieve(self, text: str, limit: int) -> tuple[tuple[Hit, Record], ...]:
        self.refresh()
        generation = self._index.current()
        hits = self._index.search(generation, read_part(text), only=Filter(), limit=limit).hits
        return tuple((hit, generation.catalog.by_id[hit.passage.article_id]) for hit in hits)

    def _update(
        self,
        *,
        progress: Progress | None = None,
        rebuild: bool = False,
        wait: float = 0.0,
        at_most: float | None = None,
    ) -> Update:
        return update(
            self._settings.documents,
            self._index.folder,
            self._index.encoder,
            chroma_url=self._settings.chroma_url,
            progress=progress,
            rebuild=rebuild,
            wait=wait,
            at_most=at_most,
        )
