"""The assistant as LangChain's users meet it: run, traced, streamed and batched."""

from __future__ import annotations

import asyncio
import os
import threading
import time
from collections import Counter

import pytest
from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.language_models import GenericFakeChatModel
from langchain_core.messages import AIMessage
from langchain_core.runnables import RunnableLambda

from assistant import Answer, Assistant, Scope, Settings
from assistant.generation.chat_model import chat_model
from tests.model_server import ModelServer, quoting

BARRAGE = "What does Marrow think of the barrage?"


class Seen(BaseCallbackHandler):
    """The runs that began, each with the name of the one above it."""

    def __init__(self) -> None:
        self.names: dict[object, str] = {}
        self.above: list[tuple[str, str]] = []

    def _began(self, kind, run_id, parent_run_id):
        self.names[run_id] = kind
        self.above.append((kind, self.names.get(parent_run_id, "")))

    def on_chain_start(self, serialized, inputs, *, run_id, parent_run_id=None, name=None, **_):
        self._began(name, run_id, parent_run_id)

    def on_retriever_start(self, serialized, query, *, run_id, parent_run_id=None, **_):
        self._began("search", run_id, parent_run_id)

    def on_chat_model_start(self, serialized, messages, *, run_id, parent_run_id=None, **_):
        self._began("model", run_id, parent_run_id)


def test_a_question_is_one_run_with_its_searches_under_it(assistant: Assistant) -> None:
    seen = Seen()
    answer = assistant.as_runnable().invoke(BARRAGE, config={"callbacks": [seen]})
    assert answer.viewpoints == assistant.ask(BARRAGE).viewpoints
    assert seen.above[0] == ("assistant", "")
    assert set(seen.above[1:]) == {("search", "assistant")}


def test_the_models_calls_stand_under_it_too(assistant: Assistant) -> None:
    model = GenericFakeChatModel(messages=iter([AIMessage("I will not.")] * 4))
    written = Assistant(assistant._index, assistant._settings, model)
    seen = Seen()
    written.as_runnable().invoke(BARRAGE, config={"callbacks": [seen]})
    assert ("model", "assistant") in seen.above


def test_what_ask_takes_by_name_is_taken_from_a_mapping(assistant: Assistant) -> None:
    asked = {"question": BARRAGE, "scope": Scope(until="2019")}
    answer = assistant.as_runnable().invoke(asked)
    assert {view.record.date.first.year for view in answer.viewpoints} == {2019}


def test_it_stands_in_a_chain_and_answers_many_at_once(assistant: Assistant) -> None:
    chain = assistant.as_runnable() | RunnableLambda(lambda answer: len(answer.viewpoints))
    one, other = chain.batch([BARRAGE, "Hello"])
    assert (one > 0, other) == (True, 0)


def test_views_come_as_custom_events_while_it_runs(assistant: Assistant) -> None:
    async def events():
        return [event async for event in assistant.as_runnable().astream_events(BARRAGE, version="v2")]

    found = asyncio.run(events())
    kinds = Counter((event["event"], event["name"]) for event in found)
    answer = found[-1]["data"]["output"]
    assert isinstance(answer, Answer)
    assert kinds["on_custom_event", "ViewpointReady"] == len(answer.viewpoints)
    assert kinds["on_retriever_end", "search"] >= 1
    views = [event["data"] for event in found if event["name"] == "ViewpointReady"]
    assert views[0]["viewpoint"] == answer.viewpoints[0].to_dict()


def test_it_can_be_awaited(assistant: Assistant) -> None:
    assert asyncio.run(assistant.as_runnable().ainvoke(BARRAGE)).answered


@pytest.mark.slow
@pytest.mark.parametrize("how", ["abatch", "astream_events"])
def test_thirty_questions_at_once_keep_to_a_few_threads_and_leave_none(
    assistant: Assistant, model_server: ModelServer, how: str
) -> None:
    model_server.plays(quoting)
    model = chat_model(Settings(model="scripted", openai_base_url=model_server.url, retries=0))
    runnable = Assistant(assistant._index, assistant._settings, model).as_runnable()
    before, peak = set(threading.enumerate()), 0

    def own() -> set[threading.Thread]:
        """The threads of the assistant: the server has one for each connection."""
        return {each for each in set(threading.enumerate()) - before if "process_request" not in each.name}

    async def watched() -> None:
        nonlocal peak
        while True:
            peak = max(peak, len(own()))
            await asyncio.sleep(0.005)

    async def one() -> Answer:
        events = [each async for each in runnable.astream_events(BARRAGE, version="v2")]
        return events[-1]["data"]["output"]

    async def thirty() -> list[Answer]:
        watch = asyncio.create_task(watched())
        try:
            if how == "abatch":
                return await runnable.abatch([BARRAGE] * 30)
            return await asyncio.gather(*(one() for _ in range(30)))
        finally:
            watch.cancel()

    answers = asyncio.run(thirty())
    assert [answer.engine for answer in answers] == ["model"] * 30
    assert 0 < peak <= 2 * min(32, (os.cpu_count() or 1) + 4)
    end = time.monotonic() + 30
    while own() and time.monotonic() < end:
        time.sleep(0.01)
    assert own() == set()


def test_an_error_is_the_callers(assistant: Assistant) -> None:
    with pytest.raises(TypeError, match="unexpected keyword argument 'person'"):
        assistant.as_runnable().invoke({"question": BARRAGE, "person": "Marrow"})


def test_the_retriever_is_narrowed_for_one_search(assistant: Assistant) -> None:
    found = assistant.retriever.invoke(BARRAGE, scope=Scope(until="2019"), k=3)
    assert 0 < len(found) <= 3
    assert {document.metadata["date"][:4] for document in found} <= {"2018", "2019"}


def test_settings_of_ones_own_take_the_place_of_the_environment(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("ASSISTANT_DOCUMENTS", str(tmp_path / "elsewhere"))
    (tmp_path / "here").mkdir()
    settings = Settings(documents=tmp_path / "here")
    opened = Assistant.open(settings=settings)
    assert opened.records == ()
    opened.close()
