"""A whole answer with a model: over the invented articles, from a server on the loopback."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from assistant.answering.assistant import Assistant
from assistant.answers import Answer, Turn, Usage
from assistant.events import Finished, Searched, SummaryReady, ViewpointReady
from assistant.generation.chat_model import DEFAULT_MODEL
from assistant.generation.protocol import REFUSAL
from assistant.prompts import prompt
from assistant.reading.sentences import sentences
from assistant.scopes import Scope
from tests.model_server import SOURCE, ModelServer, Reply, Script, quoting

BARRAGE = "Should the tidal barrage be built?"
FOLLOW_UP = "Was she still of that opinion in 2023?"
WHOLE = "Was Ottoline Marrow still against the tidal barrage in 2023?"


@pytest.fixture
def writing(
    articles_folder: Path, index_folder: Path, model_server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Assistant]:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-test")
    monkeypatch.setenv("OPENAI_BASE_URL", model_server.url)
    monkeypatch.setenv("ASSISTANT_RETRIES", "0")
    opened = Assistant.open(documents=articles_folder, index=index_folder)
    yield opened
    opened.close()


def kinds(server: ModelServer) -> list[str]:
    """Which prompt each request was made with."""
    names = {prompt(name).text.split(".")[0]: name for name in PROMPTS}
    return [names[request["messages"][0]["content"].split(".")[0]] for request in server.requests]


PROMPTS = ("answer_system", "condense_system", "further_system")


def earlier(assistant: Assistant) -> tuple[Turn, ...]:
    asked = "What did Marrow write about the tidal barrage in 2019?"
    return (Turn(question=asked, answer=assistant.ask(asked)),)


def opening(text: str) -> str:
    start, end = sentences(text)[0]
    return text[start:end]


def sided(stance: str) -> Script:
    """Each source's first sentence is a view, and all of them take one side."""

    def reply(request: dict[str, Any]) -> Reply:
        sources = SOURCE.findall(request["messages"][-1]["content"])
        views = [{"source": key, "quotes": [opening(text)], "stance": stance} for key, text in sources]
        return Reply("".join(json.dumps(record) + "\n" for record in (*views, {"summary": REFUSAL})))

    return reply


def articles(answer: Answer) -> set[str]:
    return {view.record.article_id for view in answer.viewpoints}


def test_a_follow_up_is_answered_in_the_words_the_model_gave_it(
    assistant: Assistant, writing: Assistant, model_server: ModelServer
) -> None:
    model_server.plays(Reply(WHOLE), sided("for"))
    answer = writing.ask(FOLLOW_UP, history=earlier(assistant))
    assert (answer.question, answer.standalone_question) == (FOLLOW_UP, WHOLE)
    assert answer.understood == Scope(people=("Ottoline Marrow",), since="2023", until="2023")
    assert articles(answer) == {"marrow-2023"}
    assert (answer.engine, answer.usage, answer.notes) == ("model", Usage(100, 40, 2), ())
    assert kinds(model_server) == ["condense_system", "answer_system"]


@pytest.mark.parametrize(
    "reply",
    [
        Reply("Was Casimir Thrale still against the road tunnel in 2023?"),
        Reply("Was the author still of that opinion in 2023?"),
        Reply(FOLLOW_UP),
        Reply(status=500),
        Reply(""),
    ],
)
def test_a_wording_that_does_not_serve_leaves_the_resolution_without_a_model(
    assistant: Assistant, writing: Assistant, model_server: ModelServer, reply: Reply
) -> None:
    history = earlier(assistant)
    model_server.plays(reply, quoting)
    answer, without = writing.ask(FOLLOW_UP, history=history), assistant.ask(FOLLOW_UP, history=history)
    assert (answer.standalone_question, answer.understood, answer.searched) == (
        without.standalone_question,
        without.understood,
        without.searched,
    )
    told = [note for note in answer.notes if note.endswith("so the question was understood without it.")]
    assert len(told) == (reply.status == 500 or "Thrale" in reply.text or not reply.text)
    assert answer.engine == "model"


def test_what_fails_twice_is_told_once(
    assistant: Assistant, writing: Assistant, model_server: ModelServer
) -> None:
    model_server.plays(Reply(status=401))
    answer = writing.ask(FOLLOW_UP, history=earlier(assistant))
    assert answer.engine == "extractive"
    assert [note for note in answer.notes if "chat model" in note] == [
        "The chat model's server refused the key (check OPENAI_API_KEY), so the answer was chosen without it."
    ]
    assert answer.usage is None


@pytest.mark.parametrize("question", [BARRAGE, "Who wants the Skerrow ferry to close?", "Thanks!"])
def test_a_question_of_its_own_costs_no_call_to_say_so(
    assistant: Assistant, writing: Assistant, model_server: ModelServer, question: str
) -> None:
    model_server.plays(quoting)
    answer = writing.ask(question, history=earlier(assistant))
    assert answer.standalone_question == question
    assert "condense_system" not in kinds(model_server)


def test_the_missing_side_is_searched_for_within_the_filters(
    writing: Assistant, model_server: ModelServer
) -> None:
    model_server.plays(sided("for"), Reply("birds and smolt would be lost\n"), sided("against"))
    only = Scope(since="2019")
    first, *middle, last = writing.stream(BARRAGE, scope=only)
    assert isinstance(first, Searched)
    assert isinstance(last, Finished)
    assert kinds(model_server) == ["answer_system", "further_system", "answer_system"]
    answer = last.answer
    stances = [view.stance for view in answer.viewpoints]
    assert stances == sorted(stances, reverse=True)
    assert all(view.record.date and view.record.date.iso >= "2019" for view in answer.viewpoints)
    numbers = [quote.citation for view in answer.viewpoints for quote in view.quotes]
    assert sorted(numbers) == list(range(1, len(numbers) + 1))
    assert all(isinstance(event, ViewpointReady | SummaryReady) for event in middle)
    assert answer.usage == Usage(150, 60, 3)
    shown = [SOURCE.findall(request["messages"][1]["content"]) for request in model_server.requests]
    texts = [text for sources in shown for _, text in sources]
    assert len(set(texts)) == len(texts)


def test_where_one_person_is_asked_the_other_side_is_not_missed(
    writing: Assistant, model_server: ModelServer
) -> None:
    model_server.plays(sided("against"))
    assert writing.ask("What did Marrow write about the barrage in 2019?").engine == "model"
    assert kinds(model_server) == ["answer_system"]


def test_everyone_asked_for_is_among_the_sources(writing: Assistant, model_server: ModelServer) -> None:
    model_server.plays(quoting)
    people = ("Casimir Thrale", "Émilie Grandvœux", "Ottoline Marrow")
    writing.ask(BARRAGE, scope=Scope(people=people))
    sent = model_server.requests[0]["messages"][1]["content"]
    assert set(re.findall(r"(?m)^voice: (.*)$", sent)) == set(people)


def test_no_call_allowed_is_an_answer_by_extraction(
    articles_folder: Path, index_folder: Path, model_server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", model_server.url)
    monkeypatch.setenv("ASSISTANT_MODEL", "mistral")
    monkeypatch.setenv("ASSISTANT_MAX_CALLS", "0")
    opened = Assistant.open(documents=articles_folder, index=index_folder)
    answer = opened.ask(BARRAGE)
    opened.close()
    assert (answer.answered, answer.engine, answer.usage, model_server.requests) == (
        True,
        "extractive",
        None,
        [],
    )


def test_without_a_key_no_library_of_a_model_is_loaded(
    assistant: Assistant, articles_folder: Path, index_folder: Path
) -> None:
    assistant.ask(BARRAGE)
    asked = (
        "import sys; from assistant import Assistant, Turn\n"
        f"opened = Assistant.open(documents={str(articles_folder)!r}, index={str(index_folder)!r})\n"
        f"answer = opened.ask({BARRAGE!r})\n"
        f"opened.ask({FOLLOW_UP!r}, history=(Turn(question={BARRAGE!r}, answer=answer),))\n"
        "print([name for name in ('openai', 'langchain', 'langchain_openai') if name in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True).stdout == "[]\n"


def test_a_key_is_in_no_log_no_answer_and_no_file_of_the_index(
    articles_folder: Path,
    tmp_path: Path,
    model_server: ModelServer,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-key-of-this-test")
    monkeypatch.setenv("OPENAI_BASE_URL", model_server.url)
    monkeypatch.setenv("ASSISTANT_RETRIES", "0")
    model_server.plays(Reply(status=401, error="Incorrect API key provided: sk-key-of-this-test"), quoting)
    caplog.set_level("DEBUG")
    with closing(Assistant.open(documents=articles_folder, index=tmp_path)) as assistant:
        refused, written = assistant.ask(BARRAGE), assistant.ask(BARRAGE)
    assert model_server.keys == ["Bearer sk-key-of-this-test"] * 2
    assert (refused.engine, written.engine) == ("extractive", "model")
    assert caplog.text
    assert "sk-key-of-this-test" not in f"{caplog.text}{refused!r}{written!r}{assistant!r}"
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert files and [path.name for path in files if b"sk-key-of-this-test" in path.read_bytes()] == []


def test_nothing_is_sent_but_the_rules_the_chosen_passages_and_the_question(
    writing: Assistant, model_server: ModelServer
) -> None:
    model_server.plays(quoting)
    answer = writing.ask(BARRAGE)
    (sent,) = model_server.requests
    system, question = sent.pop("messages")
    assert sent == {
        "path": "/v1/chat/completions",
        "model": DEFAULT_MODEL,
        "stream": True,
        "stream_options": {"include_usage": True},
        "temperature": 0.0,
        "max_tokens": 2_000,
    }
    assert system == {"role": "system", "content": prompt("answer_system").fill(refusal=REFUSAL)}
    given = re.search("<sources>\n(.*)\n</sources>", question["content"], re.DOTALL)
    assert given
    filled = prompt("answer_question").fill(sources=given[1], question=BARRAGE)
    assert question == {"role": "user", "content": filled}
    texts = [text for _, text in SOURCE.findall(given[1])]
    whole = "\n".join(
        article.text for record in writing.records if (article := writing.article(record.article_id))
    )
    assert answer.viewpoints and texts and all(text in whole for text in texts)
    beside = SOURCE.sub("", given[1])
    assert beside.strip() == ""
