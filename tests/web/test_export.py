from __future__ import annotations

import json
from typing import Any
from urllib.parse import unquote

import pytest

from assistant.answers import Answer
from assistant.web.exchange import Asked, Conversation, Exchange
from assistant.web.export import export


@pytest.fixture
def conversation(scripted: Any) -> Conversation:
    answers = (
        scripted.script("One?", scripted.viewpoint("quell-2024", "The sluices should be public.", first=1)),
        scripted.script("Two?", scripted.viewpoint("lodge-interview-2022", "A ferry is a road.", first=1)),
    )
    return tuple(Exchange(Asked(question=it.question), it, "finished") for it in answers)


def sent(words: str, conversation: Conversation) -> Any:
    file = export(words, conversation)
    assert not set(file) & set("<>{}$&\"'")
    return json.loads(unquote(file))


def test_an_answer_is_a_file(conversation: Conversation) -> None:
    file = sent("2 json", conversation)
    assert (file["name"], file["mime"]) == ("answer-two.json", "application/json")
    [answer] = json.loads(file["text"])["answers"]
    assert Answer.from_dict(answer) == conversation[1].answer


def test_turn_0_is_the_conversation(conversation: Conversation) -> None:
    file = sent("0 markdown", conversation)
    assert file["name"] == "conversation-one.md"
    assert "# One?" in file["text"] and "# Two?" in file["text"]


@pytest.mark.parametrize("words", ["3 json", "0 json"])
def test_an_answer_that_is_gone_is_told(words: str, conversation: Conversation) -> None:
    left = conversation if words.startswith("3") else ()
    assert sent(words, left) == {"problem": "This answer is no longer here: ask again."}


@pytest.mark.parametrize(
    "words", ["", "1", "1 exe", "-1 json", "1 json ", "²  json", "../ json", "99999 json"]
)
def test_what_no_page_sends_is_refused(words: str, conversation: Conversation) -> None:
    assert export(words, conversation) == ""
