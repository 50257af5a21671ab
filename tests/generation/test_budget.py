from typing import Any

import pytest
from langchain_core.language_models import BaseChatModel, GenericFakeChatModel
from langchain_core.messages import AIMessage, HumanMessage

from assistant.answers import Usage
from assistant.errors import ChatModelError
from assistant.generation import Outcome
from assistant.generation.chat_model import PromptTooLong, chat_model
from assistant.generation.prompting import messages
from assistant.generation.reply import CHARACTERS, Budget, Limits
from assistant.generation.sources import Sources
from assistant.settings import Settings
from tests.generation.oakton import ARTICLES, ASH_VIEW, GOOD, PASSAGES, Grader, from_model, rng
from tests.model_server import ModelServer, Reply, quoting

SPENT = "The chat model's budget for one answer is used up"


def connected(server: ModelServer, **more: Any) -> BaseChatModel:
    model = chat_model(Settings(openai_api_key="sk-test", openai_base_url=server.url, retries=0, **more))
    assert model is not None
    return model


def spend(budget: Budget, text: str = "Why?", answer: str = "Because.") -> None:
    list(budget.reply(GenericFakeChatModel(messages=iter([AIMessage(answer)])), [HumanMessage(text)]))


def test_the_settings_are_the_limits() -> None:
    settings = Settings(max_calls=2, token_budget=9_000, timeout=7, max_tokens=99, context_tokens=4_096)
    expected = Limits(calls=2, tokens=9_000, seconds=7, written=99, context=4_096)
    assert Limits.of(settings) == expected
    assert Limits.of(Settings()) == Limits()


def test_usage_sums_all_calls_and_says_where_it_was_estimated() -> None:
    budget = Budget(Limits(tokens=10_000))
    assert budget.usage is None
    spend(budget, "Why? " * 80, "Because. " * 40)
    spend(budget)
    assert budget.usage == Usage(100 + 1, 90 + 2, 2, estimated=True)
    assert (budget.calls, budget.tokens) == (3, 10_000 - 193)


@pytest.mark.parametrize(
    ("limits", "text"),
    [
        (Limits(calls=0), "Why?"),
        (Limits(seconds=0), "Why?"),
        (Limits(tokens=2_000), "Why?"),
        (Limits(tokens=3_000), "x" * 3_001),
    ],
)
def test_a_call_that_the_budget_does_not_allow_is_not_made(
    model_server: ModelServer, limits: Limits, text: str
) -> None:
    with pytest.raises(ChatModelError, match=SPENT):
        Budget(limits).reply(connected(model_server), [HumanMessage(text)])
    assert model_server.requests == []


def test_a_prompt_longer_than_the_model_reads_is_not_sent(model_server: ModelServer) -> None:
    with pytest.raises(PromptTooLong) as raised:
        Budget(Limits(context=2_100)).reply(connected(model_server), [HumanMessage("x" * 301)])
    assert (model_server.requests, raised.value.limit) == ([], 2_100)


def size(count: int) -> int:
    sent = messages("Should Oakton build a bridge?", Sources(PASSAGES[:count], ARTICLES, rng()))
    return sum(len(str(message.content)) for message in sent)


def test_the_sources_that_fit_are_sent_and_the_answer_says_so(model_server: ModelServer) -> None:
    model_server.plays(quoting)
    limits = Limits(written=50, context=50 + size(2) // CHARACTERS + 5)
    outcome = from_model(connected(model_server), budget=Budget(limits), verifier=Grader())
    (sent,) = model_server.requests
    assert sent["messages"][1]["content"].count("</source ") == 2
    assert outcome.notes == ("The chat model could read only 2 of the 3 passages found.",)


def test_where_not_one_source_fits_nothing_is_sent(model_server: ModelServer) -> None:
    limits = Limits(written=50, context=50 + size(0) // CHARACTERS)
    assert from_model(connected(model_server), budget=Budget(limits)) == Outcome(
        notes=("The passages are too long for the chat model, so the answer was chosen without it.",)
    )
    assert model_server.requests == []


def test_what_was_verified_stays_when_the_answer_outgrows_the_budget(model_server: ModelServer) -> None:
    model_server.plays(Reply(GOOD[: GOOD.index("\n") + 1] + "x" * 40_000, piece=1_000))
    outcome = from_model(connected(model_server), budget=Budget(Limits(tokens=6_000)), verifier=Grader())
    assert outcome.viewpoints == (ASH_VIEW,)
    assert outcome.notes == (
        "The chat model's answer went beyond the budget for one answer, so the rest was chosen without it.",
    )


def test_nothing_is_asked_where_no_call_is_allowed(model_server: ModelServer) -> None:
    assert from_model(connected(model_server), budget=Budget(Limits(calls=0))) == Outcome(
        notes=(f"{SPENT}, so the answer was chosen without it.",)
    )
    assert model_server.requests == []
