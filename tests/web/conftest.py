"""A small assistant that answers from a script, over the invented articles; and the page on a real server."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from queue import Queue
from typing import TYPE_CHECKING, Any

import pytest

from assistant.answering.library import Library
from assistant.answers import Answer, Quote, Turn, Viewpoint
from assistant.articles import Article, Record, listed
from assistant.events import Event, Finished, Searched, ViewpointReady
from assistant.positions import Position
from assistant.reading.folder import read_folder
from assistant.scopes import Extent, Scope

if TYPE_CHECKING:
    from assistant.web.connections import Bounds

ARTICLES = Path(__file__).parents[1] / "articles"


@dataclass
class ScriptedAssistant:
    """Answers each question with the answer scripted for it, as the real one would stream it."""

    articles: dict[str, Article]
    answers: dict[str, Answer] = field(default_factory=dict)
    failure: Exception | None = None
    """Raised after the first viewpoint."""
    reads: int = 0
    """How often the records were asked for: once when a chat is built, once for each page opened."""
    notes: tuple[str, ...] = ()
    """What is told when the index is brought up to date."""
    trouble: Exception | None = None
    """Raised when asked for the records or an article."""
    go_on: threading.Event = field(default_factory=threading.Event)
    """While it is not set, an answer stops after its first viewpoint and waits."""
    heard: list[tuple[str, tuple[Turn, ...], Scope]] = field(default_factory=list)
    literal: list[bool] = field(default_factory=list)
    """Whether each question heard was to be taken literally."""
    after: list[Answer | None] = field(default_factory=list)
    exactly: list[bool] = field(default_factory=list)
    """The answer that each question heard was to continue."""
    left: list[str] = field(default_factory=list)
    """Questions whose stream was closed, to its end or before."""

    def __post_init__(self) -> None:
        self.go_on.set()

    @property
    def records(self) -> tuple[Record, ...]:
        self.reads += 1
        self._get_into_trouble()
        return tuple(article.record for article in self.articles.values())

    @property
    def library(self) -> Library:
        self._get_into_trouble()
        articles = self.articles.values()
        return Library(
            tuple(article.record for article in articles),
            warnings={article.id: article.warnings for article in articles},
            taken=((article.record, position) for article in articles for position in article.positions),
        )

    def refresh(self) -> tuple[str, ...]:
        return self.notes

    @property
    def topics(self) -> dict[str, tuple[str, ...]]:
        return {article.id: article.topics for article in self.articles.values()}

    @property
    def positions(self) -> tuple[Position, ...]:
        return tuple(position for article in self.articles.values() for position in article.positions)

    def article(self, article_id: str) -> Article | None:
        self._get_into_trouble()
        return self.articles.get(article_id)

    def _get_into_trouble(self) -> None:
        if self.trouble:
            raise self.trouble

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
        self.after.append(after)
        self.exactly.append(exact)
        self.heard.append((question, history, scope))
        self.literal.append(not understand)
        try:
            answer = replace(self.answers[question.strip()], question=question, scope=scope)
            if not understand:
                answer = replace(answer, understood=Scope())
            yield Searched(answer.standalone_question, answer.understood, answer.searched)
            for viewpoint in answer.viewpoints:
                yield ViewpointReady(viewpoint)
                if self.failure:
                    raise self.failure
                self.go_on.wait(30)
            yield Finished(answer)
        finally:
            self.left.append(question)

    def quote(self, article_id: str, words: str, citation: int) -> Quote:
        """The words where they stand in the article."""
        start = self.articles[article_id].text.index(words)
        return Quote(citation=citation, text=words, start=start, end=start + len(words))

    def viewpoint(self, article_id: str, *words: str, first: int, speaker: str | None = None) -> Viewpoint:
        """The article's voice, or another speaker it reports, quoted with citations from `first` on."""
        record = self.articles[article_id].record
        return Viewpoint(
            record=record,
            speaker=speaker or listed(record.voices) or None,
            reported=speaker is not None,
            quotes=tuple(self.quote(article_id, each, n) for n, each in enumerate(words, first)),
        )

    def script(self, question: str, *viewpoints: Viewpoint, **more: object) -> Answer:
        """Give `question` an answer of these viewpoints."""
        dates = sorted((record.date for record in self.records if record.date), key=lambda date: date.first)
        voices = {voice for record in self.records for voice in record.voices}
        values: dict[str, object] = {
            "question": question,
            "standalone_question": question,
            "answered": True,
            "searched": Extent(len(self.articles), len(voices), dates[0], dates[-1]),
            "viewpoints": viewpoints,
        }
        self.answers[question] = Answer(**(values | more))
        return self.answers[question]


def scripted_assistant() -> ScriptedAssistant:
    return ScriptedAssistant({article.id: article for article in read_folder(ARTICLES).articles})


@pytest.fixture
def scripted() -> ScriptedAssistant:
    return scripted_assistant()


@pytest.fixture(name="make_scripted", scope="session")
def make_scripted_fixture() -> Callable[[], ScriptedAssistant]:
    return scripted_assistant


@pytest.fixture(name="serving", scope="session")
def serving_fixture() -> Callable[..., contextlib.AbstractContextManager[str]]:
    return serving


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The address of a chat that nobody asks anything."""
    with serving(scripted_assistant()) as address:
        yield address


@contextlib.contextmanager
def serving(assistant: ScriptedAssistant, bounds: Bounds | None = None, **options: Any) -> Iterator[str]:
    """The address of the chat, served on a free port of this machine."""
    import uvicorn

    from assistant.web.app import build_app
    from assistant.web.serve import configured
    from assistant.web.settings import WebSettings

    # More than any test asks, where none is named.
    settings = options.setdefault("settings", WebSettings(per_minute=10_000))
    servers: Queue[uvicorn.Server | None] = Queue()

    async def serve(listener: socket.socket) -> None:
        # Built where a loop runs, as Gradio otherwise makes loops that nobody closes.
        app = build_app(assistant, **options)
        server = uvicorn.Server(configured(app, settings, seconds_to_end=1, bounds=bounds))
        servers.put(server)
        await server.serve(sockets=[listener])

    with socket.create_server(("127.0.0.1", 0)) as listener, ThreadPoolExecutor(1) as thread:
        served = thread.submit(lambda: asyncio.run(serve(listener)))
        served.add_done_callback(lambda _: servers.put(None))
        server = servers.get()
        if server is None:
            served.result()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            served.result()
