"""The assistant asked the cases of one suite, some of them at the same time where that helps."""

from __future__ import annotations

import logging
import tempfile
import time
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.answering.assistant import Assistant
from assistant.answers import Turn
from assistant.encoder.encoder import encoder
from assistant.errors import AssistantError, ChatModelError
from assistant.events import Finished, ViewpointReady
from assistant.generation.chat_model import chat_model
from assistant.index.index import Index
from assistant.scopes import Scope
from assistant.settings import Settings
from eval.about import EngineName
from eval.behaviours import scripted
from eval.cases import Case
from eval.scoring.claims import view_key
from eval.scoring.score import Reply
from eval.scripted import SCRIPTED, noting
from eval.suite import SuiteCase

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

Asked = tuple[SuiteCase, Reply | None, str | None]
"""A case with its reply, or with what went wrong."""
_log = logging.getLogger(__name__)


def model_of(engine: EngineName, settings: Settings) -> BaseChatModel | None:
    """The configured chat model, a script in its place, or None to answer by extraction alone."""
    if engine == "extractive":
        return None
    if engine.startswith(SCRIPTED):
        return scripted(engine.removeprefix(SCRIPTED))
    model = chat_model(settings)
    if model is None:
        raise ChatModelError(
            "The engine 'model' needs a chat model: set OPENAI_API_KEY, "
            "or ASSISTANT_MODEL and OPENAI_BASE_URL for a server of your own"
        )
    return model


@contextmanager
def opened(documents: Path, settings: Settings, model: BaseChatModel | None = None) -> Iterator[Assistant]:
    """The assistant over a fresh local index of a folder, which is removed afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        own = settings.model_copy(
            update={"documents": documents, "index": Path(folder), "chroma_url": None, "state": None}
        )
        assistant = Assistant(Index(own.index_folder, encoder(own)), own, model)
        try:
            assistant.update()
            yield assistant
        finally:
            assistant.close()


def held(assistant: Assistant, questions: Iterable[str], scope: Scope = Scope()) -> tuple[Turn, ...]:
    """A conversation: the questions asked one after the other, each in the light of those before."""
    history: tuple[Turn, ...] = ()
    for question in questions:
        answer = assistant.ask(question, history=history, scope=scope)
        history += (Turn(question=question, answer=answer),)
    return history


def asked(assistant: Assistant, case: Case) -> Reply:
    """What the last question of a case brings, after its conversation; the time is that question's."""
    scope = case.filters.scope
    history = held(assistant, case.conversation, scope)
    start = time.perf_counter()
    first: float | None = None
    extracted: dict[str, None] = {}
    with noting() as noted:
        for event in assistant.stream(case.question, history=history, scope=scope):
            if isinstance(event, ViewpointReady):
                first = first or time.perf_counter() - start
                extracted |= {} if noted.asked else {view_key(event.viewpoint): None}
    assert isinstance(event, Finished)
    seconds = time.perf_counter() - start
    further: tuple[str, ...] = ()
    if event.answer.more:
        rest = assistant.ask(case.question, history=history, scope=scope, after=event.answer, show_all=True)
        further = rest.articles
    claims = tuple(noted.claims)
    return Reply(event.answer, seconds, first, further, claims, tuple(extracted) if noted.asked else ())


def each_asked(assistant: Assistant, cases: Iterable[SuiteCase], jobs: int) -> Generator[Asked]:
    """Every case as it is answered, `jobs` at a time: threads, since what can be waited for is a server.

    An error belongs to its case and ends nothing.
    """
    pool = ThreadPoolExecutor(jobs)
    try:
        for future in as_completed([pool.submit(_tried, assistant, each) for each in cases]):
            yield future.result()
    finally:
        pool.shutdown(cancel_futures=True)


def _tried(assistant: Assistant, each: SuiteCase) -> Asked:
    try:
        return each, asked(assistant, each.case), None
    except AssistantError as error:
        return each, None, str(error)
    except Exception as error:  # whatever breaks under a question is what an evaluation has to show
        _log.exception("case %s", each.case.id)
        return each, None, f"{type(error).__name__}: {' '.join(str(error).split())}"
