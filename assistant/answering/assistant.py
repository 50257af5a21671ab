"""The assistant: a question, its conversation and its filters in, an attributed answer out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Self

from assistant.answering.drafts import Asked, read_part
from assistant.answering.library import Library, library
from assistant.answering.pipeline import answer
from assistant.answering.refreshing import Refresher
from assistant.answering.sides import holder_of
from assistant.answers import Answer, Turn
from assistant.articles import Article, Record
from assistant.encoder.encoder import encoder
from assistant.events import Event, Finished
from assistant.generation.chat_model import NO_VERIFIER, chat_model, verifier_model
from assistant.generation.reply import Budget, Limits
from assistant.generation.server import Server, same_server
from assistant.generation.verifying import ModelVerifier, Verifier
from assistant.generation.writing import Writer
from assistant.index.build import Progress, Update, must_be_built, nothing
from assistant.index.filters import resolve
from assistant.index.folder import read_pointer
from assistant.index.index import Index
from assistant.index.search import Hit
from assistant.positions import Position
from assistant.scopes import Scope
from assistant.settings import Settings
from assistant.wording.lines import passed_over_line

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings
    from langchain_core.language_models import BaseChatModel
    from langchain_core.retrievers import BaseRetriever
    from langchain_core.vectorstores import VectorStore

    from assistant.answering.runnable import AssistantRunnable

_SECONDS_TO_WAIT = 600.0


class Assistant:
    """Answers questions from one index; safe to share between threads and users."""

    def __init__(
        self,
        index: Index,
        settings: Settings,
        model: BaseChatModel | None = None,
        *,
        verifier: Verifier | None = None,
        once: bool = False,
    ) -> None:
        self._index = index
        self._settings = settings
        self._model = model
        self._verifier = verifier
        self._grading_model = verifier_model(settings) or model
        self._server = Server(settings.context_tokens)
        self._grading_server = self._server if same_server(model, self._grading_model) else Server()
        self._refresher = Refresher(index, settings, once=once)
        self._library: Library | None = None

    @classmethod
    def open(
        cls,
        *,
        documents: Path | str | None = None,
        index: Path | str | None = None,
        settings: Settings | None = None,
        model: BaseChatModel | None = None,
        verifier: Verifier | None = None,
        embeddings: Embeddings | None = None,
        retriever: VectorStore | BaseRetriever | None = None,
        progress: Progress | None = None,
        once: bool = False,
    ) -> Self:
        """Open the index of a documents folder, building it where there is none and there are articles.

        One that an earlier version made is built anew; no passage is embedded again that the same model has
        embedded in the same way.

        What is not given comes from `settings`, else from the environment. A `verifier` grades what a `model`
        writes, by default a chat model does. What a `retriever` or vector store finds, over passages of the
        same articles (see `fill`), takes the place of the search in the index. Changed articles are brought
        in behind the questions, by a thread where that takes more than seconds; with `once`, for a process
        that ends after an answer, only where it takes seconds. Raises `AssistantError`: neither folder nor
        index is there, the index was made by another embedder or version, the embedding model is not
        installed.
        """
        settings = (settings or Settings.read()).within(documents=documents, index=index)
        used = encoder(settings, embeddings)
        folder = Index(settings.index_folder, used, settings.chroma_url, retriever)
        opened = cls(folder, settings, model or chat_model(settings), verifier=verifier, once=once)
        if must_be_built(settings.index_folder):
            opened.update(progress=progress, wait=_SECONDS_TO_WAIT)
            if read_pointer(settings.index_folder) is None:
                folder.use(nothing(used))
        dense = folder.current().dense
        if not once:
            dense.store()
        return opened

    def ask(
        self,
        question: str,
        *,
        history: tuple[Turn, ...] = (),
        scope: Scope = Scope(),
        understand: bool = True,
        exact: bool = False,
        after: Answer | None = None,
        show_all: bool = False,
    ) -> Answer:
        """The whole answer. `understand=False` reads no filters from the question, nor parts.

        With `exact` each word stays as it is typed, however near it comes to a name or word of the articles.

        With `after`, an earlier answer to the same question: what bears on it beyond what that and those
        before it have shown. `show_all` shows everything at once.
        """
        *_, last = self.stream(
            question,
            history=history,
            scope=scope,
            understand=understand,
            exact=exact,
            after=after,
            show_all=show_all,
        )
        assert isinstance(last, Finished)
        return last.answer

    def stream(
        self,
        question: str,
        *,
        history: tuple[Turn, ...] = (),
        scope: Scope = Scope(),
        understand: bool = True,
        exact: bool = False,
        after: Answer | None = None,
        show_all: bool = False,
    ) -> Iterator[Event]:
        """The answer as it comes about; the last event is always `Finished`."""
        notes = self.refresh()
        snapshot = self._index.current()
        if not snapshot.manifest.articles and snapshot.manifest.problems:
            notes += (passed_over_line([path for path, _ in snapshot.manifest.problems]),)
        asked = Asked.read(
            question,
            history=history,
            scope=scope,
            understand=understand,
            exact=exact,
            notes=notes,
            after=after,
            show_all=show_all,
        )
        yield from answer(asked, snapshot, self._writer(snapshot.catalog.records))

    def search(self, text: str, *, scope: Scope = Scope(), limit: int = 10) -> tuple[Hit, ...]:
        """The passages that come nearest to `text`, best first, whatever they say."""
        return tuple(hit for hit, _ in self.found(text, scope=scope, limit=limit))

    def found(self, text: str, *, scope: Scope = Scope(), limit: int = 10) -> tuple[tuple[Hit, Record], ...]:
        """The same, each with the record of its article as it was when it was searched."""
        self.refresh()
        snapshot = self._index.current()
        only = resolve(scope, snapshot.catalog.records)
        hits = snapshot.search(read_part(text), only=only, limit=limit).hits
        return tuple((hit, snapshot.catalog.by_id[hit.passage.article_id]) for hit in hits)

    def article(self, article_id: str) -> Article | None:
        """The article as it is indexed, or None."""
        return self._index.current().catalog.article(article_id)

    @property
    def records(self) -> tuple[Record, ...]:
        """The record of every article, in order of id."""
        return self._index.current().catalog.records

    @property
    def library(self) -> Library:
        """The articles and people as readers browse them; made once for each state of the index."""
        snapshot, made = self._index.current(), self._library
        if made is None or made.records is not snapshot.catalog.records:
            self._library = made = library(snapshot, self._voice)
        return made

    def _voice(self, record: Record, position: Position) -> str | None:
        """Which voice of an article takes a position, or all together; None where the article is gone."""
        snapshot = self._index.current()
        article = snapshot.catalog.article(record.article_id)
        return holder_of(position, article, snapshot)[0] if article else None

    @property
    def topics(self) -> Mapping[str, tuple[str, ...]]:
        """The topics that each article's record names, by id."""
        return self._index.current().catalog.topics()

    @property
    def positions(self) -> tuple[Position, ...]:
        """Every side that is taken in an article, in order of its id."""
        return tuple(position for _, position in self._index.current().catalog.sides)

    @property
    def passage_counts(self) -> Mapping[str, int]:
        """How many passages each article was cut into, by id."""
        return self._index.current().catalog.passage_counts()

    @property
    def retriever(self) -> BaseRetriever:
        """A LangChain retriever over the same search; `invoke(text, scope=…, k=…)` narrows it."""
        from assistant.index.retriever import PassageRetriever

        return PassageRetriever(
            retrieve=lambda text, scope, limit: self.found(text, scope=scope, limit=limit)
        )

    def fill(self, store: VectorStore) -> int:
        """Give every passage of the index to a vector store, with article id and offsets; how many.

        A passage is replaced where the store has it. To be done anew when articles have changed.
        """
        from assistant.index.retriever import fill

        return fill(store, self._index.current())

    def as_runnable(self) -> AssistantRunnable:
        """The assistant as a LangChain `Runnable`: a question in, an `Answer` out, what it runs under it."""
        from assistant.answering.runnable import AssistantRunnable

        return AssistantRunnable(self)

    @property
    def problems(self) -> tuple[tuple[str, str], ...]:
        """Files that could not be read: path, reason."""
        return self._index.current().manifest.problems

    def update(self, *, progress: Progress | None = None, rebuild: bool = False, wait: float = 0.0) -> Update:
        """Bring the index up to date with the documents folder, however long that takes.

        Raises `Shrunk` where most of the indexed articles are missing there.
        """
        return self._refresher.update(progress=progress, rebuild=rebuild, wait=wait)

    def close(self) -> None:
        """Let go of the index; an update under way is ended."""
        self._refresher.close()
        self._index.close()

    def refresh(self) -> tuple[str, ...]:
        """Bring the index up to date where that takes seconds; otherwise say why not, for readers."""
        return self._refresher.notes()

    def _writer(self, records: tuple[Record, ...]) -> Writer | None:
        if self._model is None:
            return None
        people = tuple({name for record in records for name in record.people})
        limits = replace(Limits.of(self._settings), context=self._server.context(self._model))
        budget = Budget(limits)
        verifier = self._verifier
        if verifier is None and self._grading_model and self._settings.verifier_model != NO_VERIFIER:
            verifier = ModelVerifier(self._grading_server.to(self._grading_model), budget)
        return Writer(self._model, budget, people, verifier, self._server)
