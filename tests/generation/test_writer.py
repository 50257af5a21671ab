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
from assistant.events import Finished, Searched, ViewpointReady, ViewpointReplaced
from assistant.generation.chat_model import DEFAULT_MODEL
from assistant.generation.protocol import REFUSAL
from assistant.generation.reply import CHARACTERS
from assistant.prompts import prompt
from assistant.scopes import Scope
from tests.model_server import SOURCE, ModelServer, Reply, Script, grades, quoting, sources, standalone

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


PROMPTS = ("answer_system", "condense_system", "verify_system")


def earlier(assistant: Assistant) -> tuple[Turn, ...]:
    asked = "What did Marrow write about the tidal barrage in 2019?"
    return (Turn(question=asked, answer=assistant.ask(asked)),)


def claiming(stance: str) -> Script:
    """Each source's first sentence is a view in the model's words, and all of them take one side."""

    def reply(request: dict[str, Any]) -> Reply:
        if graded := grades(request):
            return graded
        views = [
            {"cite": [sentences[0][0]], "claim": sentences[0][1], "stance": stance}
            for _, sentences in sources(request)
        ]
        return Reply(json.dumps({"views": views, "summary": REFUSAL}))

    return reply


def articles(answer: Answer) -> set[str]:
    return {view.record.article_id for view in answer.viewpoints}


def test_a_follow_up_is_answered_in_the_words_the_model_gave_it(
    assistant: Assistant, writing: Assistant, model_server: ModelServer
) -> None:
    model_server.plays(standalone(WHOLE), claiming("for"))
    answer = writing.ask(FOLLOW_UP, history=earlier(assistant))
    assert (answer.question, answer.standalone_question) == (FOLLOW_UP, WHOLE)
    assert answer.understood == Scope(people=("Ottoline Marrow",), since="2023", until="2023")
    assert articles(answer) == {"marrow-2023"}
    assert (answer.engine, answer.usage, answer.notes) == ("model", Usage(150, 60, 3), ())
    assert kinds(model_server) == ["condense_system", "answer_system", "verify_system"]


@pytest.mark.parametrize(
    "reply",
    [
        standalone("Was Casimir Thrale still against the road tunnel in 2023?"),
        standalone("Was the author still of that opinion in 2023?"),
        standalone(FOLLOW_UP),
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


def test_what_does_not_fit_into_the_context_that_the_server_tells_is_left_out_whole(
    writing: Assistant, model_server: ModelServer
) -> None:
    model_server.pages = {"/v1/models": {"data": [{"id": DEFAULT_MODEL, "max_model_len": 5_500}]}}
    model_server.plays(quoting)
    answer = writing.ask(BARRAGE)
    request = model_server.requests[0]
    given, size = len(sources(request)), sum(len(message["content"]) for message in request["messages"])
    assert size <= (5_500 - 2_000) * CHARACTERS
    assert re.fullmatch(
        rf"The chat model could read only {given} of the \d+ passages found\.", answer.notes[0]
    )
    assert answer.engine == "model+extractive"


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


def test_what_is_chosen_without_the_model_is_on_screen_first_and_the_models_views_take_its_places(
    assistant: Assistant, writing: Assistant, model_server: ModelServer
) -> None:
    without = assistant.ask(BARRAGE)
    model_server.plays(claiming("for"))
    events = list(writing.stream(BARRAGE))
    assert isinstance(events[0], Searched)
    count = len(without.viewpoints)
    first = [event.viewpoint for event in events[1 : count + 1] if isinstance(event, ViewpointReady)]
    assert tuple(first) == without.viewpoints
    later = events[count + 1 : -1]
    assert later and isinstance(later[0], ViewpointReplaced | ViewpointReady)
    *_, last = events
    assert isinstance(last, Finished)
    final = last.answer.viewpoints
    numbers = [quote.citation for view in final for quote in view.quotes]
    assert len(set(numbers)) == len(numbers)
    gone = {number for event in later if isinstance(event, ViewpointReplaced) for number in event.replaced}
    before = {quote.citation: quote for view in first for quote in view.quotes}
    assert gone <= before.keys()
    assert all(
        quote == before[quote.citation] for view in final for quote in view.quotes if quote.citation in before
    )
    assert articles(without) <= articles(last.answer)
    assert {view.stance for view in final if view.claim} == {"for"}
    assert last.answer.usage == Usage(100, 40, 2)


def test_what_is_chosen_without_the_model_waits_for_no_word_of_it(
    assistant: Assistant, writing: Assistant, model_server: ModelServer
) -> None:
    model_server.plays(Reply(hang_after=0))  # silent until the test is over
    without = assistant.ask(BARRAGE)
    events = writing.stream(BARRAGE)
    on_screen = [next(events) for _ in range(1 + len(without.viewpoints))]
    assert [event.viewpoint for event in on_screen if isinstance(event, ViewpointReady)] == list(
        without.viewpoints
    )
    assert model_server.requests == []


@pytest.mark.parametrize(
    ("reply", "note"),
    [
        (
            Reply(json.dumps({"views": [], "summary": REFUSAL})),
            "The chat model found no direct answer in the passages, so what follows was chosen without it.",
        ),
        (Reply(""), "The chat model answered nothing, so the answer was chosen without it."),
    ],
)
def test_a_refusal_and_silence_are_a_note_above_the_answer_without_a_model(
    assistant: Assistant, writing: Assistant, model_server: ModelServer, reply: Reply, note: str
) -> None:
    model_server.plays(reply)
    for question in (BARRAGE, "What did Marrow write about the barrage in 2019?"):
        without, answer = assistant.ask(question), writing.ask(question)
        assert (answer.viewpoints, answer.answered, answer.engine) == (
            without.viewpoints,
            True,
            "extractive",
        )
        assert set(answer.notes) == {*without.notes, note}


def test_a_lazy_reply_leaves_the_other_views_where_they_were(
    assistant: Assistant, writing: Assistant, model_server: ModelServer
) -> None:
    def lazy(request: dict[str, Any]) -> Reply:
        if graded := grades(request):
            return graded
        (_, [(first, words), *_]) = sources(request)[0]
        return Reply(json.dumps({"views": [{"cite": [first], "claim": words}], "summary": REFUSAL}))

    without = assistant.ask(BARRAGE)
    model_server.plays(lazy)
    answer = writing.ask(BARRAGE)
    assert answer.engine == "model+extractive"
    assert articles(without) <= articles(answer)
    assert [bool(view.claim) for view in answer.viewpoints][:2] == [True, False]


def test_without_a_verifier_claims_are_marked_and_no_side_is_shown(
    articles_folder: Path, index_folder: Path, model_server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", model_server.url)
    monkeypatch.setenv("ASSISTANT_VERIFIER_MODEL", "none")
    model_server.plays(claiming("for"))
    with closing(Assistant.open(documents=articles_folder, index=index_folder)) as opened:
        answer = opened.ask(BARRAGE)
    assert kinds(model_server) == ["answer_system"]
    worded = [view for view in answer.viewpoints if view.claim]
    assert {(view.claim_check, view.stance) for view in worded} == {("unchecked", None)}
    assert "What the chat model wrote in its own words was not checked for meaning." in answer.notes


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
    assert model_server.keys == ["Bearer sk-key-of-this-test"] * 3
    assert (refused.engine, written.engine) == ("extractive", "model+extractive")
    assert caplog.text
    assert "sk-key-of-this-test" not in f"{caplog.text}{refused!r}{written!r}{assistant!r}"
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert files and [path.name for path in files if b"sk-key-of-this-test" in path.read_bytes()] == []


def test_nothing_is_sent_but_the_rules_the_chosen_passages_and_the_question(
    writing: Assistant, model_server: ModelServer
) -> None:
    model_server.plays(quoting)
    answer = writing.ask(BARRAGE)
    sent, _ = model_server.requests
    system, question = sent.pop("messages")
    assert sent.pop("response_format")["type"] == "json_schema"
    assert sent == {
        "path": "/v1/chat/completions",
        "model": DEFAULT_MODEL,
        "stream": True,
        "stream_options": {"include_usage": True},
        "max_tokens": 2_000,
    }
    assert system == {"role": "system", "content": prompt("answer_system").fill(refusal=REFUSAL)}
    given = re.search("<sources>\n(.*)\n</sources>", question["content"], re.DOTALL)
    assert given
    voices = question["content"].split("Voices in these passages: ")[1].split(". Write at most")[0]
    filled = prompt("answer_question").fill(
        sources=given[1],
        question=BARRAGE,
        voices=voices,
        most="at most 6 views",
        language="that of the question",
        translations="none",
    )
    assert question == {"role": "user", "content": filled}
    articles = [article for record in writing.records if (article := writing.article(record.article_id))]
    whole = "\n".join(" ".join(article.plain.text.split()) for article in articles)
    texts = [words for _, sentences in sources({"messages": [question]}) for _, words in sentences]
    assert answer.viewpoints and texts and all(text in whole for text in texts)
    beside = SOURCE.sub("", given[1])
    assert beside.strip() == ""
