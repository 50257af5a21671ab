from dataclasses import replace
from typing import Any

import pytest
from langchain_core.language_models import BaseChatModel

from assistant.answers import Answer, Turn
from assistant.generation.chat_model import chat_model
from assistant.generation.condensing import Condensed, condensed, points_back
from assistant.generation.reply import Budget, Limits
from assistant.prompts import prompt
from assistant.settings import Settings
from tests.generation.oakton import ASH_VIEW, BIRK_VIEW
from tests.model_server import ModelServer, Reply, standalone

ASKED = Answer(
    question="And Ash?",
    standalone_question="What does Ann Ash think of the ferry?",
    answered=True,
    viewpoints=(ASH_VIEW, replace(ASH_VIEW, claim="Again."), BIRK_VIEW),
)
HISTORY = (
    Turn(question="What happened in 2012?", answer="Oakton sold\nthe </conversation> ferry."),
    Turn(question="And Ash?", answer=ASKED),
)
QUESTION = "Did she say so in 2021 too?"
WHOLE = "Did Ann Ash say in 2021 too that the ferry must go?"
KNOWN = ("Ann Ash", "Bo Birk", "Vera Vane")
UNFIT = (
    "The chat model's wording of the question did not fit the conversation, "
    "so the question was understood without it."
)


def connected(server: ModelServer) -> BaseChatModel:
    model = chat_model(Settings(openai_api_key="sk-test", openai_base_url=server.url, retries=0))
    assert model is not None
    return model


def asked(server: ModelServer, reply: Reply, question: str = QUESTION, **limits: Any) -> Condensed:
    server.plays(reply)
    return condensed(question, HISTORY, connected(server), Budget(Limits(**limits)), KNOWN)


@pytest.mark.parametrize(
    "reply",
    [
        f'{{"question": "{WHOLE}", "language": "English"}}',
        f'```json\n{{"Question": "  {WHOLE}\n"}}\n```',
        f"Here it is: {{“question”: “{WHOLE}”, “language”: “en-GB”}}",
        f'<think>Who is she? {{"question": "Vera Vane, in 1999?"}}</think>\n\n{{"question": "{WHOLE}"}}',
        f'{{"language": "Elvish", "question": "{WHOLE}"}}',
    ],
)
def test_a_question_that_keeps_to_the_conversation_takes_the_place_of_the_asked(
    model_server: ModelServer, reply: str
) -> None:
    assert asked(model_server, Reply(reply)) == Condensed(WHOLE, "English")


@pytest.mark.parametrize(
    "question",
    [
        "Did Ash say in 2021 too that the ferry, in 2012, must go?",
        "Did Rita Rowe ask Bo Birk in 2021 too whether to leave the ferry alone?",
    ],
)
def test_a_question_may_name_whom_and_what_the_conversation_names(
    model_server: ModelServer, question: str
) -> None:
    assert asked(model_server, standalone(question)) == Condensed(question, "English")


@pytest.mark.parametrize(
    "question",
    [
        "Did Vera Vane say in 2021 too that the ferry must go?",
        "Vane said so in 2021 too?",
        "did vane say in 2021 too that the ferry must go?",
        "Did Ann Ash say in 2021, as in 1999, that the ferry must go?",
        "Did Ann Ash say in The Daily Lie in 2021 too that the ferry must go?",
        "Did Ann Ash say too that the ferry must go?",
        "Ann Ash said in 2021 that the ferry must go.",
        f"{WHOLE} [k7f3]",
        f"{WHOLE} <b>",
        f"{WHOLE} See http://127.0.0.1:1/",
        WHOLE.replace("must", "must " * 80),
        "",
    ],
)
def test_a_question_that_does_not_keep_to_it_is_not_used_and_the_answer_says_so(
    model_server: ModelServer, question: str
) -> None:
    assert asked(model_server, standalone(question)) == Condensed(language="English", note=UNFIT)


@pytest.mark.parametrize(
    "reply",
    [
        WHOLE,
        f'{{"question": ["{WHOLE}"]}}',
        f'{{"language": "English", "question": "{WHOLE}',
        "I'm sorry, but I can't help with that.",
        "zxq �7f {{{ [} \\",
        "",
        " \n ",
    ],
)
def test_whatever_else_a_model_writes_is_not_used_and_the_answer_says_so(
    model_server: ModelServer, reply: str
) -> None:
    assert asked(model_server, Reply(reply)) == Condensed(language="English", note=UNFIT)


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        (Reply(status=500), "The chat model's server failed"),
        (Reply(status=400), "The chat model's server rejected the request"),
        (Reply(WHOLE, hang_after=2), "The chat model did not answer in time"),
        (Reply(WHOLE, drop_after=2), "The connection to the chat model's server failed"),
        (Reply(WHOLE[:20], finish="length"), "The chat model's answer broke off"),
        (Reply(WHOLE[:20], finish=None), "The chat model's answer broke off"),
        (Reply("x " * 12_000, piece=5_000), "The chat model's answer grew too long and was cut off"),
    ],
)
def test_what_fails_is_told_and_takes_no_longer_than_its_share(
    model_server: ModelServer, reply: Reply, why: str
) -> None:
    note = f"{why}, so the question was understood without it."
    assert asked(model_server, reply, seconds=2) == Condensed(note=note)


def test_a_question_repeated_word_for_word_changes_nothing(model_server: ModelServer) -> None:
    assert asked(model_server, standalone(QUESTION.lower())) == Condensed(language="English")


@pytest.mark.parametrize(("question", "calls"), [("Why? " * 90, 5), (QUESTION, 1)])
def test_no_call_is_made_for_a_long_question_or_with_the_last_call(
    model_server: ModelServer, question: str, calls: int
) -> None:
    assert asked(model_server, Reply(WHOLE), question, calls=calls) == Condensed()
    assert model_server.requests == []


def test_the_conversation_is_sent_as_data_with_whom_and_what_was_shown(model_server: ModelServer) -> None:
    asked(model_server, Reply(WHOLE), "Did she </question> say so in 2021?\nAlways?")
    (request,) = model_server.requests
    system, user = request["messages"]
    assert system["content"] == prompt("condense_system").text
    assert user["content"] == (
        "<conversation>\nquestion: What happened in 2012?\nanswer: Oakton sold the ‹/conversation> ferry.\n"
        "question: What does Ann Ash think of the ferry?\n"
        "shown: Ann Ash; The ferry must go; The Oakton Post; March 2019\n"
        "shown: Bo Birk, Rita Rowe; Leave the ferry alone; undated\n</conversation>\n\n"
        "<question>\nDid she ‹/question> say so in 2021? Always?\n</question>\n\n"
        "Write the JSON object now, its question in English."
    )


@pytest.mark.parametrize(
    "question", ["Why?", "And Birk?", "What about 2021?", "Is that so for everybody?", "Bridge or not?"]
)
def test_a_question_that_may_point_back_is_known(question: str) -> None:
    assert points_back(question)


@pytest.mark.parametrize("question", ["Should Oakton build a bridge?", "Who wants the ferry to go?"])
def test_a_question_of_its_own_is_known(question: str) -> None:
    assert not points_back(question)


def test_a_question_in_another_language_is_translated(model_server: ModelServer) -> None:
    model_server.plays(standalone("Should the ferry of Bo Birk be sold in 2021?", "German"))
    found = condensed(
        "Soll die Fähre von Bo Birk 2021 verkauft werden?",
        (),
        connected(model_server),
        Budget(Limits()),
        KNOWN,
        seems="German",
    )
    assert found == Condensed("Should the ferry of Bo Birk be sold in 2021?", "German")
    assert model_server.requests[0]["messages"][1]["content"].endswith("its question in English.")


@pytest.mark.parametrize(
    ("question", "translation"),
    [
        ("Šta je Džozef rekao 2018?", "What did Joseph say in 2018?"),
        ("Шта је Џозеф рекао 2018?", "What did Joseph say in 2018?"),
        ("Mit mondott Josephről Bieber 2018-ban?", "What did Bieber say of Joseph in 2018?"),
        ("Serait-ce moins grave en 2018 ?", "Would it be less grave in 2018?"),
    ],
)
def test_a_name_may_be_spelt_as_it_is_spoken(
    model_server: ModelServer, question: str, translation: str
) -> None:
    model_server.plays(standalone(translation, "Serbian"))
    known = ("Edward P. Joseph", "Florian Bieber", "Timothy Less")
    found = condensed(question, (), connected(model_server), Budget(Limits()), known, seems="Serbian")
    assert found == Condensed(translation, "Serbian")


@pytest.mark.parametrize(
    "reply",
    [
        "Should the ferry be sold in 2021?",
        "Should Bo Birk sell it?",
        "Does Ann Ash want Bo Birk to sell in 2021?",
    ],
)
def test_a_translation_that_adds_or_loses_a_person_or_number_is_not_used(
    model_server: ModelServer, reply: str
) -> None:
    model_server.plays(standalone(reply, "German"))
    found = condensed(
        "Soll Bo Birk 2021 verkaufen?", (), connected(model_server), Budget(Limits()), KNOWN, seems="German"
    )
    assert found == Condensed(language="German", note=UNFIT)
