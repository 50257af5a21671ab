"""The assistant as a LangChain `Runnable`, with its searches and its model's calls as runs under one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from langchain_core.callbacks import CallbackManagerForChainRun, dispatch_custom_event
from langchain_core.runnables import Runnable, RunnableConfig

from assistant.answers import Answer
from assistant.events import Finished, event_data
from assistant.index.retriever import document
from assistant.index.search import Ranking
from assistant.index.snapshot import AROUND_SEARCH, Around

if TYPE_CHECKING:
    from assistant.answering.assistant import Assistant

Asked = str | Mapping[str, Any]
"""A question, or what `Assistant.ask` takes by name, the question under "question"."""


class AssistantRunnable(Runnable[Asked, Answer]):
    """`invoke` gives the answer; `astream_events` also the views as they come, as custom events.

    A custom event bears the name of a class of `assistant.events`; its data is `event_data` of it.
    """

    def __init__(self, assistant: Assistant) -> None:
        self.name = "assistant"
        self._assistant = assistant

    def invoke(self, input: Asked, config: RunnableConfig | None = None, **options: Any) -> Answer:
        """Answer a question; `options` are further ones of `Assistant.ask`."""
        return self._call_with_config(self._answer, input, config, run_type="chain", **options)

    def _answer(
        self, asked: Asked, run_manager: CallbackManagerForChainRun, config: RunnableConfig, **options: Any
    ) -> Answer:
        given = {"question": asked} if isinstance(asked, str) else dict(asked)
        searched = AROUND_SEARCH.set(_traced(run_manager))
        try:
            for event in self._assistant.stream(**given, **options):
                if isinstance(event, Finished):
                    return event.answer
                dispatch_custom_event(type(event).__name__, event_data(event), config=config)
        finally:
            AROUND_SEARCH.reset(searched)
        raise AssertionError("the last event of an answer is `Finished`")


def _traced(manager: CallbackManagerForChainRun) -> Around:
    """Around each search: a retriever's run under the answer's."""

    def around(text: str, search: Callable[[], Ranking]) -> Ranking:
        run = manager.get_child().on_retriever_start({"name": "search"}, text, name="search")
        try:
            ranking = search()
        except BaseException as error:
            run.on_retriever_error(error)
            raise
        run.on_retriever_end([document(hit.passage, score=hit.score) for hit in ranking.hits])
        return ranking

    return around
