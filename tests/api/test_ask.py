"""Questions over HTTP: the same answer as in Python, whole or as events, and one line for what is wrong."""

from __future__ import annotations

import json
import socket
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import httpx
import pytest

from assistant import Answer, Assistant, Scope, Turn
from assistant.events import event_data
from tests.hostile_shapes import ALONE, repeated

QUESTION = "Should the tidal barrage be built?"
ASK = "/api/ask"
JSON = {"content-type": "application/json"}


def untimed(answer: dict[str, Any]) -> dict[str, Any]:
    return {**answer, "timings_ms": {}}


def events(text: str) -> list[dict[str, Any]]:
    """The data of server-sent events, each under its own name."""
    found = []
    for block in text.removesuffix("\n\n").split("\n\n"):
        name, data = block.split("\n")
        found.append(json.loads(data.removeprefix("data: ")))
        assert name == f"event: {found[-1]['event']}"
    return found


def test_an_answer_is_the_one_that_python_gives(client: httpx.Client, assistant: Assistant) -> None:
    response = client.post(ASK, json={"question": QUESTION})
    assert (response.status_code, response.headers["cache-control"]) == (200, "no-store")
    assert untimed(response.json()) == untimed(assistant.ask(QUESTION).to_dict())


def test_curl_asks(address: str, assistant: Assistant) -> None:
    command = ["curl", "-s", f"{address}{ASK}", "-H", "Content-Type: application/json"]
    done = subprocess.run(
        [*command, "-d", json.dumps({"question": QUESTION})], capture_output=True, check=True
    )
    assert untimed(json.loads(done.stdout)) == untimed(assistant.ask(QUESTION).to_dict())


@pytest.mark.parametrize(
    ("body", "headers"),
    [({"stream": True}, {}), ({}, {"accept": "text/event-stream"})],
    ids=["in the body", "in a header"],
)
def test_an_answer_is_streamed_as_the_events_that_python_gives(
    client: httpx.Client, assistant: Assistant, body: dict[str, Any], headers: dict[str, str]
) -> None:
    response = client.post(ASK, json={"question": QUESTION, **body}, headers=headers)
    assert response.headers["content-type"] == "text/event-stream; charset=utf-8"
    streamed = events(response.text)
    expected = json.loads(json.dumps([event_data(event) for event in assistant.stream(QUESTION)]))
    for each in (streamed, expected):
        each[-1]["answer"] = untimed(each[-1]["answer"])
    assert streamed == expected
    assert [event["event"] for event in streamed] == ["Searched", *["ViewpointReady"] * 6, "Finished"]


def test_filters_literal_and_exact_are_those_of_the_command_line(
    client: httpx.Client, assistant: Assistant
) -> None:
    question = "What does Marow say about the barrage?"
    scope = Scope(since="2020", kinds=("article", "report"), side="for")
    sent = {"scope": scope.to_dict(), "literal": True, "exact": True}
    expected = assistant.ask(question, scope=scope, understand=False, exact=True)
    assert expected.understood == Scope()
    assert untimed(client.post(ASK, json={"question": question, **sent}).json()) == untimed(
        expected.to_dict()
    )


def test_an_answer_sent_back_is_followed_up_like_a_turn(client: httpx.Client, assistant: Assistant) -> None:
    first, then = "What did Marrow write in 2019?", "And what in 2023?"
    earlier = client.post(ASK, json={"question": first}).json()
    sent = {"question": then, "history": [{"question": first, "answer": earlier}]}
    answer = client.post(ASK, json=sent).json()
    turn = Turn(question=first, answer=Answer.from_dict(earlier))
    assert untimed(answer) == untimed(assistant.ask(then, history=(turn,)).to_dict())
    assert {view["speaker"] for view in answer["viewpoints"]} == {"Ottoline Marrow"}


def test_a_turn_may_be_plain_text(client: httpx.Client, assistant: Assistant) -> None:
    sent = {"question": "And Pellworm?", "history": [{"question": QUESTION, "answer": "Marrow says no."}]}
    turn = Turn(question=QUESTION, answer="Marrow says no.")
    expected = assistant.ask("And Pellworm?", history=(turn,))
    assert untimed(client.post(ASK, json=sent).json()) == untimed(expected.to_dict())


def test_after_brings_what_was_not_shown(client: httpx.Client) -> None:
    first = client.post(ASK, json={"question": QUESTION}).json()
    assert first["more"] > 0
    second = client.post(ASK, json={"question": QUESTION, "after": first}).json()
    shown = [{view["article_id"] for view in answer["viewpoints"]} for answer in (first, second)]
    assert shown[1]
    assert not shown[0] & shown[1]
    everything = client.post(ASK, json={"question": QUESTION, "show_all": True}).json()
    assert {view["article_id"] for view in everything["viewpoints"]} == shown[0] | shown[1]


@pytest.mark.parametrize(
    ("sent", "status", "error"),
    [
        ("{", 400, "The body is not JSON."),
        ("[" * 20_000, 400, "There was an error parsing the body"),
        ('{"question": " "}', 422, "question: it is empty"),
        ('{"question": 7}', 422, "question: Input should be a valid string"),
        ('{"question": "\\ud800"}', 422, None),
        ('{"question": "a", "mood": 1}', 422, "mood: Extra inputs are not permitted"),
        ('{"question": "a", "scope": {"since": "2018-13"}}', 422, None),
        ('{"question": "a", "scope": {"kinds": ["digest"]}}', 422, None),
        ('{"question": "a", "scope": {"side": "neutral"}}', 422, None),
        ('{"question": "a", "after": {}}', 422, "after.question: Field required"),
        (
            json.dumps({"question": "a" * 20_001}),
            422,
            "question: String should have at most 20000 characters",
        ),
        (
            json.dumps({"question": "a", "scope": {"people": ["a"] * 21}}),
            422,
            "scope.people: Tuple should have at most 20 items after validation, not 21",
        ),
        (
            json.dumps({"question": "a" * 1_100_000}),
            413,
            "This is too long: at most 1024 KB can be sent at once.",
        ),
    ],
)
def test_what_cannot_be_asked_is_told_in_a_line(
    client: httpx.Client, sent: str, status: int, error: str | None
) -> None:
    response = client.post(ASK, content=sent, headers=JSON)
    told = response.json()
    assert (response.status_code, set(told)) == (status, {"error"})
    assert "\n" not in told["error"]
    assert error is None or told["error"] == error


def test_only_json_is_read(client: httpx.Client) -> None:
    response = client.post(ASK, data={"question": "a"})
    assert (response.status_code, response.json()) == (
        400,
        {"error": "The content type has to be application/json."},
    )


def test_no_text_breaks_it(client: httpx.Client) -> None:
    for unit in ALONE[:: 3 * (len(ALONE) // 60)]:
        question = repeated(unit, 200)
        status = client.post(
            ASK, json={"question": question, "history": [{"question": question, "answer": question}]}
        )
        assert status.status_code == (200 if question.strip() else 422), (unit, status.text)
        assert client.get("/api/search", params={"q": question}).status_code in (200, 422), unit
        assert client.get("/api/articles", params={"person": question}).status_code in (200, 422), unit
        assert (
            client.get("/api/articles/" + unit.replace("/", "").strip(" .?#%\n") + "x").status_code == 404
        ), unit


def test_two_programs_are_answered_at_once(scripted: Any, open_doors: Any) -> None:
    scripted.go_on.clear()
    with open_doors(scripted) as address, ThreadPoolExecutor(2) as threads:
        asked = [
            threads.submit(httpx.post, f"{address}{ASK}", json={"question": QUESTION}, timeout=30)
            for _ in range(2)
        ]
        until(lambda: len(scripted.heard) == 2)  # neither has ended
        scripted.go_on.set()
        assert [each.result().status_code for each in asked] == [200, 200]


@pytest.mark.parametrize("stream", [True, False])
def test_an_answer_is_given_up_when_its_client_goes_away(
    scripted: Any, open_doors: Any, stream: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A view every 50 ms, for minutes: whenever the server notices that the client has gone, more would come.
    whole = scripted.answers[QUESTION]
    scripted.answers[QUESTION] = replace(whole, viewpoints=whole.viewpoints[:1] * 5_000)
    monkeypatch.setattr(scripted.go_on, "wait", lambda _: time.sleep(0.05))
    body = json.dumps({"question": QUESTION, "stream": stream})
    head = f"POST {ASK} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
    with open_doors(scripted) as address:
        server = httpx.URL(address)
        with socket.create_connection((server.host, server.port)) as connection:
            connection.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n{body}".encode())
            until(lambda: scripted.heard)
        until(lambda: scripted.left == [QUESTION])
        left = 'assistant_answers_total{door="api",outcome="left"} 1.0'
        until(lambda: left in httpx.get(f"{address}/metrics").text)


def test_what_fails_in_the_middle_is_an_event(scripted: Any, open_doors: Any) -> None:
    scripted.failure = RuntimeError("a path of the server: /srv/secret")
    with open_doors(scripted) as address:
        streamed = events(httpx.post(f"{address}{ASK}", json={"question": QUESTION, "stream": True}).text)
        whole = httpx.post(f"{address}{ASK}", json={"question": QUESTION})
    told = "Something went wrong here, and it was not your question. Please try once more."
    assert [event["event"] for event in streamed] == ["Searched", "ViewpointReady", "Error"]
    assert streamed[-1]["error"] == told
    assert (whole.status_code, whole.json()) == (500, {"error": told})


def until(done: Any) -> None:
    for _ in range(200):
        if done():
            return
        time.sleep(0.05)
    raise AssertionError("it never came about")
